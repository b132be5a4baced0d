//! What can be wrong with a file, and the sentences that tell the clerk: what it is, where, and what to do.
//! Not here: the checks themselves (see `table`, `register`, `suppliers`, `xlsx`).

mod file;
mod row;
mod warning;

pub use file::FileError;
pub use row::{RowError, RowErrorKind, SheetCell};
pub use warning::Warning;

use std::fmt;

/// How many problems are kept for showing; the rest are counted.
pub const KEPT: usize = 100;

/// The problems of the lines of a file: the first [`KEPT`] of them and how many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    /// The first ones, in the order of the file.
    pub first: Vec<RowError>,
    /// All of them.
    pub total: u64,
}

impl Problems {
    /// Counts one more.
    pub fn push(&mut self, error: RowError) {
        if self.first.len() < KEPT {
            self.first.push(error);
        }
        self.total += 1;
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.total == 0
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for error in &self.first {
            writeln!(f, "{error}")?;
        }
        write!(f, "Всего ошибок: {}", self.total)?;
        match self.first.len() {
            shown if self.total > shown as u64 => write!(f, ", показаны первые {shown}."),
            _ => f.write_str("."),
        }
    }
}

/// Why a file was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileProblems {
    /// The file as a whole.
    File(FileError),
    /// Its lines.
    Rows(Problems),
}

impl fmt::Display for FileProblems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(error) => error.fmt(f),
            Self::Rows(problems) => problems.fmt(f),
        }
    }
}

impl std::error::Error for FileProblems {}

impl From<FileError> for FileProblems {
    fn from(error: FileError) -> Self {
        Self::File(error)
    }
}

/// At most 40 characters of a value, none of which can upset a terminal or a page.
pub(crate) fn shorten(value: &str) -> String {
    const SHOWN: usize = 40;
    let mut out: String = value.chars().take(SHOWN).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    if value.chars().nth(SHOWN).is_some() {
        out.push('…');
    }
    out
}
