//! What is worth a look and yet does not stop a file.
//! Not here: what stops it (see `file` and `row`).

use std::fmt;

/// What is kept out or looks wrong, and yet does not stop the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// A column that nobody reads.
    UnknownColumn(String),
    /// So many more of them.
    MoreUnknownColumns(usize),
    /// A column of a sheet that could be there and is not.
    NoHeader {
        /// The sheet.
        sheet: String,
        /// The header looked for.
        header: &'static str,
    },
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
            Self::NoHeader { sheet, header } => {
                write!(f, "На листе «{sheet}» нет столбца «{header}»: эти сведения не загружаются.")
            }
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
