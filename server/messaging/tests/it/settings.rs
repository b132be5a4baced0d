//! Letters and SMS about the settings.
//! Not here: how letters look in general (see `letters`).

use crate::fixtures::sender;
use crate::letters;
use cabinet::letter::{Letter, Sms};
use cabinet::settings_letter::{CodePurpose, SettingsLetter, SettingsSms};
use domain::{CodeDigits, Language};
use messaging::sms_text;

const LINK: &str = "https://kvitok.example.ru/settings/undo/0f1e2d3c";

/// Subject and plain text.
fn read(letter: SettingsLetter) -> (String, String) {
    let read = letters::read(Letter::Settings(letter));
    (read.subject, read.text)
}

#[test]
fn the_old_contact_is_told_where_things_go_and_how_to_put_it_back() {
    let link = || LINK.to_owned();
    for (letter, subject, words) in [
        (
            SettingsLetter::EmailChange { to: "ne***@mail.ru".to_owned(), done: false, undo: link() },
            "В кабинете меняют почту",
            "ne***@mail.ru",
        ),
        (
            SettingsLetter::EmailChange { to: "ne***@mail.ru".to_owned(), done: true, undo: link() },
            "Почта в кабинете изменена",
            "больше не придут",
        ),
        (
            SettingsLetter::PhoneChanged { to: "+7 913 ***-**-99".to_owned(), undo: link() },
            "Телефон в кабинете изменён",
            "***-**-99",
        ),
    ] {
        let (told, text) = read(letter);
        assert_eq!(told, subject);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(words) && text.contains(LINK) && text.contains("три дня"), "{text}");
    }
}

#[test]
fn the_other_letters_say_what_has_changed_and_what_to_do() {
    for (letter, words) in [
        (SettingsLetter::NewEmail { link: LINK.to_owned() }, "только один раз"),
        (SettingsLetter::EmailWanted { sign_in: LINK.to_owned() }, "в другом кабинете"),
        (SettingsLetter::PasswordChanged { forgotten: LINK.to_owned() }, "Прежний пароль больше не подходит"),
        (SettingsLetter::SecondFactor { on: true, settings: LINK.to_owned() }, "нужен ещё и код"),
        (SettingsLetter::SecondFactor { on: false, settings: LINK.to_owned() }, "не нужен"),
        (SettingsLetter::Passkey { on: true, settings: LINK.to_owned() }, "войти без пароля"),
        (SettingsLetter::Passkey { on: false, settings: LINK.to_owned() }, "больше не открывает"),
        (SettingsLetter::Closed, "снова придут на бумаге"),
    ] {
        let (_, text) = read(letter);
        assert!(text.contains(words), "{text}");
    }
}

#[test]
fn each_code_says_what_it_is_for_and_is_bound_to_the_host() {
    for (purpose, words) in
        [(CodePurpose::Phone, "нового телефона"), (CodePurpose::SignIn, "для входа"), (CodePurpose::Proof, "для изменений")]
    {
        let text = sms_text(
            Language::Ru,
            &Sms::Settings(SettingsSms::Code { code: CodeDigits::from_number(7), purpose }),
            &sender(),
        );
        assert!(text.starts_with("000007 — код ") && text.contains(words), "{text}");
        assert_eq!(text.lines().last(), Some("@kvitok.example.ru #000007"));
        assert!(text.chars().count() <= 140, "{text}");
    }
}

#[test]
fn the_sms_to_the_old_phone_names_the_agent_and_the_way_back() {
    let text = sms_text(Language::Ru, &Sms::Settings(SettingsSms::PhoneChanged { undo: LINK.to_owned() }), &sender());
    assert!(text.contains("сменили телефон") && text.ends_with(LINK), "{text}");
}
