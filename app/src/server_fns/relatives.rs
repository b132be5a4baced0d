//! «Близкие»: who sees whose receipts, giving access, closing it, invitations, asking for access.
//! Not here: the receipts themselves (see `receipts`).

use crate::Refusal;
use domain::view::{AskPage, AskStep, ClosePage, GivePage, GiveStep, InvitationPage, RelativesPage};
use leptos::prelude::*;

/// The tab.
#[server(endpoint = "load-relatives", prefix = "/api")]
pub async fn load_relatives() -> Result<RelativesPage, Refusal> {
    crate::server::relatives::load_relatives().await
}

/// A step of giving access; where an earlier one is unanswered, the server sends the person there.
#[server(endpoint = "load-give", prefix = "/api")]
pub async fn load_give(step: GiveStep, form: Option<String>) -> Result<GivePage, Refusal> {
    crate::server::relatives::load_give(step, form).await
}

/// Whom.
#[server(endpoint = "give-person", prefix = "/api")]
pub async fn give_person(name: String, contact: String) -> Result<(), Refusal> {
    crate::server::relatives::give_person(name, contact).await
}

/// Which address, and whose receipts these are.
#[server(endpoint = "give-address", prefix = "/api")]
pub async fn give_address(account: Option<String>, holder_name: String) -> Result<(), Refusal> {
    crate::server::relatives::give_address(account, holder_name).await
}

/// What the close person may do.
#[server(endpoint = "give-role", prefix = "/api")]
pub async fn give_role(role: Option<String>, letters: Option<String>) -> Result<(), Refusal> {
    crate::server::relatives::give_role(role, letters).await
}

/// Invites.
#[server(endpoint = "give-send", prefix = "/api")]
pub async fn give_send() -> Result<(), Refusal> {
    crate::server::relatives::give_send().await
}

/// What would be closed.
#[server(endpoint = "load-close", prefix = "/api")]
pub async fn load_close(grant: String) -> Result<ClosePage, Refusal> {
    crate::server::relatives::load_close(grant).await
}

/// Closes access, or takes an invitation back.
#[server(endpoint = "close-access", prefix = "/api")]
pub async fn close_access(grant: String) -> Result<(), Refusal> {
    crate::server::relatives::close_access(grant).await
}

/// Begins or ends copies of letters.
#[server(endpoint = "set-copies", prefix = "/api")]
pub async fn set_copies(grant: String, wanted: Option<String>) -> Result<(), Refusal> {
    crate::server::relatives::set_copies(grant, wanted).await
}

/// An invitation, for whoever has opened it.
#[server(endpoint = "load-invitation", prefix = "/api")]
pub async fn load_invitation(token: String) -> Result<InvitationPage, Refusal> {
    crate::server::relatives::load_invitation(token).await
}

/// Accepts it.
#[server(endpoint = "accept-invitation", prefix = "/api")]
pub async fn accept_invitation(token: String) -> Result<(), Refusal> {
    crate::server::relatives::accept_invitation(token).await
}

/// Declines it.
#[server(endpoint = "decline-invitation", prefix = "/api")]
pub async fn decline_invitation(token: String) -> Result<(), Refusal> {
    crate::server::relatives::decline_invitation(token).await
}

/// A step of asking for access.
#[server(endpoint = "load-ask", prefix = "/api")]
pub async fn load_ask(step: AskStep, form: Option<String>) -> Result<AskPage, Refusal> {
    crate::server::relatives::load_ask(step, form).await
}

/// The account.
#[server(endpoint = "ask-account", prefix = "/api")]
pub async fn ask_account(account: String, total: String) -> Result<(), Refusal> {
    crate::server::relatives::ask_account(account, total).await
}

/// Whose it is; sends the code.
#[server(endpoint = "ask-person", prefix = "/api")]
pub async fn ask_person(holder_name: String, phone: String, name: String) -> Result<(), Refusal> {
    crate::server::relatives::ask_person(holder_name, phone, name).await
}

/// Opens access with the code.
#[server(endpoint = "ask-code", prefix = "/api")]
pub async fn ask_code(code: String) -> Result<(), Refusal> {
    crate::server::relatives::ask_code(code).await
}

/// Sends another code.
#[server(endpoint = "ask-resend", prefix = "/api")]
pub async fn ask_resend() -> Result<(), Refusal> {
    crate::server::relatives::ask_resend().await
}
