//! What the letter with a receipt brings along: ways to pay, the file, what was corrected, how to check it.
//! Not here: its sums and headers (see `letters`).

use crate::fixtures::{ID, change, correction, mail, pdf, receipt, sender};
use crate::letters::{Read, read_receipt};
use cabinet::letter::{Letter, ReceiptLetter};
use domain::Money;
use mail_parser::{MessageParser, MimeHeaders};
use messaging::letters::render;

fn bytes_of(change: impl FnOnce(&mut ReceiptLetter)) -> Vec<u8> {
    let mut receipt = receipt();
    change(&mut receipt);
    render(&mail(Letter::Receipt(Box::new(receipt))), &sender())
}

/// Words of a part on one line, however it breaks them.
fn flat(part: &str) -> String {
    part.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_receipt_is_attached_under_its_name_with_its_very_bytes() {
    for name in ["kvitanciya-2026-11.pdf", "квитанция «ноябрь 2026», исправленная.pdf"] {
        let bytes = bytes_of(|receipt| receipt.pdf = Some((name.to_owned(), pdf())));
        let message = MessageParser::new().parse(&bytes).unwrap();
        assert_eq!(message.content_type().unwrap().subtype(), Some("mixed"));
        assert_eq!((message.text_body_count(), message.html_body_count(), message.attachment_count()), (1, 1, 1));
        let file = message.attachment(0).unwrap();
        assert_eq!(file.attachment_name(), Some(name));
        assert!(file.is_content_type("application", "pdf"));
        assert_eq!(file.content_transfer_encoding(), Some("base64"));
        assert!(file.contents() == pdf(), "{name}: other bytes");
    }
}

#[test]
fn a_name_of_a_file_makes_no_header() {
    let bytes = bytes_of(|receipt| receipt.pdf = Some(("a\".pdf\r\nBcc: victim@mail.ru\r\n\r\nx".to_owned(), pdf())));
    let message = MessageParser::new().parse(&bytes).unwrap();
    let names: Vec<&str> = message.attachment(0).unwrap().headers.iter().map(mail_parser::Header::name).collect();
    assert_eq!(names, ["Content-Type", "Content-Disposition", "Content-Transfer-Encoding"]);
    assert!(message.attachment(0).unwrap().contents() == pdf());
}

#[test]
fn a_letter_with_a_file_is_the_same_bytes_each_time_and_grows_by_base64_alone() {
    let with = bytes_of(|_| {});
    assert_eq!(with, bytes_of(|_| {}));
    let without = bytes_of(|receipt| receipt.pdf = None);
    let encoded = pdf().len().div_ceil(3) * 4;
    let grown = with.len() - without.len();
    // A line end after each 76 characters, headers and boundaries, the sentence in both parts.
    assert!(grown > encoded && grown < encoded * 78 / 76 + 1_000, "{grown} for {encoded}");
}

#[test]
fn no_end_of_a_part_is_the_beginning_of_another() {
    let raw = String::from_utf8(bytes_of(|_| {})).unwrap();
    for (boundary, times) in [(format!("--=_{ID}"), 3), (format!("--=_mixed_{ID}"), 3)] {
        assert_eq!(raw.lines().filter(|line| line.starts_with(&boundary)).count(), times, "{boundary}");
    }
}

#[test]
fn without_a_file_the_letter_has_two_parts_and_speaks_of_no_file() {
    let bytes = bytes_of(|receipt| receipt.pdf = None);
    let message = MessageParser::new().parse(&bytes).unwrap();
    assert_eq!(message.content_type().unwrap().subtype(), Some("alternative"));
    assert_eq!(message.attachment_count(), 0);
    let Read { text, html, .. } = read_receipt(|receipt| receipt.pdf = None);
    for part in [text, html] {
        assert!(!part.contains("PDF"), "{part}");
    }
    let Read { text, html, .. } = read_receipt(|_| {});
    for part in [text, html] {
        assert!(part.contains("Квитанция приложена к письму (PDF)."), "{part}");
    }
}

#[test]
fn paying_is_the_button_and_needs_no_signing_in_and_the_receipt_comes_second() {
    let receipt = receipt();
    let Read { text, html, .. } = read_receipt(|_| {});
    let button = format!("<a href=\"{}\"", receipt.pay_link);
    let (pay, open) = (html.find(&button).unwrap(), html.find(&format!("<a href=\"{}\"", receipt.link)).unwrap());
    assert!(pay < open);
    assert!(html[pay..].split_once("</a>").unwrap().0.ends_with(">Оплатить"));
    assert!(html[open..].split_once("</a>").unwrap().0.ends_with(">Открыть квитанцию"));
    assert!(text.contains(&format!("Оплатить:\n{}\n", receipt.pay_link)), "{text}");
    assert!(text.contains(&format!("Открыть квитанцию:\n{}\n", receipt.link)), "{text}");
    for part in [&text, &html] {
        assert!(part.contains("Ссылка открывается без входа в кабинет."), "{part}");
        assert!(flat(part).contains("оплатить сразу всё, и то, что придёт на бумаге"), "{part}");
    }
}

#[test]
fn with_nothing_to_pay_there_is_no_way_to_pay_and_the_receipt_is_the_button() {
    let Read { text, html, .. } = read_receipt(|receipt| {
        receipt.electronic_total = Money(-12_000);
        receipt.total = Money(-12_000);
        receipt.paper.clear();
    });
    for part in [&text, &html] {
        assert!(!part.contains("/pay/") && !part.contains("Оплатить"), "{part}");
        assert!(part.contains("/receipts/0199a1b2-0000-7000-8000-00000000000a"), "{part}");
    }
    assert_eq!(html.matches("background:#0b4f8a").count(), 1);
}

#[test]
fn a_correction_says_what_each_changed_service_was_and_is_and_that_payments_count() {
    let services = vec![
        change("Отопление", 160_000, 147_550),
        change("Домофон", 0, 5_500),
        change("Холодное водоснабжение", 44_960, 44_960),
    ];
    let Read { text, html, .. } = read_receipt(|receipt| {
        receipt.corrected = true;
        receipt.correction = Some(correction(services));
    });
    for part in [&text, &html] {
        let part = part.replace('\u{a0}', " ");
        for words in [
            "Отопление: было 1 600,00 ₽, стало 1 475,50 ₽",
            "Домофон: было 0,00 ₽, стало 55,00 ₽",
            "Всего: было 2 049,60 ₽, стало 1 980,10 ₽.",
            "Она заменяет ту, что приходила раньше",
            "Уже оплаченное учтём.",
        ] {
            assert!(flat(&part).contains(words), "{words}\n{part}");
        }
        assert!(!part.contains("Холодное водоснабжение: было"), "{part}");
        assert!(!part.contains("и ещё"), "{part}");
    }
    assert!(text.contains("\nЧТО ИСПРАВЛЕНО\n") && html.contains(">Что исправлено</h2>"));
}

#[test]
fn a_correction_of_many_services_names_eight_and_counts_the_others() {
    let said = |count: i64| {
        let services = (1..=count).map(|i| change(&format!("Услуга {i}."), 100, 200)).collect();
        read_receipt(|receipt| receipt.correction = Some(correction(services))).text
    };
    let eight = said(8);
    assert!(eight.contains("* Услуга 8.: было") && !eight.contains("и ещё"), "{eight}");
    let eleven = said(11);
    assert!(eleven.contains("* Услуга 8.: было") && !eleven.contains("Услуга 9."), "{eleven}");
    assert!(eleven.contains("\n* и ещё 3\n"), "{eleven}");
}

#[test]
fn services_of_one_name_are_told_apart_by_who_is_paid() {
    let mut other = change("Отопление", 100, 200);
    other.supplier = "Абаканэнергосбыт".to_owned();
    let services = vec![change("Отопление", 300, 500), other, change("Домофон", 1, 2)];
    let text = read_receipt(|receipt| receipt.correction = Some(correction(services))).text;
    for words in ["* Отопление (СГК): было", "* Отопление (Абаканэнергосбыт): было", "* Домофон: было"]
    {
        assert!(text.contains(words), "{words}\n{text}");
    }
}

#[test]
fn a_correction_that_changed_no_sum_says_so() {
    let services = vec![change("Отопление", 300, 300)];
    let text = read_receipt(|receipt| receipt.correction = Some(correction(services))).text;
    assert!(text.contains("ЧТО ИСПРАВЛЕНО\n\nСуммы прежние"), "{text}");
    assert!(!text.contains("было"), "{text}");
}

#[test]
fn a_first_receipt_speaks_of_no_correction() {
    let Read { text, html, .. } = read_receipt(|_| {});
    for part in [text.to_lowercase(), html.to_lowercase()] {
        assert!(!part.contains("исправлен") && !part.contains("заменяет"), "{part}");
    }
}

#[test]
fn the_code_and_the_way_to_check_stand_near_the_end_with_what_we_never_ask() {
    let Read { text, html, .. } = read_receipt(|_| {});
    let link = "https://kvitok.example.ru:8443/check/K7QM3X9PT2WD";
    let shown = "Проверить квитанцию: код K7QM-3X9P-T2WD";
    assert!(text.contains(&format!("\n{shown}\n{link}\n")), "{text}");
    // In HTML the code is one piece that no line end breaks.
    let code = r#"<span style="white-space:nowrap">K7QM-3X9P-T2WD</span>"#;
    let whole = format!(r#"<a href="{link}" style="color:#0b4f8a">Проверить квитанцию: код {code}</a>"#);
    assert!(html.contains(&whole), "{html}");
    for part in [&text, &html.replace(code, "K7QM-3X9P-T2WD")] {
        let part = flat(part);
        let at = part.find(shown).unwrap();
        assert!(at > part.find("Оплатите до").unwrap());
        assert!(part[at..].contains("Мы никогда не просим платить по другим реквизитам."), "{part}");
        assert!(part[at..].contains("или позвоните: 8 800 200-00-00."), "{part}");
    }
}

#[test]
fn a_receipt_without_a_code_leads_to_the_check_all_the_same() {
    let Read { text, html, .. } = read_receipt(|receipt| {
        receipt.code = None;
        receipt.check_link = "https://kvitok.example.ru:8443/check".to_owned();
    });
    assert!(text.contains("\nПроверить квитанцию\nhttps://kvitok.example.ru:8443/check\n"), "{text}");
    assert!(html.contains(">Проверить квитанцию</a>") && !html.contains("код "), "{html}");
}

#[test]
fn hostile_names_and_links_of_the_new_blocks_stay_text() {
    let evil = "<script>alert('1')</script>\" onclick=\"x\r\nBcc: victim@mail.ru\r\n\r\n<b>";
    let mut twin = change(evil, 100, 200);
    twin.supplier = format!("{evil}2");
    let services = vec![change(evil, 300, 500), twin];
    let Read { text, html, .. } = read_receipt(|receipt| {
        receipt.correction = Some(correction(services));
        receipt.pay_link.push_str("?a=1&b=\"><b>");
        receipt.check_link.push_str("\"><script>");
    });
    assert!(!html.contains("<script") && !html.contains("<b>") && !html.contains("onclick=\"x"), "{html}");
    assert!(html.contains("&lt;script&gt;") && html.contains("?a=1&amp;b=&quot;&gt;&lt;b&gt;\""), "{html}");
    assert!(text.lines().all(|line| !line.trim().starts_with("Bcc:")), "{text}");
}
