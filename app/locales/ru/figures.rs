//! Numbers as people read them: volumes, tariffs, differences, and the forms of words after a number.
//! Not here: sums themselves, which `domain` writes, and dates.

use domain::{Decimal, Money};

/// A volume or a reading: `1 234,5`, with no-break spaces and a true minus.
pub fn number(value: Decimal) -> String {
    let text = value.with_mark(',');
    let (minus, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("−", rest));
    let (whole, rest) = digits.split_at(digits.find(',').unwrap_or(digits.len()));
    let mut out = minus.to_owned();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && i % 3 == whole.len() % 3 {
            out.push('\u{a0}');
        }
        out.push(digit);
    }
    out.push_str(rest);
    out
}

/// A volume with its unit: `1,234 Гкал`.
pub fn volume(value: Decimal, unit: &str) -> String {
    let number = number(value);
    if unit.is_empty() { number } else { format!("{number}\u{a0}{unit}") }
}

/// A tariff in roubles, with kopecks at least: `2 046,30 ₽`, `25,1234 ₽`.
pub fn tariff(value: Decimal) -> String {
    let mut text = number(value);
    let places = text.split_once(',').map_or(0, |(_, places)| places.len());
    match places {
        0 => text.push_str(",00"),
        1 => text.push('0'),
        _ => {}
    }
    format!("{text}\u{a0}₽")
}

/// A difference: `+350,10 ₽`, `−20,00 ₽`.
pub fn signed(sum: Money) -> String {
    let plus = if sum > Money::ZERO { "+" } else { "" };
    format!("{plus}{}", sum.roubles())
}

/// A sum without its sign.
pub fn size(sum: Money) -> Money {
    if sum < Money::ZERO { -sum } else { sum }
}

/// The form of a noun after a number: «1 услуга», «2 услуги», «5 услуг».
pub fn plural(n: usize, [one, few, many]: [&'static str; 3]) -> &'static str {
    match (n % 10, n % 100) {
        (_, 11..=14) => many,
        (1, _) => one,
        (2..=4, _) => few,
        _ => many,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn volumes_and_tariffs_are_written_as_in_print() {
        assert_eq!(number(decimal("1234567,5")), "1\u{a0}234\u{a0}567,5");
        assert_eq!(number(decimal("-123")), "−123");
        assert_eq!(volume(decimal("1,234"), "Гкал"), "1,234\u{a0}Гкал");
        assert_eq!(volume(decimal("3"), ""), "3");
        for (tariff_, shown) in [("2046,3", "2\u{a0}046,30\u{a0}₽"), ("5", "5,00\u{a0}₽"), ("25,1234", "25,1234\u{a0}₽")]
        {
            assert_eq!(tariff(decimal(tariff_)), shown);
        }
    }

    #[test]
    fn a_difference_always_has_its_sign() {
        assert_eq!(signed(Money(35_010)), "+350,10\u{a0}₽");
        assert_eq!(signed(Money(-35_010)), "−350,10\u{a0}₽");
        assert_eq!(signed(Money::ZERO), "0,00\u{a0}₽");
    }

    #[test]
    fn a_noun_agrees_with_its_number() {
        let forms = ["услуга", "услуги", "услуг"];
        let said: Vec<_> = [1, 2, 4, 5, 11, 12, 21, 22, 25, 111, 114].map(|n| plural(n, forms)).to_vec();
        assert_eq!(
            said,
            ["услуга", "услуги", "услуги", "услуг", "услуг", "услуг", "услуга", "услуги", "услуг", "услуг", "услуг"]
        );
    }
}
