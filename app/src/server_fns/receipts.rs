//! «Квитанции»: the lists, one receipt, and a year of an address.
//! Not here: the PDF, which is a file with a route of its own.

use crate::Refusal;
use domain::view::ReceiptGroup;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// One receipt with all its charges, drawn: HTML of the server's own making above and below what is read aloud.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DrawnReceipt {
    /// The page's title.
    pub title: String,
    /// The name of the close person whose receipt it is; none where it is one's own.
    pub whose: Option<String>,
    /// How much, by when, and what to do about it.
    pub above: String,
    /// What is read aloud; nothing of a receipt that was replaced.
    pub sentences: Option<Vec<String>>,
    /// Everything else.
    pub below: String,
}

/// A year of one account, drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DrawnYear {
    /// The page's title.
    pub title: String,
    /// The name of the close person whose year it is; none where it is one's own.
    pub whose: Option<String>,
    /// Everything else: HTML of the server's own making.
    pub html: String,
}

/// The newest receipts of every address; `all` names the account whose older ones are wanted as well.
#[server(endpoint = "load-receipts", prefix = "/api")]
pub async fn load_receipts(all: Option<String>) -> Result<Vec<ReceiptGroup>, Refusal> {
    crate::server::receipts::load_receipts(all).await
}

/// One receipt with all its charges.
#[server(endpoint = "load-receipt", prefix = "/api")]
pub async fn load_receipt(id: String) -> Result<DrawnReceipt, Refusal> {
    crate::server::receipts::load_receipt(id).await
}

/// A year of one account, month by month; the newest that has receipts unless a year is named.
#[server(endpoint = "load-year", prefix = "/api")]
pub async fn load_year(account: String, year: Option<String>) -> Result<DrawnYear, Refusal> {
    crate::server::receipts::load_year(account, year).await
}
