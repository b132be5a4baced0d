//! The payment QR of a receipt: which fields it has, in which order and in which encoding.
//! Not here: how a field is written (see `write`).

use super::{Encoding, Key, Payment, WriteError};
use crate::content::Payee;
use domain::{CheckCode, Date, Money, Period, QrEncoding, QrField, QrOptions};

/// What a receipt asks to be paid for.
#[derive(Clone, Copy, Debug)]
pub struct ReceiptFacts<'a> {
    /// The resident's account number at the payee.
    pub pers_acc: &'a str,
    /// The month.
    pub period: Period,
    /// What is to be paid; above zero.
    pub sum: Money,
    /// What is paid for; none for the usual words with the account number and the month.
    pub purpose: Option<&'a str>,
    /// The receipt's check code.
    pub code: Option<CheckCode>,
    /// The day of publication.
    pub issued: Date,
    /// The "pay by" day.
    pub pay_by: Date,
    /// `Last First Middle`, or empty. Written only where the payee asks for it.
    pub payer_name: &'a str,
    /// The payer's address, or empty. Written only where the payee asks for it.
    pub payer_address: &'a str,
}

/// Above this version a symbol is hard to scan from paper, and the smaller encoding is taken.
const LARGEST_COMFORTABLE_VERSION: u8 = 20;

/// The bytes of the payment QR of one payee. Fields: the five required ones, `Sum`, `Purpose`, `PayeeINN`, `KPP`,
/// `PersAcc`, `PaymPeriod` (`MMYYYY`), `TechCode` `02`, `Category` if the payee has one, then those the payee asks for.
///
/// Encoding: as the payee asks, and the other one where that lacks a letter (windows-1251) or makes a symbol above
/// version 20 (UTF-8). `Auto` takes the smaller symbol, and UTF-8 where both are equal.
pub fn for_receipt(payee: &Payee, options: &QrOptions, facts: &ReceiptFacts<'_>) -> Result<Vec<u8>, WriteError> {
    if facts.sum <= Money::ZERO {
        return Err(WriteError::NothingToPay);
    }
    let payment = payment(payee, options, facts);
    let version = |bytes: &[u8]| crate::symbol::version(bytes.len());
    match options.encoding {
        QrEncoding::Windows1251 => match payment.write(Encoding::Windows1251) {
            Err(WriteError::Letter(_)) => payment.write(Encoding::Utf8),
            written => written,
        },
        QrEncoding::Utf8 => match payment.write(Encoding::Utf8) {
            Ok(bytes) if version(&bytes).is_some_and(|v| v <= LARGEST_COMFORTABLE_VERSION) => Ok(bytes),
            large => payment.write(Encoding::Windows1251).or(large),
        },
        QrEncoding::Auto => match (payment.write(Encoding::Windows1251), payment.write(Encoding::Utf8)) {
            (Ok(short), Ok(long)) => Ok(if version(&short) < version(&long) { short } else { long }),
            (short, Err(_)) if short.is_ok() => short,
            (_, long) => long,
        },
    }
}

/// What a receipt is paid for, in words a bank statement can carry.
pub fn usual_purpose(pers_acc: &str, period: Period) -> String {
    format!("Оплата ЖКУ, л/с {pers_acc}, {:02}.{}", period.month(), period.year())
}

fn payment(payee: &Payee, options: &QrOptions, facts: &ReceiptFacts<'_>) -> Payment {
    let month = format!("{:02}", facts.period.month());
    let year = facts.period.year();
    let usual = || usual_purpose(facts.pers_acc, facts.period);
    let mut fields = vec![
        (Key::Sum, facts.sum.0.to_string()),
        (Key::Purpose, facts.purpose.map_or_else(usual, ToOwned::to_owned)),
        (Key::PayeeInn, payee.inn.clone()),
        (Key::Kpp, payee.kpp.clone()),
        (Key::PersAcc, facts.pers_acc.to_owned()),
        (Key::PaymPeriod, format!("{month}{year}")),
        (Key::TechCode, "02".to_owned()),
        (Key::Category, options.category.clone()),
    ];
    for (i, field) in options.fields.iter().enumerate() {
        if options.fields[..i].contains(field) {
            continue;
        }
        match field {
            QrField::QuittId => fields.extend(facts.code.map(|code| (Key::QuittId, code.compact()))),
            QrField::QuittDate => fields.push((Key::QuittDate, date(facts.issued))),
            QrField::PaymTerm => fields.push((Key::PaymTerm, date(facts.pay_by))),
            QrField::Payer => {
                let mut names = facts.payer_name.split_whitespace();
                fields.extend(names.next().map(|name| (Key::LastName, name.to_owned())));
                fields.extend(names.next().map(|name| (Key::FirstName, name.to_owned())));
                fields.push((Key::MiddleName, names.collect::<Vec<_>>().join(" ")));
            }
            QrField::PayerAddress => fields.push((Key::PayerAddress, facts.payer_address.to_owned())),
        }
    }
    Payment {
        name: payee.name.clone(),
        personal_acc: payee.account.clone(),
        bank_name: payee.bank.clone(),
        bic: payee.bic.clone(),
        corresp_acc: payee.corr_account.clone(),
        fields,
    }
}

fn date(date: Date) -> String {
    format!("{:02}.{:02}.{}", date.day, date.month, date.year)
}
