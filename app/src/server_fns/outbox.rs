//! The demo's letters and SMS.
//! Not here: real gateways; outside the demo the page does not exist.

use crate::Refusal;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Everything the demo has "sent", newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outbox {
    /// Letters.
    pub mails: Vec<OutboxMail>,
    /// SMS.
    pub texts: Vec<OutboxText>,
}

/// A letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboxMail {
    /// File name.
    pub file: String,
    /// To whom.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// When, as people read it.
    pub at: String,
    /// The plain part.
    pub text: String,
}

/// An SMS.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboxText {
    /// File name.
    pub file: String,
    /// To whom.
    pub to: String,
    /// The words.
    pub text: String,
    /// When, as people read it.
    pub at: String,
}

/// The demo's letters and SMS.
#[server(endpoint = "load-outbox", prefix = "/api")]
pub async fn load_outbox() -> Result<Outbox, Refusal> {
    crate::server::outbox::load_outbox().await
}
