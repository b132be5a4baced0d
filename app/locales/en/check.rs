//! Words of “Check a receipt”.
//! Not here: how it is found out (see `cabinet`).

use super::dates;
use domain::view::Verdict;
use domain::{Date, Money};

pub const TITLE: &str = "Check a receipt";
pub const LEAD: [&str; 3] = [
    "Show us the code, the QR code or the file, and we will tell you whether the receipt is ours.",
    "The code is printed on every receipt of ours: twelve letters and digits.",
    "You do not need to sign in, and we show no names and no addresses.",
];

pub const TEXT: &str = "Code of the receipt, or text of the QR code";
pub const TEXT_HINT: &str =
    "For example K7QM‑3X9P‑T2WD. Or the text that your phone read from the QR code: paste all of it.";
pub const CHECK: &str = "Check";
pub const CHECK_BUSY: &str = "Checking…";

pub const FILE_HEADING: &str = "The receipt came as a file";
pub const FILE: &str = "File of the receipt";
pub const FILE_HINT: &str = "A PDF file of up to 10 MB. We read it and do not keep it.";
pub const CHECK_FILE: &str = "Check the file";

pub const SCAN: &str = "Scan with the camera";
pub const SCAN_TITLE: &str = "Point the camera at the QR code";
pub const SCAN_TEXT: &str = "Hold the phone so that the whole square is in view. We check it as soon as it can be read.";
pub const SCAN_FAILED: &str =
    "The camera did not start. Allow it in the settings of your browser, or copy the code from the receipt.";
pub const SCAN_CLOSE: &str = "Close the camera";

pub const AGAIN: &str = "Check another one";

pub fn mark(verdict: &Verdict) -> (&'static str, &'static str, &'static str) {
    match verdict {
        Verdict::Ours { total: None, .. } => ("verdict verdict--payee", "✓", "Our code"),
        Verdict::Ours { total: Some(_), .. } => ("verdict verdict--ours", "✓", "Ours"),
        Verdict::Replaced { .. } => ("verdict verdict--replaced", "↻", "Replaced"),
        Verdict::PayeeOurs { .. } => ("verdict verdict--payee", "✓", "Our payee"),
        Verdict::PayeeOld { .. } => ("verdict verdict--old", "!", "Old bank details"),
        Verdict::Foreign { .. } => ("verdict verdict--foreign", "✗", "Not ours"),
        Verdict::Altered => ("verdict verdict--foreign", "✗", "Changed"),
        Verdict::Unknown => ("verdict verdict--unknown", "?", "We do not know"),
    }
}

pub fn sentence(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Ours { period, total: None, .. } => {
            format!("The code is right: we issued the receipt for {} with it", dates::month(*period))
        }
        Verdict::Ours { period, total: Some(_), .. } => {
            format!("This is our receipt for {}, and nobody has changed it", dates::month(*period))
        }
        Verdict::Replaced { period, .. } => {
            format!("The receipt for {} is ours, but a new one has replaced it", dates::month(*period))
        }
        Verdict::PayeeOurs { .. } => "The bank details are ours".to_owned(),
        Verdict::PayeeOld { .. } => "The payee is ours, but the bank details are old. Do not pay by them".to_owned(),
        Verdict::Foreign { .. } => "The bank details are not ours. Do not pay by this document".to_owned(),
        Verdict::Altered => "The file was changed after we issued it. Do not pay by it".to_owned(),
        Verdict::Unknown => "We cannot say whether this receipt is ours".to_owned(),
    }
}

pub fn published(on: Date) -> String {
    format!("We made it on {}.", dates::day(on))
}

pub fn total(sum: Money) -> String {
    format!("The total to pay in it is {}.", sum.roubles())
}

pub const CODE_ONLY: &str = "Somebody may have copied the code onto another sheet. To check who would get the money, read the payment QR code with your phone and paste its text below.";
pub const OURS_DO: &str = "You can pay by it.";

pub fn replaced(on: Date) -> String {
    format!("The new one was made on {}. The sum may be different: pay by the new one.", dates::day(on))
}

pub const REPLACED_DO: &str = "You find the new receipt here after signing in, and in our latest letter.";
pub const PAYEE_DO: &str = "The money will go to our supplier. We cannot vouch for the sum in this code: compare it with the receipt in your profile.";

pub fn old_payee(name: &str) -> String {
    format!("Payee: {name}.")
}

pub const OLD_DO: &str = "Money sent by them may not arrive. Take a fresh receipt: sign in, or call us.";
pub const FOREIGN_FOUND: &str = "We have no such bank details:";
pub const FOREIGN_DO: &str = "Call us, and keep the sheet or the letter: it helps to find out who sent it.";
pub const ALTERED_DO: &str = "Open the receipt in your profile or ask for a new one. Tell us where this file came from.";
pub const UNKNOWN_DO: &str =
    "Check whether everything is copied correctly. While you are not sure, do not pay: call us first.";
pub const CALL: &str = "Phone:";
