//! Words of “History”: what happened with an address, in plain sentences.
//! Not here: states of letters and payments elsewhere (`receipts`, `pay`).

use super::{dates, relatives};
use domain::view::{AccessEvent, Doer, MessageState};
use domain::{Money, Period};

/// Heading, and the link that leads here.
pub const TITLE: &str = "History";
/// What is here.
pub const LEAD: &str =
    "What has happened with this address: receipts, letters, payments, and who changed what. The newest comes first.";
/// Nothing yet.
pub const EMPTY: &str = "Nothing has happened yet.";
/// Leads to the page before.
pub const EARLIER: &str = "What happened earlier";
/// Leads to the receipt that a line is about.
pub const OPEN_RECEIPT: &str = "Open the receipt";

/// Hour and minute.
pub fn clock(hour: u8, minute: u8) -> String {
    format!("{hour}:{minute:02}")
}

fn another(masked: &str) -> String {
    if masked.is_empty() { "Another holder".to_owned() } else { format!("Another holder ({masked})") }
}

/// Somebody became a holder.
pub fn bound(doer: &Doer) -> String {
    match doer {
        Doer::You => "You added this address to your profile.".to_owned(),
        Doer::Close(name) => format!("{name} added this address to their profile."),
        Doer::Holder(masked) => format!("{} added this address to their profile.", another(masked)),
    }
}

/// Electronic delivery was chosen.
pub fn electronic(doer: &Doer, from: Period) -> String {
    let what =
        format!("switched to the electronic receipt from {}, confirmed by a code from an SMS.", dates::of_month(from));
    match doer {
        Doer::You => format!("You {what}"),
        Doer::Close(name) => {
            let from = dates::of_month(from);
            format!("{name} switched you to the electronic receipt from {from}, confirmed by the code that you got.")
        }
        Doer::Holder(masked) => format!("{} {what}", another(masked)),
    }
}

/// Paper was chosen again.
pub fn paper(doer: &Doer, from: Period) -> String {
    let what = format!("brought the paper receipt back from {}.", dates::of_month(from));
    match doer {
        Doer::You => format!("You {what}"),
        Doer::Close(name) => format!("{name} {what}"),
        Doer::Holder(masked) => format!("{} {what}", another(masked)),
    }
}

/// Something happened with the access of a close person.
pub fn access(event: AccessEvent, name: &str) -> String {
    format!("{name}: {}.", relatives::what(event))
}

/// A receipt was published.
pub fn published(period: Period, total: Money, corrected: bool) -> String {
    let which = if corrected { "Corrected receipt" } else { "Receipt" };
    format!("{which} for {}: {}.", dates::month(period), total.roubles())
}

/// A letter with a receipt.
pub fn letter(period: Period, to: &str, state: MessageState) -> String {
    let letter = format!("The letter with the receipt for {} to {to}", dates::month(period));
    match state {
        MessageState::Held | MessageState::Queued => format!("{letter} is waiting to be sent."),
        MessageState::Sending => format!("{letter} is being sent."),
        MessageState::Sent => format!("{letter} has been sent."),
        MessageState::Delivered => format!("{letter} has been delivered."),
        MessageState::Deferred => format!("{letter} has not been accepted yet; we will try again."),
        MessageState::Failed => format!("{letter} was not sent: the mailbox does not accept it."),
        MessageState::Returned => format!("{letter} came back: the mailbox did not accept it."),
    }
}

/// A payment.
pub fn paid(period: Period, amount: Money) -> String {
    format!("Paid {} for {}.", amount.roubles(), dates::month(period))
}
