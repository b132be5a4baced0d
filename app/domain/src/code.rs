//! The code from an SMS as people type it, and its limits.
//! Not here: making, hashing and sending codes (see `cabinet`).

use serde::{Deserialize, Serialize};

/// Six digits (product rule 9; ASVS 6.5.3 asks for 20 bits).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CodeDigits(String);

/// How long a code lives, in minutes.
pub const CODE_MINUTES: i64 = 10;
/// Wrong tries over all live codes of one confirmation.
pub const CODE_TRIES: i64 = 5;

/// Why a text is not a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum CodeError {
    /// Nothing typed.
    #[error("the code is empty")]
    Empty,
    /// Other characters than digits, spaces and hyphens.
    #[error("the code has other characters than digits")]
    NotDigits,
    /// Fewer than six digits.
    #[error("the code is too short")]
    TooShort,
    /// More than six digits.
    #[error("the code is too long")]
    TooLong,
}

impl CodeDigits {
    /// Takes `123456`, `123 456`, `123-456`, `Код: 123456`.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let text = text.trim();
        let text = text.strip_prefix("Код:").or_else(|| text.strip_prefix("код:")).unwrap_or(text);
        let mut digits = String::with_capacity(6);
        for c in text.chars() {
            match c {
                '0'..='9' => digits.push(c),
                ' ' | '\u{a0}' | '-' | '‑' | '–' | '—' | '\t' => {}
                _ => return Err(CodeError::NotDigits),
            }
        }
        match digits.len() {
            0 => Err(CodeError::Empty),
            6 => Ok(Self(digits)),
            n if n < 6 => Err(CodeError::TooShort),
            _ => Err(CodeError::TooLong),
        }
    }

    /// A code out of a uniform number below 1 000 000.
    pub fn from_number(number: u32) -> Self {
        Self(format!("{:06}", number % 1_000_000))
    }

    /// The digits. Only for the SMS and the keyed hash: never for a log.
    pub fn digits(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for CodeDigits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CodeDigits(••••••)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_and_hyphens_in_a_code_are_accepted() {
        for text in ["123456", "123 456", "12-34-56", " 123\u{a0}456 ", "Код: 123 456"] {
            assert_eq!(CodeDigits::parse(text).unwrap().digits(), "123456", "{text}");
        }
    }

    #[test]
    fn each_wrong_shape_of_a_code_has_its_own_reason() {
        assert_eq!(CodeDigits::parse(" - "), Err(CodeError::Empty));
        assert_eq!(CodeDigits::parse("12345"), Err(CodeError::TooShort));
        assert_eq!(CodeDigits::parse("1234567"), Err(CodeError::TooLong));
        assert_eq!(CodeDigits::parse("12345б"), Err(CodeError::NotDigits));
    }

    #[test]
    fn a_code_never_shows_in_debug_output() {
        assert!(!format!("{:?}", CodeDigits::from_number(42)).contains("42"));
    }
}
