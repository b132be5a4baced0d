//! Registration, and the single-use links of letters.
//! Not here: the wizard, two clicks at the same time (see `together`).

use crate::problem;
use cabinet::letter::Letter;
use cabinet::links::{LinkKind, LinkState};
use cabinet::sign_up::SignUp;
use cabinet::{DAY, Failure, HOUR};
use domain::view::Problem;
use testbed::{PASSWORD, Person, World, on_both_engines, person, token};

/// The last link of a kind in a person's letters.
async fn link(world: &World, person: &Person, kind: LinkKind) -> String {
    world.deliver().await;
    let found = world.sent.letters(&person.email).into_iter().rev().find_map(|letter| match letter {
        Letter::ConfirmEmail { link } if kind == LinkKind::Email => Some(link),
        Letter::NewPassword { link } if kind == LinkKind::Password => Some(link),
        _ => None,
    });
    token(&found.unwrap())
}

async fn forgotten(world: &World, person: &Person) -> String {
    world.cabinet.forgotten_password(&person.visitor, &person.email).await.unwrap();
    link(world, person, LinkKind::Password).await
}

async fn is_confirmed(world: &World, person: &Person) -> bool {
    world.cabinet.viewer(&person.visitor).await.unwrap().unwrap().email_confirmed
}

on_both_engines!(a_registration_starts_a_session_and_sends_the_letter_about_the_email, |world| async move {
    let anna = world.signed_up("anna").await;
    let viewer = world.cabinet.viewer(&anna.visitor).await.unwrap().unwrap();
    assert_eq!((viewer.email.as_str(), viewer.email_confirmed, viewer.has_password), (anna.email.as_str(), false, true));
    world.deliver().await;
    assert!(matches!(world.sent.letters(&anna.email)[..], [Letter::ConfirmEmail { .. }]));
    assert!(!world.dump().await.contains(PASSWORD));
});

on_both_engines!(the_answer_is_the_same_for_an_email_that_is_known, |world| async move {
    let anna = world.resident("anna").await;
    let mut ivan = person("ivan");
    ivan.email = anna.email.clone();
    ivan.visitor.session = Some(world.try_sign_up(&ivan, "другой пароль").await.unwrap());
    let viewer = world.cabinet.viewer(&ivan.visitor).await.unwrap().unwrap();
    assert_eq!((viewer.email.as_str(), viewer.email_confirmed), (anna.email.as_str(), false));
    world.deliver().await;
    let letters = world.sent.letters(&anna.email);
    assert!(matches!(letters[..], [Letter::ConfirmEmail { .. }, Letter::AlreadyRegistered { .. }]), "{letters:?}");
    assert!(is_confirmed(&world, &anna).await);
    let told = world.cabinet.sign_in(&ivan.visitor, &anna.email, "другой пароль").await;
    assert_eq!(problem(told), Problem::SignInWrong, "whoever confirmed the e-mail is its owner");
});

on_both_engines!(the_owner_of_an_email_is_written_to_once_a_day, |world| async move {
    let anna = world.resident("anna").await;
    for n in 0..3 {
        let ivan = Person { email: anna.email.clone(), ..person(&format!("ivan{n}")) };
        world.try_sign_up(&ivan, "другой пароль").await.unwrap();
    }
    world.deliver().await;
    assert_eq!(world.sent.letters(&anna.email).len(), 2);
});

on_both_engines!(signing_up_again_with_everything_the_same_is_the_same_person, |world| async move {
    let mut anna = world.signed_up("anna").await;
    let id = world.id(&anna).await;
    anna.visitor.session = Some(world.try_sign_up(&anna, PASSWORD).await.unwrap());
    assert_eq!(world.id(&anna).await, id);
    world.confirm_email(&anna).await;
    anna.visitor.session = Some(world.try_sign_up(&anna, PASSWORD).await.unwrap());
    assert_eq!(world.id(&anna).await, id);
    assert_eq!((world.rows("resident").await, world.rows("consent").await), (1, 1));
    world.deliver().await;
    assert_eq!(world.sent.letters(&anna.email).len(), 1);
});

on_both_engines!(another_phone_or_another_password_is_another_person, |world| async move {
    let anna = world.signed_up("anna").await;
    world.try_sign_up(&anna, "другой пароль").await.unwrap();
    let other_phone = Person { phone: person("boris").phone, ..anna };
    world.try_sign_up(&other_phone, PASSWORD).await.unwrap();
    assert_eq!(world.rows("resident").await, 3);
});

on_both_engines!(signing_up_is_no_way_around_the_limit_of_sign_ins, |world| async move {
    let anna = world.resident("anna").await;
    let id = world.id(&anna).await;
    for n in 0..10 {
        let stranger = Person { visitor: person(&format!("ivan{n}")).visitor, ..anna.clone() };
        world.try_sign_up(&stranger, &format!("угадываю {n}")).await.unwrap();
    }
    let mut stranger = Person { visitor: person("ivan").visitor, ..anna.clone() };
    stranger.visitor.session = Some(world.try_sign_up(&stranger, PASSWORD).await.unwrap());
    assert_ne!(world.id(&stranger).await, id, "the eleventh guess is not looked at, even when it is right");
});

on_both_engines!(a_link_of_a_letter_confirms_the_email_once, |world| async move {
    let anna = world.signed_up("anna").await;
    let token = link(&world, &anna, LinkKind::Email).await;
    for _ in 0..2 {
        assert_eq!(
            world.cabinet.link_state(LinkKind::Email, &token).await.unwrap(),
            LinkState::Live,
            "looking uses nothing up"
        );
    }
    assert!(!is_confirmed(&world, &anna).await);
    world.cabinet.confirm_email(&token).await.unwrap();
    assert!(is_confirmed(&world, &anna).await);
    assert_eq!(problem(world.cabinet.confirm_email(&token).await), Problem::LinkDead);
    assert_eq!(world.cabinet.link_state(LinkKind::Email, &token).await.unwrap(), LinkState::Dead);
});

on_both_engines!(a_link_that_confirms_an_email_lives_for_three_days, |world| async move {
    let anna = world.signed_up("anna").await;
    let token = link(&world, &anna, LinkKind::Email).await;
    world.clock.advance(3 * DAY);
    assert_eq!(problem(world.cabinet.confirm_email(&token).await), Problem::LinkDead);
    world.clock.advance(-1);
    world.cabinet.confirm_email(&token).await.unwrap();
});

on_both_engines!(an_email_belongs_to_whoever_confirms_it_first, |world| async move {
    let anna = world.signed_up("anna").await;
    let first = link(&world, &anna, LinkKind::Email).await;
    let mut ivan = person("ivan");
    ivan.email = anna.email.clone();
    ivan.visitor.session = Some(world.try_sign_up(&ivan, "другой пароль").await.unwrap());
    let second = link(&world, &ivan, LinkKind::Email).await;
    assert_ne!(first, second);
    world.cabinet.confirm_email(&first).await.unwrap();
    assert_eq!(world.cabinet.link_state(LinkKind::Email, &second).await.unwrap(), LinkState::Taken);
    assert_eq!(problem(world.cabinet.confirm_email(&second).await), Problem::EmailTaken);
    assert!(is_confirmed(&world, &anna).await && !is_confirmed(&world, &ivan).await);
});

on_both_engines!(a_link_to_a_new_password_ends_every_other_session, |world| async move {
    let mut anna = world.resident("anna").await;
    let old = anna.clone();
    let token = forgotten(&world, &anna).await;
    anna.visitor.session = None;
    anna.visitor.session = Some(world.cabinet.set_password(&anna.visitor, &token, "новый пароль").await.unwrap());
    assert!(world.cabinet.viewer(&anna.visitor).await.unwrap().is_some());
    assert!(world.cabinet.viewer(&old.visitor).await.unwrap().is_none());
    let browser = person("anna").visitor;
    assert_eq!(problem(world.cabinet.sign_in(&browser, &anna.email, PASSWORD).await), Problem::SignInWrong);
    world.cabinet.sign_in(&browser, &anna.email, "новый пароль").await.unwrap();
    let again = world.cabinet.set_password(&browser, &token, "ещё пароль").await;
    assert_eq!(problem(again), Problem::LinkDead);
});

on_both_engines!(a_link_to_a_new_password_lives_for_an_hour, |world| async move {
    let anna = world.resident("anna").await;
    let token = forgotten(&world, &anna).await;
    world.clock.advance(HOUR);
    assert_eq!(problem(world.cabinet.set_password(&anna.visitor, &token, "новый пароль").await), Problem::LinkDead);
    world.clock.advance(-1);
    world.cabinet.set_password(&anna.visitor, &token, "новый пароль").await.unwrap();
});

on_both_engines!(a_link_of_one_kind_is_no_link_of_the_other, |world| async move {
    let anna = world.signed_up("anna").await;
    let email = link(&world, &anna, LinkKind::Email).await;
    let password = forgotten(&world, &anna).await;
    assert_eq!(problem(world.cabinet.set_password(&anna.visitor, &email, "новый пароль").await), Problem::LinkDead);
    assert_eq!(problem(world.cabinet.confirm_email(&password).await), Problem::LinkDead);
    for forged in ["", "00", &"0".repeat(64), &email[..63]] {
        assert_eq!(problem(world.cabinet.confirm_email(forged).await), Problem::LinkDead, "{forged}");
    }
});

on_both_engines!(a_weak_password_uses_no_link_up, |world| async move {
    let anna = world.resident("anna").await;
    let token = forgotten(&world, &anna).await;
    let weak = world.cabinet.set_password(&anna.visitor, &token, "12345678").await;
    assert_eq!(problem(weak), Problem::PasswordCommon);
    world.cabinet.set_password(&anna.visitor, &token, "новый пароль").await.unwrap();
});

on_both_engines!(opening_the_link_to_a_new_password_proves_the_mailbox, |world| async move {
    let mut anna = world.signed_up("anna").await;
    let token = forgotten(&world, &anna).await;
    anna.visitor.session = Some(world.cabinet.set_password(&anna.visitor, &token, "новый пароль").await.unwrap());
    assert!(is_confirmed(&world, &anna).await);
});

on_both_engines!(asking_for_a_new_password_answers_the_same_for_nobodys_email, |world| async move {
    let ivan = person("ivan");
    world.cabinet.forgotten_password(&ivan.visitor, &ivan.email).await.unwrap();
    assert_eq!(world.rows("message").await, 0);
});

on_both_engines!(one_email_gets_five_letters_with_links_an_hour, |world| async move {
    let anna = world.resident("anna").await;
    for _ in 0..5 {
        world.cabinet.forgotten_password(&anna.visitor, &anna.email).await.unwrap();
    }
    let told = world.cabinet.forgotten_password(&anna.visitor, &anna.email).await;
    assert_eq!(problem(told), Problem::TooManyAttempts);
    world.clock.advance(HOUR);
    world.cabinet.forgotten_password(&anna.visitor, &anna.email).await.unwrap();
});

on_both_engines!(thirty_forms_an_hour_are_taken_from_one_address, |world| async move {
    let visitor = person("ivan").visitor;
    let form = SignUp { email: "a@example.ru", phone: "+79130000000", password: PASSWORD, personal_data: true };
    for _ in 0..30 {
        world.cabinet.sign_up(&visitor, &form).await.unwrap();
    }
    assert_eq!(problem(world.cabinet.sign_up(&visitor, &form).await), Problem::TooManyAttempts);
    world.cabinet.sign_up(&person("anna").visitor, &form).await.unwrap();
    world.clock.advance(HOUR);
    world.cabinet.sign_up(&visitor, &form).await.unwrap();
});

on_both_engines!(every_problem_of_the_form_is_told_at_once_in_its_order, |world| async move {
    let form = SignUp { email: "", phone: "112", password: "мало", personal_data: false };
    match world.cabinet.sign_up(&person("anna").visitor, &form).await {
        Err(Failure::Problems(problems)) => assert_eq!(
            problems,
            [
                ("email", Problem::EmailEmpty),
                ("phone", Problem::PhoneNotAPhone),
                ("password", Problem::PasswordTooShort),
                ("personal_data", Problem::PersonalDataConsentNeeded),
            ]
        ),
        other => panic!("{other:?}"),
    }
    assert_eq!(world.rows("resident").await, 0);
});
