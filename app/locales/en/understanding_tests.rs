//! Tests of the English words of a comparison.
//! Not here: which causes are told, which the Russian tests check.

use super::*;
use domain::Decimal;
use domain::charge::Sums;
use domain::comparison::Line;

fn line(service: &'static str, volume: &str, tariff: &str) -> Line<'static> {
    let (volume, tariff) = (Decimal::parse(volume).unwrap(), Decimal::parse(tariff).unwrap());
    let kopecks = i128::from(volume.0) * i128::from(tariff.0) / 10_000_000_000;
    let charged = Money(i64::try_from(kopecks).unwrap());
    let sums = Sums { charged, total: charged, ..Sums::default() };
    Line { supplier: "СГК", service, unit: "Гкал", volume, tariff, sums }
}

fn month(text: &str) -> Period {
    text.parse().unwrap()
}

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

#[test]
fn a_difference_is_said_with_its_main_cause() {
    let of = |before, now| Comparison::new(month("2026-08"), &[before], &[now]);
    let more = of(line("Отопление", "0,9", "1000"), line("Отопление", "1,2", "1000"));
    assert_eq!(
        plain(&summary(&more, month("2026-09"))),
        "300,00 ₽ more than in August. One line has changed: Отопление, +300,00 ₽, because you used more: 1,2 Gcal instead \
         of 0,9."
    );
    assert_eq!(plain(&correction(&more)), "The total to pay is 300,00 ₽ larger: it was 900,00 ₽, now it is 1 200,00 ₽.");
    let same = of(line("Отопление", "1", "1000"), line("Отопление", "1", "1000"));
    assert_eq!(summary(&same, month("2026-09")), "The same as in August: nothing has changed.");
    assert!(plain(&summary(&more, month("2027-08"))).contains("than in August 2026"));
}

#[test]
fn every_cause_has_its_own_words_both_ways() {
    let of = |text| Decimal::parse(text).unwrap();
    let mut seen = std::collections::HashSet::new();
    for amount in [Money(100), Money(-100)] {
        let (from, to) = if amount > Money::ZERO { (of("1"), of("2")) } else { (of("2"), of("1")) };
        for cause in [
            Cause::Volume { from, to, amount },
            Cause::Tariff { from, to, amount },
            Cause::Charged { amount },
            Cause::Opening { amount },
            Cause::Recalculation { amount },
            Cause::Benefit { amount },
            Cause::Penalty { amount },
            Cause::Paid { amount },
        ] {
            assert!(seen.insert(of_months(&cause, "м³")), "{cause:?}");
        }
    }
    let cause = Cause::Volume { from: of("2"), to: of("3"), amount: Money(1) };
    assert_eq!(plain(&of_months(&cause, "чел.")), "more people are counted: 3 people instead of 2");
    assert_eq!(plain(&more_services(1)), "1 more service");
    assert_eq!(plain(&more_services(4)), "4 more services");
}
