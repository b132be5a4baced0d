//! The optional columns of a register: meters, reference data, reasons of recalculations, instalments.
//! Not here: the columns that every register has (see `register`).

use crate::columns as at;
use crate::number;
use crate::problem::{RowError, RowErrorKind, shorten};
use crate::register::{RegisterRow, decimal, limit, money};
use domain::charge::VolumeMethod;
use domain::{ChargeDetails, Decimal, Money};

/// As [`ChargeDetails`], with texts in the reader's buffer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Details<'a> {
    /// How the volume was found.
    pub method: Option<VolumeMethod>,
    /// The meter's number.
    pub meter: Option<&'a str>,
    /// Reading at the end of the month before, in the line's unit.
    pub reading_before: Option<Decimal>,
    /// Reading at the end of this month.
    pub reading_now: Option<Decimal>,
    /// Norm of consumption, in the line's unit.
    pub norm: Option<Decimal>,
    /// Reading of the house's common meter.
    pub house_reading: Option<Decimal>,
    /// What the whole house consumed.
    pub house_volume: Option<Decimal>,
    /// Why there is a recalculation.
    pub recalculation_reason: Option<&'a str>,
    /// The part of an instalment plan that falls on this month, with interest.
    pub instalment: Option<Money>,
    /// What is left of the plan after this month.
    pub instalment_rest: Option<Money>,
}

impl Details<'_> {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The same with texts of its own.
    pub fn to_owned(self) -> ChargeDetails {
        ChargeDetails {
            method: self.method,
            meter: self.meter.map(str::to_owned),
            reading_before: self.reading_before,
            reading_now: self.reading_now,
            norm: self.norm,
            house_reading: self.house_reading,
            house_volume: self.house_volume,
            recalculation_reason: self.recalculation_reason.map(str::to_owned),
            instalment: self.instalment,
            instalment_rest: self.instalment_rest,
        }
    }
}

impl<'a> From<&'a ChargeDetails> for Details<'a> {
    fn from(details: &'a ChargeDetails) -> Self {
        Self {
            method: details.method,
            meter: details.meter.as_deref(),
            reading_before: details.reading_before,
            reading_now: details.reading_now,
            norm: details.norm,
            house_reading: details.house_reading,
            house_volume: details.house_volume,
            recalculation_reason: details.recalculation_reason.as_deref(),
            instalment: details.instalment,
            instalment_rest: details.instalment_rest,
        }
    }
}

/// The word of a method in files.
pub(crate) fn method_word(method: VolumeMethod) -> &'static str {
    match method {
        VolumeMethod::Meter => "meter",
        VolumeMethod::Norm => "norm",
        VolumeMethod::Other => "other",
    }
}

/// Reads `meter`, `норматив`, `Приборы учета`, and the letters that the ГИС ЖКХ form uses.
pub(crate) fn method_of(word: &str) -> Option<VolumeMethod> {
    let word = word.trim().to_lowercase().replace('ё', "е");
    match word.as_str() {
        "meter" | "счетчик" | "m" | "пу" | "ипу" | "по счетчику" | "по прибору учета" => {
            Some(VolumeMethod::Meter)
        }
        "norm" | "норматив" | "n" | "по нормативу" => Some(VolumeMethod::Norm),
        "other" | "иное" | "o" | "иной" => Some(VolumeMethod::Other),
        word if word.starts_with("прибор") || word.starts_with("показани") => Some(VolumeMethod::Meter),
        word if word.starts_with("норматив") => Some(VolumeMethod::Norm),
        _ => None,
    }
}

pub(crate) fn parse<'a>(row: &RegisterRow<'a>) -> Result<Details<'a>, RowError> {
    let text = |column, max| row.text(column, max).map(|text| Some(text).filter(|text| !text.is_empty()));
    let method = match row.get(at::METHOD) {
        "" => None,
        word => Some(method_of(word).ok_or_else(|| row.error(at::METHOD, RowErrorKind::NotAMethod(shorten(word))))?),
    };
    Ok(Details {
        method,
        meter: text(at::METER, limit::METER)?,
        reading_before: measured(row, at::READING_BEFORE)?,
        reading_now: measured(row, at::READING_NOW)?,
        norm: measured(row, at::NORM)?,
        house_reading: measured(row, at::HOUSE_READING)?,
        house_volume: measured(row, at::HOUSE_VOLUME)?,
        recalculation_reason: text(at::RECALCULATION_REASON, limit::REASON)?,
        instalment: filled(row, at::INSTALMENT, money)?,
        instalment_rest: filled(row, at::INSTALMENT_REST, money)?,
    })
}

/// A reading, norm or volume: a decimal that is not below zero.
fn measured(row: &RegisterRow, column: usize) -> Result<Option<Decimal>, RowError> {
    match filled(row, column, decimal)? {
        Some(value) if value.0 < 0 && column != at::HOUSE_VOLUME => {
            Err(row.error(column, RowErrorKind::Negative(shorten(row.get(column)))))
        }
        value => Ok(value),
    }
}

fn filled<T>(
    row: &RegisterRow,
    column: usize,
    read: impl Fn(&RegisterRow, usize) -> Result<T, RowError>,
) -> Result<Option<T>, RowError> {
    if row.get(column).is_empty() { Ok(None) } else { read(row, column).map(Some) }
}

/// Writes the ten values, each after its separator.
pub(crate) fn write(out: &mut Vec<u8>, details: &Details, mut text: impl FnMut(&mut Vec<u8>, &str)) {
    out.push(b';');
    out.extend_from_slice(details.method.map_or("", method_word).as_bytes());
    out.push(b';');
    text(out, details.meter.unwrap_or_default());
    for value in [details.reading_before, details.reading_now, details.norm, details.house_reading, details.house_volume] {
        out.push(b';');
        if let Some(value) = value {
            number::write_decimal(out, value);
        }
    }
    out.push(b';');
    text(out, details.recalculation_reason.unwrap_or_default());
    for value in [details.instalment, details.instalment_rest] {
        out.push(b';');
        if let Some(value) = value {
            number::write_money(out, value);
        }
    }
}
