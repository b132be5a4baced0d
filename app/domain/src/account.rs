//! The utility account, лицевой счёт: its number as people type it, and the address it belongs to.
//! Not here: who holds it and how its receipts are delivered.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The number of a utility account: 1–30 characters with at least one letter or digit
/// (ГИС ЖКХ `AccountNumber`, schema hcs-account-base).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AccountNumber(String);

/// Why a text is not an account number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum AccountNumberError {
    /// Nothing but spaces.
    #[error("the account number is empty")]
    Empty,
    /// More than 30 characters.
    #[error("the account number is longer than 30 characters")]
    TooLong,
    /// No letter or digit, or a control character.
    #[error("the account number has no letter or digit, or a character that cannot be printed")]
    NotANumber,
}

impl AccountNumber {
    /// The longest number, in characters.
    pub const MAX_CHARS: usize = 30;

    /// Takes the number as a register writes it, trimmed.
    pub fn parse(text: &str) -> Result<Self, AccountNumberError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(AccountNumberError::Empty);
        }
        if text.chars().count() > Self::MAX_CHARS {
            return Err(AccountNumberError::TooLong);
        }
        if text.chars().any(char::is_control) || !text.chars().any(char::is_alphanumeric) {
            return Err(AccountNumberError::NotANumber);
        }
        Ok(Self(text.to_owned()))
    }

    /// The number as the register writes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key under which a typed number is looked up.
    pub fn lookup_key(&self) -> String {
        lookup_key(&self.0)
    }

    /// In groups for reading aloud and comparing with paper: `1902 0004 17`.
    pub fn spaced(&self) -> String {
        if !self.0.bytes().all(|b| b.is_ascii_digit()) {
            return self.0.clone();
        }
        let mut out = String::with_capacity(self.0.len() + 8);
        for (i, c) in self.0.chars().enumerate() {
            if i > 0 && i % 4 == 0 {
                out.push('\u{a0}');
            }
            out.push(c);
        }
        out
    }
}

/// Letters and digits only, lower case: so that spaces and hyphens that people type do not matter.
pub fn lookup_key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl TryFrom<String> for AccountNumber {
    type Error = AccountNumberError;
    fn try_from(text: String) -> Result<Self, AccountNumberError> {
        Self::parse(&text)
    }
}

impl From<AccountNumber> for String {
    fn from(number: AccountNumber) -> Self {
        number.0
    }
}

impl fmt::Display for AccountNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A postal address inside a town, as the register gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Address {
    /// `Абакан`.
    pub city: String,
    /// `ул. Щетинкина`.
    pub street: String,
    /// `12`, `12а`, `3/1`.
    pub house: String,
    /// `45`, `12а`, `3 комн. 2`; empty for a whole house.
    pub flat: String,
}

impl Address {
    /// `Абакан, ул. Щетинкина, д. 12, кв. 45`, with no-break spaces inside its parts. A village may have no streets, and a
    /// plot says itself what it is: `уч. 7`.
    pub fn one_line(&self) -> String {
        let mut out = self.city.clone();
        if !self.street.is_empty() {
            out.push_str(", ");
            out.push_str(&self.street);
        }
        out.push_str(if self.house.starts_with(|c: char| c.is_ascii_digit()) { ", д.\u{a0}" } else { ", " });
        out.push_str(&self.house);
        if !self.flat.is_empty() {
            out.push_str(", кв.\u{a0}");
            out.push_str(&self.flat);
        }
        out
    }

    /// The key of delivery order: town, street, then houses and flats as a postman counts them (2 before 10, 12 before 12а).
    pub fn delivery_key(&self) -> String {
        let mut key = String::new();
        for part in [&self.city, &self.street, &self.house, &self.flat] {
            natural_key(part, &mut key);
            key.push('\u{1}');
        }
        key
    }
}

/// Writes `text` so that plain byte order sorts its numbers by value: each run of digits is padded to nine places.
fn natural_key(text: &str, key: &mut String) {
    let mut digits = String::new();
    let flush = |digits: &mut String, key: &mut String| {
        if !digits.is_empty() {
            let trimmed = digits.trim_start_matches('0');
            for _ in trimmed.len()..9 {
                key.push('0');
            }
            key.push_str(trimmed);
            digits.clear();
        }
    };
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_digit() {
            digits.push(c);
        } else {
            flush(&mut digits, key);
            key.push(if c == 'ё' { 'е' } else { c });
        }
    }
    flush(&mut digits, key);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_house_only_of_a_house() {
        let address = |street: &str, house: &str| Address {
            city: "Абакан".into(),
            street: street.into(),
            house: house.into(),
            flat: String::new(),
        };
        assert_eq!(address("ул. Щетинкина", "12а").one_line(), "Абакан, ул. Щетинкина, д.\u{a0}12а");
        assert_eq!(address("СНТ «Ягодка»", "уч. 123").one_line(), "Абакан, СНТ «Ягодка», уч. 123");
        assert_eq!(address("", "5").one_line(), "Абакан, д.\u{a0}5");
    }

    #[test]
    fn spaces_and_hyphens_in_a_typed_number_do_not_matter() {
        let number = AccountNumber::parse("1902-0004-17").unwrap();
        assert_eq!(number.lookup_key(), lookup_key(" 1902 0004 17 "));
        assert_eq!(AccountNumber::parse("1902000417").unwrap().spaced(), "1902\u{a0}0004\u{a0}17");
    }

    #[test]
    fn a_number_of_31_characters_is_refused_and_one_of_30_is_not() {
        assert_eq!(AccountNumber::parse(&"7".repeat(31)), Err(AccountNumberError::TooLong));
        assert!(AccountNumber::parse(&"7".repeat(30)).is_ok());
        assert_eq!(AccountNumber::parse("---"), Err(AccountNumberError::NotANumber));
        assert_eq!(AccountNumber::parse("12\u{0}3"), Err(AccountNumberError::NotANumber));
    }

    #[test]
    fn a_postman_meets_flat_2_before_flat_10_and_12_before_12a() {
        let address = |house: &str, flat: &str| Address {
            city: "Абакан".into(),
            street: "ул. Пушкина".into(),
            house: house.into(),
            flat: flat.into(),
        };
        let mut flats = [address("3", "10"), address("12а", "1"), address("3", "2"), address("12", "7"), address("3", "2а")];
        flats.sort_by_key(Address::delivery_key);
        let order: Vec<String> = flats.iter().map(|a| format!("{} {}", a.house, a.flat)).collect();
        assert_eq!(order, ["3 2", "3 2а", "3 10", "12 7", "12а 1"]);
    }
}
