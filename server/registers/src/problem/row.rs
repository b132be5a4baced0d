//! What is wrong with one line of a file or one row of a sheet.
//! Not here: the file as a whole (see `file`).

use crate::text::{Encoding, MAX_LINE_BYTES};
use domain::account::AccountNumberError;
use domain::money::MoneyError;
use domain::{Money, QrField};
use std::fmt;
use std::io;

/// One line of a file is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowError {
    /// Number of the line in the file, from 1.
    pub line: u64,
    /// The column, where one is to blame.
    pub column: Option<&'static str>,
    /// What is wrong.
    pub kind: RowErrorKind,
    /// Where in a workbook; none for a text file.
    pub sheet: Option<Box<SheetCell>>,
}

/// A place in a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetCell {
    /// The sheet's name as it stands in the workbook.
    pub sheet: String,
    /// The column's letters, such as `AB`; empty where no column is to blame.
    pub letters: String,
}

impl RowError {
    /// What is wrong with a line of a text file.
    pub(crate) fn new(line: u64, column: Option<&'static str>, kind: RowErrorKind) -> Self {
        Self { line, column, kind, sheet: None }
    }
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
    /// Not the way a volume is found.
    NotAMethod(String),
    /// Not an encoding of a payment QR.
    NotAQrEncoding(String),
    /// Not a field of a payment QR.
    NotAQrField(String),
    /// Not a month in the form that the column mapping names.
    NotAMappedPeriod {
        /// What stands there.
        value: String,
        /// The form, such as `MM.YYYY`.
        form: &'static str,
    },
    /// A cell of a workbook with nothing in it.
    EmptyCell,
    /// A cell that shows an error, such as `#REF!`.
    CellError(String),
    /// A formula whose result is not kept in the file.
    NoFormulaResult,
    /// A number of more digits than a spreadsheet keeps.
    LostDigits(String),
    /// Not an identifier that begins with the ten characters of a unified account number.
    NotAnEls(String),
    /// The document is not on the sheet of documents.
    UnknownDocument(String),
    /// The document has this requisite already.
    RequisiteTwice(String),
    /// The line names a requisite that its document does not have.
    UnknownRequisite(String),
    /// There is no account of that unified number.
    UnknownAccount(String),
    /// No supplier is paid there.
    UnknownPayee {
        /// Bank code.
        bic: String,
        /// Settlement account.
        account: String,
    },
    /// The charge of a service is not what its parts come to.
    ServiceDoesNotAddUp {
        /// What they come to.
        expected: Money,
        /// What the cell says.
        stated: Money,
    },
    /// What a document asks for is not what its services, debt and penalties come to.
    DocumentDoesNotAddUp {
        /// What they come to.
        expected: Money,
        /// What the cell says.
        stated: Money,
    },
    /// Debt, advance, payment or penalty without a service to put it on.
    NoServices,
    /// The service stands in the document twice.
    ServiceTwice {
        /// The service.
        service: String,
        /// Where it was met first.
        first_line: u64,
    },
    /// The stream failed; reading is over.
    Unreadable(io::ErrorKind),
}

impl fmt::Display for RowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.sheet {
            Some(place) => {
                write!(f, "Лист «{}», строка {}", place.sheet, self.line)?;
                if !place.letters.is_empty() {
                    write!(f, ", столбец {}", place.letters)?;
                }
                if let Some(column) = self.column {
                    write!(f, " «{column}»")?;
                }
            }
            None => {
                write!(f, "Строка {}", self.line)?;
                if let Some(column) = self.column {
                    write!(f, ", столбец {column}")?;
                }
            }
        }
        write!(f, ": {}", self.kind)
    }
}

impl std::error::Error for RowError {}

#[expect(clippy::too_many_lines, reason = "one sentence for each kind, and the compiler sees that none is left out")]
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
            Self::NotAMethod(value) => write!(
                f,
                "«{value}» — не способ определения объёма. Поставьте счётчик, норматив или иное (meter, norm или other)."
            ),
            Self::NotAQrEncoding(value) => {
                write!(f, "«{value}» — не кодировка QR-кода. Поставьте auto, windows-1251 или utf-8.")
            }
            Self::NotAQrField(value) => {
                let names: Vec<_> = QrField::ALL.iter().map(|(name, _)| *name).collect();
                write!(f, "«{value}» — не поле QR-кода. Подойдут, через запятую: {}.", names.join(", "))
            }
            Self::NotAMappedPeriod { value, form } => {
                write!(
                    f,
                    "«{value}» — не месяц вида {form}, который назван в настройке столбцов. Исправьте значение или настройку."
                )
            }
            Self::EmptyCell => {
                f.write_str("ячейка не заполнена. Если ячейки объединены, отмените объединение и заполните каждую строку.")
            }
            Self::CellError(value) => {
                write!(f, "в ячейке ошибка {value}. Исправьте формулу или впишите значение и сохраните книгу.")
            }
            Self::NoFormulaResult => {
                f.write_str("в ячейке формула без результата. Откройте книгу в Excel, дождитесь пересчёта и сохраните её.")
            }
            Self::LostDigits(value) => write!(
                f,
                "«{value}» — число, у которого таблица потеряла последние цифры. \
                 Задайте столбцу текстовый формат и впишите значение заново."
            ),
            Self::NotAnEls(value) => write!(
                f,
                "«{value}» — не идентификатор ЖКУ. Нужны 10 знаков единого лицевого счёта, дефис и две цифры: 30АБ104512-01."
            ),
            Self::UnknownDocument(value) => {
                write!(
                    f,
                    "платёжного документа «{value}» нет на листе «Разделы 1-2». Добавьте его туда или исправьте номер."
                )
            }
            Self::RequisiteTwice(value) => write!(
                f,
                "этот платёжный документ с реквизитом № «{value}» уже есть выше. Оставьте одну строку или исправьте номер реквизита."
            ),
            Self::UnknownRequisite(value) => write!(
                f,
                "у платёжного документа нет реквизита № «{value}» на листе «Разделы 1-2». Исправьте номер реквизита."
            ),
            Self::UnknownAccount(value) => write!(
                f,
                "лицевого счёта с ЕЛС {value} нет в базе. Проверьте идентификатор ЖКУ или сначала загрузите обычный реестр с этим счётом."
            ),
            Self::UnknownPayee { bic, account } => write!(
                f,
                "нет поставщика со счётом {account} в банке с БИК {bic}. Проверьте реквизиты или загрузите справочник поставщиков."
            ),
            Self::ServiceDoesNotAddUp { expected, stated } => write!(
                f,
                "итог не сходится: по ячейкам строки выходит {}, а указано {}. \
                 Итог = начислено + превышение + перерасчёт − льгота. Исправьте строку.",
                expected.roubles(),
                stated.roubles()
            ),
            Self::DocumentDoesNotAddUp { expected, stated } => write!(
                f,
                "итог документа не сходится: по услугам, долгу и неустойкам выходит {}, а указано {}. \
                 Итог = услуги + задолженность − аванс + неустойки, с вычетом оплаты или без него. Исправьте документ.",
                expected.roubles(),
                stated.roubles()
            ),
            Self::NoServices => f.write_str(
                "у документа есть задолженность, аванс, оплата или неустойка, а строк услуг к ней нет. \
                 Добавьте на лист «Разделы 3-6» услугу, к которой она относится.",
            ),
            Self::ServiceTwice { service, first_line } => {
                write!(f, "услуга «{service}» этого документа и поставщика уже есть в строке {first_line}. Оставьте одну.")
            }
        }
    }
}
