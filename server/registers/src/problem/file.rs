//! Why a file as a whole is not taken.
//! Not here: its lines (see `row`).

use super::RowError;
use std::fmt;
use std::io;

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
    /// The names of the columns are parted otherwise than the column mapping says.
    OtherSeparator {
        /// What the mapping says.
        expected: char,
        /// What seems to part them.
        found: char,
    },
    /// These columns, which the column mapping names, are not in the header: the name looked for and the column it stands for.
    MissingMappedColumns(Vec<(String, &'static str)>),
    /// Neither a workbook nor anything that could be one.
    NotAWorkbook,
    /// A workbook of the old format `.xls`, or one behind a password: both begin alike.
    OldOrLockedWorkbook,
    /// A workbook whose parts do not fit together.
    BrokenWorkbook,
    /// A workbook that unpacks to more than is taken.
    WorkbookTooLarge {
        /// The most that is taken, in bytes.
        max_bytes: u64,
    },
    /// A part of the workbook is packed so tightly that it must be a trap.
    ZipBomb,
    /// More filled rows than are taken.
    TooManyRows {
        /// The sheet.
        sheet: String,
        /// The most that is taken.
        max: u32,
    },
    /// A sheet that is needed is not there.
    NoSheet {
        /// Its name.
        expected: &'static str,
        /// The names that are there.
        found: Vec<String>,
    },
    /// Columns that are needed are not on the sheet.
    NoHeaders {
        /// The sheet.
        sheet: String,
        /// The headers looked for.
        missing: Vec<&'static str>,
        /// Headers that are there and are not read: one of them may be a missing one renamed.
        found: Vec<String>,
    },
    /// A sheet with headers and nothing below.
    EmptySheet(String),
    /// A workbook without anything that we know.
    UnknownWorkbook,
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
            Self::OtherSeparator { expected, found } => write!(
                f,
                "Столбцы разделены знаком {}, а в настройке столбцов назван {}. Исправьте separator в настройке.",
                separator_name(*found),
                separator_name(*expected)
            ),
            Self::MissingMappedColumns(names) => {
                let names: Vec<_> = names.iter().map(|(theirs, ours)| format!("«{theirs}» (это {ours})")).collect();
                write!(
                    f,
                    "В заголовке нет столбцов, названных в настройке: {}. Исправьте настройку или выгрузите файл с ними.",
                    names.join(", ")
                )
            }
            Self::NotAWorkbook => f.write_str("Это не книга Excel. Нужен файл .xlsx, сохранённый как «Книга Excel»."),
            Self::OldOrLockedWorkbook => f.write_str(
                "Это книга старого формата .xls или книга под паролем. Снимите пароль и сохраните её как «Книга Excel (.xlsx)».",
            ),
            Self::BrokenWorkbook => f.write_str(
                "Книга Excel повреждена и не читается. Откройте её в Excel, сохраните заново как .xlsx и загрузите снова.",
            ),
            Self::WorkbookTooLarge { max_bytes } => write!(
                f,
                "Книга в распакованном виде больше {} МБ. Разделите её на несколько или сохраните как CSV.",
                max_bytes >> 20
            ),
            Self::ZipBomb => f.write_str(
                "Книга сжата так сильно, как настоящие не бывают: похоже на файл-ловушку. Она не загружена. \
                 Пересохраните её в Excel или выгрузите заново.",
            ),
            Self::TooManyRows { sheet, max } => {
                write!(f, "На листе «{sheet}» больше {max} строк. Разделите книгу на несколько.")
            }
            Self::NoSheet { expected, found } => write!(
                f,
                "В книге нет листа «{expected}». Есть листы: {}. Переименуйте нужный лист или выгрузите книгу по шаблону ГИС ЖКХ.",
                quoted(found)
            ),
            Self::NoHeaders { sheet, missing, found } => {
                write!(f, "На листе «{sheet}» не найдены заголовки: {}. ", quoted(missing))?;
                if found.is_empty() {
                    return f.write_str("Верните столбцам названия из шаблона и загрузите книгу снова.");
                }
                write!(
                    f,
                    "Не загружаются столбцы: {}. \
                     Если среди них тот, что нужен, верните ему название из шаблона и загрузите книгу снова.",
                    quoted(found)
                )
            }
            Self::EmptySheet(sheet) => {
                write!(f, "На листе «{sheet}» есть только заголовок, строк под ним нет. Проверьте, за тот ли период он выгружен.")
            }
            Self::UnknownWorkbook => f.write_str(
                "В книге нет ни листов шаблона ГИС ЖКХ («Разделы 1-2» и «Разделы 3-6»), ни столбцов реестра начислений. \
                 Проверьте, тот ли это файл.",
            ),
            Self::Unreadable(_) => f.write_str("Файл не удалось дочитать. Проверьте диск или сеть и повторите."),
        }
    }
}

impl std::error::Error for FileError {}

fn quoted<T: fmt::Display>(names: &[T]) -> String {
    names.iter().map(|name| format!("«{name}»")).collect::<Vec<_>>().join(", ")
}

fn separator_name(separator: char) -> String {
    if separator == '\t' { "табуляции".to_owned() } else { format!("«{separator}»") }
}
