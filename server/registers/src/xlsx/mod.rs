//! Workbooks `.xlsx`: the ГИС ЖКХ template of payment documents and registers kept as a sheet. Both become the canonical
//! register, which then goes the ordinary way. Not here: reading of that register (see `register`).

mod book;
mod cells;
mod convert;
mod gis;
mod guard;
mod headers;
mod register;
pub mod sample;
mod template;
mod write;

pub use convert::AccountFacts;
pub use gis::{GisDocument, GisFile, GisPart, GisRow, read_gis};
pub use register::read_register;
pub use write::{XlsxRegisterWriter, XlsxWriteError, write_register_xlsx};

use crate::problem::FileError;
use book::Book;
use std::io::{Read, Seek};

/// What a workbook is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The ГИС ЖКХ template: for [`read_gis`].
    Gis,
    /// A sheet with the columns of a register: for [`read_register`].
    Register,
}

/// Whether a file that begins so is a workbook, or anything else in a zip.
pub fn is_workbook(begin: &[u8]) -> bool {
    begin.starts_with(b"PK\x03\x04")
}

/// Says what a workbook is, by its sheets and headers.
pub fn detect(source: impl Read + Seek) -> Result<Kind, FileError> {
    let mut book = Book::open(source, guard::LIMITS)?;
    if book.find(gis::DOCUMENTS_SHEET).is_some() || book.find(gis::SERVICES_SHEET).is_some() {
        return Ok(Kind::Gis);
    }
    if register::is_one(&mut book)? { Ok(Kind::Register) } else { Err(FileError::UnknownWorkbook) }
}
