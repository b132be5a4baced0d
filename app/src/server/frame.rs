//! The server's half of `server_fns::frame`.
//! Not here: the use cases themselves (see `cabinet`).

use crate::Refusal;
use crate::server_fns::frame::Frame;

/// Who is signed in, and whom to call.
pub async fn load_frame() -> Result<Frame, Refusal> {
    Err(Refusal::Transport)
}
