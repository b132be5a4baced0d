//! Writing of registers and suppliers files: UTF-8, `;`, LF, sums like `1234.50`, decimals with a point.
//! Not here: which lines are written (see `town` and the print run).

use crate::columns::{COLUMNS, DETAIL_COLUMNS, SUPPLIER_COLUMNS, SUPPLIER_QR_COLUMNS};
use crate::details;
use crate::number::{write_decimal, write_digits, write_money};
use crate::register::RegisterLine;
use domain::{Period, QrEncoding, QrField, QrOptions, Supplier};
use std::io::{self, Write};

const BUFFER_BYTES: usize = 64 * 1024;

/// Writes a register, header first. Nothing is complete before [`RegisterWriter::finish`].
pub struct RegisterWriter<W> {
    out: W,
    buffer: Vec<u8>,
    for_spreadsheet: bool,
    with_details: bool,
}

impl<W: Write> RegisterWriter<W> {
    /// Begins a file with the header.
    pub fn new(out: W) -> Self {
        let mut buffer = Vec::with_capacity(BUFFER_BYTES + 4096);
        buffer.extend_from_slice(COLUMNS.join(";").as_bytes());
        buffer.push(b'\n');
        Self { out, buffer, for_spreadsheet: false, with_details: false }
    }

    /// For a file that people open in a spreadsheet: a text that the spreadsheet would take for a formula (it begins with
    /// `=`, `+`, `-` or `@`, with or without spaces and tabs before them) gets an apostrophe before it, which programs must
    /// take off. Sums and decimals stay as they are: a plain negative number is no formula.
    #[must_use]
    pub fn for_spreadsheet(mut self) -> Self {
        self.for_spreadsheet = true;
        self
    }

    /// Adds the columns of meters, reference data, recalculations and instalments. To be asked for before the first line.
    #[must_use]
    pub fn with_details(mut self) -> Self {
        self.with_details = true;
        let header = self.buffer.pop();
        self.buffer.push(b';');
        self.buffer.extend_from_slice(DETAIL_COLUMNS.join(";").as_bytes());
        self.buffer.extend(header);
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
        if self.with_details {
            let for_spreadsheet = self.for_spreadsheet;
            details::write(&mut self.buffer, &line.details, |out, text| write_guarded(out, for_spreadsheet, text));
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
        write_guarded(&mut self.buffer, self.for_spreadsheet, text);
    }
}

fn write_guarded(out: &mut Vec<u8>, for_spreadsheet: bool, text: &str) {
    let formula = for_spreadsheet && text.trim_start().starts_with(['=', '+', '-', '@']);
    write_text(out, if formula { "'" } else { "" }, text);
}

/// Writes a suppliers file; with the columns of the payment QR if any supplier wants it otherwise than usual.
pub fn write_suppliers<'a>(suppliers: impl IntoIterator<Item = &'a Supplier>, mut out: impl Write) -> io::Result<()> {
    let suppliers: Vec<_> = suppliers.into_iter().collect();
    let with_qr = suppliers.iter().any(|supplier| supplier.qr != QrOptions::default());
    let mut buffer = SUPPLIER_COLUMNS.join(";").into_bytes();
    if with_qr {
        buffer.push(b';');
        buffer.extend_from_slice(SUPPLIER_QR_COLUMNS.join(";").as_bytes());
    }
    buffer.push(b'\n');
    for supplier in suppliers {
        let Supplier { inn, kpp, name, short_name, bic, bank, account, corr_account, phone, electronic_from, qr } = supplier;
        for text in [inn.as_str(), kpp, name, short_name, bic, bank, account, corr_account, phone] {
            write_text(&mut buffer, "", text);
            buffer.push(b';');
        }
        if let Some(period) = electronic_from {
            write_period(&mut buffer, *period);
        }
        if with_qr {
            write_qr(&mut buffer, qr);
        }
        buffer.push(b'\n');
    }
    out.write_all(&buffer)?;
    out.flush()
}

fn write_qr(out: &mut Vec<u8>, qr: &QrOptions) {
    let encoding = match qr.encoding {
        QrEncoding::Auto => "auto",
        QrEncoding::Windows1251 => "windows-1251",
        QrEncoding::Utf8 => "utf-8",
    };
    let name = |field: &QrField| QrField::ALL.iter().find(|(_, known)| known == field).map_or("", |(name, _)| *name);
    let fields: Vec<_> = qr.fields.iter().map(name).collect();
    for text in [encoding, &fields.join(","), &qr.category] {
        out.push(b';');
        write_text(out, "", text);
    }
}

fn write_period(out: &mut Vec<u8>, period: Period) {
    write_digits(out, period.year().into(), 4);
    out.push(b'-');
    write_digits(out, period.month().into(), 2);
}

/// Quotes are put around a text with separators or quotes only. A control character becomes a space: a line of the file
/// is one record for every reader.
pub(crate) fn write_text(out: &mut Vec<u8>, prefix: &str, text: &str) {
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
