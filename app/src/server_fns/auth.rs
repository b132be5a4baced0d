//! Registration, sign-in, the forgotten password and the confirmation of an e-mail.
//! Not here: the settings of somebody who is signed in.

use crate::Refusal;
use domain::view::FormState;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What a link from a letter is worth now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkState {
    /// It works.
    Live,
    /// Used, too old, or never sent.
    Dead,
    /// The e-mail has been confirmed in another cabinet.
    Taken,
}

/// Which letter a link comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// «Подтвердите адрес».
    Email,
    /// «Новый пароль».
    Password,
}

/// Which form of this area is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormName {
    /// `/sign-up`.
    SignUp,
    /// `/sign-in`.
    SignIn,
    /// `/sign-in/forgotten`.
    Forgotten,
    /// `/sign-in/new-password/…`.
    NewPassword,
}

/// A form as it was left after a failed submit, or an empty one.
#[server(endpoint = "load-form", prefix = "/api")]
pub async fn load_form(name: FormName, form: Option<String>) -> Result<FormState, Refusal> {
    crate::server::auth::load_form(name, form).await
}

/// Makes a cabinet, signs in and goes on to `next`.
#[server(endpoint = "sign-up", prefix = "/api")]
pub async fn sign_up(
    email: String,
    phone: String,
    password: String,
    personal_data: Option<String>,
    next: Option<String>,
) -> Result<(), Refusal> {
    crate::server::auth::sign_up(email, phone, password, personal_data, next).await
}

/// Signs in and goes on to `next`.
#[server(endpoint = "sign-in", prefix = "/api")]
pub async fn sign_in(login: String, password: String, next: Option<String>) -> Result<(), Refusal> {
    crate::server::auth::sign_in(login, password, next).await
}

/// Signs out on this device.
#[server(endpoint = "sign-out", prefix = "/api")]
pub async fn sign_out() -> Result<(), Refusal> {
    crate::server::auth::sign_out().await
}

/// Signs out on every device.
#[server(endpoint = "sign-out-everywhere", prefix = "/api")]
pub async fn sign_out_everywhere() -> Result<(), Refusal> {
    crate::server::auth::sign_out_everywhere().await
}

/// Sends a letter with a link to a new password.
#[server(endpoint = "forgotten-password", prefix = "/api")]
pub async fn forgotten_password(email: String) -> Result<(), Refusal> {
    crate::server::auth::forgotten_password(email).await
}

/// Sets a new password by the link from a letter.
#[server(endpoint = "new-password", prefix = "/api")]
pub async fn new_password(token: String, password: String) -> Result<(), Refusal> {
    crate::server::auth::new_password(token, password).await
}

/// Whether a link from a letter still works; looking does not use it up.
#[server(endpoint = "load-link", prefix = "/api")]
pub async fn load_link(kind: LinkKind, token: String) -> Result<LinkState, Refusal> {
    crate::server::auth::load_link(kind, token).await
}

/// Confirms the e-mail by the link from a letter.
#[server(endpoint = "confirm-email", prefix = "/api")]
pub async fn confirm_email(token: String) -> Result<(), Refusal> {
    crate::server::auth::confirm_email(token).await
}

/// Sends the letter with the confirming link again.
#[server(endpoint = "resend-confirmation", prefix = "/api")]
pub async fn resend_confirmation() -> Result<(), Refusal> {
    crate::server::auth::resend_confirmation().await
}
