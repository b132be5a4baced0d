//! A calendar day as it is shown and counted, and the legal "pay by" day of a period.
//! Not here: instants, time zones and "today", which come from the clock.

use crate::Period;
use serde::{Deserialize, Serialize};

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Date {
    /// Four-digit year.
    pub year: u16,
    /// 1–12.
    pub month: u8,
    /// 1–31.
    pub day: u8,
}

/// The days of the law: the 1st and 10th, and for documents from March 2026 on the 5th and 15th.
///
/// The amendment is in force since 1 March 2026; the first documents presented under it are those for February 2026.
pub fn legal_due_days(period: Period) -> (u8, u8) {
    let changed = (2026, 2);
    if (period.year(), period.month()) >= changed { (5, 15) } else { (1, 10) }
}

/// The day by which the receipt of `period` is to be paid: in the month after it.
pub fn pay_by(period: Period) -> Date {
    let next = period.next();
    Date { year: next.year(), month: next.month(), day: legal_due_days(period).1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pay_by_day_follows_the_law_of_its_time() {
        let day = |text: &str| pay_by(text.parse().unwrap());
        assert_eq!(day("2021-08"), Date { year: 2021, month: 9, day: 10 });
        assert_eq!(day("2026-01"), Date { year: 2026, month: 2, day: 10 });
        assert_eq!(day("2026-02"), Date { year: 2026, month: 3, day: 15 });
        assert_eq!(day("2026-12"), Date { year: 2027, month: 1, day: 15 });
    }
}
