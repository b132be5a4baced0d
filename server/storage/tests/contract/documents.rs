//! Frozen requisites and signing keys.
//! Not here: the receipts that name them (see `receipts`).

use crate::write;
use storage::documents::{self, KeyRow};
use testbed::on_both_engines;

on_both_engines!(the_same_requisites_are_kept_once_and_others_beside_them, |world| async move {
    let mut tx = write(&world).await;
    assert_eq!(documents::keep_requisites(&mut tx, "{\"bank\":1}", 10).await.unwrap(), 1);
    assert_eq!(documents::keep_requisites(&mut tx, "{\"bank\":1}", 20).await.unwrap(), 1);
    assert_eq!(documents::keep_requisites(&mut tx, "{\"bank\":2}", 30).await.unwrap(), 2);
    assert_eq!(documents::keep_requisites(&mut tx, "{\"bank\":1}", 40).await.unwrap(), 3, "back again is a change too");
    let rows = documents::list_requisites(&mut tx).await.unwrap();
    let found: Vec<_> = rows.iter().map(|row| (row.id, row.body.as_str(), row.taken_at)).collect();
    assert_eq!(found, [(3, "{\"bank\":1}", 40), (2, "{\"bank\":2}", 30), (1, "{\"bank\":1}", 10)]);
});

on_both_engines!(a_key_is_entered_once_retired_once_and_revoked_after_that, |world| async move {
    let mut tx = write(&world).await;
    documents::insert_key(&mut tx, 1, &[1; 32], 10).await.unwrap();
    documents::insert_key(&mut tx, 1, &[9; 32], 11).await.unwrap();
    documents::insert_key(&mut tx, 2, &[2; 32], 12).await.unwrap();
    documents::end_key(&mut tx, 1, false, 20).await.unwrap();
    documents::end_key(&mut tx, 1, true, 30).await.unwrap();
    documents::end_key(&mut tx, 1, true, 40).await.unwrap();
    let first = KeyRow { number: 1, public_key: vec![1; 32], made_at: 10, retired_at: Some(20), revoked_at: Some(30) };
    let second = KeyRow { number: 2, public_key: vec![2; 32], made_at: 12, retired_at: None, revoked_at: None };
    assert_eq!(documents::list_keys(&mut tx).await.unwrap(), [first, second]);
});
