//! The server's half of `server_fns::relatives`.
//! Not here: the use cases themselves (see `cabinet`).

use super::{Ask, Form, ticked};
use crate::Refusal;
use cabinet::{Failure, Outcome};
use domain::id::GrantId;
use domain::view::{AskPage, AskStep, ClosePage, GivePage, GiveStep, InvitationPage, RelativesPage};

fn give_path(step: GiveStep) -> &'static str {
    match step {
        GiveStep::Person => "/relatives/give",
        GiveStep::Address => "/relatives/give/address",
        GiveStep::Role => "/relatives/give/role",
        GiveStep::Check => "/relatives/give/check",
        GiveStep::Done => "/relatives/give/done",
    }
}

fn ask_path(step: AskStep) -> &'static str {
    match step {
        AskStep::Account => "/relatives/ask",
        AskStep::Person => "/relatives/ask/person",
        AskStep::Code => "/relatives/ask/code",
        AskStep::Done => "/relatives/ask/done",
    }
}

/// The id of a grant in an address; one that is none is somebody else's as well.
fn grant_id(text: &str) -> Outcome<GrantId> {
    text.parse().map_err(|_| Failure::NotFound)
}

/// The tab.
pub async fn load_relatives() -> Result<RelativesPage, Refusal> {
    let ask = Ask::take()?;
    ask.answer(ask.cabinet.relatives(&ask.visitor).await)
}

/// A step of giving access, or a redirect to the first one that is not answered.
pub async fn load_give(step: GiveStep, form: Option<String>) -> Result<GivePage, Refusal> {
    let ask = Ask::take()?;
    ask.answer(ask.cabinet.give_page(&ask.visitor, step, form.as_deref()).await)?.map_err(|reached| {
        ask.turn_away(give_path(reached));
        Refusal::Elsewhere
    })
}

async fn given(ask: &Ask, at: GiveStep, outcome: Outcome<()>, to: GiveStep, values: &[(&str, &str)]) -> Result<(), Refusal> {
    ask.finish(outcome, give_path(to), Form { page: give_path(at), name: "give", values }).await
}

/// Whom.
pub async fn give_person(name: String, contact: String) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = ask.cabinet.give_person(&ask.visitor, &name, &contact).await;
    given(&ask, GiveStep::Person, outcome, GiveStep::Address, &[("name", &name), ("contact", &contact)]).await
}

/// Which address.
pub async fn give_address(account: Option<String>, holder_name: String) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let account = account.unwrap_or_default();
    let outcome = ask.cabinet.give_address(&ask.visitor, &account, &holder_name).await;
    let values = [("account", account.as_str()), ("holder_name", &holder_name)];
    given(&ask, GiveStep::Address, outcome, GiveStep::Role, &values).await
}

/// What the close person may do.
pub async fn give_role(role: Option<String>, letters: Option<String>) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let (role, letters) = (role.unwrap_or_default(), ticked(letters.as_ref()));
    let outcome = ask.cabinet.give_role(&ask.visitor, &role, letters).await;
    let values = [("role", role.as_str()), ("letters", if letters { "on" } else { "" })];
    given(&ask, GiveStep::Role, outcome, GiveStep::Check, &values).await
}

/// Invites.
pub async fn give_send() -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = ask.cabinet.give_send(&ask.visitor).await;
    given(&ask, GiveStep::Check, outcome, GiveStep::Done, &[]).await
}

/// What would be closed. What is closed already leads back to the tab.
pub async fn load_close(grant: String) -> Result<ClosePage, Refusal> {
    let ask = Ask::take()?;
    ask.answer(ask.cabinet.resident(&ask.visitor).await)?;
    let id = ask.answer(grant_id(&grant))?;
    ask.answer(ask.cabinet.close_page(&ask.visitor, id).await)?.ok_or_else(|| {
        ask.turn_away("/relatives");
        Refusal::Elsewhere
    })
}

/// Closes access.
pub async fn close_access(grant: String) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = match grant_id(&grant) {
        Ok(id) => ask.cabinet.close_access(&ask.visitor, id).await,
        Err(failure) => Err(failure),
    };
    let page = format!("/relatives/{grant}/close");
    ask.finish(outcome, "/relatives?closed=1", Form { page: &page, name: "close", values: &[] }).await
}

/// Begins or ends copies of letters.
pub async fn set_copies(grant: String, wanted: Option<String>) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = match grant_id(&grant) {
        Ok(id) => ask.cabinet.set_copies(&ask.visitor, id, ticked(wanted.as_ref())).await,
        Err(failure) => Err(failure),
    };
    let page = format!("/relatives/{grant}/close");
    ask.finish(outcome, "/relatives", Form { page: &page, name: "copies", values: &[] }).await
}

/// An invitation. Who has accepted it goes on to the receipts.
pub async fn load_invitation(token: String) -> Result<InvitationPage, Refusal> {
    let ask = Ask::take()?;
    ask.answer(ask.cabinet.invitation_page(&ask.visitor, &token).await)?.ok_or_else(|| {
        ask.turn_away("/receipts");
        Refusal::Elsewhere
    })
}

/// Accepts it. What is over says so on its own page.
pub async fn accept_invitation(token: String) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = ask.cabinet.accept_invitation(&ask.visitor, &token).await;
    let page = format!("/invitation/{token}");
    let (outcome, next) = match outcome {
        Err(Failure::Problems(_)) => (Ok(()), page.as_str()),
        other => (other, "/relatives?accepted=1"),
    };
    ask.finish(outcome, next, Form { page: &page, name: "invitation", values: &[] }).await
}

/// Declines it.
pub async fn decline_invitation(token: String) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = ask.cabinet.decline_invitation(&ask.visitor, &token).await;
    let page = format!("/invitation/{token}");
    ask.finish(outcome, &page, Form { page: &page, name: "invitation", values: &[] }).await
}

/// A step of asking for access, or a redirect to the first one that is not answered.
pub async fn load_ask(step: AskStep, form: Option<String>) -> Result<AskPage, Refusal> {
    let ask = Ask::take()?;
    ask.answer(ask.cabinet.ask_page(&ask.visitor, step, form.as_deref()).await)?.map_err(|reached| {
        ask.turn_away(ask_path(reached));
        Refusal::Elsewhere
    })
}

async fn asked(ask: &Ask, at: AskStep, outcome: Outcome<()>, to: &str, values: &[(&str, &str)]) -> Result<(), Refusal> {
    ask.finish(outcome, to, Form { page: ask_path(at), name: "ask", values }).await
}

/// The account.
pub async fn ask_account(account: String, total: String) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = ask.cabinet.ask_account(&ask.visitor, &account, &total).await;
    let values = [("account", account.as_str()), ("total", &total)];
    asked(&ask, AskStep::Account, outcome, ask_path(AskStep::Person), &values).await
}

/// Whose it is.
pub async fn ask_person(holder_name: String, phone: String, name: String) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = ask.cabinet.ask_person(&ask.visitor, &holder_name, &phone, &name).await;
    let values = [("holder_name", holder_name.as_str()), ("phone", &phone), ("name", &name)];
    asked(&ask, AskStep::Person, outcome, ask_path(AskStep::Code), &values).await
}

/// Opens access with the code.
pub async fn ask_code(code: String) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = ask.cabinet.ask_code(&ask.visitor, &code).await;
    asked(&ask, AskStep::Code, outcome, ask_path(AskStep::Done), &[]).await
}

/// Sends another code.
pub async fn ask_resend() -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = ask.cabinet.ask_resend(&ask.visitor).await;
    asked(&ask, AskStep::Code, outcome, "/relatives/ask/code?sent=1", &[]).await
}
