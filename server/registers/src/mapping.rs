//! Column mapping: a small TOML file that says how a billing system names its columns and writes its months and sums.
//! Not here: what the values must be (see `register`).
//!
//! ```toml
//! separator = ";"            # ";", ",", "|" or "tab"
//! encoding = "windows-1251"  # "auto", "utf-8", "windows-1251" or "cp866"
//! decimal = ","              # then "." parts thousands, and the other way round
//! period = "MM.YYYY"         # YYYY-MM, MM.YYYY, YYYYMM, MMYYYY, YYYY.MM, MM/YYYY, MM-YYYY, DD.MM.YYYY
//! empty_sums = "zero"        # an empty sum is 0; without it, an error
//!
//! [columns]                  # our column = the header in the file; what is not named is looked for under our name
//! account = "ЛС"
//! [values]                   # columns that the file does not have, the same in every line
//! city = "Абакан"
//! [services]                 # the file's word = the word on receipts
//! "ОТОПЛ" = "Отопление"
//! ```

use crate::columns::{self as at, ALL_COLUMNS};
use crate::problem::{RowError, RowErrorKind, shorten};
use crate::table::Places;
use crate::text::Encoding;
use domain::Period;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use toml::{Table, Value};

/// How the files of a billing system are to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping(Arc<Parts>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Parts {
    separator: u8,
    encoding: Option<Encoding>,
    /// The character that parts thousands and is left out.
    thousands: Option<char>,
    period: PeriodForm,
    empty_sums_are_zero: bool,
    /// By our columns: the header in the file, the same value for all lines.
    names: Vec<Option<String>>,
    values: Vec<Option<String>>,
    services: HashMap<String, String>,
}

/// Why a mapping cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MappingError {
    /// Not TOML.
    Syntax {
        /// Number of the line, from 1.
        line: usize,
    },
    /// No such setting.
    UnknownKey {
        /// What stands there.
        key: String,
        /// What may stand there.
        accepted: Vec<&'static str>,
    },
    /// The value of a setting is not one that is known.
    WrongValue {
        /// The setting.
        key: String,
        /// What may stand there.
        accepted: Vec<&'static str>,
    },
    /// A column has both a header and a value for all lines.
    ColumnAndValue(&'static str),
}

impl fmt::Display for MappingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax { line } => write!(
                f,
                "Настройка столбцов не читается: ошибка в строке {line}. \
                 Значения пишутся так: account = \"ЛС\", в двойных кавычках."
            ),
            Self::UnknownKey { key, accepted } => {
                write!(f, "В настройке столбцов неизвестный ключ «{key}». Подойдут: {}.", accepted.join(", "))
            }
            Self::WrongValue { key, accepted } => {
                write!(f, "В настройке столбцов у ключа «{key}» неподходящее значение. Подойдут: {}.", accepted.join(", "))
            }
            Self::ColumnAndValue(name) => {
                write!(f, "В настройке столбцов {name} назван и в [columns], и в [values]. Оставьте его в одном разделе.")
            }
        }
    }
}

impl std::error::Error for MappingError {}

/// Settings with a choice of words, and what the words stand for.
const SEPARATORS: [(&str, u8); 5] = [(";", b';'), (",", b','), ("|", b'|'), ("tab", b'\t'), ("\t", b'\t')];
const ENCODINGS: [(&str, Option<Encoding>); 5] = [
    ("auto", None),
    ("utf-8", Some(Encoding::Utf8)),
    ("windows-1251", Some(Encoding::Windows1251)),
    ("cp1251", Some(Encoding::Windows1251)),
    ("cp866", Some(Encoding::Ibm866)),
];
const DECIMALS: [(&str, Option<char>); 2] = [(",", Some('.')), (".", Some(','))];
const PERIODS: [(&str, PeriodForm); 8] = [
    ("YYYY-MM", PeriodForm("YYYY-MM")),
    ("MM.YYYY", PeriodForm("MM.YYYY")),
    ("YYYYMM", PeriodForm("YYYYMM")),
    ("MMYYYY", PeriodForm("MMYYYY")),
    ("YYYY.MM", PeriodForm("YYYY.MM")),
    ("MM/YYYY", PeriodForm("MM/YYYY")),
    ("MM-YYYY", PeriodForm("MM-YYYY")),
    ("DD.MM.YYYY", PeriodForm("DD.MM.YYYY")),
];
const EMPTY_SUMS: [(&str, bool); 2] = [("zero", true), ("error", false)];
const KEYS: [&str; 8] = ["separator", "encoding", "decimal", "period", "empty_sums", "columns", "values", "services"];

impl Mapping {
    /// Reads the text of a mapping file.
    pub fn parse(text: &str) -> Result<Self, MappingError> {
        let table: Table = text.parse().map_err(|error: toml::de::Error| {
            let end = error.span().map_or(0, |span| span.start.min(text.len()));
            MappingError::Syntax { line: text.as_bytes()[..end].split(|byte| *byte == b'\n').count() }
        })?;
        if let Some(key) = table.keys().find(|key| !KEYS.contains(&key.as_str())) {
            return Err(MappingError::UnknownKey { key: key.clone(), accepted: KEYS.to_vec() });
        }
        let names = by_column(&table, "columns")?;
        let values = by_column(&table, "values")?;
        if let Some(both) = (0..ALL_COLUMNS.len()).find(|column| names[*column].is_some() && values[*column].is_some()) {
            return Err(MappingError::ColumnAndValue(ALL_COLUMNS[both]));
        }
        Ok(Self(Arc::new(Parts {
            separator: choice(&table, "separator", &SEPARATORS)?.unwrap_or(b';'),
            encoding: choice(&table, "encoding", &ENCODINGS)?.unwrap_or(None),
            thousands: choice(&table, "decimal", &DECIMALS)?.unwrap_or(None),
            period: choice(&table, "period", &PERIODS)?.unwrap_or(PeriodForm("YYYY-MM")),
            empty_sums_are_zero: choice(&table, "empty_sums", &EMPTY_SUMS)?.unwrap_or(false),
            names,
            values,
            services: words(&table, "services")?.collect::<Result<_, _>>()?,
        })))
    }

    pub(crate) fn separator(&self) -> u8 {
        self.0.separator
    }

    pub(crate) fn encoding(&self) -> Option<Encoding> {
        self.0.encoding
    }
}

fn choice<T: Copy>(table: &Table, key: &str, accepted: &[(&'static str, T)]) -> Result<Option<T>, MappingError> {
    let Some(value) = table.get(key) else { return Ok(None) };
    let word = value.as_str().unwrap_or_default();
    match accepted.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)) {
        Some((_, meaning)) => Ok(Some(*meaning)),
        None => {
            let accepted = accepted.iter().map(|(name, _)| *name).filter(|name| *name != "\t").collect();
            Err(MappingError::WrongValue { key: key.to_owned(), accepted })
        }
    }
}

type Word = Result<(String, String), MappingError>;

/// The texts of a section.
fn words<'a>(table: &'a Table, section: &'a str) -> Result<impl Iterator<Item = Word> + 'a, MappingError> {
    let wrong =
        |key: String| MappingError::WrongValue { key, accepted: vec!["текст в двойных кавычках"] };
    let words = match table.get(section) {
        None => None,
        Some(Value::Table(words)) => Some(words),
        Some(_) => return Err(wrong(section.to_owned())),
    };
    Ok(words.into_iter().flatten().map(move |(key, value)| match value {
        Value::String(text) => Ok((key.trim().to_owned(), text.trim().to_owned())),
        // A number that stands for itself: `residents = 0`.
        Value::Integer(number) => Ok((key.trim().to_owned(), number.to_string())),
        _ => Err(wrong(format!("{section}.{key}"))),
    }))
}

fn by_column(table: &Table, section: &str) -> Result<Vec<Option<String>>, MappingError> {
    let mut out = vec![None; ALL_COLUMNS.len()];
    for word in words(table, section)? {
        let (key, value) = word?;
        match ALL_COLUMNS.iter().position(|name| name.eq_ignore_ascii_case(&key)) {
            Some(column) => out[column] = Some(value),
            None => {
                return Err(MappingError::UnknownKey { key: format!("{section}.{key}"), accepted: ALL_COLUMNS.to_vec() });
            }
        }
    }
    Ok(out)
}

/// How a month is written: letters `YYYY`, `MM` and `DD` stand for digits, all else for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct PeriodForm(&'static str);

impl PeriodForm {
    fn read(self, text: &str) -> Option<Period> {
        if text.len() != self.0.len() {
            return None;
        }
        let (mut year, mut month) = (0_u16, 0_u8);
        for (form, byte) in self.0.bytes().zip(text.bytes()) {
            match (form, byte) {
                (b'Y', b'0'..=b'9') => year = year * 10 + u16::from(byte - b'0'),
                (b'M', b'0'..=b'9') => month = month * 10 + (byte - b'0'),
                (b'D', b'0'..=b'9') => {}
                _ if form == byte => {}
                _ => return None,
            }
        }
        Period::new(year, month).ok()
    }
}

/// Lines of a mapped file in our own columns and spellings.
pub(crate) struct Rewrite<const N: usize> {
    mapping: Mapping,
    text: String,
    places: Places,
    columns: [usize; N],
}

impl<const N: usize> Rewrite<N> {
    pub(crate) fn new(mapping: Mapping) -> Self {
        Self { mapping, text: String::new(), places: Vec::new(), columns: [0; N] }
    }

    /// The header looked for.
    pub(crate) fn theirs<'a>(&'a self, column: usize, ours: &'a str) -> &'a str {
        self.mapping.0.names[column].as_deref().unwrap_or(ours)
    }

    /// Whether a header is this column: without regard to case and to how many spaces part the words.
    pub(crate) fn is_named(&self, column: usize, ours: &str, header: &str) -> bool {
        let words = |text: &str| text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
        self.mapping.0.values[column].is_none() && words(self.theirs(column, ours)) == words(header)
    }

    /// A column that the mapping names must be there, whether required or not; one with a value for all lines need not.
    pub(crate) fn must_be_there(&self, column: usize, required: bool) -> bool {
        let parts = &self.mapping.0;
        parts.values[column].is_none() && (required || parts.names[column].is_some())
    }

    /// Takes note of which columns there are: in a rewritten line each stands at its own place.
    pub(crate) fn place(&mut self, found: [usize; N], absent: usize) {
        for (column, at) in found.into_iter().enumerate() {
            let there = at != absent || self.mapping.0.values[column].is_some();
            self.columns[column] = if there { column } else { absent };
        }
    }

    /// Writes a line anew; `get` gives the file's own value of a column.
    pub(crate) fn rewrite<'a>(
        &mut self,
        names: &[&'static str; N],
        line: u64,
        get: impl Fn(usize) -> &'a str,
    ) -> Result<(), RowError> {
        let parts = &self.mapping.0;
        self.text.clear();
        self.places.clear();
        for (column, name) in names.iter().enumerate() {
            let start = self.text.len();
            let value = get(column);
            match (column, &parts.values[column]) {
                (_, Some(value)) => self.text.push_str(value),
                (at::PERIOD, None) if !value.is_empty() => match parts.period.read(value) {
                    Some(period) => self.text.push_str(&period.to_string()),
                    None => {
                        let kind = RowErrorKind::NotAMappedPeriod { value: shorten(value), form: parts.period.0 };
                        return Err(RowError::new(line, Some(*name), kind));
                    }
                },
                (at::SERVICE, None) => self.text.push_str(parts.services.get(value).map_or(value, String::as_str)),
                (at::OPENING..=at::TOTAL | at::RESIDENTS, None) if value.is_empty() && parts.empty_sums_are_zero => {
                    self.text.push('0');
                }
                (column, None) if is_number(column) && parts.thousands.is_some() => {
                    self.text.extend(value.chars().filter(|c| Some(*c) != parts.thousands));
                }
                (_, None) => self.text.push_str(value),
            }
            self.places.push((start, self.text.len()));
        }
        Ok(())
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn places(&self) -> &Places {
        &self.places
    }

    pub(crate) fn columns(&self) -> &[usize; N] {
        &self.columns
    }
}

fn is_number(column: usize) -> bool {
    matches!(column, at::AREA | at::RESIDENTS | at::VOLUME..=at::TOTAL | at::READING_BEFORE..=at::HOUSE_VOLUME)
        || matches!(column, at::INSTALMENT | at::INSTALMENT_REST)
}
