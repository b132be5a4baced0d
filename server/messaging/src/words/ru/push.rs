//! Russian words of notices on devices: heading and text. Screens are seen by others, so they name nobody and no sum.
//! Not here: who is told when (see `cabinet::push`).

use super::months::{day, month};
use cabinet::push::Notice;

/// A notice.
pub(in crate::words) fn push(notice: Notice) -> (String, String) {
    let (title, body) = match notice {
        Notice::Receipt { period, corrected: false } => {
            (format!("Новая квитанция за {}", month(period)), "Нажмите, чтобы посмотреть.")
        }
        Notice::Receipt { period, corrected: true } => {
            (format!("Исправленная квитанция за {}", month(period)), "Нажмите, чтобы посмотреть, что изменилось.")
        }
        Notice::PayBy { period, day: by } => (
            format!("Квитанция за {}: оплатите до {}", month(period), day(by)),
            "Если уже оплатили, ничего делать не нужно.",
        ),
        Notice::Paid { period } => (format!("Оплата за {} получена", month(period)), "Нажмите, чтобы увидеть платёж."),
    };
    (title, body.to_owned())
}
