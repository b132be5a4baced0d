//! The texts of SMS.
//! Not here: the folder they go to (see `folders`).

use crate::fixtures::{invitation, november, sender};
use cabinet::letter::Sms;
use domain::{CodeDigits, Date, Language, Money};
use messaging::sms_text;

#[test]
fn a_code_comes_first_and_bound_to_the_host_in_the_last_line() {
    let text = sms_text(Language::Ru, &Sms::Code { code: CodeDigits::from_number(7) }, &sender());
    assert!(text.starts_with("000007 — код "), "{text}");
    assert_eq!(text.lines().last(), Some("@kvitok.example.ru #000007"));
    assert!(text.chars().count() <= 140, "{text}");
}

#[test]
fn the_other_texts_name_the_agent_have_no_links_and_at_most_140_characters() {
    let first_period = november();
    let pay_by = Date { year: 2026, month: 12, day: 15 };
    let receipt = |kopecks| Sms::Receipt { period: first_period, total: Money(kopecks), pay_by };
    let mut long = sender();
    long.agent.name = "Муниципальное унитарное предприятие «Расчётный центр города Абакана»".to_owned();
    for (sms, words) in [
        (Sms::SwitchedToElectronic { first_period }, "с ноября 2026 квитанция приходит на электронную почту"),
        (Sms::ReturnedToPaper { first_period }, "с ноября 2026 квитанция снова приходит на бумаге"),
        (receipt(343_565), "за ноябрь 2026 к оплате 3\u{a0}435,65\u{a0}₽ до 15 декабря 2026."),
        (receipt(1_000_000_000_000), "к оплате"),
        (receipt(-12_000), "Платить не нужно, переплата 120,00\u{a0}₽"),
        (Sms::EmailFails { email: "an***@mail.ru".to_owned() }, "письма на an***@mail.ru не доходят"),
        (Sms::EmailFails { email: format!("an***@{}.ru", "long".repeat(40)) }, "an***@longlong"),
    ] {
        for sender in [sender(), long.clone()] {
            let text = sms_text(Language::Ru, &sms, &sender);
            let agent: String = sender.agent.name.chars().take(20).collect();
            assert!(text.starts_with(&agent) && text.contains(words), "{text}");
            assert!(text.chars().count() <= 140, "{} in {text}", text.chars().count());
            assert!(!text.contains("://") && !text.contains('\n'), "{text}");
        }
    }
}

#[test]
fn a_code_to_be_read_out_names_who_asks_and_for_what() {
    let code = CodeDigits::from_number(7);
    for (for_access, words) in [(true, "доступ к вашим квитанциям"), (false, "перевести вашу квитанцию на почту")]
    {
        let sms = Sms::CodeToReadOut { code: code.clone(), close_name: "Анна Петрова".to_owned(), for_access };
        let text = sms_text(Language::Ru, &sms, &sender());
        assert!(text.starts_with("000007 — код") && text.contains("Анна Петрова") && text.contains(words), "{text}");
        assert_eq!(text.lines().last(), Some("@kvitok.example.ru #000007"));
    }
}

#[test]
fn news_of_access_name_the_agent_and_the_close_person() {
    let close_name = "Анна Петрова".to_owned();
    for sms in [Sms::AccessOffered { close_name: close_name.clone() }, Sms::AccessGiven { close_name: close_name.clone() }] {
        let text = sms_text(Language::Ru, &sms, &sender());
        assert!(text.starts_with("Единый расчётный центр") && text.contains(&close_name), "{text}");
        assert!(text.chars().count() <= 140, "{text}");
    }
    let text = sms_text(Language::Ru, &Sms::Invitation(invitation()), &sender());
    assert!(text.contains("Мария Ивановна") && text.ends_with(&invitation().link), "{text}");
}
