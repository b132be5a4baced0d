//! What helps to understand a receipt: a year of one address, month by month and service by service.
//! Not here: the comparison of two receipts (see `comparison`).

use crate::id::AccountId;
use crate::{Decimal, Money, Period};
use serde::{Deserialize, Serialize};

/// A month in the chart of a receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthSum {
    /// The month.
    pub period: Period,
    /// What was charged in it, with recalculations and benefits, without debts, penalties and payments.
    pub charged: Money,
}

/// A service in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearCell {
    /// Consumption.
    pub volume: Decimal,
    /// What it cost, with recalculations and benefits.
    pub cost: Money,
}

/// A service over a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearService {
    /// `Отопление`.
    pub service: String,
    /// `Гкал`.
    pub unit: String,
    /// Who is paid.
    pub supplier: String,
    /// January to December; none where there was no line.
    pub months: Vec<Option<YearCell>>,
    /// Consumption of the year.
    pub volume: Decimal,
    /// Cost of the year.
    pub cost: Money,
}

/// `/receipts/year/{account}/{year}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearPage {
    /// The account.
    pub account: AccountId,
    /// Its number.
    pub number: String,
    /// Its address.
    pub address: String,
    /// The year.
    pub year: u16,
    /// The years that have receipts, newest first.
    pub years: Vec<u16>,
    /// January to December: what each month cost; none without a receipt.
    pub months: Vec<Option<Money>>,
    /// By service, in the order of the receipts.
    pub services: Vec<YearService>,
    /// Cost of the year.
    pub cost: Money,
    /// Whose year this is, for a close person.
    #[serde(default)]
    pub whose: Option<String>,
}
