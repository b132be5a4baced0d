//! A workbook opened, and the rows of a sheet one at a time.
//! Not here: what the columns mean (see `headers`).

use super::guard::{self, Limits};
use crate::problem::FileError;
use calamine::{DataRef, Dimensions, Reader, Xlsx, XlsxCellReader, XlsxError};
use std::io::{Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Columns beyond are not looked at.
pub(super) const MAX_COLUMNS: usize = 256;
/// The rows of a sheet in Excel.
const MAX_ROWS: u32 = 1_048_576;

/// A workbook that passed the guard.
pub(super) struct Book<R: Read + Seek> {
    xlsx: Xlsx<R>,
    names: Vec<String>,
    limits: Limits,
}

impl<R: Read + Seek> Book<R> {
    pub(super) fn open(mut source: R, limits: Limits) -> Result<Self, FileError> {
        guard::check(&mut source, &limits)?;
        source.rewind().map_err(|error| FileError::Unreadable(error.kind()))?;
        let xlsx = sound(|| Xlsx::new(source))?;
        let names = xlsx.sheet_names();
        Ok(Self { xlsx, names, limits })
    }

    /// The names of the sheets in their order.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// The sheet whose name has these letters and digits, whatever case, spaces and dashes are between.
    pub(super) fn find(&self, letters: &[&str]) -> Option<String> {
        let bare =
            |name: &str| name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
        self.names.iter().find(|name| letters.contains(&bare(name).as_str())).cloned()
    }

    /// Regions of cells that are shown as one.
    pub(super) fn merged(&mut self, sheet: &str) -> Result<Vec<Dimensions>, FileError> {
        sound(|| self.xlsx.merge_cells_by_sheet_name(sheet))
    }

    pub(super) fn rows(&mut self, sheet: &str) -> Result<Rows<'_, R>, FileError> {
        let limit = self.limits.rows;
        let cells = sound(|| self.xlsx.worksheet_cells_reader(sheet))?;
        Ok(Rows { cells, sheet: sheet.to_owned(), ahead: None, filled: 0, limit, ended: false })
    }
}

/// Calls the library, which gives up with a panic on some numbers that no spreadsheet writes. What it was reading is not
/// touched again after that.
fn sound<T>(call: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, FileError> {
    match catch_unwind(AssertUnwindSafe(call)) {
        Ok(result) => result.map_err(|error| broken(&error)),
        Err(_) => Err(FileError::BrokenWorkbook),
    }
}

fn broken(error: &XlsxError) -> FileError {
    match error {
        XlsxError::Io(error) => FileError::Unreadable(error.kind()),
        XlsxError::Password => FileError::OldOrLockedWorkbook,
        _ => FileError::BrokenWorkbook,
    }
}

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Cell<'a> {
    #[default]
    Empty,
    /// A value, or the result of a formula as the spreadsheet last kept it.
    Value(DataRef<'a>),
    /// A formula without a result.
    NoResult,
}

/// A cell with its row and column from 0.
type Placed<'a> = ((u32, u32), Cell<'a>);

/// A row of a sheet.
#[derive(Clone, Debug, Default)]
pub(super) struct SheetRow<'a> {
    /// As the spreadsheet numbers it, from 1.
    pub(super) number: u32,
    /// From column `A` to the last filled one.
    pub(super) cells: Vec<Cell<'a>>,
}

impl<'a> SheetRow<'a> {
    pub(super) fn cell(&self, column: usize) -> &Cell<'a> {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }
}

/// The filled rows of a sheet.
pub(super) struct Rows<'a, R: Read + Seek> {
    cells: XlsxCellReader<'a, R>,
    sheet: String,
    ahead: Option<Placed<'a>>,
    filled: u32,
    limit: u32,
    ended: bool,
}

impl<'a, R: Read + Seek> Rows<'a, R> {
    /// Fills `row` with the next row that has anything in it; false after the last one.
    pub(super) fn next(&mut self, row: &mut SheetRow<'a>) -> Result<bool, FileError> {
        row.cells.clear();
        while let Some(((line, column), cell)) = self.next_cell()? {
            if row.cells.is_empty() {
                row.number = line + 1;
            } else if line + 1 > row.number {
                self.ahead = Some(((line, column), cell));
                break;
            } else if line + 1 < row.number {
                return Err(FileError::BrokenWorkbook);
            }
            let column = column as usize;
            if column < MAX_COLUMNS {
                if row.cells.len() <= column {
                    row.cells.resize(column + 1, Cell::Empty);
                }
                row.cells[column] = cell;
            }
        }
        if row.cells.is_empty() {
            return Ok(false);
        }
        self.filled += 1;
        if self.filled > self.limit {
            return Err(FileError::TooManyRows { sheet: self.sheet.clone(), max: self.limit });
        }
        Ok(true)
    }

    fn next_cell(&mut self) -> Result<Option<Placed<'a>>, FileError> {
        if let Some(ahead) = self.ahead.take() {
            return Ok(Some(ahead));
        }
        while !self.ended {
            let Some(record) = sound(|| self.cells.next_cell_with_formula_metadata())? else {
                self.ended = true;
                break;
            };
            if record.pos.0 >= MAX_ROWS {
                return Err(FileError::BrokenWorkbook);
            }
            let cell = match (record.value, record.formula) {
                (DataRef::Empty, None) => continue,
                (DataRef::Empty, Some(_)) => Cell::NoResult,
                (value, _) => Cell::Value(value),
            };
            if record.pos.1 as usize >= MAX_COLUMNS {
                continue;
            }
            return Ok(Some((record.pos, cell)));
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::super::guard::LIMITS;
    use super::*;
    use rust_xlsxwriter::Workbook;
    use std::io::Cursor;

    fn book(limits: Limits) -> Result<Book<Cursor<Vec<u8>>>, FileError> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for row in 0..5 {
            sheet.write_string(2 * row, 1, format!("{row}")).unwrap();
        }
        Book::open(Cursor::new(book.save_to_buffer().unwrap()), limits)
    }

    fn read(mut book: Book<Cursor<Vec<u8>>>) -> Result<Vec<u32>, FileError> {
        let (mut rows, mut row, mut numbers) = (book.rows("Sheet1")?, SheetRow::default(), Vec::new());
        while rows.next(&mut row)? {
            assert_eq!((row.cells.len(), row.cell(0), row.cell(7)), (2, &Cell::Empty, &Cell::Empty));
            numbers.push(row.number);
        }
        Ok(numbers)
    }

    #[test]
    fn filled_rows_are_counted_and_the_limit_is_told() {
        assert_eq!(read(book(LIMITS).unwrap()), Ok(vec![1, 3, 5, 7, 9]));
        let error = read(book(Limits { rows: 4, ..LIMITS }).unwrap()).unwrap_err();
        assert_eq!(error.to_string(), "На листе «Sheet1» больше 4 строк. Разделите книгу на несколько.");
    }

    #[test]
    fn a_book_that_unpacks_to_too_much_is_told_before_it_is_opened() {
        for limits in [Limits { bytes: 3000, ..LIMITS }, Limits { part_bytes: 500, ..LIMITS }] {
            assert_eq!(book(limits).err(), Some(FileError::WorkbookTooLarge { max_bytes: limits.bytes }));
        }
        let words = FileError::WorkbookTooLarge { max_bytes: LIMITS.bytes }.to_string();
        assert_eq!(words, "Книга в распакованном виде больше 512 МБ. Разделите её на несколько или сохраните как CSV.");
    }
}
