//! Other ways of signing in: by a code in an SMS; the second step with an authenticator app.
//! Not here: e-mail and password (see `auth`), allowing and forbidding (see `settings`).

use crate::Refusal;
use domain::view::{CodePage, FormState};
use leptos::prelude::*;

/// One of the forms of this area as it was typed.
#[server(endpoint = "load-way-in", prefix = "/api")]
pub async fn load_way_in(form: Option<String>) -> Result<FormState, Refusal> {
    crate::server::ways_in::load_way_in(form).await
}

/// Asks for a code in an SMS.
#[server(endpoint = "ask-sign-in-code", prefix = "/api")]
pub async fn ask_sign_in_code(phone: String, next: Option<String>) -> Result<(), Refusal> {
    crate::server::ways_in::ask_sign_in_code(phone, next).await
}

/// The form for the code.
#[server(endpoint = "load-sign-in-code", prefix = "/api")]
pub async fn load_sign_in_code(form: Option<String>) -> Result<CodePage, Refusal> {
    crate::server::ways_in::load_sign_in_code(form).await
}

/// Signs in by the code.
#[server(endpoint = "enter-by-code", prefix = "/api")]
pub async fn enter_by_code(code: String, next: Option<String>) -> Result<(), Refusal> {
    crate::server::ways_in::enter_by_code(code, next).await
}

/// Sends another code.
#[server(endpoint = "resend-sign-in-code", prefix = "/api")]
pub async fn resend_sign_in_code(next: Option<String>) -> Result<(), Refusal> {
    crate::server::ways_in::resend_sign_in_code(next).await
}

/// The people of the phone that was proven, by masked e-mail, and the form.
#[server(endpoint = "load-people", prefix = "/api")]
pub async fn load_people(form: Option<String>) -> Result<(Vec<String>, FormState), Refusal> {
    crate::server::ways_in::load_people(form).await
}

/// Signs in as one of them.
#[server(endpoint = "enter-as", prefix = "/api")]
pub async fn enter_as(whose: Option<String>, next: Option<String>) -> Result<(), Refusal> {
    crate::server::ways_in::enter_as(whose, next).await
}

/// The second step of a sign-in.
#[server(endpoint = "second-step", prefix = "/api")]
pub async fn second_step(code: String, next: Option<String>) -> Result<(), Refusal> {
    crate::server::ways_in::second_step(code, next).await
}

/// What a device is asked that is to show a passkey. For scripts alone: only they can ask the device.
#[server(endpoint = "ask-passkey", prefix = "/api")]
pub async fn ask_passkey() -> Result<String, Refusal> {
    crate::server::ways_in::ask_passkey().await
}

/// Signs in by the passkey that the device has shown.
#[server(endpoint = "enter-by-passkey", prefix = "/api")]
pub async fn enter_by_passkey(answer: String, next: Option<String>) -> Result<(), Refusal> {
    crate::server::ways_in::enter_by_passkey(answer, next).await
}
