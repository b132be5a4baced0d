//! Russian names of months in their cases, and days in words.
//! Not here: sentences.

use domain::{Date, Period};

const NOMINATIVE: [&str; 12] =
    ["январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"];
const GENITIVE: [&str; 12] =
    ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"];
const PREPOSITIONAL: [&str; 12] =
    ["январе", "феврале", "марте", "апреле", "мае", "июне", "июле", "августе", "сентябре", "октябре", "ноябре", "декабре"];

/// After «за»: `ноябрь 2026`.
pub(super) fn month(period: Period) -> String {
    with_year(&NOMINATIVE, period)
}

/// After «с»: `ноября 2026`.
pub(super) fn of_month(period: Period) -> String {
    with_year(&GENITIVE, period)
}

/// After «в»: `ноябре 2026`.
pub(super) fn in_month(period: Period) -> String {
    with_year(&PREPOSITIONAL, period)
}

/// `15 декабря 2026`.
pub(super) fn day(date: Date) -> String {
    format!("{} {} {}", date.day, name(&GENITIVE, date.month), date.year)
}

fn with_year(names: &[&'static str; 12], period: Period) -> String {
    format!("{} {}", name(names, period.month()), period.year())
}

fn name(names: &[&'static str; 12], month: u8) -> &'static str {
    names.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_case_has_its_own_ending() {
        let period = |text: &str| text.parse::<Period>().unwrap();
        assert_eq!(month(period("2026-11")), "ноябрь 2026");
        assert_eq!(of_month(period("2026-05")), "мая 2026");
        assert_eq!(in_month(period("2027-01")), "январе 2027");
        assert_eq!(day(Date { year: 2021, month: 9, day: 10 }), "10 сентября 2021");
    }
}
