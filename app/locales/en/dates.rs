//! Months and days in words.
//! Not here: arithmetic (see `domain`).

use domain::view::Moment;
use domain::{Date, Period};

const NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub fn month(period: Period) -> String {
    format!("{}\u{a0}{}", month_name(period.month()), period.year())
}

pub fn of_month(period: Period) -> String {
    month(period)
}

pub fn in_month(period: Period) -> &'static str {
    month_name(period.month())
}

pub fn short_month(month: u8) -> &'static str {
    month_name(month).get(..3).unwrap_or_default()
}

pub fn month_name(month: u8) -> &'static str {
    NAMES.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default()
}

pub fn day(date: Date) -> String {
    format!("{}\u{a0}{} {}", date.day, month_name(date.month), date.year)
}

/// «3 September 2026 at 10:04».
pub fn at(moment: Moment) -> String {
    format!("{} at\u{a0}{}:{:02}", day(moment.date), moment.hour, moment.minute)
}

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
        assert_eq!((month(november).as_str(), of_month(november).as_str()), ("November\u{a0}2026", "November\u{a0}2026"));
        assert_eq!((in_month(november), short_month(11), month_name(11)), ("November", "Nov", "November"));
        assert_eq!((month_name(0), month_name(13), short_month(13)), ("", "", ""));
        assert_eq!(iso_day("2026-09-01"), "1\u{a0}September 2026");
        assert_eq!(iso_day("draft"), "draft");
    }
}
