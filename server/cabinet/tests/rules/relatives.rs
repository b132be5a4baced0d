//! Rule 10: close persons see and pay by consent, until access is closed; rule 14: letters go to those who want them.
//! Not here: pages (see `server/tests/pages/relatives.rs`).

use crate::problem;
use cabinet::letter::{Letter, Sms};
use cabinet::{Failure, HOUR, MINUTE};
use domain::id::{AccountId, GrantId};
use domain::view::{AccessEvent, AskStep, Doer, GiveStep, Happening, InvitationState, Problem};
use std::sync::Arc;
use storage::grants;
use testbed::street::{number, total};
use testbed::{Person, World, on_both_engines, token};

/// A mother who holds account 1 of a street of two, and a daughter without any.
async fn family(world: &World) -> (Person, Person, AccountId) {
    world.street(2).await;
    let (maria, anna) = (world.resident("maria").await, world.resident("anna").await);
    let account = world.bind(&maria, 1).await;
    (maria, anna, account)
}

/// Goes the whole way of giving access; answers the token of the invitation.
async fn invite(world: &World, holder: &Person, account: AccountId, contact: &str, role: &str, letters: bool) -> String {
    let (cabinet, visitor) = (&world.cabinet, &holder.visitor);
    cabinet.give_person(visitor, "Анна Петрова", contact).await.unwrap();
    cabinet.give_address(visitor, &account.to_string(), "Мария Ивановна").await.unwrap();
    cabinet.give_role(visitor, role, letters).await.unwrap();
    cabinet.give_send(visitor).await.unwrap();
    world.deliver().await;
    // The journal is by time.
    world.clock.advance(1);
    match world.sent.last_letter(contact) {
        Some(Letter::Invitation(invitation)) => token(&invitation.link),
        other => panic!("{other:?}"),
    }
}

/// As [`invite`], and the daughter accepts.
async fn connected(world: &World, role: &str, letters: bool) -> (Person, Person, AccountId, GrantId) {
    let (maria, anna, account) = family(world).await;
    let token = invite(world, &maria, account, &anna.email, role, letters).await;
    world.cabinet.accept_invitation(&anna.visitor, &token).await.unwrap();
    let grant = world.cabinet.relatives(&anna.visitor).await.unwrap().people[0].grant;
    (maria, anna, account, grant)
}

async fn state(world: &World, person: &Person, token: &str) -> Option<InvitationState> {
    world.cabinet.invitation_page(&person.visitor, token).await.unwrap().map(|page| page.state)
}

async fn journal(world: &World, account: AccountId) -> Vec<AccessEvent> {
    let mut tx = world.cabinet.db.read().await.unwrap();
    let events = grants::list_events(&mut tx, account, i64::MAX, 100).await.unwrap();
    events.into_iter().rev().map(|event| event.event).collect()
}

on_both_engines!(the_history_of_an_address_names_who_was_let_in_and_who_looked, |world| async move {
    let (maria, anna, account, _) = connected(&world, "view", false).await;
    world.clock.advance(MINUTE);
    world.cabinet.viewer_of(&anna.visitor, account).await.unwrap();
    let history = world.cabinet.history(&world.of(&maria, account).await, None).await.unwrap();
    let told = history.days.iter().flat_map(|day| &day.entries).filter_map(|(_, _, what)| match what {
        Happening::Access(event, name) => Some((*event, name.as_str())),
        _ => None,
    });
    let anna = "Анна Петрова";
    let expected = [(AccessEvent::Visited, anna), (AccessEvent::Accepted, anna), (AccessEvent::Invited, anna)];
    assert_eq!(told.collect::<Vec<_>>(), expected);
});

on_both_engines!(the_files_of_own_data_say_who_sees_whose_receipts, |world| async move {
    let (maria, anna, ..) = connected(&world, "view", true).await;
    let of_maria = world.cabinet.own_data(&maria.visitor).await.unwrap();
    let given = &of_maria["access_given"][0];
    assert_eq!((given["name"].as_str(), given["may"].as_str()), (Some("Анна Петрова"), Some("view")));
    assert_eq!((given["invited_by"].as_str(), &given["copies_of_letters"]), (Some(anna.email.as_str()), &true.into()));
    assert_eq!(of_maria["access_to_others"].as_array().unwrap().len(), 0);
    let of_anna = world.cabinet.own_data(&anna.visitor).await.unwrap();
    assert_eq!(of_anna["access_to_others"][0]["name"], "Мария Ивановна");
    assert_eq!(of_anna["access_given"].as_array().unwrap().len(), 0);
    assert!(!of_anna.to_string().contains(&maria.email) && !of_anna.to_string().contains(&maria.phone));
});

on_both_engines!(a_close_person_sees_the_receipts_under_the_holders_name_until_access_is_closed, |world| async move {
    let (maria, anna, account, grant) = connected(&world, "view", false).await;
    world.clock.advance(1);
    let groups = world.cabinet.receipts(&anna.visitor, None).await.unwrap();
    assert_eq!(groups.len(), 1);
    assert_eq!(groups[0].whose.as_deref(), Some("Мария Ивановна"));
    let receipt = groups[0].rows[0].id;
    let page = world.cabinet.receipt(&anna.visitor, receipt).await.unwrap();
    assert_eq!((page.whose.as_deref(), page.pay_path.is_some()), (Some("Мария Ивановна"), true));
    assert!(world.cabinet.receipt_pdf(&anna.visitor, receipt).await.is_ok());
    let of = world.cabinet.viewer_of(&anna.visitor, account).await.unwrap();
    assert_eq!(world.cabinet.year(&of, None).await.unwrap().whose.as_deref(), Some("Мария Ивановна"));
    assert_eq!(world.cabinet.receipt(&maria.visitor, receipt).await.unwrap().whose, None);
    // What is the holder's alone stays so.
    assert!(matches!(world.cabinet.resident_of(&anna.visitor, account).await, Err(Failure::NotFound)));
    assert!(matches!(world.cabinet.manager_of(&anna.visitor, account).await, Err(Failure::NotFound)));

    let seen = &world.cabinet.relatives(&maria.visitor).await.unwrap().given[0];
    assert_eq!((seen.name.as_str(), seen.grant), ("Анна Петрова", grant));
    assert!(seen.last_visit.is_some() && seen.since.is_some());
    world.clock.advance(1);
    world.cabinet.close_access(&maria.visitor, grant).await.unwrap();
    world.cabinet.close_access(&maria.visitor, grant).await.unwrap();
    assert!(matches!(world.cabinet.receipt(&anna.visitor, receipt).await, Err(Failure::NotFound)));
    assert!(matches!(world.cabinet.receipt_pdf(&anna.visitor, receipt).await, Err(Failure::NotFound)));
    assert!(matches!(world.cabinet.viewer_of(&anna.visitor, account).await, Err(Failure::NotFound)));
    assert!(world.cabinet.receipts(&anna.visitor, None).await.unwrap().is_empty());
    assert!(world.cabinet.relatives(&maria.visitor).await.unwrap().given.is_empty());
    let told = [AccessEvent::Invited, AccessEvent::Accepted, AccessEvent::Visited, AccessEvent::Revoked];
    assert_eq!(journal(&world, account).await, told);
    world.deliver().await;
    assert_eq!(crate::kinds(&world.sent.sms(&maria.phone)), ["access offered", "access given"]);
});

on_both_engines!(an_invitation_is_for_whom_it_was_sent_to_works_once_and_for_48_hours, |world| async move {
    let (maria, anna, account) = family(&world).await;
    let eve = world.resident("eve").await;
    let token = invite(&world, &maria, account, &anna.email, "view", false).await;
    assert_eq!(state(&world, &testbed::person("nobody"), &token).await, Some(InvitationState::SignIn));
    assert_eq!(state(&world, &eve, &token).await, Some(InvitationState::WrongPerson));
    assert_eq!(problem(world.cabinet.accept_invitation(&eve.visitor, &token).await), Problem::LinkDead);
    assert_eq!(state(&world, &anna, &token).await, Some(InvitationState::Open));
    let page = world.cabinet.invitation_page(&eve.visitor, &token).await.unwrap().unwrap();
    assert!(page.address.is_empty() && page.contact.starts_with("an***@"), "{page:?}");
    world.cabinet.accept_invitation(&anna.visitor, &token).await.unwrap();
    assert_eq!(state(&world, &anna, &token).await, None, "it leads to the receipts");
    assert_eq!(state(&world, &eve, &token).await, Some(InvitationState::Used));
    assert_eq!(problem(world.cabinet.accept_invitation(&eve.visitor, &token).await), Problem::LinkDead);

    let late = invite(&world, &maria, account, &eve.email, "view", false).await;
    world.clock.advance(48 * HOUR);
    assert_eq!(state(&world, &eve, &late).await, Some(InvitationState::Expired));
    assert_eq!(problem(world.cabinet.accept_invitation(&eve.visitor, &late).await), Problem::LinkDead);
    assert_eq!(world.cabinet.relatives(&maria.visitor).await.unwrap().given.len(), 1, "what ran out is not shown");
    for other in ["", "00", &late[2..], "привет"] {
        assert!(matches!(world.cabinet.invitation_page(&eve.visitor, other).await, Err(Failure::NotFound)));
    }
});

on_both_engines!(a_cancelled_or_declined_invitation_says_so_and_opens_nothing, |world| async move {
    let (maria, anna, account) = family(&world).await;
    let token = invite(&world, &maria, account, &anna.email, "view", false).await;
    let grant = world.cabinet.relatives(&maria.visitor).await.unwrap().given[0].grant;
    world.cabinet.close_access(&maria.visitor, grant).await.unwrap();
    assert_eq!(state(&world, &anna, &token).await, Some(InvitationState::Cancelled));
    assert_eq!(problem(world.cabinet.accept_invitation(&anna.visitor, &token).await), Problem::LinkDead);
    let second = invite(&world, &maria, account, &anna.email, "view", false).await;
    world.cabinet.decline_invitation(&anna.visitor, &second).await.unwrap();
    assert_eq!(state(&world, &anna, &second).await, Some(InvitationState::Declined));
    assert!(world.cabinet.receipts(&anna.visitor, None).await.unwrap().is_empty());
});

on_both_engines!(accepting_on_several_devices_at_once_makes_one_grant, |world| async move {
    let (maria, anna, account) = family(&world).await;
    let token = invite(&world, &maria, account, &anna.email, "view", false).await;
    let world = Arc::new(world);
    let tasks: Vec<_> = (0..4)
        .map(|_| {
            let (world, anna, token) = (world.clone(), anna.clone(), token.clone());
            tokio::spawn(async move { world.cabinet.accept_invitation(&anna.visitor, &token).await })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    assert_eq!(world.rows("access_grant where state = 'active'").await, 1);
    assert_eq!(world.rows("access_event where kind = 'accepted'").await, 1);
});

on_both_engines!(somebody_elses_grant_is_no_grant, |world| async move {
    let (_, _, _, grant) = connected(&world, "view", false).await;
    let eve = world.resident("eve").await;
    let unknown = GrantId(uuid::Uuid::from_u128(7));
    for id in [grant, unknown] {
        assert!(matches!(world.cabinet.close_page(&eve.visitor, id).await, Err(Failure::NotFound)));
        assert!(matches!(world.cabinet.close_access(&eve.visitor, id).await, Err(Failure::NotFound)));
        assert!(matches!(world.cabinet.set_copies(&eve.visitor, id, true).await, Err(Failure::NotFound)));
    }
    assert_eq!(world.rows("access_grant where state = 'active'").await, 1);
});

on_both_engines!(each_step_of_giving_access_says_what_is_wrong, |world| async move {
    let (maria, _, _) = family(&world).await;
    let (cabinet, visitor) = (&world.cabinet, &maria.visitor);
    let long = "я".repeat(300);
    for (name, contact, expected) in [
        ("", "anna@mail.ru", Problem::NameEmpty),
        ("\u{200b}\u{202e}", "anna@mail.ru", Problem::NameEmpty),
        (long.as_str(), "anna@mail.ru", Problem::NameTooLong),
        ("Анна", "", Problem::ContactEmpty),
        ("Анна", "почта", Problem::ContactNotAContact),
        ("Анна", maria.email.as_str(), Problem::ContactOwn),
        ("Анна", maria.phone.as_str(), Problem::ContactOwn),
    ] {
        assert_eq!(problem(cabinet.give_person(visitor, name, contact).await), expected, "{name} {contact}");
    }
    assert_eq!(problem(cabinet.give_address(visitor, "1", "Мария").await), Problem::DraftGone);
    assert_eq!(problem(cabinet.give_send(visitor).await), Problem::DraftGone);
    cabinet.give_person(visitor, "Ан\u{200b}на\u{202e} Петрова", "8 913 765-43-21").await.unwrap();
    let page = cabinet.give_page(visitor, GiveStep::Address, None).await.unwrap().unwrap();
    assert_eq!(page.answers.close_name, "Анна Петрова");
    for account in ["", "2", "99", "abc"] {
        let refused = cabinet.give_address(visitor, account, "Мария").await;
        assert_eq!(problem(refused), Problem::AddressNotChosen, "{account}");
    }
    assert!(matches!(cabinet.give_page(visitor, GiveStep::Check, None).await, Ok(Err(GiveStep::Address))));
});

on_both_engines!(three_invitations_a_day_go_to_one_contact, |world| async move {
    let (maria, anna, account) = family(&world).await;
    for _ in 0..3 {
        invite(&world, &maria, account, &anna.email, "view", false).await;
    }
    let (cabinet, visitor) = (&world.cabinet, &maria.visitor);
    cabinet.give_person(visitor, "Анна", &anna.email).await.unwrap();
    cabinet.give_address(visitor, &account.to_string(), "Мария").await.unwrap();
    cabinet.give_role(visitor, "view", false).await.unwrap();
    assert_eq!(problem(cabinet.give_send(visitor).await), Problem::TooManyInvitations);
    assert_eq!(world.rows("access_grant").await, 3);
});

on_both_engines!(copies_of_letters_name_the_holder_and_end_with_the_access, |world| async move {
    let (maria, anna, account, grant) = connected(&world, "view", true).await;
    world.switch(&maria, account, false).await;
    world.month(2, "2026-10").await;
    world.deliver().await;
    let copies = world.receipt_letters(&anna);
    assert_eq!(copies.len(), 1);
    assert_eq!(copies[0].whose.as_deref(), Some("Мария Ивановна"));
    assert_eq!(world.receipt_letters(&maria)[0].whose, None);
    // Queued before access was closed, not sent after it.
    world.month(2, "2026-11").await;
    world.cabinet.close_access(&maria.visitor, grant).await.unwrap();
    world.deliver().await;
    assert_eq!((world.receipt_letters(&anna).len(), world.receipt_letters(&maria).len()), (1, 2));
});

on_both_engines!(an_account_is_reachable_while_a_close_person_gets_its_letters, |world| async move {
    let (maria, anna, account) = {
        world.street(2).await;
        let (maria, anna) = (world.signed_up("maria").await, world.resident("anna").await);
        let account = world.bind(&maria, 1).await;
        (maria, anna, account)
    };
    let token = invite(&world, &maria, account, &anna.email, "manage", false).await;
    world.cabinet.accept_invitation(&anna.visitor, &token).await.unwrap();
    // The daughter does the switch; the code comes to the mother's phone.
    world.clock.advance(MINUTE);
    let of = world.cabinet.manager_of(&anna.visitor, account).await.unwrap();
    world.cabinet.start_switch(&anna.visitor, &of, true).await.unwrap();
    world.deliver().await;
    let to_read_out = |sms| match sms {
        Sms::CodeToReadOut { code, close_name, for_access: false } if close_name == "Анна Петрова" => Some(code),
        _ => None,
    };
    let code = world.sent.sms(&maria.phone).into_iter().find_map(to_read_out).expect("a code for the daughter");
    assert!(world.sent.sms(&anna.phone).is_empty());
    world.cabinet.confirm_switch(&anna.visitor, &of, code.digits()).await.unwrap();
    let consent = world.texts("select body from consent where kind = 'electronic_delivery'").await.remove(0);
    for words in ["\"channel\":\"web, close person\"", &maria.phone, "\"close_person\":{", "Анна Петрова"] {
        assert!(consent.contains(words), "{words}: {consent}");
    }
    let consenting = format!("\"resident\":\"{}\",\"email\":\"{}\"", world.id(&maria).await, maria.email);
    assert!(consent.contains(&consenting), "{consent}");
    assert!(matches!(world.cabinet.verify_consents().await, Ok(cabinet::consents::ChainState::Whole { .. })));
    let history = world.cabinet.history(&world.of(&maria, account).await, None).await.unwrap();
    let told: Vec<_> = history.days.iter().flat_map(|day| &day.entries).map(|(_, _, what)| what).collect();
    let by_her = Happening::Electronic(Doer::Close("Анна Петрова".to_owned()), "2026-10".parse().unwrap());
    assert!(told.contains(&&by_her), "not as if the mother had done it: {told:?}");
    assert!(!told.iter().any(|what| matches!(what, Happening::Access(AccessEvent::Switched, _))), "said once: {told:?}");
    assert_eq!(world.month(2, "2026-10").await.electronic_accounts, 1, "nobody but the daughter has a confirmed e-mail");
    world.deliver().await;
    assert_eq!((world.receipt_letters(&anna).len(), world.receipt_letters(&maria).len()), (1, 0));
    // Paper comes back by itself when she is out.
    world
        .cabinet
        .set_copies(&anna.visitor, world.cabinet.relatives(&anna.visitor).await.unwrap().people[0].grant, false)
        .await
        .unwrap();
    assert_eq!(world.month(2, "2026-11").await.electronic_accounts, 0);
});

/// The steps of asking, up to the code.
async fn ask(world: &World, asker: &Person, phone: &str) -> cabinet::Outcome<()> {
    let (cabinet, visitor) = (&world.cabinet, &asker.visitor);
    cabinet.ask_account(visitor, &number(1), &total(1, "2026-09").plain()).await?;
    cabinet.ask_person(visitor, "Мария Ивановна", phone, "Анна Петрова").await
}

on_both_engines!(a_parent_without_a_cabinet_reads_the_code_out_and_the_receipt_moves_to_the_daughter, |world| async move {
    world.street(2).await;
    let anna = world.resident("anna").await;
    let phone = "+79137654321";
    ask(&world, &anna, phone).await.unwrap();
    world.deliver().await;
    let code = world.sent.last_code(phone).unwrap();
    assert_eq!(problem(world.cabinet.ask_code(&anna.visitor, "000000").await), Problem::CodeWrong);
    world.cabinet.ask_code(&anna.visitor, &code).await.unwrap();
    world.cabinet.ask_code(&anna.visitor, &code).await.unwrap();
    assert_eq!(world.rows("access_grant where state = 'active' and holder_id is null").await, 1);
    world.deliver().await;
    assert!(matches!(world.sent.sms(phone).pop(), Some(Sms::AccessGiven { .. })));

    world.clock.advance(MINUTE);
    let of = world.cabinet.manager_of(&anna.visitor, AccountId(1)).await.unwrap();
    world.cabinet.start_switch(&anna.visitor, &of, false).await.unwrap();
    world.deliver().await;
    let code = world.sent.last_code(phone).unwrap();
    world.cabinet.confirm_switch(&anna.visitor, &of, &code).await.unwrap();
    let consent = world.texts("select body from consent where kind = 'electronic_delivery'").await.remove(0);
    assert!(consent.contains(phone) && !consent.contains(&anna.email), "the consent is the parent's: {consent}");
    let month = world.month(2, "2026-10").await;
    assert_eq!(month.electronic_accounts, 1);
    world.deliver().await;
    assert_eq!(world.receipt_letters(&anna).len(), 1);
});

on_both_engines!(whoever_asks_never_learns_whether_the_phone_was_right, |world| async move {
    let (maria, anna, account) = family(&world).await;
    // Her phone is confirmed by her own switch.
    world.switch(&maria, account, false).await;
    world.clock.advance(MINUTE);
    ask(&world, &anna, "+79137654321").await.unwrap();
    let page = world.cabinet.ask_page(&anna.visitor, AskStep::Code, None).await.unwrap().unwrap();
    assert!(page.phone.contains('*'), "{}", page.phone);
    world.deliver().await;
    assert!(world.sent.sms("+79137654321").is_empty(), "nobody else's phone gets a code");
    assert_eq!(problem(ask(&world, &anna, "+79137654321").await), Problem::CodeTooSoon, "as if one had been sent");
    ask(&world, &anna, &maria.phone).await.unwrap();
    world.deliver().await;
    let code = world.sent.last_code(&maria.phone).unwrap();
    world.cabinet.ask_code(&anna.visitor, &code).await.unwrap();
    assert_eq!(world.cabinet.relatives(&maria.visitor).await.unwrap().given.len(), 1);
});

on_both_engines!(asking_says_what_is_wrong_with_each_answer, |world| async move {
    let (maria, anna, _) = family(&world).await;
    let (cabinet, visitor) = (&world.cabinet, &anna.visitor);
    assert_eq!(problem(cabinet.ask_person(visitor, "Мария", "89137654321", "Анна").await), Problem::DraftGone);
    assert_eq!(problem(cabinet.ask_account(visitor, &number(1), "1").await), Problem::BindingWrong);
    let right = total(1, "2026-09").plain();
    assert_eq!(problem(cabinet.ask_account(&maria.visitor, &number(1), &right).await), Problem::AccessOwn);
    cabinet.ask_account(visitor, &number(1), &right).await.unwrap();
    for (holder, phone, name, expected) in [
        ("", "89137654321", "Анна", Problem::NameEmpty),
        ("Мария", "", "Анна", Problem::PhoneEmpty),
        ("Мария", anna.phone.as_str(), "Анна", Problem::ContactOwn),
        ("Мария", "89137654321", "", Problem::NameEmpty),
    ] {
        assert_eq!(problem(cabinet.ask_person(visitor, holder, phone, name).await), expected);
    }
});
