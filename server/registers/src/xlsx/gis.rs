//! Payment documents of the ГИС ЖКХ template: sheets «Разделы 1-2» and «Разделы 3-6», columns found by their headers.
//! Not here: how documents become lines of a register (see `convert`).
//!
//! Read otherwise than it stands: a document may have several rows on «Разделы 1-2», one for each payee, told apart by the
//! number of the payment requisite. The other sheets (ДПД, неустойки, справочники) are not read: what is due of them is in
//! the document's own sums.

use super::book::{Book, SheetRow};
use super::cells::{Values, text};
use super::guard::LIMITS;
use super::headers::{self, Columns};
use super::template::{document as doc, service as svc};
use crate::details::method_of;
use crate::problem::{FileError, FileProblems, Problems, RowError, RowErrorKind, Warning, shorten};
use crate::register::limit;
use domain::charge::VolumeMethod;
use domain::{Decimal, Money, Period};
use std::collections::{HashMap, HashSet};
use std::io::{Read, Seek};
use std::sync::Arc;

/// Names of the sheets, letters and digits alone.
pub(super) const DOCUMENTS_SHEET: &[&str] = &["разделы12", "раздел12"];
pub(super) const SERVICES_SHEET: &[&str] = &["разделы36", "раздел36"];

/// Characters of a unified account number.
const ELS_CHARS: usize = 10;
const NUMBER_CHARS: usize = 60;

/// The documents of a workbook in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GisFile {
    /// At least one.
    pub documents: Vec<GisDocument>,
    /// What could be in the workbook and is not.
    pub warnings: Vec<Warning>,
    pub(super) documents_sheet: Columns,
    pub(super) services_sheet: Columns,
}

/// A payment document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GisDocument {
    /// The supplier's own number of it.
    pub number: String,
    /// The unified account number: the first ten characters of the identifier.
    pub els: String,
    /// The billing month.
    pub period: Period,
    /// Square metres.
    pub area: Decimal,
    /// How many people live there.
    pub residents: i64,
    /// At least one.
    pub parts: Vec<GisPart>,
    /// The services in the order of the sheet.
    pub rows: Vec<GisRow>,
}

/// What a document asks for on behalf of one payee: a row of «Разделы 1-2».
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GisPart {
    /// Number of the row, from 1.
    pub row: u32,
    /// Number of the payment requisite, or empty.
    pub requisite: Arc<str>,
    /// Bank code.
    pub bic: Arc<str>,
    /// Settlement account.
    pub account: Arc<str>,
    /// The payee's registration number, or empty.
    pub ogrn: Arc<str>,
    /// Its tax registration code, or empty.
    pub kpp: Arc<str>,
    /// Owed from the months before.
    pub debt: Money,
    /// Paid ahead.
    pub advance: Money,
    /// Paid in the month.
    pub paid: Money,
    /// Penalties and court costs.
    pub penalties: Money,
    /// To pay in all, if the row says so.
    pub total: Option<Money>,
    /// The contribution to the major repair, which has its columns here and no row among the services.
    pub repair: Option<Box<GisRow>>,
}

/// A service of a document: a row of «Разделы 3-6».
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GisRow {
    /// Number of the row, from 1.
    pub row: u32,
    /// `Отопление`.
    pub service: Arc<str>,
    /// `Гкал`, or empty.
    pub unit: Arc<str>,
    /// How the individual volume was found.
    pub method: Option<VolumeMethod>,
    /// Individual consumption and the flat's part in the common one.
    pub volume: Decimal,
    /// Roubles per unit.
    pub tariff: Decimal,
    /// Charged.
    pub charged: Money,
    /// What a raising coefficient adds.
    pub surcharge: Money,
    /// Recalculation, either sign.
    pub recalculation: Money,
    /// Benefit, not below zero.
    pub benefit: Money,
    /// To pay for the period, if the row says so.
    pub total: Option<Money>,
    /// Norm of consumption.
    pub norm: Option<Decimal>,
    /// The flat's meter at the end of the period.
    pub reading: Option<Decimal>,
    /// The house's meter at the end of the period.
    pub house_reading: Option<Decimal>,
    /// Consumption of the whole house.
    pub house_volume: Option<Decimal>,
    /// Why there is a recalculation.
    pub reason: Option<Box<str>>,
    /// The part of an instalment plan that falls on the period, with interest.
    pub instalment: Option<Money>,
    /// The payee's registration number, or empty.
    pub ogrn: Arc<str>,
    /// Its tax registration code, or empty.
    pub kpp: Arc<str>,
    /// Number of the payment requisite, or empty.
    pub requisite: Arc<str>,
}

/// Reads a workbook of the template into memory, or says everything that is wrong with it.
pub fn read_gis(source: impl Read + Seek) -> Result<GisFile, FileProblems> {
    let mut book = Book::open(source, LIMITS)?;
    let sheet =
        |letters, expected| book.find(letters).ok_or_else(|| FileError::NoSheet { expected, found: book.names().to_vec() });
    let (documents, services) = (sheet(DOCUMENTS_SHEET, "Разделы 1-2")?, sheet(SERVICES_SHEET, "Разделы 3-6")?);
    let mut reading = Reading::default();
    let documents_sheet = reading.documents(&mut book, &documents)?;
    let services_sheet = reading.services(&mut book, &services)?;
    if !reading.problems.is_empty() {
        return Err(FileProblems::Rows(reading.problems));
    }
    if reading.documents.is_empty() {
        return Err(FileError::EmptySheet(documents).into());
    }
    Ok(GisFile { documents: reading.documents, warnings: reading.warnings, documents_sheet, services_sheet })
}

#[derive(Default)]
struct Reading {
    documents: Vec<GisDocument>,
    by_number: HashMap<String, usize>,
    texts: HashSet<Arc<str>>,
    warnings: Vec<Warning>,
    problems: Problems,
}

impl Reading {
    fn documents<R: Read + Seek>(&mut self, book: &mut Book<R>, sheet: &str) -> Result<Columns, FileError> {
        let (columns, mut below) = headers::find(book, sheet, &doc::FIELDS, &mut self.warnings)?;
        let mut row = SheetRow::default();
        while below.next(&mut row)? {
            let values = Values { fields: &doc::FIELDS, columns: &columns, row: &row };
            // Totals and remarks below the table have no number of a document.
            if is_blank(&values, &[doc::SERVICE_ID, doc::NUMBER]) {
                continue;
            }
            if let Err(error) = self.document(&values) {
                self.problems.push(error);
            }
        }
        Ok(columns)
    }

    fn document(&mut self, values: &Values) -> Result<(), RowError> {
        let number = values.filled_text(doc::NUMBER, NUMBER_CHARS)?;
        let part = self.part(values)?;
        if let Some(known) = self.by_number.get(&number) {
            let parts = &mut self.documents[*known].parts;
            if parts.iter().any(|known| known.requisite == part.requisite) {
                let kind = RowErrorKind::RequisiteTwice(shorten(&part.requisite));
                return Err(values.error(if part.requisite.is_empty() { doc::NUMBER } else { doc::REQUISITE }, kind));
            }
            parts.push(part);
            return Ok(());
        }
        let id = values.filled_text(doc::SERVICE_ID, NUMBER_CHARS)?;
        let els: String = id.chars().take(ELS_CHARS).collect();
        if els.chars().count() < ELS_CHARS || !els.chars().all(char::is_alphanumeric) {
            return Err(values.error(doc::SERVICE_ID, RowErrorKind::NotAnEls(shorten(&id))));
        }
        let residents = values.decimal(doc::RESIDENTS)?.unwrap_or_default().0;
        if residents % 1_000_000 != 0 || !(0..=limit::RESIDENTS * 1_000_000).contains(&residents) {
            let shown = shorten(&values.text(doc::RESIDENTS, usize::MAX)?);
            return Err(values.error(doc::RESIDENTS, RowErrorKind::NotResidents(shown)));
        }
        let document = GisDocument {
            els,
            period: values.period(doc::PERIOD)?,
            area: not_negative(values, doc::AREA)?.unwrap_or_default(),
            residents: residents / 1_000_000,
            parts: vec![part],
            rows: Vec::new(),
            number: number.clone(),
        };
        self.by_number.insert(number, self.documents.len());
        self.documents.push(document);
        Ok(())
    }

    fn part(&mut self, values: &Values) -> Result<GisPart, RowError> {
        Ok(GisPart {
            row: values.row.number,
            requisite: self.kept(values.text(doc::REQUISITE, NUMBER_CHARS)?),
            bic: self.kept(values.digits(doc::BIC, 9)?),
            account: self.kept(values.digits(doc::ACCOUNT, 20)?),
            ogrn: self.kept(values.text(doc::OGRN, NUMBER_CHARS)?),
            kpp: self.kept(values.digits(doc::KPP, 9)?),
            debt: values.sum(doc::DEBT)?,
            advance: values.sum(doc::ADVANCE)?,
            paid: values.sum(doc::PAID)?,
            penalties: values.sum(doc::PENALTIES)?,
            total: values.money(doc::TOTAL)?,
            repair: self.repair(values)?,
        })
    }

    fn repair(&mut self, values: &Values) -> Result<Option<Box<GisRow>>, RowError> {
        let charged = values.sum(doc::REPAIR_CHARGED)?;
        let recalculation = values.sum(doc::REPAIR_RECALCULATION)?;
        let benefit = values.positive_sum(doc::REPAIR_BENEFIT)?;
        let total = values.money(doc::REPAIR_TOTAL)?;
        if [charged, recalculation, benefit, total.unwrap_or_default()] == [Money::ZERO; 4] {
            return Ok(None);
        }
        let nothing = self.kept(String::new());
        Ok(Some(Box::new(GisRow {
            row: values.row.number,
            service: self.kept("Взнос на капитальный ремонт".to_owned()),
            unit: self.kept("м²".to_owned()),
            method: None,
            volume: values.decimal(doc::AREA)?.unwrap_or_default(),
            tariff: values.decimal(doc::REPAIR_TARIFF)?.unwrap_or_default(),
            charged,
            surcharge: Money::ZERO,
            recalculation,
            benefit,
            total,
            norm: None,
            reading: None,
            house_reading: None,
            house_volume: None,
            reason: reason(values, doc::REPAIR_REASON)?,
            instalment: None,
            ogrn: nothing.clone(),
            kpp: nothing.clone(),
            requisite: nothing,
        })))
    }

    fn services<R: Read + Seek>(&mut self, book: &mut Book<R>, sheet: &str) -> Result<Columns, FileError> {
        let (columns, mut below) = headers::find(book, sheet, &svc::FIELDS, &mut self.warnings)?;
        let mut row = SheetRow::default();
        while below.next(&mut row)? {
            let values = Values { fields: &svc::FIELDS, columns: &columns, row: &row };
            if is_blank(&values, &[svc::NUMBER, svc::SERVICE]) {
                continue;
            }
            if let Err(error) = self.service(&values) {
                self.problems.push(error);
            }
        }
        Ok(columns)
    }

    fn service(&mut self, values: &Values) -> Result<(), RowError> {
        let number = values.filled_text(svc::NUMBER, NUMBER_CHARS)?;
        let Some(document) = self.by_number.get(&number).copied() else {
            // Its row above may be wrong itself: then that is what the clerk has to mend.
            let kind = RowErrorKind::UnknownDocument(shorten(&number));
            return if self.problems.is_empty() { Err(values.error(svc::NUMBER, kind)) } else { Ok(()) };
        };
        let method = values.text(svc::METHOD, NUMBER_CHARS)?;
        let method = match method.as_str() {
            "" => None,
            word => {
                let wrong = || values.error(svc::METHOD, RowErrorKind::NotAMethod(shorten(word)));
                Some(method_of(word).ok_or_else(wrong)?)
            }
        };
        let row = GisRow {
            row: values.row.number,
            service: self.kept(values.filled_text(svc::SERVICE, limit::SERVICE)?),
            unit: self.kept(values.text(svc::UNIT, limit::UNIT)?),
            method,
            volume: both(values, svc::VOLUME, svc::COMMON_VOLUME)?.unwrap_or_default(),
            tariff: values.decimal(svc::TARIFF)?.unwrap_or_default(),
            charged: values.sum(svc::CHARGED)?,
            surcharge: values.sum(svc::SURCHARGE)?,
            recalculation: values.sum(svc::RECALCULATION)?,
            benefit: values.positive_sum(svc::BENEFIT)?,
            total: values.money(svc::TOTAL)?,
            norm: not_negative(values, svc::NORM)?,
            reading: not_negative(values, svc::READING)?,
            house_reading: not_negative(values, svc::HOUSE_READING)?,
            house_volume: both(values, svc::HOUSE_VOLUME, svc::HOUSE_COMMON_VOLUME)?,
            reason: reason(values, svc::REASON)?,
            instalment: instalment(values)?,
            ogrn: self.kept(values.text(svc::OGRN, NUMBER_CHARS)?),
            kpp: self.kept(values.digits(svc::KPP, 9)?),
            requisite: self.kept(values.text(svc::REQUISITE, NUMBER_CHARS)?),
        };
        self.documents[document].rows.push(row);
        Ok(())
    }

    /// One copy of each text that repeats from row to row.
    fn kept(&mut self, text: String) -> Arc<str> {
        if let Some(known) = self.texts.get(text.as_str()) {
            return known.clone();
        }
        let text: Arc<str> = text.into();
        self.texts.insert(text.clone());
        text
    }
}

fn is_blank(values: &Values, fields: &[usize]) -> bool {
    fields.iter().all(|field| text(values.cell(*field)).is_ok_and(|text| text.is_empty()))
}

fn not_negative(values: &Values, field: usize) -> Result<Option<Decimal>, RowError> {
    match values.decimal(field)? {
        Some(value) if value.0 < 0 => Err(values.error(field, RowErrorKind::Negative(value.to_string()))),
        value => Ok(value),
    }
}

/// The sum of two volumes, either of which may be left out.
fn both(values: &Values, one: usize, other: usize) -> Result<Option<Decimal>, RowError> {
    Ok(match (values.decimal(one)?, values.decimal(other)?) {
        (Some(one), Some(other)) => Some(Decimal(one.0 + other.0)),
        (one, other) => one.or(other),
    })
}

fn instalment(values: &Values) -> Result<Option<Money>, RowError> {
    let mut sum = None;
    for field in [svc::INSTALMENT_NOW, svc::INSTALMENT_BEFORE, svc::INTEREST] {
        if let Some(part) = values.money(field)? {
            sum = Some(sum.unwrap_or(Money::ZERO) + part);
        }
    }
    Ok(sum.filter(|sum| *sum != Money::ZERO))
}

fn reason(values: &Values, field: usize) -> Result<Option<Box<str>>, RowError> {
    Ok(Some(values.text(field, limit::REASON)?).filter(|text| !text.is_empty()).map(String::into_boxed_str))
}
