//! Finding columns by the text of their headers: templates differ in rows, letters, hyphenation and merged cells.
//! Not here: the headers of a particular template (see `gis`).

use super::book::{Book, Cell, MAX_COLUMNS, Rows, SheetRow};
use super::cells;
use crate::problem::{FileError, Warning, shorten};
use calamine::{DataRef, Dimensions};
use std::io::{Read, Seek};

/// The header is among so many first filled rows.
const LOOKED_AT: usize = 8;
/// A header is at most so many rows high.
const MAX_HEIGHT: usize = 5;
/// So many unknown headers are named when a known one is missing.
const NAMED: usize = 8;

/// A column that is looked for.
pub(super) struct Field {
    /// Its header in the template, shown to the clerk.
    pub(super) name: &'static str,
    /// Ways to know it: parts in [`plain`] spelling that must all be there, joined by `+`; a part that must not be there
    /// begins with `!`, one that must be all there is with `=`. Ways are parted by `|`.
    pub(super) known_by: &'static str,
    /// What is to be done without it.
    pub(super) need: Need,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// The sheet is refused.
    Must,
    /// The clerk is warned.
    Warn,
    /// Nothing: many files do without.
    May,
}

/// Where the fields stand on a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    /// The sheet's name.
    pub(super) sheet: String,
    /// By field.
    pub(super) places: Vec<Option<usize>>,
}

/// The rows below a header: first those that were read while it was looked for.
pub(super) struct Below<'a, R: Read + Seek> {
    ahead: std::vec::IntoIter<SheetRow<'a>>,
    rows: Rows<'a, R>,
}

impl<'a, R: Read + Seek> Below<'a, R> {
    pub(super) fn next(&mut self, row: &mut SheetRow<'a>) -> Result<bool, FileError> {
        match self.ahead.next() {
            Some(ahead) => {
                *row = ahead;
                Ok(true)
            }
            None => self.rows.next(row),
        }
    }
}

/// Finds the header of a sheet and says where its fields stand.
pub(super) fn find<'a, R: Read + Seek>(
    book: &'a mut Book<R>,
    sheet: &str,
    fields: &[Field],
    warnings: &mut Vec<Warning>,
) -> Result<(Columns, Below<'a, R>), FileError> {
    let merged = book.merged(sheet)?;
    let mut rows = book.rows(sheet)?;
    let mut top = Vec::new();
    while top.len() < LOOKED_AT {
        let mut row = SheetRow::default();
        if !rows.next(&mut row)? {
            break;
        }
        top.push(row);
    }
    let texts: Vec<Vec<String>> = top.iter().map(|row| texts(row, &top, &merged)).collect();
    // The lowest and highest row of the header: where most fields are known, and of these the fewest rows.
    let (mut best, mut best_places, mut best_end) = (0, vec![None; fields.len()], 0);
    let mut best_texts = Vec::new();
    for bottom in 0..top.len() {
        for height in 1..=MAX_HEIGHT.min(bottom + 1) {
            let combined = combined(&texts[bottom + 1 - height..=bottom]);
            let places: Vec<_> =
                fields.iter().map(|field| combined.iter().position(|text| is_known(text, field.known_by))).collect();
            let known = places.iter().flatten().count();
            if known > best {
                (best, best_places, best_end, best_texts) = (known, places, bottom + 1, combined);
            }
        }
    }
    let absent = |need| fields.iter().zip(&best_places).filter(move |(f, place)| f.need == need && place.is_none());
    let missing: Vec<_> = absent(Need::Must).map(|(field, _)| field.name).collect();
    if !missing.is_empty() {
        let known = |at: &usize| best_places.contains(&Some(*at));
        let mut found: Vec<_> = (0..best_texts.len())
            .filter(|at| !known(at) && !best_texts[*at].is_empty())
            .map(|at| {
                shorten(
                    texts[..best_end].iter().rev().find_map(|row| row.get(at).filter(|t| !t.is_empty())).map_or("", |t| t),
                )
            })
            .collect();
        found.truncate(NAMED);
        return Err(FileError::NoHeaders { sheet: sheet.to_owned(), missing, found });
    }
    for (field, _) in absent(Need::Warn) {
        warnings.push(Warning::NoHeader { sheet: sheet.to_owned(), header: field.name });
    }
    let mut ahead: Vec<_> = top.split_off(best_end);
    if ahead.first().is_some_and(numbers_columns) {
        ahead.remove(0);
    }
    let columns = Columns { sheet: sheet.to_owned(), places: best_places };
    Ok((columns, Below { ahead: ahead.into_iter(), rows }))
}

/// The texts of a row; a cell of a merged region has the text of its first cell.
fn texts(row: &SheetRow, top: &[SheetRow], merged: &[Dimensions]) -> Vec<String> {
    let mut texts: Vec<_> = row.cells.iter().map(text).collect();
    let line = row.number - 1;
    for region in merged.iter().filter(|region| (region.start.0..=region.end.0).contains(&line)) {
        let (first, last) = (region.start.1 as usize, (region.end.1 as usize).min(MAX_COLUMNS - 1));
        let origin = top.iter().find(|row| row.number - 1 == region.start.0);
        let Some(origin) = origin.map(|row| text(row.cell(first))).filter(|text| !text.is_empty()) else { continue };
        if texts.len() <= last {
            texts.resize(last + 1, String::new());
        }
        texts[first..=last].fill(origin);
    }
    texts
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Value(DataRef::String(text)) => text.trim().to_owned(),
        Cell::Value(DataRef::SharedString(text)) => text.trim().to_owned(),
        _ => String::new(),
    }
}

/// The rows of a header as one text for each column.
fn combined(rows: &[Vec<String>]) -> Vec<String> {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    (0..width)
        .map(|column| {
            let mut parts: Vec<String> = Vec::new();
            for text in rows.iter().filter_map(|row| row.get(column)) {
                let text = plain(text);
                // A region over several rows says the same in each.
                if !text.is_empty() && parts.last() != Some(&text) {
                    parts.push(text);
                }
            }
            parts.join(" ")
        })
        .collect()
}

/// Small letters and digits in words: `Всего на-числено, руб.` is `всего начислено руб`, `№` is `номер`.
pub(super) fn plain(text: &str) -> String {
    let text = text.replace('\u{ad}', "").replace('№', " номер ");
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase().map(|c| if c == 'ё' { 'е' } else { c }));
            continue;
        }
        let after_letter = out.chars().next_back().is_some_and(char::is_alphabetic);
        if c == '-' && after_letter {
            while rest.peek().is_some_and(|c| matches!(c, '\n' | '\r')) {
                rest.next();
            }
            // A hyphen inside a word, left from an old line break.
            if rest.peek().is_some_and(|c| c.is_lowercase()) {
                continue;
            }
        }
        if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.trim_end().to_owned()
}

fn is_known(text: &str, known_by: &str) -> bool {
    let fits = |way: &str| {
        way.split('+').all(|part| match (part.strip_prefix('!'), part.strip_prefix('=')) {
            (Some(not), _) => !text.contains(not),
            (_, Some(all)) => text == all,
            _ => text.contains(part),
        })
    };
    !text.is_empty() && known_by.split('|').any(fits)
}

/// The row `1, 2, 3 …` that forms have under their header.
fn numbers_columns(row: &SheetRow) -> bool {
    let number = |cell: &Cell| cells::text(cell).ok().and_then(|text| text.parse::<u32>().ok());
    let filled: Vec<_> = row.cells.iter().filter(|cell| **cell != Cell::Empty).map(number).collect();
    filled.len() > 2 && filled.is_sorted_by(|a, b| matches!((a, b), (Some(a), Some(b)) if *b == a + 1))
}

/// `A`, `Z`, `AA` of a column counted from 0.
pub(super) fn letters(column: usize) -> String {
    let mut out = String::new();
    let mut left = column + 1;
    while left > 0 {
        let letter = u8::try_from((left - 1) % 26).expect("below 26");
        out.insert(0, char::from(b'A' + letter));
        left = (left - 1) / 26;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_compared_without_hyphens_case_and_punctuation() {
        assert_eq!(plain("Всего на-числено за\nрасчетный период, руб."), "всего начислено за расчетный период руб");
        assert_eq!(plain("Объём услуг - индивидуальное"), "объем услуг индивидуальное");
        assert_eq!(plain("№ ПД"), "номер пд");
        assert!(is_known("итого к оплате руб всего", "итого+!т ч|=итог"));
        assert!(!is_known("итого в т ч", "итого+!т ч|=итог"));
    }

    #[test]
    fn columns_have_the_letters_of_spreadsheets() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
