//! Facts for letters: an agent, a receipt with every kind of line, one of each other letter.
//! Not here: what must be true of them.

use cabinet::letter::{Due, Invitation, Letter, ReceiptLetter};
use cabinet::ports::Mail;
use domain::charge::Sums;
use domain::comparison::{Cause, Comparison, ServiceChange};
use domain::view::{AgentContacts, ChargeLine, ReceiptPart};
use domain::{CheckCode, Date, Decimal, Email, Language, Mode, Money, Period};
use messaging::Sender;

/// 2026-11-22 08:14:57.123 UTC.
pub const QUEUED: i64 = 1_795_335_297_123;
pub const ID: &str = "0199a1b2-0000-7000-8000-000000000001";

pub fn sender() -> Sender {
    Sender {
        agent: AgentContacts {
            name: "Единый расчётный центр".to_owned(),
            phone: "8 800 200-00-00".to_owned(),
            hours: "пн–пт 8:00–20:00".to_owned(),
            email: "info@kvitok.example.ru".to_owned(),
            office: "Абакан, ул. Вяткина, д. 1".to_owned(),
        },
        public_url: "https://kvitok.example.ru:8443".to_owned(),
        from: Email::parse("info@kvitok.example.ru").unwrap(),
        timezone: jiff::tz::TimeZone::get("Asia/Krasnoyarsk").unwrap(),
    }
}

pub fn mail(letter: Letter) -> Mail {
    let to = Email::parse("anna@mail.ru").unwrap();
    let return_tag = "0f".repeat(24);
    Mail { id: ID.parse().unwrap(), queued_at: QUEUED, to, language: Language::Ru, letter, return_tag, unsubscribe: None }
}

pub fn november() -> Period {
    Period::new(2026, 11).unwrap()
}

fn line(service: &str, unit: &str, volume: &str, tariff: &str, sums: Sums) -> ChargeLine {
    assert!(sums.add_up());
    ChargeLine {
        service: service.to_owned(),
        unit: unit.to_owned(),
        volume: Decimal::parse(volume).unwrap(),
        tariff: Decimal::parse(tariff).unwrap(),
        sums,
        details: domain::ChargeDetails::default(),
    }
}

fn charged(kopecks: i64) -> Sums {
    Sums { charged: Money(kopecks), total: Money(kopecks), ..Sums::default() }
}

/// Two electronic suppliers with 2 345,10 ₽, two on paper with 1 090,55 ₽.
pub fn receipt() -> ReceiptLetter {
    let heating = Sums {
        opening: Money(10_000),
        charged: Money(150_033),
        recalculation: Money(-500),
        benefit: Money(2_000),
        penalty: Money(17),
        paid: Money(10_000),
        total: Money(147_550),
    };
    let hot_water = Sums { opening: Money(-1_000), charged: Money(43_000), total: Money(42_000), ..Sums::default() };
    ReceiptLetter {
        address: "Абакан, ул. Щетинкина, д.\u{a0}12, кв.\u{a0}45".to_owned(),
        number: "1234\u{a0}5678\u{a0}90".to_owned(),
        period: november(),
        corrected: false,
        electronic: vec![
            ReceiptPart {
                supplier: "СГК".to_owned(),
                phone: "8 800 300-00-00".to_owned(),
                mode: Mode::Electronic,
                lines: vec![
                    line("Отопление", "Гкал", "0,823456", "1822,5", heating),
                    line("Горячее водоснабжение (компонент на тепловую энергию)", "м³", "3", "143,3333", hot_water),
                ],
                total: Money(189_550),
            },
            ReceiptPart {
                supplier: "МУП «Водоканал»".to_owned(),
                phone: String::new(),
                mode: Mode::Electronic,
                lines: vec![line("Холодное водоснабжение", "м³", "7", "64,2286", charged(44_960))],
                total: Money(44_960),
            },
        ],
        electronic_total: Money(234_510),
        paper: vec![
            ("Абаканэнергосбыт".to_owned(), Money(84_055)),
            ("Региональный оператор по обращению с ТКО".to_owned(), Money(25_000)),
        ],
        paper_total: Money(109_055),
        total: Money(343_565),
        pay_by: Date { year: 2026, month: 12, day: 15 },
        link: "https://kvitok.example.ru:8443/receipts/0199a1b2-0000-7000-8000-00000000000a".to_owned(),
        pay_link: "https://kvitok.example.ru:8443/pay/0199a1b200007000800000000000000aZk3vQ9rT1xYb7LwN".to_owned(),
        correction: None,
        code: Some(CheckCode::parse("K7QM-3X9P-T2WD").unwrap()),
        check_link: "https://kvitok.example.ru:8443/check/K7QM3X9PT2WD".to_owned(),
        whose: None,
        pdf: Some(("kvitanciya-2026-11.pdf".to_owned(), pdf())),
    }
}

/// Not a PDF, but all that can go wrong in one: every byte, line ends of each kind, lines like those between parts.
pub fn pdf() -> Vec<u8> {
    let mut bytes = format!("%PDF-1.7\n\r\r\n.\r\n--=_{ID}--\r\n--=_mixed_{ID}--\r\n").into_bytes();
    bytes.extend((0..=u8::MAX).cycle().take(10_001));
    bytes
}

/// What changed about a service of СГК.
pub fn change(service: &str, before: i64, now: i64) -> ServiceChange {
    let (before, now) = (Money(before), Money(now));
    let causes = if before == now { Vec::new() } else { vec![Cause::Charged { amount: now - before }] };
    ServiceChange {
        supplier: "СГК".to_owned(), service: service.to_owned(), unit: "Гкал".to_owned(), before, now, causes
    }
}

/// A correction of the same month.
pub fn correction(services: Vec<ServiceChange>) -> Comparison {
    let before = services.iter().map(|service| service.before).sum();
    let now = services.iter().map(|service| service.now).sum();
    Comparison { with: november(), before, now, services }
}

pub fn switched(email_confirmed: bool, by_another_holder: bool) -> Letter {
    Letter::SwitchedToElectronic {
        address: "Абакан, ул. Щетинкина, д.\u{a0}12, кв.\u{a0}45".to_owned(),
        first_period: november(),
        electronic: vec!["СГК".to_owned(), "МУП «Водоканал»".to_owned()],
        paper: vec!["Абаканэнергосбыт".to_owned()],
        email_confirmed,
        by_another_holder,
        link: "https://kvitok.example.ru:8443/addresses/7".to_owned(),
    }
}

/// One of each, by a short name.
/// A mother shows her receipts to her daughter.
pub fn invitation() -> Invitation {
    Invitation {
        close_name: "Анна Петрова".to_owned(),
        holder_name: "Мария Ивановна".to_owned(),
        manage: true,
        link: format!("https://kvitok.example.ru:8443/invitation/{}", "0a".repeat(32)),
    }
}

/// Three receipts of one person in one letter: one is a mother's, one has nothing to pay.
pub fn several() -> Letter {
    let file = |n: u8| Some((format!("kvitanciya-2026-11-{n}.pdf"), pdf()));
    let mother = ReceiptLetter { whose: Some("Мария Ивановна".to_owned()), pdf: file(2), ..receipt() };
    let nothing = ReceiptLetter {
        total: Money(-500), pdf: None, address: "Абакан, ул. Мира, д. 1".to_owned(), ..receipt()
    };
    Letter::Receipts(vec![ReceiptLetter { pdf: file(1), ..receipt() }, mother, nothing])
}

pub fn reminder() -> Letter {
    let due = |address: &str, left| Due {
        address: address.to_owned(),
        left: Money(left),
        pay_link: "https://kvitok.example.ru:8443/pay/Zk3vQ9rT1xYb7LwN5pHs2MdC8fJg4KaE".to_owned(),
    };
    Letter::Reminder {
        period: november(),
        pay_by: Date { year: 2026, month: 12, day: 15 },
        unpaid: vec![due("Абакан, ул. Щетинкина, д. 12, кв. 45", 341_277), due("Абакан, ул. Мира, д. 1", 10_000)],
    }
}

pub fn every_letter() -> Vec<(&'static str, Letter)> {
    let link = |path: &str| format!("https://kvitok.example.ru:8443/{path}");
    let changes = vec![
        change("Отопление", 160_000, 147_550),
        change("Горячее водоснабжение (компонент на тепловую энергию)", 40_000, 42_000),
        change("Холодное водоснабжение", 44_960, 44_960),
    ];
    let corrected = ReceiptLetter {
        corrected: true,
        correction: Some(correction(changes)),
        pdf: Some(("kvitanciya-2026-11-v2.pdf".to_owned(), pdf())),
        ..receipt()
    };
    let linked = ReceiptLetter { pdf: None, code: None, ..receipt() };
    vec![
        ("confirm", Letter::ConfirmEmail { link: link("confirm-email/Zk3vQ9rT1xYb7LwN5pHs2MdC8fJg4KaE") }),
        (
            "registered",
            Letter::AlreadyRegistered { sign_in: link("sign-in"), forgotten: link("sign-in/forgotten-password") },
        ),
        ("password", Letter::NewPassword { link: link("new-password/Zk3vQ9rT1xYb7LwN5pHs2MdC8fJg4KaE") }),
        ("copy", Letter::Receipt(Box::new(ReceiptLetter { whose: Some("Мария Ивановна".to_owned()), ..receipt() }))),
        ("invitation", Letter::Invitation(invitation())),
        ("switched", switched(true, false)),
        ("switched-unconfirmed", switched(false, false)),
        ("switched-by-another", switched(true, true)),
        (
            "returned",
            Letter::ReturnedToPaper {
                address: "Абакан, ул. Щетинкина, д.\u{a0}12, кв.\u{a0}45".to_owned(),
                first_period: november(),
                by_another_holder: true,
                link: link("addresses/7"),
            },
        ),
        ("receipt", Letter::Receipt(Box::new(receipt()))),
        ("receipt-linked", Letter::Receipt(Box::new(linked))),
        ("corrected", Letter::Receipt(Box::new(corrected))),
        ("several", several()),
        ("reminder", reminder()),
    ]
}
