//! The server's half of `server_fns::settings`.
//! Not here: the use cases themselves (see `cabinet`).

use super::Ask;
use crate::Refusal;
use cabinet::Failure;
use domain::view::Viewer;

/// The person's own settings.
pub async fn load_settings() -> Result<Viewer, Refusal> {
    let ask = Ask::take()?;
    let viewer = ask.cabinet.viewer(&ask.visitor).await.and_then(|viewer| viewer.ok_or(Failure::SignIn));
    ask.answer(viewer)
}
