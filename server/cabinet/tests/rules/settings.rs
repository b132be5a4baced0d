//! Changes of contacts and password, devices, notices, one's own data, the end of a cabinet.
//! Not here: the ways of signing in (see `second_factor`, `sign_in_code`).

use crate::{kinds, problem};
use cabinet::letter::{Letter, Sms};
use cabinet::reauth::Proof;
use cabinet::settings_letter::{SettingsLetter, SettingsSms};
use cabinet::{DAY, Failure, HOUR, MINUTE};
use domain::view::{FormState, NewEmailPage, Problem, UndoPage};
use testbed::{PASSWORD, Person, World, on_both_engines, person, token};

const PROOF: Proof<'static> = Proof { password: PASSWORD, code: "" };
const NEW: &str = "new@example.ru";

/// The token of the letter that asks to confirm a new e-mail.
async fn new_email_token(world: &World, email: &str) -> String {
    world.deliver().await;
    let found = world.sent.settings_letters(email).into_iter().rev().find_map(|letter| match letter {
        SettingsLetter::NewEmail { link } => Some(token(&link)),
        _ => None,
    });
    found.unwrap()
}

/// The token that puts the e-mail or the phone back, of the last letter about it.
async fn undo_token(world: &World, email: &str) -> String {
    world.deliver().await;
    let found = world.sent.settings_letters(email).into_iter().rev().find_map(|letter| match letter {
        SettingsLetter::EmailChange { undo, .. } | SettingsLetter::PhoneChanged { undo, .. } => Some(token(&undo)),
        _ => None,
    });
    found.unwrap()
}

async fn email_of(world: &World, person: &Person) -> String {
    world.cabinet.viewer(&person.visitor).await.unwrap().unwrap().email
}

async fn sign_in(world: &World, login: &str, password: &str) -> cabinet::Outcome<Person> {
    let mut browser = person("browser");
    browser.visitor.session = Some(world.cabinet.sign_in(&browser.visitor, login, password).await?);
    Ok(browser)
}

on_both_engines!(a_new_email_is_in_force_only_after_its_own_link, |world| async move {
    let anna = world.resident("anna").await;
    world.cabinet.change_email(&anna.visitor, " New@example.ru ", PROOF).await.unwrap();
    assert_eq!(email_of(&world, &anna).await, anna.email);
    let page = world.cabinet.settings_page(&anna.visitor, FormState::default()).await.unwrap();
    assert_eq!(page.waiting_email.as_deref(), Some(NEW));
    let link = new_email_token(&world, NEW).await;
    assert_eq!(world.cabinet.new_email_page(&link).await.unwrap(), NewEmailPage::Live(NEW.to_owned()));
    assert_eq!(email_of(&world, &anna).await, anna.email, "looking changes nothing");
    world.cabinet.confirm_new_email(&link).await.unwrap();
    let viewer = world.cabinet.viewer(&anna.visitor).await.unwrap().unwrap();
    assert_eq!((viewer.email.as_str(), viewer.email_confirmed), (NEW, true));
    assert_eq!(problem(world.cabinet.confirm_new_email(&link).await), Problem::LinkDead, "it works once");
    assert_eq!(problem(sign_in(&world, &anna.email, PASSWORD).await), Problem::SignInWrong);
    sign_in(&world, NEW, PASSWORD).await.unwrap();
});

on_both_engines!(the_old_email_is_told_twice_and_can_put_itself_back, |world| async move {
    let anna = world.resident("anna").await;
    world.cabinet.change_email(&anna.visitor, NEW, PROOF).await.unwrap();
    let link = new_email_token(&world, NEW).await;
    world.cabinet.confirm_new_email(&link).await.unwrap();
    world.deliver().await;
    let told: Vec<(String, bool)> = world
        .sent
        .settings_letters(&anna.email)
        .into_iter()
        .filter_map(|letter| match letter {
            SettingsLetter::EmailChange { to, done, .. } => Some((to, done)),
            _ => None,
        })
        .collect();
    assert_eq!(told, [("ne***@example.ru".to_owned(), false), ("ne***@example.ru".to_owned(), true)]);
    let undo = undo_token(&world, &anna.email).await;
    assert_eq!(world.cabinet.undo_page(&undo).await.unwrap(), UndoPage::Email("an***@example.ru".to_owned()));
    world.cabinet.undo_change(&undo).await.unwrap();
    assert!(world.cabinet.viewer(&anna.visitor).await.unwrap().is_none(), "every session has ended");
    assert_eq!(problem(sign_in(&world, &anna.email, PASSWORD).await), Problem::SignInWrong, "the password is no good");
    world.deliver().await;
    let Some(Letter::NewPassword { link }) = world.sent.last_letter(&anna.email) else { panic!("a link to a new password") };
    let browser = person("browser");
    world.cabinet.set_password(&browser.visitor, &token(&link), "новый дом у реки").await.unwrap();
    let back = sign_in(&world, &anna.email, "новый дом у реки").await.unwrap();
    assert!(world.cabinet.viewer(&back.visitor).await.unwrap().unwrap().email_confirmed);
    assert_eq!(problem(world.cabinet.undo_change(&undo).await), Problem::LinkDead, "it works once");
});

on_both_engines!(undoing_before_the_confirmation_kills_the_link_of_the_new_email, |world| async move {
    let anna = world.resident("anna").await;
    world.cabinet.change_email(&anna.visitor, NEW, PROOF).await.unwrap();
    let link = new_email_token(&world, NEW).await;
    world.cabinet.undo_change(&undo_token(&world, &anna.email).await).await.unwrap();
    assert_eq!(world.cabinet.new_email_page(&link).await.unwrap(), NewEmailPage::Dead);
    assert_eq!(problem(world.cabinet.confirm_new_email(&link).await), Problem::LinkDead);
});

on_both_engines!(a_change_can_be_undone_for_three_days_after_it_came_into_force, |world| async move {
    let anna = world.resident("anna").await;
    world.cabinet.change_email(&anna.visitor, NEW, PROOF).await.unwrap();
    let link = new_email_token(&world, NEW).await;
    world.clock.advance(3 * DAY - MINUTE);
    world.cabinet.confirm_new_email(&link).await.unwrap();
    let undo = undo_token(&world, &anna.email).await;
    world.clock.advance(3 * DAY - MINUTE);
    assert_ne!(world.cabinet.undo_page(&undo).await.unwrap(), UndoPage::Dead);
    world.clock.advance(MINUTE);
    assert_eq!(world.cabinet.undo_page(&undo).await.unwrap(), UndoPage::Dead);
    assert_eq!(problem(world.cabinet.undo_change(&undo).await), Problem::LinkDead);
});

on_both_engines!(the_link_to_a_new_email_works_for_three_days, |world| async move {
    let anna = world.resident("anna").await;
    world.cabinet.change_email(&anna.visitor, NEW, PROOF).await.unwrap();
    let link = new_email_token(&world, NEW).await;
    world.clock.advance(3 * DAY);
    assert_eq!(problem(world.cabinet.confirm_new_email(&link).await), Problem::LinkDead);
    assert_eq!(email_of(&world, &anna).await, anna.email);
});

on_both_engines!(whoever_changed_the_email_twice_cannot_undo_the_first_owners_undo, |world| async move {
    let anna = world.resident("anna").await;
    world.cabinet.change_email(&anna.visitor, NEW, PROOF).await.unwrap();
    world.cabinet.confirm_new_email(&new_email_token(&world, NEW).await).await.unwrap();
    let undo = undo_token(&world, &anna.email).await;
    world.clock.advance(MINUTE);
    world.cabinet.change_email(&anna.visitor, "third@example.ru", PROOF).await.unwrap();
    world.cabinet.confirm_new_email(&new_email_token(&world, "third@example.ru").await).await.unwrap();
    let thiefs = undo_token(&world, NEW).await;
    world.cabinet.undo_change(&undo).await.unwrap();
    assert_eq!(problem(world.cabinet.undo_change(&thiefs).await), Problem::LinkDead);
});

on_both_engines!(an_email_of_somebody_else_gets_the_same_answer_and_another_letter, |world| async move {
    let (anna, boris) = (world.resident("anna").await, world.resident("boris").await);
    world.cabinet.change_email(&anna.visitor, &boris.email, PROOF).await.unwrap();
    let page = world.cabinet.settings_page(&anna.visitor, FormState::default()).await.unwrap();
    assert_eq!(page.waiting_email, Some(boris.email.clone()), "as with an e-mail of nobody");
    world.deliver().await;
    let to_boris = world.sent.settings_letters(&boris.email);
    assert!(matches!(to_boris.as_slice(), [SettingsLetter::EmailWanted { .. }]), "{to_boris:?}");
    assert!(matches!(world.sent.settings_letters(&anna.email).as_slice(), [SettingsLetter::EmailChange { .. }]));
});

on_both_engines!(an_email_confirmed_by_another_meanwhile_stays_theirs, |world| async move {
    let anna = world.resident("anna").await;
    world.cabinet.change_email(&anna.visitor, NEW, PROOF).await.unwrap();
    let link = new_email_token(&world, NEW).await;
    world.resident("new").await;
    assert_eq!(world.cabinet.new_email_page(&link).await.unwrap(), NewEmailPage::Taken);
    assert_eq!(problem(world.cabinet.confirm_new_email(&link).await), Problem::EmailTaken);
    assert_eq!(email_of(&world, &anna).await, anna.email);
});

on_both_engines!(an_unconfirmed_email_gets_no_key_to_the_cabinet, |world| async move {
    let anna = world.signed_up("anna").await;
    world.cabinet.change_email(&anna.visitor, NEW, PROOF).await.unwrap();
    world.cabinet.confirm_new_email(&new_email_token(&world, NEW).await).await.unwrap();
    world.deliver().await;
    assert!(world.sent.settings_letters(&anna.email).is_empty());
});

on_both_engines!(a_change_asks_for_the_password_and_counts_guesses, |world| async move {
    let anna = world.resident("anna").await;
    let guess = Proof { password: "не тот пароль", code: "" };
    assert_eq!(problem(world.cabinet.change_email(&anna.visitor, NEW, Proof::default()).await), Problem::PasswordEmpty);
    for _ in 0..10 {
        assert_eq!(problem(world.cabinet.change_email(&anna.visitor, NEW, guess).await), Problem::PasswordWrong);
    }
    assert_eq!(problem(world.cabinet.change_phone(&anna.visitor, "89130000009", PROOF).await), Problem::TooManyAttempts);
    world.clock.advance(15 * MINUTE);
    world.cabinet.change_email(&anna.visitor, NEW, PROOF).await.unwrap();
});

on_both_engines!(what_is_no_change_is_said_before_the_password_is_looked_at, |world| async move {
    let anna = world.resident("anna").await;
    let nothing = Proof::default();
    for (typed, told) in
        [("", Problem::EmailEmpty), ("анна", Problem::EmailNotAnAddress), ("ANNA@example.ru", Problem::EmailSame)]
    {
        assert_eq!(problem(world.cabinet.change_email(&anna.visitor, typed, nothing).await), told);
    }
    for (typed, told) in [
        ("", Problem::PhoneEmpty),
        ("123", Problem::PhoneNotAPhone),
        ("8 3902 22-33-44", Problem::PhoneNotMobile),
        (anna.phone.as_str(), Problem::PhoneSame),
    ] {
        assert_eq!(problem(world.cabinet.change_phone(&anna.visitor, typed, nothing).await), told);
    }
});

/// Asks for another phone and reads the code on it.
async fn code_on(world: &World, person: &Person, phone: &str) -> String {
    world.clock.advance(MINUTE);
    world.cabinet.change_phone(&person.visitor, phone, PROOF).await.unwrap();
    world.deliver().await;
    world.sent.last_code(phone).unwrap()
}

/// A resident with the first account electronically and SMS, so that the phone is confirmed.
async fn with_confirmed_phone(world: &World) -> Person {
    world.street(2).await;
    world.electronic("anna", 1).await.0
}

const PHONE: &str = "+79139999999";

on_both_engines!(a_new_phone_is_in_force_only_after_its_own_code_and_the_old_one_is_told, |world| async move {
    let anna = with_confirmed_phone(&world).await;
    world.clock.advance(MINUTE);
    world.cabinet.change_phone(&anna.visitor, "8 913 999-99-99", PROOF).await.unwrap();
    world.deliver().await;
    let code = world.sent.last_code(PHONE).unwrap();
    let wrong = if code == "111111" { "222222" } else { "111111" };
    assert_eq!(problem(world.cabinet.confirm_phone(&anna.visitor, wrong).await), Problem::CodeWrong);
    assert_eq!(problem(world.cabinet.confirm_phone(&anna.visitor, "12").await), Problem::CodeTooShort);
    world.cabinet.confirm_phone(&anna.visitor, &code).await.unwrap();
    world.cabinet.confirm_phone(&anna.visitor, &code).await.unwrap();
    let viewer = world.cabinet.viewer(&anna.visitor).await.unwrap().unwrap();
    assert_eq!(viewer.phone, "+7\u{a0}913\u{a0}999-99-99");
    world.deliver().await;
    assert_eq!(kinds(&world.sent.sms(&anna.phone)).last(), Some(&"phone changed"));
    let told = world.sent.settings_letters(&anna.email);
    assert!(matches!(told.as_slice(), [SettingsLetter::PhoneChanged { to, .. }] if to.ends_with("-99")), "{told:?}");
});

on_both_engines!(the_old_phone_can_put_itself_back, |world| async move {
    let anna = with_confirmed_phone(&world).await;
    let code = code_on(&world, &anna, PHONE).await;
    world.cabinet.confirm_phone(&anna.visitor, &code).await.unwrap();
    world.deliver().await;
    let undo = world.sent.sms(&anna.phone).into_iter().rev().find_map(|sms| match sms {
        Sms::Settings(SettingsSms::PhoneChanged { undo }) => Some(token(&undo)),
        _ => None,
    });
    let undo = undo.unwrap();
    assert!(matches!(world.cabinet.undo_page(&undo).await.unwrap(), UndoPage::Phone(_)));
    world.cabinet.undo_change(&undo).await.unwrap();
    assert!(world.cabinet.viewer(&anna.visitor).await.unwrap().is_none());
    world.deliver().await;
    let Some(Letter::NewPassword { link }) = world.sent.last_letter(&anna.email) else { panic!("a link to a new password") };
    let mut browser = person("browser");
    browser.visitor.session =
        Some(world.cabinet.set_password(&browser.visitor, &token(&link), "новый дом у реки").await.unwrap());
    let phone = world.cabinet.viewer(&browser.visitor).await.unwrap().unwrap().phone;
    assert_eq!(phone.replace(['\u{a0}', '-'], ""), anna.phone);
});

on_both_engines!(a_code_under_way_to_the_old_phone_confirms_nothing_after_the_change, |world| async move {
    world.street(2).await;
    let anna = world.resident("anna").await;
    let account = world.bind(&anna, 1).await;
    world.ask_for_code(&anna, account, false).await;
    let old = world.read_code(&anna).await;
    let code = code_on(&world, &anna, PHONE).await;
    world.cabinet.confirm_phone(&anna.visitor, &code).await.unwrap();
    assert_eq!(problem(world.enter_code(&anna, account, &old).await), Problem::CodeOfOldPhone);
    assert_eq!(world.rows("consent where kind = 'electronic_delivery'").await, 0);
    let of = world.of(&anna, account).await;
    world.clock.advance(MINUTE);
    world.cabinet.resend_code(&anna.visitor, &of).await.unwrap();
    world.deliver().await;
    let fresh = world.sent.last_code(PHONE).unwrap();
    world.enter_code(&anna, account, &fresh).await.unwrap();
});

on_both_engines!(a_code_of_one_new_phone_confirms_no_other, |world| async move {
    let anna = world.resident("anna").await;
    let first = code_on(&world, &anna, PHONE).await;
    code_on(&world, &anna, "+79138888888").await;
    assert_eq!(problem(world.cabinet.confirm_phone(&anna.visitor, &first).await), Problem::CodeWrong);
});

on_both_engines!(codes_to_a_new_phone_have_the_limits_of_all_codes, |world| async move {
    let anna = world.resident("anna").await;
    code_on(&world, &anna, PHONE).await;
    world.cabinet.change_phone(&anna.visitor, PHONE, PROOF).await.unwrap();
    world.deliver().await;
    assert_eq!(world.sent.sms(PHONE).len(), 1, "a second press within the minute sends nothing");
    assert_eq!(problem(world.cabinet.resend_phone_code(&anna.visitor).await), Problem::CodeTooSoon);
    for _ in 0..4 {
        world.clock.advance(MINUTE);
        world.cabinet.resend_phone_code(&anna.visitor).await.unwrap();
    }
    world.clock.advance(MINUTE);
    assert_eq!(problem(world.cabinet.resend_phone_code(&anna.visitor).await), Problem::CodeTooMany);
    world.clock.advance(HOUR);
    let gone = world.cabinet.phone_code_page(&anna.visitor, FormState::default()).await;
    assert!(matches!(gone, Err(Failure::NotFound)), "{gone:?}");
});

on_both_engines!(a_new_password_ends_every_other_session_and_is_told_by_letter, |world| async move {
    let anna = world.resident("anna").await;
    let other = sign_in(&world, &anna.email, PASSWORD).await.unwrap();
    let weak = world.cabinet.change_password(&anna.visitor, "12345678", PROOF).await;
    assert_eq!(problem(weak), Problem::PasswordCommon);
    world.cabinet.change_password(&anna.visitor, "новый дом у реки", PROOF).await.unwrap();
    assert!(world.cabinet.viewer(&anna.visitor).await.unwrap().is_some());
    assert!(world.cabinet.viewer(&other.visitor).await.unwrap().is_none());
    assert_eq!(problem(sign_in(&world, &anna.email, PASSWORD).await), Problem::SignInWrong);
    sign_in(&world, &anna.email, "новый дом у реки").await.unwrap();
    world.deliver().await;
    assert!(matches!(world.sent.settings_letters(&anna.email).as_slice(), [SettingsLetter::PasswordChanged { .. }]));
});

on_both_engines!(somebody_without_a_password_proves_it_by_a_code_on_the_phone, |world| async move {
    let anna = crate::sign_in_code::by_wizard(&world, "anna", 1).await;
    let nothing = world.cabinet.change_email(&anna.visitor, NEW, Proof::default()).await;
    assert_eq!(problem(nothing), Problem::CodeEmpty);
    world.clock.advance(MINUTE);
    world.cabinet.send_proof_code(&anna.visitor).await.unwrap();
    let code = world.read_code(&anna).await;
    let wrong = Proof { password: PASSWORD, code: if code == "111111" { "222222" } else { "111111" } };
    assert_eq!(problem(world.cabinet.change_email(&anna.visitor, NEW, wrong).await), Problem::CodeWrong);
    world.cabinet.change_email(&anna.visitor, NEW, Proof { password: "", code: &code }).await.unwrap();
    let twice = world.cabinet.change_email(&anna.visitor, NEW, Proof { password: "", code: &code }).await;
    assert_eq!(problem(twice), Problem::CodeWrong, "a code is good once");
});

on_both_engines!(devices_are_listed_and_ended_one_by_one_or_all_the_others, |world| async move {
    let anna = world.resident("anna").await;
    world.clock.advance(MINUTE);
    let mut phone = person("phone");
    "Mozilla/5.0 (iPhone) Version/18.1 Mobile/15E148 Safari/604.1".clone_into(&mut phone.visitor.user_agent);
    phone.visitor.session = Some(world.cabinet.sign_in(&phone.visitor, &anna.email, PASSWORD).await.unwrap());
    let third = sign_in(&world, &anna.email, PASSWORD).await.unwrap();
    let devices = world.cabinet.devices(&anna.visitor).await.unwrap();
    assert_eq!(devices.iter().map(|row| row.this).collect::<Vec<_>>(), [false, false, true]);
    let token = anna.visitor.session.clone().unwrap();
    assert!(devices.iter().all(|row| !token.contains(&row.id.replace('-', ""))), "no part of the token is shown");
    let iphone = devices.iter().find(|row| row.device.system.is_some()).unwrap().id.clone();
    let boris = world.resident("boris").await;
    world.cabinet.end_device(&boris.visitor, &iphone).await.unwrap();
    assert!(world.cabinet.viewer(&phone.visitor).await.unwrap().is_some(), "nobody ends another's");
    world.cabinet.end_device(&anna.visitor, &iphone).await.unwrap();
    assert!(world.cabinet.viewer(&phone.visitor).await.unwrap().is_none());
    assert!(matches!(world.cabinet.end_device(&anna.visitor, "не номер").await, Err(Failure::NotFound)));
    world.cabinet.end_other_devices(&anna.visitor).await.unwrap();
    assert!(world.cabinet.viewer(&third.visitor).await.unwrap().is_none());
    assert!(world.cabinet.viewer(&anna.visitor).await.unwrap().is_some());
});

on_both_engines!(sms_about_charges_and_about_changes_are_chosen_apart, |world| async move {
    world.street(2).await;
    let (anna, account) = world.electronic("anna", 1).await;
    let second = world.bind(&anna, 2).await;
    world.cabinet.set_notices(&anna.visitor, &[second, 99.into()], true, false).await.unwrap();
    let notices = world.cabinet.notices(&anna.visitor).await.unwrap();
    let chosen: Vec<bool> = notices.addresses.iter().map(|row| row.sms).collect();
    assert_eq!((chosen, notices.changes_sms, notices.phone_confirmed), (vec![false, true], true, true));
    let boris = world.resident("boris").await;
    world.bind(&boris, 1).await;
    world.cabinet.return_to_paper(&boris.visitor, &world.of(&boris, account).await).await.unwrap();
    world.deliver().await;
    assert_eq!(kinds(&world.sent.sms(&anna.phone)).last(), Some(&"returned"), "told by SMS what another has changed");
    world.cabinet.set_notices(&anna.visitor, &[account], false, false).await.unwrap();
    assert!(!world.cabinet.notices(&anna.visitor).await.unwrap().changes_sms);
});

on_both_engines!(the_file_of_ones_own_data_has_everything_and_no_secret, |world| async move {
    world.street(2).await;
    let (anna, _) = world.electronic("anna", 1).await;
    world.resident("boris").await;
    let text = world.cabinet.own_data(&anna.visitor).await.unwrap().to_string();
    for there in [&anna.email, &anna.phone, "electronic_delivery", "personal_data", "Mozilla/5.0 (anna)", "switched", "sent"]
    {
        assert!(text.contains(there), "{there}");
    }
    let code = world.sent.last_code(&anna.phone).unwrap();
    for absent in ["argon2", "boris", &anna.visitor.session.clone().unwrap(), &code] {
        assert!(!text.contains(absent), "{absent}");
    }
    assert!(matches!(world.cabinet.own_data(&person("nobody").visitor).await, Err(Failure::SignIn)));
});

on_both_engines!(closing_the_cabinet_brings_paper_back_and_forgets_the_contacts, |world| async move {
    world.street(2).await;
    let (anna, account) = world.electronic("anna", 1).await;
    assert_eq!(problem(world.cabinet.close_cabinet(&anna.visitor, Proof::default()).await), Problem::PasswordEmpty);
    world.cabinet.close_cabinet(&anna.visitor, PROOF).await.unwrap();
    assert!(world.cabinet.viewer(&anna.visitor).await.unwrap().is_none());
    assert_eq!(problem(sign_in(&world, &anna.email, PASSWORD).await), Problem::SignInWrong);
    assert_eq!(world.rows("consent where kind = 'paper_return'").await, 1);
    assert_eq!(world.rows("holder").await, 0);
    let contacts = format!("resident where email = '{}' or phone = '{}'", anna.email, anna.phone);
    assert_eq!(world.rows(&contacts).await, 0);
    let chain = world.cabinet.verify_consents().await.unwrap();
    assert!(matches!(chain, cabinet::consents::ChainState::Whole { .. }), "{chain:?}");
    world.deliver().await;
    assert!(world.sent.settings_letters(&anna.email).contains(&SettingsLetter::Closed));
    let again = world.resident("anna").await;
    assert_eq!(world.bind(&again, 1).await, account, "the account can be added anew");
});

on_both_engines!(closing_leaves_electronic_what_still_reaches_another_holder, |world| async move {
    world.street(2).await;
    let (anna, account) = world.electronic("anna", 1).await;
    let boris = world.resident("boris").await;
    world.bind(&boris, 1).await;
    world.cabinet.close_cabinet(&anna.visitor, PROOF).await.unwrap();
    assert_eq!(world.rows("consent where kind = 'paper_return'").await, 0);
    assert!(world.cabinet.address(&world.of(&boris, account).await).await.unwrap().can_return);
});
