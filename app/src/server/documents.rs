//! The server's half of `server_fns::documents`.
//! Not here: the texts themselves (see `cabinet::consents`).

use super::Ask;
use crate::Refusal;
use cabinet::Failure;
use cabinet::consents::ConsentKind;
use domain::view::Document;

/// A text that people agree to.
#[expect(clippy::unused_async, reason = "one shape for the server half of every server function")]
pub async fn load_document(name: String) -> Result<Document, Refusal> {
    let ask = Ask::take()?;
    let kind = match name.as_str() {
        "personal-data" => Ok(ConsentKind::PersonalData),
        "electronic-delivery" => Ok(ConsentKind::ElectronicDelivery),
        _ => Err(Failure::NotFound),
    };
    ask.answer(kind.map(|kind| ask.cabinet.consent_document(kind)))
}
