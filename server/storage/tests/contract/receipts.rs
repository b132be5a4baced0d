//! Publications, receipts, and the order in which they are printed.
//! Not here: the split and the double entry.

use crate::{account, id, month, read, write};
use domain::id::{AccountId, ReceiptId, SupplierId};
use domain::{CheckCode, Money};
use storage::accounts::AccountRow;
use storage::publications::PublicationRow;
use storage::receipts::{MarkRow, PrintPosition, ReceiptRow};
use storage::statements::NewStatement;
use storage::{StorageError, Tx, accounts, publications, receipts, statements};
use testbed::{World, on_both_engines};

fn receipt(n: u128, account: i64, version: i64) -> ReceiptRow {
    ReceiptRow {
        id: ReceiptId(id(n)),
        period: month("2026-09"),
        account: AccountId(account),
        version,
        revision: version,
        published_at: 10,
        total: Money(300),
        electronic: Money(-100),
        paper: Money(400),
        electronic_suppliers: vec![SupplierId(2), SupplierId(1)],
        replaced_at: None,
        mark: None,
    }
}

async fn insert(world: &World, rows: &[ReceiptRow]) {
    let mut tx = write(world).await;
    receipts::insert_all(&mut tx, rows).await.unwrap();
    tx.commit().await.unwrap();
}

async fn publish(tx: &mut Tx, period: &str) {
    publications::insert(tx, month(period), id(1), 0, 10).await.unwrap();
    publications::finish(tx, month(period), id(1), "done", 5).await.unwrap();
}

on_both_engines!(a_receipt_comes_back_as_written, |world| async move {
    insert(&world, &[receipt(1, 1, 1), ReceiptRow { electronic_suppliers: vec![], ..receipt(2, 2, 1) }]).await;
    let mut tx = read(&world).await;
    assert_eq!(receipts::find(&mut tx, ReceiptId(id(1))).await.unwrap(), Some(receipt(1, 1, 1)));
    let second = receipts::find(&mut tx, ReceiptId(id(2))).await.unwrap().unwrap();
    assert!(second.electronic_suppliers.is_empty());
    assert_eq!(receipts::find(&mut tx, ReceiptId(id(3))).await.unwrap(), None);
});

on_both_engines!(one_version_of_a_receipt_is_written_once, |world| async move {
    insert(&world, &[receipt(1, 1, 1)]).await;
    let mut tx = write(&world).await;
    let twice = receipts::insert_all(&mut tx, &[receipt(2, 1, 1)]).await;
    assert!(matches!(twice, Err(StorageError::Conflict(_))), "{twice:?}");
});

on_both_engines!(a_replaced_version_is_kept_and_no_longer_current, |world| async move {
    insert(&world, &[receipt(1, 1, 1), receipt(2, 2, 1), receipt(3, 3, 1)]).await;
    let mut tx = write(&world).await;
    receipts::mark_replaced(&mut tx, &[ReceiptId(id(2))], 20).await.unwrap();
    receipts::mark_replaced(&mut tx, &[ReceiptId(id(2))], 30).await.unwrap();
    receipts::insert_all(&mut tx, &[receipt(4, 2, 2)]).await.unwrap();
    let old = receipts::find(&mut tx, ReceiptId(id(2))).await.unwrap().unwrap();
    assert_eq!(old.replaced_at, Some(20));
    let current = receipts::list_current(&mut tx, month("2026-09"), AccountId(1), AccountId(2)).await.unwrap();
    assert_eq!(current, [receipt(1, 1, 1), receipt(4, 2, 2)]);
    assert!(receipts::list_current(&mut tx, month("2026-10"), AccountId(1), AccountId(9)).await.unwrap().is_empty());
});

on_both_engines!(an_account_sees_published_periods_newest_first, |world| async move {
    let of = |n, period: &str| ReceiptRow { period: month(period), ..receipt(n, 1, 1) };
    insert(&world, &[of(1, "2026-08"), of(2, "2026-09"), of(3, "2026-10"), receipt(4, 2, 1)]).await;
    let mut tx = write(&world).await;
    for period in ["2026-08", "2026-09"] {
        publish(&mut tx, period).await;
    }
    publications::insert(&mut tx, month("2026-10"), id(1), 0, 10).await.unwrap();
    let seen = receipts::list_of_account(&mut tx, AccountId(1), 10).await.unwrap();
    assert_eq!(seen.iter().map(|row| row.id.0).collect::<Vec<_>>(), [id(2), id(1)], "not what is still being published");
    assert_eq!(receipts::list_of_account(&mut tx, AccountId(1), 1).await.unwrap().len(), 1);
    publications::finish(&mut tx, month("2026-10"), id(1), "failed", 5).await.unwrap();
    assert_eq!(receipts::list_of_account(&mut tx, AccountId(1), 10).await.unwrap().len(), 2, "nor what failed");
    let seen = publications::find(&mut tx, month("2026-09")).await.unwrap().unwrap();
    assert!(publications::take_over(&mut tx, month("2026-09"), &seen, id(2), 20, 30).await.unwrap());
    assert_eq!(receipts::list_of_account(&mut tx, AccountId(1), 10).await.unwrap().len(), 2, "a correction hides nothing");
});

/// A receipt with one line for an account at an address.
async fn printed(world: &World, rows: &[(i64, &str, &str, &str)]) {
    let mut tx = write(world).await;
    for (n, street, house, flat) in rows {
        let (street, house, flat) = ((*street).to_owned(), (*house).to_owned(), (*flat).to_owned());
        accounts::upsert_all(&mut tx, &[AccountRow { street, house, flat, ..account(*n) }]).await.unwrap();
        let lines = format!("[[1,1,0,0,0,{n},0,0,0,0,{n}]]");
        let statement = NewStatement { account: AccountId(*n), revision: 1, total: Money(*n), lines, details: None };
        statements::insert_all(&mut tx, month("2026-09"), 1, &[statement]).await.unwrap();
        let n = u128::try_from(*n).unwrap();
        receipts::insert_all(&mut tx, &[receipt(n, i64::try_from(n).unwrap(), 1)]).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// The whole run, page by page.
async fn run(world: &World, limit: i64) -> Vec<i64> {
    let mut tx = read(world).await;
    let mut position = PrintPosition::default();
    let mut order = Vec::new();
    loop {
        let page = receipts::list_for_print(&mut tx, month("2026-09"), None, &position, limit).await.unwrap();
        let Some(last) = page.last() else { return order };
        assert!(page.len() <= usize::try_from(limit).unwrap());
        position = PrintPosition { delivery_key: last.delivery_key.clone(), account: last.account.id.0 };
        order.extend(page.iter().map(|row| row.account.id.0));
    }
}

on_both_engines!(receipts_are_printed_in_the_order_of_the_postmans_walk, |world| async move {
    let walk = [
        (7, "пр. Дружбы", "2", "1"),
        (3, "пр. Дружбы", "10", "1"),
        (9, "ул. Ёлочная", "1", "1"),
        (1, "ул. Щетинкина", "2", "1"),
        (8, "ул. Щетинкина", "2", "2"),
        (2, "ул. Щетинкина", "2", "10"),
        (4, "ул. Щетинкина", "12", "1"),
        (5, "ул. Щетинкина", "12", "1"),
        (6, "ул. Щетинкина", "12а", "1"),
    ];
    let mut shuffled = walk;
    shuffled.sort_by_key(|(n, ..)| *n);
    printed(&world, &shuffled).await;
    let whole = run(&world, 100).await;
    for limit in [1, 2, 4] {
        assert_eq!(run(&world, limit).await, whole, "pages of {limit} lose and double nothing");
    }
    // Where Ё stands among streets is of no matter to a postman; that its house is one stretch of the walk is.
    let without: Vec<i64> = whole.iter().copied().filter(|n| *n != 9).collect();
    assert_eq!(without, [7, 3, 1, 8, 2, 4, 5, 6]);
});

on_both_engines!(the_order_of_the_walk_is_the_same_on_every_engine, |world| async move {
    let streets = ["ул. Ёлочная", "ул. Абаканская", "ул. ёлочная", "10-й пер.", "2-й пер.", "Zoo", "ул. Ягодная", "ул. A"];
    let rows: Vec<_> = (1..).zip(streets).map(|(n, street)| (n, street, "1", "")).collect();
    printed(&world, &rows).await;
    let mut expected: Vec<(String, i64)> = rows
        .iter()
        .map(|(n, street, house, flat)| {
            let (street, house, flat) = ((*street).to_owned(), (*house).to_owned(), (*flat).to_owned());
            (AccountRow { street, house, flat, ..account(*n) }.address().delivery_key(), *n)
        })
        .collect();
    expected.sort();
    assert_eq!(run(&world, 3).await, expected.into_iter().map(|(_, n)| n).collect::<Vec<_>>());
});

on_both_engines!(a_printed_receipt_is_the_current_one_at_its_own_revision, |world| async move {
    printed(&world, &[(1, "ул. Щетинкина", "1", "1"), (2, "ул. Щетинкина", "2", "1")]).await;
    let mut tx = write(&world).await;
    let lines = "[[1,1,0,0,0,777,0,0,0,0,777],[2,1,0,0,0,1,0,0,0,0,1]]".to_owned();
    let second = NewStatement { account: AccountId(1), revision: 2, total: Money(778), lines, details: None };
    statements::insert_all(&mut tx, month("2026-09"), 2, &[second]).await.unwrap();
    let all = PrintPosition::default();
    let rows = receipts::list_for_print(&mut tx, month("2026-09"), None, &all, 10).await.unwrap();
    assert_eq!(rows[0].statement.total, Money(1), "a register that is not published yet prints nothing");
    receipts::mark_replaced(&mut tx, &[ReceiptId(id(1))], 20).await.unwrap();
    receipts::insert_all(&mut tx, &[receipt(9, 1, 2)]).await.unwrap();
    let rows = receipts::list_for_print(&mut tx, month("2026-09"), None, &all, 10).await.unwrap();
    assert_eq!(rows.iter().map(|row| row.statement.total.0).collect::<Vec<_>>(), [778, 2]);
    assert_eq!((rows[0].statement.lines.len(), rows[0].statement.revision), (2, 2));
    assert_eq!(rows[0].receipt.electronic_suppliers, [SupplierId(2), SupplierId(1)]);
    assert!(receipts::list_for_print(&mut tx, month("2026-10"), None, &all, 10).await.unwrap().is_empty());
});

on_both_engines!(documents_are_found_by_receipt_in_any_version_and_month, |world| async move {
    printed(&world, &[(1, "ул. А", "1", "1"), (2, "ул. Б", "2", "")]).await;
    let mut tx = write(&world).await;
    receipts::mark_replaced(&mut tx, &[ReceiptId(id(1))], 20).await.unwrap();
    receipts::insert_all(&mut tx, &[receipt(9, 1, 2)]).await.unwrap();
    accounts::revoke_pay_links(&mut tx, AccountId(2)).await.unwrap();
    let ids = [1, 2, 9, 77].map(|n| ReceiptId(id(n)));
    let mut found = receipts::list_documents(&mut tx, &ids).await.unwrap();
    found.sort_by_key(|(id, _)| *id);
    assert_eq!(found.len(), 2, "what has no statement, and what is not there, is not found");
    let (first, second) = (found[0].1.as_ref().unwrap(), found[1].1.as_ref().unwrap());
    assert_eq!((found[0].0, first.receipt.replaced_at), (ReceiptId(id(1)), Some(20)));
    assert_eq!((second.account.street.as_str(), second.pay_epoch, second.statement.total), ("ул. Б", 1, Money(2)));
    assert!(receipts::list_documents(&mut tx, &[]).await.unwrap().is_empty());
});

on_both_engines!(a_document_that_contradicts_itself_does_not_hide_the_others, |world| async move {
    printed(&world, &[(1, "ул. А", "1", "1"), (2, "ул. Б", "2", "")]).await;
    let mut tx = write(&world).await;
    let broken = NewStatement { account: AccountId(1), revision: 1, total: Money(1), lines: "[[1]]".into(), details: None };
    statements::replace_lines(&mut tx, month("2026-09"), 1, &broken).await.unwrap();
    let mut found = receipts::list_documents(&mut tx, &[ReceiptId(id(1)), ReceiptId(id(2))]).await.unwrap();
    found.sort_by_key(|(id, _)| *id);
    assert!(matches!(found[0].1, Err(StorageError::Inconsistent { .. })), "{:?}", found[0]);
    assert!(found[1].1.is_ok());
});

async fn state(world: &World) -> PublicationRow {
    publications::find(&mut read(world).await, month("2026-09")).await.unwrap().unwrap()
}

on_both_engines!(a_publication_is_begun_by_one, |world| async move {
    let mut tx = write(&world).await;
    assert!(publications::find(&mut tx, month("2026-09")).await.unwrap().is_none());
    assert_eq!(publications::last_period(&mut tx).await.unwrap(), None);
    assert!(publications::insert(&mut tx, month("2026-09"), id(1), 0, 100).await.unwrap());
    assert!(!publications::insert(&mut tx, month("2026-09"), id(2), 0, 100).await.unwrap());
    assert!(publications::insert(&mut tx, month("2026-08"), id(2), 0, 100).await.unwrap());
    assert_eq!(publications::last_period(&mut tx).await.unwrap(), Some(month("2026-09")));
    tx.commit().await.unwrap();
    let row = state(&world).await;
    let expected = PublicationRow {
        state: "running".to_owned(),
        run: 1,
        owner: id(1),
        lease_until: 100,
        position: AccountId(0),
        finished_at: None,
    };
    assert_eq!(row, expected);
});

on_both_engines!(only_the_owner_goes_on_and_only_from_where_the_run_stands, |world| async move {
    let september = month("2026-09");
    let mut tx = write(&world).await;
    publications::insert(&mut tx, september, id(1), 0, 100).await.unwrap();
    assert!(publications::advance(&mut tx, september, id(1), AccountId(0), AccountId(5), 200).await.unwrap());
    assert!(!publications::advance(&mut tx, september, id(1), AccountId(0), AccountId(9), 200).await.unwrap());
    assert!(!publications::advance(&mut tx, september, id(2), AccountId(5), AccountId(9), 200).await.unwrap());
    assert!(!publications::finish(&mut tx, september, id(2), "done", 9).await.unwrap());
    assert!(publications::finish(&mut tx, september, id(1), "done", 9).await.unwrap());
    assert!(!publications::finish(&mut tx, september, id(1), "done", 9).await.unwrap());
    assert!(!publications::advance(&mut tx, september, id(1), AccountId(5), AccountId(9), 200).await.unwrap());
    tx.commit().await.unwrap();
    let row = state(&world).await;
    assert_eq!((row.state.as_str(), row.position, row.lease_until), ("done", AccountId(5), 9));
});

on_both_engines!(a_run_is_taken_over_where_it_stands_and_a_new_one_begins_at_the_start, |world| async move {
    let september = month("2026-09");
    let mut tx = write(&world).await;
    publications::insert(&mut tx, september, id(1), 0, 100).await.unwrap();
    publications::advance(&mut tx, september, id(1), AccountId(0), AccountId(5), 100).await.unwrap();
    let seen = publications::find(&mut tx, september).await.unwrap().unwrap();
    assert!(publications::take_over(&mut tx, september, &seen, id(2), 100, 200).await.unwrap());
    assert!(!publications::take_over(&mut tx, september, &seen, id(3), 100, 200).await.unwrap(), "somebody was quicker");
    assert!(!publications::advance(&mut tx, september, id(1), AccountId(5), AccountId(9), 300).await.unwrap());
    let seen = publications::find(&mut tx, september).await.unwrap().unwrap();
    assert_eq!((seen.run, seen.owner, seen.position), (1, id(2), AccountId(5)));
    publications::finish(&mut tx, september, id(2), "done", 150).await.unwrap();
    let seen = publications::find(&mut tx, september).await.unwrap().unwrap();
    assert!(publications::take_over(&mut tx, september, &seen, id(3), 160, 260).await.unwrap());
    let seen = publications::find(&mut tx, september).await.unwrap().unwrap();
    assert_eq!((seen.state.as_str(), seen.run, seen.position), ("running", 2, AccountId(0)));
});

on_both_engines!(a_lease_that_was_renewed_is_not_taken_over, |world| async move {
    let september = month("2026-09");
    let mut tx = write(&world).await;
    publications::insert(&mut tx, september, id(1), 0, 100).await.unwrap();
    let seen = publications::find(&mut tx, september).await.unwrap().unwrap();
    publications::advance(&mut tx, september, id(1), AccountId(0), AccountId(0), 300).await.unwrap();
    assert!(!publications::take_over(&mut tx, september, &seen, id(2), 101, 200).await.unwrap());
});

fn mark(key: i64, code: u8) -> MarkRow {
    let mut hash = [0; 32];
    hash[7] = code << 4;
    MarkRow { requisites: 1, key, signature: vec![code; 64], code: CheckCode::from_hash(&hash) }
}

on_both_engines!(a_signed_receipt_is_found_by_its_code, |world| async move {
    let signed = ReceiptRow { mark: Some(mark(1, 7)), ..receipt(1, 1, 1) };
    insert(&world, &[signed.clone(), receipt(2, 2, 1), receipt(3, 3, 1)]).await;
    let mut tx = write(&world).await;
    assert_eq!(receipts::find_by_code(&mut tx, mark(1, 7).code).await.unwrap(), Some(signed.clone()));
    assert_eq!(receipts::find_by_code(&mut tx, mark(1, 8).code).await.unwrap(), None);
    let second = ReceiptRow { id: ReceiptId(id(4)), version: 2, mark: Some(mark(1, 9)), ..signed.clone() };
    receipts::insert_all(&mut tx, std::slice::from_ref(&second)).await.unwrap();
    assert_eq!(receipts::list_versions(&mut tx, month("2026-09"), AccountId(1)).await.unwrap(), [signed.clone(), second]);
    let twice = ReceiptRow { id: ReceiptId(id(5)), account: AccountId(9), ..signed };
    let refused = receipts::insert_all(&mut tx, &[twice]).await;
    assert!(matches!(refused, Err(StorageError::Conflict(_))), "one code is one receipt: {refused:?}");
});

on_both_engines!(receipts_without_a_trusted_signature_are_listed_until_they_are_signed, |world| async move {
    let signed = |n: u128, key| ReceiptRow {
        mark: Some(mark(key, u8::try_from(n).unwrap())),
        ..receipt(n, i64::try_from(n).unwrap(), 1)
    };
    insert(&world, &[receipt(1, 1, 1), signed(2, 1), signed(3, 2)]).await;
    let mut tx = write(&world).await;
    for number in [1, 2] {
        storage::documents::insert_key(&mut tx, number, &[u8::try_from(number).unwrap(); 32], 10).await.unwrap();
    }
    storage::documents::end_key(&mut tx, 1, true, 20).await.unwrap();
    let unsigned: Vec<_> = receipts::list_unsigned(&mut tx, 10).await.unwrap().iter().map(|row| row.id.0).collect();
    assert_eq!(unsigned, [id(1), id(2)]);
    assert_eq!(receipts::list_unsigned(&mut tx, 1).await.unwrap().len(), 1);
    let marks = [(ReceiptId(id(1)), mark(2, 11)), (ReceiptId(id(2)), mark(2, 12))];
    receipts::set_marks(&mut tx, &marks).await.unwrap();
    assert!(receipts::list_unsigned(&mut tx, 10).await.unwrap().is_empty());
    assert_eq!(receipts::find(&mut tx, ReceiptId(id(2))).await.unwrap().unwrap().mark, Some(mark(2, 12)));
});
