//! What stands around every page.
//! Not here: pages.

use crate::Refusal;
use domain::view::{AgentContacts, Viewer};
use domain::{Language, Look};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The header and the foot of every page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// Who is signed in, if anybody.
    pub viewer: Option<Viewer>,
    /// Whom to call.
    pub agent: AgentContacts,
    /// The demo cabinet: letters and SMS stay in `/dev/outbox`.
    pub demo: bool,
    /// How pages look on this device.
    pub look: Look,
    /// The visitor's language; the page is written in it.
    pub language: Language,
}

/// Who is signed in, and whom to call.
#[server(endpoint = "load-frame", prefix = "/api")]
pub async fn load_frame() -> Result<Frame, Refusal> {
    crate::server::frame::load_frame().await
}
