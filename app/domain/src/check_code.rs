//! The check code of a receipt: what a person types to find out whether a receipt is ours.
//! Not here: the signature it is made from (see `documents`) and the answer (see `cabinet`).

use serde::{Deserialize, Serialize};
use std::fmt;

/// Sixty bits, shown as `K7QM-3X9P-T2WD`: digits and Latin letters without I, L, O and U (Crockford's base 32).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CheckCode(u64);

/// The text is not twelve letters and digits of the alphabet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a check code is twelve letters and digits")]
pub struct CheckCodeError;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 12;

impl CheckCode {
    /// The first sixty bits of a hash.
    pub fn from_hash(hash: &[u8; 32]) -> Self {
        let first: [u8; 8] = [hash[0], hash[1], hash[2], hash[3], hash[4], hash[5], hash[6], hash[7]];
        Self(u64::from_be_bytes(first) >> 4)
    }

    /// As it is stored.
    pub fn to_i64(self) -> i64 {
        i64::try_from(self.0).expect("sixty bits")
    }

    /// Back from [`CheckCode::to_i64`].
    pub fn from_i64(number: i64) -> Option<Self> {
        u64::try_from(number).ok().filter(|n| n >> 60 == 0).map(Self)
    }

    /// Takes what people type: lower case, spaces, hyphens, Cyrillic letters that look like Latin ones, and I, L, O
    /// for 1, 1, 0.
    pub fn parse(text: &str) -> Result<Self, CheckCodeError> {
        let (mut number, mut length) = (0u64, 0);
        for typed in text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '—' | '‑')) {
            let letter = match typed.to_uppercase().next().unwrap_or(typed) {
                'I' | 'L' | 'І' => '1',
                'O' | 'О' => '0',
                'А' => 'A',
                'В' => 'B',
                'Е' => 'E',
                'К' => 'K',
                'М' => 'M',
                'Н' => 'H',
                'Р' => 'P',
                'С' => 'C',
                'Т' => 'T',
                'Х' => 'X',
                'У' => 'Y',
                other => other,
            };
            let digit = ALPHABET.iter().position(|&a| char::from(a) == letter).ok_or(CheckCodeError)?;
            length += 1;
            if length > LENGTH {
                return Err(CheckCodeError);
            }
            number = number << 5 | digit as u64;
        }
        if length == LENGTH { Ok(Self(number)) } else { Err(CheckCodeError) }
    }

    /// Without hyphens, for addresses.
    pub fn compact(self) -> String {
        (0..LENGTH).rev().map(|i| char::from(ALPHABET[(self.0 >> (5 * i) & 31) as usize])).collect()
    }
}

impl fmt::Display for CheckCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.compact();
        write!(f, "{}-{}-{}", &text[..4], &text[4..8], &text[8..])
    }
}

impl TryFrom<String> for CheckCode {
    type Error = CheckCodeError;
    fn try_from(text: String) -> Result<Self, CheckCodeError> {
        Self::parse(&text)
    }
}

impl From<CheckCode> for String {
    fn from(code: CheckCode) -> Self {
        code.compact()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let code = CheckCode::from_hash(&[0xA5; 32]);
        let text = code.to_string();
        assert_eq!(text.len(), 14);
        for typed in [text.clone(), text.to_lowercase(), text.replace('-', " "), code.compact(), format!(" {text} ")] {
            assert_eq!(CheckCode::parse(&typed), Ok(code), "{typed}");
        }
        assert_eq!(CheckCode::from_i64(code.to_i64()), Some(code));
        // Cyrillic look-alikes, and letters that are left out of the alphabet because they look like digits.
        assert_eq!(CheckCode::parse("АВСЕ-НКМР-ТХОI"), CheckCode::parse("ABCE-HKMP-TX01"));
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for typed in ["", "K7QM", "K7QM-3X9P-T2W", "K7QM-3X9P-T2WDA", "K7QM-3X9P-T2WU", "квитанция настоящая?", "!"]
        {
            assert_eq!(CheckCode::parse(typed), Err(CheckCodeError), "{typed}");
        }
    }
}
