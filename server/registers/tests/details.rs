//! The optional columns of registers: read, refused, written, and made up for towns.
//! Not here: the columns that every register has (see `register.rs`).

#![expect(clippy::unwrap_used, reason = "a test that cannot set its stage should stop")]

mod common;

use common::{LINE, read, read_with, windows_1251, with};
use domain::charge::VolumeMethod;
use domain::{Decimal, Money};
use registers::{COLUMNS, DETAIL_COLUMNS, Details, RegisterReader, RegisterWriter, RowErrorKind, Town};
use std::collections::HashMap;

const FULL: &str = "Счётчик;МТ-7;412,5;417,25;3,17;90211;640,5;Перерыв в подаче;1200,50;6000";

fn file(columns: &[&str], values: &str) -> String {
    format!("{};{}\n{LINE};{values}\n", COLUMNS.join(";"), columns.join(";"))
}

#[test]
fn all_details_are_read_in_both_encodings() {
    let text = file(&DETAIL_COLUMNS, FULL);
    let shown = read_with(text.as_bytes(), |line| line.details.to_owned());
    let details = shown[0].as_ref().unwrap();
    assert_eq!(details.method, Some(VolumeMethod::Meter));
    assert_eq!(
        [details.reading_before, details.reading_now].map(Option::unwrap),
        [Decimal(412_500_000), Decimal(417_250_000)]
    );
    assert_eq!((details.meter.as_deref(), details.instalment), (Some("МТ-7"), Some(Money(120_050))));
    assert_eq!(details.recalculation_reason.as_deref(), Some("Перерыв в подаче"));
    assert_eq!(Details::from(details).to_owned(), *details);
    assert_eq!(read(&windows_1251(&text)), read(text.as_bytes()));
}

#[test]
fn any_of_the_columns_may_be_there_in_any_place_and_an_empty_one_is_nothing() {
    let text = format!("meter;{};Норма;NORM\n;{LINE};7;3,17\n", COLUMNS.join(";"));
    let mut reader = RegisterReader::open(text.as_bytes()).unwrap();
    assert!(reader.has_details());
    assert_eq!(reader.warnings().len(), 1);
    assert_eq!(reader.warnings()[0].to_string(), "Столбец «Норма» неизвестен и не загружается.");
    let details = reader.next_line().unwrap().unwrap().details;
    assert_eq!(details, Details { norm: Some(Decimal(3_170_000)), ..Details::default() });
    assert!(read_with(common::file(&[LINE]).as_bytes(), |line| line.details.is_empty())[0].as_ref().unwrap());
}

#[test]
fn methods_are_read_in_words() {
    for (word, method) in [
        ("meter", VolumeMethod::Meter),
        ("СЧЕТЧИК", VolumeMethod::Meter),
        ("Приборы учета", VolumeMethod::Meter),
        ("норматив", VolumeMethod::Norm),
        ("Norm", VolumeMethod::Norm),
        ("иное", VolumeMethod::Other),
        ("other", VolumeMethod::Other),
    ] {
        let read = read_with(file(&["method"], word).as_bytes(), |line| line.details.method);
        assert_eq!(read, [Ok(Some(method))], "{word}");
    }
}

#[test]
fn wrong_details_are_told_by_their_column() {
    let long = "м".repeat(61);
    for (column, value, kind) in [
        ("method", "на глаз", RowErrorKind::NotAMethod("на глаз".into())),
        ("meter", &long, RowErrorKind::TooLong { max: 60 }),
        ("reading_now", "-1", RowErrorKind::Negative("-1".into())),
        ("norm", "много", RowErrorKind::NotADecimal("много".into())),
        ("instalment", "1,005", RowErrorKind::NotASum(domain::money::MoneyError::TooPrecise, "1,005".into())),
    ] {
        let error = read(file(&[column], value).as_bytes()).remove(0).unwrap_err();
        assert_eq!((error.column, error.kind), (Some(column), kind));
    }
    let words = read(file(&["method"], "на глаз").as_bytes()).remove(0).unwrap_err().to_string();
    assert_eq!(
        words,
        "Строка 2, столбец method: «на глаз» — не способ определения объёма. \
         Поставьте счётчик, норматив или иное (meter, norm или other)."
    );
}

#[test]
fn details_are_written_only_when_asked_for_and_read_back() {
    let text = file(&DETAIL_COLUMNS, FULL);
    let mut reader = RegisterReader::open(text.as_bytes()).unwrap();
    let line = reader.next_line().unwrap().unwrap();
    let formula = registers::RegisterLine { details: Details { meter: Some("=1+1"), ..line.details }, ..line };
    let mut plain = RegisterWriter::new(Vec::new());
    let mut full = RegisterWriter::new(Vec::new()).with_details();
    let mut guarded = RegisterWriter::new(Vec::new()).for_spreadsheet().with_details();
    plain.write(&line).unwrap();
    full.write(&line).unwrap();
    guarded.write(&formula).unwrap();
    let plain = plain.finish().unwrap();
    assert!(read(&plain) == read(common::file(&[LINE]).as_bytes()));
    let full = String::from_utf8(full.finish().unwrap()).unwrap();
    assert!(full.ends_with(";meter;МТ-7;412.5;417.25;3.17;90211;640.5;Перерыв в подаче;1200.50;6000.00\n"), "{full}");
    assert!(read(full.as_bytes()) == read(text.as_bytes()));
    assert!(String::from_utf8(guarded.finish().unwrap()).unwrap().contains(";meter;'=1+1;"));
    assert_ne!(with("flat", "9"), LINE);
}

fn town(of: &str) -> Vec<u8> {
    let mut file = Vec::new();
    Town::new(4000, 2).with_details(true).write_register(of.parse().unwrap(), &mut file).unwrap();
    file
}

#[test]
fn a_town_with_details_is_the_same_town() {
    let mut plain = Vec::new();
    Town::new(4000, 2).write_register("2026-09".parse().unwrap(), &mut plain).unwrap();
    let strip = |bytes: &[u8]| {
        read_with(bytes, |line| format!("{:?}", registers::RegisterLine { details: Details::default(), ..*line }))
    };
    assert!(strip(&town("2026-09")) == strip(&plain));
    assert!(!String::from_utf8(plain).unwrap().lines().next().unwrap().contains("meter"));
}

#[test]
fn readings_and_instalments_go_on_from_month_to_month() {
    type Last = HashMap<(String, String), (Option<Decimal>, Option<Decimal>, Option<Money>)>;
    let mut last: Option<Last> = None;
    let mut checked = [0; 3];
    for of in ["2026-06", "2026-07", "2026-08"] {
        let mut now = Last::new();
        for line in read_with(&town(of), |line| {
            let key = (line.account.to_owned(), line.service.to_owned());
            (key, line.volume, line.details.to_owned())
        }) {
            let (key, volume, details) = line.unwrap();
            if let (Some(before), Some(reading)) = (details.reading_before, details.reading_now) {
                assert_eq!(reading.0 - before.0, volume.0, "{key:?}");
                checked[0] += 1;
            }
            if let Some(&(reading, house, rest)) = last.as_ref().and_then(|last| last.get(&key)) {
                assert_eq!(reading, details.reading_before, "{key:?} in {of}");
                if let (Some(before), Some(reading), Some(volume)) = (house, details.house_reading, details.house_volume) {
                    assert_eq!(reading.0 - before.0, volume.0);
                    checked[1] += 1;
                }
                if let (Some(rest), Some(part)) = (rest, details.instalment) {
                    assert_eq!(details.instalment_rest, Some(rest - part));
                    checked[2] += 1;
                }
            }
            now.insert(key, (details.reading_now, details.house_reading, details.instalment_rest));
        }
        last = Some(now);
    }
    assert!(checked.iter().all(|count| *count > 50), "{checked:?}");
}

#[test]
fn a_town_has_all_kinds_of_details_and_reasons_only_for_recalculations() {
    let mut seen = [0; 7];
    for line in read_with(&town("2026-02"), |line| {
        (line.details.to_owned(), line.sums.recalculation, line.house.to_owned(), line.service.to_owned())
    }) {
        let (details, recalculation, ..) = line.unwrap();
        assert!(details.recalculation_reason.is_none() || recalculation != Money::ZERO);
        for (count, there) in seen.iter_mut().zip([
            details.meter.is_some(),
            details.norm.is_some(),
            details.house_reading.is_some(),
            details.recalculation_reason.is_some(),
            details.recalculation_reason.is_none() && recalculation != Money::ZERO,
            details.instalment.is_some(),
            details.is_empty(),
        ]) {
            *count += u32::from(there);
        }
    }
    assert!(seen.iter().all(|count| *count > 20), "{seen:?}");
}
