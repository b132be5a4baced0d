//! Letters and SMS in English: the same facts, no Russian words of ours, the same rules.
//! Not here: who gets which language (see `cabinet`).

use crate::fixtures::{every_letter, mail, november, receipt, sender};
use cabinet::letter::{Letter, Sms};
use cabinet::ports::Mail;
use domain::view::AgentContacts;
use domain::{CodeDigits, Date, Language, Money};
use mail_parser::MessageParser;
use messaging::letters::render;
use messaging::{Sender, sms_text};

fn english_sender() -> Sender {
    let agent = AgentContacts { name: "Billing Centre".to_owned(), hours: "8:00-20:00".to_owned(), ..sender().agent };
    Sender { agent, ..sender() }
}

fn cyrillic(text: &str) -> Vec<&str> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| word.chars().any(|c| ('\u{400}'..='\u{4ff}').contains(&c))).collect()
}

#[test]
fn every_letter_says_its_language_and_has_an_english_subject() {
    for (name, letter) in every_letter() {
        let bytes = render(&Mail { language: Language::En, ..mail(letter) }, &english_sender());
        let message = MessageParser::new().parse(&bytes).unwrap();
        // Whose receipts these are is a person's name, as the family writes it.
        let subject = message.subject().unwrap().replace("Мария Ивановна", "");
        assert_eq!(cyrillic(&subject), Vec::<&str>::new(), "{name}");
        assert!(String::from_utf8(bytes.clone()).unwrap().contains("Content-Language: en\r\n"), "{name}");
        let html = message.body_html(0).unwrap();
        assert!(html.contains("lang=\"en\""), "{name}");
        // The name of a supplier stays as the register writes it.
        let ours = html.replace("«Водоканал»", "");
        assert!(!ours.contains('«') && !ours.contains("  — "), "{name}: {html}");
    }
}

#[test]
fn a_receipt_in_english_keeps_the_names_and_numbers_of_the_paper() {
    let letter = Letter::Receipt(Box::new(receipt()));
    let bytes = render(&Mail { language: Language::En, ..mail(letter) }, &english_sender());
    let message = MessageParser::new().parse(&bytes).unwrap();
    let text = message.body_text(0).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    for said in ["Receipt for November 2026", "Pay by 15 December 2026.", "IN THIS LETTER", "Utility account"] {
        assert!(text.contains(said), "{said}: {text}");
    }
}

#[test]
fn an_english_code_comes_first_and_bound_to_the_host_in_the_last_line() {
    let text = sms_text(Language::En, &Sms::Code { code: CodeDigits::from_number(7) }, &sender());
    assert!(text.starts_with("000007 is your code "), "{text}");
    assert_eq!(text.lines().last(), Some("@kvitok.example.ru #000007"));
    assert!(text.chars().count() <= 140, "{text}");
}

#[test]
fn other_english_texts_are_as_short_as_russian_ones() {
    let first_period = november();
    let pay_by = Date { year: 2026, month: 12, day: 15 };
    let mut long = english_sender();
    long.agent.name = "Municipal Unitary Enterprise Billing Centre of the City of Abakan".to_owned();
    for (sms, words) in [
        (Sms::SwitchedToElectronic { first_period }, "from November 2026 your receipt comes by e-mail"),
        (Sms::ReturnedToPaper { first_period }, "from November 2026 your receipt comes on paper again"),
        (
            Sms::Receipt { period: first_period, total: Money(343_565), pay_by },
            "3\u{a0}435,65\u{a0}₽ to pay for November 2026 by 15 December 2026.",
        ),
        (
            Sms::Receipt { period: first_period, total: Money(-12_000), pay_by },
            "Nothing to pay, an advance of 120,00\u{a0}₽",
        ),
        (Sms::EmailFails { email: format!("an***@{}.ru", "long".repeat(40)) }, "letters to an***@longlong"),
    ] {
        for sender in [english_sender(), long.clone()] {
            let text = sms_text(Language::En, &sms, &sender);
            assert!(text.contains(words) && cyrillic(&text).is_empty(), "{text}");
            assert!(text.chars().count() <= 140, "{} in {text}", text.chars().count());
            assert!(!text.contains("://") && !text.contains('\n'), "{text}");
        }
    }
}
