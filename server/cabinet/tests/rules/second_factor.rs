//! The authenticator app: set up, asked for after every first step, each code once, recovery codes.
//! Not here: how codes are computed (see `cabinet::totp`).

use crate::problem;
use cabinet::letter::Letter;
use cabinet::reauth::Proof;
use cabinet::settings_letter::SettingsLetter;
use cabinet::{Failure, MINUTE};
use domain::view::{FormState, Problem};
use hmac::{Hmac, Mac};
use testbed::{PASSWORD, Person, World, on_both_engines, person, token};

const PROOF: Proof<'static> = Proof { password: PASSWORD, code: "" };

/// What an app would show: written here once more, so that a mistake in the other is seen.
fn app_code(secret: &str, now_ms: i64) -> String {
    let mut bits = String::new();
    for letter in secret.chars().filter(|c| *c != ' ') {
        let value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".find(letter).unwrap();
        bits.extend(format!("{value:05b}").chars());
    }
    let key: Vec<u8> = bits
        .as_bytes()
        .chunks_exact(8)
        .map(|byte| u8::from_str_radix(std::str::from_utf8(byte).unwrap(), 2).unwrap())
        .collect();
    let mut mac = Hmac::<sha1::Sha1>::new_from_slice(&key).unwrap();
    mac.update(&(now_ms / 30_000).to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let at = usize::from(hash[19] % 16);
    let word = u32::from_be_bytes(hash[at..at + 4].try_into().unwrap()) % (1 << 31);
    format!("{:06}", word % 1_000_000)
}

fn now(world: &World) -> i64 {
    world.cabinet.now()
}

/// Sets an app up and answers its secret.
pub async fn set_up(world: &World, who: &Person) -> String {
    world.cabinet.begin_app(&who.visitor, PROOF).await.unwrap();
    let page = world.cabinet.app_page(&who.visitor, FormState::default()).await.unwrap();
    world.cabinet.enable_app(&who.visitor, &app_code(&page.secret, now(world))).await.unwrap();
    world.clock.advance(MINUTE);
    page.secret
}

/// A browser after the right password.
async fn first_step(world: &World, who: &Person) -> Person {
    let browser = person("browser");
    let told = world.cabinet.sign_in(&browser.visitor, &who.email, PASSWORD).await;
    assert!(matches!(told, Err(Failure::SecondFactor)), "{told:?}");
    browser
}

on_both_engines!(an_app_in_force_is_asked_for_after_the_password, |world| async move {
    let anna = world.resident("anna").await;
    let secret = set_up(&world, &anna).await;
    let mut browser = first_step(&world, &anna).await;
    let code = app_code(&secret, now(&world));
    let wrong = if code == "111111" { "222222" } else { "111111" };
    assert_eq!(problem(world.cabinet.second_step(&browser.visitor, wrong).await), Problem::AppCodeWrong);
    assert_eq!(problem(world.cabinet.second_step(&browser.visitor, " ").await), Problem::AppCodeEmpty);
    let typed = format!("{} {}", &code[..3], &code[3..]);
    browser.visitor.session = Some(world.cabinet.second_step(&browser.visitor, &typed).await.unwrap());
    assert_eq!(world.id(&browser).await, world.id(&anna).await);
});

on_both_engines!(a_code_is_good_once_even_within_its_half_minute, |world| async move {
    let anna = world.resident("anna").await;
    let secret = set_up(&world, &anna).await;
    let code = app_code(&secret, now(&world));
    let browser = first_step(&world, &anna).await;
    world.cabinet.second_step(&browser.visitor, &code).await.unwrap();
    let again = first_step(&world, &anna).await;
    assert_eq!(problem(world.cabinet.second_step(&again.visitor, &code).await), Problem::AppCodeWrong);
    let before = app_code(&secret, now(&world) - 30_000);
    assert_eq!(problem(world.cabinet.second_step(&again.visitor, &before).await), Problem::AppCodeWrong, "nor an older one");
});

on_both_engines!(every_other_way_in_asks_for_the_app_as_well, |world| async move {
    let anna = world.resident("anna").await;
    set_up(&world, &anna).await;
    world.deliver().await;
    world.cabinet.forgotten_password(&anna.visitor, &anna.email).await.unwrap();
    world.deliver().await;
    let Some(Letter::NewPassword { link }) = world.sent.last_letter(&anna.email) else { panic!("a link to a new password") };
    let told = world.cabinet.set_password(&person("browser").visitor, &token(&link), PASSWORD).await;
    assert!(matches!(told, Err(Failure::SecondFactor)), "{told:?}");
    let again = world.try_sign_up(&anna, PASSWORD).await;
    assert!(matches!(again, Err(Failure::SecondFactor)), "{again:?}");
});

on_both_engines!(a_recovery_code_is_good_once_and_they_are_shown_for_ten_minutes, |world| async move {
    let anna = world.resident("anna").await;
    set_up(&world, &anna).await;
    let codes = world.cabinet.recovery_codes(&anna.visitor).await.unwrap();
    assert_eq!(codes.iter().collect::<std::collections::HashSet<_>>().len(), 8);
    let dump = world.dump().await;
    assert!(codes.iter().all(|code| !dump.contains(code)), "none of them is stored");
    let browser = first_step(&world, &anna).await;
    world.cabinet.second_step(&browser.visitor, &codes[2].to_lowercase()).await.unwrap();
    let page = world.cabinet.settings_page(&anna.visitor, FormState::default()).await.unwrap();
    assert_eq!((page.app, page.codes_left), (true, 7));
    let again = first_step(&world, &anna).await;
    assert_eq!(problem(world.cabinet.second_step(&again.visitor, &codes[2]).await), Problem::AppCodeWrong);
    world.cabinet.second_step(&again.visitor, &codes[7]).await.unwrap();
    world.clock.advance(10 * MINUTE);
    assert!(matches!(world.cabinet.recovery_codes(&anna.visitor).await, Err(Failure::NotFound)));
});

on_both_engines!(guesses_at_the_second_step_are_counted_over_all_browsers, |world| async move {
    let anna = world.resident("anna").await;
    let secret = set_up(&world, &anna).await;
    world.clock.advance(15 * MINUTE);
    let code = app_code(&secret, now(&world));
    let wrong = if code == "111111" { "222222" } else { "111111" };
    let browser = first_step(&world, &anna).await;
    for _ in 0..10 {
        assert_eq!(problem(world.cabinet.second_step(&browser.visitor, wrong).await), Problem::AppCodeWrong);
    }
    assert_eq!(problem(world.cabinet.second_step(&browser.visitor, &code).await), Problem::TooManyAttempts);
});

on_both_engines!(the_second_step_needs_the_first_in_the_same_browser_and_not_long_ago, |world| async move {
    let anna = world.resident("anna").await;
    let secret = set_up(&world, &anna).await;
    let browser = first_step(&world, &anna).await;
    let thief = person("thief");
    let code = app_code(&secret, now(&world));
    assert_eq!(problem(world.cabinet.second_step(&thief.visitor, &code).await), Problem::FirstStepGone);
    world.clock.advance(10 * MINUTE);
    let code = app_code(&secret, now(&world));
    assert_eq!(problem(world.cabinet.second_step(&browser.visitor, &code).await), Problem::FirstStepGone);
});

on_both_engines!(an_app_is_set_up_and_taken_away_with_the_password_only, |world| async move {
    let anna = world.resident("anna").await;
    assert_eq!(problem(world.cabinet.begin_app(&anna.visitor, Proof::default()).await), Problem::PasswordEmpty);
    let none = world.cabinet.app_page(&anna.visitor, FormState::default()).await;
    assert!(matches!(none, Err(Failure::NotFound)), "{none:?}");
    world.cabinet.begin_app(&anna.visitor, PROOF).await.unwrap();
    let page = world.cabinet.app_page(&anna.visitor, FormState::default()).await.unwrap();
    assert!(page.uri.starts_with("otpauth://totp/") && page.uri.contains(&page.secret.replace(' ', "")));
    assert!(page.qr.is_some() && !world.dump().await.contains(&page.secret.replace(' ', "")));
    let right = app_code(&page.secret, now(&world));
    let wrong = if right == "111111" { "222222" } else { "111111" };
    assert_eq!(problem(world.cabinet.enable_app(&anna.visitor, wrong).await), Problem::AppCodeWrong);
    assert_eq!(problem(world.cabinet.enable_app(&anna.visitor, "").await), Problem::AppCodeEmpty);
    let other = person("browser");
    world.cabinet.sign_in(&other.visitor, &anna.email, PASSWORD).await.unwrap();
    world.cabinet.enable_app(&anna.visitor, &right).await.unwrap();
    assert_eq!(problem(world.cabinet.remove_app(&anna.visitor, Proof::default()).await), Problem::PasswordEmpty);
    world.deliver().await;
    world.clock.advance(MINUTE);
    world.cabinet.remove_app(&anna.visitor, PROOF).await.unwrap();
    world.cabinet.sign_in(&other.visitor, &anna.email, PASSWORD).await.unwrap();
    world.deliver().await;
    let told = world.sent.settings_letters(&anna.email).into_iter();
    let told = told.filter_map(|letter| if let SettingsLetter::SecondFactor { on, .. } = letter { Some(on) } else { None });
    assert_eq!(told.collect::<Vec<_>>(), [true, false]);
});

on_both_engines!(an_app_that_a_thief_set_up_goes_when_the_owner_undoes_the_change, |world| async move {
    let anna = world.resident("anna").await;
    world.cabinet.change_email(&anna.visitor, "thief@example.ru", PROOF).await.unwrap();
    set_up(&world, &anna).await;
    world.deliver().await;
    let undo = world.sent.settings_letters(&anna.email).into_iter().find_map(|letter| match letter {
        SettingsLetter::EmailChange { undo, .. } => Some(token(&undo)),
        _ => None,
    });
    world.cabinet.undo_change(&undo.unwrap()).await.unwrap();
    world.deliver().await;
    let Some(Letter::NewPassword { link }) = world.sent.last_letter(&anna.email) else { panic!("a link to a new password") };
    world.cabinet.set_password(&person("browser").visitor, &token(&link), "новый дом у реки").await.unwrap();
});
