//! Receipts to draw: households small and large, with everything a payment document can carry.
//! Not here: what is asserted about them (see `pdf`).

use documents::content::{Agent, Face, Joint, Line, Mark, Part, Payee, Payer, Receipt};
use documents::payment_qr::{ReceiptFacts, for_receipt};
use domain::charge::{ChargeDetails, Sums, VolumeMethod};
use domain::{CheckCode, Date, Decimal, Mode, Money, QrOptions};

/// Requisites whose control digits hold.
fn payee(full: &str, short: &str, inn: &str, account: &str, phone: &str) -> Payee {
    Payee {
        name: full.into(),
        short_name: short.into(),
        inn: inn.into(),
        kpp: "190101001".into(),
        bic: "049514608".into(),
        bank: "Абаканское отделение № 8602 ПАО Сбербанк".into(),
        account: account.into(),
        corr_account: "30101810500000000608".into(),
        phone: phone.into(),
    }
}

fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).unwrap()
}

/// A line with volume, tariff and charge; nothing was owed.
pub fn line(service: &str, unit: &str, volume: &str, tariff: &str, charged: i64, method: VolumeMethod) -> Line {
    let charged = Money(charged);
    Line {
        service: service.into(),
        unit: unit.into(),
        volume: decimal(volume),
        tariff: decimal(tariff),
        sums: Sums { opening: Money(0), charged, total: charged, ..Sums::default() },
        details: ChargeDetails { method: Some(method), ..ChargeDetails::default() },
    }
}

fn with_meter(mut line: Line, meter: &str, before: &str, now: &str) -> Line {
    line.details.meter = Some(meter.into());
    line.details.reading_before = Some(decimal(before));
    line.details.reading_now = Some(decimal(now));
    line
}

fn with_house(mut line: Line, norm: &str, reading: Option<&str>, volume: &str) -> Line {
    line.details.norm = Some(decimal(norm));
    line.details.house_reading = reading.map(decimal);
    line.details.house_volume = Some(decimal(volume));
    line
}

fn part(payee: Payee, way: Mode, lines: Vec<Line>) -> Part {
    Part { payee, way, total: lines.iter().map(|line| line.sums.total).sum(), lines, qr: None }
}

/// A joint payment and codes for everything that is to be paid.
fn with_codes(mut receipt: Receipt) -> Receipt {
    let facts = |sum| ReceiptFacts {
        pers_acc: &receipt.payer.number,
        period: receipt.period,
        sum,
        purpose: None,
        code: None,
        issued: receipt.issued,
        pay_by: receipt.pay_by,
        payer_name: "",
        payer_address: "",
    };
    let qr = |payee: &Payee, sum| for_receipt(payee, &QrOptions::default(), &facts(sum)).ok();
    let codes: Vec<_> = receipt.parts.iter().map(|part| qr(&part.payee, part.total)).collect();
    let agent = payee("ООО «Единый расчётный центр»", "ЕРЦ", "1901097320", "40702810071000001234", "");
    let total = receipt.total();
    let joint = qr(&agent, total).map(|qr| Joint { payee: agent, total, qr });
    for (part, code) in receipt.parts.iter_mut().zip(codes) {
        part.qr = code;
    }
    receipt.joint = joint.filter(|_| receipt.parts.len() > 1);
    receipt
}

fn empty() -> Receipt {
    let code = CheckCode::parse("K7QM-3X9P-T2WD").unwrap();
    Receipt {
        face: Face::Electronic,
        period: "2026-09".parse().unwrap(),
        version: 1,
        issued: Date { year: 2026, month: 10, day: 1 },
        pay_by: Date { year: 2026, month: 10, day: 15 },
        agent: Agent {
            name: "Единый расчётный центр Республики Хакасия".into(),
            phone: "8 (3902) 30-50-19".into(),
            hours: "пн–пт с 8 до 19, сб с 9 до 15".into(),
            email: "kvitok@erc19.example".into(),
            office: "Абакан, ул. Щетинкина, д. 20".into(),
            site: "https://erc19.example".into(),
        },
        payer: Payer {
            number: "1900451207".into(),
            els: "50АА123456".into(),
            address: "Абакан, ул. Кирова, д. 118, кв. 45".into(),
            holder: "Топоева Мария Николаевна".into(),
            area: decimal("54.3"),
            residents: 2,
        },
        parts: Vec::new(),
        elsewhere: Vec::new(),
        joint: None,
        mark: Some(Mark { code, url: format!("https://erc19.example/check/{}", code.compact()) }),
        pay_url: Some("https://erc19.example/pay/9f0c1d2e3b4a59687f".into()),
    }
}

fn management() -> Part {
    let payee = payee(
        "Общество с ограниченной ответственностью «Управляющая компания „Наш дом“»",
        "УК «Наш дом»",
        "1901118965",
        "40702810271000002345",
        "8 (3902) 22-14-14",
    );
    let lines = vec![
        line("Содержание жилого помещения", "м²", "54.3", "22.4", 121_632, VolumeMethod::Other),
        line("Холодная вода на общедомовые нужды", "м³", "0.087", "41.5", 361, VolumeMethod::Norm),
        line("Электроэнергия на общедомовые нужды", "кВт·ч", "12.4", "3.27", 4_055, VolumeMethod::Norm),
    ];
    part(payee, Mode::Electronic, lines)
}

fn heating() -> Part {
    let payee =
        payee("Акционерное общество «Абаканская ТЭЦ» (СГК)", "СГК", "1901106705", "40702810371000003456", "8 800 234-00-24");
    let mut hot = line("Горячая вода: нагрев", "Гкал", "0.2184", "2345.67", 51_229, VolumeMethod::Meter);
    hot.sums.opening = Money(-12_000);
    hot.sums.total = hot.sums.expected_total();
    let mut heat = line("Отопление", "Гкал", "0.9774", "2345.67", 229_266, VolumeMethod::Other);
    heat.sums.opening = Money(215_040);
    heat.sums.paid = Money(215_040);
    heat.sums.recalculation = Money(-4_210);
    heat.sums.total = heat.sums.expected_total();
    heat.details.recalculation_reason =
        Some("Перерыв в подаче тепла 11 и 12 сентября 2026, 26 часов, акт № 341 от 14 сентября 2026".into());
    part(
        payee,
        Mode::Electronic,
        vec![with_house(heat, "0.018", Some("4512.6"), "98.421"), with_house(hot, "0.0623", None, "31.08")],
    )
}

fn water() -> Part {
    let payee = payee(
        "Муниципальное унитарное предприятие города Абакана «Водоканал»",
        "Водоканал",
        "1901003744",
        "40702810471000004567",
        "8 (3902) 22-33-60",
    );
    let cold = line("Холодное водоснабжение", "м³", "5", "41.5", 20_750, VolumeMethod::Meter);
    let cold = with_house(with_meter(cold, "СВ-15 № 22-118340", "218", "223"), "4.06", Some("40213"), "684.5");
    let hot = line("Горячая вода: вода", "м³", "3.5", "41.5", 14_525, VolumeMethod::Meter);
    let hot = with_meter(hot, "СГВ-15 № 22-118341", "131.5", "135");
    let sewage = line("Водоотведение", "м³", "8.5", "36.2", 30_770, VolumeMethod::Meter);
    part(payee, Mode::Electronic, vec![cold, hot, sewage])
}

fn power() -> Part {
    let payee = payee(
        "Публичное акционерное общество «Россети Сибирь» — «Хакасэнергосбыт»",
        "Хакасэнергосбыт",
        "2460069527",
        "40702810571000005678",
        "8 800 250-83-97",
    );
    let mut day = line("Электроснабжение, день", "кВт·ч", "164", "3.27", 53_628, VolumeMethod::Meter);
    day.sums.opening = Money(61_004);
    day.sums.penalty = Money(317);
    day.sums.paid = Money(30_000);
    day.sums.total = day.sums.expected_total();
    day.details.instalment = Some(Money(15_240));
    day.details.instalment_rest = Some(Money(45_764));
    let night = line("Электроснабжение, ночь", "кВт·ч", "71", "2.14", 15_194, VolumeMethod::Meter);
    let lines = vec![
        with_meter(day, "Меркурий 200 № 40118623", "18220", "18384"),
        with_meter(night, "Меркурий 200 № 40118623", "9411", "9482"),
    ];
    part(payee, Mode::Paper, lines)
}

fn waste() -> Part {
    let payee = payee("ООО «Аэросити-2000»", "Аэросити-2000", "5024093363", "40702810671000006789", "8 800 302-19-19");
    let mut waste = line("Обращение с отходами", "чел.", "2", "108.42", 21_684, VolumeMethod::Norm);
    waste.sums.benefit = Money(5_421);
    waste.sums.total = waste.sums.expected_total();
    part(payee, Mode::Paper, vec![with_house(waste, "1", None, "212")])
}

/// One supplier, two lines.
pub fn small() -> Receipt {
    let mut repair = payee(
        "Некоммерческая организация «Региональный фонд капитального ремонта многоквартирных домов»",
        "Фонд капремонта",
        "1901990022",
        "40603810471000000029",
        "8 (3902) 35-80-50",
    );
    repair.bank = "Отделение — НБ Республика Хакасия".into();
    let mut line = line("Взнос на капитальный ремонт", "м²", "31.8", "9.86", 31_355, VolumeMethod::Other);
    line.sums.opening = Money(31_355);
    line.sums.paid = Money(31_355);
    let mut receipt = empty();
    receipt.payer.residents = 1;
    receipt.payer.area = decimal("31.8");
    receipt.payer.holder = "Иванов Пётр Сергеевич".into();
    receipt.parts = vec![part(repair, Mode::Electronic, vec![line])];
    with_codes(receipt)
}

/// The ordinary flat: five suppliers, eleven lines, four meters, an instalment plan, a recalculation.
pub fn ordinary() -> Receipt {
    let mut receipt = empty();
    receipt.parts = vec![management(), heating(), water(), power(), waste()];
    with_codes(receipt)
}

/// A flat of the demonstration town: three suppliers, eight lines.
pub fn usual() -> Receipt {
    let mut receipt = empty();
    receipt.parts = vec![management(), heating(), water()];
    with_codes(receipt)
}

/// The ordinary flat, corrected.
pub fn corrected() -> Receipt {
    let mut receipt = ordinary();
    receipt.version = 2;
    receipt.issued = Date { year: 2026, month: 10, day: 6 };
    receipt
}

/// What stays on paper of the ordinary flat.
pub fn paper() -> Receipt {
    let mut receipt = ordinary();
    receipt.face = Face::Paper;
    receipt.pay_url = None;
    let (paper, electronic): (Vec<_>, Vec<_>) = receipt.parts.into_iter().partition(|part| part.way == Mode::Paper);
    receipt.elsewhere = electronic.into_iter().map(|part| (part.payee.short_name, part.total)).collect();
    receipt.parts = paper;
    with_codes(receipt)
}

/// A preview of the ordinary flat.
pub fn preview() -> Receipt {
    let mut receipt = ordinary();
    receipt.face = Face::Preview;
    receipt.mark = None;
    receipt.pay_url = None;
    receipt.joint = None;
    receipt
}

/// A communal house: as many lines as wanted, over six suppliers.
pub fn long(lines: usize) -> Receipt {
    let mut receipt = ordinary();
    let mut sixth = waste();
    sixth.payee.short_name = "Чистый двор".into();
    sixth.payee.name = "ООО «Чистый двор»".into();
    receipt.parts.push(sixth);
    let parts = receipt.parts.len();
    for number in 0..lines {
        let part = &mut receipt.parts[number % parts];
        part.lines.push(line(
            &format!("Дополнительная услуга № {}", number + 1),
            "шт.",
            "1",
            "150",
            15_000,
            VolumeMethod::Other,
        ));
        part.total = part.lines.iter().map(|line| line.sums.total).sum();
    }
    with_codes(receipt)
}

/// Everybody is in advance.
pub fn advance() -> Receipt {
    let mut receipt = ordinary();
    for part in &mut receipt.parts {
        for line in &mut part.lines {
            line.sums.opening = Money(-123_450);
            line.sums.total = line.sums.expected_total();
        }
        part.total = part.lines.iter().map(|line| line.sums.total).sum();
    }
    with_codes(receipt)
}

/// Names that no form was made for.
pub fn hostile() -> Receipt {
    let mut receipt = ordinary();
    receipt.payer.holder = "О’Нил‑Ходжа|оглы = «Ёлкин» \"Ҷӯра\" 🏠👩‍👩‍👧 \u{202e}задом\u{202c} ".repeat(6);
    receipt.payer.address = "Ґ漢字مرحبا\u{0}\u{7}\n\r\t(скобки)\\обратная\\ ".repeat(20);
    receipt.parts[0].payee.name = "Товариществособственниковнедвижимостиимени".repeat(12);
    receipt.parts[1].payee.short_name = "🏠🏠🏠 «СГК»".repeat(30);
    receipt.parts[2].lines[0].service = "Холодное водоснабжение (повышающий коэффициент) ".repeat(60);
    receipt.parts[2].lines[0].unit = "тысяч кубических метров в час".repeat(3);
    receipt.parts[2].lines[0].sums.charged = Money(i64::MAX / 1000);
    receipt.parts[3].lines[0].details.meter = Some("№".repeat(300));
    receipt.parts[1].lines[0].details.recalculation_reason = Some("причина ".repeat(400));
    receipt.agent.name = "a)b(c\\d<e>&f ".repeat(40);
    receipt.agent.site = "https://".to_owned() + &"long".repeat(100);
    with_codes(receipt)
}
