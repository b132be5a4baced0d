//! The server's half of `server_fns::outbox`. The demo puts a reader of its folders into the context.
//! Not here: the folders (see `kvitok`).

use super::Ask;
use crate::Refusal;
use crate::server_fns::outbox::Outbox;
use cabinet::Failure;
use leptos::prelude::use_context;
use std::sync::Arc;

/// Reads the demo's letters and SMS.
#[derive(Clone)]
pub struct OutboxReader(pub Arc<dyn Fn() -> Outbox + Send + Sync>);

/// The demo's letters and SMS; outside the demo the page does not exist.
#[expect(clippy::unused_async, reason = "one shape for the server half of every server function")]
pub async fn load_outbox() -> Result<Outbox, Refusal> {
    let ask = Ask::take()?;
    let Some(reader) = use_context::<OutboxReader>().filter(|_| ask.cabinet.settings.demo) else {
        return ask.answer(Err(Failure::NotFound));
    };
    Ok((reader.0)())
}
