//! Legal texts as they are agreed to.
//! Not here: consents that were given.

use crate::Refusal;
use domain::view::Document;
use leptos::prelude::*;

/// The newest version of `personal-data` or `electronic-delivery`.
#[server(endpoint = "load-document", prefix = "/api")]
pub async fn load_document(name: String) -> Result<Document, Refusal> {
    crate::server::documents::load_document(name).await
}
