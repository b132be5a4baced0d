//! Words of “Receipts”: the list, one receipt with all its charges, what became of its letters.
//! Not here: words of the paper form, which the PDF carries.

use super::dates;
use domain::view::{LetterState, MessageState, ReceiptRow};
use domain::{Date, Mode, Money, Period};
use std::cmp::Ordering;

pub const TITLE: &str = "Receipts";
pub const ACCOUNT: &str = "Utility account";
pub const NO_ADDRESS: &str = "Add an address, and its receipts will appear here.";
pub const EMPTY: &str = "No receipts yet. A new one appears at the beginning of next month, by the 5th. Questions? Call the \
                         number at the bottom of the page.";
pub const MONTH: &str = "Month";
pub const TOTAL: &str = "To pay";
pub const PAY_BY: &str = "Pay by";
pub const WAY: &str = "How it came";
pub const FILE: &str = "File";
pub const PDF: &str = "PDF";
pub const OLDER: &str = "Show earlier receipts";

pub fn whose(address: &str) -> String {
    format!(", {address}")
}

pub fn whose_file(period: Period, address: &str) -> String {
    format!(", receipt for {}, {address}", dates::month(period))
}

pub fn caption(address: &str) -> String {
    format!("Receipts: {address}")
}

pub fn month(period: Period) -> String {
    dates::month(period)
}

pub fn way(row: &ReceiptRow) -> &'static str {
    match (row.by_email, row.paper == Money::ZERO) {
        (false, _) => "on paper",
        (true, true) => "by e-mail",
        (true, false) => "partly on paper",
    }
}

pub fn receipt_title(period: Period) -> String {
    format!("Receipt for {}", dates::month(period))
}

pub fn to_pay(total: Money, pay_by: Date) -> String {
    match total.cmp(&Money::ZERO) {
        Ordering::Greater => format!("To pay: {} by {}", total.roubles(), dates::day(pay_by)),
        Ordering::Equal => "Nothing to pay: there is no debt".to_owned(),
        Ordering::Less => format!("Nothing to pay: an advance of {}", (-total).roubles()),
    }
}

pub fn to_pay_after(paid: Money, left: Money, pay_by: Date) -> String {
    match left.cmp(&Money::ZERO) {
        _ if paid == Money::ZERO => to_pay(left, pay_by),
        Ordering::Greater => format!("Left to pay: {} by {}", left.roubles(), dates::day(pay_by)),
        Ordering::Equal => format!("Paid: {}, nothing more to pay", paid.roubles()),
        Ordering::Less => {
            format!("Paid: {}, an advance of {} goes into the next receipt", paid.roubles(), (-left).roubles())
        }
    }
}

pub fn paid_of(paid: Money, total: Money) -> String {
    format!("Paid: {} of {}.", paid.roubles(), total.roubles())
}

pub const PAY: &str = "Pay";
pub const DOWNLOAD: &str = "Download PDF";
pub const CHECK_CODE: &str = "Check code:";
pub const HOW_TO_CHECK: &str = "How to check";

pub fn replaced(on: Date) -> String {
    format!("A corrected receipt of {} has replaced this one. Do not pay by this one.", dates::day(on))
}
pub const REPLACED_BY: &str = "Open the corrected receipt";

pub fn version(version: i64) -> String {
    format!(
        "This is a corrected receipt, version {version}. The earlier one is no longer valid; what you paid by it is counted."
    )
}

pub fn published(on: Date) -> String {
    format!("The receipt was made on {}.", dates::day(on))
}

pub fn came(mode: Mode) -> &'static str {
    match mode {
        Mode::Electronic => "Came by e-mail",
        Mode::Paper => "Came on paper",
    }
}

pub const SUPPLIER_PHONE: &str = "Questions about charges:";

pub fn opening(opening: Money) -> &'static str {
    if opening < Money::ZERO { "Advance at the beginning of the month" } else { "Debt at the beginning of the month" }
}
pub const CHARGED: &str = "Charged";
pub const RECALCULATION: &str = "Recalculation";
pub const BENEFIT: &str = "Benefit";
pub const PENALTY: &str = "Penalty";
pub const PAID: &str = "Paid";
pub const LINE_TOTAL: &str = "To pay";
pub const PART_TOTAL: &str = "Total for the supplier";
pub const TOTALS_HEADING: &str = "Totals";
pub const GRAND_TOTAL: &str = "Total to pay";

pub const EXPLAIN: &str = "What do these lines mean?";
pub const EXPLANATIONS: [(&str, &str); 6] = [
    ("Debt or advance at the beginning of the month", "what was left of the last receipt"),
    ("Charged", "volume multiplied by tariff"),
    ("Recalculation", "a correction for past months, added or taken off"),
    ("Benefit", "taken off the sum"),
    ("Penalty", "added for late payment"),
    ("Paid", "what came in from you since the last receipt, taken off"),
];

pub const LETTERS_HEADING: &str = "Letters with this receipt";
pub const COMES_ON_PAPER: &str = "The letters did not arrive, so this receipt comes on paper as well.";

pub fn letter(letter: &LetterState) -> String {
    let on = dates::at(letter.changed);
    let sent = dates::at(letter.sent.unwrap_or(letter.changed));
    match letter.state {
        MessageState::Held | MessageState::Queued => format!("waiting to be sent since {on}"),
        MessageState::Sending => format!("being sent, {on}"),
        MessageState::Sent => format!("sent on {sent}"),
        MessageState::Delivered => format!("sent on {sent}; delivered"),
        MessageState::Deferred => format!("the mail service has not taken it yet, {on}; we will send it again"),
        MessageState::Failed => format!("could not be sent, {on}"),
        MessageState::Returned => format!("sent on {sent}; came back on {on}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_says_in_words_how_much_is_to_be_paid_and_by_when() {
        let day = Date { year: 2026, month: 12, day: 15 };
        let said = |paid, left| to_pay_after(Money(paid), Money(left), day).replace('\u{a0}', " ");
        assert_eq!(said(0, 341_277), "To pay: 3 412,77 ₽ by 15 December 2026");
        assert_eq!(said(0, -500), "Nothing to pay: an advance of 5,00 ₽");
        assert_eq!(said(300, 100), "Left to pay: 1,00 ₽ by 15 December 2026");
        assert_eq!(said(400, 0), "Paid: 4,00 ₽, nothing more to pay");
    }
}
