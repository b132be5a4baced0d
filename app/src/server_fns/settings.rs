//! «Настройки».
//! Not here: the sign-out and the confirmation of an e-mail (see `auth`).

use crate::Refusal;
use domain::view::Viewer;
use leptos::prelude::*;

/// The person who is signed in.
#[server(endpoint = "load-settings", prefix = "/api")]
pub async fn load_settings() -> Result<Viewer, Refusal> {
    crate::server::settings::load_settings().await
}
