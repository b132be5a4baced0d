//! The receipt's words: dates, months, numbers and what goes with them, in Russian.
//! Not here: where they stand (see `sections`).

use domain::charge::VolumeMethod;
use domain::{Date, Decimal, Mode, Money, Period};
use std::cmp::Ordering;

const MONTHS: [(&str, &str); 12] = [
    ("январь", "января"),
    ("февраль", "февраля"),
    ("март", "марта"),
    ("апрель", "апреля"),
    ("май", "мая"),
    ("июнь", "июня"),
    ("июль", "июля"),
    ("август", "августа"),
    ("сентябрь", "сентября"),
    ("октябрь", "октября"),
    ("ноябрь", "ноября"),
    ("декабрь", "декабря"),
];

fn month(number: u8) -> (&'static str, &'static str) {
    MONTHS[usize::from(number.clamp(1, 12) - 1)]
}

/// `10 сентября 2026`, never broken.
pub fn date(date: Date) -> String {
    format!("{}\u{a0}{}\u{a0}{}", date.day, month(date.month).1, date.year)
}

/// `сентябрь 2026`, never broken.
pub fn period(period: Period) -> String {
    format!("{}\u{a0}{}", month(period.month()).0, period.year())
}

/// With a decimal comma, a true minus, thousands apart, and at least so many places.
pub fn decimal(value: Decimal, places: usize) -> String {
    let text = value.with_mark(',');
    let (whole, fraction) = text.split_once(',').unwrap_or((&text, ""));
    let mut out = String::with_capacity(text.len() + 8);
    for (i, c) in whole.char_indices() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) && !out.ends_with('−') {
            out.push('\u{a0}');
        }
        out.push(if c == '-' { '−' } else { c });
    }
    if !fraction.is_empty() || places > 0 {
        out.push(',');
        out.push_str(fraction);
        out.extend(std::iter::repeat_n('0', places.saturating_sub(fraction.len())));
    }
    out
}

/// What a cell shows that has nothing in it.
pub const NOTHING: &str = "—";

/// A sum of a column; a dash where there is none, for calm.
pub fn sum(money: Money) -> String {
    if money == Money::ZERO { NOTHING.to_owned() } else { money.digits() }
}

/// What was owed at the start: an advance says that it is one.
pub fn opening(money: Money) -> String {
    if money < Money::ZERO { format!("(аванс)\u{a0}{}", money.digits()) } else { sum(money) }
}

/// How a volume was found, as a mark behind it: by a meter, by a norm, by the average or otherwise.
pub fn method(method: Option<VolumeMethod>) -> &'static str {
    match method {
        Some(VolumeMethod::Meter) => " сч.",
        Some(VolumeMethod::Norm) => " н.",
        Some(VolumeMethod::Other) => " ср.",
        None => "",
    }
}

/// The way a supplier's part went.
pub fn way(way: Mode) -> &'static str {
    match way {
        Mode::Electronic => "электронно",
        Mode::Paper => "на бумаге",
    }
}

/// `2 человека`.
pub fn residents(count: i64) -> String {
    let few = matches!(count % 10, 2..=4) && !matches!(count % 100, 12..=14);
    format!("{count}\u{a0}{}", if few { "человека" } else { "человек" })
}

/// An address as people say it: without `https://`.
pub fn site(address: &str) -> &str {
    address.strip_prefix("https://").or_else(|| address.strip_prefix("http://")).unwrap_or(address)
}

/// The sum in large type: what stands before it, the sum, and what is to be done by when.
pub fn asked(total: Money, pay_by: Date) -> (&'static str, Money, String) {
    match total.cmp(&Money::ZERO) {
        Ordering::Greater => ("Итого к оплате ", total, format!("оплатить до {}", date(pay_by))),
        Ordering::Less => ("Переплата ", -total, "платить не нужно".to_owned()),
        Ordering::Equal => ("Итого к оплате ", total, "платить не нужно".to_owned()),
    }
}
