//! The server's half of `server_fns::auth`.
//! Not here: the use cases themselves (see `cabinet`).

use crate::Refusal;
use crate::server_fns::auth::{FormName, LinkKind, LinkState};
use domain::view::FormState;

/// A form as it was left after a failed submit, or an empty one.
pub async fn load_form(_name: FormName, _form: Option<String>) -> Result<FormState, Refusal> {
    Err(Refusal::Transport)
}

/// Makes a cabinet and signs in.
pub async fn sign_up(
    _email: String,
    _phone: String,
    _password: String,
    _personal_data: Option<String>,
) -> Result<(), Refusal> {
    Err(Refusal::Transport)
}

/// Signs in and goes on to `next`.
pub async fn sign_in(_login: String, _password: String, _next: Option<String>) -> Result<(), Refusal> {
    Err(Refusal::Transport)
}

/// Signs out on this device.
pub async fn sign_out() -> Result<(), Refusal> {
    Err(Refusal::Transport)
}

/// Signs out on every device.
pub async fn sign_out_everywhere() -> Result<(), Refusal> {
    Err(Refusal::Transport)
}

/// Sends a letter with a link to a new password.
pub async fn forgotten_password(_email: String) -> Result<(), Refusal> {
    Err(Refusal::Transport)
}

/// Sets a new password by the link from a letter.
pub async fn new_password(_token: String, _password: String) -> Result<(), Refusal> {
    Err(Refusal::Transport)
}

/// Whether a link from a letter still works; looking does not use it up.
pub async fn load_link(_kind: LinkKind, _token: String) -> Result<LinkState, Refusal> {
    Err(Refusal::Transport)
}

/// Confirms the e-mail by the link from a letter.
pub async fn confirm_email(_token: String) -> Result<(), Refusal> {
    Err(Refusal::Transport)
}

/// Sends the letter with the confirming link again.
pub async fn resend_confirmation() -> Result<(), Refusal> {
    Err(Refusal::Transport)
}
