//! The server's half of `server_fns::connect`.
//! Not here: the use cases themselves (see `cabinet`).

use crate::Refusal;
use crate::server_fns::connect::{ConnectPage, ConnectStep};

/// A step; where an earlier one is unanswered, the server sends the person there.
pub async fn load_connect(_step: ConnectStep, _form: Option<String>) -> Result<ConnectPage, Refusal> {
    Err(Refusal::Transport)
}

/// The first step.
pub async fn connect_contacts(_email: String, _phone: String, _personal_data: Option<String>) -> Result<(), Refusal> {
    Err(Refusal::Transport)
}

/// The second step.
pub async fn connect_account(_account: String, _total: String) -> Result<(), Refusal> {
    Err(Refusal::Transport)
}

/// The third step: agrees and asks for the code.
pub async fn connect_delivery(_sms_notices: Option<String>) -> Result<(), Refusal> {
    Err(Refusal::Transport)
}

/// The fourth step: signs with the code.
pub async fn connect_code(_code: String) -> Result<(), Refusal> {
    Err(Refusal::Transport)
}

/// Sends another code.
pub async fn connect_resend() -> Result<(), Refusal> {
    Err(Refusal::Transport)
}
