//! What `/dev/components` shows: a receipt and a document that nobody has.
//! Not here: the page itself (see `gallery`).

use domain::charge::Sums;
use domain::comparison::{Comparison, Line};
use domain::id::AccountId;
use domain::view::{ChargeLine, Document, MonthSum, ReceiptPage, ReceiptPart, ReceiptRow};
use domain::{ChargeDetails, Date, Decimal, Mode, Money, Period};

/// A legal text.
pub fn document() -> Document {
    Document {
        title: "Согласие на электронную квитанцию".to_owned(),
        version: "2026-09-01".to_owned(),
        paragraphs: vec!["Я согласен получать квитанцию по электронной почте.".to_owned()],
    }
}

fn month(number: u8) -> Period {
    Period::new(2026, number).expect("a month of the year")
}

fn part(supplier: &str, service: &str, mode: Mode) -> ReceiptPart {
    let sums = Sums { opening: Money(-10_000), charged: Money(427_258), total: Money(417_258), ..Sums::default() };
    ReceiptPart {
        supplier: supplier.to_owned(),
        phone: "8\u{a0}800\u{a0}100-00-00".to_owned(),
        mode,
        lines: vec![ChargeLine {
            service: service.to_owned(),
            unit: "Гкал".to_owned(),
            volume: Decimal(2_100_000),
            tariff: Decimal(2_034_560_000),
            sums,
            details: ChargeDetails { meter: Some("А-17".to_owned()), ..ChargeDetails::default() },
        }],
        total: Money(417_258),
    }
}

fn comparison() -> Comparison {
    let line = |service: &'static str, charged: i64| {
        let sums = Sums { charged: Money(charged), total: Money(charged), ..Sums::default() };
        Line {
            supplier: "СГК", service, unit: "Гкал", volume: Decimal(charged * 1_000), tariff: Decimal(1_000_000), sums
        }
    };
    let (before, now) =
        ([line("Отопление", 310_000), line("Лифт", 9_000)], [line("Отопление", 427_258), line("Лифт", 8_000)]);
    Comparison::new(month(10), &before, &now)
}

/// A receipt, half electronic and half on paper.
pub fn receipt() -> ReceiptPage {
    ReceiptPage {
        whose: None,
        row: ReceiptRow {
            id: "00000000-0000-0000-0000-000000000000".parse().expect("an id"),
            period: month(11),
            total: Money(834_516),
            electronic: Money(417_258),
            paper: Money(417_258),
            by_email: true,
            pay_by: Date { year: 2026, month: 12, day: 15 },
        },
        account: AccountId(1),
        number: "1902\u{a0}0004\u{a0}17".to_owned(),
        address: "Абакан, ул. Щетинкина, д.\u{a0}12, кв.\u{a0}45".to_owned(),
        parts: vec![part("СГК", "Отопление", Mode::Electronic), part("Управдом", "Содержание жилья", Mode::Paper)],
        published: Date { year: 2026, month: 12, day: 1 },
        letters: vec![],
        comes_on_paper: false,
        code: None,
        version: 1,
        replaced: None,
        correction: None,
        last_month: Some(comparison()),
        last_year: None,
        months: (6..=11).map(|n| MonthSum { period: month(n), charged: Money(300_000 + i64::from(n) * 12_345) }).collect(),
        paid: Money::ZERO,
        left: Money(834_516),
        pay_path: None,
    }
}
