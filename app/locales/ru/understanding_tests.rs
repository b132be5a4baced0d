//! Tests of the words of a comparison.
//! Not here: the comparison itself, which `domain` tests.

use super::*;
use domain::Decimal;
use domain::charge::Sums;
use domain::comparison::Line;

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

fn month(text: &str) -> Period {
    text.parse().unwrap()
}

/// A line charged as volume × tariff, with an opening balance and payments.
fn line(service: &'static str, volume: &str, tariff: &str, opening: i64, paid: i64) -> Line<'static> {
    let (volume, tariff) = (Decimal::parse(volume).unwrap(), Decimal::parse(tariff).unwrap());
    let kopecks = (i128::from(volume.0) * i128::from(tariff.0) + 5_000_000_000) / 10_000_000_000;
    let charged = Money(i64::try_from(kopecks).unwrap());
    let mut sums = Sums { opening: Money(opening), charged, paid: Money(paid), ..Sums::default() };
    sums.total = sums.expected_total();
    Line { supplier: "СГК", service, unit: "Гкал", volume, tariff, sums }
}

fn since_august(before: &[Line<'_>], now: &[Line<'_>]) -> String {
    plain(&summary(&Comparison::new(month("2026-08"), before, now), month("2026-09")))
}

fn said(cause: Cause, between: Between, unit: &str) -> String {
    let change = ServiceChange {
        supplier: "СГК".to_owned(),
        service: "Отопление".to_owned(),
        unit: unit.to_owned(),
        before: Money::ZERO,
        now: cause.amount(),
        causes: vec![cause],
    };
    plain(&reasons(&change, between)[0].words)
}

#[test]
fn the_first_sentence_says_by_how_much_and_the_second_why() {
    let before = [line("Отопление", "0,9", "1000", 0, 0), line("Домофон", "1", "50", 0, 0)];
    let now = [line("Отопление", "1,2", "1000", 0, 0), line("Домофон", "1", "60", 0, 0)];
    assert_eq!(
        since_august(&before, &now),
        "На 310,00 ₽ больше, чем в августе. Больше всего — Отопление: +300,00 ₽, потому что потратили больше: 1,2 Гкал \
         вместо 0,9."
    );
}

#[test]
fn the_month_a_year_ago_is_named_with_its_year() {
    let found =
        Comparison::new(month("2025-09"), &[line("Отопление", "1", "1000", 0, 0)], &[line("Отопление", "1", "900,5", 0, 0)]);
    assert_eq!(
        plain(&summary(&found, month("2026-09"))),
        "На 99,50 ₽ меньше, чем в сентябре 2025. Изменилась одна строка — Отопление: −99,50 ₽, потому что тариф снизился: \
         900,50 ₽ вместо 1 000,00 ₽."
    );
}

#[test]
fn of_several_causes_the_largest_that_goes_the_same_way_is_named() {
    let before = [line("Отопление", "1", "1000", 0, 0)];
    let now = [line("Отопление", "1,5", "900", 0, 0)];
    assert_eq!(
        since_august(&before, &now),
        "На 350,00 ₽ больше, чем в августе. Изменилась одна строка — Отопление: +350,00 ₽, в основном потому, что \
         потратили больше: 1,5 Гкал вместо 1."
    );
}

#[test]
fn the_service_that_is_named_went_the_same_way_as_the_whole() {
    let before = [line("Отопление", "5", "100", 0, 0), line("Газ", "4", "100", 0, 0), line("Лифт", "4", "100", 0, 0)];
    let now = [line("Отопление", "1", "100", 0, 0), line("Газ", "7", "100", 0, 0), line("Лифт", "7", "100", 0, 0)];
    let text = since_august(&before, &now);
    assert!(text.starts_with("На 200,00 ₽ больше, чем в августе. Больше всего — "), "{text}");
    assert!(!text.contains("Отопление"), "{text}");
}

#[test]
fn equal_receipts_are_said_to_be_equal() {
    let lines = [line("Отопление", "1", "1000", 0, 0)];
    assert_eq!(since_august(&lines, &lines), "Столько же, сколько в августе: ничего не изменилось.");
    let before = [line("Отопление", "1", "1000", 0, 0), line("Газ", "2", "1000", 0, 0)];
    let now = [line("Отопление", "2", "1000", 0, 0), line("Газ", "1", "1000", 0, 0)];
    let text = since_august(&before, &now);
    assert!(text.starts_with("Столько же, сколько в августе, но по услугам есть разница. Больше всего — "), "{text}");
}

#[test]
fn whoever_pays_each_receipt_in_full_is_not_told_of_debts_and_payments() {
    let (before, now) = ([line("Домофон", "1", "50", 8_000, 8_000)], [line("Домофон", "1", "50", 9_000, 9_000)]);
    assert_eq!(since_august(&before, &now), "Столько же, сколько в августе: ничего не изменилось.");
    assert!(!changed(&Comparison::new(month("2026-08"), &before, &now).services[0], Between::Months));

    let before = [line("Отопление", "1", "1000", 80_000, 80_000)];
    let now = [line("Отопление", "1,2", "1000", 100_000, 100_000)];
    let found = Comparison::new(month("2026-08"), &before, &now);
    let told = reasons(&found.services[0], Between::Months);
    assert_eq!(told.len(), 1);
    assert_eq!(plain(&told[0].words), "потратили больше: 1,2 Гкал вместо 1");
}

#[test]
fn debts_and_payments_together_are_what_is_left_of_them() {
    let before = [line("Отопление", "1", "1000", 80_000, 80_000)];
    let now = [line("Отопление", "1", "1000", 100_000, 40_000)];
    let found = Comparison::new(month("2026-08"), &before, &now);
    let told = reasons(&found.services[0], Between::Months);
    assert_eq!((told.len(), told[0].amount), (1, Money(60_000)));
    assert!(told[0].words.contains("долга больше"));
}

#[test]
fn the_reasons_of_a_line_add_up_to_its_difference() {
    let mut old = line("Отопление", "1", "1000", 100, 50);
    let mut new = line("Отопление", "1,3", "1100", 900, 20);
    old.sums.benefit = Money(70);
    new.sums.penalty = Money(33);
    new.sums.recalculation = Money(-444);
    (old.sums.total, new.sums.total) = (old.sums.expected_total(), new.sums.expected_total());
    let found = Comparison::new(month("2026-08"), &[old], &[new]);
    for between in [Between::Months, Between::Versions] {
        let told = reasons(&found.services[0], between);
        assert_eq!(told.iter().map(|reason| reason.amount).sum::<Money>(), found.difference());
        assert!(told.is_sorted_by_key(|reason| std::cmp::Reverse(size(reason.amount))));
    }
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
            assert!(seen.insert(said(cause, Between::Months, "м³")), "{cause:?}");
        }
    }
    assert_eq!(said(Cause::New { amount: Money(1) }, Between::Months, ""), "раньше этой строки не было");
    assert_eq!(said(Cause::Gone { amount: Money(-1) }, Between::Months, ""), "этой строки больше нет");
}

#[test]
fn areas_and_people_are_not_consumed() {
    let of = |text| Decimal::parse(text).unwrap();
    let more = |unit| said(Cause::Volume { from: of("2"), to: of("3"), amount: Money(1) }, Between::Months, unit);
    assert_eq!(more("чел."), "людей в расчёте больше: 3 чел. вместо 2");
    assert_eq!(more("м²"), "площадь в расчёте больше: 3 м² вместо 2");
    assert_eq!(more("кВт·ч"), "потратили больше: 3 кВт·ч вместо 2");
}

#[test]
fn a_correction_says_what_was_and_what_is() {
    let before = [line("Отопление", "0,9", "1000", 0, 0)];
    let now = [line("Отопление", "1,2", "1000", 0, 0)];
    let found = Comparison::new(month("2026-08"), &before, &now);
    assert_eq!(plain(&correction(&found)), "К оплате стало на 300,00 ₽ больше: было 900,00 ₽, стало 1 200,00 ₽.");
    let told = reasons(&found.services[0], Between::Versions);
    assert_eq!(plain(&told[0].words), "исправили объём: 1,2 Гкал вместо 0,9");
    let same = Comparison::new(month("2026-08"), &now, &now);
    assert_eq!(plain(&correction(&same)), "К оплате столько же: 1 200,00 ₽.");
}

#[test]
fn the_chart_in_words_names_its_ends_and_this_month() {
    let bars = [(month("2026-07"), Money(100)), (month("2026-08"), Money(300)), (month("2026-09"), Money(200))];
    assert_eq!(
        plain(&chart_desc(&bars, Some(month("2026-09")))),
        "Больше всего: август 2026 — 3,00 ₽. Меньше всего: июль 2026 — 1,00 ₽. Эта квитанция: сентябрь 2026 — 2,00 ₽."
    );
    assert_eq!(plain(&more_services(4)), "Ещё 4 услуги");
}
