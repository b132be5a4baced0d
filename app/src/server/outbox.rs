//! The server's half of `server_fns::outbox`.
//! Not here: the use cases themselves (see `cabinet`).

use crate::Refusal;
use crate::server_fns::outbox::Outbox;

/// The demo's letters and SMS.
pub async fn load_outbox() -> Result<Outbox, Refusal> {
    Err(Refusal::Transport)
}
