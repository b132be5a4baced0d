//! The reader of payment QR codes: strict about what they claim to be, lenient about how they are written.
//! Not here: text that was decoded wrongly on its way to us (see `repair`).

use super::{Encoding, Key, repair};
use crate::payment_qr::key::{Kind, is_account};
use domain::{Inn, Money, Period};

/// What a payment QR says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadPayment {
    /// The encoding its header names.
    pub encoding: Encoding,
    /// The separator its header names.
    pub separator: char,
    /// Whether the five required fields are there, first and in their order: what the standard asks for and some
    /// banks' applications need.
    pub in_order: bool,
    /// All fields with a value, in the order in which they stand; unknown ones too, repeated ones too.
    pub fields: Vec<(Key, String)>,
}

/// Why something is not a payment QR.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Does not begin with `ST`.
    #[error("not a payment code")]
    NotAPayment,
    /// Not version `0001`.
    #[error("unknown version of the payment code")]
    Version,
    /// No encoding has this digit.
    #[error("unknown encoding of the payment code")]
    Encoding,
    /// A letter, a digit or `=` cannot separate fields.
    #[error("fields cannot be told apart")]
    Separator,
    /// The bytes are not text of the encoding, or a character was lost on the way (U+FFFD).
    #[error("damaged text")]
    Damaged,
    /// No field has a value.
    #[error("no fields")]
    Empty,
    /// Longer than any symbol.
    #[error("too long for a payment code")]
    TooLong,
}

/// Twice what the largest symbol holds: text decoded wrongly may be longer than its bytes.
const MAX_BYTES: usize = 2 * 2953;

/// Reads the bytes of a symbol. Any separator is taken; keys in any case; unknown keys are kept; only the first `=` of
/// a field splits; empty fields, `Null`, fields without `=` and repeated or trailing separators are passed over.
/// Required fields may be missing or out of order: see [`ReadPayment::in_order`].
pub fn read(bytes: &[u8]) -> Result<ReadPayment, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLong);
    }
    let encoding = header(bytes)?;
    let text = encoding.table().decode_without_bom_handling_and_without_replacement(&bytes[HEADER..]);
    fields(encoding, &text.ok_or(ReadError::Damaged)?)
}

/// Reads the text of a symbol as people paste it and scanners give it: with space around it, in lower case, with
/// broken lines, and with its bytes taken for those of another encoding, which is undone.
pub fn read_text(text: &str) -> Result<ReadPayment, ReadError> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '"' | '\'' | '`' | '“' | '”'));
    // Room for the space of broken lines and for letters of three bytes; beyond it nothing is looked at.
    if text.len() > 3 * MAX_BYTES {
        return Err(ReadError::TooLong);
    }
    let encoding = header(text.as_bytes())?;
    let body = repair::undo_wrong_decoding(&text[HEADER..], encoding);
    // `ST00012 | Name=…`: the space is not the separator.
    let body = match body.trim_start_matches([' ', '\t', '\u{a0}']) {
        spaced if spaced.starts_with(is_separator) => spaced,
        _ => &body,
    };
    let mut read = fields(encoding, body)?;
    for (key, value) in &mut read.fields {
        // A line may be broken within a number; but `3816 30` is no sum.
        if matches!(key.limit().1, Kind::Digits | Kind::Account) && !matches!(key, Key::Sum | Key::AddAmount) {
            value.retain(|c| !c.is_whitespace());
        }
    }
    Ok(read)
}

/// `ST`, `0001`, the digit: seven bytes.
const HEADER: usize = 7;

fn header(bytes: &[u8]) -> Result<Encoding, ReadError> {
    match bytes {
        [b'S' | b's', b'T' | b't', b'0', b'0', b'0', b'1', digit, ..] => {
            Encoding::from_digit(*digit).ok_or(ReadError::Encoding)
        }
        [b'S' | b's', b'T' | b't', version @ ..] if version.len() >= 4 => Err(ReadError::Version),
        _ => Err(ReadError::NotAPayment),
    }
}

fn is_separator(c: char) -> bool {
    !c.is_alphanumeric() && c != '=' && c != char::REPLACEMENT_CHARACTER
}

fn fields(encoding: Encoding, body: &str) -> Result<ReadPayment, ReadError> {
    if body.contains(char::REPLACEMENT_CHARACTER) {
        return Err(ReadError::Damaged);
    }
    let separator = body.chars().next().ok_or(ReadError::Empty)?;
    if !is_separator(separator) {
        return Err(ReadError::Separator);
    }
    let fields: Vec<(Key, String)> = body.split(separator).filter_map(field).collect();
    if fields.is_empty() {
        return Err(ReadError::Empty);
    }
    let in_order = fields.len() >= Key::REQUIRED.len() && fields.iter().zip(&Key::REQUIRED).all(|((key, _), r)| key == r);
    Ok(ReadPayment { encoding, separator, in_order, fields })
}

fn field(text: &str) -> Option<(Key, String)> {
    let (key, value) = text.split_once('=')?;
    let (key, value) = (key.trim(), value.split_whitespace().collect::<Vec<_>>().join(" "));
    if key.is_empty() || value.is_empty() || value.eq_ignore_ascii_case("null") {
        return None;
    }
    Some((Key::parse(key), value))
}

impl ReadPayment {
    /// The value of a field. None also where the field stands twice with different values: such a code could show one
    /// account to us and another one to the bank.
    pub fn get(&self, key: &Key) -> Option<&str> {
        let mut values = self.fields.iter().filter(|(k, _)| k == key).map(|(_, value)| value.as_str());
        let first = values.next()?;
        values.all(|other| other == first).then_some(first)
    }

    /// Whether some field stands twice with different values.
    pub fn contradicts_itself(&self) -> bool {
        self.fields.iter().any(|(key, _)| self.get(key).is_none())
    }

    /// Payee.
    pub fn name(&self) -> Option<&str> {
        self.get(&Key::Name)
    }

    /// The payee's bank account, if it has the form of one.
    pub fn personal_acc(&self) -> Option<&str> {
        self.get(&Key::PersonalAcc).filter(|value| is_account(value))
    }

    /// БИК, if nine digits.
    pub fn bic(&self) -> Option<&str> {
        self.get(&Key::Bic).filter(|value| value.len() == 9 && all_digits(value))
    }

    /// Correspondent account, if twenty digits.
    pub fn corresp_acc(&self) -> Option<&str> {
        self.get(&Key::CorrespAcc).filter(|value| value.len() == 20 && all_digits(value))
    }

    /// ИНН of the payee, if ten or twelve digits.
    pub fn inn(&self) -> Option<Inn> {
        self.get(&Key::PayeeInn).and_then(|value| Inn::parse(value).ok())
    }

    /// The sum, if whole kopecks. `3816.30` is no sum: neither 3816 nor 381630 kopecks.
    pub fn sum(&self) -> Option<Money> {
        let value = self.get(&Key::Sum).filter(|value| value.len() <= 18 && all_digits(value))?;
        value.parse().ok().map(Money)
    }

    /// The resident's account number at the payee.
    pub fn pers_acc(&self) -> Option<&str> {
        self.get(&Key::PersAcc)
    }

    /// The month paid for, in the forms that are in use: `MMYYYY`, `YYYYMM`, `MM.YYYY`, `MYYYY`.
    pub fn paym_period(&self) -> Option<Period> {
        let value = self.get(&Key::PaymPeriod)?;
        let (a, b) = match (value.len(), value.split_once('.')) {
            (7, Some((month, year))) if month.len() == 2 => (month, year),
            (6, None) => value.split_at_checked(2)?,
            (5, None) => value.split_at_checked(1)?,
            _ => return None,
        };
        let period = |month: &str, year: &str| {
            (all_digits(month) && all_digits(year))
                .then(|| Period::new(year.parse().ok()?, month.parse().ok()?).ok())
                .flatten()
        };
        // No month of this century's years begins like a year, so the two forms of six digits cannot be confused.
        period(a, b).or_else(|| (value.len() == 6).then(|| period(value.get(4..)?, value.get(..4)?)).flatten())
    }

    /// Number of the bill: on our receipts the check code.
    pub fn quitt_id(&self) -> Option<&str> {
        self.get(&Key::QuittId)
    }
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}
