//! Volumes, tariffs and areas: decimals kept exactly as the supplier wrote them, to six places.
//! Not here: money.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A decimal number as an integer of millionths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Decimal(pub i64);

/// The text is not a decimal with at most six places below a milliard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a decimal number with at most six places")]
pub struct DecimalError;

const SCALE: i64 = 1_000_000;

impl Decimal {
    /// Reads `54,3`, `2.123456`, `-1`. An empty text is zero: suppliers leave out volumes of per-flat charges.
    pub fn parse(text: &str) -> Result<Self, DecimalError> {
        let text = text.trim();
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        if digits.is_empty() {
            return if negative { Err(DecimalError) } else { Ok(Self(0)) };
        }
        let (whole, fraction) = digits.split_once([',', '.']).unwrap_or((digits, "0"));
        let fraction = fraction.trim_end_matches('0');
        let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || whole.len() > 9 || fraction.len() > 6 || !all_digits(whole) || !all_digits(fraction) {
            return Err(DecimalError);
        }
        let whole: i64 = whole.parse().map_err(|_| DecimalError)?;
        let places = fraction.bytes().chain(std::iter::repeat(b'0')).take(6);
        let millionths = places.fold(0_i64, |n, digit| n * 10 + i64::from(digit - b'0'));
        let value = whole * SCALE + millionths;
        Ok(Self(if negative { -value } else { value }))
    }

    /// With the given decimal mark and no trailing zeros: `54,3`.
    pub fn with_mark(self, mark: char) -> String {
        let n = self.0.unsigned_abs();
        let scale = SCALE.unsigned_abs();
        let mut out = format!("{}{}", if self.0 < 0 { "-" } else { "" }, n / scale);
        if !n.is_multiple_of(scale) {
            out.push(mark);
            out.push_str(format!("{:06}", n % scale).trim_end_matches('0'));
        }
        out
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.with_mark('.'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_reads_back_as_it_was_written() {
        for (text, shown) in [("54,3", "54.3"), ("2.123456", "2.123456"), ("-1", "-1"), ("", "0"), ("7.500000", "7.5")] {
            assert_eq!(Decimal::parse(text).unwrap().to_string(), shown);
        }
        for text in ["1.1234567", "a", "1.2.3", "-", "1234567890"] {
            assert_eq!(Decimal::parse(text), Err(DecimalError), "{text}");
        }
    }
}
