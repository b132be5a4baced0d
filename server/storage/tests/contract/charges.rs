//! Accounts, suppliers and services, statements and the registers they came from.
//! Not here: how a statement is delivered (see `receipts`).

use crate::{account, month, read, supplier, write};
use domain::charge::Sums;
use domain::id::{AccountId, SupplierId};
use domain::{ChargeDetails, Decimal, Money, QrEncoding, QrField, QrOptions, Supplier};
use std::slice::from_ref;
use storage::accounts::AccountRow;
use storage::statements::{Details, ImportRow, Line, NewStatement, RegisterTotal, Statement};
use storage::{StorageError, accounts, statements, suppliers};
use testbed::{World, on_both_engines};

on_both_engines!(an_account_comes_back_as_entered_and_is_corrected_by_its_row_number, |world| async move {
    let mut tx = write(&world).await;
    let wordy = AccountRow {
        els: "30АБ104512".to_owned(),
        house: "12а; \"стр. 2\"".to_owned(),
        flat: "3 комн. 2".to_owned(),
        holder: "О'Нил ✓ Ёжиков".to_owned(),
        ..account(1)
    };
    accounts::upsert_all(&mut tx, &[wordy.clone(), account(2)]).await.unwrap();
    assert_eq!(accounts::find(&mut tx, AccountId(1)).await.unwrap(), Some(wordy.clone()));
    assert_eq!(accounts::find(&mut tx, AccountId(3)).await.unwrap(), None);
    let moved = AccountRow { street: "ул. Пушкина".to_owned(), residents: 5, ..wordy };
    accounts::upsert_all(&mut tx, &[moved.clone(), account(3)]).await.unwrap();
    assert_eq!(accounts::find(&mut tx, AccountId(1)).await.unwrap(), Some(moved));
    assert_eq!((accounts::count(&mut tx).await.unwrap(), accounts::last_id(&mut tx).await.unwrap()), (3, 3));
});

on_both_engines!(one_number_is_one_account, |world| async move {
    let mut tx = write(&world).await;
    accounts::upsert_all(&mut tx, &[account(1)]).await.unwrap();
    tx.commit().await.unwrap();
    let twin = AccountRow { number: account(1).number, ..account(2) };
    let refused = accounts::upsert_all(&mut write(&world).await, &[twin]).await;
    assert!(matches!(refused, Err(StorageError::Conflict(_))), "{refused:?}");
    assert_eq!(accounts::last_id(&mut read(&world).await).await.unwrap(), 1);
});

on_both_engines!(accounts_are_looked_up_by_key_by_numbers_and_by_row_numbers, |world| async move {
    let mut tx = write(&world).await;
    assert_eq!(accounts::last_id(&mut tx).await.unwrap(), 0);
    let twin = AccountRow { number: "1902-0001".to_owned(), ..account(4) };
    accounts::upsert_all(&mut tx, &[account(1), account(2), account(3), twin.clone()]).await.unwrap();
    let found = accounts::list_by_lookup_key(&mut tx, "19020001").await.unwrap();
    assert_eq!(found, [account(1), twin]);
    assert!(accounts::list_by_lookup_key(&mut tx, "1902").await.unwrap().is_empty());
    let mut found = accounts::list_by_numbers(&mut tx, &["19-02/0003", "19-02/0001", "нет"]).await.unwrap();
    found.sort_by_key(|row| row.id);
    assert_eq!(found, [account(1), account(3)]);
    let mut found = accounts::list_by_ids(&mut tx, &[AccountId(3), AccountId(2), AccountId(9)]).await.unwrap();
    found.sort_by_key(|row| row.id);
    assert_eq!(found, [account(2), account(3)]);
    assert!(accounts::list_by_numbers(&mut tx, &[]).await.unwrap().is_empty());
    assert!(accounts::list_by_ids(&mut tx, &[]).await.unwrap().is_empty());
});

on_both_engines!(more_accounts_than_fit_one_statement_are_entered, |world| async move {
    let mut tx = write(&world).await;
    let many: Vec<AccountRow> = (1..=1203).map(account).collect();
    accounts::upsert_all(&mut tx, &many).await.unwrap();
    assert_eq!(accounts::count(&mut tx).await.unwrap(), 1203);
    assert_eq!(accounts::find(&mut tx, AccountId(1203)).await.unwrap(), Some(account(1203)));
    accounts::upsert_all(&mut tx, &[]).await.unwrap();
});

on_both_engines!(a_supplier_is_known_by_its_inn, |world| async move {
    let mut tx = write(&world).await;
    let (heat, water) = (supplier("1901000001", "Тепло"), supplier("1901000002", "Вода"));
    suppliers::upsert(&mut tx, &heat).await.unwrap();
    suppliers::upsert(&mut tx, &water).await.unwrap();
    let qr = QrOptions {
        encoding: QrEncoding::Utf8,
        fields: vec![QrField::PaymTerm, QrField::QuittId],
        category: "001".to_owned(),
    };
    let connected = Supplier { electronic_from: Some(month("2026-10")), phone: "8 800".to_owned(), qr, ..heat };
    suppliers::upsert(&mut tx, &connected).await.unwrap();
    let rows = suppliers::list(&mut tx).await.unwrap();
    let told: Vec<_> = rows.iter().map(|row| (row.id.0, row.supplier.clone())).collect();
    assert_eq!(told, [(1, connected), (2, water)]);
});

on_both_engines!(a_service_is_a_name_with_a_unit, |world| async move {
    let mut tx = write(&world).await;
    assert_eq!(suppliers::insert_service(&mut tx, "Отопление", "Гкал").await.unwrap(), 1);
    assert_eq!(suppliers::insert_service(&mut tx, "Отопление", "м²").await.unwrap(), 2);
    let rows = suppliers::list_services(&mut tx).await.unwrap();
    let told: Vec<_> = rows.iter().map(|row| (row.id, row.name.as_str(), row.unit.as_str())).collect();
    assert_eq!(told, [(1, "Отопление", "Гкал"), (2, "Отопление", "м²")]);
    let twice = suppliers::insert_service(&mut tx, "Отопление", "Гкал").await;
    assert!(matches!(twice, Err(StorageError::Conflict(_))), "{twice:?}");
});

fn line(supplier: i64, total: i64) -> Line {
    let (charged, total) = (Money(total + 5), Money(total));
    let sums = Sums { charged, total, paid: Money(5), ..Sums::default() };
    Line { supplier: SupplierId(supplier), service: 3, volume: Decimal(1_118_600), tariff: Decimal(-7), sums }
}

fn statement(account: i64, revision: i64, lines: &[Line]) -> NewStatement {
    let mut text = String::from("what was there before");
    Statement::encode_lines(lines, &mut text);
    let total = lines.iter().map(|line| line.sums.total).sum();
    NewStatement { account: AccountId(account), revision, total, lines: text, details: None }
}

async fn insert(world: &World, period: &str, import: i64, rows: &[NewStatement]) {
    let mut tx = write(world).await;
    statements::insert_all(&mut tx, month(period), import, rows).await.unwrap();
    tx.commit().await.unwrap();
}

on_both_engines!(a_statement_comes_back_line_by_line, |world| async move {
    let lines = [line(1, i64::MAX - 5), line(2, -1)];
    let row = NewStatement { total: Money(7), ..statement(1, 1, &lines) };
    insert(&world, "2026-09", 1, &[row, statement(2, 1, &[])]).await;
    let mut tx = read(&world).await;
    let found = statements::find(&mut tx, month("2026-09"), AccountId(1), 1).await.unwrap().unwrap();
    assert_eq!((found.total, &found.lines[..]), (Money(7), &lines[..]));
    assert_eq!(found.total_of(SupplierId(2)), Money(-1));
    let found = statements::find(&mut tx, month("2026-09"), AccountId(2), 1).await.unwrap().unwrap();
    assert!(found.lines.is_empty());
    for (period, account, revision) in [("2026-10", 1, 1), ("2026-09", 3, 1), ("2026-09", 1, 2)] {
        assert_eq!(statements::find(&mut tx, month(period), AccountId(account), revision).await.unwrap(), None);
    }
});

on_both_engines!(one_revision_of_a_statement_is_written_once, |world| async move {
    insert(&world, "2026-09", 1, &[statement(1, 1, &[line(1, 100)])]).await;
    let mut tx = write(&world).await;
    let twice = statements::insert_all(&mut tx, month("2026-09"), 2, &[statement(1, 1, &[line(1, 200)])]).await;
    assert!(matches!(twice, Err(StorageError::Conflict(_))), "{twice:?}");
});

on_both_engines!(the_newest_revision_is_the_one_that_counts, |world| async move {
    let second = [line(1, 150)];
    insert(&world, "2026-09", 1, &[statement(1, 1, &[line(1, 100)]), statement(2, 1, &[line(1, 10)])]).await;
    insert(&world, "2026-09", 2, &[statement(1, 2, &second)]).await;
    insert(&world, "2026-08", 3, &[statement(1, 1, &[line(1, 77)])]).await;
    let mut tx = read(&world).await;
    let september = month("2026-09");
    let newest = statements::list_newest(&mut tx, september, &[AccountId(1), AccountId(9)]).await.unwrap();
    assert_eq!(newest.len(), 1);
    assert_eq!((newest[0].revision, newest[0].import_id), (2, 2));
    assert_eq!(statements::decode(newest[0].clone()).unwrap().lines, second);
    let listed = statements::list_after(&mut tx, september, AccountId(0), 10).await.unwrap();
    let told: Vec<_> = listed.iter().map(|row| (row.account.0, row.revision, row.total.0)).collect();
    assert_eq!(told, [(1, 2, 150), (2, 1, 10)]);
    assert_eq!(statements::list_after(&mut tx, september, AccountId(1), 10).await.unwrap().len(), 1);
    assert_eq!(statements::list_after(&mut tx, september, AccountId(0), 1).await.unwrap().len(), 1);
    assert_eq!(statements::count_accounts(&mut tx, september).await.unwrap(), 2);
    let recent = statements::list_recent_totals(&mut tx, AccountId(1), month("2026-08")).await.unwrap();
    assert_eq!(recent, [(september, Money(150)), (month("2026-08"), Money(77))]);
    assert_eq!(statements::list_recent_totals(&mut tx, AccountId(1), september).await.unwrap().len(), 1);
});

on_both_engines!(the_newest_statement_of_an_account_is_found_within_a_year, |world| async move {
    insert(&world, "2025-11", 1, &[statement(1, 1, &[line(1, 100)])]).await;
    insert(&world, "2026-09", 2, &[statement(2, 1, &[line(1, 200)])]).await;
    let mut tx = read(&world).await;
    let found = statements::find_newest_of(&mut tx, AccountId(2), month("2026-11")).await.unwrap().unwrap();
    assert_eq!((found.0, found.1.total), (month("2026-09"), Money(200)));
    assert!(statements::find_newest_of(&mut tx, AccountId(2), month("2026-08")).await.unwrap().is_none(), "not a later one");
    assert!(statements::find_newest_of(&mut tx, AccountId(1), month("2026-10")).await.unwrap().is_some());
    assert!(
        statements::find_newest_of(&mut tx, AccountId(1), month("2026-11")).await.unwrap().is_none(),
        "a closed account"
    );
});

on_both_engines!(an_import_replaces_only_lines_that_it_wrote_itself, |world| async move {
    insert(&world, "2026-09", 5, &[statement(1, 1, &[line(1, 100)])]).await;
    let mut tx = write(&world).await;
    let both = [line(1, 100), line(2, 50)];
    statements::replace_lines(&mut tx, month("2026-09"), 4, &statement(1, 1, &both)).await.unwrap();
    let found = statements::find(&mut tx, month("2026-09"), AccountId(1), 1).await.unwrap().unwrap();
    assert_eq!(found.total, Money(100));
    statements::replace_lines(&mut tx, month("2026-09"), 5, &statement(1, 1, &both)).await.unwrap();
    let found = statements::find(&mut tx, month("2026-09"), AccountId(1), 1).await.unwrap().unwrap();
    assert_eq!((found.total, &found.lines[..]), (Money(150), &both[..]));
});

on_both_engines!(a_period_is_forgotten_as_a_whole_and_alone, |world| async move {
    for period in ["2026-09", "2026-10"] {
        insert(&world, period, 1, &[statement(1, 1, &[line(1, 100)]), statement(1, 2, &[line(1, 101)])]).await;
    }
    let mut tx = write(&world).await;
    statements::delete_period(&mut tx, month("2026-09")).await.unwrap();
    assert_eq!(statements::count_accounts(&mut tx, month("2026-09")).await.unwrap(), 0);
    assert_eq!(statements::count_accounts(&mut tx, month("2026-10")).await.unwrap(), 1);
});

on_both_engines!(lines_that_are_none_are_an_error_and_not_a_panic, |world| async move {
    for broken in ["", "{}", "[[1,2]]", "[[1,2,3,4,5,6,7,8,9,10,11.5]]"] {
        let row = NewStatement { lines: broken.to_owned(), ..statement(1, 1, &[]) };
        insert(&world, "2026-09", 1, &[row]).await;
        let found = statements::find(&mut read(&world).await, month("2026-09"), AccountId(1), 1).await;
        assert!(matches!(found, Err(StorageError::Inconsistent { table: "statement", .. })), "{broken}: {found:?}");
        let mut tx = write(&world).await;
        statements::delete_period(&mut tx, month("2026-09")).await.unwrap();
        tx.commit().await.unwrap();
    }
});

fn import(id: i64) -> ImportRow {
    ImportRow { id, sha256: vec![u8::try_from(id).unwrap(); 32], lines: id * 10, accounts: id, total: Money(-id) }
}

on_both_engines!(imports_are_numbered_and_the_last_of_a_period_is_known, |world| async move {
    let mut tx = write(&world).await;
    assert_eq!(statements::next_import_id(&mut tx).await.unwrap(), 1);
    assert_eq!(statements::first_period(&mut tx).await.unwrap(), None);
    for (number, period) in [(1, "2026-10"), (2, "2026-09"), (3, "2026-10")] {
        statements::insert_import(&mut tx, month(period), &import(number), 0).await.unwrap();
    }
    assert_eq!(statements::next_import_id(&mut tx).await.unwrap(), 4);
    assert_eq!(statements::last_import(&mut tx, month("2026-10")).await.unwrap(), Some(import(3)));
    assert_eq!(statements::last_import(&mut tx, month("2026-09")).await.unwrap(), Some(import(2)));
    assert_eq!(statements::last_import(&mut tx, month("2026-08")).await.unwrap(), None);
    assert_eq!(statements::first_period(&mut tx).await.unwrap(), Some(month("2026-09")));
});

on_both_engines!(imports_wait_for_each_other, |world| async move {
    let tasks: Vec<_> = (0..5)
        .map(|_| {
            let db = world.cabinet.db.clone();
            tokio::spawn(async move {
                let mut tx = db.write().await.unwrap();
                statements::lock_imports(&mut tx, 7).await.unwrap();
                let number = statements::next_import_id(&mut tx).await.unwrap();
                statements::insert_import(&mut tx, month("2026-09"), &import(number), 0).await.unwrap();
                tx.commit().await.unwrap();
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(statements::next_import_id(&mut read(&world).await).await.unwrap(), 6);
});

on_both_engines!(totals_of_a_register_are_replaced_as_a_whole, |world| async move {
    let mut tx = write(&world).await;
    for (inn, name) in [("1901000001", "Тепло"), ("1901000002", "Вода")] {
        suppliers::upsert(&mut tx, &supplier(inn, name)).await.unwrap();
    }
    let total =
        |supplier, sum| RegisterTotal { supplier_id: SupplierId(supplier), lines: 3, accounts: 2, total: Money(sum) };
    statements::replace_totals(&mut tx, month("2026-09"), &[total(2, 20), total(1, 10)]).await.unwrap();
    statements::replace_totals(&mut tx, month("2026-10"), &[total(1, 11)]).await.unwrap();
    assert_eq!(statements::list_totals(&mut tx, month("2026-09")).await.unwrap(), [total(1, 10), total(2, 20)]);
    statements::replace_totals(&mut tx, month("2026-09"), &[total(2, 21)]).await.unwrap();
    assert_eq!(statements::list_totals(&mut tx, month("2026-09")).await.unwrap(), [total(2, 21)]);
    assert_eq!(statements::list_totals(&mut tx, month("2026-10")).await.unwrap(), [total(1, 11)]);
});

on_both_engines!(details_of_lines_come_back_by_their_place, |world| async move {
    let mut tx = write(&world).await;
    accounts::upsert_all(&mut tx, &[account(1)]).await.unwrap();
    let meter =
        ChargeDetails { meter: Some("№ 17".to_owned()), reading_now: Some(Decimal(5)), ..ChargeDetails::default() };
    let details: Details = [(1, meter)].into();
    let row = NewStatement { details: statements::encode_details(&details), ..statement(1, 1, &[]) };
    statements::insert_all(&mut tx, month("2026-09"), 1, &[row, statement(1, 2, &[])]).await.unwrap();
    let first = statements::find(&mut tx, month("2026-09"), AccountId(1), 1).await.unwrap().unwrap();
    assert_eq!(first.details, details);
    let all = statements::list_of_account(&mut tx, AccountId(1), month("2026-01"), month("2026-09")).await.unwrap();
    let found: Vec<_> = all.iter().map(|(period, s)| (*period, s.revision, s.details.len())).collect();
    assert_eq!(found, [(month("2026-09"), 1, 1), (month("2026-09"), 2, 0)]);
    let before = statements::list_of_account(&mut tx, AccountId(1), month("2026-01"), month("2026-08")).await.unwrap();
    assert!(before.is_empty());
});

on_both_engines!(an_account_is_found_as_it_was_described_at_a_moment, |world| async move {
    let mut tx = write(&world).await;
    let (first, second) = (account(1), AccountRow { holder: "Вторая".to_owned(), ..account(1) });
    let third = AccountRow { holder: "Третья".to_owned(), ..account(1) };
    accounts::upsert_all(&mut tx, &[first.clone(), account(2)]).await.unwrap();
    accounts::keep_history(&mut tx, from_ref(&first), 100).await.unwrap();
    accounts::upsert_all(&mut tx, from_ref(&second)).await.unwrap();
    accounts::keep_history(&mut tx, from_ref(&second), 200).await.unwrap();
    accounts::upsert_all(&mut tx, from_ref(&third)).await.unwrap();
    for (moment, expected) in [(0, &first), (99, &first), (100, &second), (199, &second), (200, &third), (900, &third)] {
        let found = accounts::find_as_of(&mut tx, AccountId(1), moment).await.unwrap();
        assert_eq!(found.as_ref(), Some(expected), "{moment}");
    }
    assert_eq!(accounts::find_as_of(&mut tx, AccountId(2), 0).await.unwrap(), Some(account(2)));
    assert_eq!(accounts::find_as_of(&mut tx, AccountId(9), 0).await.unwrap(), None);
});

on_both_engines!(accounts_are_listed_in_order_and_by_number, |world| async move {
    let mut tx = write(&world).await;
    accounts::upsert_all(&mut tx, &[account(1), account(2), account(3)]).await.unwrap();
    let numbers = accounts::list_numbers(&mut tx, AccountId(2), AccountId(9)).await.unwrap();
    assert_eq!(numbers, [(2, account(2).number), (3, account(3).number)]);
    let page = accounts::list_after(&mut tx, AccountId(1), 1).await.unwrap();
    assert_eq!(page, [account(2)]);
    assert!(accounts::list_after(&mut tx, AccountId(3), 10).await.unwrap().is_empty());
});

on_both_engines!(revoking_pay_links_raises_the_number_that_they_are_made_with, |world| async move {
    let mut tx = write(&world).await;
    accounts::upsert_all(&mut tx, &[account(1), account(2)]).await.unwrap();
    accounts::lock(&mut tx, AccountId(1)).await.unwrap();
    assert_eq!(accounts::find_pay_epoch(&mut tx, AccountId(1)).await.unwrap(), Some(0));
    accounts::revoke_pay_links(&mut tx, AccountId(1)).await.unwrap();
    accounts::upsert_all(&mut tx, &[account(1)]).await.unwrap();
    assert_eq!(accounts::find_pay_epoch(&mut tx, AccountId(1)).await.unwrap(), Some(1), "a register does not undo it");
    assert_eq!(accounts::find_pay_epoch(&mut tx, AccountId(2)).await.unwrap(), Some(0));
    assert_eq!(accounts::find_pay_epoch(&mut tx, AccountId(9)).await.unwrap(), None);
});
