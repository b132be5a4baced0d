//! The billing month, расчётный месяц: reading, order, arithmetic.
//! Not here: the names of months, which are words (see the locales), and the calendar day (`date`).

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A billing month. Stored as `year * 12 + month0`, so that its order and its successor are plain arithmetic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Period(u16);

/// The text is not a month `YYYY-MM` of the years 2000–2099.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a period is written YYYY-MM, of the years 2000 to 2099")]
pub struct PeriodError;

impl Period {
    /// The month `month` (1–12) of `year` (2000–2099).
    pub fn new(year: u16, month: u8) -> Result<Self, PeriodError> {
        if (2000..=2099).contains(&year) && (1..=12).contains(&month) {
            Ok(Self(year * 12 + u16::from(month) - 1))
        } else {
            Err(PeriodError)
        }
    }

    /// Four-digit year.
    pub fn year(self) -> u16 {
        self.0 / 12
    }

    /// Month, 1–12.
    pub fn month(self) -> u8 {
        u8::try_from(self.0 % 12 + 1).unwrap_or(1)
    }

    /// The month after.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }

    /// The month before.
    #[must_use]
    pub fn previous(self) -> Self {
        Self(self.0 - 1)
    }

    /// The number kept in the database; order and arithmetic as of the period itself.
    pub fn to_i64(self) -> i64 {
        i64::from(self.0)
    }

    /// Back from [`Period::to_i64`].
    pub fn from_i64(number: i64) -> Result<Self, PeriodError> {
        let number = u16::try_from(number).map_err(|_| PeriodError)?;
        Self::new(number / 12, u8::try_from(number % 12 + 1).map_err(|_| PeriodError)?)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month())
    }
}

impl FromStr for Period {
    type Err = PeriodError;
    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let bytes = text.trim().as_bytes();
        let [y @ .., b'-', m1, m2] = bytes else { return Err(PeriodError) };
        if y.len() != 4 || !y.iter().chain([m1, m2]).all(u8::is_ascii_digit) {
            return Err(PeriodError);
        }
        let number = |digits: &[u8]| digits.iter().fold(0_u16, |n, d| n * 10 + u16::from(d - b'0'));
        Self::new(number(y), u8::try_from(number(&[*m1, *m2])).map_err(|_| PeriodError)?)
    }
}

impl TryFrom<i64> for Period {
    type Error = PeriodError;
    fn try_from(number: i64) -> Result<Self, PeriodError> {
        Self::from_i64(number)
    }
}

impl TryFrom<String> for Period {
    type Error = PeriodError;
    fn try_from(text: String) -> Result<Self, PeriodError> {
        text.parse()
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_reads_back_and_steps_over_the_new_year() {
        let december: Period = "2026-12".parse().unwrap();
        assert_eq!(december.to_string(), "2026-12");
        assert_eq!(december.next().to_string(), "2027-01");
        assert_eq!(december.next().previous(), december);
        assert_eq!(Period::from_i64(december.to_i64()), Ok(december));
    }

    #[test]
    fn what_is_not_a_month_is_refused() {
        for text in ["", "2026", "2026-13", "2026-00", "26-01", "2026/01", "1999-12", "2026-1", "２０２６-01"] {
            assert_eq!(text.parse::<Period>(), Err(PeriodError), "{text}");
        }
    }
}
