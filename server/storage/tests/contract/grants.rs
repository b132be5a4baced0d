//! Grants of close persons and their journal.
//! Not here: who may give and close them.

use crate::{id, neighbours, write};
use domain::id::{AccountId, GrantId, ResidentId};
use domain::view::{AccessEvent, Role};
use storage::grants::{EventRow, GrantRow, GrantState};
use storage::holders::HolderRow;
use storage::{StorageError, grants, holders};
use testbed::on_both_engines;

fn invited(n: u128) -> GrantRow {
    GrantRow {
        id: GrantId(id(n)),
        account: AccountId(1),
        holder: Some(ResidentId(id(1))),
        holder_phone: None,
        close: None,
        holder_name: "Мария Ивановна".to_owned(),
        close_name: "Анна Петрова".to_owned(),
        invited: "anna@example.ru".to_owned(),
        role: Role::View,
        letters: true,
        state: GrantState::Invited,
        created_at: i64::try_from(n).unwrap(),
        expires_at: 100,
        accepted_at: None,
        ended_at: None,
        ended_by: None,
        last_seen_at: None,
    }
}

on_both_engines!(an_invitation_is_accepted_once_and_in_time, |world| async move {
    neighbours(&world).await;
    let (mut tx, close) = (write(&world).await, ResidentId(id(2)));
    for n in [1, 2] {
        grants::insert(&mut tx, &invited(n)).await.unwrap();
    }
    assert_eq!(grants::find(&mut tx, GrantId(id(1))).await.unwrap(), Some(invited(1)));
    assert_eq!(grants::find(&mut tx, GrantId(id(9))).await.unwrap(), None);
    assert_eq!(grants::find_active(&mut tx, close, AccountId(1)).await.unwrap(), None);
    assert!(!grants::accept(&mut tx, GrantId(id(1)), close, 100).await.unwrap(), "it has run out");
    assert!(grants::accept(&mut tx, GrantId(id(1)), close, 99).await.unwrap());
    assert!(!grants::accept(&mut tx, GrantId(id(1)), close, 99).await.unwrap(), "of two presses one wins");
    let active = GrantRow { state: GrantState::Active, close: Some(close), accepted_at: Some(99), ..invited(1) };
    assert_eq!(grants::find_active(&mut tx, close, AccountId(1)).await.unwrap(), Some(active.clone()));
    assert_eq!(grants::find_active(&mut tx, close, AccountId(2)).await.unwrap(), None);
    assert_eq!(grants::list_of_close(&mut tx, close).await.unwrap(), [active]);
    tx.commit().await.unwrap();
    let mut tx = write(&world).await;
    let second = grants::accept(&mut tx, GrantId(id(2)), close, 99).await;
    assert!(matches!(second, Err(StorageError::Conflict(_))), "one person has one grant to an account: {second:?}");
});

on_both_engines!(an_ended_grant_opens_nothing_and_ends_once, |world| async move {
    neighbours(&world).await;
    let (mut tx, close, holder) = (write(&world).await, ResidentId(id(2)), ResidentId(id(1)));
    let binding =
        HolderRow { resident_id: holder, account_id: AccountId(1), bound_at: 1, proof: String::new(), sms_notices: false };
    holders::insert(&mut tx, &binding).await.unwrap();
    grants::insert(&mut tx, &invited(1)).await.unwrap();
    grants::insert(&mut tx, &invited(2)).await.unwrap();
    grants::accept(&mut tx, GrantId(id(1)), close, 50).await.unwrap();
    let given = |rows: Vec<GrantRow>| -> Vec<u128> { rows.iter().map(|row| row.id.0.as_u128()).collect() };
    assert_eq!(given(grants::list_given(&mut tx, holder, 99).await.unwrap()), [1, 2]);
    assert_eq!(given(grants::list_given(&mut tx, holder, 100).await.unwrap()), [1], "what ran out is not shown");
    assert!(grants::list_given(&mut tx, close, 50).await.unwrap().is_empty());
    let reach = holders::list_reach(&mut tx, AccountId(1), AccountId(1)).await.unwrap();
    let whose: Vec<_> = reach.iter().map(|row| row.whose.as_deref()).collect();
    assert_eq!(whose, [None, Some("Мария Ивановна")]);
    grants::touch(&mut tx, GrantId(id(1)), 60).await.unwrap();
    grants::set_letters(&mut tx, GrantId(id(1)), false).await.unwrap();
    assert_eq!(holders::list_reach(&mut tx, AccountId(1), AccountId(1)).await.unwrap().len(), 1);
    let close_it = (GrantState::Active, GrantState::Revoked);
    assert!(grants::end(&mut tx, GrantId(id(1)), close_it, holder, 70).await.unwrap());
    assert!(!grants::end(&mut tx, GrantId(id(1)), close_it, holder, 71).await.unwrap());
    let row = grants::find(&mut tx, GrantId(id(1))).await.unwrap().unwrap();
    assert_eq!((row.ended_at, row.ended_by, row.last_seen_at, row.letters), (Some(70), Some(holder), Some(60), false));
    assert_eq!(grants::find_active(&mut tx, close, AccountId(1)).await.unwrap(), None);
});

on_both_engines!(the_journal_comes_back_newest_first, |world| async move {
    neighbours(&world).await;
    let mut tx = write(&world).await;
    grants::insert(&mut tx, &invited(1)).await.unwrap();
    let event = |n: u128, event| EventRow {
        id: id(n),
        account: AccountId(1),
        grant: GrantId(id(1)),
        at: i64::try_from(n).unwrap(),
        event,
        actor: (n > 1).then_some(ResidentId(id(2))),
        detail: "Анна Петрова".to_owned(),
    };
    let lines = [event(1, AccessEvent::Invited), event(2, AccessEvent::Accepted), event(3, AccessEvent::Revoked)];
    for line in &lines {
        grants::add_event(&mut tx, line).await.unwrap();
    }
    let all = grants::list_events(&mut tx, AccountId(1), i64::MAX, 2).await.unwrap();
    assert_eq!(all, [lines[2].clone(), lines[1].clone()]);
    let before = grants::list_events(&mut tx, AccountId(1), lines[1].at, 2).await.unwrap();
    assert_eq!(before, [lines[0].clone()]);
    assert!(grants::list_events(&mut tx, AccountId(2), i64::MAX, 2).await.unwrap().is_empty());
});
