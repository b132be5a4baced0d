//! Reading of registers: what is taken, what is refused, and in which words.
//! Not here: generated towns (see `town.rs`).

mod common;

use common::{LINE, file, read, read_with, windows_1251, with};
use domain::account::AccountNumberError;
use domain::{Decimal, Money};
use proptest::prelude::*;
use registers::{COLUMNS, Encoding, FileError, RegisterReader, RowError, RowErrorKind, Warning};
use std::io::{self, Read};

fn refusal(bytes: &[u8]) -> FileError {
    RegisterReader::open(bytes).err().expect("the file is refused")
}

fn only_error(bytes: &[u8]) -> RowError {
    let mut errors: Vec<RowError> = read(bytes).into_iter().filter_map(Result::err).collect();
    assert_eq!(errors.len(), 1, "{errors:?}");
    errors.remove(0)
}

#[test]
fn a_line_is_read_with_all_its_fields() {
    let read = read_with(file(&[LINE]).as_bytes(), |line| {
        assert_eq!((line.line, line.period.to_string().as_str()), (2, "2026-09"));
        assert_eq!([line.account, line.els, line.city], ["1902000417", "30АБ104512", "Абакан"]);
        assert_eq!([line.street, line.house, line.flat], ["ул. Щетинкина", "12а", "3 комн. 2"]);
        assert_eq!([line.holder, line.supplier_inn], ["Сёмин Пётр Ильич", "7707083893"]);
        assert_eq!([line.service, line.unit], ["Отопление", "Гкал"]);
        assert_eq!([line.area, line.volume, line.tariff].map(|d| d.0), [54_300_000, 1_118_600, 2_412_550_000]);
        assert_eq!(line.residents, 2);
        assert_eq!(line.sums.recalculation, Money(-1250));
        assert_eq!(line.sums.total, Money(238_723));
    });
    assert_eq!(read, [Ok(())]);
}

#[test]
fn utf_8_with_and_without_a_mark_and_windows_1251_give_the_same_lines() {
    let text = file(&[LINE, &with("holder", "Ёлкин «Ё»"), &with("flat", "№ 7")]);
    let plain = read(text.as_bytes());
    assert!(plain.iter().all(Result::is_ok));
    assert_eq!(read(&windows_1251(&text)), plain);
    assert_eq!(read(format!("\u{feff}{text}").as_bytes()), plain);

    let windows = windows_1251(&text);
    let mut reader = RegisterReader::open(&windows[..]).unwrap();
    while reader.next_line().is_some() {}
    assert_eq!(reader.encoding(), Encoding::Windows1251);
    assert_eq!(reader.bytes_read(), windows.len() as u64);
}

#[test]
fn crlf_and_lf_and_a_missing_last_line_end_give_the_same_lines() {
    let text = file(&[LINE, LINE]);
    assert_eq!(read(text.replace('\n', "\r\n").as_bytes()), read(text.as_bytes()));
    assert_eq!(read(text.trim_end().as_bytes()), read(text.as_bytes()));
}

#[test]
fn columns_may_stand_in_any_order_and_an_extra_one_is_kept_out_with_a_warning() {
    let reversed = |text: &str| text.split(';').rev().collect::<Vec<_>>().join(";");
    let text = format!("{};Примечание\n{};до 15-го\n", reversed(&COLUMNS.join(";")).to_uppercase(), reversed(LINE));
    assert_eq!(read(text.as_bytes()), read(file(&[LINE]).as_bytes()));
    let reader = RegisterReader::open(text.as_bytes()).unwrap();
    assert_eq!(reader.warnings(), [Warning::UnknownColumn("Примечание".into())]);
    assert_eq!(reader.warnings()[0].to_string(), "Столбец «Примечание» неизвестен и не загружается.");
}

#[test]
fn all_missing_columns_are_named() {
    let text = file(&[LINE]).replacen(";benefit;penalty;", ";", 1);
    let error = refusal(text.as_bytes());
    assert_eq!(error, FileError::MissingColumns(vec!["benefit", "penalty"]));
    assert_eq!(error.to_string(), "В заголовке нет столбцов: benefit, penalty. Добавьте их и загрузите файл снова.");
}

#[test]
fn a_column_met_twice_is_named() {
    let text = file(&[LINE]).replacen("benefit", "penalty", 1);
    assert_eq!(refusal(text.as_bytes()), FileError::DuplicateColumn("penalty"));
}

#[test]
fn files_without_lines_are_told_apart() {
    let header = COLUMNS.join(";");
    assert_eq!(refusal(b""), FileError::ZeroBytes);
    assert_eq!(refusal(b" \r\n\n"), FileError::Blank);
    assert_eq!(refusal(b"\xef\xbb\xbf"), FileError::Blank);
    assert_eq!(refusal(header.as_bytes()), FileError::HeaderOnly);
    assert_eq!(refusal(format!("\u{feff}{header}\r\n;;;\r\n").as_bytes()), FileError::HeaderOnly);
}

#[test]
fn files_of_another_kind_are_told_by_what_they_are() {
    assert_eq!(refusal(b"PK\x03\x04xl/workbook.xml"), FileError::NotText);
    assert_eq!(refusal(b"\xff\xfep\0e\0r\0"), FileError::Utf16);
    assert_eq!(refusal(file(&[LINE]).replace(';', ",").as_bytes()), FileError::WrongSeparator(','));
    assert!(matches!(refusal("x".repeat(1_000_000).as_bytes()), FileError::Header(_)));
}

#[test]
fn a_total_off_by_one_kopeck_is_refused_with_both_sums_and_the_next_line_is_read() {
    let bytes = file(&[LINE, &with("total", "2387,24"), LINE]);
    let error = only_error(bytes.as_bytes());
    let kind = RowErrorKind::TotalDoesNotAddUp { expected: Money(238_723), stated: Money(238_724) };
    assert_eq!(error, RowError { line: 3, column: Some("total"), kind, sheet: None });
    let words = error.to_string();
    assert!(words.starts_with("Строка 3, столбец total: итог не сходится"), "{words}");
    assert!(words.contains("2\u{a0}387,23\u{a0}₽") && words.contains("2\u{a0}387,24\u{a0}₽"), "{words}");
    assert_eq!(read(bytes.as_bytes()).len(), 3);
}

#[test]
fn a_broken_byte_is_told_with_its_line_and_column_in_both_encodings() {
    let text = file(&[LINE, "", &with("street", "ул. Пуш#кина"), LINE]);
    for (bytes, broken, encoding) in
        [(text.clone().into_bytes(), 0xff, Encoding::Utf8), (windows_1251(&text), 0x98, Encoding::Windows1251)]
    {
        let spoilt: Vec<u8> = bytes.iter().map(|byte| if *byte == b'#' { broken } else { *byte }).collect();
        let expected = RowError { line: 4, column: Some("street"), kind: RowErrorKind::BrokenByte(encoding), sheet: None };
        assert_eq!(only_error(&spoilt), expected);
    }
}

#[test]
fn a_file_that_turns_from_utf_8_to_windows_1251_is_told_where_it_turns() {
    let mut bytes = file(&[LINE]).into_bytes();
    bytes.extend(windows_1251(LINE));
    let error = only_error(&bytes);
    assert_eq!((error.line, error.column, error.kind), (3, Some("els"), RowErrorKind::BrokenByte(Encoding::Utf8)));
}

#[test]
fn control_characters_are_refused_in_known_columns() {
    for (value, column) in [("ул.\u{0}Мира", "street"), ("Отоп\tление", "service"), ("Иван\u{85}ов", "holder")]
    {
        let error = only_error(file(&[&with(column, value)]).as_bytes());
        assert_eq!((error.column, error.kind), (Some(column), RowErrorKind::ControlCharacter));
    }
    assert!(read(file(&[&with("street", "\tул. Мира ")]).as_bytes())[0].is_ok());
}

#[test]
fn an_account_of_31_characters_is_refused_and_one_of_30_letters_is_not() {
    let long = "7".repeat(31);
    let error = only_error(file(&[&with("account", &long)]).as_bytes());
    assert_eq!(error.kind, RowErrorKind::NotAnAccount(AccountNumberError::TooLong, long));
    assert!(read(file(&[&with("account", &"Ж".repeat(30))]).as_bytes())[0].is_ok());
}

#[test]
fn separators_and_quotes_inside_quotes_belong_to_the_field() {
    let quoted = with("holder", r#""ООО ""Ромашка""; филиал""#);
    let holders = read_with(file(&[&quoted]).as_bytes(), |line| line.holder.to_owned());
    assert_eq!(holders, [Ok(r#"ООО "Ромашка"; филиал"#.to_owned())]);
    // Programs of the trade write quotes as they are.
    let bare = with("holder", r#"ООО "Ромашка""#);
    let holders = read_with(file(&[&bare]).as_bytes(), |line| line.holder.to_owned());
    assert_eq!(holders, [Ok(r#"ООО "Ромашка""#.to_owned())]);
}

#[test]
fn a_quote_that_does_not_close_spoils_its_own_line_alone() {
    let bytes = file(&[LINE, &with("street", r#""ул. Мира"#), LINE, LINE]);
    let error = only_error(bytes.as_bytes());
    assert_eq!((error.line, error.column, error.kind), (3, Some("street"), RowErrorKind::Quotes));
}

#[test]
fn a_line_of_the_wrong_width_is_refused_and_reading_goes_on() {
    let error = only_error(file(&[&format!("{LINE};"), LINE]).as_bytes());
    let kind = RowErrorKind::FieldCount { expected: 22, found: 23 };
    assert_eq!(error, RowError { line: 2, column: None, kind, sheet: None });
}

#[test]
fn a_line_without_end_is_refused_and_reading_goes_on() {
    let error = only_error(file(&[&with("street", &"Я".repeat(5_000_000)), LINE]).as_bytes());
    assert_eq!((error.line, error.kind), (2, RowErrorKind::LineTooLong));
}

#[test]
fn each_wrong_value_is_told_by_its_column() {
    let long = "х".repeat(301);
    for (column, value, kind) in [
        ("period", "09.2026", RowErrorKind::NotAPeriod("09.2026".into())),
        ("period", "", RowErrorKind::Empty),
        ("account", "", RowErrorKind::Empty),
        ("city", " ", RowErrorKind::Empty),
        ("holder", &long, RowErrorKind::TooLong { max: 300 }),
        ("supplier_inn", "77070838", RowErrorKind::NotAnInn("77070838".into())),
        ("area", "-1", RowErrorKind::Negative("-1".into())),
        ("area", "много", RowErrorKind::NotADecimal("много".into())),
        ("residents", "1,5", RowErrorKind::NotResidents("1,5".into())),
        ("residents", "-1", RowErrorKind::NotResidents("-1".into())),
        ("paid", "", RowErrorKind::Empty),
        ("paid", "1,005", RowErrorKind::NotASum(domain::money::MoneyError::TooPrecise, "1,005".into())),
    ] {
        let error = only_error(file(&[&with(column, value)]).as_bytes());
        assert_eq!((error.column, error.kind), (Some(column), kind), "{column} = {value}");
    }
}

#[test]
fn shown_values_are_cut_and_names_of_holders_are_never_shown() {
    let error = only_error(file(&[&with("period", &"9".repeat(500))]).as_bytes());
    assert_eq!(error.kind, RowErrorKind::NotAPeriod(format!("{}…", "9".repeat(40))));
    let holder = format!("Сёмин {}", "х".repeat(300));
    let error = only_error(file(&[&with("holder", &holder)]).as_bytes());
    assert_eq!(error.to_string(), "Строка 2, столбец holder: значение длиннее 300 знаков. Сократите его.");
}

#[test]
fn empty_volumes_and_whole_numbers_with_zeros_are_taken() {
    let line = with("volume", "");
    let read = read_with(file(&[&line, &with("residents", "2,00")]).as_bytes(), |line| (line.volume, line.residents));
    assert_eq!(read, [Ok((Decimal(0), 2)), Ok((Decimal(1_118_600), 2))]);
}

/// Gives one good line, then fails.
struct Failing<'a>(&'a [u8]);

impl Read for Failing<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.0.is_empty() { Err(io::Error::from(io::ErrorKind::ConnectionReset)) } else { self.0.read(out) }
    }
}

#[test]
fn a_stream_that_fails_ends_the_reading_with_an_error() {
    let bytes = file(&[LINE]);
    let mut reader = RegisterReader::open(Failing(bytes.as_bytes())).unwrap();
    assert!(reader.next_line().unwrap().is_ok());
    let error = reader.next_line().unwrap().unwrap_err();
    assert_eq!(error.kind, RowErrorKind::Unreadable(io::ErrorKind::ConnectionReset));
    assert!(reader.next_line().is_none());
}

/// Gives a byte at a time, as a slow network may.
struct Trickle<'a>(&'a [u8]);

impl Read for Trickle<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = out.len().min(1);
        self.0.read(&mut out[..count])
    }
}

#[test]
fn how_the_bytes_arrive_does_not_matter() {
    let bytes = windows_1251(&file(&[LINE, LINE, &with("total", "1"), LINE]));
    let mut reader = RegisterReader::open(Trickle(&bytes)).unwrap();
    let mut slowly = Vec::new();
    while let Some(line) = reader.next_line() {
        slowly.push(line.map(|line| format!("{line:?}")));
    }
    assert_eq!(slowly, read(&bytes));
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), good_header in any::<bool>()) {
        let mut all = if good_header { file(&[LINE]).into_bytes() } else { Vec::new() };
        all.extend(bytes);
        if let Ok(mut reader) = RegisterReader::open(&all[..]) {
            while let Some(line) = reader.next_line() {
                if let Err(error) = line {
                    prop_assert!(!error.to_string().is_empty());
                }
            }
        }
    }

    #[test]
    fn no_spoilt_line_makes_the_reader_panic(at in 0_usize..300, byte in any::<u8>(), windows in any::<bool>()) {
        let mut line = if windows { windows_1251(LINE) } else { LINE.as_bytes().to_vec() };
        let at = at % line.len();
        line[at] = byte;
        let mut all = file(&[]).into_bytes();
        all.extend(line);
        if let Ok(mut reader) = RegisterReader::open(&all[..]) {
            while reader.next_line().is_some() {}
        }
    }
}
