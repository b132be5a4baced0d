//! What a receipt says, as plain data: everything on the page comes from here, so equal content gives equal bytes.
//! Not here: how it is laid out (see `pdf`) and signed (see `seal`).

use domain::charge::{ChargeDetails, Sums};
use domain::{CheckCode, Date, Decimal, Mode, Money, Period, Supplier};

/// Which of its faces a receipt shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// The electronic receipt: all charges, each part marked with the way it went (product rule 4).
    Electronic,
    /// The paper receipt: only `parts` that stay on paper; `elsewhere` names the others.
    Paper,
    /// What a receipt would look like: marked across the page as not valid, without QR codes and without a code.
    Preview,
}

/// A payee with its requisites (order 43/пр, section 1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Payee {
    /// Full name.
    pub name: String,
    /// The name residents know.
    pub short_name: String,
    /// ИНН.
    pub inn: String,
    /// КПП, or empty.
    pub kpp: String,
    /// БИК.
    pub bic: String,
    /// Bank.
    pub bank: String,
    /// Settlement account.
    pub account: String,
    /// Correspondent account.
    pub corr_account: String,
    /// Phone for questions, or empty.
    pub phone: String,
}

impl From<&Supplier> for Payee {
    fn from(supplier: &Supplier) -> Self {
        Self {
            name: supplier.name.clone(),
            short_name: supplier.short_name.clone(),
            inn: supplier.inn.to_string(),
            kpp: supplier.kpp.clone(),
            bic: supplier.bic.clone(),
            bank: supplier.bank.clone(),
            account: supplier.account.clone(),
            corr_account: supplier.corr_account.clone(),
            phone: supplier.phone.clone(),
        }
    }
}

/// The agent at the head of the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agent {
    /// `Единый расчётный центр`.
    pub name: String,
    /// Phone.
    pub phone: String,
    /// When it is answered.
    pub hours: String,
    /// E-mail.
    pub email: String,
    /// Office.
    pub office: String,
    /// `https://…` without a slash at the end.
    pub site: String,
}

/// The payer (order 43/пр, section 1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Payer {
    /// Account number, лицевой счёт, as shown.
    pub number: String,
    /// Unified number, ЕЛС, or empty.
    pub els: String,
    /// `Абакан, ул. Щетинкина, д. 12, кв. 45`.
    pub address: String,
    /// Who holds the account, or empty.
    pub holder: String,
    /// Square metres.
    pub area: Decimal,
    /// How many people are registered.
    pub residents: i64,
}

/// A line of the calculation (order 43/пр, section 3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// `Отопление`.
    pub service: String,
    /// `Гкал`.
    pub unit: String,
    /// Consumption.
    pub volume: Decimal,
    /// Roubles per unit.
    pub tariff: Decimal,
    /// The sums.
    pub sums: Sums,
    /// Sections 2 and 4–6 are made of these.
    pub details: ChargeDetails,
}

/// A supplier's part of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// To whom it is paid.
    pub payee: Payee,
    /// Which way it went.
    pub way: Mode,
    /// Its lines.
    pub lines: Vec<Line>,
    /// The sum of the lines' totals.
    pub total: Money,
    /// The payment QR's bytes over `total`; none where nothing is to be paid.
    pub qr: Option<Vec<u8>>,
}

/// The agent's joint payment, where the agent has requisites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joint {
    /// The agent as payee.
    pub payee: Payee,
    /// What the QR asks for.
    pub total: Money,
    /// The payment QR's bytes.
    pub qr: Vec<u8>,
}

/// The mark of authenticity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The check code.
    pub code: CheckCode,
    /// What the small QR holds: `https://…/check/K7QM3X9PT2WD`.
    pub url: String,
}

/// A receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Which face.
    pub face: Face,
    /// The month.
    pub period: Period,
    /// Version, from 1; a corrected receipt says so.
    pub version: i64,
    /// The day of publication.
    pub issued: Date,
    /// The "pay by" day.
    pub pay_by: Date,
    /// Who issues it.
    pub agent: Agent,
    /// Whose it is.
    pub payer: Payer,
    /// By supplier.
    pub parts: Vec<Part>,
    /// On paper: short names and sums of the parts that went by e-mail.
    pub elsewhere: Vec<(String, Money)>,
    /// Joint payment.
    pub joint: Option<Joint>,
    /// The mark of authenticity; none on a preview.
    pub mark: Option<Mark>,
    /// Absolute address of the pay page, printed as a link; none on paper and on a preview.
    pub pay_url: Option<String>,
}

impl Receipt {
    /// The sum of all parts shown: what stands in large type.
    pub fn total(&self) -> Money {
        self.parts.iter().map(|part| part.total).sum()
    }
}
