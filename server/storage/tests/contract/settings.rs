//! Devices, wishes, changes of contacts, second factors, and what a person's own file is made of.
//! Not here: who may do what.

use crate::{id, month, neighbours, resident, write};
use domain::id::{AccountId, ConsentId, MessageId};
use storage::consents::ConsentRow;
use storage::contact_changes::{self, ChangeRow};
use storage::holders::HolderRow;
use storage::messages::{self, NewMessage};
use storage::passkeys::PasskeyRow;
use storage::residents::{self, ResidentRow};
use storage::wishes::WishRow;
use storage::{StorageError, consents, drafts, holders, passkeys, second_factors, sessions, wishes};
use testbed::on_both_engines;

on_both_engines!(devices_are_listed_by_their_last_use_and_ended_by_their_name, |world| async move {
    neighbours(&world).await;
    let mut tx = write(&world).await;
    let (anna, boris) = (resident(1).id, resident(2).id);
    for (hash, name, who, now) in [(b"a", 1, anna, 10), (b"b", 2, anna, 20), (b"c", 3, anna, 30), (b"d", 4, boris, 40)] {
        sessions::insert(&mut tx, hash, id(name), who, now, 100, "Firefox").await.unwrap();
    }
    sessions::touch(&mut tx, b"a", 50, 150).await.unwrap();
    let names = |rows: Vec<sessions::DeviceRow>| -> Vec<u128> { rows.iter().map(|row| row.public_id.as_u128()).collect() };
    assert_eq!(names(sessions::list_of_resident(&mut tx, anna, 60).await.unwrap()), [1, 3, 2]);
    assert_eq!(names(sessions::list_of_resident(&mut tx, anna, 120).await.unwrap()), [1], "the others have ended");
    let first = sessions::list_of_resident(&mut tx, anna, 60).await.unwrap().remove(0);
    assert_eq!((first.token_hash.as_slice(), first.created_at, first.seen_at), (&b"a"[..], 10, 50));
    sessions::delete_of(&mut tx, anna, id(4)).await.unwrap();
    sessions::delete_of(&mut tx, anna, id(2)).await.unwrap();
    assert_eq!(names(sessions::list_of_resident(&mut tx, anna, 60).await.unwrap()), [1, 3]);
    assert_eq!(names(sessions::list_of_resident(&mut tx, boris, 60).await.unwrap()), [4], "nobody ends another's");
    sessions::delete_others_of(&mut tx, anna, b"c").await.unwrap();
    assert_eq!(names(sessions::list_of_resident(&mut tx, anna, 60).await.unwrap()), [3]);
    assert_eq!(names(sessions::list_of_resident(&mut tx, boris, 60).await.unwrap()), [4]);
});

on_both_engines!(a_wish_is_nothing_until_it_is_said_and_each_is_kept_by_itself, |world| async move {
    neighbours(&world).await;
    let mut tx = write(&world).await;
    let who = resident(1).id;
    assert_eq!(wishes::find(&mut tx, who).await.unwrap(), WishRow::default());
    wishes::set_sms_sign_in(&mut tx, who, true).await.unwrap();
    assert_eq!(wishes::find(&mut tx, who).await.unwrap(), WishRow { sms_sign_in: Some(true), ..WishRow::default() });
    wishes::set_changes_sms(&mut tx, who, false).await.unwrap();
    wishes::set_sms_sign_in(&mut tx, who, false).await.unwrap();
    wishes::set_remind(&mut tx, who, true).await.unwrap();
    let said = WishRow { sms_sign_in: Some(false), changes_sms: Some(false), remind: Some(true) };
    assert_eq!(wishes::find(&mut tx, who).await.unwrap(), said);
    assert!(wishes::list_to_remind(&mut tx, month("2026-10")).await.unwrap().is_empty(), "there is no receipt");
    assert_eq!(wishes::find(&mut tx, resident(2).id).await.unwrap(), WishRow::default());
});

on_both_engines!(sms_about_changes_follow_those_about_charges_until_something_else_is_said, |world| async move {
    neighbours(&world).await;
    let mut tx = write(&world).await;
    let (who, account) = (resident(1).id, AccountId(1));
    let holder =
        HolderRow { resident_id: who, account_id: account, bound_at: 1, proof: "total".to_owned(), sms_notices: true };
    holders::insert(&mut tx, &holder).await.unwrap();
    assert!(holders::list_reach(&mut tx, account, account).await.unwrap()[0].changes_sms);
    wishes::set_changes_sms(&mut tx, who, false).await.unwrap();
    let reach = holders::list_reach(&mut tx, account, account).await.unwrap();
    assert!(reach[0].sms_notices && !reach[0].changes_sms);
    holders::delete_all_of(&mut tx, who).await.unwrap();
    assert!(holders::list_reach(&mut tx, account, account).await.unwrap().is_empty());
});

fn change(n: u128, kind: &str, made_at: i64) -> ChangeRow {
    ChangeRow {
        id: id(n),
        resident_id: resident(1).id,
        kind: kind.to_owned(),
        old_value: "old".to_owned(),
        old_confirmed_at: Some(1),
        new_value: format!("new{n}"),
        made_at,
        confirmed_at: None,
        undone_at: None,
    }
}

on_both_engines!(one_change_of_a_kind_waits_at_a_time, |world| async move {
    neighbours(&world).await;
    let mut tx = write(&world).await;
    let who = resident(1).id;
    contact_changes::insert(&mut tx, &change(1, "email", 10)).await.unwrap();
    contact_changes::insert(&mut tx, &change(2, "phone", 11)).await.unwrap();
    contact_changes::insert(&mut tx, &change(3, "email", 12)).await.unwrap();
    assert_eq!(contact_changes::find(&mut tx, id(1)).await.unwrap().unwrap().undone_at, Some(12));
    assert_eq!(contact_changes::find_waiting(&mut tx, who, "email", 0).await.unwrap(), Some(change(3, "email", 12)));
    assert_eq!(contact_changes::find_waiting(&mut tx, who, "email", 12).await.unwrap(), None, "too old");
    assert_eq!(contact_changes::find_waiting(&mut tx, who, "phone", 0).await.unwrap(), Some(change(2, "phone", 11)));
    assert_eq!(contact_changes::find_waiting(&mut tx, resident(2).id, "email", 0).await.unwrap(), None);
    assert!(!contact_changes::confirm(&mut tx, id(1), 20).await.unwrap(), "it was given up");
    assert!(contact_changes::confirm(&mut tx, id(3), 20).await.unwrap());
    assert!(!contact_changes::confirm(&mut tx, id(3), 21).await.unwrap());
    assert_eq!(contact_changes::find_waiting(&mut tx, who, "email", 0).await.unwrap(), None);
});

on_both_engines!(undoing_a_change_takes_later_ones_of_its_kind_with_it, |world| async move {
    neighbours(&world).await;
    let mut tx = write(&world).await;
    for (n, kind, at) in [(1, "email", 10), (2, "email", 20), (3, "email", 30), (4, "phone", 40)] {
        contact_changes::insert(&mut tx, &change(n, kind, at)).await.unwrap();
        contact_changes::confirm(&mut tx, id(n), at + 1).await.unwrap();
    }
    let second = contact_changes::find(&mut tx, id(2)).await.unwrap().unwrap();
    assert!(contact_changes::undo(&mut tx, &second, 50).await.unwrap());
    assert!(!contact_changes::undo(&mut tx, &second, 51).await.unwrap());
    let mut undone = Vec::new();
    for n in 1..=4 {
        undone.push(contact_changes::find(&mut tx, id(n)).await.unwrap().unwrap().undone_at);
    }
    assert_eq!(undone, [None, Some(50), Some(50), None]);
    contact_changes::end_all_of(&mut tx, resident(1).id, 60).await.unwrap();
    assert_eq!(contact_changes::find(&mut tx, id(4)).await.unwrap().unwrap().undone_at, Some(60));
    assert_eq!(contact_changes::find(&mut tx, id(2)).await.unwrap().unwrap().undone_at, Some(50));
});

on_both_engines!(a_second_factor_is_begun_anew_until_it_is_in_force, |world| async move {
    neighbours(&world).await;
    let mut tx = write(&world).await;
    let who = resident(1).id;
    assert_eq!(second_factors::find(&mut tx, who).await.unwrap(), None);
    assert!(!second_factors::enable(&mut tx, who, 5).await.unwrap());
    assert!(second_factors::begin(&mut tx, who, id(1), 10).await.unwrap());
    assert!(second_factors::begin(&mut tx, who, id(2), 11).await.unwrap());
    assert!(second_factors::enable(&mut tx, who, 12).await.unwrap());
    assert!(!second_factors::enable(&mut tx, who, 13).await.unwrap());
    assert!(!second_factors::begin(&mut tx, who, id(3), 14).await.unwrap());
    let factor = second_factors::find(&mut tx, who).await.unwrap().unwrap();
    assert_eq!((factor.id, factor.made_at, factor.enabled_at), (id(2), 11, Some(12)));
    second_factors::delete(&mut tx, who).await.unwrap();
    assert_eq!(second_factors::find(&mut tx, who).await.unwrap(), None);
});

on_both_engines!(a_step_and_a_recovery_code_are_taken_once, |world| async move {
    neighbours(&world).await;
    let mut tx = write(&world).await;
    let who = resident(1).id;
    second_factors::begin(&mut tx, who, id(1), 10).await.unwrap();
    for (step, taken) in [(100, true), (100, false), (99, false), (101, true)] {
        assert_eq!(second_factors::take_step(&mut tx, who, step).await.unwrap(), taken, "{step}");
    }
    for (bit, taken) in [(1, true), (128, true), (1, false), (128, false), (2, true)] {
        assert_eq!(second_factors::take_code(&mut tx, who, bit).await.unwrap(), taken, "{bit}");
    }
    let factor = second_factors::find(&mut tx, who).await.unwrap().unwrap();
    assert_eq!((factor.last_step, factor.used_codes), (101, 131));
    assert!(!second_factors::take_step(&mut tx, resident(2).id, 5).await.unwrap());
});

on_both_engines!(contacts_are_changed_with_their_confirmation_and_can_be_forgotten, |world| async move {
    neighbours(&world).await;
    let mut tx = write(&world).await;
    let who = resident(1).id;
    residents::set_password(&mut tx, who, "hash").await.unwrap();
    residents::mark_email_failing(&mut tx, who, 3).await.unwrap();
    residents::change_email(&mut tx, who, "new@example.ru", Some(5)).await.unwrap();
    residents::change_phone(&mut tx, who, "+79130000009", Some(6)).await.unwrap();
    let row = residents::find(&mut tx, who).await.unwrap().unwrap();
    assert_eq!((row.email.as_str(), row.email_confirmed_at, row.email_failing_at), ("new@example.ru", Some(5), None));
    assert_eq!((row.phone.as_str(), row.phone_confirmed_at), ("+79130000009", Some(6)));
    residents::clear_password(&mut tx, who).await.unwrap();
    assert_eq!(residents::find(&mut tx, who).await.unwrap().unwrap().password_hash, None);
    residents::forget_contacts(&mut tx, who).await.unwrap();
    residents::forget_contacts(&mut tx, resident(2).id).await.unwrap();
    let forgotten = residents::find(&mut tx, who).await.unwrap().unwrap();
    let nobody = ResidentRow { email: String::new(), phone: String::new(), ..resident(1) };
    assert_eq!(forgotten, nobody);
});

on_both_engines!(a_change_to_a_confirmed_email_of_somebody_else_is_a_conflict, |world| async move {
    neighbours(&world).await;
    let mut tx = write(&world).await;
    residents::confirm_email(&mut tx, resident(2).id, 1).await.unwrap();
    let taken = residents::change_email(&mut tx, resident(1).id, &resident(2).email, Some(5)).await;
    assert!(matches!(taken, Err(StorageError::Conflict(_))), "{taken:?}");
});

on_both_engines!(a_persons_consents_and_messages_are_listed_in_order, |world| async move {
    neighbours(&world).await;
    let mut tx = write(&world).await;
    for (seq, who) in [(1, 1), (2, 2), (3, 1)] {
        let row = ConsentRow {
            seq,
            id: ConsentId(id(u128::try_from(seq).unwrap())),
            kind: "personal_data".to_owned(),
            resident_id: resident(who).id,
            account_id: None,
            made_at: seq,
            body: "{}".to_owned(),
            previous: vec![0; 32],
            hash: vec![1; 32],
        };
        consents::lock_head(&mut tx).await.unwrap();
        consents::append(&mut tx, &row).await.unwrap();
    }
    let listed = consents::list_of_resident(&mut tx, resident(1).id).await.unwrap();
    assert_eq!(listed.iter().map(|row| row.seq).collect::<Vec<_>>(), [1, 3]);
    let message = |n: u128, who: u128| NewMessage {
        id: MessageId(id(n)),
        channel: "email",
        kind: "new_password",
        recipient: "a@example.ru".to_owned(),
        resident: Some(resident(who).id),
        receipt: None,
        held_for: None,
        payload: "{}".to_owned(),
        dedupe: n.to_string(),
        priority: 10,
        not_before: 0,
    };
    messages::insert_all(&mut tx, &[message(1, 1), message(2, 2), message(3, 1)], 7).await.unwrap();
    let sent = messages::list_of_resident(&mut tx, resident(1).id).await.unwrap();
    assert_eq!(sent.len(), 2);
    assert_eq!((sent[0].channel.as_str(), sent[0].state.as_str(), sent[0].queued_at), ("email", "queued", 7));
});

on_both_engines!(a_passkey_is_one_by_its_devices_name_for_it, |world| async move {
    neighbours(&world).await;
    let mut tx = write(&world).await;
    let key = |n: u128, who: u128, credential: u8| PasskeyRow {
        id: id(n),
        resident_id: resident(who).id,
        credential_id: vec![credential; 16],
        body: "{}".to_owned(),
        user_agent: "Firefox".to_owned(),
        made_at: i64::try_from(n).unwrap(),
        used_at: None,
    };
    assert!(passkeys::insert(&mut tx, &key(1, 1, 7)).await.unwrap());
    assert!(passkeys::insert(&mut tx, &key(2, 1, 8)).await.unwrap());
    assert!(!passkeys::insert(&mut tx, &key(3, 2, 7)).await.unwrap(), "another's");
    passkeys::mark_used(&mut tx, id(1), "{1}", 5).await.unwrap();
    let used = PasskeyRow { body: "{1}".to_owned(), used_at: Some(5), ..key(1, 1, 7) };
    assert_eq!(passkeys::find(&mut tx, &[7; 16]).await.unwrap(), Some(used.clone()));
    assert_eq!(passkeys::list_of_resident(&mut tx, resident(1).id).await.unwrap(), [used, key(2, 1, 8)]);
    assert!(!passkeys::delete_of(&mut tx, resident(2).id, id(1)).await.unwrap(), "nobody deletes another's");
    assert!(passkeys::delete_of(&mut tx, resident(1).id, id(1)).await.unwrap());
    passkeys::delete_all_of(&mut tx, resident(1).id).await.unwrap();
    assert_eq!(passkeys::find(&mut tx, &[8; 16]).await.unwrap(), None);
});

on_both_engines!(a_draft_that_is_taken_is_nobodys_any_more, |world| async move {
    let mut tx = write(&world).await;
    drafts::put(&mut tx, b"id", b"browser", "form", "body", 100).await.unwrap();
    for (browser, form, now) in [(b"another".as_slice(), "form", 1), (b"browser", "other", 1), (b"browser", "form", 100)] {
        assert_eq!(drafts::take(&mut tx, b"id", browser, form, now).await.unwrap(), None, "{form} {now}");
    }
    assert_eq!(drafts::take(&mut tx, b"id", b"browser", "form", 99).await.unwrap().as_deref(), Some("body"));
    assert_eq!(drafts::take(&mut tx, b"id", b"browser", "form", 99).await.unwrap(), None);
});

on_both_engines!(connections_beside_see_the_same_database_and_close_alone, |world| async move {
    let beside = world.cabinet.db.beside();
    let mut tx = write(&world).await;
    drafts::put(&mut tx, b"id", b"browser", "form", "body", 100).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = beside.read().await.unwrap();
    assert!(drafts::find(&mut tx, b"id", b"browser", "form", 1).await.unwrap().is_some());
    drop(tx);
    beside.close_readers().await;
    assert!(beside.read().await.is_err());
    let mut tx = world.cabinet.db.write().await.unwrap();
    assert!(drafts::take(&mut tx, b"id", b"browser", "form", 1).await.unwrap().is_some());
    tx.commit().await.unwrap();
    assert!(world.cabinet.db.read().await.is_ok());
});
