//! A register kept as a sheet: the columns of the CSV register under their own names, in any order.
//! Not here: the checks of its values, which are those of any register (see `register` outside).

use super::book::{Book, Cell, SheetRow};
use super::cells::{self, text};
use super::guard::LIMITS;
use super::headers::letters;
use crate::columns::{self as at, ALL_COLUMNS, COLUMNS};
use crate::number::{write_decimal, write_money};
use crate::problem::{FileError, FileProblems, Problems, RowError, RowErrorKind, SheetCell, shorten};
use crate::writer::write_text;
use std::io::{Read, Seek};

/// The header is among so many first filled rows.
const LOOKED_AT: usize = 8;

/// Writes the first sheet as a register in UTF-8. Its lines have the numbers of the rows, so that what the register's
/// reader says of a line holds for the row.
pub fn read_register(source: impl Read + Seek) -> Result<Vec<u8>, FileProblems> {
    let mut book = Book::open(source, LIMITS)?;
    let Some(sheet) = book.names().first().cloned() else { return Err(FileError::UnknownWorkbook.into()) };
    let mut rows = book.rows(&sheet)?;
    let mut row = SheetRow::default();
    let mut places = None;
    for _ in 0..LOOKED_AT {
        if !rows.next(&mut row)? {
            break;
        }
        places = header(&row)?;
        if places.is_some() {
            break;
        }
    }
    let Some(places) = places else { return Err(FileError::UnknownWorkbook.into()) };
    let missing: Vec<_> = COLUMNS.iter().zip(&places).filter(|(_, place)| place.is_none()).map(|(name, _)| *name).collect();
    if !missing.is_empty() {
        return Err(FileError::MissingColumns(missing).into());
    }
    let columns: Vec<usize> = (0..ALL_COLUMNS.len()).filter(|column| places[*column].is_some()).collect();
    let mut out = Vec::new();
    let mut line = 1;
    let mut problems = Problems::default();
    go_to(&mut out, &mut line, row.number);
    let names: Vec<_> = columns.iter().map(|column| ALL_COLUMNS[*column]).collect();
    out.extend_from_slice(names.join(";").as_bytes());
    let header_line = line;
    while rows.next(&mut row)? {
        go_to(&mut out, &mut line, row.number);
        for (order, column) in columns.iter().enumerate() {
            let place = places[*column].expect("the column has been found");
            if order > 0 {
                out.push(b';');
            }
            if let Err(kind) = write(&mut out, *column, row.cell(place)) {
                let cell = SheetCell { sheet: sheet.clone(), letters: letters(place) };
                let column = Some(ALL_COLUMNS[*column]);
                problems.push(RowError { line: row.number.into(), column, kind, sheet: Some(Box::new(cell)) });
            }
        }
    }
    out.push(b'\n');
    match (problems.is_empty(), line == header_line) {
        (false, _) => Err(FileProblems::Rows(problems)),
        (true, true) => Err(FileError::EmptySheet(sheet).into()),
        (true, false) => Ok(out),
    }
}

/// Whether the first sheet has the header of a register.
pub(super) fn is_one<R: Read + Seek>(book: &mut Book<R>) -> Result<bool, FileError> {
    let Some(sheet) = book.names().first().cloned() else { return Ok(false) };
    let mut rows = book.rows(&sheet)?;
    let mut row = SheetRow::default();
    for _ in 0..LOOKED_AT {
        if !rows.next(&mut row)? {
            break;
        }
        if header(&row)?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Where the columns stand, if this row is a header: half of the required names are enough to tell what is missing.
fn header(row: &SheetRow) -> Result<Option<[Option<usize>; ALL_COLUMNS.len()]>, FileError> {
    let mut places = [None; ALL_COLUMNS.len()];
    for (place, cell) in row.cells.iter().enumerate() {
        let name = text(cell).unwrap_or_default();
        if let Some(column) = ALL_COLUMNS.iter().position(|known| known.eq_ignore_ascii_case(&name)) {
            if places[column].is_some() {
                return Err(FileError::DuplicateColumn(ALL_COLUMNS[column]));
            }
            places[column] = Some(place);
        }
    }
    let known = places[..COLUMNS.len()].iter().flatten().count();
    Ok((known >= COLUMNS.len() / 2).then_some(places))
}

/// Ends lines until the next one has this number.
fn go_to(out: &mut Vec<u8>, line: &mut u32, number: u32) {
    while *line < number {
        out.push(b'\n');
        *line += 1;
    }
}

fn write(out: &mut Vec<u8>, column: usize, cell: &Cell) -> Result<(), RowErrorKind> {
    let is_money = matches!(column, at::OPENING..=at::TOTAL | at::INSTALMENT | at::INSTALMENT_REST);
    let is_decimal =
        matches!(column, at::AREA | at::RESIDENTS | at::VOLUME | at::TARIFF | at::READING_BEFORE..=at::HOUSE_VOLUME);
    match cells::float(cell) {
        Some(sum) if is_money => match cells::kopecks(sum) {
            Ok(sum) => write_money(out, sum),
            Err(kind) => return Err(RowErrorKind::NotASum(kind, shorten(&sum.to_string()))),
        },
        Some(value) if is_decimal && value.abs() < 1e9 => write_decimal(out, cells::millionths(value)),
        _ if column == at::PERIOD && *cell != Cell::Empty => {
            out.extend_from_slice(cells::period(cell)?.to_string().as_bytes());
        }
        _ => write_text(out, "", &text(cell)?),
    }
    Ok(())
}
