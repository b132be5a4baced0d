//! «Проверить квитанцию».
//! Not here: a file, which goes to a route of its own with limits of its own (see `kvitok`).

use crate::Refusal;
use domain::view::{AgentContacts, CheckPage};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The page, with the phone for those who are told to call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckAnswer {
    /// The answer and the form.
    pub page: CheckPage,
    /// Whom to call.
    pub agent: AgentContacts,
}

/// The page: of a code in its address, of something that was just checked, or empty.
#[server(endpoint = "load-check", prefix = "/api")]
pub async fn load_check(code: Option<String>, form: Option<String>) -> Result<CheckAnswer, Refusal> {
    crate::server::check::load_check(code, form).await
}

/// Checks what was typed, pasted or scanned.
#[server(endpoint = "check", prefix = "/api")]
pub async fn check_text(text: String) -> Result<(), Refusal> {
    crate::server::check::check_text(text).await
}
