//! The server's half of `server_fns::settings`.
//! Not here: the use cases themselves (see `cabinet`).

use crate::Refusal;
use domain::view::Viewer;

/// The person who is signed in.
pub async fn load_settings() -> Result<Viewer, Refusal> {
    Err(Refusal::Transport)
}
