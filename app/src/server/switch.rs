//! The server's half of `server_fns::switch`.
//! Not here: the use cases themselves (see `cabinet`).

use super::addresses::manager;
use super::{Ask, Form, ticked};
use crate::Refusal;
use cabinet::Failure;
use domain::view::{CodePage, DonePage, Problem, SwitchPage};

/// The choice of delivery. Where nothing is left to switch, the page of the address says how things are.
pub async fn load_switch(id: String, form: Option<String>) -> Result<SwitchPage, Refusal> {
    let ask = Ask::take()?;
    let of = ask.answer(manager(&ask, &id).await)?;
    let form = ask.answer(ask.cabinet.form(&ask.visitor, "switch", form.as_deref()).await)?;
    let outcome = ask.cabinet.switch_page(&of, form).await;
    if matches!(outcome, Err(Failure::Problems(_))) {
        ask.turn_away(&format!("/addresses/{}", of.viewer().account().id));
        return Err(Refusal::Elsewhere);
    }
    ask.answer(outcome)
}

/// Agrees and asks for the code. A code that is on its way already is as good as a new one.
pub async fn start_switch(id: String, sms_notices: Option<String>) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let sms = ticked(sms_notices.as_ref());
    let outcome = match manager(&ask, &id).await {
        Ok(of) => match ask.cabinet.start_switch(&ask.visitor, &of, sms).await {
            Err(Failure::Problems(problems)) if problems.iter().any(|(_, p)| *p == Problem::CodeTooSoon) => Ok(()),
            other => other,
        },
        Err(failure) => Err(failure),
    };
    let page = format!("/addresses/{id}/electronic");
    let values = [("sms_notices", if sms { "on" } else { "" })];
    ask.finish(outcome, &format!("/addresses/{id}/code"), Form { page: &page, name: "switch", values: &values }).await
}

/// The form for the code.
pub async fn load_code(id: String, form: Option<String>) -> Result<CodePage, Refusal> {
    let ask = Ask::take()?;
    let of = ask.answer(manager(&ask, &id).await)?;
    let form = ask.answer(ask.cabinet.form(&ask.visitor, "code", form.as_deref()).await)?;
    Ok(ask.cabinet.code_page(&of, form))
}

/// Signs the consent with the code.
pub async fn confirm_switch(id: String, code: String) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = match manager(&ask, &id).await {
        Ok(of) => ask.cabinet.confirm_switch(&ask.visitor, &of, &code).await,
        Err(failure) => Err(failure),
    };
    let page = format!("/addresses/{id}/code");
    ask.finish(outcome, &format!("/addresses/{id}/done"), Form { page: &page, name: "code", values: &[] }).await
}

/// Sends another code.
pub async fn resend_code(id: String) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = match manager(&ask, &id).await {
        Ok(of) => ask.cabinet.resend_code(&ask.visitor, &of).await,
        Err(failure) => Err(failure),
    };
    let page = format!("/addresses/{id}/code");
    ask.finish(outcome, &format!("{page}?sent=1"), Form { page: &page, name: "code", values: &[] }).await
}

/// What happens now.
pub async fn load_done(id: String) -> Result<DonePage, Refusal> {
    let ask = Ask::take()?;
    let of = ask.answer(manager(&ask, &id).await)?;
    ask.answer(ask.cabinet.done_page(&of).await)
}

/// Goes back to paper.
pub async fn return_to_paper(id: String) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = match manager(&ask, &id).await {
        Ok(of) => ask.cabinet.return_to_paper(&ask.visitor, &of).await,
        Err(failure) => Err(failure),
    };
    let page = format!("/addresses/{id}");
    ask.finish(outcome, &format!("{page}/returned"), Form { page: &page, name: "return", values: &[] }).await
}
