//! Payment QR codes by ГОСТ Р 56042-2014: what a bank's application reads to fill in a payment.
//! Not here: the picture (see `symbol`), and which payees are ours (see `cabinet`).
//!
//! ```text
//! ST 0001 e s Name=…s PersonalAcc=…s BankName=…s BIC=…s CorrespAcc=… [s Key=Value]… [s]
//! ```
//!
//! without the spaces: the identifier, the version, the digit of the encoding, the separator itself, five required
//! fields first and in this order (300 bytes at most), then any others. There is no escaping.

mod key;
mod read;
mod receipt;
mod repair;
pub mod requisites;
mod write;

pub use key::Key;
pub use read::{ReadError, ReadPayment, read, read_text};
pub use receipt::{ReceiptFacts, for_receipt, usual_purpose};
pub use write::{Payment, WriteError};

/// The encoding of a payment QR's values: the digit after the version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// `1`.
    Windows1251,
    /// `2`.
    Utf8,
    /// `3`: read, never written, because it lacks «» and №.
    Koi8R,
}

impl Encoding {
    /// The digit in the header.
    pub const fn digit(self) -> u8 {
        match self {
            Self::Windows1251 => b'1',
            Self::Utf8 => b'2',
            Self::Koi8R => b'3',
        }
    }

    const fn from_digit(digit: u8) -> Option<Self> {
        match digit {
            b'1' => Some(Self::Windows1251),
            b'2' => Some(Self::Utf8),
            b'3' => Some(Self::Koi8R),
            _ => None,
        }
    }

    const fn table(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Windows1251 => encoding_rs::WINDOWS_1251,
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Koi8R => encoding_rs::KOI8_R,
        }
    }
}
