//! A CSV file of named columns: header, fields, quotes. A record is always one line of the file, so that a stray quote
//! spoils its own line and not the rest. Not here: what the columns mean (see `register` and `suppliers`).

use crate::mapping::{Mapping, Rewrite};
use crate::problem::{FileError, RowError, RowErrorKind, Warning, shorten};
use crate::text::{Decoder, Encoding, Lines, Step};
use std::io::Read;

/// So many unknown columns are named; a header of nothing else must not fill the memory.
const NAMED_UNKNOWN_COLUMNS: usize = 20;

/// Where an optional column stands that the file does not have.
const ABSENT: usize = usize::MAX;

/// Fields of a line as places in its text.
pub(crate) type Places = Vec<(usize, usize)>;

/// A file of `N` columns, read a line at a time.
pub(crate) struct Table<R, const N: usize> {
    names: &'static [&'static str; N],
    /// So many of the names must be there; the others may be.
    required: usize,
    separator: u8,
    mapped: Option<Box<Rewrite<N>>>,
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
    /// Reads the header, in which the first `required` names must be.
    pub(crate) fn open(source: R, names: &'static [&'static str; N], required: usize) -> Result<Self, FileError> {
        Self::begin(source, names, required, None)
    }

    /// The same for a file whose columns are named otherwise.
    pub(crate) fn open_mapped(
        source: R,
        names: &'static [&'static str; N],
        required: usize,
        mapping: &Mapping,
    ) -> Result<Self, FileError> {
        Self::begin(source, names, required, Some(mapping))
    }

    fn begin(
        source: R,
        names: &'static [&'static str; N],
        required: usize,
        mapping: Option<&Mapping>,
    ) -> Result<Self, FileError> {
        let mut table = Self {
            names,
            required,
            separator: mapping.map_or(b';', Mapping::separator),
            mapped: mapping.map(|mapping| Box::new(Rewrite::new(mapping.clone()))),
            lines: Lines::new(source),
            decoder: Decoder::default(),
            unquoted: String::new(),
            places: Vec::new(),
            columns: [ABSENT; N],
            width: 0,
            warnings: Vec::new(),
            ahead: None,
            failed: false,
        };
        if let Some(encoding) = mapping.and_then(Mapping::encoding) {
            table.decoder.is_in(encoding);
        }
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
        let header_error = |line, kind| FileError::Header(RowError::new(line, None, kind));
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
                self.decoder.is_in(Encoding::Utf8);
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
        let text = split(text, self.separator, &mut self.unquoted, &mut self.places)
            .map_err(|_| header_error(line, RowErrorKind::Quotes))?;
        self.width = self.places.len();
        let expected = char::from(self.separator);
        if self.width == 1
            && let Some(found) = [';', ',', '\t', '|'].into_iter().find(|c| *c != expected && text.contains(*c))
        {
            return Err(match self.mapped {
                Some(_) => FileError::OtherSeparator { expected, found },
                None => FileError::WrongSeparator(found),
            });
        }
        let mut found = [None; N];
        let mut unknown = 0;
        for (at, (start, end)) in self.places.iter().enumerate() {
            let name = text[*start..*end].trim();
            let mut known = false;
            for (column, place) in found.iter_mut().enumerate() {
                let here = match &self.mapped {
                    None => self.names[column].eq_ignore_ascii_case(name),
                    Some(mapped) => mapped.is_named(column, self.names[column], name),
                };
                if here && place.is_some() {
                    return Err(FileError::DuplicateColumn(self.names[column]));
                }
                if here {
                    *place = Some(at);
                    known = true;
                }
            }
            if !known {
                unknown += 1;
                if unknown <= NAMED_UNKNOWN_COLUMNS {
                    self.warnings.push(Warning::UnknownColumn(shorten(name)));
                }
            }
        }
        if unknown > NAMED_UNKNOWN_COLUMNS {
            self.warnings.push(Warning::MoreUnknownColumns(unknown - NAMED_UNKNOWN_COLUMNS));
        }
        self.refuse_missing(&found)?;
        self.columns = found.map(|at| at.unwrap_or(ABSENT));
        if let Some(mapped) = &mut self.mapped {
            mapped.place(self.columns, ABSENT);
        }
        Ok(())
    }

    fn refuse_missing(&self, found: &[Option<usize>; N]) -> Result<(), FileError> {
        let names = self.names.iter().enumerate();
        let Some(mapped) = &self.mapped else {
            let missing: Vec<_> =
                names.take(self.required).filter(|(at, _)| found[*at].is_none()).map(|(_, name)| *name).collect();
            return if missing.is_empty() { Ok(()) } else { Err(FileError::MissingColumns(missing)) };
        };
        let missing: Vec<_> = names
            .filter(|(at, _)| found[*at].is_none() && mapped.must_be_there(*at, *at < self.required))
            .map(|(at, name)| (mapped.theirs(at, name).to_owned(), *name))
            .collect();
        if missing.is_empty() { Ok(()) } else { Err(FileError::MissingMappedColumns(missing)) }
    }

    fn next_filled_line(&mut self) -> Result<Step, FileError> {
        loop {
            match self.lines.advance().map_err(|error| FileError::Unreadable(error.kind()))? {
                // Spreadsheets leave lines of bare separators below the last filled one.
                Step::Line
                    if self.lines.current().iter().all(|byte| *byte == self.separator || byte.is_ascii_whitespace()) => {}
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
            Ok(Step::TooLong) => Some(Err(RowError::new(line, None, RowErrorKind::LineTooLong))),
            Ok(Step::Line) => Some(self.current_row(line)),
            Err(error) => {
                self.failed = true;
                let kind = if let FileError::Unreadable(kind) = error { kind } else { std::io::ErrorKind::Other };
                Some(Err(RowError::new(line + 1, None, RowErrorKind::Unreadable(kind))))
            }
        }
    }

    fn current_row(&mut self, line: u64) -> Result<Row<'_, N>, RowError> {
        let Self { names, lines, decoder, unquoted, places, columns, width, mapped, .. } = self;
        let separator = self.separator;
        let raw = lines.current();
        let column_of = |field: usize| columns.iter().position(|at| *at == field).map(|column| names[column]);
        let text = decoder.decode(raw).map_err(|broken| {
            let kind = RowErrorKind::BrokenByte(broken.encoding);
            RowError::new(line, column_of(field_at(raw, broken.at, separator)), kind)
        })?;
        let text = split(text, separator, unquoted, places)
            .map_err(|field| RowError::new(line, column_of(field), RowErrorKind::Quotes))?;
        if places.len() != *width {
            let kind = RowErrorKind::FieldCount { expected: *width, found: places.len() };
            return Err(RowError::new(line, None, kind));
        }
        let row = match mapped {
            None => Row { line, names, text, places, columns },
            Some(mapped) => {
                mapped.rewrite(names, line, |column| match places.get(columns[column]) {
                    Some((start, end)) => text[*start..*end].trim(),
                    None => "",
                })?;
                Row { line, names, text: mapped.text(), places: mapped.places(), columns: mapped.columns() }
            }
        };
        let text = row.text;
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

    /// Whether the file has the column.
    pub(crate) fn has(&self, column: usize) -> bool {
        match &self.mapped {
            None => self.columns[column] != ABSENT,
            Some(mapped) => mapped.columns()[column] != ABSENT,
        }
    }

    pub(crate) fn bytes_read(&self) -> u64 {
        self.lines.bytes_read()
    }

    pub(crate) fn encoding(&self) -> Encoding {
        self.decoder.encoding().unwrap_or(Encoding::Utf8)
    }
}

impl<'a, const N: usize> Row<'a, N> {
    /// The value of a column, without spaces around it; of a column that the file does not have, nothing.
    pub(crate) fn get(&self, column: usize) -> &'a str {
        match self.places.get(self.columns[column]) {
            Some((start, end)) => self.text[*start..*end].trim(),
            None => "",
        }
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
        RowError::new(self.line, Some(self.names[column]), kind)
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
fn field_at(raw: &[u8], at: usize, separator: u8) -> usize {
    let mut quoted = false;
    let mut field = 0;
    for byte in &raw[..at] {
        match byte {
            b'"' => quoted = !quoted,
            byte if *byte == separator && !quoted => field += 1,
            _ => {}
        }
    }
    field
}

/// Parts a line into fields and gives the text their places are in: the line itself, or `unquoted` if the line has
/// quotes. An error is the number of the field with wrong quotes.
fn split<'a>(line: &'a str, separator: u8, unquoted: &'a mut String, places: &mut Places) -> Result<&'a str, usize> {
    places.clear();
    if line.contains('"') {
        split_quoted(line, char::from(separator), unquoted, places)?;
        return Ok(unquoted);
    }
    let mut start = 0;
    for (at, byte) in line.bytes().enumerate() {
        if byte == separator {
            places.push((start, at));
            start = at + 1;
        }
    }
    places.push((start, line.len()));
    Ok(line)
}

/// A field that begins with a quote ends with one, and `""` inside it is a quote. Elsewhere a quote is a plain character:
/// programs of the trade write `ООО "Ромашка"` so.
fn split_quoted(line: &str, separator: char, unquoted: &mut String, places: &mut Places) -> Result<(), usize> {
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
            let end = rest.find(separator).unwrap_or(rest.len());
            unquoted.push_str(&rest[..end]);
            &rest[end..]
        };
        match after.strip_prefix(separator) {
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
        let text = split(line, b';', &mut unquoted, &mut places)?;
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
        assert_eq!(field_at(b"a;\"b;c\";d", 8, b';'), 2);
    }
}
