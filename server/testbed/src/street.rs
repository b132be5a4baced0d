//! A street of few accounts with sums that a test can name: three suppliers each, the first two of them connected.
//! Not here: towns that look real (see `registers::Town`).

use crate::World;
use cabinet::import::{ImportOptions, ImportRefusal, ImportReport};
use cabinet::publish::Publication;
use domain::{Money, Period};
use registers::{COLUMNS, Town};
use std::io::Cursor;

/// Places of suppliers in [`Town::suppliers`].
pub const HEAT: usize = 0;
/// The second of the connected ones.
pub const WATER: usize = 1;
/// Not connected.
pub const WASTE: usize = 2;

/// The services of a street's accounts, by the place of their supplier.
const SERVICES: [(&str, &str); 3] = [("Отопление", "Гкал"), ("Холодная вода", "м³"), ("Вывоз мусора", "чел.")];

/// A month out of its text.
pub fn month(text: &str) -> Period {
    text.parse().expect("a month")
}

/// The number of the n-th account; accounts begin with 1, as their row numbers do.
pub fn number(n: u32) -> String {
    format!("1902{n:06}")
}

/// The INN of a supplier.
pub fn inn(place: usize) -> String {
    Town::suppliers(None)[place].inn.to_string()
}

/// The charge of the n-th account for the services of a supplier; no two accounts or months have the same total.
pub fn charge(n: u32, period: &str, place: usize) -> Money {
    let (n, in_year) = (i64::from(n), i64::from(month(period).month()));
    Money([200_000 + n * 101 + in_year * 10, 30_005 + n * 37, 12_033 + n * 11][place])
}

/// What the n-th account pays in a month.
pub fn total(n: u32, period: &str) -> Money {
    [HEAT, WATER, WASTE].into_iter().map(|place| charge(n, period, place)).sum()
}

/// A line of a register with a charge of so much.
pub fn line(n: u32, period: &str, place: usize, sum: Money) -> String {
    let (inn, (service, unit), number, sum) = (inn(place), SERVICES[place], number(n), sum.plain());
    format!("{period};{number};;Абакан;ул. Щетинкина;12;{n};Жилец;50;2;{inn};{service};{unit};1;1;0;{sum};0;0;0;0;{sum}")
}

/// The lines of a month: three for each account, in order.
pub fn lines(accounts: u32, period: &str) -> Vec<String> {
    let line = |n, place| line(n, period, place, charge(n, period, place));
    (1..=accounts).flat_map(|n| [line(n, HEAT), line(n, WATER), line(n, WASTE)]).collect()
}

/// A register of these lines.
pub fn file(lines: &[String]) -> Vec<u8> {
    let mut out = COLUMNS.join(";");
    for line in lines {
        out.push('\n');
        out.push_str(line);
    }
    out.push('\n');
    out.into_bytes()
}

impl World {
    /// Takes a register out of its bytes.
    pub async fn import(&self, file: Vec<u8>, dry_run: bool) -> Result<ImportReport, ImportRefusal> {
        self.cabinet.import_register(Cursor::new(file), ImportOptions { dry_run, ..ImportOptions::default() }).await
    }

    /// Takes a register of these lines.
    pub async fn take(&self, lines: &[String]) -> ImportReport {
        self.import(file(lines), false).await.expect("the lines are right")
    }

    /// Publishes a month.
    pub async fn publish(&self, period: &str) -> Publication {
        self.cabinet.publish(month(period)).await.expect("its register was taken")
    }

    /// Takes and publishes a month of a street.
    pub async fn month(&self, accounts: u32, period: &str) -> Publication {
        self.take(&lines(accounts, period)).await;
        self.publish(period).await
    }

    /// A street with suppliers connected from September 2026 on, and that month published.
    pub async fn street(&self, accounts: u32) {
        self.suppliers("2026-09").await;
        self.month(accounts, "2026-09").await;
    }
}
