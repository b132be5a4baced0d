//! The pay page of a link, and «Платежи».
//! Not here: the bank's pages, which are not ours.

use crate::Refusal;
use domain::view::{AgentContacts, PayPage, PaymentRow};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What a link to the pay page opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PayAnswer {
    /// The page.
    Live(Box<PayPage>),
    /// The link is unknown, revoked or too old: the three are never told apart.
    Dead(AgentContacts),
}

/// The pay page, for whoever has the link.
#[server(endpoint = "load-pay", prefix = "/api")]
pub async fn load_pay(token: String, form: Option<String>) -> Result<PayAnswer, Refusal> {
    crate::server::pay::load_pay(token, form).await
}

/// Opens a payment and leads to the bank.
#[server(endpoint = "pay", prefix = "/api")]
pub async fn start_payment(token: String) -> Result<(), Refusal> {
    crate::server::pay::start_payment(token).await
}

/// The payments of every address of the person who is signed in.
#[server(endpoint = "load-payments", prefix = "/api")]
pub async fn load_payments() -> Result<Vec<PaymentRow>, Refusal> {
    crate::server::pay::load_payments().await
}

/// Switches off every pay link of an address that was given out before.
#[server(endpoint = "revoke-pay-links", prefix = "/api")]
pub async fn revoke_pay_links(id: String) -> Result<(), Refusal> {
    crate::server::pay::revoke_pay_links(id).await
}
