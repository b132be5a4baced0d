//! Sign-in, its limits, and every way out.
//! Not here: new passwords (see `sign_up`).

use crate::problem;
use cabinet::{DAY, MINUTE};
use domain::view::Problem;
use testbed::{PASSWORD, Person, World, on_both_engines, person};

async fn sign_in(world: &World, login: &str, password: &str) -> cabinet::Outcome<String> {
    world.cabinet.sign_in(&person("browser").visitor, login, password).await
}

on_both_engines!(people_sign_in_by_email_or_phone_in_any_spelling, |world| async move {
    let anna = world.resident("anna").await;
    let id = world.id(&anna).await;
    let spaced = format!("8 ({}) {}-{}", &anna.phone[2..5], &anna.phone[5..8], &anna.phone[8..]);
    for login in [anna.email.clone(), anna.email.to_uppercase(), anna.phone.clone(), spaced] {
        let mut browser = person("browser");
        browser.visitor.session = Some(world.cabinet.sign_in(&browser.visitor, &login, PASSWORD).await.unwrap());
        assert_eq!(world.id(&browser).await, id, "{login}");
    }
});

on_both_engines!(a_wrong_pair_never_says_which_half_was_wrong, |world| async move {
    let anna = world.resident("anna").await;
    let told = [
        sign_in(&world, &anna.email, "не тот пароль").await,
        sign_in(&world, "nobody@example.ru", PASSWORD).await,
        sign_in(&world, "+79990000000", PASSWORD).await,
        sign_in(&world, "не логин", PASSWORD).await,
    ];
    for told in told {
        assert_eq!(problem(told), Problem::SignInWrong);
    }
    assert_eq!(problem(sign_in(&world, "", PASSWORD).await), Problem::LoginEmpty);
    assert_eq!(problem(sign_in(&world, &anna.email, "").await), Problem::PasswordEmpty);
});

on_both_engines!(one_login_has_ten_attempts_a_quarter_of_an_hour_from_everywhere, |world| async move {
    let anna = world.resident("anna").await;
    for n in 0..10 {
        let from = person(&format!("browser{n}")).visitor;
        assert_eq!(problem(world.cabinet.sign_in(&from, &anna.email, "не тот").await), Problem::SignInWrong);
    }
    assert_eq!(problem(sign_in(&world, &anna.email, PASSWORD).await), Problem::TooManyAttempts);
    assert_eq!(problem(sign_in(&world, &anna.email.to_uppercase(), PASSWORD).await), Problem::TooManyAttempts);
    assert!(world.cabinet.viewer(&anna.visitor).await.unwrap().is_some(), "whoever is in stays in");
    world.clock.advance(15 * MINUTE);
    sign_in(&world, &anna.email, PASSWORD).await.unwrap();
});

on_both_engines!(a_family_with_one_phone_is_told_apart_by_password, |world| async move {
    let anna = world.resident("anna").await;
    let boris = Person { phone: anna.phone.clone(), ..person("boris") };
    world.try_sign_up(&boris, "пароль Бориса").await.unwrap();
    let mut browser = person("browser");
    browser.visitor.session = Some(sign_in(&world, &anna.phone, "пароль Бориса").await.unwrap());
    assert_eq!(world.cabinet.viewer(&browser.visitor).await.unwrap().unwrap().email, boris.email);
});

on_both_engines!(a_session_ends_two_months_after_its_last_use, |world| async move {
    let anna = world.resident("anna").await;
    for _ in 0..3 {
        world.clock.advance(59 * DAY);
        assert!(world.cabinet.viewer(&anna.visitor).await.unwrap().is_some());
    }
    world.clock.advance(60 * DAY);
    assert!(world.cabinet.viewer(&anna.visitor).await.unwrap().is_none());
});

on_both_engines!(signing_out_ends_this_session_or_all_of_them, |world| async move {
    let anna = world.resident("anna").await;
    let mut other = anna.clone();
    other.visitor.session = None;
    other.visitor.session = Some(world.cabinet.sign_in(&other.visitor, &anna.email, PASSWORD).await.unwrap());
    let mut third = anna.clone();
    third.visitor.session = None;
    third.visitor.session = Some(world.cabinet.sign_in(&third.visitor, &anna.email, PASSWORD).await.unwrap());
    world.cabinet.sign_out(&anna.visitor).await.unwrap();
    assert!(world.cabinet.viewer(&anna.visitor).await.unwrap().is_none());
    assert!(world.cabinet.viewer(&other.visitor).await.unwrap().is_some());
    world.cabinet.sign_out_everywhere(&third.visitor).await.unwrap();
    assert!(world.cabinet.viewer(&other.visitor).await.unwrap().is_none());
    assert_eq!(world.rows("session").await, 0);
});

on_both_engines!(a_forged_session_is_nobodys, |world| async move {
    let anna = world.resident("anna").await;
    let token = anna.visitor.session.clone().unwrap();
    assert!(!world.dump().await.to_lowercase().contains(&token), "only its hash is stored");
    for forged in [String::new(), "00".repeat(32), token[..62].to_owned(), format!("{token}00"), "я".repeat(64)] {
        let mut visitor = anna.visitor.clone();
        visitor.session = Some(forged.clone());
        assert!(world.cabinet.viewer(&visitor).await.unwrap().is_none(), "{forged}");
    }
});
