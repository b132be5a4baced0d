//! Numbers as people read them: as they stand on the receipt, which is one in both languages; units in English.
//! Not here: how a number is written (see `ru::figures`).

pub use crate::locales::ru::figures::{number, signed, size, tariff};
use domain::Decimal;

pub fn volume(value: Decimal, unit: &str) -> String {
    crate::locales::ru::figures::volume(value, english_unit(unit))
}

/// A unit of a register in English; what is not known stays as it is.
pub(crate) fn english_unit(unit: &str) -> &str {
    match unit.trim_end_matches('.') {
        "Гкал" => "Gcal",
        "м³" | "куб.м" | "куб. м" => "m³",
        "м²" | "кв.м" | "кв. м" => "m²",
        "кВт·ч" | "кВт*ч" | "кВтч" => "kWh",
        "чел" => "people",
        _ => unit,
    }
}

pub fn plural(n: usize, [one, _, many]: [&'static str; 3]) -> &'static str {
    if n == 1 { one } else { many }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_english_where_they_are_known_and_numbers_stand_as_on_the_receipt() {
        let of = |text| Decimal::parse(text).unwrap();
        for (unit, said) in [("Гкал", "1,5\u{a0}Gcal"), ("чел.", "1,5\u{a0}people"), ("шт.", "1,5\u{a0}шт."), ("", "1,5")]
        {
            assert_eq!(volume(of("1,5"), unit), said);
        }
    }
}
