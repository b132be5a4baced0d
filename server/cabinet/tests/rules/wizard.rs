//! The wizard by direct link: four screens, one SMS, nobody gets ahead.
//! Not here: its pages (see `app`), the limits of binding (see `binding`).

use crate::{kinds, problem};
use cabinet::letter::Letter;
use cabinet::wizard::Step;
use cabinet::{HOUR, MINUTE};
use domain::view::Problem;
use testbed::street::{HEAT, charge, inn, month, number, total};
use testbed::{PASSWORD, Person, World, on_both_engines, person, token};

const STEPS: [Step; 5] = [Step::Contacts, Step::Account, Step::Delivery, Step::Code, Step::Done];

async fn contacts(world: &World, person: &Person) {
    world.cabinet.wizard_contacts(&person.visitor, &person.email, &person.phone, true).await.unwrap();
}

async fn account(world: &World, person: &Person, n: u32) {
    let total = total(n, "2026-09").plain();
    world.cabinet.wizard_account(&person.visitor, &number(n), &total).await.unwrap();
}

async fn delivery(world: &World, person: &Person, sms_notices: bool) {
    world.cabinet.wizard_delivery(&person.visitor, sms_notices).await.unwrap();
}

/// Up to the screen of the code.
async fn at_the_code(world: &World, person: &Person) -> String {
    contacts(world, person).await;
    account(world, person, 1).await;
    delivery(world, person, false).await;
    world.read_code(person).await
}

async fn reached(world: &World, person: &Person) -> Step {
    world.cabinet.wizard_reached(&person.visitor).await.unwrap()
}

/// Only the screens up to this one are shown; a later address leads to it.
async fn only_up_to(world: &World, person: &Person, last: Step) {
    for step in STEPS {
        let page = world.cabinet.wizard_page(&person.visitor, step, None).await.unwrap();
        match page {
            Ok(_) => assert!(step <= last, "{step:?} is shown at {last:?}"),
            Err(instead) => {
                assert!(step > last, "{step:?} is not shown at {last:?}");
                assert_eq!(instead, last);
            }
        }
    }
}

on_both_engines!(each_screen_opens_when_the_one_before_is_answered, |world| async move {
    world.street(2).await;
    let anna = person("anna");
    only_up_to(&world, &anna, Step::Contacts).await;
    contacts(&world, &anna).await;
    only_up_to(&world, &anna, Step::Account).await;
    account(&world, &anna, 1).await;
    only_up_to(&world, &anna, Step::Delivery).await;
    delivery(&world, &anna, false).await;
    only_up_to(&world, &anna, Step::Code).await;
});

on_both_engines!(nobody_gets_ahead_of_an_unanswered_screen, |world| async move {
    world.street(2).await;
    let anna = person("anna");
    let early = world.cabinet.wizard_account(&anna.visitor, &number(1), &total(1, "2026-09").plain()).await;
    assert_eq!(problem(early), Problem::DraftGone);
    assert_eq!(problem(world.cabinet.wizard_delivery(&anna.visitor, false).await), Problem::DraftGone);
    assert_eq!(problem(world.cabinet.wizard_code(&anna.visitor, "123456").await), Problem::DraftGone);
    contacts(&world, &anna).await;
    assert_eq!(problem(world.cabinet.wizard_delivery(&anna.visitor, false).await), Problem::DraftGone);
    account(&world, &anna, 1).await;
    assert_eq!(problem(world.cabinet.wizard_code(&anna.visitor, "123456").await), Problem::DraftGone);
    assert!(matches!(world.cabinet.wizard_resend(&anna.visitor).await, Err(cabinet::Failure::NotFound)));
    assert_eq!(world.rows("message").await, 0);
});

on_both_engines!(the_whole_way_takes_one_sms_and_registers_binds_and_switches, |world| async move {
    world.street(2).await;
    let mut anna = person("anna");
    let code = at_the_code(&world, &anna).await;
    assert_eq!(world.rows("resident").await, 0, "nobody is registered before the code");
    let session = world.cabinet.wizard_code(&anna.visitor, &code).await.unwrap();
    anna.visitor.session = session;
    assert!(anna.visitor.session.is_some(), "a new person is signed in");
    assert_eq!(kinds(&world.sent.sms(&anna.phone)), ["code"]);
    let page = world.cabinet.wizard_page(&anna.visitor, Step::Done, None).await.unwrap().unwrap().done.unwrap();
    assert_eq!(page.first_period, month("2026-10"));
    assert_eq!((page.electronic.len(), page.paper.len(), page.email_confirmed), (2, 1, false));
    let (viewer, cards) = world.cabinet.addresses(&anna.visitor).await.unwrap();
    assert_eq!((viewer.email.as_str(), viewer.has_password, cards.len()), (anna.email.as_str(), false, 1));
    world.confirm_email(&anna).await;
    assert_eq!(world.month(2, "2026-10").await.electronic[&inn(HEAT)], charge(1, "2026-10", HEAT));
});

on_both_engines!(a_new_person_gets_the_letters_that_confirm_the_email_and_set_a_password, |world| async move {
    world.street(1).await;
    let anna = person("anna");
    let code = at_the_code(&world, &anna).await;
    world.cabinet.wizard_code(&anna.visitor, &code).await.unwrap();
    world.deliver().await;
    let letters = world.sent.letters(&anna.email);
    assert!(letters.iter().any(|letter| matches!(letter, Letter::ConfirmEmail { .. })));
    assert!(letters.iter().any(|letter| matches!(letter, Letter::SwitchedToElectronic { by_another_holder: false, .. })));
    let link = letters.iter().find_map(|letter| match letter {
        Letter::NewPassword { link } => Some(token(link)),
        _ => None,
    });
    world.cabinet.set_password(&anna.visitor, &link.unwrap(), PASSWORD).await.unwrap();
    world.cabinet.sign_in(&anna.visitor, &anna.email, PASSWORD).await.unwrap();
});

on_both_engines!(the_draft_belongs_to_its_browser, |world| async move {
    world.street(1).await;
    let (anna, ivan) = (person("anna"), person("ivan"));
    let code = at_the_code(&world, &anna).await;
    assert_eq!(reached(&world, &ivan).await, Step::Contacts);
    assert_eq!(problem(world.cabinet.wizard_code(&ivan.visitor, &code).await), Problem::DraftGone);
    contacts(&world, &ivan).await;
    account(&world, &ivan, 1).await;
    delivery(&world, &ivan, false).await;
    assert_eq!(problem(world.cabinet.wizard_code(&ivan.visitor, &code).await), Problem::CodeWrong);
    world.cabinet.wizard_code(&anna.visitor, &code).await.unwrap();
});

on_both_engines!(the_draft_survives_a_day_and_not_two, |world| async move {
    world.street(1).await;
    let anna = person("anna");
    contacts(&world, &anna).await;
    account(&world, &anna, 1).await;
    world.clock.advance(24 * HOUR);
    assert_eq!(reached(&world, &anna).await, Step::Delivery);
    let page = world.cabinet.wizard_page(&anna.visitor, Step::Contacts, None).await.unwrap().unwrap();
    assert_eq!(page.form.value("email"), anna.email);
    world.clock.advance(25 * HOUR);
    assert_eq!(reached(&world, &anna).await, Step::Contacts);
    let page = world.cabinet.wizard_page(&anna.visitor, Step::Contacts, None).await.unwrap().unwrap();
    assert_eq!(page.form.value("email"), "");
});

on_both_engines!(the_second_half_of_a_double_click_on_the_code_finds_everything_done, |world| async move {
    world.street(1).await;
    let anna = person("anna");
    let code = at_the_code(&world, &anna).await;
    assert!(world.cabinet.wizard_code(&anna.visitor, &code).await.unwrap().is_some());
    assert!(world.cabinet.wizard_code(&anna.visitor, &code).await.unwrap().is_none());
    for table in ["resident", "holder", "consent where kind = 'personal_data'", "consent where kind = 'electronic_delivery'"]
    {
        assert_eq!(world.rows(table).await, 1, "{table}");
    }
});

on_both_engines!(a_known_person_gets_the_address_and_is_not_signed_in, |world| async move {
    world.street(2).await;
    let (anna, _) = world.electronic("anna", 2).await;
    let mut elsewhere = person("anna");
    elsewhere.visitor.browser = Some([9; 16]);
    world.clock.advance(MINUTE);
    let code = at_the_code(&world, &elsewhere).await;
    assert!(world.cabinet.wizard_code(&elsewhere.visitor, &code).await.unwrap().is_none(), "a code is not a password");
    assert_eq!(world.rows("resident").await, 1);
    assert_eq!(world.cabinet.addresses(&anna.visitor).await.unwrap().1.len(), 2);
});

on_both_engines!(somebody_elses_confirmed_email_gives_nothing_but_a_letter_to_its_owner, |world| async move {
    world.street(2).await;
    let (anna, _) = world.electronic("anna", 2).await;
    let mut ivan = person("ivan");
    ivan.email = anna.email.clone();
    let code = at_the_code(&world, &ivan).await;
    ivan.visitor.session = world.cabinet.wizard_code(&ivan.visitor, &code).await.unwrap();
    let (viewer, cards) = world.cabinet.addresses(&ivan.visitor).await.unwrap();
    assert!(!viewer.email_confirmed);
    assert_eq!(cards.len(), 1, "the account that was proven and no other");
    assert_eq!(world.cabinet.addresses(&anna.visitor).await.unwrap().1.len(), 1);
    world.deliver().await;
    assert!(world.sent.letters(&anna.email).iter().any(|letter| matches!(letter, Letter::AlreadyRegistered { .. })));
});

on_both_engines!(back_and_forward_within_a_minute_sends_no_second_sms, |world| async move {
    world.street(2).await;
    let anna = person("anna");
    let code = at_the_code(&world, &anna).await;
    delivery(&world, &anna, true).await;
    assert_eq!(reached(&world, &anna).await, Step::Code);
    assert_eq!(problem(world.cabinet.wizard_resend(&anna.visitor).await), Problem::CodeTooSoon);
    world.deliver().await;
    assert_eq!(world.sent.sms(&anna.phone).len(), 1);
    world.cabinet.wizard_code(&anna.visitor, &code).await.unwrap();
    assert_eq!(world.rows("holder where sms_notices").await, 1, "the last tick counts");
});

on_both_engines!(another_phone_or_another_account_asks_for_another_code, |world| async move {
    world.street(2).await;
    let mut anna = person("anna");
    at_the_code(&world, &anna).await;
    anna.phone = person("boris").phone;
    contacts(&world, &anna).await;
    assert_eq!(reached(&world, &anna).await, Step::Delivery);
    delivery(&world, &anna, false).await;
    assert_eq!(reached(&world, &anna).await, Step::Code);
    account(&world, &anna, 2).await;
    assert_eq!(reached(&world, &anna).await, Step::Delivery);
});

on_both_engines!(a_code_for_one_phone_never_proves_another, |world| async move {
    world.street(2).await;
    let mut ivan = person("ivan");
    let code = at_the_code(&world, &ivan).await;
    ivan.phone = person("anna").phone;
    contacts(&world, &ivan).await;
    world.clock.advance(MINUTE);
    delivery(&world, &ivan, false).await;
    let told = world.cabinet.wizard_code(&ivan.visitor, &code).await;
    assert_eq!(problem(told), Problem::CodeWrong, "it was read on another phone");
    assert_eq!(world.rows("resident where phone_confirmed_at is not null").await, 0);
});

on_both_engines!(after_the_end_the_wizard_begins_anew, |world| async move {
    world.street(2).await;
    let anna = person("anna");
    let code = at_the_code(&world, &anna).await;
    world.cabinet.wizard_code(&anna.visitor, &code).await.unwrap();
    let page = world.cabinet.wizard_page(&anna.visitor, Step::Contacts, None).await.unwrap().unwrap();
    assert_eq!(page.form.value("email"), "", "the next person at this computer sees nothing of the last");
    for step in [Step::Account, Step::Delivery, Step::Code] {
        assert_eq!(world.cabinet.wizard_page(&anna.visitor, step, None).await.unwrap().unwrap_err(), Step::Done);
    }
    contacts(&world, &person("boris")).await;
    let same_browser = Person { visitor: anna.visitor.clone(), ..person("boris") };
    contacts(&world, &same_browser).await;
    assert_eq!(reached(&world, &same_browser).await, Step::Account);
});

on_both_engines!(the_wizard_needs_consent_to_personal_data_and_right_contacts, |world| async move {
    let anna = person("anna");
    let without = world.cabinet.wizard_contacts(&anna.visitor, &anna.email, &anna.phone, false).await;
    assert_eq!(problem(without), Problem::PersonalDataConsentNeeded);
    let landline = world.cabinet.wizard_contacts(&anna.visitor, &anna.email, "8 3902 22-33-44", true).await;
    assert_eq!(problem(landline), Problem::PhoneNotMobile);
    let nowhere = world.cabinet.wizard_contacts(&anna.visitor, "anna", &anna.phone, true).await;
    assert_eq!(problem(nowhere), Problem::EmailNotAnAddress);
    assert_eq!(reached(&world, &anna).await, Step::Contacts);
});
