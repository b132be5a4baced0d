//! The words and rules of the field as types: money, periods, accounts, codes, the split between paper and e-mail.
//! Not here: input and output, the clock, randomness, texts for people.

pub mod account;
pub mod charge;
pub mod check_code;
pub mod code;
pub mod comparison;
pub mod contact;
pub mod date;
pub mod decimal;
pub mod device;
pub mod id;
pub mod language;
pub mod look;
pub mod money;
pub mod period;
pub mod person_name;
pub mod split;
pub mod supplier;
pub mod view;

pub use account::{AccountNumber, Address};
pub use charge::{Charge, ChargeDetails};
pub use check_code::CheckCode;
pub use code::CodeDigits;
pub use contact::{Email, MobilePhone};
pub use date::Date;
pub use decimal::Decimal;
pub use language::Language;
pub use look::{Look, Scheme, Spacing, TextSize};
pub use money::Money;
pub use period::Period;
pub use person_name::PersonName;
pub use split::{DeliveryChoice, Mode};
pub use supplier::{Inn, QrEncoding, QrField, QrOptions, Supplier};
