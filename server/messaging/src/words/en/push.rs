//! English words of notices on devices: heading and text. Screens are seen by others, so they name nobody and no sum.
//! Not here: who is told when (see `cabinet::push`).

use super::{day, month};
use cabinet::push::Notice;

/// A notice.
pub(in crate::words) fn push(notice: Notice) -> (String, String) {
    let (title, body) = match notice {
        Notice::Receipt { period, corrected: false } => {
            (format!("New receipt for {}", month(period)), "Open it to have a look.")
        }
        Notice::Receipt { period, corrected: true } => {
            (format!("Corrected receipt for {}", month(period)), "Open it to see what has changed.")
        }
        Notice::PayBy { period, day: by } => (
            format!("Receipt for {}: pay by {}", month(period), day(by)),
            "If you have paid already, there is nothing to do.",
        ),
        Notice::Paid { period } => (format!("Payment for {} received", month(period)), "Open it to see the payment."),
    };
    (title, body.to_owned())
}
