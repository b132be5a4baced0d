//! The register of charges, реестр начислений: one line per account, supplier and service.
//! Not here: what spans several lines, such as repeated ones or two periods in one file (the import sees to that).

use crate::columns::{self as at, ALL_COLUMNS, COLUMNS};
use crate::details::{self, Details};
use crate::mapping::Mapping;
use crate::number;
use crate::problem::{FileError, RowError, RowErrorKind, Warning, shorten};
use crate::table::{Row, Table};
use crate::text::Encoding;
use domain::charge::Sums;
use domain::{AccountNumber, Decimal, Inn, Money, Period};
use std::io::Read;

/// The longest texts that are taken, in characters: far above what registers hold, and pages and letters still stand.
pub(crate) mod limit {
    pub(crate) const ELS: usize = 30;
    pub(crate) const CITY: usize = 100;
    pub(crate) const STREET: usize = 200;
    pub(crate) const HOUSE: usize = 30;
    pub(crate) const FLAT: usize = 40;
    pub(crate) const HOLDER: usize = 300;
    pub(crate) const SERVICE: usize = 200;
    pub(crate) const UNIT: usize = 30;
    pub(crate) const RESIDENTS: i64 = 1000;
    pub(crate) const METER: usize = 60;
    pub(crate) const REASON: usize = 1000;
}

/// A line of a register. Its texts are in the reader's buffer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegisterLine<'a> {
    /// Number of the line in the file, from 1.
    pub line: u64,
    /// The billing month.
    pub period: Period,
    /// A valid [`AccountNumber`].
    pub account: &'a str,
    /// The unified number, ЕЛС, or empty.
    pub els: &'a str,
    /// `Абакан`.
    pub city: &'a str,
    /// `ул. Щетинкина`; empty in a village without streets.
    pub street: &'a str,
    /// `12а`.
    pub house: &'a str,
    /// `3 комн. 2`; empty for a whole house.
    pub flat: &'a str,
    /// Who holds the account, or empty.
    pub holder: &'a str,
    /// Square metres.
    pub area: Decimal,
    /// How many people are registered.
    pub residents: i64,
    /// Ten or twelve digits.
    pub supplier_inn: &'a str,
    /// `Отопление`.
    pub service: &'a str,
    /// `Гкал`, or empty.
    pub unit: &'a str,
    /// Consumption or norm.
    pub volume: Decimal,
    /// Roubles per unit.
    pub tariff: Decimal,
    /// The sums, which add up.
    pub sums: Sums,
    /// What the optional columns say; nothing if the file has none of them.
    pub details: Details<'a>,
}

/// Reads a register as a stream: memory does not grow with the file, and a wrong line does not stop the next one.
pub struct RegisterReader<R> {
    table: Table<R, { ALL_COLUMNS.len() }>,
    has_details: bool,
}

impl<R: Read> RegisterReader<R> {
    /// Reads the header.
    pub fn open(source: R) -> Result<Self, FileError> {
        Ok(Self::over(Table::open(source, &ALL_COLUMNS, COLUMNS.len())?))
    }

    /// Reads the header of a file whose columns are named otherwise. Errors name our columns.
    pub fn open_mapped(source: R, mapping: &Mapping) -> Result<Self, FileError> {
        Ok(Self::over(Table::open_mapped(source, &ALL_COLUMNS, COLUMNS.len(), mapping)?))
    }

    fn over(table: Table<R, { ALL_COLUMNS.len() }>) -> Self {
        let has_details = (COLUMNS.len()..ALL_COLUMNS.len()).any(|column| table.has(column));
        Self { table, has_details }
    }

    /// The next line, or what is wrong with it.
    pub fn next_line(&mut self) -> Option<Result<RegisterLine<'_>, RowError>> {
        let has_details = self.has_details;
        Some(self.table.next_row()?.and_then(|row| {
            let mut line = parse(&row)?;
            if has_details {
                line.details = details::parse(&row)?;
            }
            Ok(line)
        }))
    }
}

impl<R> RegisterReader<R> {
    /// Whether the file has any of the optional columns.
    pub fn has_details(&self) -> bool {
        self.has_details
    }

    /// What is kept out.
    pub fn warnings(&self) -> &[Warning] {
        self.table.warnings()
    }

    /// Bytes taken from the stream so far, for showing progress.
    pub fn bytes_read(&self) -> u64 {
        self.table.bytes_read()
    }

    /// The encoding as far as the lines read so far show it.
    pub fn encoding(&self) -> Encoding {
        self.table.encoding()
    }
}

pub(crate) type RegisterRow<'a> = Row<'a, { ALL_COLUMNS.len() }>;

fn parse<'a>(row: &RegisterRow<'a>) -> Result<RegisterLine<'a>, RowError> {
    let line = RegisterLine {
        line: row.line,
        period: period(row)?,
        account: account(row)?,
        els: row.text(at::ELS, limit::ELS)?,
        city: row.filled_text(at::CITY, limit::CITY)?,
        street: row.text(at::STREET, limit::STREET)?,
        house: row.filled_text(at::HOUSE, limit::HOUSE)?,
        flat: row.text(at::FLAT, limit::FLAT)?,
        holder: row.text(at::HOLDER, limit::HOLDER)?,
        area: area(row)?,
        residents: residents(row)?,
        supplier_inn: inn(row)?,
        service: row.filled_text(at::SERVICE, limit::SERVICE)?,
        unit: row.text(at::UNIT, limit::UNIT)?,
        volume: decimal(row, at::VOLUME)?,
        tariff: decimal(row, at::TARIFF)?,
        sums: Sums {
            opening: money(row, at::OPENING)?,
            charged: money(row, at::CHARGED)?,
            recalculation: money(row, at::RECALCULATION)?,
            benefit: money(row, at::BENEFIT)?,
            penalty: money(row, at::PENALTY)?,
            paid: money(row, at::PAID)?,
            total: money(row, at::TOTAL)?,
        },
        details: Details::default(),
    };
    if !line.sums.add_up() {
        let (expected, stated) = (line.sums.expected_total(), line.sums.total);
        return Err(row.error(at::TOTAL, RowErrorKind::TotalDoesNotAddUp { expected, stated }));
    }
    Ok(line)
}

fn period(row: &RegisterRow) -> Result<Period, RowError> {
    let value = row.get(at::PERIOD);
    value.parse().map_err(|_| filled_or(row, at::PERIOD, RowErrorKind::NotAPeriod))
}

fn account<'a>(row: &RegisterRow<'a>) -> Result<&'a str, RowError> {
    let value = row.get(at::ACCOUNT);
    // The usual spellings pass without a copy; the rest is for the domain to judge.
    let usual = (1..=AccountNumber::MAX_CHARS).contains(&value.len()) && value.bytes().all(|b| b.is_ascii_alphanumeric());
    if !usual {
        AccountNumber::parse(value)
            .map_err(|error| filled_or(row, at::ACCOUNT, |value| RowErrorKind::NotAnAccount(error, value)))?;
    }
    Ok(value)
}

fn inn<'a>(row: &RegisterRow<'a>) -> Result<&'a str, RowError> {
    let value = row.get(at::SUPPLIER_INN);
    let usual = value.len() == 10 && value.bytes().all(|b| b.is_ascii_digit());
    if !usual {
        Inn::parse(value).map_err(|_| filled_or(row, at::SUPPLIER_INN, RowErrorKind::NotAnInn))?;
    }
    Ok(value)
}

fn area(row: &RegisterRow) -> Result<Decimal, RowError> {
    let area = decimal(row, at::AREA)?;
    if area.0 < 0 {
        return Err(row.error(at::AREA, RowErrorKind::Negative(shorten(row.get(at::AREA)))));
    }
    Ok(area)
}

fn residents(row: &RegisterRow) -> Result<i64, RowError> {
    const ONE: i64 = 1_000_000;
    let value = row.get(at::RESIDENTS);
    // Spreadsheets write a whole number as `2,00` now and then.
    match number::decimal(value) {
        Some(Decimal(millionths)) if millionths % ONE == 0 && (0..=limit::RESIDENTS * ONE).contains(&millionths) => {
            Ok(millionths / ONE)
        }
        _ => Err(row.error(at::RESIDENTS, RowErrorKind::NotResidents(shorten(value)))),
    }
}

pub(crate) fn decimal(row: &RegisterRow, column: usize) -> Result<Decimal, RowError> {
    let value = row.get(column);
    number::decimal(value).ok_or_else(|| row.error(column, RowErrorKind::NotADecimal(shorten(value))))
}

pub(crate) fn money(row: &RegisterRow, column: usize) -> Result<Money, RowError> {
    number::money(row.get(column)).map_err(|error| filled_or(row, column, |value| RowErrorKind::NotASum(error, value)))
}

/// An empty field is told as such, whatever it should have been.
fn filled_or(row: &RegisterRow, column: usize, kind: impl FnOnce(String) -> RowErrorKind) -> RowError {
    match row.get(column) {
        "" => row.error(column, RowErrorKind::Empty),
        value => row.error(column, kind(shorten(value))),
    }
}
