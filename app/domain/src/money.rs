//! Sums of money as whole kopecks, how they are read from files and shown to people.
//! Not here: tariffs and volumes, which are decimals.

use serde::{Deserialize, Serialize};
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

/// A sum in kopecks; negative means an advance or a deduction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Money(pub i64);

/// The largest sum that is read from a file, in kopecks: ten milliard roubles, far above any household's bill, so that
/// no addition of a whole register can overflow.
pub const MAX_READ: i64 = 1_000_000_000_000;

/// Why a text is not a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Nothing but spaces.
    #[error("the sum is empty")]
    Empty,
    /// A character that no sum has.
    #[error("not a sum of money")]
    NotANumber,
    /// More than two digits after the decimal mark.
    #[error("more than two digits of kopecks")]
    TooPrecise,
    /// Above [`MAX_READ`].
    #[error("the sum is too large")]
    TooLarge,
}

impl Money {
    /// No money.
    pub const ZERO: Self = Self(0);

    /// Reads `1234.5`, `1 234,50`, `-0,05`, `−12`: decimal comma or point, spaces between digits, `₽` or `руб.` after.
    pub fn parse(text: &str) -> Result<Self, MoneyError> {
        let text = text.trim();
        let text = ["₽", "руб.", "руб", "р."].iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(text).trim();
        let (negative, digits) = match text.strip_prefix('-').or_else(|| text.strip_prefix('−')) {
            Some(rest) => (true, rest.trim_start()),
            None => (false, text),
        };
        if digits.is_empty() {
            return Err(MoneyError::Empty);
        }
        let mut kopecks: i64 = 0;
        let mut whole_digits = 0_u32;
        let mut decimals: Option<u32> = None;
        for c in digits.chars() {
            match c {
                '0'..='9' => {
                    if let Some(count) = &mut decimals {
                        *count += 1;
                        if *count > 2 {
                            if c == '0' {
                                continue;
                            }
                            return Err(MoneyError::TooPrecise);
                        }
                    } else {
                        whole_digits += 1;
                    }
                    kopecks = kopecks * 10 + i64::from(c as u32 - '0' as u32);
                    if kopecks > MAX_READ {
                        return Err(MoneyError::TooLarge);
                    }
                }
                ',' | '.' if decimals.is_none() && whole_digits > 0 => decimals = Some(0),
                ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' if decimals.is_none() => {}
                _ => return Err(MoneyError::NotANumber),
            }
        }
        if whole_digits == 0 {
            return Err(MoneyError::NotANumber);
        }
        kopecks *= match decimals {
            None | Some(0) => 100,
            Some(1) => 10,
            Some(_) => 1,
        };
        if kopecks > MAX_READ {
            return Err(MoneyError::TooLarge);
        }
        Ok(Self(if negative { -kopecks } else { kopecks }))
    }

    /// For files: `-1234.50`, a decimal point and no spaces.
    pub fn plain(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let n = self.0.unsigned_abs();
        format!("{sign}{}.{:02}", n / 100, n % 100)
    }

    /// For people: `1 234,50 ₽` with no-break spaces and a true minus.
    pub fn roubles(self) -> String {
        format!("{}\u{a0}₽", self.digits())
    }

    /// For columns of a table that names the unit once: `1 234,50`.
    pub fn digits(self) -> String {
        let n = self.0.unsigned_abs();
        let whole = (n / 100).to_string();
        let mut out = String::with_capacity(whole.len() + 12);
        if self.0 < 0 {
            out.push('−');
        }
        for (i, c) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i).is_multiple_of(3) {
                out.push('\u{a0}');
            }
            out.push(c);
        }
        out.push(',');
        for digit in [n % 100 / 10, n % 10] {
            out.push(char::from(b'0' + u8::try_from(digit).unwrap_or(0)));
        }
        out
    }
}

impl From<i64> for Money {
    fn from(kopecks: i64) -> Self {
        Self(kopecks)
    }
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}
impl AddAssign for Money {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}
impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}
impl SubAssign for Money {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}
impl Neg for Money {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}
impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_sum_is_read_in_the_spellings_of_files_and_people() {
        for (text, kopecks) in [
            ("0", 0),
            ("12", 1200),
            ("12,5", 1250),
            ("1 234,50", 123_450),
            ("1\u{a0}234.50", 123_450),
            ("-0,05", -5),
            ("−12", -1200),
            ("3412,77 ₽", 341_277),
            ("3412,770", 341_277),
            ("15 руб.", 1500),
        ] {
            assert_eq!(Money::parse(text), Ok(Money(kopecks)), "{text}");
        }
    }

    #[test]
    fn what_is_not_a_sum_is_refused_with_its_reason() {
        assert_eq!(Money::parse(" "), Err(MoneyError::Empty));
        assert_eq!(Money::parse("12,345"), Err(MoneyError::TooPrecise));
        assert_eq!(Money::parse("twelve"), Err(MoneyError::NotANumber));
        assert_eq!(Money::parse("1,2,3"), Err(MoneyError::NotANumber));
        assert_eq!(Money::parse(",5"), Err(MoneyError::NotANumber));
        assert_eq!(Money::parse("99999999999999999999"), Err(MoneyError::TooLarge));
    }

    #[test]
    fn people_see_no_break_spaces_and_a_true_minus() {
        assert_eq!(Money(123_456_789).roubles(), "1\u{a0}234\u{a0}567,89\u{a0}₽");
        assert_eq!(Money(-5).roubles(), "−0,05\u{a0}₽");
    }

    proptest! {
        #[test]
        fn every_sum_reads_back_from_both_its_forms(kopecks in -MAX_READ..=MAX_READ) {
            prop_assert_eq!(Money::parse(&Money(kopecks).plain()), Ok(Money(kopecks)));
            prop_assert_eq!(Money::parse(&Money(kopecks).roubles()), Ok(Money(kopecks)));
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in ".{0,40}") {
            let _ = Money::parse(&text);
        }
    }
}
