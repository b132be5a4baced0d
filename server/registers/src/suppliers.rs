//! The suppliers file: who is paid, with the requisites, and from which period electronic delivery is on.
//! Not here: what changes in the database (see `cabinet`).

use crate::columns::{ALL_SUPPLIER_COLUMNS, SUPPLIER_COLUMNS, supplier as at};
use crate::problem::{FileProblems, Problems, RowError, RowErrorKind, Warning, shorten};
use crate::table::{Row, Table};
use domain::{Inn, Period, QrEncoding, QrField, QrOptions, Supplier};
use std::collections::HashMap;
use std::io::Read;

/// The suppliers of a file that has no errors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupplierFile {
    /// In the order of the file.
    pub suppliers: Vec<Supplier>,
    /// What does not stop the file.
    pub warnings: Vec<Warning>,
}

type SupplierRow<'a> = Row<'a, { ALL_SUPPLIER_COLUMNS.len() }>;

/// Reads a suppliers file whole, or says everything that is wrong with it.
pub fn read_suppliers(source: impl Read) -> Result<SupplierFile, FileProblems> {
    let mut table = Table::open(source, &ALL_SUPPLIER_COLUMNS, SUPPLIER_COLUMNS.len())?;
    let mut warnings = table.warnings().to_vec();
    let mut suppliers = Vec::new();
    let mut lines: HashMap<Inn, u64> = HashMap::new();
    let mut problems = Problems::default();
    while let Some(row) = table.next_row() {
        let supplier = row.and_then(|row| {
            let supplier = parse(&row)?;
            if let Some(first_line) = lines.get(&supplier.inn) {
                let inn = supplier.inn.to_string();
                return Err(row.error(at::INN, RowErrorKind::DuplicateInn { inn, first_line: *first_line }));
            }
            lines.insert(supplier.inn.clone(), row.line);
            warn(&supplier, row.line, &mut warnings);
            Ok(supplier)
        });
        match supplier {
            Ok(supplier) => suppliers.push(supplier),
            Err(error) => problems.push(error),
        }
    }
    if problems.is_empty() { Ok(SupplierFile { suppliers, warnings }) } else { Err(FileProblems::Rows(problems)) }
}

fn parse(row: &SupplierRow) -> Result<Supplier, RowError> {
    let text = |column, max| row.text(column, max).map(str::to_owned);
    let inn = row.filled_text(at::INN, 40)?;
    let electronic_from = row.get(at::ELECTRONIC_FROM);
    let name = row.filled_text(at::NAME, 300)?;
    let short_name = row.text(at::SHORT_NAME, 100)?;
    Ok(Supplier {
        inn: Inn::parse(inn).map_err(|_| row.error(at::INN, RowErrorKind::NotAnInn(shorten(inn))))?,
        kpp: text(at::KPP, 20)?,
        name: name.to_owned(),
        short_name: if short_name.is_empty() { name } else { short_name }.to_owned(),
        bic: text(at::BIC, 20)?,
        bank: text(at::BANK, 200)?,
        account: text(at::ACCOUNT, 40)?,
        corr_account: text(at::CORR_ACCOUNT, 40)?,
        phone: text(at::PHONE, 60)?,
        electronic_from: if electronic_from.is_empty() {
            None
        } else {
            let period: Result<Period, _> = electronic_from.parse();
            let kind = || RowErrorKind::NotAPeriod(shorten(electronic_from));
            Some(period.map_err(|_| row.error(at::ELECTRONIC_FROM, kind()))?)
        },
        qr: qr(row)?,
    })
}

fn qr(row: &SupplierRow) -> Result<QrOptions, RowError> {
    let encoding = row.get(at::QR_ENCODING);
    let encoding = match encoding.to_lowercase().as_str() {
        "" | "auto" => QrEncoding::Auto,
        "windows-1251" => QrEncoding::Windows1251,
        "utf-8" => QrEncoding::Utf8,
        _ => return Err(row.error(at::QR_ENCODING, RowErrorKind::NotAQrEncoding(shorten(encoding)))),
    };
    let mut fields = Vec::new();
    for word in row.get(at::QR_FIELDS).split([',', ' ']).filter(|word| !word.is_empty()) {
        let known = QrField::ALL.iter().find(|(name, _)| name.eq_ignore_ascii_case(word));
        let (_, field) = known.ok_or_else(|| row.error(at::QR_FIELDS, RowErrorKind::NotAQrField(shorten(word))))?;
        // Asked for twice, it is still written once.
        if !fields.contains(field) {
            fields.push(*field);
        }
    }
    Ok(QrOptions { encoding, fields, category: row.text(at::QR_CATEGORY, 50)?.to_owned() })
}

fn warn(supplier: &Supplier, line: u64, warnings: &mut Vec<Warning>) {
    let name = &supplier.short_name;
    if !supplier.inn.control_digits_hold() {
        let inn = supplier.inn.to_string();
        warnings.push(Warning::InnControlDigits { line, inn, name: name.clone() });
    }
    for (column, digits, value, may_be_empty) in [
        (at::KPP, 9, &supplier.kpp, true),
        (at::BIC, 9, &supplier.bic, false),
        (at::ACCOUNT, 20, &supplier.account, false),
        (at::CORR_ACCOUNT, 20, &supplier.corr_account, true),
    ] {
        let digits_alone = value.len() == digits && value.bytes().all(|byte| byte.is_ascii_digit());
        let right = digits_alone || (may_be_empty && value.is_empty());
        if !right {
            let column = SUPPLIER_COLUMNS[column];
            warnings.push(Warning::Requisite { line, column, digits, value: shorten(value), name: name.clone() });
        }
    }
}
