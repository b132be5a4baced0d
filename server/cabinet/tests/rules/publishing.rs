//! Rules 1 to 6: the split, double entry, publishing once.
//! Not here: sign-up and codes.

use testbed::on_both_engines;

on_both_engines!(publishing_twice_changes_nothing_and_adds_up, |world| async move {
    world.suppliers("2026-09").await;
    world.register(300, "2026-09").await;
    let first = world.cabinet.publish("2026-09".parse().unwrap()).await.unwrap();
    let second = world.cabinet.publish("2026-09".parse().unwrap()).await.unwrap();
    assert!(first.changed && !second.changed);
    assert_eq!(first.register, second.register);
    assert_eq!(first.accounts, 300);
});
