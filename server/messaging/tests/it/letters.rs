//! Letters read back as a mail client reads them.
//! Not here: how they get into a folder (see `folders`); what a receipt brings along (see `receipts`).

use crate::fixtures::{ID, every_letter, mail, receipt, reminder, sender, several, switched};
use cabinet::letter::{Letter, ReceiptLetter};
use cabinet::ports::Mail;
use domain::{Money, Period};
use mail_parser::{HeaderValue, MessageParser, MimeHeaders};
use messaging::Sender;
use messaging::letters::render;

pub struct Read {
    pub subject: String,
    pub text: String,
    pub html: String,
}

pub fn read_from(letter: Letter, sender: &Sender) -> Read {
    let bytes = render(&mail(letter), sender);
    let message = MessageParser::new().parse(&bytes).unwrap();
    assert_eq!((message.text_body_count(), message.html_body_count()), (1, 1));
    Read {
        subject: message.subject().unwrap().to_owned(),
        text: message.body_text(0).unwrap().replace("\r\n", "\n"),
        html: message.body_html(0).unwrap().into_owned(),
    }
}

pub fn read(letter: Letter) -> Read {
    read_from(letter, &sender())
}

pub fn read_receipt(change: impl FnOnce(&mut ReceiptLetter)) -> Read {
    let mut receipt = receipt();
    change(&mut receipt);
    read(Letter::Receipt(Box::new(receipt)))
}

#[test]
fn a_letter_that_may_be_ended_has_the_two_headers_that_mail_programs_look_for() {
    let link = "https://kvitok.example.ru/unsubscribe/0f".to_owned();
    let bytes = render(&Mail { unsubscribe: Some(link), ..mail(reminder()) }, &sender());
    let head = String::from_utf8_lossy(&bytes);
    assert!(head.contains("List-Unsubscribe: <https://kvitok.example.ru/unsubscribe/0f>\r\n"), "{head}");
    assert!(head.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"));
    assert!(!String::from_utf8_lossy(&render(&mail(switched(true, false)), &sender())).contains("List-Unsubscribe"));
}

#[test]
fn several_receipts_are_one_letter_with_a_sum_an_address_and_a_file_each() {
    let bytes = render(&mail(several()), &sender());
    let message = MessageParser::new().parse(&bytes).unwrap();
    let files: Vec<_> = message.attachments().filter_map(|file| file.attachment_name()).collect();
    assert_eq!(files, ["kvitanciya-2026-11-1.pdf", "kvitanciya-2026-11-2.pdf"]);
    let Read { subject, text, .. } = read(several());
    assert!(subject.starts_with("3 квитанции за ноябрь 2026: к оплате"), "{subject}");
    assert_eq!(text.matches("Щетинкина").count(), 2);
    assert!(text.contains("близкого человека: Мария Ивановна") && text.contains("переплата 5,00"), "{text}");
}

#[test]
fn a_reminder_says_how_much_by_when_and_how_to_end_it() {
    let Read { subject, text, .. } = read(reminder());
    assert_eq!(subject.replace('\u{a0}', " "), "Напоминание: оплатите 3 512,77 ₽ до 15 декабря 2026");
    assert!(text.contains("«Настройки»,") && text.contains("ул. Мира"), "{text}");
}

#[test]
fn headers_say_who_when_and_that_a_machine_wrote_it() {
    let bytes = render(&mail(switched(true, false)), &sender());
    let message = MessageParser::new().parse(&bytes).unwrap();
    let from = message.from().unwrap().first().unwrap();
    assert_eq!(from.name(), Some("Единый расчётный центр"));
    assert_eq!(from.address(), Some("info@kvitok.example.ru"));
    assert_eq!(message.to().unwrap().first().unwrap().address(), Some("anna@mail.ru"));
    assert_eq!(message.message_id(), Some(format!("{ID}@kvitok.example.ru").as_str()));
    assert_eq!(message.subject(), Some("Электронная квитанция — с ноября 2026"));
    assert_eq!(message.date().unwrap().to_rfc3339(), "2026-11-22T15:14:57+07:00");
    assert_eq!(message.content_type().unwrap().subtype(), Some("alternative"));
    let raw = String::from_utf8(bytes.clone()).unwrap();
    for line in ["Auto-Submitted: auto-generated\r\n", "Content-Language: ru\r\n", "MIME-Version: 1.0\r\n"] {
        assert!(raw.contains(line), "{line}");
    }
}

#[test]
fn every_letter_is_plain_ascii_in_short_lines_and_the_same_bytes_each_time() {
    for (name, letter) in every_letter() {
        let bytes = render(&mail(letter.clone()), &sender());
        assert_eq!(bytes, render(&mail(letter), &sender()), "{name}");
        let raw = String::from_utf8(bytes).unwrap();
        assert!(raw.is_ascii(), "{name}");
        assert!(raw.split("\r\n").all(|line| line.len() <= 100 && !line.contains('\n')), "{name}");
    }
}

#[test]
fn every_letter_names_the_agent_and_where_to_ask_in_both_parts_and_loads_nothing() {
    for (name, letter) in every_letter() {
        let Read { text, html, .. } = read(letter);
        for part in [&text, &html] {
            assert!(part.contains("Единый расчётный центр"), "{name}");
            assert!(part.contains("Вопросы: 8 800 200-00-00, пн–пт 8:00–20:00."), "{name}");
            assert!(part.contains("https://kvitok.example.ru:8443/"), "{name}");
            for word in ["пожалуйста", "осуществ", "{", "}"] {
                assert!(!part.contains(word), "{name}: {word}");
            }
        }
        for remote in ["<img", "src=", "url(", "<link", "<script", "<style"] {
            assert!(!html.contains(remote), "{name}: {remote}");
        }
        assert_eq!(html.matches("background:#0b4f8a").count(), 1, "{name}: one button");
        let too_long = text.lines().find(|line| line.chars().count() > 76 && !line.starts_with("http"));
        assert_eq!(too_long, None, "{name}");
    }
}

#[test]
fn a_receipt_starts_with_how_much_by_when_for_which_month_and_flat() {
    let Read { subject, text, .. } = read_receipt(|_| {});
    assert_eq!(subject, "Квитанция за ноябрь 2026: к оплате 2\u{a0}345,10\u{a0}₽ до 15 декабря 2026");
    let mut lines = text.lines().filter(|line| !line.is_empty());
    assert_eq!(lines.next(), Some("К оплате 2\u{a0}345,10\u{a0}₽ до 15 декабря 2026"));
    assert_eq!(lines.next(), Some("Квитанция за ноябрь 2026: Абакан, ул. Щетинкина, д.\u{a0}12, кв.\u{a0}45. Лицевой счёт"));
    assert_eq!(lines.next(), Some("1234\u{a0}5678\u{a0}90."));
}

#[test]
fn a_receipt_shows_every_sum_once_more_what_is_on_paper_and_the_whole() {
    let Read { text, html, .. } = read_receipt(|_| {});
    for part in [&text, &html] {
        for words in [
            "1\u{a0}475,50\u{a0}₽",
            "0,823456\u{a0}Гкал × 1\u{a0}822,50\u{a0}₽",
            "143,3333\u{a0}₽",
            "начислено 1\u{a0}500,33\u{a0}₽",
            "долг на начало месяца 100,00\u{a0}₽",
            "переплата на начало месяца 10,00\u{a0}₽",
            "перерасчёт −5,00\u{a0}₽",
            "льгота −20,00\u{a0}₽",
            "пени 0,17\u{a0}₽",
            "оплачено 100,00\u{a0}₽",
            "Итого СГК",
            "1\u{a0}895,50\u{a0}₽",
            "Итого в письме",
            "Абаканэнергосбыт",
            "840,55\u{a0}₽",
            "Итого на бумаге",
            "1\u{a0}090,55\u{a0}₽",
            "Всего за ноябрь 2026",
            "3\u{a0}435,65\u{a0}₽",
            "до 15 декабря 2026",
            "/receipts/0199a1b2-0000-7000-8000-00000000000a",
        ] {
            let flat = part.split('\n').map(str::trim).collect::<Vec<_>>().join(" ");
            assert!(flat.contains(words), "{words}\n{part}");
        }
    }
    let sums = text.lines().filter(|line| line.ends_with('₽'));
    let column: Vec<usize> = sums.map(|line| line.chars().count()).filter(|end| *end == 60).collect();
    assert!(column.len() >= 8, "{text}");
}

#[test]
fn a_receipt_without_paper_says_nothing_of_paper() {
    let Read { text, html, .. } = read_receipt(|receipt| {
        receipt.paper.clear();
        receipt.paper_total = Money::ZERO;
        receipt.total = receipt.electronic_total;
    });
    for part in [text, html] {
        assert!(!part.contains("бумаг"), "{part}");
        assert!(!part.contains("Всего за"), "{part}");
    }
}

#[test]
fn an_overpaid_receipt_says_that_nothing_is_to_pay() {
    let Read { subject, text, .. } = read_receipt(|receipt| {
        receipt.electronic_total = Money(-12_000);
        receipt.total = Money(-12_000);
        receipt.paper.clear();
    });
    assert_eq!(subject, "Квитанция за ноябрь 2026: платить не нужно, переплата 120,00\u{a0}₽");
    assert!(text.starts_with("Платить не нужно, переплата 120,00\u{a0}₽\n"));
    assert!(!text.contains("15 декабря"), "{text}");
}

#[test]
fn a_corrected_receipt_says_so_in_its_subject_and_at_its_head() {
    let Read { subject, text, .. } = read_receipt(|receipt| receipt.corrected = true);
    assert!(subject.starts_with("Исправленная квитанция за ноябрь 2026: "), "{subject}");
    assert!(text.contains("Исправленная квитанция за ноябрь 2026: Абакан"));
    assert!(text.contains("Она заменяет ту, что приходила раньше"));
}

#[test]
fn a_switch_names_the_first_month_what_comes_where_and_the_way_back() {
    let text = read(switched(true, false)).text;
    for words in [
        "С ноября 2026 квитанция приходит на электронную почту",
        "за ноябрь 2026",
        "декабре 2026",
        "БУДЕТ ПРИХОДИТЬ НА ПОЧТУ",
        "* СГК",
        "* МУП «Водоканал»",
        "ПОКА ОСТАЁТСЯ НА БУМАГЕ",
        "* Абаканэнергосбыт",
        "«Вернуть бумажную",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    assert!(!text.contains("не подтверждена"));
    assert!(!text.contains("другой человек"));
}

#[test]
fn an_unconfirmed_switch_says_that_paper_goes_on_until_the_other_letters_link_is_opened() {
    let text = read(switched(false, false)).text;
    assert!(text.starts_with("Подтвердите почту, чтобы с ноября 2026"));
    assert!(text.contains("квитанции приходят на бумаге, как раньше"));
    assert!(text.contains("в другом нашем"));
}

#[test]
fn a_change_by_another_holder_says_that_it_was_not_the_reader() {
    assert!(read(switched(true, true)).text.contains("не вы, а другой человек"));
    let back = |by_another_holder| Letter::ReturnedToPaper {
        address: "Абакан".to_owned(),
        first_period: Period::new(2026, 12).unwrap(),
        by_another_holder,
        link: "https://kvitok.example.ru:8443/addresses/7".to_owned(),
    };
    let text = read(back(true)).text;
    assert!(text.starts_with("С декабря 2026 квитанция снова приходит на бумаге\n"));
    assert!(text.contains("январе 2027"), "{text}");
    assert!(text.contains("не вы, а другой человек"));
    assert!(!read(back(false)).text.contains("другой человек"));
}

#[test]
fn a_letter_with_a_secret_link_says_how_long_it_works_and_what_if_it_was_not_you() {
    let link = "https://kvitok.example.ru:8443/x/SECRET".to_owned();
    for (letter, time) in
        [(Letter::ConfirmEmail { link: link.clone() }, "три дня"), (Letter::NewPassword { link: link.clone() }, "один час")]
    {
        let Read { text, html, .. } = read(letter);
        for part in [&text, &html] {
            assert!(part.contains(time) && part.contains("Если это были не вы, ничего не делайте"), "{part}");
        }
        assert_eq!(text.matches(&link).count(), 1);
        assert!(text.lines().any(|line| line == link));
        assert!(html.contains(&format!(">{link}</a>")) && html.contains(&format!("<a href=\"{link}\" style=\"display")));
    }
}

#[test]
fn hostile_names_stay_text_in_html_and_make_neither_headers_nor_lines() {
    let evil = "<script>alert('1')</script>\" onclick=\"x\r\nBcc: victim@mail.ru\r\n\r\n<b>";
    let mut from = sender();
    from.agent.name = format!("Центр{evil}");
    from.agent.phone = evil.to_owned();
    let mut receipt = receipt();
    receipt.address = evil.to_owned();
    receipt.number = evil.to_owned();
    receipt.electronic[0].supplier = evil.to_owned();
    receipt.electronic[0].lines[0].service = evil.to_owned();
    receipt.electronic[0].lines[0].unit = evil.to_owned();
    receipt.paper[0].0 = evil.to_owned();
    for letter in [Letter::Receipt(Box::new(receipt)), {
        let mut letter = switched(true, true);
        if let Letter::SwitchedToElectronic { address, electronic, .. } = &mut letter {
            *address = evil.to_owned();
            electronic.push(evil.to_owned());
        }
        letter
    }] {
        let bytes = render(&mail(letter.clone()), &from);
        let message = MessageParser::new().parse(&bytes).unwrap();
        let names: Vec<&str> = message.headers().iter().map(mail_parser::Header::name).collect();
        let expected = [
            "Date",
            "From",
            "To",
            "Subject",
            "Message-ID",
            "Auto-Submitted",
            "Content-Language",
            "MIME-Version",
            "Content-Type",
        ];
        assert_eq!(names, expected);
        assert!(matches!(message.header("Bcc"), None | Some(HeaderValue::Empty)));
        let Read { text, html, .. } = read_from(letter, &from);
        assert!(!html.contains("<script") && !html.contains("<b>") && !html.contains("onclick=\"x"), "{html}");
        assert!(html.contains("&lt;script&gt;"));
        assert!(text.lines().all(|line| line.trim() != "Bcc: victim@mail.ru"), "{text}");
    }
}

#[test]
fn a_copy_for_a_close_person_says_first_whose_receipt_it_is() {
    let copy = read_receipt(|receipt| receipt.whose = Some("Мария Ивановна".to_owned()));
    assert!(copy.subject.starts_with("Мария Ивановна. Квитанция за"), "{}", copy.subject);
    assert!(copy.text.contains("Это квитанция близкого человека: Мария Ивановна."), "{}", copy.text);
}
