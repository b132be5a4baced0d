//! The server's half of `server_fns::switch`.
//! Not here: the use cases themselves (see `cabinet`).

use crate::Refusal;
use domain::view::{CodePage, DonePage, SwitchPage};

/// What will change, and both consents.
pub async fn load_switch(_id: String, _form: Option<String>) -> Result<SwitchPage, Refusal> {
    Err(Refusal::Transport)
}

/// Agrees and asks for the code.
pub async fn start_switch(_id: String, _sms_notices: Option<String>) -> Result<(), Refusal> {
    Err(Refusal::Transport)
}

/// The form for the code.
pub async fn load_code(_id: String, _form: Option<String>) -> Result<CodePage, Refusal> {
    Err(Refusal::Transport)
}

/// Signs the consent with the code.
pub async fn confirm_switch(_id: String, _code: String) -> Result<(), Refusal> {
    Err(Refusal::Transport)
}

/// Sends another code.
pub async fn resend_code(_id: String) -> Result<(), Refusal> {
    Err(Refusal::Transport)
}

/// What happens now.
pub async fn load_done(_id: String) -> Result<DonePage, Refusal> {
    Err(Refusal::Transport)
}

/// Goes back to paper.
pub async fn return_to_paper(_id: String) -> Result<(), Refusal> {
    Err(Refusal::Transport)
}
