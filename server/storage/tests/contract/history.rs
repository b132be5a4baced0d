//! What is asked for «История» of an address: each kind newest first, before a moment, and of no other account.
//! Not here: how they are put together (see `cabinet::history`).

use crate::{id, month, neighbours, read, resident, write};
use domain::id::{AccountId, ConsentId, MessageId, ReceiptId, SupplierId};
use domain::view::PaymentState;
use domain::{Money, Period};
use storage::consents::ConsentRow;
use storage::holders::HolderRow;
use storage::messages::NewMessage;
use storage::payments::PaymentRow;
use storage::receipts::ReceiptRow;
use storage::{Tx, consents, holders, messages, payments, publications, receipts};
use testbed::on_both_engines;

fn receipt(n: u128, account: i64, period: Period, version: i64, published_at: i64) -> ReceiptRow {
    ReceiptRow {
        id: ReceiptId(id(n)),
        period,
        account: AccountId(account),
        version,
        revision: version,
        published_at,
        total: Money(300),
        electronic: Money(300),
        paper: Money(0),
        electronic_suppliers: vec![SupplierId(1)],
        replaced_at: None,
        mark: None,
    }
}

async fn with_receipts(tx: &mut Tx) {
    let (september, october) = (month("2026-09"), month("2026-10"));
    publications::insert(tx, september, id(1), 0, 10).await.unwrap();
    publications::finish(tx, september, id(1), "done", 5).await.unwrap();
    publications::insert(tx, october, id(1), 0, 10).await.unwrap();
    let rows = [
        receipt(1, 1, september, 1, 100),
        receipt(2, 1, september, 2, 200),
        receipt(3, 2, september, 1, 100),
        receipt(4, 1, october, 1, 300),
    ];
    receipts::insert_all(tx, &rows).await.unwrap();
}

fn numbers(rows: &[ReceiptRow]) -> Vec<u128> {
    rows.iter().map(|row| row.id.0.as_u128()).collect()
}

on_both_engines!(every_published_version_of_an_account_is_in_its_history, |world| async move {
    let mut tx = write(&world).await;
    with_receipts(&mut tx).await;
    let all = receipts::list_history(&mut tx, AccountId(1), i64::MAX, 10).await.unwrap();
    assert_eq!(numbers(&all), [2, 1], "not what is still being published");
    let before = receipts::list_history(&mut tx, AccountId(1), 200, 10).await.unwrap();
    assert_eq!(numbers(&before), [1]);
    assert_eq!(numbers(&receipts::list_history(&mut tx, AccountId(1), i64::MAX, 1).await.unwrap()), [2]);
});

on_both_engines!(letters_of_an_account_come_by_their_last_change_and_never_before_they_may_go, |world| async move {
    let mut tx = write(&world).await;
    with_receipts(&mut tx).await;
    let letter = |n: u128, receipt: u128| NewMessage {
        id: MessageId(id(n)),
        channel: "email",
        kind: "receipt",
        recipient: format!("person{n}@example.ru"),
        resident: None,
        receipt: Some(ReceiptId(id(receipt))),
        held_for: None,
        payload: String::new(),
        dedupe: n.to_string(),
        priority: 10,
        not_before: 0,
    };
    messages::insert_all(&mut tx, &[letter(1, 1), letter(3, 3)], 100).await.unwrap();
    messages::insert_all(&mut tx, &[letter(2, 2)], 200).await.unwrap();
    let held = NewMessage { held_for: Some(month("2026-10")), ..letter(4, 4) };
    let text = NewMessage { channel: "sms", ..letter(5, 1) };
    messages::insert_all(&mut tx, &[held, text], 300).await.unwrap();
    let rows = messages::list_letters_of_account(&mut tx, AccountId(1), i64::MAX, 10).await.unwrap();
    let told: Vec<_> = rows.iter().map(|row| (row.letter.recipient.as_str(), row.receipt_id.0.as_u128())).collect();
    assert_eq!(told, [("person2@example.ru", 2), ("person1@example.ru", 1)]);
    assert_eq!(rows[0].period, month("2026-09").to_i64());
    assert_eq!(messages::list_letters_of_account(&mut tx, AccountId(1), 200, 10).await.unwrap(), rows[1..]);
    assert_eq!(messages::list_letters_of_account(&mut tx, AccountId(1), i64::MAX, 1).await.unwrap(), rows[..1]);
});

on_both_engines!(payments_are_history_once_they_are_paid, |world| async move {
    neighbours(&world).await;
    let mut tx = write(&world).await;
    with_receipts(&mut tx).await;
    let payment = |n: u128, account: i64| PaymentRow {
        id: id(n),
        account: AccountId(account),
        period: month("2026-09"),
        receipt: ReceiptId(id(1)),
        amount: Money(300),
        parts: vec![(SupplierId(1), Money(300))],
        state: PaymentState::Pending,
        pay_epoch: 0,
        page: String::new(),
        opened_at: 10,
        changed_at: 10,
    };
    for row in [payment(1, 1), payment(2, 1), payment(3, 1), payment(4, 2)] {
        payments::insert(&mut tx, &row).await.unwrap();
    }
    for (n, state, at) in [(1, PaymentState::Paid, 50), (2, PaymentState::Paid, 60), (3, PaymentState::Failed, 70)] {
        payments::settle(&mut tx, id(n), state, at).await.unwrap();
    }
    payments::settle(&mut tx, id(4), PaymentState::Paid, 80).await.unwrap();
    let ids = |rows: Vec<PaymentRow>| rows.iter().map(|row| row.id.as_u128()).collect::<Vec<_>>();
    assert_eq!(ids(payments::list_paid(&mut tx, AccountId(1), i64::MAX, 10).await.unwrap()), [2, 1]);
    assert_eq!(ids(payments::list_paid(&mut tx, AccountId(1), 60, 10).await.unwrap()), [1]);
    assert_eq!(ids(payments::list_paid(&mut tx, AccountId(1), i64::MAX, 1).await.unwrap()), [2]);
});

on_both_engines!(consents_and_holders_of_an_account_are_found, |world| async move {
    neighbours(&world).await;
    let mut tx = write(&world).await;
    for (seq, account) in [(1, None), (2, Some(1)), (3, Some(2)), (4, Some(1))] {
        consents::lock_head(&mut tx).await.unwrap();
        let link = ConsentRow {
            seq,
            id: ConsentId(id(seq.unsigned_abs().into())),
            kind: "electronic_delivery".to_owned(),
            resident_id: resident(1).id,
            account_id: account,
            made_at: seq * 10,
            body: String::new(),
            previous: vec![0; 32],
            hash: vec![1; 32],
        };
        consents::append(&mut tx, &link).await.unwrap();
    }
    let seqs = |rows: Vec<ConsentRow>| rows.iter().map(|row| row.seq).collect::<Vec<_>>();
    assert_eq!(seqs(consents::list_of_account(&mut tx, AccountId(1), i64::MAX, 10).await.unwrap()), [4, 2]);
    assert_eq!(seqs(consents::list_of_account(&mut tx, AccountId(1), 40, 10).await.unwrap()), [2]);
    assert_eq!(seqs(consents::list_of_account(&mut tx, AccountId(1), i64::MAX, 1).await.unwrap()), [4]);
    for (n, account, bound_at) in [(1, 1, 20), (2, 1, 10), (2, 2, 5)] {
        let holder = HolderRow {
            resident_id: resident(n).id,
            account_id: AccountId(account),
            bound_at,
            proof: "total:2026-09".to_owned(),
            sms_notices: false,
        };
        holders::insert(&mut tx, &holder).await.unwrap();
    }
    tx.commit().await.unwrap();
    let found = holders::list_of_account(&mut read(&world).await, AccountId(1)).await.unwrap();
    let told: Vec<_> = found.iter().map(|(holder, email)| (holder.bound_at, email.as_str())).collect();
    assert_eq!(told, [(10, "person2@example.ru"), (20, "person1@example.ru")]);
});
