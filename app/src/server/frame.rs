//! The server's half of `server_fns::frame`.
//! Not here: the use cases themselves (see `cabinet`).

use super::Ask;
use crate::Refusal;
use crate::server_fns::frame::Frame;

/// Who is signed in and whom to call.
pub async fn load_frame() -> Result<Frame, Refusal> {
    let ask = Ask::take()?;
    let viewer = ask.answer(ask.cabinet.viewer(&ask.visitor).await)?;
    let settings = &ask.cabinet.settings;
    Ok(Frame {
        viewer,
        agent: settings.agent.clone(),
        demo: settings.demo,
        look: ask.visitor.look.unwrap_or_default(),
        language: ask.visitor.language.unwrap_or_default(),
    })
}
