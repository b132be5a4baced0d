//! The change to the electronic receipt, its code, and the way back to paper.
//! Not here: the wizard for people without a cabinet (see `connect`).

use crate::Refusal;
use domain::view::{CodePage, DonePage, SwitchPage};
use leptos::prelude::*;

/// What will change, and both consents.
#[server(endpoint = "load-switch", prefix = "/api")]
pub async fn load_switch(id: String, form: Option<String>) -> Result<SwitchPage, Refusal> {
    crate::server::switch::load_switch(id, form).await
}

/// Agrees and asks for the code.
#[server(endpoint = "start-switch", prefix = "/api")]
pub async fn start_switch(id: String, sms_notices: Option<String>) -> Result<(), Refusal> {
    crate::server::switch::start_switch(id, sms_notices).await
}

/// The form for the code.
#[server(endpoint = "load-code", prefix = "/api")]
pub async fn load_code(id: String, form: Option<String>) -> Result<CodePage, Refusal> {
    crate::server::switch::load_code(id, form).await
}

/// Signs the consent with the code.
#[server(endpoint = "confirm-switch", prefix = "/api")]
pub async fn confirm_switch(id: String, code: String) -> Result<(), Refusal> {
    crate::server::switch::confirm_switch(id, code).await
}

/// Sends another code.
#[server(endpoint = "resend-code", prefix = "/api")]
pub async fn resend_code(id: String) -> Result<(), Refusal> {
    crate::server::switch::resend_code(id).await
}

/// What happens now.
#[server(endpoint = "load-done", prefix = "/api")]
pub async fn load_done(id: String) -> Result<DonePage, Refusal> {
    crate::server::switch::load_done(id).await
}

/// Goes back to paper.
#[server(endpoint = "return-to-paper", prefix = "/api")]
pub async fn return_to_paper(id: String) -> Result<(), Refusal> {
    crate::server::switch::return_to_paper(id).await
}
