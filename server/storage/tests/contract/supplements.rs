//! Supplements: which receipts go into one, and into one only.
//! Not here: their files (see the rules of returning).

use crate::{month, read, write};
use domain::Money;
use storage::supplements::{self, SupplementRow};
use testbed::{World, on_both_engines};

/// A receipt of account 1 in September 2026, and its letter in a state.
async fn receipt_with_letter(world: &World, n: u8, state: &str) {
    let period = month("2026-09").to_i64();
    let sqlite = world.url.starts_with("sqlite");
    let id = if sqlite { format!("x'{n:032x}'") } else { format!("'{n:032x}'::uuid") };
    world
        .sql(&format!(
            "insert into receipt (id, period, account_id, version, revision, published_at, total, electronic, paper,
                electronic_suppliers) values ({id}, {period}, {n}, 1, 1, 0, 500, 300, 200, '[1]')"
        ))
        .await;
    world
        .sql(&format!(
            "insert into message (id, channel, kind, recipient, receipt_id, payload, dedupe, state, priority, not_before,
                queued_at, changed_at) values ({id}, 'email', 'receipt', 'a@b.ru', {id}, '{{}}', 'k{n}', '{state}', 100, 0, 0, 0)"
        ))
        .await;
}

on_both_engines!(only_what_reached_nobody_is_printed_and_only_once, |world| async move {
    let period = month("2026-09");
    for (n, state) in [(1, "failed"), (2, "returned"), (3, "sent"), (4, "delivered"), (5, "deferred"), (6, "queued")] {
        receipt_with_letter(&world, n, state).await;
    }
    let mut tx = write(&world).await;
    assert_eq!(supplements::begin(&mut tx, period, 1, 7).await.unwrap(), 2);
    assert_eq!(supplements::total(&mut tx, period, 1).await.unwrap(), Money(600));
    assert_eq!(supplements::total(&mut tx, period, 2).await.unwrap(), Money::ZERO);
    assert_eq!(supplements::begin(&mut tx, period, 2, 8).await.unwrap(), 0);
    supplements::finish(&mut tx, period, 1, 9).await.unwrap();
    supplements::finish(&mut tx, period, 1, 10).await.unwrap();
    tx.commit().await.unwrap();
    let counted = storage::fates::count_of_period(&mut read(&world).await, period).await.unwrap();
    let states: Vec<&str> = counted.iter().map(|(_, state, _)| state.as_str()).collect();
    assert_eq!(states, ["deferred", "delivered", "failed", "queued", "returned", "sent"]);
    assert!(counted.iter().all(|(channel, _, count)| channel == "email" && *count == 1));
    let list = supplements::list(&mut read(&world).await, period).await.unwrap();
    assert_eq!(list, [SupplementRow { number: 1, done_at: Some(9) }], "one without receipts is none");
    assert!(supplements::list(&mut read(&world).await, month("2026-10")).await.unwrap().is_empty());
});
