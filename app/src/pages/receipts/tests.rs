//! The pages of a receipt and of a year as HTML.
//! Not here: whole pages, which need the server (see its own tests).

use super::drawn::drawn;
use super::drawn_year::drawn_year;
use super::{one, year};
use crate::pages::addresses::tests::html;
use domain::charge::Sums;
use domain::comparison::{Comparison, Line};
use domain::id::{AccountId, ReceiptId};
use domain::view::{
    ChargeLine, LetterState, MessageState, Moment, MonthSum, ReceiptPage, ReceiptPart, ReceiptRow, YearCell, YearPage,
    YearService,
};
use domain::{ChargeDetails, CheckCode, Date, Decimal, Mode, Money, Period};
use std::str::FromStr;

fn day(month: u8, day: u8) -> Date {
    Date { year: 2026, month, day }
}

fn month(text: &str) -> Period {
    text.parse().expect("a month")
}

fn sums() -> Sums {
    Sums { opening: Money(-10_000), charged: Money(427_258), total: Money(417_258), ..Sums::default() }
}

fn receipt() -> ReceiptPage {
    let part = |supplier: &str, mode| ReceiptPart {
        supplier: supplier.to_owned(),
        phone: "8 800 100-00-00".to_owned(),
        mode,
        lines: vec![ChargeLine {
            service: "Отопление".to_owned(),
            unit: "Гкал".to_owned(),
            volume: Decimal(2_100_000),
            tariff: Decimal(2_034_560_000),
            sums: sums(),
            details: ChargeDetails { meter: Some("А-17".to_owned()), ..ChargeDetails::default() },
        }],
        total: Money(417_258),
    };
    ReceiptPage {
        row: ReceiptRow {
            id: ReceiptId::from_str("00000000-0000-0000-0000-000000000000").expect("an id"),
            period: month("2026-11"),
            total: Money(834_516),
            electronic: Money(417_258),
            paper: Money(417_258),
            by_email: true,
            pay_by: day(12, 15),
        },
        account: AccountId(1),
        number: "1902 0004 17".to_owned(),
        address: "Абакан, ул. Щетинкина, д. 12, кв. 45".to_owned(),
        parts: vec![part("СГК", Mode::Electronic), part("Управдом", Mode::Paper)],
        published: day(12, 1),
        letters: vec![LetterState {
            to: "an***@mail.ru".to_owned(),
            state: MessageState::Delivered,
            sent: Some(Moment { date: day(12, 3), hour: 10, minute: 4 }),
            changed: Moment { date: day(12, 3), hour: 10, minute: 5 },
        }],
        comes_on_paper: false,
        code: Some(CheckCode::parse("K7QM-3X9P-T2WD").expect("a code")),
        version: 1,
        replaced: None,
        correction: None,
        last_month: None,
        last_year: None,
        months: vec![],
        paid: Money::ZERO,
        left: Money(834_516),
        pay_path: Some("/pay/abc".to_owned()),
        whose: None,
    }
}

/// Five services, four of which cost more now.
fn comparison() -> Comparison {
    let services = ["Отопление", "Газ", "Лифт", "Домофон", "Антенна"];
    let line = |service: &'static str, charged: i64| {
        let sums = Sums { charged: Money(charged), total: Money(charged), ..Sums::default() };
        Line { supplier: "СГК", service, unit: "", volume: Decimal(0), tariff: Decimal(0), sums }
    };
    let before = services.map(|service| line(service, 10_000));
    let mut n = 0;
    let now = services.map(|service| {
        n += 1;
        line(service, 10_000 + (5 - n) * 100)
    });
    Comparison::new(month("2026-10"), &before, &now)
}

/// The page of a receipt as the browser gets it.
fn page_of(receipt: ReceiptPage) -> String {
    html(|| one::page(drawn(receipt)))
}

fn places(page: &str, words: &[&str]) -> Vec<usize> {
    words.iter().map(|words| page.find(words).unwrap_or_else(|| panic!("{words}: {page}"))).collect()
}

#[test]
fn a_receipt_whose_letters_did_not_arrive_says_that_it_comes_on_paper() {
    let words = "Письма не дошли, поэтому эту квитанцию пришлём и на бумаге";
    assert!(page_of(ReceiptPage { comes_on_paper: true, ..receipt() }).contains(words));
    assert!(!page_of(receipt()).contains(words));
}

#[test]
fn a_receipt_begins_with_flat_month_sum_and_day_and_marks_which_part_went_where() {
    let page = page_of(receipt());
    let found =
        places(&page, &["Квитанция за ноябрь 2026", "кв. 45", "К оплате 8 345,16 ₽ до 15 декабря 2026", "Оплатить", "СГК"]);
    assert!(found.is_sorted(), "{found:?}");
    for words in [
        "Пришло по электронной почте",
        "Пришло на бумаге",
        "2,1 Гкал × 2 034,56 ₽",
        "Переплата на начало месяца",
        "отправлено 3 декабря 2026",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let line = page.split("<h3>").nth(1).and_then(|rest| rest.split("</dl>").next()).unwrap();
    assert!(!line.contains("Пени"), "sums that are not there take no room: {line}");
    assert!(!page.contains("Почему изменилась сумма"), "nothing to compare with, nothing said");
}

#[test]
fn the_file_is_not_a_page_of_the_router_and_the_code_leads_to_its_check() {
    let page = page_of(receipt());
    let link = page.split("<a ").find(|link| link.contains("Скачать PDF")).unwrap();
    for attribute in ["href=\"/receipts/00000000-0000-0000-0000-000000000000.pdf\"", "rel=\"external\"", "download"] {
        assert!(link.contains(attribute), "{attribute}: {link}");
    }
    assert!(page.contains("K7QM-3X9P-T2WD") && page.contains("href=\"/check/K7QM3X9PT2WD\""), "{page}");
}

#[test]
fn a_line_explains_itself_where_it_stands() {
    let page = page_of(receipt());
    let details = page.split("<details").find(|part| part.contains("Как посчитали")).unwrap();
    for words in ["греют квартиру", "2,1 Гкал × 2 034,56 ₽ = 4 272,58 ₽ начислено", "счётчик № А-17", "− переплата 100,00 ₽"]
    {
        assert!(details.contains(words), "{words}: {details}");
    }
}

#[test]
fn what_is_paid_is_said_and_asks_for_no_more() {
    let page = page_of(ReceiptPage { paid: Money(834_516), left: Money::ZERO, ..receipt() });
    assert!(page.contains("Оплачено 8 345,16 ₽, больше платить не нужно"), "{page}");
    assert!(!page.contains("/pay/abc"), "{page}");
    let page = page_of(ReceiptPage { paid: Money(34_516), left: Money(800_000), ..receipt() });
    places(&page, &["Осталось оплатить 8 000,00 ₽", "Оплачено 345,16 ₽ из 8 345,16 ₽", "/pay/abc"]);
}

#[test]
fn a_replaced_version_says_so_first_and_cannot_be_paid() {
    let newer = ReceiptId::from_str("00000000-0000-0000-0000-000000000007").expect("an id");
    let old = ReceiptPage { replaced: Some((newer, day(9, 12))), last_month: Some(comparison()), ..receipt() };
    let page = page_of(old);
    let first = "Эту квитанцию заменила исправленная от 12 сентября 2026. Не платите по этой.";
    assert!(places(&page, &[first, "href=\"/receipts/00000000-0000-0000-0000-000000000007\"", "кв. 45"]).is_sorted());
    for words in ["/pay/abc", "К оплате 8 345,16 ₽ до", "Почему изменилась"] {
        assert!(!page.contains(words), "{words}: {page}");
    }
}

#[test]
fn a_comparison_shows_three_services_and_folds_the_others_away() {
    let page = page_of(ReceiptPage { last_month: Some(comparison()), ..receipt() });
    let why = page.split("Почему изменилась сумма").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(why.contains("На 10,00 ₽ больше, чем в октябре. Больше всего — Отопление: +4,00 ₽"), "{why}");
    let folded = places(why, &["Лифт", "Ещё 1 услуга", "Домофон", "Без изменений: Антенна."]);
    assert!(folded.is_sorted(), "{folded:?}");
    assert!(!why.contains("прошлым годом"), "no receipt of a year ago, nothing said");
}

#[test]
fn a_corrected_receipt_says_what_was_and_what_is() {
    let data = ReceiptPage { version: 2, correction: Some(comparison()), ..receipt() };
    let page = page_of(data);
    let found = places(&page, &["версия 2", "Что исправлено", "было 500,00 ₽, стало 510,00 ₽", "data-label=\"Стало\""]);
    assert!(found.is_sorted(), "{found:?}");
}

#[test]
fn the_chart_says_in_words_and_in_a_table_what_its_bars_show() {
    let sum = |text: &str, charged| MonthSum { period: month(text), charged: Money(charged) };
    let months = vec![sum("2026-10", 300_000), sum("2026-11", 427_258)];
    let page = page_of(ReceiptPage { months, ..receipt() });
    let svg = page.split("<svg").nth(1).unwrap().split("</svg>").next().unwrap();
    assert!(svg.contains("role=\"img\"") && svg.contains("Больше всего: ноябрь 2026 — 4 272,58 ₽"), "{svg}");
    assert_eq!(svg.matches("chart__bar--here").count(), 1, "{svg}");
    assert!(svg.contains("эта квитанция"), "the month is not told by colour alone: {svg}");
    let table = page.split("Показать таблицей").nth(1).unwrap();
    assert!(places(table, &["Октябрь 2026", "3 000,00 ₽", "Ноябрь 2026", "4 272,58 ₽"]).is_sorted());
}

#[test]
fn a_year_has_every_month_and_a_dash_where_nothing_was_charged() {
    let cell = YearCell { volume: Decimal(1_500_000), cost: Money(123_456) };
    let months = |cell: Option<YearCell>| (1..=12).map(|month| cell.filter(|_| month > 10)).collect();
    let service = |service: &str, unit: &str| YearService {
        service: service.to_owned(),
        unit: unit.to_owned(),
        supplier: "СГК".to_owned(),
        months: months(Some(cell)),
        volume: Decimal(3_000_000),
        cost: Money(246_912),
    };
    let data = YearPage {
        account: AccountId(1),
        number: "1902 0004 17".to_owned(),
        address: "Абакан, ул. Щетинкина, д. 12, кв. 45".to_owned(),
        year: 2026,
        years: vec![2026, 2025],
        months: (1..=12).map(|month| (month > 10).then_some(Money(246_912))).collect(),
        services: vec![service("Отопление", "Гкал"), service("Содержание жилья", "м²")],
        cost: Money(493_824),
        whose: None,
    };
    let page = html(|| year::page(drawn_year(data.clone())));
    places(&page, &["Весь 2026 год", "/receipts/year/1/2025", "За 2026 год начислено 4 938,24 ₽"]);
    let tables: Vec<&str> = page.split("role=\"region\"").skip(1).collect();
    let costs = tables[0].split("</table>").next().unwrap();
    assert_eq!((costs.matches('—').count(), costs.matches("1 234,56").count()), (30, 4), "{costs}");
    let volumes = tables[1].split("</table>").next().unwrap();
    assert!(volumes.contains("Отопление, Гкал"), "{volumes}");
    assert_eq!(volumes.matches(">3<").count(), 1, "areas of twelve months are not added up: {volumes}");
    let empty = html(|| year::page(drawn_year(YearPage { services: vec![], ..data })));
    assert!(empty.contains("квитанций нет"), "{empty}");
}
