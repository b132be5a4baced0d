//! Writing of registers and suppliers files: UTF-8, `;`, LF, sums like `1234.50`, decimals with a point.
//! Not here: which lines are written (see `town` and the print run).

use crate::columns::{COLUMNS, SUPPLIER_COLUMNS};
use crate::number::{write_decimal, write_digits, write_money};
use crate::register::RegisterLine;
use domain::{Period, Supplier};
use std::io::{self, Write};

const BUFFER_BYTES: usize = 64 * 1024;

/// Writes a register, header first. Nothing is complete before [`RegisterWriter::finish`].
pub struct RegisterWriter<W> {
    out: W,
    buffer: Vec<u8>,
    for_spreadsheet: bool,
}

impl<W: Write> RegisterWriter<W> {
    /// Begins a file with the header.
    pub fn new(out: W) -> Self {
        let mut buffer = Vec::with_capacity(BUFFER_BYTES + 4096);
        buffer.extend_from_slice(COLUMNS.join(";").as_bytes());
        buffer.push(b'\n');
        Self { out, buffer, for_spreadsheet: false }
    }

    /// For a file that people open in a spreadsheet: a text that the spreadsheet would take for a formula (it begins with
    /// `=`, `+`, `-` or `@`, with or without spaces and tabs before them) gets an apostrophe before it, which programs must
    /// take off. Sums and decimals stay as they are: a plain negative number is no formula.
    #[must_use]
    pub fn for_spreadsheet(mut self) -> Self {
        self.for_spreadsheet = true;
        self
    }

    /// Adds a line. Its number in the file it came from is not written.
    pub fn write(&mut self, line: &RegisterLine) -> io::Result<()> {
        write_period(&mut self.buffer, line.period);
        for text in [line.account, line.els, line.city, line.street, line.house, line.flat, line.holder] {
            self.buffer.push(b';');
            self.text(text);
        }
        self.buffer.push(b';');
        write_decimal(&mut self.buffer, line.area);
        self.buffer.push(b';');
        write_digits(&mut self.buffer, line.residents.unsigned_abs(), 1);
        for text in [line.supplier_inn, line.service, line.unit] {
            self.buffer.push(b';');
            self.text(text);
        }
        for decimal in [line.volume, line.tariff] {
            self.buffer.push(b';');
            write_decimal(&mut self.buffer, decimal);
        }
        let sums = &line.sums;
        for money in [sums.opening, sums.charged, sums.recalculation, sums.benefit, sums.penalty, sums.paid, sums.total] {
            self.buffer.push(b';');
            write_money(&mut self.buffer, money);
        }
        self.buffer.push(b'\n');
        if self.buffer.len() >= BUFFER_BYTES {
            self.out.write_all(&self.buffer)?;
            self.buffer.clear();
        }
        Ok(())
    }

    /// Writes what is left and gives the target back.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.write_all(&self.buffer)?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn text(&mut self, text: &str) {
        let formula = self.for_spreadsheet && text.trim_start().starts_with(['=', '+', '-', '@']);
        write_text(&mut self.buffer, if formula { "'" } else { "" }, text);
    }
}

/// Writes a suppliers file.
pub fn write_suppliers<'a>(suppliers: impl IntoIterator<Item = &'a Supplier>, mut out: impl Write) -> io::Result<()> {
    let mut buffer = SUPPLIER_COLUMNS.join(";").into_bytes();
    buffer.push(b'\n');
    for supplier in suppliers {
        let Supplier { inn, kpp, name, short_name, bic, bank, account, corr_account, phone, electronic_from } = supplier;
        for text in [inn.as_str(), kpp, name, short_name, bic, bank, account, corr_account, phone] {
            write_text(&mut buffer, "", text);
            buffer.push(b';');
        }
        if let Some(period) = electronic_from {
            write_period(&mut buffer, *period);
        }
        buffer.push(b'\n');
    }
    out.write_all(&buffer)?;
    out.flush()
}

fn write_period(out: &mut Vec<u8>, period: Period) {
    write_digits(out, period.year().into(), 4);
    out.push(b'-');
    write_digits(out, period.month().into(), 2);
}

/// Quotes are put around a text with separators or quotes only. A control character becomes a space: a line of the file
/// is one record for every reader.
fn write_text(out: &mut Vec<u8>, prefix: &str, text: &str) {
    let quoted = text.contains([';', '"']);
    if quoted {
        out.push(b'"');
    }
    out.extend_from_slice(prefix.as_bytes());
    for byte in text.bytes() {
        match byte {
            b'"' => out.extend_from_slice(b"\"\""),
            0..0x20 | 0x7f => out.push(b' '),
            _ => out.push(byte),
        }
    }
    if quoted {
        out.push(b'"');
    }
}
