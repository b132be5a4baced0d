//! Words of the pay page and of “Payments”.
//! Not here: the practice bank's own pages (see `kvitok`) and what a receipt is made of (see `receipts`).

use super::dates;
use domain::view::PaymentState;
use domain::{Date, Money, Period};

pub const DEAD_TITLE: &str = "This pay link does not work any more";
pub const DEAD_TEXT: &str =
    "Open the latest letter with a receipt: it has a new link. Or sign in: all your receipts are there.";
pub const DEAD_CALL: &str = "If that does not help, call:";
pub const DEAD_SIGN_IN: &str = "Sign in";

pub fn title(period: Period) -> String {
    format!("Pay the receipt for {}", dates::month(period)).replace('\u{a0}', " ")
}

pub const ACCOUNT: &str = "Utility account";
pub const LEFT: &str = "Left to pay";
pub const ALL_PAID: &str = "Paid";
pub const NOTHING: &str = "Nothing to pay";

pub fn until(pay_by: Date) -> String {
    format!("Pay by {}.", dates::day(pay_by))
}

pub fn overdue(pay_by: Date) -> String {
    format!("It was due by {}. You can still pay now.", dates::day(pay_by))
}

pub fn paid_of(paid: Money, total: Money) -> String {
    format!("Already paid: {} of {}.", paid.roubles(), total.roubles())
}

pub const PAID_TEXT: &str = "The money has arrived. There is nothing more to pay on this receipt.";
pub const NOTHING_TEXT: &str = "There is no debt on this receipt.";

pub const NEWER: &str = "There is a newer receipt";

pub fn newer(period: Period) -> String {
    format!("What was left on this receipt is part of the receipt for {}. Pay that one.", dates::month(period))
}

pub fn newer_link(period: Period) -> String {
    format!("Pay the receipt for {}", dates::month(period))
}

pub const PENDING: &str = "Waiting for the bank";

pub fn pending(sum: Money) -> String {
    format!("The bank has not confirmed the payment of {} yet. Open this page again in a minute.", sum.roubles())
}

pub const PENDING_AGAIN: &str = "If you did not finish on the page of the bank, press “Pay online” once more.";
pub const PENDING_RELOAD: &str = "Check again";

pub const PAY: &str = "Pay online";
pub const PAY_HINT: &str = "The page of the bank will open. We neither see nor keep your card number.";
pub const PRACTICE: &str = "A practice bank is connected now: no money is taken.";

pub const BY_QR: &str = "Pay by QR code";
pub const BY_QR_TEXT: &str = "Open the app of your bank, choose payment by QR code and point the camera here. If you pay from this very phone, take a screenshot and pick it in the app.";
pub const JOINT: &str = "Everything in one payment";
pub const JOINT_TEXT: &str = "The billing agent gets the sum and passes it on to the suppliers.";
pub const EACH: &str = "Or each supplier separately";

pub fn qr_label(payee: &str, sum: Money) -> String {
    format!("Payment QR code: {payee}, {}", sum.roubles())
}

pub const PAYEE_PAID: &str = "Paid";
pub const PAYEE_NOTHING: &str = "Nothing to pay";

pub fn advance(sum: Money) -> String {
    format!("Advance {}", sum.roubles())
}

pub const BY_PAYEE: &str = "By supplier";
pub const DETAILS: &str = "Bank details of the payee";
pub fn of_payee(name: &str) -> String {
    format!(": {name}")
}

pub const NAME: &str = "Payee";
pub const INN: &str = "INN";
pub const KPP: &str = "KPP";
pub const SETTLEMENT: &str = "Account of the payee";
pub const BANK: &str = "Bank";
pub const BIC: &str = "BIK";
pub const CORR: &str = "Correspondent account";
pub const PURPOSE: &str = "Purpose of payment";
pub const SUM: &str = "Sum";

pub const COPY: &str = "Copy the bank details";
pub const COPIED: &str = "The bank details are copied. Paste them into the app of your bank.";
pub const NOT_COPIED: &str = "Your browser did not let us copy. Select the text and copy it yourself.";

pub const DOUBT: &str = "Doubts about a sheet of paper?";
pub const DOUBT_TEXT: &str =
    "Sometimes letter boxes get sheets that are not ours. Check whether the receipt in your hands is.";

pub const PAYMENTS: &str = "Payments";
pub const EMPTY: &str =
    "No payments yet. Pay a receipt here or by the link from a letter, and the payment will appear on this page.";
pub const EMPTY_LINK: &str = "Open receipts";
pub const PAYMENTS_LEAD: &str =
    "These are the payments made on this site. Payments through a bank or the post will be in the next receipt.";
pub const MONTH: &str = "For the month";
pub const ADDRESS: &str = "Address";
pub const PARTS: &str = "To whom";
pub const STATE: &str = "State";
pub const DAY: &str = "Date";

pub fn state(state: PaymentState) -> &'static str {
    match state {
        PaymentState::Pending => "Waiting for the bank",
        PaymentState::Paid => "Paid",
        PaymentState::Failed => "Did not go through",
    }
}

pub const NOT_TAKEN: &str = "No money was taken";
