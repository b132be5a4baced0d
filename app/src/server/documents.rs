//! The server's half of `server_fns::documents`.
//! Not here: the use cases themselves (see `cabinet`).

use crate::Refusal;
use domain::view::Document;

/// The newest version of `personal-data` or `electronic-delivery`.
pub async fn load_document(_name: String) -> Result<Document, Refusal> {
    Err(Refusal::Transport)
}
