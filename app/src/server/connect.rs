//! The server's half of `server_fns::connect`.
//! Not here: the use cases themselves (see `cabinet`).

use super::{Ask, Form, ticked};
use crate::Refusal;
use crate::server_fns::connect::{ConnectPage, ConnectStep};
use cabinet::Outcome;
use cabinet::wizard::Step;

fn path(step: Step) -> &'static str {
    match step {
        Step::Contacts => "/connect",
        Step::Account => "/connect/account",
        Step::Delivery => "/connect/delivery",
        Step::Code => "/connect/code",
        Step::Done => "/connect/done",
    }
}

fn step_of(step: ConnectStep) -> Step {
    match step {
        ConnectStep::Contacts => Step::Contacts,
        ConnectStep::Account => Step::Account,
        ConnectStep::Delivery => Step::Delivery,
        ConnectStep::Code => Step::Code,
        ConnectStep::Done => Step::Done,
    }
}

/// A step of the wizard, or a redirect to the first one that is not answered.
pub async fn load_connect(step: ConnectStep, form: Option<String>) -> Result<ConnectPage, Refusal> {
    let ask = Ask::take()?;
    match ask.answer(ask.cabinet.wizard_page(&ask.visitor, step_of(step), form.as_deref()).await)? {
        Ok(page) => Ok(ConnectPage {
            step,
            form: page.form,
            months: page.months,
            switch: page.switch,
            code: page.code,
            done: page.done,
        }),
        Err(reached) => {
            ask.turn_away(path(reached));
            Err(Refusal::Elsewhere)
        }
    }
}

async fn next(ask: &Ask, at: Step, outcome: Outcome<()>, to: &str, values: &[(&str, &str)]) -> Result<(), Refusal> {
    ask.finish(outcome, to, Form { page: path(at), name: "connect", values }).await
}

/// The first step.
pub async fn connect_contacts(email: String, phone: String, personal_data: Option<String>) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let consent = ticked(personal_data.as_ref());
    let outcome = ask.cabinet.wizard_contacts(&ask.visitor, &email, &phone, consent).await;
    let values = [("email", email.as_str()), ("phone", &phone), ("personal_data", if consent { "on" } else { "" })];
    next(&ask, Step::Contacts, outcome, path(Step::Account), &values).await
}

/// The second step.
pub async fn connect_account(account: String, total: String) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = ask.cabinet.wizard_account(&ask.visitor, &account, &total).await;
    next(&ask, Step::Account, outcome, path(Step::Delivery), &[("account", &account), ("total", &total)]).await
}

/// The third step: agrees and asks for the code.
pub async fn connect_delivery(sms_notices: Option<String>) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let sms = ticked(sms_notices.as_ref());
    let outcome = ask.cabinet.wizard_delivery(&ask.visitor, sms).await;
    next(&ask, Step::Delivery, outcome, path(Step::Code), &[("sms_notices", if sms { "on" } else { "" })]).await
}

/// The fourth step: signs with the code.
pub async fn connect_code(code: String) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = match ask.cabinet.wizard_code(&ask.visitor, &code).await {
        Ok(Some(token)) => ask.enter(Ok(token)).await,
        other => other.map(drop),
    };
    next(&ask, Step::Code, outcome, path(Step::Done), &[]).await
}

/// Sends another code.
pub async fn connect_resend() -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = ask.cabinet.wizard_resend(&ask.visitor).await;
    next(&ask, Step::Code, outcome, "/connect/code?sent=1", &[]).await
}
