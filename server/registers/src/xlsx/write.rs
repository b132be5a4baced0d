//! A register as a workbook: for the clerk's spreadsheet, and read back by `register`.
//! Not here: registers as text (see `writer`). Texts are written as texts: none of them can become a formula.

use crate::columns::{COLUMNS, DETAIL_COLUMNS};
use crate::details::method_word;
use crate::problem::{FileProblems, Problems, RowError};
use crate::register::{RegisterLine, RegisterReader};
use domain::{Decimal, Money};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use std::fmt;
use std::io::{self, Read, Seek, Write};

/// Rows of a sheet in Excel, one of them the header.
const MAX_LINES: u32 = 1_048_575;

/// Writes a register into a workbook; memory does not grow with it (rows go to a temporary file).
pub struct XlsxRegisterWriter {
    book: Workbook,
    money: Format,
    lines: u32,
    with_details: bool,
}

/// A workbook was not written.
#[derive(Debug)]
pub enum XlsxWriteError {
    /// More lines than a sheet has rows.
    TooManyLines,
    /// The register to be written is not one.
    Register(FileProblems),
    /// The target or a temporary file failed.
    Write(io::Error),
}

impl fmt::Display for XlsxWriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooManyLines => {
                write!(f, "В реестре больше {MAX_LINES} строк, они не помещаются на лист Excel. Выгрузите его в CSV.")
            }
            Self::Register(problems) => problems.fmt(f),
            Self::Write(_) => f.write_str("Книгу не удалось записать. Проверьте место на диске и повторите."),
        }
    }
}

impl std::error::Error for XlsxWriteError {}

impl From<XlsxError> for XlsxWriteError {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::IoError(error) => Self::Write(error),
            XlsxError::RowColumnLimitError => Self::TooManyLines,
            other => Self::Write(io::Error::other(other.to_string())),
        }
    }
}

impl XlsxRegisterWriter {
    /// Begins a workbook with the header, with the detail columns if asked.
    pub fn new(with_details: bool) -> Result<Self, XlsxWriteError> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet_with_constant_memory()?;
        sheet.set_name("Реестр")?;
        let bold = Format::new().set_bold();
        let details: &[&str] = if with_details { &DETAIL_COLUMNS } else { &[] };
        let mut row = Row { sheet, line: 0, column: 0 };
        for name in COLUMNS.iter().chain(details) {
            row.sheet.write_string_with_format(0, row.column, *name, &bold)?;
            row.column += 1;
        }
        Ok(Self { book, money: Format::new().set_num_format("0.00"), lines: 0, with_details })
    }

    /// Adds a line.
    pub fn write(&mut self, line: &RegisterLine) -> Result<(), XlsxWriteError> {
        if self.lines == MAX_LINES {
            return Err(XlsxWriteError::TooManyLines);
        }
        self.lines += 1;
        let money = &self.money;
        let mut row = Row { sheet: self.book.worksheet_from_index(0)?, line: self.lines, column: 0 };
        row.text(&line.period.to_string())?;
        for text in [line.account, line.els, line.city, line.street, line.house, line.flat, line.holder] {
            row.text(text)?;
        }
        row.decimal(Some(line.area))?;
        row.decimal(Some(Decimal(line.residents * 1_000_000)))?;
        for text in [line.supplier_inn, line.service, line.unit] {
            row.text(text)?;
        }
        row.decimal(Some(line.volume))?;
        row.decimal(Some(line.tariff))?;
        let sums = &line.sums;
        for sum in [sums.opening, sums.charged, sums.recalculation, sums.benefit, sums.penalty, sums.paid, sums.total] {
            row.money(Some(sum), money)?;
        }
        if self.with_details {
            let details = &line.details;
            row.text(details.method.map_or("", method_word))?;
            row.text(details.meter.unwrap_or_default())?;
            row.decimal(details.reading_before)?;
            row.decimal(details.reading_now)?;
            row.decimal(details.norm)?;
            row.decimal(details.house_reading)?;
            row.decimal(details.house_volume)?;
            row.text(details.recalculation_reason.unwrap_or_default())?;
            row.money(details.instalment, money)?;
            row.money(details.instalment_rest, money)?;
        }
        Ok(())
    }

    /// Writes the workbook.
    pub fn finish(mut self, out: impl Write + Seek + Send) -> Result<(), XlsxWriteError> {
        Ok(self.book.save_to_writer(out)?)
    }
}

/// Writes a register, given as text, as a workbook; with the detail columns if it has any.
pub fn write_register_xlsx(register: impl Read, out: impl Write + Seek + Send) -> Result<(), XlsxWriteError> {
    let file = |error| XlsxWriteError::Register(FileProblems::File(error));
    let mut reader = RegisterReader::open(register).map_err(file)?;
    let mut writer = XlsxRegisterWriter::new(reader.has_details())?;
    while let Some(line) = reader.next_line() {
        writer.write(&line.map_err(wrong_line)?)?;
    }
    writer.finish(out)
}

fn wrong_line(error: RowError) -> XlsxWriteError {
    let mut problems = Problems::default();
    problems.push(error);
    XlsxWriteError::Register(FileProblems::Rows(problems))
}

struct Row<'a> {
    sheet: &'a mut Worksheet,
    line: u32,
    column: u16,
}

impl Row<'_> {
    fn text(&mut self, text: &str) -> Result<(), XlsxError> {
        if !text.is_empty() {
            self.sheet.write_string(self.line, self.column, text)?;
        }
        self.column += 1;
        Ok(())
    }

    fn decimal(&mut self, value: Option<Decimal>) -> Result<(), XlsxError> {
        if let Some(value) = value {
            self.sheet.write_number(self.line, self.column, double(value.0) / 1e6)?;
        }
        self.column += 1;
        Ok(())
    }

    fn money(&mut self, sum: Option<Money>, format: &Format) -> Result<(), XlsxError> {
        if let Some(sum) = sum {
            self.sheet.write_number_with_format(self.line, self.column, double(sum.0) / 100.0, format)?;
        }
        self.column += 1;
        Ok(())
    }
}

#[expect(clippy::cast_precision_loss, reason = "what is read from files is below 1e15 units, which a double holds exactly")]
pub(super) fn double(number: i64) -> f64 {
    number as f64
}
