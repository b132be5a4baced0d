//! What the pay page and «Платежи» show.
//! Not here: payment itself.

use super::{AgentContacts, FormState};
use crate::id::AccountId;
use crate::{Date, Money, Period};
use serde::{Deserialize, Serialize};

/// A QR symbol as one SVG path: `size` modules a side without the quiet zone, dark modules as rectangles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QrPicture {
    /// Modules a side.
    pub size: u32,
    /// The `d` of a path in module units.
    pub path: String,
}

/// Where a payment goes. All of it is public.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requisites {
    /// Full name of the payee.
    pub name: String,
    /// ИНН.
    pub inn: String,
    /// КПП, or empty.
    pub kpp: String,
    /// Settlement account.
    pub account: String,
    /// Bank.
    pub bank: String,
    /// БИК.
    pub bic: String,
    /// Correspondent account.
    pub corr_account: String,
}

/// One payee on the pay page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayeeSum {
    /// The name residents know.
    pub short_name: String,
    /// Where it is paid to.
    pub requisites: Requisites,
    /// Purpose of the payment, as the QR has it.
    pub purpose: String,
    /// On the receipt; below zero for an advance.
    pub total: Money,
    /// Paid here since the receipt was published.
    pub paid: Money,
    /// Left to pay; never below zero.
    pub left: Money,
    /// The payment QR over `left`; none if nothing is left.
    pub qr: Option<QrPicture>,
}

/// `/pay/{token}`: no sign-in, so no name and no full address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayPage {
    /// `Абакан, ул. Щетинкина, д. 12, кв. ••`.
    pub address: String,
    /// The end of the account number: `•••• 4567`.
    pub number: String,
    /// The month.
    pub period: Period,
    /// The "pay by" day.
    pub pay_by: Date,
    /// That day is over.
    pub overdue: bool,
    /// Everything on the receipt.
    pub total: Money,
    /// Paid here since.
    pub paid: Money,
    /// Left to pay.
    pub left: Money,
    /// Waiting for the bank's answer.
    pub pending: Money,
    /// A newer receipt is out, and what is left of this one stands in it: its month and the path of its pay page. Then
    /// nothing is paid here: no button and no QR codes.
    pub newer: Option<(Period, String)>,
    /// Each payee.
    pub payees: Vec<PayeeSum>,
    /// All of it at once to the agent, where the agent takes payments.
    pub joint: Option<PayeeSum>,
    /// Whether payment on line is offered.
    pub online: bool,
    /// Whether this is a practice bank that takes no money.
    pub practice_bank: bool,
    /// Who answers questions.
    pub agent: AgentContacts,
    /// The form of the pay button: its problems.
    pub form: FormState,
}

/// Where a payment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentState {
    /// Handed to the bank; no answer yet.
    Pending,
    /// The money is taken.
    Paid,
    /// The bank refused, or the payer turned back.
    Failed,
}

/// A payment on «Платежи».
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentRow {
    /// For which month.
    pub period: Period,
    /// The account.
    pub account: AccountId,
    /// Its address.
    pub address: String,
    /// How much.
    pub amount: Money,
    /// Each payee's part: name and sum.
    pub parts: Vec<(String, Money)>,
    /// Where it stands.
    pub state: PaymentState,
    /// The day of the last change.
    pub on: Date,
    /// Whose account this is, for a close person.
    #[serde(default)]
    pub whose: Option<String>,
}
