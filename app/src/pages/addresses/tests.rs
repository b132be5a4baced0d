//! The shared screens as the server writes them.
//! Not here: whole pages, which need the server (see its own tests).

use super::parts::{Place, binding_fields, code_screen, delivery_screen, done_screen};
use domain::Period;
use domain::view::{CodePage, Document, DonePage, FormState, Problem, SwitchPage};
use leptos::prelude::*;
use leptos_meta::provide_meta_context;

/// The HTML of a view, with no-break spaces as plain ones.
pub fn html(view: impl FnOnce() -> AnyView) -> String {
    let owner = Owner::new();
    owner.with(|| {
        provide_meta_context();
        view().to_html().replace('\u{a0}', " ")
    })
}

fn november() -> Period {
    "2026-11".parse().expect("a month")
}

fn wizard() -> Place {
    Place { caption: "Шаг 3 из 4".to_owned(), back: "/connect/account".to_owned(), change: Some("/connect") }
}

fn document(title: &str) -> Document {
    Document { title: title.to_owned(), version: "2026-09-01".to_owned(), paragraphs: vec!["Текст.".to_owned()] }
}

fn switch_page(electronic: &[&str]) -> SwitchPage {
    SwitchPage {
        address: "Абакан, ул. Щетинкина, д. 12, кв. 45".to_owned(),
        electronic: electronic.iter().map(ToString::to_string).collect(),
        paper: vec!["Управдом".to_owned()],
        first_period: november(),
        email: "anna@mail.ru".to_owned(),
        phone: "8 912 345-67-89".to_owned(),
        consent: document("Согласие на электронную квитанцию"),
        personal_data: document("Согласие на обработку персональных данных"),
        form: FormState::default(),
        whose: None,
    }
}

#[test]
fn the_choice_names_both_ways_the_month_the_contacts_and_has_one_unticked_box() {
    let page = html(|| delivery_screen(switch_page(&["СГК", "Водоканал"]), wizard(), |fields| fields));
    for words in [
        "СГК",
        "Водоканал",
        "Управдом",
        "ноябрь 2026",
        "anna@mail.ru",
        "8 912 345-67-89",
        "кв. 45",
        "Получать информационные сообщения по смс",
        "Редакция от 1 сентября 2026",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(page.matches("type=\"checkbox\"").count(), 1);
    assert!(!page.contains("checked"), "{page}");
}

#[test]
fn where_nothing_can_be_switched_there_is_nothing_to_agree_to() {
    let page = html(|| delivery_screen(switch_page(&[]), wizard(), |_| panic!("no form is asked for")));
    assert!(page.contains("на бумаге, как раньше"), "{page}");
}

#[test]
fn the_code_has_one_field_that_phones_can_fill_and_says_how_long_it_lives() {
    let form = FormState { problems: vec![("code".to_owned(), Problem::CodeWrong)], ..FormState::default() };
    let page = CodePage { address: "Абакан".to_owned(), phone: "+7 *** ***-67-89".to_owned(), form, whose: None };
    let page = html(|| code_screen(&page, wizard(), false, |field| field));
    for words in [
        "Код из сообщения",
        "autocomplete=\"one-time-code\"",
        "inputmode=\"numeric\"",
        "10 минут",
        "67-89",
        "Проверьте ответ",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(page.matches("<input").count(), 1);
    assert!(!page.contains("maxlength"));
}

#[test]
fn an_account_is_asked_for_in_two_fields_that_keep_what_was_typed() {
    let mut form = FormState::default();
    form.values.insert("account".to_owned(), "1902-0004 17".to_owned());
    form.problems.push(("account".to_owned(), Problem::BindingWrong));
    let page = html(|| binding_fields(&form, &[november(), november().previous()]));
    assert!(page.contains("value=\"1902-0004 17\""), "{page}");
    assert!(page.contains("за ноябрь 2026 или за октябрь 2026"), "{page}");
    assert!(page.contains("aria-invalid=\"true\""), "{page}");
}

#[test]
fn done_says_what_is_left_to_do_only_while_the_email_is_not_confirmed() {
    let page = |email_confirmed| DonePage {
        address: "Абакан".to_owned(),
        first_period: november(),
        email: "anna@mail.ru".to_owned(),
        email_confirmed,
        electronic: vec!["СГК".to_owned()],
        paper: vec![],
        sms_notices: true,
    };
    let confirmed = html(|| done_screen(page(true), ().into_any()));
    assert!(confirmed.contains("Квитанция за ноябрь 2026 придёт по электронной почте"), "{confirmed}");
    assert!(!confirmed.contains("Остался один шаг"));
    let waiting = html(|| done_screen(page(false), ().into_any()));
    assert!(waiting.contains("Остался один шаг"), "{waiting}");
}
