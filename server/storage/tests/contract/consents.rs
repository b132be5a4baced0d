//! The chain of consents, the choices that rest on it, and the codes that sign it.
//! Not here: what is hashed.

use crate::{id, month, neighbours, read, resident, write};
use domain::id::{AccountId, ConfirmationId, ConsentId, SupplierId};
use domain::{DeliveryChoice, Mode};
use storage::choices::ChoiceRow;
use storage::confirmations::ConfirmationRow;
use storage::consents::ConsentRow;
use storage::{StorageError, choices, confirmations, consents};
use testbed::{World, on_both_engines};

fn link(seq: i64) -> ConsentRow {
    let n = u8::try_from(seq).unwrap();
    ConsentRow {
        seq,
        id: ConsentId(id(seq.unsigned_abs().into())),
        kind: "electronic_delivery".to_owned(),
        resident_id: resident(1).id,
        account_id: (seq > 1).then_some(seq),
        made_at: seq * 10,
        body: format!("{{\"текст\":\"{seq}\"}}"),
        previous: vec![n - 1; 32],
        hash: vec![n; 32],
    }
}

async fn append(world: &World, count: i64) {
    let mut tx = write(world).await;
    for seq in 1..=count {
        consents::lock_head(&mut tx).await.unwrap();
        consents::append(&mut tx, &link(seq)).await.unwrap();
    }
    tx.commit().await.unwrap();
}

on_both_engines!(the_chain_grows_at_its_end, |world| async move {
    assert_eq!(consents::head(&mut read(&world).await).await.unwrap(), None);
    let mut tx = write(&world).await;
    assert_eq!(consents::lock_head(&mut tx).await.unwrap(), (0, vec![0; 32]));
    tx.commit().await.unwrap();
    append(&world, 3).await;
    let mut tx = read(&world).await;
    assert_eq!(consents::head(&mut tx).await.unwrap(), Some((3, vec![3; 32])));
    assert_eq!(consents::list_after(&mut tx, 0, 2).await.unwrap(), [link(1), link(2)]);
    assert_eq!(consents::list_after(&mut tx, 2, 2).await.unwrap(), [link(3)]);
    assert!(consents::list_after(&mut tx, 3, 2).await.unwrap().is_empty());
});

on_both_engines!(no_number_of_the_chain_is_given_twice, |world| async move {
    append(&world, 1).await;
    let twice = consents::append(&mut write(&world).await, &link(1)).await;
    assert!(matches!(twice, Err(StorageError::Conflict(_))), "{twice:?}");
    assert_eq!(consents::head(&mut read(&world).await).await.unwrap(), Some((1, vec![1; 32])));
});

on_both_engines!(the_last_consent_is_found_by_person_kind_and_account, |world| async move {
    append(&world, 3).await;
    let mut tx = write(&world).await;
    consents::append(&mut tx, &ConsentRow { account_id: Some(2), ..link(4) }).await.unwrap();
    let kind = "electronic_delivery";
    let who = resident(1).id;
    let last = consents::find_last(&mut tx, who, kind, Some(AccountId(2))).await.unwrap();
    assert_eq!(last.map(|row| row.seq), Some(4));
    let last = consents::find_last(&mut tx, who, kind, None).await.unwrap();
    assert_eq!(last.map(|row| row.seq), Some(1));
    assert_eq!(consents::find_last(&mut tx, who, "paper_return", None).await.unwrap(), None);
    assert_eq!(consents::find_last(&mut tx, resident(2).id, kind, None).await.unwrap(), None);
});

on_both_engines!(writers_of_the_chain_wait_for_each_other, |world| async move {
    let tasks: Vec<_> = (0..6)
        .map(|_| {
            let db = world.cabinet.db.clone();
            tokio::spawn(async move {
                let mut tx = db.write().await.unwrap();
                let (last, _) = consents::lock_head(&mut tx).await.unwrap();
                consents::append(&mut tx, &link(last + 1)).await.unwrap();
                tx.commit().await.unwrap();
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let chain = consents::list_after(&mut read(&world).await, 0, 100).await.unwrap();
    assert_eq!(chain, (1..=6).map(link).collect::<Vec<_>>());
});

fn choice(account: i64, supplier: i64, mode: Mode, period: &str) -> ChoiceRow {
    let choice = DeliveryChoice { mode, effective_from: month(period) };
    ChoiceRow { account: AccountId(account), supplier: SupplierId(supplier), choice }
}

on_both_engines!(choices_come_back_by_account_in_the_order_in_which_they_were_made, |world| async move {
    neighbours(&world).await;
    append(&world, 3).await;
    let mut tx = write(&world).await;
    let third = [choice(2, 1, Mode::Paper, "2026-10")];
    let first = [choice(2, 2, Mode::Electronic, "2026-10"), choice(2, 1, Mode::Electronic, "2026-10")];
    let second = [choice(1, 1, Mode::Electronic, "2026-11")];
    choices::insert_all(&mut tx, &third, 3, resident(1).id, 30).await.unwrap();
    choices::insert_all(&mut tx, &first, 1, resident(1).id, 10).await.unwrap();
    choices::insert_all(&mut tx, &second, 2, resident(1).id, 20).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = write(&world).await;
    let listed = choices::list(&mut tx, AccountId(1), AccountId(3)).await.unwrap();
    assert_eq!(listed, [second[0], first[1], first[0], third[0]]);
    assert_eq!(choices::list(&mut tx, AccountId(1), AccountId(1)).await.unwrap(), second);
    assert!(choices::list(&mut tx, AccountId(3), AccountId(3)).await.unwrap().is_empty());
    let without = choices::insert_all(&mut tx, &[choice(3, 1, Mode::Paper, "2026-10")], 99, resident(1).id, 0).await;
    assert!(without.is_err(), "a choice rests on a consent");
});

fn code(n: u128, created_at: i64) -> ConfirmationRow {
    ConfirmationRow {
        id: ConfirmationId(id(n)),
        subject: "switch:anna:1".to_owned(),
        phone: "+79130000000".to_owned(),
        code_hash: vec![7; 32],
        sms_notices: n.is_multiple_of(2),
        created_at,
        expires_at: created_at + 600,
        tries: 0,
        silent: n == 99,
    }
}

on_both_engines!(codes_that_were_sent_and_entered_are_counted_in_a_window, |world| async move {
    let mut tx = write(&world).await;
    for (n, at) in [(1, 10), (2, 20), (3, 30), (4, 40)] {
        let row = ConfirmationRow { subject: format!("switch:{n}"), ..code(n, at) };
        confirmations::insert(&mut tx, &row).await.unwrap();
    }
    confirmations::insert(&mut tx, &code(99, 25)).await.unwrap();
    confirmations::use_up(&mut tx, "switch:2", 50).await.unwrap();
    assert_eq!(confirmations::count_entered(&mut tx, 10, 40).await.unwrap(), (2, 1), "nobody was sent the silent one");
    assert_eq!(confirmations::count_entered(&mut tx, 40, 90).await.unwrap(), (0, 0));
});

on_both_engines!(unused_codes_of_a_subject_are_listed_newest_first, |world| async move {
    let mut tx = write(&world).await;
    let other = ConfirmationRow { subject: "switch:anna:2".to_owned(), ..code(4, 40) };
    for row in [&code(2, 20), &code(1, 10), &code(3, 30), &other] {
        confirmations::insert(&mut tx, row).await.unwrap();
    }
    let listed = confirmations::lock_unused(&mut tx, "switch:anna:1", 10).await.unwrap();
    assert_eq!(listed, [code(3, 30), code(2, 20)], "made after the moment");
    confirmations::add_try(&mut tx, code(3, 0).id).await.unwrap();
    confirmations::add_try(&mut tx, code(3, 0).id).await.unwrap();
    let tries: Vec<i64> =
        confirmations::lock_unused(&mut tx, "switch:anna:1", 0).await.unwrap().iter().map(|row| row.tries).collect();
    assert_eq!(tries, [2, 0, 0]);
    confirmations::use_up(&mut tx, "switch:anna:1", 50).await.unwrap();
    assert!(confirmations::lock_unused(&mut tx, "switch:anna:1", 0).await.unwrap().is_empty());
    assert_eq!(confirmations::lock_unused(&mut tx, "switch:anna:2", 0).await.unwrap(), [other]);
});

on_both_engines!(codes_sent_to_a_phone_are_listed_whatever_became_of_them, |world| async move {
    let mut tx = write(&world).await;
    for n in 1..=14 {
        confirmations::insert(&mut tx, &code(n, i64::try_from(n).unwrap() * 10)).await.unwrap();
    }
    let elsewhere = ConfirmationRow { phone: "+79130000001".to_owned(), ..code(20, 500) };
    confirmations::insert(&mut tx, &elsewhere).await.unwrap();
    confirmations::use_up(&mut tx, "switch:anna:1", 50).await.unwrap();
    let sent = confirmations::list_sent(&mut tx, "+79130000000", 100).await.unwrap();
    assert_eq!(sent, [140, 130, 120, 110]);
    assert_eq!(confirmations::list_sent(&mut tx, "+79130000000", 0).await.unwrap().len(), 11);
});

on_both_engines!(guesses_at_once_are_counted_one_by_one, |world| async move {
    let mut tx = write(&world).await;
    confirmations::insert(&mut tx, &code(1, 10)).await.unwrap();
    tx.commit().await.unwrap();
    let tasks: Vec<_> = (0..8)
        .map(|_| {
            let db = world.cabinet.db.clone();
            tokio::spawn(async move {
                let mut tx = db.write().await.unwrap();
                let seen = confirmations::lock_unused(&mut tx, "switch:anna:1", 0).await.unwrap()[0].tries;
                confirmations::add_try(&mut tx, code(1, 0).id).await.unwrap();
                tx.commit().await.unwrap();
                seen
            })
        })
        .collect();
    let mut seen = Vec::new();
    for task in tasks {
        seen.push(task.await.unwrap());
    }
    seen.sort_unstable();
    assert_eq!(seen, [0, 1, 2, 3, 4, 5, 6, 7], "each saw what the others had counted");
});
