//! Drafts and counters of attempts.
//! Not here: forms and limits themselves (see `cabinet`).

use crate::{read, write};
use storage::{drafts, limits};
use testbed::on_both_engines;

on_both_engines!(a_draft_is_found_by_its_browser_and_form_until_it_ends, |world| async move {
    let mut tx = write(&world).await;
    drafts::put(&mut tx, b"id", b"browser", "bind", "{}", 100).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = read(&world).await;
    let found = drafts::find(&mut tx, b"id", b"browser", "bind", 99).await.unwrap();
    assert_eq!(found.as_deref(), Some("{}"));
    assert_eq!(drafts::find(&mut tx, b"id", b"browser", "bind", 100).await.unwrap(), None);
    assert_eq!(drafts::find(&mut tx, b"id", b"another", "bind", 99).await.unwrap(), None);
    assert_eq!(drafts::find(&mut tx, b"id", b"browser", "switch", 99).await.unwrap(), None);
    assert_eq!(drafts::find(&mut tx, b"other", b"browser", "bind", 99).await.unwrap(), None);
});

on_both_engines!(a_draft_is_replaced_as_a_whole, |world| async move {
    let mut tx = write(&world).await;
    drafts::put(&mut tx, b"id", b"browser", "bind", "first", 100).await.unwrap();
    drafts::put(&mut tx, b"id", b"browser", "bind", "second", 200).await.unwrap();
    let found = drafts::find(&mut tx, b"id", b"browser", "bind", 150).await.unwrap();
    assert_eq!(found.as_deref(), Some("second"));
});

on_both_engines!(purging_drafts_forgets_those_that_have_ended, |world| async move {
    let mut tx = write(&world).await;
    drafts::put(&mut tx, b"old", b"browser", "bind", "{}", 100).await.unwrap();
    drafts::put(&mut tx, b"new", b"browser", "bind", "{}", 101).await.unwrap();
    drafts::purge(&mut tx, 100).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(world.rows("draft").await, 1);
});

on_both_engines!(attempts_are_counted_by_key_and_window, |world| async move {
    let mut tx = write(&world).await;
    for expected in 1..=3 {
        assert_eq!(limits::hit(&mut tx, b"key", 0, 60).await.unwrap(), expected);
    }
    assert_eq!(limits::hit(&mut tx, b"key", 60, 120).await.unwrap(), 1);
    assert_eq!(limits::hit(&mut tx, b"other", 0, 60).await.unwrap(), 1);
    limits::purge(&mut tx, 60).await.unwrap();
    assert_eq!(limits::hit(&mut tx, b"key", 0, 60).await.unwrap(), 1, "a window that has ended is forgotten");
    assert_eq!(limits::hit(&mut tx, b"key", 60, 120).await.unwrap(), 2);
});

on_both_engines!(no_attempt_of_many_at_once_is_lost, |world| async move {
    let tasks: Vec<_> = (0..8)
        .map(|_| {
            let db = world.cabinet.db.clone();
            tokio::spawn(async move {
                for _ in 0..5 {
                    let mut tx = db.write().await.unwrap();
                    limits::hit(&mut tx, b"key", 0, 60).await.unwrap();
                    tx.commit().await.unwrap();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(limits::hit(&mut write(&world).await, b"key", 0, 60).await.unwrap(), 41);
});
