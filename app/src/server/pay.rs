//! The server's half of `server_fns::pay`.
//! Not here: the use cases themselves (see `cabinet`).

use super::{Ask, Form};
use crate::Refusal;
use crate::server_fns::pay::PayAnswer;
use cabinet::Failure;
use domain::view::PaymentRow;

/// The pay page of a link, or whom to call when the link is dead.
pub async fn load_pay(token: String, form: Option<String>) -> Result<PayAnswer, Refusal> {
    let ask = Ask::take()?;
    match ask.cabinet.pay_page(&ask.visitor, &token, form.as_deref()).await {
        Err(Failure::NotFound) => Ok(PayAnswer::Dead(ask.cabinet.settings.agent.clone())),
        outcome => ask.answer(outcome.map(|page| PayAnswer::Live(Box::new(page)))),
    }
}

/// Opens a payment and leads to the bank.
pub async fn start_payment(token: String) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = ask.cabinet.start_payment(&ask.visitor, &token).await;
    let bank = outcome.as_ref().cloned().unwrap_or_default();
    let page = format!("/pay/{token}");
    ask.finish(outcome.map(drop), &bank, Form { page: &page, name: "pay", values: &[] }).await
}

/// The payments of the person.
pub async fn load_payments() -> Result<Vec<PaymentRow>, Refusal> {
    let ask = Ask::take()?;
    ask.answer(ask.cabinet.payments(&ask.visitor).await)
}

/// Switches off an address's pay links and shows the address again.
pub async fn revoke_pay_links(id: String) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = match super::addresses::holder(&ask, &id).await {
        Ok(of) => ask.cabinet.revoke_pay_links(&of).await,
        Err(failure) => Err(failure),
    };
    let page = format!("/addresses/{id}");
    ask.finish(outcome, &format!("{page}?links=off"), Form { page: &page, name: "links", values: &[] }).await
}
