//! The server's half of `server_fns::receipts`.
//! Not here: the use cases themselves (see `cabinet`).

use crate::Refusal;
use domain::view::{ReceiptGroup, ReceiptPage};

/// The newest receipts of every address; `all` names the account whose older ones are wanted as well.
pub async fn load_receipts(_all: Option<String>) -> Result<Vec<ReceiptGroup>, Refusal> {
    Err(Refusal::Transport)
}

/// One receipt with all its charges.
pub async fn load_receipt(_id: String) -> Result<ReceiptPage, Refusal> {
    Err(Refusal::Transport)
}
