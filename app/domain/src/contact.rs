//! How people are reached: e-mail addresses and mobile phones, in every spelling people use.
//! Not here: whether an address is confirmed or works.

use serde::{Deserialize, Serialize};
use std::fmt;

/// An e-mail address, lower case, of the plain `local@domain` form.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

/// Why a text is not an e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum EmailError {
    /// Nothing typed.
    #[error("the e-mail address is empty")]
    Empty,
    /// Not `local@domain.tld`.
    #[error("not an e-mail address")]
    NotAnAddress,
}

impl Email {
    /// Takes ASCII `local@domain.tld` of at most 254 bytes (RFC 5321), trims and lower-cases it.
    ///
    /// Quoted local parts and address literals are refused: no resident has one, and header injection needs them.
    pub fn parse(text: &str) -> Result<Self, EmailError> {
        let text = text.trim().to_ascii_lowercase();
        if text.is_empty() {
            return Err(EmailError::Empty);
        }
        let (local, host) = text.rsplit_once('@').ok_or(EmailError::NotAnAddress)?;
        let local_char = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c);
        let label_ok = |label: &str| {
            (1..=63).contains(&label.len())
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        };
        let labels: Vec<&str> = host.split('.').collect();
        let tld_ok = labels.last().is_some_and(|tld| tld.chars().count() >= 2 && !tld.chars().all(|c| c.is_ascii_digit()));
        if text.len() <= 254
            && (1..=64).contains(&local.len())
            && local.chars().all(local_char)
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..")
            && labels.len() >= 2
            && labels.iter().all(|label| label_ok(label))
            && tld_ok
        {
            Ok(Self(text))
        } else {
            Err(EmailError::NotAnAddress)
        }
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// For screens that others may see: `an***@mail.ru`.
    pub fn masked(&self) -> String {
        let (local, host) = self.0.rsplit_once('@').unwrap_or((&self.0, ""));
        let shown: String = local.chars().take(if local.len() > 2 { 2 } else { 1 }).collect();
        format!("{shown}***@{host}")
    }
}

impl TryFrom<String> for Email {
    type Error = EmailError;
    fn try_from(text: String) -> Result<Self, EmailError> {
        Self::parse(&text)
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A Russian mobile phone, `+79XXXXXXXXX`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MobilePhone(String);

/// Why a text is not a mobile phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum PhoneError {
    /// Nothing typed.
    #[error("the phone is empty")]
    Empty,
    /// Not eleven digits, or ten without the country code.
    #[error("not a phone number of eleven digits")]
    NotAPhone,
    /// A Russian number that is not mobile, or another country's: no SMS goes there.
    #[error("not a Russian mobile number")]
    NotMobile,
}

impl MobilePhone {
    /// Takes `8 912 345-67-89`, `+7 (912) 3456789`, `79123456789`, `9123456789`.
    ///
    /// Only `+7 9XX`: premium, landline and foreign ranges are refused so that codes cannot be sent at our cost to
    /// numbers that earn their owner money (SMS pumping).
    pub fn parse(text: &str) -> Result<Self, PhoneError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(PhoneError::Empty);
        }
        let international = text.starts_with('+');
        let mut digits = String::with_capacity(11);
        for c in text.chars() {
            match c {
                '0'..='9' => digits.push(c),
                '+' | ' ' | '-' | '(' | ')' | '.' | '\u{a0}' | '‑' | '–' | '—' => {}
                _ => return Err(PhoneError::NotAPhone),
            }
        }
        let national = match (digits.len(), digits.as_bytes().first()) {
            (11, Some(b'7')) => &digits[1..],
            (11, Some(b'8')) if !international => &digits[1..],
            (10, _) if !international => &digits[..],
            (11..=15, _) if international => return Err(PhoneError::NotMobile),
            _ => return Err(PhoneError::NotAPhone),
        };
        if national.starts_with('9') { Ok(Self(format!("+7{national}"))) } else { Err(PhoneError::NotMobile) }
    }

    /// `+79123456789`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// For screens: `+7 912 ***-**-89`, enough to spot a wrong number, too little to learn one.
    pub fn masked(&self) -> String {
        format!("+7\u{a0}{}\u{a0}***-**-{}", &self.0[2..5], &self.0[10..12])
    }

    /// For the owner's own screens: `+7 912 345-67-89`.
    pub fn shown(&self) -> String {
        let d = &self.0;
        format!("+7\u{a0}{}\u{a0}{}-{}-{}", &d[2..5], &d[5..8], &d[8..10], &d[10..12])
    }
}

impl TryFrom<String> for MobilePhone {
    type Error = PhoneError;
    fn try_from(text: String) -> Result<Self, PhoneError> {
        Self::parse(&text)
    }
}

impl From<MobilePhone> for String {
    fn from(phone: MobilePhone) -> Self {
        phone.0
    }
}

impl fmt::Display for MobilePhone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_mobile_phone_is_taken_in_every_spelling() {
        for text in [
            "8 912 345-67-89",
            "+7 (912) 345 67 89",
            "79123456789",
            "9123456789",
            "8(912)3456789",
            "8.912.345.67.89",
            " 7 912 345 67 89 ",
            "+7-912-345-67-89",
            "(912) 345 67 89",
            "+7\u{a0}912\u{a0}345–67–89",
        ] {
            assert_eq!(MobilePhone::parse(text).unwrap().as_str(), "+79123456789", "{text}");
        }
    }

    #[test]
    fn landlines_foreign_and_short_numbers_are_refused_each_with_its_reason() {
        assert_eq!(MobilePhone::parse("8 3902 22-33-44"), Err(PhoneError::NotMobile));
        assert_eq!(MobilePhone::parse("+7 701 234 56 78"), Err(PhoneError::NotMobile));
        assert_eq!(MobilePhone::parse("+380 44 123 45 67"), Err(PhoneError::NotMobile));
        for text in ["8 800 555-35-35", "+7 495 123-45-67", "8 (39022) 2-33-44", "+375 29 123-45-67", "+86 138 0013 8000"] {
            assert_eq!(MobilePhone::parse(text), Err(PhoneError::NotMobile), "{text}");
        }
        for text in [
            "112",
            "+7 912 345-67-8",
            "8 912 345-67-89 доб. 2",
            "8 912 345-67-89, 8 913 000-00-00",
            "+8 912",
            "８９１２３４５６７８９",
        ] {
            assert_eq!(MobilePhone::parse(text), Err(PhoneError::NotAPhone), "{text}");
        }
        assert_eq!(MobilePhone::parse("8 912 345"), Err(PhoneError::NotAPhone));
        assert_eq!(MobilePhone::parse("номер"), Err(PhoneError::NotAPhone));
        assert_eq!(MobilePhone::parse(""), Err(PhoneError::Empty));
    }

    #[test]
    fn an_email_is_lower_cased_and_what_could_break_a_header_is_refused() {
        assert_eq!(Email::parse(" Anna@Mail.RU ").unwrap().as_str(), "anna@mail.ru");
        for text in
            ["anna", "anna@", "@mail.ru", "an na@mail.ru", "a@b", "a@mail.ru\r\nBcc: x@y.ru", "a..b@mail.ru", "a@mail.1"]
        {
            assert_eq!(Email::parse(text), Err(EmailError::NotAnAddress), "{text}");
        }
    }

    #[test]
    fn a_masked_address_keeps_what_its_owner_recognises() {
        assert_eq!(Email::parse("anna@mail.ru").unwrap().masked(), "an***@mail.ru");
        assert_eq!(MobilePhone::parse("89123456789").unwrap().masked(), "+7\u{a0}912\u{a0}***-**-89");
    }

    proptest! {
        #[test]
        fn no_text_makes_the_readers_panic(text in ".{0,40}") {
            let _ = (Email::parse(&text).map(|e| e.masked()), MobilePhone::parse(&text).map(|p| p.masked()));
        }
    }
}
