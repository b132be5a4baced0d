//! Sign-in by a code in an SMS: for whom, what strangers learn (nothing), families with one phone.
//! Not here: codes by themselves (see `codes`).

use crate::problem;
use cabinet::code_sign_in::Entered;
use cabinet::reauth::Proof;
use cabinet::{Failure, MINUTE};
use domain::view::Problem;
use testbed::street::{number, total};
use testbed::{PASSWORD, Person, World, on_both_engines, person};

const PROOF: Proof<'static> = Proof { password: PASSWORD, code: "" };

/// Somebody whose cabinet the wizard made: no password, a proven phone.
pub async fn by_wizard(world: &World, name: &str, n: u32) -> Person {
    if world.rows("utility_account").await == 0 {
        world.street(3).await;
    }
    let mut person = person(name);
    let cabinet = &world.cabinet;
    cabinet.wizard_contacts(&person.visitor, &person.email, &person.phone, true).await.unwrap();
    let sum = total(n, "2026-09").plain();
    cabinet.wizard_account(&person.visitor, &number(n), &sum).await.unwrap();
    cabinet.wizard_delivery(&person.visitor, false).await.unwrap();
    let code = world.read_code(&person).await;
    person.visitor.session = cabinet.wizard_code(&person.visitor, &code).await.unwrap();
    person
}

/// A browser that asks for a code to this person's phone, a minute after whatever was before.
async fn asks(world: &World, who: &Person) -> Person {
    world.clock.advance(MINUTE);
    let browser = Person { phone: who.phone.clone(), ..person("browser") };
    world.cabinet.ask_sign_in_code(&browser.visitor, &who.phone).await.unwrap();
    world.deliver().await;
    browser
}

fn code_of(world: &World, who: &Person) -> String {
    world.sent.last_code(&who.phone).unwrap()
}

on_both_engines!(somebody_without_a_password_signs_in_by_a_code, |world| async move {
    let anna = by_wizard(&world, "anna", 1).await;
    let mut browser = asks(&world, &anna).await;
    let code = code_of(&world, &anna);
    let entered = world.cabinet.enter_by_code(&browser.visitor, &code).await.unwrap();
    let Entered::In(token) = entered else { panic!("one person has this phone") };
    browser.visitor.session = Some(token);
    assert_eq!(world.id(&browser).await, world.id(&anna).await);
    assert_eq!(problem(world.cabinet.enter_by_code(&browser.visitor, &code).await), Problem::CodeWrong, "it works once");
});

on_both_engines!(with_a_password_it_is_allowed_first_and_can_be_forbidden_again, |world| async move {
    world.street(2).await;
    let (anna, _) = world.electronic("anna", 1).await;
    let before = world.sent.sms(&anna.phone).len();
    asks(&world, &anna).await;
    assert_eq!(world.sent.sms(&anna.phone).len(), before, "nobody has allowed it");
    let refused = world.cabinet.set_code_sign_in(&anna.visitor, true, Proof::default()).await;
    assert_eq!(problem(refused), Problem::PasswordEmpty);
    world.cabinet.set_code_sign_in(&anna.visitor, true, PROOF).await.unwrap();
    let browser = asks(&world, &anna).await;
    let code = code_of(&world, &anna);
    world.cabinet.set_code_sign_in(&anna.visitor, false, PROOF).await.unwrap();
    let late = world.cabinet.enter_by_code(&browser.visitor, &code).await;
    assert_eq!(problem(late), Problem::CodeWrong, "forbidden while the code was under way");
});

on_both_engines!(a_phone_that_nobody_has_gets_the_same_answers_and_no_sms, |world| async move {
    let anna = by_wizard(&world, "anna", 1).await;
    let stranger = person("stranger");
    let mut told = Vec::new();
    for who in [&anna, &stranger] {
        let browser = asks(&world, who).await;
        let mut answers = vec![world.cabinet.sign_in_code_phone(&browser.visitor).await.unwrap().is_some()];
        world.cabinet.ask_sign_in_code(&browser.visitor, &who.phone).await.unwrap();
        answers.push(problem(world.cabinet.resend_sign_in_code(&browser.visitor).await) == Problem::CodeTooSoon);
        let elsewhere = world.cabinet.ask_sign_in_code(&person("elsewhere").visitor, &who.phone).await;
        answers.push(problem(elsewhere) == Problem::CodeTooSoon);
        let code = world.sent.last_code(&who.phone).unwrap_or_default();
        let wrong = if code == "111111" { "222222" } else { "111111" };
        for _ in 0..4 {
            answers.push(problem(world.cabinet.enter_by_code(&browser.visitor, wrong).await) == Problem::CodeWrong);
        }
        let fifth = world.cabinet.enter_by_code(&browser.visitor, wrong).await;
        answers.push(problem(fifth) == Problem::CodeTooManyTries);
        told.push(answers);
    }
    assert_eq!(told[0], told[1]);
    assert!(told[0].iter().all(|answer| *answer), "{told:?}");
    assert!(world.sent.sms(&stranger.phone).is_empty());
});

on_both_engines!(a_code_lets_in_only_the_browser_that_asked, |world| async move {
    let anna = by_wizard(&world, "anna", 1).await;
    asks(&world, &anna).await;
    let code = code_of(&world, &anna);
    let thief = person("thief");
    assert_eq!(problem(world.cabinet.enter_by_code(&thief.visitor, &code).await), Problem::FirstStepGone);
});

on_both_engines!(a_family_with_one_phone_chooses_by_masked_email, |world| async move {
    let anna = by_wizard(&world, "anna", 1).await;
    world.clock.advance(MINUTE);
    let (boris, boris_session) = {
        let mut boris = Person { phone: anna.phone.clone(), ..person("boris") };
        world.cabinet.wizard_contacts(&boris.visitor, &boris.email, &boris.phone, true).await.unwrap();
        let sum = total(2, "2026-09").plain();
        world.cabinet.wizard_account(&boris.visitor, &number(2), &sum).await.unwrap();
        world.cabinet.wizard_delivery(&boris.visitor, false).await.unwrap();
        let code = world.read_code(&boris).await;
        boris.visitor.session = world.cabinet.wizard_code(&boris.visitor, &code).await.unwrap();
        (boris.clone(), world.id(&boris).await)
    };
    let mut browser = asks(&world, &anna).await;
    let nobody = world.cabinet.people_of_phone(&browser.visitor).await;
    assert!(matches!(nobody, Err(Failure::NotFound)), "not before the code");
    let code = code_of(&world, &anna);
    assert_eq!(world.cabinet.enter_by_code(&browser.visitor, &code).await.unwrap(), Entered::Choose);
    let people = world.cabinet.people_of_phone(&browser.visitor).await.unwrap();
    assert_eq!(people.len(), 2);
    for nonsense in ["", "7", "-1", "анна"] {
        assert_eq!(problem(world.cabinet.enter_as(&browser.visitor, nonsense).await), Problem::WhoseEmpty);
    }
    let at = people.iter().position(|email| email.starts_with("bo***")).unwrap();
    browser.visitor.session = Some(world.cabinet.enter_as(&browser.visitor, &at.to_string()).await.unwrap());
    assert_eq!(world.id(&browser).await, boris_session);
    assert_eq!(boris.phone, anna.phone);
    assert!(world.cabinet.enter_as(&browser.visitor, "0").await.is_err(), "the code was for one way in");
});

on_both_engines!(what_is_no_mobile_phone_is_said, |world| async move {
    let browser = person("browser");
    for (typed, told) in
        [("", Problem::PhoneEmpty), ("123", Problem::PhoneNotAPhone), ("8 3902 22-33-44", Problem::PhoneNotMobile)]
    {
        assert_eq!(problem(world.cabinet.ask_sign_in_code(&browser.visitor, typed).await), told);
    }
});
