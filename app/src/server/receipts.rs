//! The server's half of `server_fns::receipts`.
//! Not here: the use cases themselves (see `cabinet`).

use super::Ask;
use super::addresses::viewer;
use crate::Refusal;
use crate::pages::receipts::{drawn, drawn_year};
use crate::server_fns::receipts::{DrawnReceipt, DrawnYear};
use cabinet::Failure;
use domain::id::ReceiptId;
use domain::view::ReceiptGroup;

/// The receipts of every address of the person; `all` is the account whose older ones are shown too.
pub async fn load_receipts(all: Option<String>) -> Result<Vec<ReceiptGroup>, Refusal> {
    let ask = Ask::take()?;
    let all = all.and_then(|id| id.parse().ok());
    ask.answer(ask.cabinet.receipts(&ask.visitor, all).await)
}

/// One receipt.
pub async fn load_receipt(id: String) -> Result<DrawnReceipt, Refusal> {
    let ask = Ask::take()?;
    ask.answer(ask.cabinet.resident(&ask.visitor).await)?;
    let id: ReceiptId = ask.answer(id.parse().map_err(|_| Failure::NotFound))?;
    let receipt = ask.answer(ask.cabinet.receipt(&ask.visitor, id).await)?;
    Ok(drawn(receipt))
}

/// A year of an account; what is not a year is not found.
pub async fn load_year(account: String, year: Option<String>) -> Result<DrawnYear, Refusal> {
    let ask = Ask::take()?;
    let of = ask.answer(viewer(&ask, &account).await)?;
    let year = ask.answer(year.map(|year| year.parse::<u16>()).transpose().map_err(|_| Failure::NotFound))?;
    Ok(drawn_year(ask.answer(ask.cabinet.year(&of, year).await)?))
}
