//! Residents, their sessions, links and bindings.
//! Not here: who may do what.

use crate::{account, id, neighbours, read, resident, write};
use domain::Language;
use domain::id::{AccountId, ResidentId};
use storage::holders::HolderRow;
use storage::links::LinkRow;
use storage::residents::ResidentRow;
use storage::{StorageError, accounts, holders, links, residents, sessions};
use testbed::on_both_engines;

on_both_engines!(a_resident_comes_back_as_entered, |world| async move {
    let full = ResidentRow {
        password_hash: Some("$argon2id$".to_owned()),
        email_confirmed_at: Some(5),
        email_failing_at: Some(6),
        phone_confirmed_at: Some(7),
        look: Some("big.auto.wide".to_owned()),
        language: Some("en".to_owned()),
        ..resident(1)
    };
    let mut tx = write(&world).await;
    residents::insert(&mut tx, &full, true).await.unwrap();
    residents::insert(&mut tx, &resident(2), false).await.unwrap();
    assert_eq!(residents::find(&mut tx, full.id).await.unwrap(), Some(full.clone()));
    assert_eq!(residents::find(&mut tx, ResidentId(id(2))).await.unwrap(), Some(resident(2)));
    assert_eq!(residents::find(&mut tx, ResidentId(id(3))).await.unwrap(), None);
    assert_eq!(residents::count(&mut tx).await.unwrap(), (2, 1));
    assert!(!full.reachable() && !resident(2).reachable());
    assert!(ResidentRow { email_failing_at: None, ..full }.reachable());
});

on_both_engines!(a_language_is_nobodys_until_it_is_chosen_and_can_be_chosen_again, |world| async move {
    let mut tx = write(&world).await;
    let anna = resident(1);
    residents::insert(&mut tx, &anna, false).await.unwrap();
    residents::insert(&mut tx, &resident(2), false).await.unwrap();
    let ids = [anna.id, resident(2).id, ResidentId(id(9))];
    assert_eq!(residents::list_languages(&mut tx, &ids).await.unwrap(), []);
    for language in [Language::En, Language::Ru] {
        residents::set_language(&mut tx, anna.id, language).await.unwrap();
        assert_eq!(residents::list_languages(&mut tx, &ids).await.unwrap(), [(anna.id, language)]);
        assert_eq!(residents::find(&mut tx, anna.id).await.unwrap().unwrap().language(), Some(language));
    }
    assert_eq!(residents::list_languages(&mut tx, &[]).await.unwrap(), []);
});

on_both_engines!(whoever_confirmed_an_email_comes_first_then_the_newest, |world| async move {
    let mut tx = write(&world).await;
    let same = |n: u128| ResidentRow { email: "a@example.ru".to_owned(), phone: "+79130000000".to_owned(), ..resident(n) };
    for n in 1..=5 {
        residents::insert(&mut tx, &same(n), false).await.unwrap();
    }
    residents::insert(&mut tx, &resident(9), false).await.unwrap();
    let ids = |rows: Vec<ResidentRow>| -> Vec<u128> { rows.iter().map(|row| row.id.0.as_u128()).collect() };
    assert_eq!(ids(residents::list_by_email(&mut tx, "a@example.ru").await.unwrap()), [5, 4, 3]);
    residents::confirm_email(&mut tx, same(1).id, 10).await.unwrap();
    residents::confirm_phone(&mut tx, same(2).id, 10).await.unwrap();
    assert_eq!(ids(residents::list_by_email(&mut tx, "a@example.ru").await.unwrap()), [1, 5, 4]);
    assert_eq!(ids(residents::list_by_phone(&mut tx, "+79130000000").await.unwrap()), [2, 5, 4]);
    assert!(residents::list_by_email(&mut tx, "A@example.ru").await.unwrap().is_empty());
});

on_both_engines!(one_email_is_confirmed_by_one_person, |world| async move {
    let mut tx = write(&world).await;
    for n in [1, 2] {
        let same = ResidentRow { email: "a@example.ru".to_owned(), ..resident(n) };
        residents::insert(&mut tx, &same, false).await.unwrap();
    }
    residents::confirm_email(&mut tx, ResidentId(id(1)), 10).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = write(&world).await;
    let second = residents::confirm_email(&mut tx, ResidentId(id(2)), 11).await;
    assert!(matches!(second, Err(StorageError::Conflict(_))), "{second:?}");
    drop(tx);
    let mut tx = write(&world).await;
    let twice = residents::insert(&mut tx, &resident(1), false).await;
    assert!(matches!(twice, Err(StorageError::Conflict(_))), "{twice:?}");
});

on_both_engines!(first_confirmations_and_failures_keep_their_time, |world| async move {
    let mut tx = write(&world).await;
    residents::insert(&mut tx, &resident(1), false).await.unwrap();
    let who = resident(1).id;
    for now in [10, 20] {
        residents::confirm_email(&mut tx, who, now).await.unwrap();
        residents::confirm_phone(&mut tx, who, now).await.unwrap();
    }
    for now in [30, 40] {
        residents::mark_email_failing(&mut tx, who, now).await.unwrap();
    }
    residents::set_password(&mut tx, who, "hash").await.unwrap();
    let row = residents::find(&mut tx, who).await.unwrap().unwrap();
    assert_eq!((row.email_confirmed_at, row.phone_confirmed_at, row.email_failing_at), (Some(10), Some(10), Some(30)));
    assert_eq!(row.password_hash.as_deref(), Some("hash"));
    residents::confirm_email(&mut tx, who, 50).await.unwrap();
    let row = residents::find(&mut tx, who).await.unwrap().unwrap();
    assert_eq!((row.email_confirmed_at, row.email_failing_at), (Some(10), None), "a used link proves that it works again");
});

on_both_engines!(a_look_is_kept_and_the_newest_counts, |world| async move {
    neighbours(&world).await;
    let mut tx = write(&world).await;
    for look in ["big.auto.normal", "normal.dark.wide"] {
        residents::set_look(&mut tx, resident(1).id, look).await.unwrap();
        let row = residents::find(&mut tx, resident(1).id).await.unwrap().unwrap();
        assert_eq!(row.look.as_deref(), Some(look));
    }
    assert_eq!(residents::find(&mut tx, resident(2).id).await.unwrap().unwrap().look, None);
});

on_both_engines!(a_session_lives_until_its_end_or_its_deletion, |world| async move {
    neighbours(&world).await;
    let mut tx = write(&world).await;
    let who = resident(1).id;
    sessions::insert(&mut tx, b"first", id(1), who, 10, 100, "Firefox").await.unwrap();
    sessions::insert(&mut tx, b"second", id(2), who, 10, 200, "Safari").await.unwrap();
    sessions::insert(&mut tx, b"theirs", id(3), resident(2).id, 10, 100, "").await.unwrap();
    let found = sessions::find(&mut tx, b"first", 99).await.unwrap().unwrap();
    assert_eq!((found.resident_id, found.seen_at, found.expires_at), (who, 10, 100));
    assert!(sessions::find(&mut tx, b"first", 100).await.unwrap().is_none());
    sessions::touch(&mut tx, b"first", 50, 150).await.unwrap();
    let found = sessions::find(&mut tx, b"first", 100).await.unwrap().unwrap();
    assert_eq!((found.seen_at, found.expires_at), (50, 150));
    sessions::delete(&mut tx, b"first").await.unwrap();
    assert!(sessions::find(&mut tx, b"first", 0).await.unwrap().is_none());
    sessions::delete_all_of(&mut tx, who).await.unwrap();
    assert!(sessions::find(&mut tx, b"second", 0).await.unwrap().is_none());
    assert!(sessions::find(&mut tx, b"theirs", 0).await.unwrap().is_some());
    sessions::purge(&mut tx, 100).await.unwrap();
    assert!(sessions::find(&mut tx, b"theirs", 0).await.unwrap().is_none());
});

fn link(n: u128) -> LinkRow {
    LinkRow {
        id: id(n),
        resident_id: resident(1).id,
        kind: "email".to_owned(),
        email: "person1@example.ru".to_owned(),
        expires_at: 100,
        used_at: None,
    }
}

on_both_engines!(a_link_is_taken_once_and_before_its_end, |world| async move {
    neighbours(&world).await;
    let mut tx = write(&world).await;
    links::insert(&mut tx, &link(1), 0).await.unwrap();
    links::insert(&mut tx, &link(2), 0).await.unwrap();
    assert_eq!(links::find(&mut tx, id(1)).await.unwrap(), Some(link(1)));
    assert_eq!(links::find(&mut tx, id(3)).await.unwrap(), None);
    assert!(links::take(&mut tx, id(1), 99).await.unwrap());
    assert!(!links::take(&mut tx, id(1), 99).await.unwrap());
    assert!(!links::take(&mut tx, id(2), 100).await.unwrap());
    assert!(!links::take(&mut tx, id(3), 0).await.unwrap());
    assert_eq!(links::find(&mut tx, id(1)).await.unwrap().unwrap().used_at, Some(99));
});

on_both_engines!(a_link_opened_by_many_at_once_is_taken_by_one, |world| async move {
    neighbours(&world).await;
    let mut tx = write(&world).await;
    links::insert(&mut tx, &link(1), 0).await.unwrap();
    tx.commit().await.unwrap();
    let tasks: Vec<_> = (0..8)
        .map(|_| {
            let db = world.cabinet.db.clone();
            tokio::spawn(async move {
                let mut tx = db.write().await.unwrap();
                let taken = links::take(&mut tx, id(1), 5).await.unwrap();
                tx.commit().await.unwrap();
                usize::from(taken)
            })
        })
        .collect();
    let mut taken = 0;
    for task in tasks {
        taken += task.await.unwrap();
    }
    assert_eq!(taken, 1);
});

fn holder(who: u128, account: i64, bound_at: i64) -> HolderRow {
    HolderRow {
        resident_id: resident(who).id,
        account_id: AccountId(account),
        bound_at,
        proof: "total:2026-09".to_owned(),
        sms_notices: false,
    }
}

on_both_engines!(a_binding_is_entered_once_and_listed_by_time, |world| async move {
    neighbours(&world).await;
    let mut tx = write(&world).await;
    holders::insert(&mut tx, &holder(1, 2, 20)).await.unwrap();
    holders::insert(&mut tx, &holder(1, 3, 10)).await.unwrap();
    holders::insert(&mut tx, &HolderRow { proof: "again".to_owned(), ..holder(1, 2, 99) }).await.unwrap();
    let found = holders::find(&mut tx, resident(1).id, AccountId(2)).await.unwrap();
    assert_eq!(found, Some(holder(1, 2, 20)), "the first proof stays");
    assert_eq!(holders::find(&mut tx, resident(2).id, AccountId(2)).await.unwrap(), None);
    assert_eq!(holders::find(&mut tx, resident(1).id, AccountId(1)).await.unwrap(), None);
    let listed = holders::list_of_resident(&mut tx, resident(1).id).await.unwrap();
    assert_eq!(listed, [holder(1, 3, 10), holder(1, 2, 20)]);
    holders::set_sms_notices(&mut tx, resident(1).id, AccountId(2), true).await.unwrap();
    let flags: Vec<bool> =
        holders::list_of_resident(&mut tx, resident(1).id).await.unwrap().iter().map(|row| row.sms_notices).collect();
    assert_eq!(flags, [false, true]);
});

on_both_engines!(whether_holders_can_be_reached_is_told_by_account_and_time_of_binding, |world| async move {
    neighbours(&world).await;
    let mut tx = write(&world).await;
    accounts::upsert_all(&mut tx, &[account(4)]).await.unwrap();
    for row in [holder(1, 2, 20), holder(2, 2, 10), holder(1, 3, 10), holder(1, 4, 10), holder(2, 1, 10)] {
        holders::insert(&mut tx, &row).await.unwrap();
    }
    residents::confirm_email(&mut tx, resident(1).id, 5).await.unwrap();
    residents::confirm_phone(&mut tx, resident(1).id, 5).await.unwrap();
    let reach = holders::list_reach(&mut tx, AccountId(2), AccountId(3)).await.unwrap();
    let told: Vec<_> = reach.iter().map(|row| (row.account_id.0, row.resident_id.0.as_u128(), row.reachable)).collect();
    assert_eq!(told, [(2, 2, false), (2, 1, true), (3, 1, true)]);
    assert!(reach[1].confirmed && reach[1].phone_confirmed && !reach[0].confirmed && !reach[0].phone_confirmed);
    assert_eq!((reach[1].email.as_str(), reach[1].phone.as_str()), ("person1@example.ru", "+79130000001"));
    residents::mark_email_failing(&mut tx, resident(1).id, 6).await.unwrap();
    let reach = holders::list_reach(&mut tx, AccountId(3), AccountId(3)).await.unwrap();
    assert!(!reach[0].reachable && reach[0].confirmed);
});

on_both_engines!(nobody_holds_an_account_that_is_not_there, |world| async move {
    neighbours(&world).await;
    assert!(holders::insert(&mut write(&world).await, &holder(1, 99, 0)).await.is_err());
    assert!(holders::insert(&mut write(&world).await, &holder(99, 1, 0)).await.is_err());
    assert!(holders::list_of_resident(&mut read(&world).await, resident(1).id).await.unwrap().is_empty());
});
