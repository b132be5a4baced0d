//! Payments by link: opened, paid, failed.
//! Not here: what is left to pay.

use crate::{id, month, neighbours, write};
use domain::Money;
use domain::id::{AccountId, ReceiptId, SupplierId};
use domain::view::PaymentState;
use storage::payments::{self, PaymentRow};
use storage::receipts::ReceiptRow;
use storage::{Tx, receipts};
use testbed::{World, on_both_engines};

fn payment(n: u128, opened_at: i64) -> PaymentRow {
    PaymentRow {
        id: id(n),
        account: AccountId(1),
        period: month("2026-09"),
        receipt: ReceiptId(id(77)),
        amount: Money(300),
        parts: vec![(SupplierId(1), Money(100)), (SupplierId(2), Money(200))],
        state: PaymentState::Pending,
        pay_epoch: 3,
        page: String::new(),
        opened_at,
        changed_at: opened_at,
    }
}

/// A transaction in a database with the receipt that payments point to.
async fn with_receipt(world: &World) -> Tx {
    neighbours(world).await;
    let mut tx = write(world).await;
    let receipt = ReceiptRow {
        id: ReceiptId(id(77)),
        period: month("2026-09"),
        account: AccountId(1),
        version: 1,
        revision: 1,
        published_at: 1,
        total: Money(300),
        electronic: Money(0),
        paper: Money(300),
        electronic_suppliers: Vec::new(),
        replaced_at: None,
        mark: None,
    };
    receipts::insert_all(&mut tx, &[receipt]).await.unwrap();
    tx
}

on_both_engines!(payments_of_an_account_come_back_newest_first, |world| async move {
    let mut tx = with_receipt(&world).await;
    let other = PaymentRow { period: month("2026-08"), ..payment(3, 30) };
    for row in [payment(1, 10), payment(2, 20), other.clone()] {
        payments::insert(&mut tx, &row).await.unwrap();
    }
    assert_eq!(payments::find(&mut tx, id(2)).await.unwrap(), Some(payment(2, 20)));
    assert_eq!(payments::find(&mut tx, id(9)).await.unwrap(), None);
    let all = payments::list_of_account(&mut tx, AccountId(1), None, 10).await.unwrap();
    assert_eq!(all, [other, payment(2, 20), payment(1, 10)]);
    let of_month = payments::list_of_account(&mut tx, AccountId(1), Some(month("2026-09")), 1).await.unwrap();
    assert_eq!(of_month, [payment(2, 20)]);
    assert!(payments::list_of_account(&mut tx, AccountId(2), None, 10).await.unwrap().is_empty());
});

on_both_engines!(a_payment_is_settled_once_and_what_is_paid_stays_paid, |world| async move {
    let mut tx = with_receipt(&world).await;
    payments::insert(&mut tx, &payment(1, 10)).await.unwrap();
    payments::insert(&mut tx, &payment(2, 10)).await.unwrap();
    payments::set_page(&mut tx, id(1), "/bank/1").await.unwrap();
    assert!(payments::settle(&mut tx, id(1), PaymentState::Paid, 20).await.unwrap());
    assert!(!payments::settle(&mut tx, id(1), PaymentState::Paid, 30).await.unwrap());
    assert!(!payments::settle(&mut tx, id(1), PaymentState::Failed, 30).await.unwrap());
    payments::set_page(&mut tx, id(1), "/elsewhere").await.unwrap();
    let paid = payments::find(&mut tx, id(1)).await.unwrap().unwrap();
    assert_eq!((paid.state, paid.changed_at, paid.page.as_str()), (PaymentState::Paid, 20, "/bank/1"));
    assert!(payments::settle(&mut tx, id(2), PaymentState::Failed, 20).await.unwrap());
    assert!(payments::settle(&mut tx, id(2), PaymentState::Paid, 30).await.unwrap(), "the bank may be late");
});

on_both_engines!(payments_without_an_answer_are_listed_by_age, |world| async move {
    let mut tx = with_receipt(&world).await;
    for (n, opened_at) in [(1, 30), (2, 10), (3, 20), (4, 40)] {
        payments::insert(&mut tx, &payment(n, opened_at)).await.unwrap();
    }
    payments::settle(&mut tx, id(3), PaymentState::Failed, 50).await.unwrap();
    let pending = payments::list_pending(&mut tx, 40, 10).await.unwrap();
    assert_eq!(pending.iter().map(|row| row.id).collect::<Vec<_>>(), [id(2), id(1)]);
    assert_eq!(payments::list_pending(&mut tx, 40, 1).await.unwrap().len(), 1);
});
