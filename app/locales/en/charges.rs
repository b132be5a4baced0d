//! How a line of charges came about, in words: volume × tariff, meters and norms, recalculations, instalments.
//! Not here: what the services are (see `services`) and why a sum changed (see `understanding`).

use super::figures::{number, signed, size, tariff, volume};
use crate::locales::ru::charges::cost;
use domain::charge::{ChargeDetails, Sums, VolumeMethod};
use domain::view::ChargeLine;
use domain::{Decimal, Money};
use std::cmp::Ordering;
use std::fmt::Write;

pub const HOW: &str = "How it was worked out";

pub fn how_hidden(service: &str) -> String {
    format!(": {service}")
}

pub fn formula(line: &ChargeLine) -> Option<String> {
    let there = line.volume != Decimal(0) && line.tariff != Decimal(0);
    there.then(|| format!("{} × {}", volume(line.volume, &line.unit), tariff(line.tariff)))
}

pub fn charged(line: &ChargeLine) -> String {
    let charged = line.sums.charged;
    match (formula(line), cost(line)) {
        _ if charged == Money::ZERO => "Nothing was charged on this line this month.".to_owned(),
        (Some(formula), Some(cost)) if cost == charged => format!("{formula} = {} charged.", charged.roubles()),
        (Some(formula), Some(cost)) if cost.0.abs_diff(charged.0) <= 1 => {
            format!("{formula} ≈ {} charged, rounded to a kopeck.", charged.roubles())
        }
        (Some(formula), Some(cost)) => format!(
            "Charged in another way: {formula} is {}, but the receipt says {}. The supplier knows why: the phone number is \
             above.",
            cost.roubles(),
            charged.roubles()
        ),
        _ => format!(
            "Charged in another way: {}, but the receipt has no volume or no tariff. The supplier knows how it was worked \
             out: the phone number is above.",
            charged.roubles()
        ),
    }
}

pub fn volume_found(details: &ChargeDetails, unit: &str) -> Option<String> {
    let readings = match (details.reading_before, details.reading_now) {
        (Some(before), Some(now)) => Some(format!("from {} to {}", number(before), number(now))),
        (None, Some(now)) => Some(format!("reading {}", number(now))),
        (Some(before), None) => Some(format!("last reading {}", number(before))),
        (None, None) => None,
    };
    let meter = details.meter.as_ref().map(|meter| format!("meter No.\u{a0}{meter}"));
    let seen = [meter, readings].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let norm = details.norm.map(|norm| volume(norm, unit));
    let text = match (details.method, norm) {
        (Some(VolumeMethod::Norm), Some(norm)) => format!("The volume is by the norm of {norm}"),
        (Some(VolumeMethod::Norm), None) => "The volume is by the norm".to_owned(),
        (Some(VolumeMethod::Other), _) => "The volume is by an average or another calculation".to_owned(),
        (Some(VolumeMethod::Meter), _) if seen.is_empty() => "The volume is by the meter".to_owned(),
        (Some(VolumeMethod::Meter), _) => return Some(format!("The volume is by the readings: {seen}.")),
        (None, Some(norm)) if seen.is_empty() => format!("The norm is {norm}"),
        (None, _) if seen.is_empty() => return None,
        (None, _) => return Some(format!("Readings: {seen}.")),
    };
    Some(if seen.is_empty() { format!("{text}.") } else { format!("{text}. Your readings: {seen}.") })
}

pub fn house(details: &ChargeDetails, unit: &str) -> Option<String> {
    let reading = details.house_reading.map(|value| format!("the common meter of the house shows {}", volume(value, unit)));
    let consumed = details.house_volume.map(|value| format!("the whole house used {}", volume(value, unit)));
    let both: Vec<String> = [reading, consumed].into_iter().flatten().collect();
    (!both.is_empty()).then(|| format!("For comparison: {}.", both.join(", ")))
}

pub fn recalculation(sums: &Sums, details: &ChargeDetails) -> Option<String> {
    let reason = details.recalculation_reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
    match (sums.recalculation == Money::ZERO, reason) {
        (true, _) => None,
        (false, Some(reason)) => Some(format!("Recalculation {}, because: “{reason}”.", signed(sums.recalculation))),
        (false, None) => Some(format!("Recalculation {}. The supplier gave no reason.", signed(sums.recalculation))),
    }
}

pub fn balance(sums: &Sums) -> Option<String> {
    let carried = if sums.opening < Money::ZERO { "advance" } else { "debt" };
    let parts = [
        (carried, sums.opening),
        ("recalculation", sums.recalculation),
        ("benefit", -sums.benefit),
        ("penalty", sums.penalty),
        ("paid", -sums.paid),
    ];
    let mut text = format!("Charged {}", sums.charged.roubles());
    for (words, sum) in parts.iter().filter(|(_, sum)| *sum != Money::ZERO) {
        let sign = if *sum < Money::ZERO { '−' } else { '+' };
        write!(text, " {sign} {words} {}", size(*sum).roubles()).expect("writing to a String cannot fail");
    }
    let more = parts.iter().any(|(_, sum)| *sum != Money::ZERO);
    (more && sums.add_up()).then(|| format!("{text} = {} to pay.", sums.total.roubles()))
}

pub fn instalment(details: &ChargeDetails) -> Option<String> {
    let rest = details.instalment_rest.map(|rest| match rest.cmp(&Money::ZERO) {
        Ordering::Greater => format!("{} is left after this month", rest.roubles()),
        _ => "this is the last one".to_owned(),
    });
    match (details.instalment, rest) {
        (Some(part), Some(rest)) => Some(format!("Instalment: {} this month, {rest}.", part.roubles())),
        (Some(part), None) => Some(format!("Instalment: {} this month.", part.roubles())),
        (None, Some(rest)) => Some(format!("Instalment: {rest}.")),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_explained_with_the_numbers_of_the_receipt_and_english_units() {
        let of = |text| Decimal::parse(text).unwrap();
        let line = ChargeLine {
            service: "Отопление".to_owned(),
            unit: "Гкал".to_owned(),
            volume: of("1,234"),
            tariff: of("2046,33"),
            sums: Sums { charged: Money(252_517), total: Money(252_517), ..Sums::default() },
            details: ChargeDetails::default(),
        };
        assert_eq!(charged(&line).replace('\u{a0}', " "), "1,234 Gcal × 2 046,33 ₽ = 2 525,17 ₽ charged.");
        let details = ChargeDetails { meter: Some("17".to_owned()), reading_now: Some(of("5")), ..ChargeDetails::default() };
        assert_eq!(volume_found(&details, "м³").unwrap().replace('\u{a0}', " "), "Readings: meter No. 17, reading 5.");
    }
}
