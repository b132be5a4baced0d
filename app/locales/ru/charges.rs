//! How a line of charges came about, in words: volume × tariff, meters and norms, recalculations, instalments.
//! Not here: what the services are (see `services`) and why a sum changed (see `understanding`).

use super::figures::{number, signed, size, tariff, volume};
use domain::charge::{ChargeDetails, Sums, VolumeMethod};
use domain::view::ChargeLine;
use domain::{Decimal, Money};
use std::cmp::Ordering;
use std::fmt::Write;

/// Opens the explanation of a line.
pub const HOW: &str = "Как посчитали";

/// Whose explanation, for ears.
pub fn how_hidden(service: &str) -> String {
    format!(": {service}")
}

/// Volume × tariff of a line: `2,1 Гкал × 2 034,56 ₽`; nothing where either is missing.
pub fn formula(line: &ChargeLine) -> Option<String> {
    let there = line.volume != Decimal(0) && line.tariff != Decimal(0);
    there.then(|| format!("{} × {}", volume(line.volume, &line.unit), tariff(line.tariff)))
}

/// Volume × tariff in kopecks; none for sums that no receipt has.
pub(crate) fn cost(line: &ChargeLine) -> Option<Money> {
    i64::try_from(domain::comparison::cost(line.volume, line.tariff)).ok().map(Money)
}

/// How what was charged was found; says honestly where volume × tariff is something else.
pub fn charged(line: &ChargeLine) -> String {
    let charged = line.sums.charged;
    match (formula(line), cost(line)) {
        _ if charged == Money::ZERO => "В этом месяце по этой строке ничего не начислено.".to_owned(),
        (Some(formula), Some(cost)) if cost == charged => format!("{formula} = {} начислено.", charged.roubles()),
        (Some(formula), Some(cost)) if cost.0.abs_diff(charged.0) <= 1 => {
            format!("{formula} ≈ {} начислено, с округлением до копейки.", charged.roubles())
        }
        (Some(formula), Some(cost)) => format!(
            "Начислено иначе: {formula} — это {}, а в квитанции {}. Почему так, знает поставщик: его телефон выше.",
            cost.roubles(),
            charged.roubles()
        ),
        _ => format!(
            "Начислено иначе: {}, но объёма или тарифа в квитанции нет. Как посчитали, знает поставщик: его телефон выше.",
            charged.roubles()
        ),
    }
}

/// How the volume was found, where the register says so.
pub fn volume_found(details: &ChargeDetails, unit: &str) -> Option<String> {
    let readings = match (details.reading_before, details.reading_now) {
        (Some(before), Some(now)) => Some(format!("было {}, стало {}", number(before), number(now))),
        (None, Some(now)) => Some(format!("показания {}", number(now))),
        (Some(before), None) => Some(format!("прошлые показания {}", number(before))),
        (None, None) => None,
    };
    let meter = details.meter.as_ref().map(|meter| format!("счётчик №\u{a0}{meter}"));
    let seen = [meter, readings].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let norm = details.norm.map(|norm| volume(norm, unit));
    let text = match (details.method, norm) {
        (Some(VolumeMethod::Norm), Some(norm)) => format!("Объём — по нормативу {norm}"),
        (Some(VolumeMethod::Norm), None) => "Объём — по нормативу".to_owned(),
        (Some(VolumeMethod::Other), _) => "Объём — по среднему или другому расчёту".to_owned(),
        (Some(VolumeMethod::Meter), _) if seen.is_empty() => "Объём — по счётчику".to_owned(),
        (Some(VolumeMethod::Meter), _) => return Some(format!("Объём — по показаниям: {seen}.")),
        (None, Some(norm)) if seen.is_empty() => format!("Норматив — {norm}"),
        (None, _) if seen.is_empty() => return None,
        (None, _) => return Some(format!("Показания: {seen}.")),
    };
    Some(if seen.is_empty() { format!("{text}.") } else { format!("{text}. Ваши показания: {seen}.") })
}

/// What the whole house consumed, where the register says so.
pub fn house(details: &ChargeDetails, unit: &str) -> Option<String> {
    let reading = details.house_reading.map(|value| format!("на общем счётчике дома {}", volume(value, unit)));
    let consumed = details.house_volume.map(|value| format!("весь дом потратил {}", volume(value, unit)));
    let both: Vec<String> = [reading, consumed].into_iter().flatten().collect();
    (!both.is_empty()).then(|| format!("Для сравнения: {}.", both.join(", ")))
}

/// The recalculation and its reason.
pub fn recalculation(sums: &Sums, details: &ChargeDetails) -> Option<String> {
    let reason = details.recalculation_reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
    match (sums.recalculation == Money::ZERO, reason) {
        (true, _) => None,
        (false, Some(reason)) => Some(format!("Перерасчёт {}, потому что: «{reason}».", signed(sums.recalculation))),
        (false, None) => Some(format!("Перерасчёт {}. Причину поставщик не указал.", signed(sums.recalculation))),
    }
}

/// How the line's sums make what is to be paid: `Начислено … + долг … − оплачено … = … к оплате.` Nothing where there
/// is nothing but the charge.
pub fn balance(sums: &Sums) -> Option<String> {
    let carried = if sums.opening < Money::ZERO { "переплата" } else { "долг" };
    let parts = [
        (carried, sums.opening),
        ("перерасчёт", sums.recalculation),
        ("льгота", -sums.benefit),
        ("пени", sums.penalty),
        ("оплачено", -sums.paid),
    ];
    let mut text = format!("Начислено {}", sums.charged.roubles());
    for (words, sum) in parts.iter().filter(|(_, sum)| *sum != Money::ZERO) {
        let sign = if *sum < Money::ZERO { '−' } else { '+' };
        write!(text, " {sign} {words} {}", size(*sum).roubles()).expect("writing to a String cannot fail");
    }
    let more = parts.iter().any(|(_, sum)| *sum != Money::ZERO);
    (more && sums.add_up()).then(|| format!("{text} = {} к оплате.", sums.total.roubles()))
}

/// The part of an instalment plan that falls on this month.
pub fn instalment(details: &ChargeDetails) -> Option<String> {
    let rest = details.instalment_rest.map(|rest| match rest.cmp(&Money::ZERO) {
        Ordering::Greater => format!("после этого месяца останется {}", rest.roubles()),
        _ => "это последний платёж".to_owned(),
    });
    match (details.instalment, rest) {
        (Some(part), Some(rest)) => Some(format!("Рассрочка: в этом месяце {}, {rest}.", part.roubles())),
        (Some(part), None) => Some(format!("Рассрочка: в этом месяце {}.", part.roubles())),
        (None, Some(rest)) => Some(format!("Рассрочка: {rest}.")),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        text.replace('\u{a0}', " ")
    }

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    fn line(volume: &str, tariff: &str, charged: i64) -> ChargeLine {
        ChargeLine {
            service: "Отопление".to_owned(),
            unit: "Гкал".to_owned(),
            volume: decimal(volume),
            tariff: decimal(tariff),
            sums: Sums { charged: Money(charged), total: Money(charged), ..Sums::default() },
            details: ChargeDetails::default(),
        }
    }

    #[test]
    fn what_was_charged_is_volume_times_tariff_to_the_kopeck() {
        assert_eq!(plain(&charged(&line("1,234", "2046,33", 252_517))), "1,234 Гкал × 2 046,33 ₽ = 2 525,17 ₽ начислено.");
        assert!(charged(&line("1,234", "2046,33", 252_518)).contains("с округлением"));
    }

    #[test]
    fn what_volume_and_tariff_do_not_explain_is_said_to_be_charged_otherwise() {
        let text = plain(&charged(&line("1,234", "2046,33", 260_000)));
        assert!(
            text.starts_with("Начислено иначе: 1,234 Гкал × 2 046,33 ₽ — это 2 525,17 ₽, а в квитанции 2 600,00 ₽."),
            "{text}"
        );
        assert!(charged(&line("0", "0", 260_000)).contains("объёма или тарифа в квитанции нет"));
        assert!(charged(&line("1", "10", 0)).contains("ничего не начислено"));
    }

    #[test]
    fn a_volume_says_by_which_meter_or_norm_it_was_found() {
        let mut details = ChargeDetails {
            method: Some(VolumeMethod::Meter),
            meter: Some("А-17".to_owned()),
            reading_before: Some(decimal("100,5")),
            reading_now: Some(decimal("101,734")),
            ..ChargeDetails::default()
        };
        let said = |details: &ChargeDetails| volume_found(details, "м³").map(|text| plain(&text));
        assert_eq!(said(&details).unwrap(), "Объём — по показаниям: счётчик № А-17, было 100,5, стало 101,734.");
        details.method = Some(VolumeMethod::Other);
        assert_eq!(
            said(&details).unwrap(),
            "Объём — по среднему или другому расчёту. Ваши показания: счётчик № А-17, было 100,5, стало 101,734."
        );
        let norm = Some(decimal("0,02"));
        let by_norm = ChargeDetails { method: Some(VolumeMethod::Norm), norm, ..ChargeDetails::default() };
        assert_eq!(said(&by_norm).unwrap(), "Объём — по нормативу 0,02 м³.");
        assert_eq!(said(&ChargeDetails::default()), None);
    }

    #[test]
    fn the_sums_of_a_line_are_one_calculation() {
        let mut sums = Sums {
            opening: Money(50_000),
            charged: Money(252_517),
            recalculation: Money(-5_000),
            penalty: Money(17),
            paid: Money(50_000),
            ..Sums::default()
        };
        sums.total = sums.expected_total();
        assert_eq!(
            plain(&balance(&sums).unwrap()),
            "Начислено 2 525,17 ₽ + долг 500,00 ₽ − перерасчёт 50,00 ₽ + пени 0,17 ₽ − оплачено 500,00 ₽ = 2 475,34 ₽ к оплате."
        );
        assert_eq!(balance(&Sums { charged: Money(1), total: Money(1), ..Sums::default() }), None);
    }

    #[test]
    fn a_recalculation_gives_its_reason_or_says_that_there_is_none() {
        let sums = Sums { recalculation: Money(-5_000), ..Sums::default() };
        let mut details =
            ChargeDetails { recalculation_reason: Some(" перерыв ".to_owned()), ..ChargeDetails::default() };
        assert_eq!(plain(&recalculation(&sums, &details).unwrap()), "Перерасчёт −50,00 ₽, потому что: «перерыв».");
        details.recalculation_reason = None;
        assert!(recalculation(&sums, &details).unwrap().contains("не указал"));
        assert_eq!(recalculation(&Sums::default(), &details), None);
    }

    #[test]
    fn an_instalment_says_what_is_left_or_that_it_is_the_last() {
        let of = |rest| ChargeDetails { instalment: Some(Money(30_000)), instalment_rest: rest, ..ChargeDetails::default() };
        let said = |rest| plain(&instalment(&of(rest)).unwrap());
        assert_eq!(
            said(Some(Money(120_000))),
            "Рассрочка: в этом месяце 300,00 ₽, после этого месяца останется 1 200,00 ₽."
        );
        assert!(said(Some(Money::ZERO)).contains("последний платёж"));
        assert_eq!(instalment(&ChargeDetails::default()), None);
    }
}
