//! What can be wrong with a file, and the sentences that tell the clerk: what it is, where, and what to do.
//! Not here: the checks themselves (see `table`, `register`, `suppliers`).

use crate::text::{Encoding, MAX_LINE_BYTES};
use domain::Money;
use domain::account::AccountNumberError;
use domain::money::MoneyError;
use std::fmt;
use std::io;

/// How many problems are kept for showing; the rest are counted.
pub const KEPT: usize = 100;

/// The file as a whole cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// Not one byte.
    ZeroBytes,
    /// Nothing but spaces and line ends.
    Blank,
    /// The names of the columns and nothing below them.
    HeaderOnly,
    /// A workbook or another kind of file, not text.
    NotText,
    /// UTF-16 or UTF-32 text.
    Utf16,
    /// The names of the columns are parted by this character instead of `;`.
    WrongSeparator(char),
    /// The header itself cannot be read.
    Header(RowError),
    /// These columns are not in the header.
    MissingColumns(Vec<&'static str>),
    /// This column is in the header more than once.
    DuplicateColumn(&'static str),
    /// The stream failed.
    Unreadable(io::ErrorKind),
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ZeroBytes => f.write_str(
                "Файл пустой: в нём 0 байт. Похоже, он не выгрузился или не скопировался. Выгрузите его ещё раз.",
            ),
            Self::Blank => f.write_str("В файле нет ни одной заполненной строки. Выгрузите его ещё раз."),
            Self::HeaderOnly => {
                f.write_str("В файле есть только заголовок, строк под ним нет. Проверьте, за тот ли период он выгружен.")
            }
            Self::NotText => f.write_str(
                "Это не текстовый файл CSV. Если это книга Excel, сохраните её как «CSV UTF-8 (разделитель — точка с запятой)».",
            ),
            Self::Utf16 => f.write_str("Файл сохранён в кодировке UTF-16. Сохраните его в UTF-8 или windows-1251."),
            Self::WrongSeparator(separator) => {
                let name = if *separator == '\t' { "табуляцией".to_owned() } else { format!("знаком «{separator}»") };
                write!(f, "Столбцы разделены {name}, а нужна точка с запятой «;». Сохраните файл с этим разделителем.")
            }
            Self::Header(error) => write!(f, "Заголовок не читается. {error}"),
            Self::MissingColumns(names) => {
                let (word, verb) =
                    if names.len() == 1 { ("столбца", "Добавьте его") } else { ("столбцов", "Добавьте их") };
                write!(f, "В заголовке нет {word}: {}. {verb} и загрузите файл снова.", names.join(", "))
            }
            Self::DuplicateColumn(name) => {
                write!(f, "Столбец {name} встречается в заголовке дважды. Оставьте один и загрузите файл снова.")
            }
            Self::Unreadable(_) => f.write_str("Файл не удалось дочитать. Проверьте диск или сеть и повторите."),
        }
    }
}

impl std::error::Error for FileError {}

/// One line of a file is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowError {
    /// Number of the line in the file, from 1.
    pub line: u64,
    /// The column, where one is to blame.
    pub column: Option<&'static str>,
    /// What is wrong.
    pub kind: RowErrorKind,
}

/// What is wrong with a line. Values are cut to 40 characters; the holder's name is never among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowErrorKind {
    /// More or fewer fields than columns.
    FieldCount {
        /// Columns in the header.
        expected: usize,
        /// Fields in the line.
        found: usize,
    },
    /// A field in quotes that does not end, or ends before its separator.
    Quotes,
    /// The line is longer than [`MAX_LINE_BYTES`].
    LineTooLong,
    /// A byte that is no letter in the file's encoding.
    BrokenByte(Encoding),
    /// A character that cannot be printed.
    ControlCharacter,
    /// Nothing where something is needed.
    Empty,
    /// More characters than there is place for.
    TooLong {
        /// The most that is taken.
        max: usize,
    },
    /// Not a month.
    NotAPeriod(String),
    /// Not an account number.
    NotAnAccount(AccountNumberError, String),
    /// Not ten or twelve digits.
    NotAnInn(String),
    /// Not a sum of money.
    NotASum(MoneyError, String),
    /// Not a decimal number.
    NotADecimal(String),
    /// Below zero where that cannot be.
    Negative(String),
    /// Not a number of people.
    NotResidents(String),
    /// The total is not what the sums of the line come to.
    TotalDoesNotAddUp {
        /// What they come to.
        expected: Money,
        /// What the line says.
        stated: Money,
    },
    /// The supplier has already been met.
    DuplicateInn {
        /// The taxpayer number.
        inn: String,
        /// Where it was met first.
        first_line: u64,
    },
    /// The stream failed; reading is over.
    Unreadable(io::ErrorKind),
}

impl fmt::Display for RowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Строка {}", self.line)?;
        if let Some(column) = self.column {
            write!(f, ", столбец {column}")?;
        }
        write!(f, ": {}", self.kind)
    }
}

impl std::error::Error for RowError {}

impl fmt::Display for RowErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FieldCount { expected, found } => write!(
                f,
                "полей {found}, а столбцов {expected}. Если внутри поля есть «;», возьмите это поле в двойные кавычки."
            ),
            Self::Quotes => f.write_str(
                "кавычки не закрыты или закрыты не в конце поля. \
                 Поле в кавычках пишется в одну строку, а кавычка внутри него удваивается.",
            ),
            Self::LineTooLong => {
                write!(f, "строка длиннее {} КБ. Проверьте, что каждая запись стоит на своей строке.", MAX_LINE_BYTES / 1024)
            }
            Self::BrokenByte(encoding) => write!(
                f,
                "есть байт, который не читается в кодировке файла ({}). Исправьте текст или выгрузите файл ещё раз.",
                encoding.name()
            ),
            Self::ControlCharacter => f.write_str("есть непечатаемый знак. Удалите его."),
            Self::Empty => f.write_str("поле не заполнено. Заполните его; если суммы нет, поставьте 0."),
            Self::TooLong { max } => write!(f, "значение длиннее {max} знаков. Сократите его."),
            Self::NotAPeriod(value) => write!(f, "«{value}» — не месяц. Запишите его как ГГГГ-ММ, например 2026-09."),
            Self::NotAnAccount(AccountNumberError::TooLong, value) => {
                write!(f, "номер лицевого счёта «{value}» длиннее 30 знаков. Проверьте номер.")
            }
            Self::NotAnAccount(_, value) => {
                write!(f, "«{value}» — не номер лицевого счёта: нужна хотя бы одна буква или цифра.")
            }
            Self::NotAnInn(value) => write!(f, "«{value}» — не ИНН. Нужны 10 или 12 цифр без пробелов."),
            Self::NotASum(MoneyError::TooPrecise, value) => {
                write!(f, "в сумме «{value}» доли копейки. Оставьте два знака после запятой.")
            }
            Self::NotASum(MoneyError::TooLarge, value) => write!(f, "сумма «{value}» слишком велика. Проверьте её."),
            Self::NotASum(_, value) => write!(f, "«{value}» — не сумма. Запишите её как 1234,50 или 1234.50."),
            Self::NotADecimal(value) => {
                write!(f, "«{value}» — не число. Запишите его как 12,345 — не больше шести знаков после запятой.")
            }
            Self::Negative(value) => write!(f, "«{value}» — меньше нуля. Проверьте значение."),
            Self::NotResidents(value) => write!(f, "«{value}» — не число жителей. Нужно целое число от 0 до 1000."),
            Self::TotalDoesNotAddUp { expected, stated } => write!(
                f,
                "итог не сходится: по суммам строки выходит {}, а указано {}. \
                 Итог = входящий остаток + начислено + перерасчёт − льгота + пени − оплачено. Исправьте строку.",
                expected.roubles(),
                stated.roubles()
            ),
            Self::DuplicateInn { inn, first_line } => {
                write!(f, "ИНН {inn} уже есть в строке {first_line}. Оставьте одну из двух строк.")
            }
            Self::Unreadable(_) => f.write_str("файл не удалось дочитать. Проверьте диск или сеть и повторите."),
        }
    }
}

/// What is kept out or looks wrong, and yet does not stop the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// A column that nobody reads.
    UnknownColumn(String),
    /// So many more of them.
    MoreUnknownColumns(usize),
    /// The control digits of a supplier's INN are wrong.
    InnControlDigits {
        /// Number of the line.
        line: u64,
        /// The taxpayer number.
        inn: String,
        /// The supplier's name.
        name: String,
    },
    /// A requisite of a supplier has not as many digits as it should.
    Requisite {
        /// Number of the line.
        line: u64,
        /// The column.
        column: &'static str,
        /// How many digits it should have.
        digits: usize,
        /// What it is.
        value: String,
        /// The supplier's name.
        name: String,
    },
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownColumn(name) if name.is_empty() => f.write_str("Столбец без названия не загружается."),
            Self::UnknownColumn(name) => write!(f, "Столбец «{name}» неизвестен и не загружается."),
            Self::MoreUnknownColumns(count) => write!(f, "Ещё неизвестных столбцов, которые не загружаются: {count}."),
            Self::InnControlDigits { line, inn, name } => write!(
                f,
                "Строка {line}: у поставщика «{name}» контрольные цифры ИНН {inn} не сходятся. Проверьте ИНН: \
                 с ошибкой в нём платёж не дойдёт."
            ),
            Self::Requisite { line, column, digits, value, name } => write!(
                f,
                "Строка {line}, столбец {column}: у поставщика «{name}» значение «{value}», а нужно {digits} цифр. \
                 Проверьте реквизиты: с ошибкой в них платёж не дойдёт."
            ),
        }
    }
}

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
