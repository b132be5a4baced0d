//! Values of cells as texts, sums, numbers and months, and what is wrong with them in the clerk's words.
//! Not here: where the columns stand (see `headers`).

use super::book::{Cell, SheetRow};
use super::headers::{Columns, Field, letters};
use crate::number;
use crate::problem::{RowError, RowErrorKind, SheetCell, shorten};
use calamine::DataRef;
use domain::money::{MAX_READ, MoneyError};
use domain::{Decimal, Money, Period};

/// Numbers from here on have lost digits: a spreadsheet keeps fifteen.
const EXACT: f64 = 1e15;

/// Says that a row is wrong, and where.
pub(super) fn error(fields: &[Field], columns: &Columns, row: u32, field: usize, kind: RowErrorKind) -> RowError {
    let letters = columns.places[field].map(letters).unwrap_or_default();
    let sheet = Some(Box::new(SheetCell { sheet: columns.sheet.clone(), letters }));
    RowError { line: row.into(), column: Some(fields[field].name), kind, sheet }
}

/// A row read by fields.
pub(super) struct Values<'r, 'a> {
    pub(super) fields: &'static [Field],
    pub(super) columns: &'r Columns,
    pub(super) row: &'r SheetRow<'a>,
}

impl<'r, 'a> Values<'r, 'a> {
    pub(super) fn cell(&self, field: usize) -> &'r Cell<'a> {
        self.columns.places[field].map_or(&Cell::Empty, |column| self.row.cell(column))
    }

    pub(super) fn error(&self, field: usize, kind: RowErrorKind) -> RowError {
        error(self.fields, self.columns, self.row.number, field, kind)
    }

    /// The text of a cell, at most `max` characters; empty for an empty cell.
    pub(super) fn text(&self, field: usize, max: usize) -> Result<String, RowError> {
        let text = text(self.cell(field)).map_err(|kind| self.error(field, kind))?;
        if text.chars().count() > max {
            return Err(self.error(field, RowErrorKind::TooLong { max }));
        }
        Ok(text)
    }

    pub(super) fn filled_text(&self, field: usize, max: usize) -> Result<String, RowError> {
        match self.text(field, max)? {
            text if text.is_empty() => Err(self.error(field, RowErrorKind::EmptyCell)),
            text => Ok(text),
        }
    }

    /// Digits that spreadsheets take for a number and strip of zeros before them.
    pub(super) fn digits(&self, field: usize, width: usize) -> Result<String, RowError> {
        let text = self.text(field, 40)?;
        let number = !matches!(self.cell(field), Cell::Value(DataRef::String(_) | DataRef::SharedString(_)));
        Ok(if number && !text.is_empty() { format!("{text:0>width$}") } else { text })
    }

    pub(super) fn money(&self, field: usize) -> Result<Option<Money>, RowError> {
        let wrong = |kind, value: &str| self.error(field, RowErrorKind::NotASum(kind, shorten(value)));
        if let Some(sum) = float(self.cell(field)) {
            return match kopecks(sum) {
                Ok(sum) => Ok(Some(sum)),
                Err(kind) => Err(wrong(kind, &sum.to_string())),
            };
        }
        match self.text(field, usize::MAX)?.as_str() {
            "" => Ok(None),
            text => number::money(text).map(Some).map_err(|kind| wrong(kind, text)),
        }
    }

    /// A sum, and nothing is no money.
    pub(super) fn sum(&self, field: usize) -> Result<Money, RowError> {
        Ok(self.money(field)?.unwrap_or(Money::ZERO))
    }

    /// A sum that is not below zero.
    pub(super) fn positive_sum(&self, field: usize) -> Result<Money, RowError> {
        match self.sum(field)? {
            sum if sum < Money::ZERO => Err(self.error(field, RowErrorKind::Negative(sum.plain()))),
            sum => Ok(sum),
        }
    }

    /// A decimal; one that a formula came to is rounded to six places.
    pub(super) fn decimal(&self, field: usize) -> Result<Option<Decimal>, RowError> {
        let wrong = |value: &str| self.error(field, RowErrorKind::NotADecimal(shorten(value)));
        if let Some(value) = float(self.cell(field)) {
            return if value.abs() < 1e9 { Ok(Some(millionths(value))) } else { Err(wrong(&value.to_string())) };
        }
        let text: String = self.text(field, usize::MAX)?.chars().filter(|c| !c.is_whitespace()).collect();
        if text.is_empty() {
            return Ok(None);
        }
        number::decimal(&text).map(Some).ok_or_else(|| wrong(&text))
    }

    /// `09.2026`, `9.2026` though taken for a number, `2026-09`, or a day of that month.
    pub(super) fn period(&self, field: usize) -> Result<Period, RowError> {
        period(self.cell(field)).map_err(|kind| self.error(field, kind))
    }
}

pub(super) fn period(cell: &Cell) -> Result<Period, RowErrorKind> {
    if let Cell::Value(DataRef::DateTime(date)) = cell {
        let (year, month, ..) = date.to_ymd_hms_milli();
        return Period::new(year, month).map_err(|_| RowErrorKind::NotAPeriod(format!("{month}.{year}")));
    }
    let text = match float(cell) {
        Some(number) => format!("{number:.4}"),
        None => text(cell)?,
    };
    if text.is_empty() {
        return Err(RowErrorKind::EmptyCell);
    }
    let by_month = |(month, year): (&str, &str)| {
        let plain = (1..=2).contains(&month.len()) && year.len() == 4;
        if plain { Period::new(year.parse().ok()?, month.parse().ok()?).ok() } else { None }
    };
    let day = |text: &str| text.split_once('.').filter(|(day, _)| day.len() == 2).map(|(_, rest)| rest.to_owned());
    let found = text.parse().ok().or_else(|| text.split_once('.').and_then(by_month));
    let found = found.or_else(|| day(&text).and_then(|rest| rest.split_once('.').and_then(by_month)));
    // A date in ISO 8601: `2026-09-01T00:00:00`.
    let found = found.or_else(|| text.get(..7).filter(|_| text.as_bytes().get(7) == Some(&b'-'))?.parse().ok());
    found.ok_or_else(|| RowErrorKind::NotAPeriod(shorten(&text)))
}

/// The text of a cell, without spaces around it and on one line.
pub(super) fn text(cell: &Cell) -> Result<String, RowErrorKind> {
    let one_line = |text: &str| {
        if !text.contains(char::is_control) {
            return text.trim().to_owned();
        }
        text.split(|c: char| c.is_control() || c == ' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    };
    Ok(match cell {
        Cell::Empty | Cell::Value(DataRef::Empty) => String::new(),
        Cell::NoResult => return Err(RowErrorKind::NoFormulaResult),
        Cell::Value(DataRef::Error(error)) => return Err(RowErrorKind::CellError(error.to_string())),
        Cell::Value(DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text)) => one_line(text),
        Cell::Value(DataRef::SharedString(text)) => one_line(text),
        Cell::Value(DataRef::Int(number)) => number.to_string(),
        Cell::Value(DataRef::Float(number)) if number.abs() >= EXACT => {
            return Err(RowErrorKind::LostDigits(shorten(&number.to_string())));
        }
        Cell::Value(DataRef::Float(number)) => number.to_string(),
        Cell::Value(DataRef::Bool(yes)) => if *yes { "1" } else { "0" }.to_owned(),
        Cell::Value(DataRef::DateTime(date)) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
    })
}

/// The number of a cell that is one. Money formatted as a date is still a number, as is a sum in `1.00E+05`.
pub(super) fn float(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Value(DataRef::Float(number)) => Some(*number),
        #[expect(clippy::cast_precision_loss, reason = "integers of a workbook are written as doubles")]
        Cell::Value(DataRef::Int(number)) => Some(*number as f64),
        Cell::Value(DataRef::DateTime(date)) => Some(date.as_f64()),
        _ => None,
    }
}

/// Kopecks of a double: `0.30000000000000004` is thirty, `0.305` is refused.
pub(super) fn kopecks(sum: f64) -> Result<Money, MoneyError> {
    let exact = sum * 100.0;
    let whole = exact.round();
    #[expect(clippy::cast_precision_loss, reason = "a bound far above any sum")]
    let largest = MAX_READ as f64;
    if whole.is_nan() || whole.abs() > largest {
        return Err(MoneyError::TooLarge);
    }
    if (exact - whole).abs() > 1e-3 {
        return Err(MoneyError::TooPrecise);
    }
    #[expect(clippy::cast_possible_truncation, reason = "whole and within the bound just checked")]
    Ok(Money(whole as i64))
}

/// Of a double below a milliard.
pub(super) fn millionths(value: f64) -> Decimal {
    #[expect(clippy::cast_possible_truncation, reason = "a milliard of millionths fits a hundred times")]
    Decimal((value * 1e6).round() as i64)
}
