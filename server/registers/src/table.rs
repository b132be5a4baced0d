//! A CSV file of named columns: header, fields, quotes. A record is always one line of the file, so that a stray quote
//! spoils its own line and not the rest. Not here: what the columns mean (see `register` and `suppliers`).

use crate::problem::{FileError, RowError, RowErrorKind, Warning, shorten};
use crate::text::{Decoder, Encoding, Lines, Step};
use std::io::Read;

/// So many unknown columns are named; a header of nothing else must not fill the memory.
const NAMED_UNKNOWN_COLUMNS: usize = 20;

/// Fields of a line as places in its text.
type Places = Vec<(usize, usize)>;

/// A file of `N` columns, read a line at a time.
pub(crate) struct Table<R, const N: usize> {
    names: &'static [&'static str; N],
    lines: Lines<R>,
    decoder: Decoder,
    unquoted: String,
    places: Places,
    /// Where each column stands in the file.
    columns: [usize; N],
    width: usize,
    warnings: Vec<Warning>,
    /// The first line, looked at to tell a header alone from a file of lines.
    ahead: Option<Step>,
    failed: bool,
}

/// The fields of one line.
pub(crate) struct Row<'a, const N: usize> {
    pub(crate) line: u64,
    names: &'static [&'static str; N],
    text: &'a str,
    places: &'a Places,
    columns: &'a [usize; N],
}

impl<R: Read, const N: usize> Table<R, N> {
    pub(crate) fn open(source: R, names: &'static [&'static str; N]) -> Result<Self, FileError> {
        let mut table = Self {
            names,
            lines: Lines::new(source),
            decoder: Decoder::default(),
            unquoted: String::new(),
            places: Vec::new(),
            columns: [0; N],
            width: 0,
            warnings: Vec::new(),
            ahead: None,
            failed: false,
        };
        table.read_header()?;
        match table.next_filled_line()? {
            Step::End => Err(FileError::HeaderOnly),
            step => {
                table.ahead = Some(step);
                Ok(table)
            }
        }
    }

    fn read_header(&mut self) -> Result<(), FileError> {
        let step = self.next_filled_line()?;
        let mark: &[u8] = if self.lines.number() == 1 { b"\xef\xbb\xbf" } else { b"" };
        let header_error = |line, kind| FileError::Header(RowError { line, column: None, kind });
        let raw = match step {
            Step::End if self.lines.bytes_read() == 0 => return Err(FileError::ZeroBytes),
            Step::End => return Err(FileError::Blank),
            Step::TooLong => return Err(header_error(self.lines.number(), RowErrorKind::LineTooLong)),
            Step::Line => self.lines.current(),
        };
        if raw.starts_with(b"\xff\xfe") || raw.starts_with(b"\xfe\xff") {
            return Err(FileError::Utf16);
        }
        if raw.starts_with(b"PK\x03\x04") || raw.starts_with(b"\xd0\xcf\x11\xe0") || raw.contains(&0) {
            return Err(FileError::NotText);
        }
        let raw = match raw.strip_prefix(mark) {
            Some(rest) if !mark.is_empty() => {
                self.decoder.mark_seen();
                // A mark and nothing after it: the header is still to come.
                if rest.trim_ascii().is_empty() {
                    return self.read_header();
                }
                rest
            }
            _ => raw,
        };
        let line = self.lines.number();
        let text =
            self.decoder.decode(raw).map_err(|broken| header_error(line, RowErrorKind::BrokenByte(broken.encoding)))?;
        let text =
            split(text, &mut self.unquoted, &mut self.places).map_err(|_| header_error(line, RowErrorKind::Quotes))?;
        self.width = self.places.len();
        if self.width == 1
            && let Some(separator) = [',', '\t', '|'].into_iter().find(|c| text.contains(*c))
        {
            return Err(FileError::WrongSeparator(separator));
        }
        let mut found = [None; N];
        let mut unknown = 0;
        for (at, (start, end)) in self.places.iter().enumerate() {
            let name = text[*start..*end].trim();
            match self.names.iter().position(|known| known.eq_ignore_ascii_case(name)) {
                Some(column) if found[column].is_some() => return Err(FileError::DuplicateColumn(self.names[column])),
                Some(column) => found[column] = Some(at),
                None => {
                    unknown += 1;
                    if unknown <= NAMED_UNKNOWN_COLUMNS {
                        self.warnings.push(Warning::UnknownColumn(shorten(name)));
                    }
                }
            }
        }
        if unknown > NAMED_UNKNOWN_COLUMNS {
            self.warnings.push(Warning::MoreUnknownColumns(unknown - NAMED_UNKNOWN_COLUMNS));
        }
        let missing: Vec<_> = self.names.iter().zip(found).filter(|(_, at)| at.is_none()).map(|(name, _)| *name).collect();
        if !missing.is_empty() {
            return Err(FileError::MissingColumns(missing));
        }
        self.columns = found.map(|at| at.expect("a missing column has been refused just above"));
        Ok(())
    }

    fn next_filled_line(&mut self) -> Result<Step, FileError> {
        loop {
            match self.lines.advance().map_err(|error| FileError::Unreadable(error.kind()))? {
                // Spreadsheets leave lines of bare separators below the last filled one.
                Step::Line if self.lines.current().iter().all(|byte| *byte == b';' || byte.is_ascii_whitespace()) => {}
                step => return Ok(step),
            }
        }
    }

    /// The next line that is not blank. After an unreadable stream there is none.
    pub(crate) fn next_row(&mut self) -> Option<Result<Row<'_, N>, RowError>> {
        if self.failed {
            return None;
        }
        let step = match self.ahead.take() {
            Some(step) => Ok(step),
            None => self.next_filled_line(),
        };
        let line = self.lines.number();
        match step {
            Ok(Step::End) => None,
            Ok(Step::TooLong) => Some(Err(RowError { line, column: None, kind: RowErrorKind::LineTooLong })),
            Ok(Step::Line) => Some(self.current_row(line)),
            Err(error) => {
                self.failed = true;
                let kind = if let FileError::Unreadable(kind) = error { kind } else { std::io::ErrorKind::Other };
                Some(Err(RowError { line: line + 1, column: None, kind: RowErrorKind::Unreadable(kind) }))
            }
        }
    }

    fn current_row(&mut self, line: u64) -> Result<Row<'_, N>, RowError> {
        let Self { names, lines, decoder, unquoted, places, columns, width, .. } = self;
        let raw = lines.current();
        let column_of = |field: usize| columns.iter().position(|at| *at == field).map(|column| names[column]);
        let text = decoder.decode(raw).map_err(|broken| {
            let kind = RowErrorKind::BrokenByte(broken.encoding);
            RowError { line, column: column_of(field_at(raw, broken.at)), kind }
        })?;
        let text = split(text, unquoted, places).map_err(|field| RowError {
            line,
            column: column_of(field),
            kind: RowErrorKind::Quotes,
        })?;
        if places.len() != *width {
            let kind = RowErrorKind::FieldCount { expected: *width, found: places.len() };
            return Err(RowError { line, column: None, kind });
        }
        let row = Row { line, names, text, places, columns };
        if has_control_characters(text) {
            for column in 0..N {
                if row.get(column).contains(char::is_control) {
                    return Err(row.error(column, RowErrorKind::ControlCharacter));
                }
            }
        }
        Ok(row)
    }
}

impl<R, const N: usize> Table<R, N> {
    pub(crate) fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    pub(crate) fn bytes_read(&self) -> u64 {
        self.lines.bytes_read()
    }

    pub(crate) fn encoding(&self) -> Encoding {
        self.decoder.encoding().unwrap_or(Encoding::Utf8)
    }
}

impl<'a, const N: usize> Row<'a, N> {
    /// The value of a column, without spaces around it.
    pub(crate) fn get(&self, column: usize) -> &'a str {
        let (start, end) = self.places[self.columns[column]];
        self.text[start..end].trim()
    }

    /// The value of a column, if it is not longer than `max` characters.
    pub(crate) fn text(&self, column: usize, max: usize) -> Result<&'a str, RowError> {
        let value = self.get(column);
        // A text has no more characters than bytes.
        if value.len() > max && value.chars().count() > max {
            return Err(self.error(column, RowErrorKind::TooLong { max }));
        }
        Ok(value)
    }

    /// The same, and there must be something.
    pub(crate) fn filled_text(&self, column: usize, max: usize) -> Result<&'a str, RowError> {
        match self.text(column, max)? {
            "" => Err(self.error(column, RowErrorKind::Empty)),
            value => Ok(value),
        }
    }

    pub(crate) fn error(&self, column: usize, kind: RowErrorKind) -> RowError {
        RowError { line: self.line, column: Some(self.names[column]), kind }
    }
}

/// Whether there is a control character anywhere, told from bytes alone: in UTF-8 those of the second range take two.
fn has_control_characters(text: &str) -> bool {
    let bytes = text.as_bytes();
    // No early end, so that the compiler takes many bytes at once; there is nearly never one to find.
    let found = bytes.iter().fold(false, |found, byte| found | matches!(byte, 0..0x20 | 0x7f));
    found || bytes.windows(2).fold(false, |found, pair| found | (matches!(pair[0], 0xc2) & matches!(pair[1], 0x80..0xa0)))
}

/// The number of the field that holds the byte at `at`.
fn field_at(raw: &[u8], at: usize) -> usize {
    let mut quoted = false;
    let mut field = 0;
    for byte in &raw[..at] {
        match byte {
            b'"' => quoted = !quoted,
            b';' if !quoted => field += 1,
            _ => {}
        }
    }
    field
}

/// Parts a line into fields and gives the text their places are in: the line itself, or `unquoted` if the line has
/// quotes. An error is the number of the field with wrong quotes.
fn split<'a>(line: &'a str, unquoted: &'a mut String, places: &mut Places) -> Result<&'a str, usize> {
    places.clear();
    if line.contains('"') {
        split_quoted(line, unquoted, places)?;
        return Ok(unquoted);
    }
    let mut start = 0;
    for (at, byte) in line.bytes().enumerate() {
        if byte == b';' {
            places.push((start, at));
            start = at + 1;
        }
    }
    places.push((start, line.len()));
    Ok(line)
}

/// A field that begins with a quote ends with one, and `""` inside it is a quote. Elsewhere a quote is a plain character:
/// programs of the trade write `ООО "Ромашка"` so.
fn split_quoted(line: &str, unquoted: &mut String, places: &mut Places) -> Result<(), usize> {
    unquoted.clear();
    let mut rest = line;
    loop {
        let start = unquoted.len();
        let after = if let Some(mut inside) = rest.trim_start_matches(' ').strip_prefix('"') {
            loop {
                let (part, after) = inside.split_once('"').ok_or(places.len())?;
                unquoted.push_str(part);
                match after.strip_prefix('"') {
                    Some(more) => {
                        unquoted.push('"');
                        inside = more;
                    }
                    None => break after.trim_start_matches(' '),
                }
            }
        } else {
            let end = rest.find(';').unwrap_or(rest.len());
            unquoted.push_str(&rest[..end]);
            &rest[end..]
        };
        match after.strip_prefix(';') {
            Some(next) => {
                places.push((start, unquoted.len()));
                rest = next;
            }
            None if after.is_empty() => {
                places.push((start, unquoted.len()));
                return Ok(());
            }
            None => return Err(places.len()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(line: &str) -> Result<Vec<String>, usize> {
        let (mut unquoted, mut places) = (String::new(), Vec::new());
        let text = split(line, &mut unquoted, &mut places)?;
        Ok(places.iter().map(|(start, end)| text[*start..*end].to_owned()).collect())
    }

    #[test]
    fn a_line_falls_into_fields_with_and_without_quotes() {
        for (line, expected) in [
            ("a;b;", vec!["a", "b", ""]),
            ("", vec![""]),
            (r#""a;b";c"#, vec!["a;b", "c"]),
            (r#""ООО ""Ромашка""; филиал" ; x"#, vec![r#"ООО "Ромашка"; филиал"#, " x"]),
            (r#"ООО "Ромашка";y"#, vec![r#"ООО "Ромашка""#, "y"]),
            (r#""";"";"""x""#, vec!["", "", r#""x"#]),
            (r#";"""#, vec!["", ""]),
        ] {
            let expected: Result<Vec<String>, usize> = Ok(expected.into_iter().map(str::to_owned).collect());
            assert_eq!(fields(line), expected, "{line}");
        }
    }

    #[test]
    fn quotes_that_do_not_close_name_their_field() {
        assert_eq!(fields(r#"a;"b;c"#), Err(1));
        assert_eq!(fields(r#"a;b;"c"d"#), Err(2));
    }

    #[test]
    fn a_broken_byte_is_found_in_its_field() {
        assert_eq!(field_at(b"a;\"b;c\";d", 8), 2);
    }
}
