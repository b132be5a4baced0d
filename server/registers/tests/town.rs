//! Made-up towns: they are read without an error, repeat themselves, and carry their balances on.
//! Not here: files written by others (see `register.rs`).

mod common;

use common::{read, read_with, windows_1251};
use domain::{Inn, Money, Period, account::lookup_key};
use registers::{RegisterReader, RegisterWriter, Town, TownError, read_suppliers};
use std::collections::{BTreeMap, HashMap, HashSet};

fn period(text: &str) -> Period {
    text.parse().expect("a month")
}

fn register(accounts: u32, seed: u64, of: &str) -> Vec<u8> {
    let mut file = Vec::new();
    Town::new(accounts, seed).write_register(period(of), &mut file).expect("a month that the town has");
    file
}

#[test]
fn the_same_town_is_written_in_the_same_bytes_and_another_seed_is_another_town() {
    let file = register(300, 7, "2026-09");
    assert_eq!(file, register(300, 7, "2026-09"));
    assert_ne!(file, register(300, 8, "2026-09"));
}

#[test]
fn a_larger_town_begins_with_the_smaller_one() {
    let (small, large) = (register(300, 7, "2026-09"), register(700, 7, "2026-09"));
    assert_eq!(large[..small.len()], small);
}

#[test]
fn each_line_opens_with_the_total_of_its_last_month() {
    let mut last: Option<HashMap<(String, String), Money>> = None;
    for of in ["2024-01", "2024-02", "2024-03"].into_iter().chain(["2026-08", "2026-09", "2026-10", "2026-11"]) {
        if of == "2026-08" {
            last = None;
        }
        let lines = read_with(&register(500, 3, of), |line| {
            ((line.account.to_owned(), line.service.to_owned()), line.sums.opening, line.sums.total)
        });
        let mut totals = HashMap::new();
        for (key, opening, total) in lines.into_iter().map(Result::unwrap) {
            if let Some(last) = &last {
                assert_eq!(opening, last[&key], "{key:?} in {of}");
            }
            totals.insert(key, total);
        }
        if let Some(last) = last {
            assert_eq!(last.len(), totals.len());
        }
        last = Some(totals);
    }
}

#[test]
fn what_was_to_pay_shows_as_paid_for_most_and_not_for_all() {
    let lines = read_with(&register(500, 3, "2026-09"), |line| line.sums);
    let due: Vec<_> = lines.into_iter().map(Result::unwrap).filter(|sums| sums.opening > Money::ZERO).collect();
    let paid = due.iter().filter(|sums| sums.paid == sums.opening).count();
    assert!(paid * 2 > due.len() && paid * 10 < due.len() * 9, "{paid} of {}", due.len());
}

#[test]
fn a_town_is_read_without_an_error_and_comes_to_its_totals() {
    for seed in [1, 2] {
        let mut file = Vec::new();
        let totals = Town::new(5000, seed).write_register(period("2026-07"), &mut file).unwrap();
        let mut by_supplier: BTreeMap<Inn, Money> = BTreeMap::new();
        let lines = read_with(&file, |line| (Inn::parse(line.supplier_inn).unwrap(), line.sums.total));
        assert_eq!(lines.len() as u64, totals.lines);
        for (inn, total) in lines.into_iter().map(Result::unwrap) {
            *by_supplier.entry(inn).or_default() += total;
        }
        assert_eq!(by_supplier, totals.by_supplier);
        assert_eq!(by_supplier.values().copied().sum::<Money>(), totals.total);
        assert_eq!(totals.accounts, 5000);
    }
}

#[test]
fn a_town_has_what_real_registers_have() {
    let file = register(20_000, 1, "2026-09");
    let mut reader = RegisterReader::open(&file[..]).unwrap();
    let mut accounts: Vec<(String, [String; 4])> = Vec::new();
    let mut suppliers: HashMap<String, HashSet<String>> = HashMap::new();
    let (mut lines, mut seen) = (0_u32, HashSet::new());
    while let Some(line) = reader.next_line() {
        let line = line.unwrap();
        lines += 1;
        if accounts.last().is_none_or(|(account, _)| account != line.account) {
            let address = [line.city, line.street, line.house, line.flat].map(str::to_owned);
            accounts.push((line.account.to_owned(), address));
        }
        let house = format!("{}, {}, {}", line.city, line.street, line.house);
        suppliers.entry(house).or_default().insert(line.supplier_inn.to_owned());
        let sums = line.sums;
        for (mark, there) in [
            ("debt", sums.opening > sums.charged && sums.opening > Money::ZERO),
            ("advance", sums.total < Money::ZERO),
            ("benefit", sums.benefit > Money::ZERO),
            ("recalculation up", sums.recalculation > Money::ZERO),
            ("recalculation down", sums.recalculation < Money::ZERO),
            ("penalty", sums.penalty > Money::ZERO),
            ("nobody lives there", line.residents == 0),
            ("divided flat", line.flat.contains('/')),
            ("flat with a letter", line.flat.ends_with('а')),
            ("room", line.flat.contains("комн.")),
            ("whole house", line.flat.is_empty()),
            ("long name", line.holder.chars().count() > 80),
            ("double surname", line.holder.contains('-')),
            ("separator in a name", line.holder.contains(';')),
            ("letters in an account", line.account.starts_with("АБ-")),
            ("person of twelve digits", line.supplier_inn.len() == 12),
        ] {
            if there {
                seen.insert(mark);
            }
        }
    }
    assert_eq!(seen.len(), 16, "{seen:?}");
    assert_eq!(accounts.len(), 20_000, "lines of an account stand together");
    assert_eq!(accounts.iter().map(|(account, _)| lookup_key(account)).collect::<HashSet<_>>().len(), 20_000);
    assert_eq!(accounts.iter().map(|(_, address)| address).collect::<HashSet<_>>().len(), 20_000);
    assert!(suppliers.values().all(|of_house| (3..=5).contains(&of_house.len())));
    let per_account = f64::from(lines) / 20_000.0;
    assert!((4.6..5.0).contains(&per_account), "{per_account}");
    assert!(!accounts.is_sorted_by_key(|(_, address)| address.join(" ")));
}

#[test]
fn the_suppliers_file_fits_the_registers_and_has_nothing_to_warn_of() {
    let town = Town::new(3000, 1);
    let mut file = Vec::new();
    town.write_suppliers(&mut file, Some(period("2026-10"))).unwrap();
    let read = read_suppliers(&file[..]).unwrap();
    assert_eq!(read.warnings, []);
    assert_eq!(read.suppliers, Town::suppliers(Some(period("2026-10"))));
    assert!(read.suppliers.iter().all(|supplier| supplier.inn.control_digits_hold()));
    let connected: Vec<_> = read.suppliers.iter().filter(|s| s.electronic_from.is_some()).collect();
    assert_eq!(connected.iter().map(|s| s.short_name.as_str()).collect::<Vec<_>>(), ["СГК", "МУП «Водоканал»"]);
    let known: HashSet<&str> = read.suppliers.iter().map(|supplier| supplier.inn.as_str()).collect();
    for inn in read_with(&register(3000, 1, "2026-10"), |line| line.supplier_inn.to_owned()) {
        assert!(known.contains(inn.unwrap().as_str()));
    }
}

#[test]
fn a_town_in_windows_1251_is_read_as_in_utf_8() {
    let text = String::from_utf8(register(300, 1, "2026-09")).unwrap().replace('²', "2").replace('³', "3");
    assert_eq!(read(&windows_1251(&text)), read(text.as_bytes()));
}

#[test]
fn a_month_before_the_first_is_refused() {
    let error = Town::new(1, 1).write_register(period("2023-12"), Vec::new()).unwrap_err();
    assert!(matches!(error, TownError::TooEarly { first } if first == Town::first_period()));
}

#[test]
fn what_is_read_is_written_back_in_the_same_bytes() {
    let file = register(300, 1, "2026-09");
    let mut reader = RegisterReader::open(&file[..]).unwrap();
    let mut writer = RegisterWriter::new(Vec::new());
    while let Some(line) = reader.next_line() {
        writer.write(&line.unwrap()).unwrap();
    }
    assert_eq!(writer.finish().unwrap(), file);
}

#[test]
fn no_text_becomes_a_formula_and_negative_sums_stay_numbers() {
    let formula = common::with("holder", "=cmd|' /C calc'!A0");
    let file = common::file(&[&formula]);
    let mut reader = RegisterReader::open(file.as_bytes()).unwrap();
    let line = reader.next_line().unwrap().unwrap();
    let line = registers::RegisterLine { flat: "\t+7", house: "@1", service: "-1; \"x\"\r\n", ..line };
    for (for_spreadsheet, mark) in [(true, "'"), (false, "")] {
        let writer = RegisterWriter::new(Vec::new());
        let mut writer = if for_spreadsheet { writer.for_spreadsheet() } else { writer };
        writer.write(&line).unwrap();
        let text = String::from_utf8(writer.finish().unwrap()).unwrap();
        let row = text.lines().nth(1).unwrap();
        assert!(row.contains(&format!(";{mark}@1;{mark} +7;{mark}=cmd")), "{row}");
        assert!(row.contains(&format!(";\"{mark}-1; \"\"x\"\"  \";")), "{row}");
        assert!(row.contains(";-12.50;"), "{row}");
    }
}
