//! Suppliers, поставщики, and their taxpayer numbers with control digits.
//! Not here: how a supplier's register is read.

use crate::Period;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A taxpayer number, ИНН: ten digits of an organisation or twelve of a person.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Inn(String);

/// The text is not ten or twelve digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an INN is ten or twelve digits")]
pub struct InnError;

impl Inn {
    /// Takes ten or twelve digits. Control digits are [`Inn::control_digits_hold`]: a warning, not a refusal, because
    /// a register must be importable as its supplier wrote it.
    pub fn parse(text: &str) -> Result<Self, InnError> {
        let text = text.trim();
        if matches!(text.len(), 10 | 12) && text.bytes().all(|b| b.is_ascii_digit()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InnError)
        }
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the control digits are right (order of the tax service, ММВ-7-6/435).
    pub fn control_digits_hold(&self) -> bool {
        let digits: Vec<u32> = self.0.bytes().map(|b| u32::from(b - b'0')).collect();
        let control = |weights: &[u32]| weights.iter().zip(&digits).map(|(w, d)| w * d).sum::<u32>() % 11 % 10;
        match digits.len() {
            10 => control(&[2, 4, 10, 3, 5, 9, 4, 6, 8]) == digits[9],
            12 => {
                control(&[7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) == digits[10]
                    && control(&[3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) == digits[11]
            }
            _ => false,
        }
    }
}

impl fmt::Display for Inn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A supplier with the requisites to which it is paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Supplier {
    /// Taxpayer number; the key in registers.
    pub inn: Inn,
    /// Tax registration code, nine digits, or empty.
    pub kpp: String,
    /// Full name.
    pub name: String,
    /// The name residents know: `СГК`.
    pub short_name: String,
    /// Bank code, БИК, nine digits.
    pub bic: String,
    /// Name of the bank.
    pub bank: String,
    /// Settlement account, twenty digits.
    pub account: String,
    /// Correspondent account, twenty digits.
    pub corr_account: String,
    /// Phone for residents.
    pub phone: String,
    /// First period of electronic delivery, or none while the supplier is not connected.
    pub electronic_from: Option<Period>,
    /// How its payment QR is written.
    #[serde(default)]
    pub qr: QrOptions,
}

/// How a payee wants its payment QR (ГОСТ Р 56042-2014): its bank says which fields it reads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct QrOptions {
    /// The encoding.
    pub encoding: QrEncoding,
    /// Optional fields beyond those that are always written, in this order.
    pub fields: Vec<QrField>,
    /// The value of `Category`, written if not empty.
    pub category: String,
}

/// The encoding of a payment QR.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QrEncoding {
    /// Whichever makes the smaller symbol: in practice windows-1251, and UTF-8 where a letter is missing from it.
    #[default]
    Auto,
    /// `ST00011`.
    Windows1251,
    /// `ST00012`.
    Utf8,
}

/// Optional fields of a payment QR that a payee may ask for. Those with personal data are off unless asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QrField {
    /// `QuittId`: the receipt's check code.
    QuittId,
    /// `QuittDate`: the day of publication.
    QuittDate,
    /// `PaymTerm`: the "pay by" day.
    PaymTerm,
    /// `LastName`, `FirstName`, `MiddleName`: personal data.
    Payer,
    /// `PayerAddress`: personal data.
    PayerAddress,
}

impl QrField {
    /// Every field with its name in files.
    pub const ALL: [(&'static str, Self); 5] = [
        ("QuittId", Self::QuittId),
        ("QuittDate", Self::QuittDate),
        ("PaymTerm", Self::PaymTerm),
        ("Payer", Self::Payer),
        ("PayerAddress", Self::PayerAddress),
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_digits_of_an_inn_are_checked_for_both_lengths() {
        assert!(Inn::parse("7707083893").unwrap().control_digits_hold());
        assert!(!Inn::parse("7707083894").unwrap().control_digits_hold());
        assert!(Inn::parse("500100732259").unwrap().control_digits_hold());
        assert!(Inn::parse("12345").is_err());
    }
}
