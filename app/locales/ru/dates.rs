//! Months and days in words.
//! Not here: arithmetic (see `domain`).

use domain::view::Moment;
use domain::{Date, Period};

const NOMINATIVE: [&str; 12] =
    ["январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"];
const GENITIVE: [&str; 12] =
    ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"];
const PREPOSITIONAL: [&str; 12] =
    ["январе", "феврале", "марте", "апреле", "мае", "июне", "июле", "августе", "сентябре", "октябре", "ноябре", "декабре"];
const SHORT: [&str; 12] = ["янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"];

fn name(names: &[&'static str; 12], month: u8) -> &'static str {
    names.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default()
}

/// «ноябрь 2026», also after «за».
pub fn month(period: Period) -> String {
    format!("{}\u{a0}{}", name(&NOMINATIVE, period.month()), period.year())
}

/// «ноября 2026», after «с» and «для».
pub fn of_month(period: Period) -> String {
    format!("{}\u{a0}{}", name(&GENITIVE, period.month()), period.year())
}

/// «августе», after «в».
pub fn in_month(period: Period) -> &'static str {
    name(&PREPOSITIONAL, period.month())
}

/// «авг» for a narrow column.
pub fn short_month(month: u8) -> &'static str {
    name(&SHORT, month)
}

/// «август» of a number from 1 to 12.
pub fn month_name(month: u8) -> &'static str {
    name(&NOMINATIVE, month)
}

/// «10 сентября 2021».
pub fn day(date: Date) -> String {
    format!("{}\u{a0}{} {}", date.day, name(&GENITIVE, date.month), date.year)
}

/// «3 сентября 2026 в 10:04».
pub fn at(moment: Moment) -> String {
    format!("{} в\u{a0}{}:{:02}", day(moment.date), moment.hour, moment.minute)
}

/// «1 сентября 2026» for `2026-09-01`; a version that is not a day stays as it is.
pub fn iso_day(text: &str) -> String {
    let mut parts = text.splitn(3, '-').map(str::parse::<u16>);
    let (Some(Ok(year)), Some(Ok(month)), Some(Ok(date))) = (parts.next(), parts.next(), parts.next()) else {
        return text.to_owned();
    };
    match (u8::try_from(month), u8::try_from(date)) {
        (Ok(month @ 1..=12), Ok(date)) => day(Date { year, month, day: date }),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_days_are_words_with_no_break_spaces() {
        let november: Period = "2026-11".parse().unwrap();
        assert_eq!(month(november), "ноябрь\u{a0}2026");
        assert_eq!(of_month(november), "ноября\u{a0}2026");
        assert_eq!((in_month(november), short_month(11), month_name(11)), ("ноябре", "ноя", "ноябрь"));
        assert_eq!(iso_day("2026-09-01"), "1\u{a0}сентября 2026");
        assert_eq!(iso_day("draft"), "draft");
        assert_eq!(day(Date { year: 2021, month: 9, day: 10 }), "10\u{a0}сентября 2021");
    }
}
