//! Quick reading and writing of sums and decimals in their plain spellings.
//! Not here: the other spellings, which are read by `domain`.

use domain::money::MoneyError;
use domain::{Decimal, Money};

/// As [`Money::parse`], which is asked whenever the spelling is not the plain one of files.
pub(crate) fn money(text: &str) -> Result<Money, MoneyError> {
    match plain(text, 2) {
        Some(kopecks) => Ok(Money(kopecks)),
        None => Money::parse(text),
    }
}

/// As [`Decimal::parse`], in the same manner.
pub(crate) fn decimal(text: &str) -> Option<Decimal> {
    match plain(text, 6) {
        Some(millionths) => Some(Decimal(millionths)),
        None => Decimal::parse(text).ok(),
    }
}

/// `-123.45` with at most nine digits before the mark and `places` after it, as an integer of the smallest unit.
fn plain(text: &str, places: u32) -> Option<i64> {
    let (negative, digits) = match text.as_bytes() {
        [b'-', rest @ ..] => (true, rest),
        all => (false, all),
    };
    let mut number = 0_i64;
    let mut whole = 0_u32;
    let mut fraction = None;
    for byte in digits {
        match (byte, &mut fraction) {
            (b'0'..=b'9', count) => {
                number = number * 10 + i64::from(byte - b'0');
                let (count, limit) = match count {
                    Some(count) => (count, places),
                    None => (&mut whole, 9),
                };
                *count += 1;
                if *count > limit {
                    return None;
                }
            }
            (b'.' | b',', None) => fraction = Some(0),
            _ => return None,
        }
    }
    if whole == 0 {
        return None;
    }
    let number = number * 10_i64.pow(places - fraction.unwrap_or(0));
    Some(if negative { -number } else { number })
}

/// Writes `1234.50`.
pub(crate) fn write_money(out: &mut Vec<u8>, money: Money) {
    if money.0 < 0 {
        out.push(b'-');
    }
    write_digits(out, money.0.unsigned_abs() / 100, 1);
    out.push(b'.');
    write_digits(out, money.0.unsigned_abs() % 100, 2);
}

/// Writes `54.3`, without zeros at the end.
pub(crate) fn write_decimal(out: &mut Vec<u8>, decimal: Decimal) {
    if decimal.0 < 0 {
        out.push(b'-');
    }
    write_digits(out, decimal.0.unsigned_abs() / 1_000_000, 1);
    let mut fraction = decimal.0.unsigned_abs() % 1_000_000;
    if fraction > 0 {
        let mut places = 6;
        while fraction.is_multiple_of(10) {
            fraction /= 10;
            places -= 1;
        }
        out.push(b'.');
        write_digits(out, fraction, places);
    }
}

/// Writes a whole number, with zeros before it up to `width` digits.
pub(crate) fn write_digits(out: &mut Vec<u8>, mut number: u64, width: usize) {
    let start = out.len();
    while number > 0 || out.len() - start < width {
        out.push(b"0123456789"[usize::try_from(number % 10).expect("a digit fits")]);
        number /= 10;
    }
    out[start..].reverse();
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_quick_way_reads_what_the_domain_reads(text in "-?[0-9]{0,11}([.,][0-9]{0,8})?") {
            prop_assert_eq!(money(&text), Money::parse(&text));
            prop_assert_eq!(decimal(&text), Decimal::parse(&text).ok());
        }

        #[test]
        fn the_quick_way_writes_what_the_domain_writes(number in -1_000_000_000_000_i64..1_000_000_000_000) {
            let mut out = Vec::new();
            write_money(&mut out, Money(number));
            prop_assert_eq!(String::from_utf8(out).unwrap(), Money(number).plain());
            let mut out = Vec::new();
            write_decimal(&mut out, Decimal(number));
            prop_assert_eq!(String::from_utf8(out).unwrap(), Decimal(number).to_string());
        }
    }
}
