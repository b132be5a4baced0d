//! Prints how fast workbooks are made and read, and at what memory:
//! `cargo run --release --example xlsx_speed -- make gis.xlsx 42000`, then `… -- read gis.xlsx`.
//! Not here: the import of what comes out.

use registers::xlsx::{self, AccountFacts};
use registers::{RegisterReader, Town};
use std::collections::HashMap;
use std::fs::File;
use std::io::BufReader;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let started = Instant::now();
    match &arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["make", path, accounts] => {
            let mut register = Vec::new();
            Town::new(accounts.parse()?, 1).with_details(true).write_register("2026-09".parse()?, &mut register)?;
            let documents = xlsx::sample::write_gis(&register[..], &Town::suppliers(None), File::create(path)?)?;
            println!("{documents} documents in {:?}", started.elapsed());
        }
        ["make-register", path, accounts] => {
            let mut register = Vec::new();
            let totals = Town::new(accounts.parse()?, 1).write_register("2026-09".parse()?, &mut register)?;
            xlsx::write_register_xlsx(&register[..], File::create(path)?)?;
            println!("{} lines in {:?}", totals.lines, started.elapsed());
        }
        ["read", path] => {
            let file = xlsx::read_gis(BufReader::new(File::open(path)?))?;
            let rows: usize = file.documents.iter().map(|document| document.rows.len()).sum();
            report("read", rows, started);
            let payees: HashMap<_, _> = Town::suppliers(None).into_iter().map(|s| ((s.bic, s.account), s.inn)).collect();
            let facts = |els: &str| {
                let (number, els) = (els.to_owned(), els.to_owned());
                let (city, house) = ("Абакан".to_owned(), "1".to_owned());
                Some(AccountFacts { number, els, city, house, ..AccountFacts::default() })
            };
            let payee = |bic: &str, account: &str| payees.get(&(bic.to_owned(), account.to_owned())).cloned();
            let started = Instant::now();
            let register = file.into_register(facts, payee)?;
            report("converted", rows, started);
            check(&register, rows)?;
        }
        ["read-register", path] => {
            let register = xlsx::read_register(BufReader::new(File::open(path)?))?;
            let rows = register.split(|byte| *byte == b'\n').count() - 2;
            report("read", rows, started);
            check(&register, rows)?;
        }
        _ => return Err("make FILE ACCOUNTS, make-register FILE ACCOUNTS, read FILE or read-register FILE".into()),
    }
    Ok(())
}

fn report(what: &str, rows: usize, started: Instant) {
    let (rows, seconds) = (f64::from(u32::try_from(rows).unwrap_or(u32::MAX)), started.elapsed().as_secs_f64());
    println!("{what}: {rows} rows in {seconds:.2} s, {:.0} thousand rows a second", rows / seconds / 1000.0);
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    println!("{}", status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default());
}

fn check(register: &[u8], rows: usize) -> Result<(), Box<dyn std::error::Error>> {
    let mut reader = RegisterReader::open(register)?;
    let mut lines = 0;
    while let Some(line) = reader.next_line() {
        line?;
        lines += 1;
    }
    assert_eq!(lines, rows);
    Ok(())
}
