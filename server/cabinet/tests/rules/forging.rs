//! Payment codes and documents of a street, as we make them and as a forger would.
//! Not here: what is said about them (see `checking` and `files`).

use documents::content::{Agent, Face, Line, Part, Payer, Receipt};
use documents::payment_qr::{ReceiptFacts, for_receipt};
use documents::pdf::Typesetter;
use domain::charge::Sums;
use domain::{CheckCode, Date, Decimal, Mode, Money, QrEncoding, QrOptions, Supplier};
use registers::Town;
use testbed::street::{HEAT, WASTE, WATER, charge, month, number};

/// A settlement account that is nobody's.
pub const FORGED: &str = "40817810900000000017";

/// A supplier of a street.
pub fn supplier(place: usize) -> Supplier {
    Town::suppliers(None).swap_remove(place)
}

/// The payment QR of account 1 for October, in UTF-8 unless the supplier asks otherwise.
pub fn code_bytes(supplier: &Supplier, sum: Money, code: Option<CheckCode>) -> Vec<u8> {
    let day = Date { year: 2026, month: 11, day: 22 };
    let facts = ReceiptFacts {
        pers_acc: &number(1),
        period: month("2026-10"),
        sum,
        purpose: None,
        code,
        issued: day,
        pay_by: day,
        payer_name: "",
        payer_address: "",
    };
    for_receipt(&supplier.into(), &supplier.qr, &facts).unwrap()
}

/// The same as text.
pub fn code_text(supplier: &Supplier, sum: Money, code: Option<CheckCode>) -> String {
    let qr = QrOptions { encoding: QrEncoding::Utf8, ..supplier.qr.clone() };
    let supplier = Supplier { qr, ..supplier.clone() };
    String::from_utf8(code_bytes(&supplier, sum, code)).unwrap()
}

/// A document that looks like the receipt of account 1 for October, paid to these suppliers, and sealed by nobody.
pub fn unsealed(suppliers: &[Supplier; 3]) -> Vec<u8> {
    let part = |place: usize| {
        let total = charge(1, "2026-10", place);
        Part {
            payee: (&suppliers[place]).into(),
            way: Mode::Electronic,
            lines: vec![Line {
                service: "Отопление".to_owned(),
                unit: "Гкал".to_owned(),
                volume: Decimal(1_000_000),
                tariff: Decimal(1_000_000),
                sums: Sums { charged: total, total, ..Sums::default() },
                details: domain::charge::ChargeDetails::default(),
            }],
            total,
            qr: Some(code_bytes(&suppliers[place], total, None)),
        }
    };
    let day = Date { year: 2026, month: 11, day: 22 };
    let content = Receipt {
        face: Face::Electronic,
        period: month("2026-10"),
        version: 1,
        issued: day,
        pay_by: day,
        agent: Agent { name: "Единый расчётный центр".to_owned(), ..Agent::default() },
        payer: Payer {
            number: number(1), address: "Абакан, ул. Щетинкина, д. 12, кв. 1".to_owned(), ..Payer::default()
        },
        parts: [HEAT, WATER, WASTE].into_iter().map(part).collect(),
        elsewhere: Vec::new(),
        joint: None,
        mark: None,
        pay_url: None,
    };
    Typesetter::new().receipt(&content)
}

/// Our suppliers, the first with the forger's account.
pub fn forged_suppliers() -> [Supplier; 3] {
    let heat = Supplier { account: FORGED.to_owned(), ..supplier(HEAT) };
    [heat, supplier(WATER), supplier(WASTE)]
}

/// Where the seal's line of a file begins and ends.
fn seal_line(pdf: &[u8]) -> std::ops::Range<usize> {
    let mark = b"%KVITOK-SEAL ";
    let start = pdf.windows(mark.len()).rposition(|bytes| bytes == mark).unwrap();
    let length = pdf[start..].iter().position(|byte| *byte == b'\n').unwrap() + 1;
    start..start + length
}

/// The file as another program would save it: the same to look at, without its seal.
pub fn without_seal(pdf: &[u8]) -> Vec<u8> {
    let line = seal_line(pdf);
    [&pdf[..line.start], &pdf[line.end..]].concat()
}

/// Another document with the seal of a real one.
pub fn with_stolen_seal(pdf: &[u8], real: &[u8]) -> Vec<u8> {
    let at = pdf.windows(9).rposition(|bytes| bytes == b"startxref").unwrap();
    [&pdf[..at], &real[seal_line(real)], &pdf[at..]].concat()
}
