//! The writer of payment QR codes: cleans values, checks their lengths, encodes them.
//! Not here: which fields a receipt has (see `receipt`).

use super::key::{Key, Kind, is_account};
use super::{Encoding, ReadPayment};

/// A payment: the required fields, and the others in the order in which they are to be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Payment {
    /// Payee. Cut at a word to 160 characters, and further if the required block would exceed 300 bytes: the payment
    /// goes by account and ИНН.
    pub name: String,
    /// The payee's bank account.
    pub personal_acc: String,
    /// The bank. Cut at a word to 45 characters: the payment goes by БИК.
    pub bank_name: String,
    /// БИК.
    pub bic: String,
    /// Correspondent account; where there is none (treasury), `0` is written.
    pub corresp_acc: String,
    /// Further fields. Empty values are left out; `Purpose` is cut at a word to 210 characters.
    pub fields: Vec<(Key, String)>,
}

/// Why a payment cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// A required field is empty.
    #[error("{0} is empty")]
    Missing(Key),
    /// Not what the field is made of: a letter in a number, not twenty digits of an account, not nine of a БИК.
    #[error("{0} has not the form of its field")]
    Form(Key),
    /// Longer than the standard allows.
    #[error("{key} is longer than {limit} characters")]
    TooLong {
        /// The field.
        key: Key,
        /// Its limit in characters.
        limit: usize,
    },
    /// A character that the encoding lacks.
    #[error("{0} has a character that the encoding lacks")]
    Letter(Key),
    /// Twice the same field.
    #[error("{0} is given twice")]
    Repeated(Key),
    /// A sum that is not above zero.
    #[error("there is nothing to pay")]
    NothingToPay,
    /// KOI8-R is only read.
    #[error("KOI8-R is not written")]
    NotWritten,
    /// More than the largest symbol holds.
    #[error("more than a symbol holds")]
    TooMuch,
}

/// The required block's limit in bytes: from `Name=` to the end of `CorrespAcc`.
const REQUIRED_BYTES: usize = 300;

impl Payment {
    /// The bytes of the QR. Values are cleaned, because the format has no escaping and most readers know only the
    /// separator `|`: `|` becomes `/`, runs of white space and control characters one space, invisible characters go.
    /// In windows-1251 look-alikes stand for what it lacks (`₽` becomes `руб.`, `−` becomes `-`); emoji and foreign
    /// letters are [`WriteError::Letter`], and the caller may take UTF-8. A letter with a combining accent is what it
    /// is, two characters, and so is refused in windows-1251 (`й` and `ё` are composed first).
    pub fn write(&self, encoding: Encoding) -> Result<Vec<u8>, WriteError> {
        if encoding == Encoding::Koi8R {
            return Err(WriteError::NotWritten);
        }
        let rest = [
            (Key::PersonalAcc, required(&Key::PersonalAcc, &self.personal_acc, encoding)?),
            (Key::BankName, required(&Key::BankName, &self.bank_name, encoding)?),
            (Key::Bic, required(&Key::Bic, &self.bic, encoding)?),
            (Key::CorrespAcc, self.corresp_acc(encoding)?),
        ];
        let mut after_name = Vec::with_capacity(160);
        for (key, value) in &rest {
            put(&mut after_name, encoding, key, value)?;
        }
        let mut out = Vec::with_capacity(400);
        out.extend_from_slice(b"ST0001");
        out.push(encoding.digit());
        let name = required(&Key::Name, &self.name, encoding)?;
        let room = REQUIRED_BYTES - after_name.len() - "Name=".len();
        put(&mut out, encoding, &Key::Name, fitting(&name, encoding, room))?;
        out.extend_from_slice(&after_name);

        let mut written: Vec<Key> = Key::REQUIRED.to_vec();
        for (key, value) in &self.fields {
            let value = clean(value, encoding);
            if value.is_empty() {
                continue;
            }
            let key = Key::parse(key.name());
            if written.contains(&key) {
                return Err(WriteError::Repeated(key));
            }
            if key.name().is_empty() || !key.name().bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
                return Err(WriteError::Form(key));
            }
            put(&mut out, encoding, &key, &checked(&key, &value)?)?;
            written.push(key);
        }
        if crate::symbol::version(out.len()).is_none() {
            return Err(WriteError::TooMuch);
        }
        Ok(out)
    }

    fn corresp_acc(&self, encoding: Encoding) -> Result<String, WriteError> {
        let value = clean(&self.corresp_acc, encoding);
        if value.is_empty() { Ok("0".to_owned()) } else { checked(&Key::CorrespAcc, &value) }
    }
}

impl TryFrom<&ReadPayment> for Payment {
    type Error = WriteError;

    /// The same fields in the same order, the required ones first.
    fn try_from(read: &ReadPayment) -> Result<Self, WriteError> {
        let take = |key: Key| read.get(&key).map(ToOwned::to_owned).ok_or(WriteError::Missing(key));
        let others = read.fields.iter().filter(|(key, _)| !Key::REQUIRED.contains(key));
        Ok(Self {
            name: take(Key::Name)?,
            personal_acc: take(Key::PersonalAcc)?,
            bank_name: take(Key::BankName)?,
            bic: take(Key::Bic)?,
            corresp_acc: take(Key::CorrespAcc).unwrap_or_default(),
            fields: others.cloned().collect(),
        })
    }
}

fn required(key: &Key, value: &str, encoding: Encoding) -> Result<String, WriteError> {
    let value = clean(value, encoding);
    if value.is_empty() {
        return Err(WriteError::Missing(key.clone()));
    }
    checked(key, &value)
}

/// The value within its limit: names and the purpose are cut, numbers must fit; accounts may be typed in groups.
fn checked(key: &Key, value: &str) -> Result<String, WriteError> {
    let (limit, kind) = key.limit();
    let spaceless = (kind != Kind::Text && value.contains(' ')).then(|| value.replace(' ', ""));
    let value = spaceless.as_deref().unwrap_or(value);
    let form = match (key, kind) {
        (Key::Bic, _) => value.len() == 9 && value.bytes().all(|b| b.is_ascii_digit()),
        (_, Kind::Digits) => value.bytes().all(|b| b.is_ascii_digit()),
        (_, Kind::Account) => is_account(value),
        // Readers take `Null` for no value, and so must no value look like it.
        (_, Kind::Text) => !value.eq_ignore_ascii_case("null"),
    };
    if matches!(key, Key::Name | Key::BankName | Key::Purpose) && form {
        return Ok(cut(value, limit).to_owned());
    }
    if value.chars().count() > limit {
        return Err(WriteError::TooLong { key: key.clone(), limit });
    }
    if form { Ok(value.to_owned()) } else { Err(WriteError::Form(key.clone())) }
}

/// Without anything that would break the format or that nobody sees, and with look-alikes of what windows-1251 lacks.
fn clean(value: &str, encoding: Encoding) -> String {
    let mut out = String::with_capacity(value.len());
    let mut gap = false;
    for c in value.chars() {
        match c {
            '!'..='~' | 'А'..='я' => {}
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{ad}' => continue,
            c if c.is_whitespace() || c.is_control() => {
                gap = !out.is_empty();
                continue;
            }
            _ => {}
        }
        if std::mem::take(&mut gap) {
            out.push(' ');
        }
        match c {
            // Most of every value, and nothing to look up.
            '!'..='{' | '}' | 'А'..='я' => out.push(c),
            // Files from Apple's systems hold these two letters decomposed.
            '\u{306}' if out.ends_with('и') => replace_last(&mut out, 'й'),
            '\u{306}' if out.ends_with('И') => replace_last(&mut out, 'Й'),
            '\u{308}' if out.ends_with('е') => replace_last(&mut out, 'ё'),
            '\u{308}' if out.ends_with('Е') => replace_last(&mut out, 'Ё'),
            '|' => out.push('/'),
            _ if encoding == Encoding::Windows1251 => match replacement(c) {
                Some(text) => out.push_str(text),
                None => out.push(c),
            },
            _ => out.push(c),
        }
    }
    out
}

fn replace_last(text: &mut String, letter: char) {
    text.pop();
    text.push(letter);
}

/// At most `limit` characters, ending with a whole word where there is one in the second half.
fn cut(value: &str, limit: usize) -> &str {
    let Some((end, next)) = value.char_indices().nth(limit) else { return value };
    let head = &value[..end];
    let word = if next == ' ' { Some(end) } else { head.rfind(' ') };
    let word = word.filter(|&at| at > end / 2).unwrap_or(end);
    head[..word].trim_end_matches([' ', ',', ';', '-', '—', '–'])
}

/// The value cut so that it takes at most `room` bytes.
fn fitting(value: &str, encoding: Encoding, room: usize) -> &str {
    let (mut limit, mut used) = (0, 0);
    for c in value.chars() {
        used += if encoding == Encoding::Utf8 { c.len_utf8() } else { 1 };
        if used > room {
            return cut(value, limit);
        }
        limit += 1;
    }
    value
}

/// What stands in windows-1251 for typographic characters that it lacks. (It has « » „ “ ” ‘ ’ – — … № € ™ § ° ±.)
fn replacement(c: char) -> Option<&'static str> {
    Some(match c {
        '₽' => "руб.",
        '−' | '‐' | '‑' | '‒' => "-",
        '―' => "—",
        '″' | '‟' | '＂' => "\"",
        '′' | 'ʼ' | '‛' | '´' => "'",
        '×' => "x",
        '²' => "2",
        '³' => "3",
        _ => return None,
    })
}

fn put(out: &mut Vec<u8>, encoding: Encoding, key: &Key, value: &str) -> Result<(), WriteError> {
    out.push(b'|');
    out.extend_from_slice(key.name().as_bytes());
    out.push(b'=');
    if value.contains(char::REPLACEMENT_CHARACTER) {
        return Err(WriteError::Letter(key.clone()));
    }
    if encoding == Encoding::Utf8 {
        out.extend_from_slice(value.as_bytes());
        return Ok(());
    }
    let (bytes, _, lacking) = encoding.table().encode(value);
    if lacking {
        return Err(WriteError::Letter(key.clone()));
    }
    out.extend_from_slice(&bytes);
    Ok(())
}
