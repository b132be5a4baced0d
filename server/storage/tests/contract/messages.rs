//! The queue: what is claimed, by whom, in which order, and what becomes of it.
//! Not here: gateways and back-off.

use crate::{id, month, read, resident, write};
use domain::id::{MessageId, ReceiptId};
use std::collections::HashSet;
use storage::fates;
use storage::messages::{self, Lane, MessageRow, NewMessage, Outcome};
use testbed::{World, on_both_engines};
use uuid::Uuid;

const SENT: Outcome = Outcome::Sent { gateway_id: None, cost: None };
const ALL: Lane = Lane { channel: "email", from: 0, to: i64::MAX };

fn message(n: u128) -> NewMessage {
    NewMessage {
        id: MessageId(id(n)),
        channel: "email",
        kind: "receipt",
        recipient: format!("person{n}@example.ru"),
        resident: None,
        receipt: None,
        held_for: None,
        payload: "{\"ключ\":1}".to_owned(),
        dedupe: format!("key-{n}"),
        priority: 10,
        not_before: 0,
    }
}

async fn insert(world: &World, rows: &[NewMessage]) {
    let mut tx = write(world).await;
    messages::insert_all(&mut tx, rows, 5).await.unwrap();
    tx.commit().await.unwrap();
}

async fn claim(world: &World, owner: u128, now: i64, limit: i64) -> Vec<MessageRow> {
    let mut tx = write(world).await;
    let rows = messages::claim(&mut tx, id(owner), ALL, now, now + 30, limit).await.unwrap();
    tx.commit().await.unwrap();
    rows
}

/// Claims and notes the intent of each: they are being sent.
async fn send(world: &World, owner: u128, now: i64, limit: i64) -> Vec<MessageRow> {
    let rows = claim(world, owner, now, limit).await;
    let mut tx = write(world).await;
    for row in &rows {
        assert_eq!(messages::intend(&mut tx, &[row.id], id(owner), now + 30, now).await.unwrap(), [row.id]);
    }
    tx.commit().await.unwrap();
    rows
}

async fn mark(world: &World, n: u128, owner: u128, outcome: Outcome) -> bool {
    let mut tx = write(world).await;
    let marked = messages::mark(&mut tx, MessageId(id(n)), id(owner), &outcome, 50).await.unwrap();
    tx.commit().await.unwrap();
    marked
}

async fn states(world: &World) -> Vec<(String, i64)> {
    messages::count_by_state(&mut read(world).await).await.unwrap()
}

fn state(name: &str, count: i64) -> (String, i64) {
    (name.to_owned(), count)
}

fn numbers(rows: &[MessageRow]) -> HashSet<u128> {
    rows.iter().map(|row| row.id.0.as_u128()).collect()
}

on_both_engines!(a_claimed_message_holds_everything_that_was_queued, |world| async move {
    let full = NewMessage {
        channel: "sms",
        resident: Some(resident(1).id),
        receipt: Some(ReceiptId(id(7))),
        recipient: "+79130000001".to_owned(),
        ..message(1)
    };
    insert(&world, &[full.clone(), message(2)]).await;
    let mut rows = claim(&world, 1, 0, 10).await;
    assert_eq!(rows.len(), 1, "a lane has one channel");
    let lane = Lane { channel: "sms", ..ALL };
    assert!(messages::is_due(&mut read(&world).await, lane, 0).await.unwrap());
    let mut tx = write(&world).await;
    rows.extend(messages::claim(&mut tx, id(1), lane, 0, 30, 10).await.unwrap());
    tx.commit().await.unwrap();
    let row = rows.iter().find(|row| row.id == full.id).unwrap();
    assert_eq!((row.channel.as_str(), row.kind.as_str(), &row.recipient), ("sms", "receipt", &full.recipient));
    assert_eq!((row.resident_id, row.receipt_id), (Some(id(1)), Some(id(7))));
    assert_eq!((&row.payload, row.attempts, row.queued_at), (&full.payload, 0, 5));
    let other = rows.iter().find(|row| row.id != full.id).unwrap();
    assert_eq!((other.resident_id, other.receipt_id), (None, None));
});

on_both_engines!(two_messages_with_one_key_are_one_message, |world| async move {
    let again = NewMessage { dedupe: message(1).dedupe, recipient: "other@example.ru".to_owned(), ..message(2) };
    insert(&world, &[message(1), again.clone()]).await;
    insert(&world, &[again]).await;
    let rows = claim(&world, 1, 0, 10).await;
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].recipient, "person1@example.ru", "the first one stays as it is");
});

on_both_engines!(a_held_message_waits_for_its_period, |world| async move {
    let held = |n, period: &str| NewMessage { held_for: Some(month(period)), ..message(n) };
    insert(&world, &[held(1, "2026-09"), held(2, "2026-10"), message(3)]).await;
    assert_eq!(numbers(&claim(&world, 1, 99, 10).await), HashSet::from([3]));
    let mut tx = write(&world).await;
    assert_eq!(messages::release(&mut tx, month("2026-09"), 60).await.unwrap(), 1);
    assert_eq!(messages::release(&mut tx, month("2026-09"), 60).await.unwrap(), 0);
    tx.commit().await.unwrap();
    assert_eq!(numbers(&claim(&world, 1, 99, 10).await), HashSet::from([1]));
    assert_eq!(states(&world).await, [state("claimed", 2), state("held", 1)]);
});

on_both_engines!(letters_of_one_person_that_are_held_can_go_out_as_one, |world| async move {
    let held = |n, who: u128| NewMessage {
        held_for: Some(month("2026-09")),
        resident: Some(resident(who).id),
        receipt: Some(ReceiptId(id(n))),
        ..message(n)
    };
    insert(&world, &[held(1, 1), held(2, 1), held(3, 1), held(4, 2), held(5, 2), message(6)]).await;
    let mut tx = write(&world).await;
    let rows = messages::list_held(&mut tx, month("2026-09"), 3).await.unwrap();
    let mut ids: Vec<u128> = rows.iter().map(|row| row.id.0.as_u128()).collect();
    ids.sort_unstable();
    assert_eq!(ids, [1, 2, 3], "two are not many");
    assert!(rows.iter().all(|row| row.resident_id == resident(1).id && row.payload == message(1).payload));
    assert!(messages::list_held(&mut tx, month("2026-10"), 1).await.unwrap().is_empty());
    let others = [MessageId(id(2)), MessageId(id(3))];
    messages::join(&mut tx, MessageId(id(1)), "{}", &others, 7).await.unwrap();
    assert_eq!(messages::release(&mut tx, month("2026-09"), 8).await.unwrap(), 3);
    tx.commit().await.unwrap();
    let rows = claim(&world, 1, 99, 9).await;
    assert_eq!(numbers(&rows), HashSet::from([1, 4, 5, 6]));
    assert_eq!(rows.iter().find(|row| row.id.0 == id(1)).unwrap().payload, "{}");
    assert!(mark(&world, 1, 1, SENT).await);
    let letters = messages::list_letters(&mut read(&world).await, ReceiptId(id(3))).await.unwrap();
    assert_eq!((letters[0].state.as_str(), letters[0].sent_at), ("sent", Some(50)), "a part has the fate of the whole");
});

on_both_engines!(the_most_urgent_are_claimed_first_and_nothing_before_its_time, |world| async move {
    let at = |n, priority, not_before| NewMessage { priority, not_before, ..message(n) };
    insert(&world, &[at(1, 100, 0), at(2, 100, 10), at(3, 0, 20), at(4, 10, 15), at(5, 0, 99)]).await;
    let due = messages::next_due(&mut read(&world).await).await.unwrap();
    assert_eq!(due, Some(0));
    assert_eq!(numbers(&claim(&world, 1, 20, 2).await), HashSet::from([3, 4]));
    assert_eq!(numbers(&claim(&world, 1, 20, 1).await), HashSet::from([1]));
    assert_eq!(numbers(&claim(&world, 1, 20, 9).await), HashSet::from([2]));
    assert!(claim(&world, 1, 98, 9).await.is_empty());
    assert_eq!(messages::next_due(&mut read(&world).await).await.unwrap(), Some(99));
});

on_both_engines!(claims_of_two_owners_never_overlap, |world| async move {
    insert(&world, &(1..=10).map(message).collect::<Vec<_>>()).await;
    let first = numbers(&claim(&world, 1, 0, 6).await);
    let second = numbers(&claim(&world, 2, 0, 6).await);
    assert_eq!((first.len(), second.len()), (6, 4));
    assert!(first.is_disjoint(&second));
    assert!(claim(&world, 3, 1000, 6).await.is_empty(), "not even when the lease has ended: that is doubt");
});

on_both_engines!(a_thousand_messages_claimed_by_four_at_once_are_a_thousand_messages, |world| async move {
    insert(&world, &(1..=1000).map(message).collect::<Vec<_>>()).await;
    let tasks: Vec<_> = (1..=4_u128)
        .map(|owner| {
            let db = world.cabinet.db.clone();
            tokio::spawn(async move {
                let mut mine = Vec::new();
                loop {
                    let mut tx = db.write().await.unwrap();
                    let rows = messages::claim(&mut tx, id(owner), ALL, 0, 30, 70).await.unwrap();
                    tx.commit().await.unwrap();
                    assert!(rows.len() <= 70, "never more than asked for");
                    if rows.is_empty() {
                        return mine;
                    }
                    mine.extend(rows.into_iter().map(|row| row.id));
                }
            })
        })
        .collect();
    let mut claimed = Vec::new();
    for task in tasks {
        claimed.extend(task.await.unwrap());
    }
    // With rows skipped because others hold them, a batch may come back empty while something is left.
    claimed.extend(claim(&world, 5, 0, 1000).await.iter().map(|row| row.id));
    assert_eq!(claimed.len(), 1000);
    assert_eq!(claimed.iter().collect::<HashSet<_>>().len(), 1000);
    assert_eq!(states(&world).await, [state("claimed", 1000)]);
});

on_both_engines!(claims_under_way_do_not_wait_for_each_other_where_there_are_several_writers, |world| async move {
    if world.url.starts_with("sqlite") {
        return;
    }
    insert(&world, &(1..=4).map(message).collect::<Vec<_>>()).await;
    let (mut first, mut second) = (write(&world).await, write(&world).await);
    let mine = messages::claim(&mut first, id(1), ALL, 0, 30, 2).await.unwrap();
    let yours = messages::claim(&mut second, id(2), ALL, 0, 30, 9).await.unwrap();
    assert_eq!((mine.len(), yours.len()), (2, 2));
    assert!(numbers(&mine).is_disjoint(&numbers(&yours)));
});

on_both_engines!(only_the_owner_of_a_claim_marks_it_and_only_once, |world| async move {
    insert(&world, &[message(1)]).await;
    assert!(!mark(&world, 1, 1, SENT).await, "it is not claimed");
    claim(&world, 1, 0, 1).await;
    assert!(!mark(&world, 1, 2, SENT).await);
    assert!(mark(&world, 1, 1, SENT).await);
    assert!(!mark(&world, 1, 1, Outcome::Failed { reason: "late".to_owned() }).await);
    assert_eq!(states(&world).await, [state("sent", 1)]);
    assert!(claim(&world, 1, 1000, 9).await.is_empty());
});

on_both_engines!(many_claims_are_noted_at_once_and_each_lost_one_is_told, |world| async move {
    insert(&world, &(1..=4).map(message).collect::<Vec<_>>()).await;
    claim(&world, 1, 0, 3).await;
    let ids: Vec<_> = (1..=4).map(|n| MessageId(id(n))).collect();
    let sorted = |mut ids: Vec<MessageId>| {
        ids.sort();
        ids
    };
    let mut tx = write(&world).await;
    assert!(messages::intend(&mut tx, &ids, id(2), 60, 31).await.unwrap().is_empty(), "they are somebody else's");
    let held = sorted(messages::intend(&mut tx, &ids, id(1), 60, 31).await.unwrap());
    assert_eq!(held, ids[..3], "the fourth was not claimed");
    assert!(messages::intend(&mut tx, &ids, id(1), 60, 32).await.unwrap().is_empty(), "once");
    assert!(messages::mark_sent(&mut tx, &ids, id(2), 40).await.unwrap().is_empty());
    assert_eq!(sorted(messages::mark_sent(&mut tx, &ids[1..], id(1), 40).await.unwrap()), ids[1..3]);
    assert!(messages::mark_sent(&mut tx, &ids[1..], id(1), 41).await.unwrap().is_empty());
    tx.commit().await.unwrap();
    assert_eq!(states(&world).await, [state("queued", 1), state("sending", 1), state("sent", 2)]);
    let told = world.texts("select sent_at || ' ' || attempts from message where state = 'sent'").await;
    assert_eq!(told, ["40 1", "40 1"]);
});

on_both_engines!(a_deferred_message_comes_back_at_its_time_with_its_attempts, |world| async move {
    insert(&world, &[message(1), message(2)]).await;
    send(&world, 1, 0, 9).await;
    assert!(mark(&world, 1, 1, Outcome::Deferred { not_before: 500, reason: "451".to_owned() }).await);
    assert!(mark(&world, 2, 1, Outcome::Failed { reason: "550".to_owned() }).await);
    assert_eq!(states(&world).await, [state("deferred", 1), state("failed", 1)]);
    assert_eq!(messages::next_due(&mut read(&world).await).await.unwrap(), Some(500));
    assert!(claim(&world, 1, 499, 9).await.is_empty());
    let rows = claim(&world, 1, 500, 9).await;
    assert_eq!((numbers(&rows), rows[0].attempts), (HashSet::from([1]), 1));
    assert_eq!(world.texts("select reason from message order by dedupe").await, ["451", "550"]);
});

on_both_engines!(what_a_silent_worker_was_sending_is_taken_over_when_its_lease_ends, |world| async move {
    insert(&world, &[message(1), message(2), message(3)]).await;
    send(&world, 1, 0, 2).await;
    assert_eq!(messages::next_lease_end(&mut read(&world).await).await.unwrap(), Some(30));
    let doubt = async |now, limit| {
        let mut tx = write(&world).await;
        let rows = messages::claim_in_doubt(&mut tx, id(2), now, now + 30, limit).await.unwrap();
        tx.commit().await.unwrap();
        rows
    };
    assert!(doubt(29, 9).await.is_empty());
    let first = doubt(30, 1).await;
    let second = doubt(30, 9).await;
    assert_eq!((first.len(), second.len()), (1, 1));
    assert!(doubt(31, 9).await.is_empty(), "the lease is a new one");
    assert_eq!(first[0].attempts, 1, "asking is no attempt");
    let (n, owner) = (first[0].id.0.as_u128(), 1);
    assert!(!mark(&world, n, owner, SENT).await, "the silent one has lost it");
    assert!(mark(&world, n, 2, SENT).await);
    assert_eq!(messages::next_lease_end(&mut read(&world).await).await.unwrap(), Some(60));
});

on_both_engines!(a_lost_claim_goes_back_and_is_no_doubt, |world| async move {
    insert(&world, &[message(1), message(2)]).await;
    claim(&world, 1, 0, 9).await;
    assert!(!messages::is_lost(&mut read(&world).await, 29).await.unwrap());
    assert!(messages::is_lost(&mut read(&world).await, 30).await.unwrap());
    let mut tx = write(&world).await;
    assert!(messages::claim_in_doubt(&mut tx, id(2), 30, 60, 9).await.unwrap().is_empty(), "nothing has left the house");
    assert_eq!(messages::release_lost(&mut tx, 30).await.unwrap(), 2);
    assert_eq!(
        messages::intend(&mut tx, &[MessageId(id(1))], id(1), 60, 31).await.unwrap(),
        [],
        "the silent one sends nothing"
    );
    tx.commit().await.unwrap();
    assert_eq!(numbers(&claim(&world, 2, 31, 9).await), HashSet::from([1, 2]));
});

on_both_engines!(a_living_worker_keeps_what_it_has_and_gives_back_what_it_does_not_send, |world| async move {
    insert(&world, &[message(1)]).await;
    send(&world, 1, 0, 1).await;
    insert(&world, &[message(2)]).await;
    claim(&world, 1, 0, 1).await;
    let mut tx = write(&world).await;
    assert_eq!(messages::renew(&mut tx, id(1), 99).await.unwrap(), 2);
    assert_eq!(messages::renew(&mut tx, id(2), 99).await.unwrap(), 0);
    assert!(!messages::is_lost(&mut tx, 98).await.unwrap());
    assert!(!messages::give_back(&mut tx, MessageId(id(1)), id(1)).await.unwrap(), "it may have left already");
    assert!(!messages::give_back(&mut tx, MessageId(id(2)), id(2)).await.unwrap(), "it is somebody else's");
    assert!(messages::give_back(&mut tx, MessageId(id(2)), id(1)).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(states(&world).await, [state("queued", 1), state("sending", 1)]);
});

on_both_engines!(what_a_gateway_says_later_is_noted_once_and_in_any_order, |world| async move {
    let to_somebody = |n| NewMessage { resident: Some(resident(1).id), channel: "sms", ..message(n) };
    insert(&world, &[to_somebody(1), to_somebody(2), to_somebody(3)]).await;
    let mut tx = write(&world).await;
    let lane = Lane { channel: "sms", ..ALL };
    assert_eq!(messages::claim(&mut tx, id(1), lane, 0, 30, 9).await.unwrap().len(), 3);
    for n in 1..=2 {
        let sent = Outcome::Sent { gateway_id: Some(format!("g{n}")), cost: Some(250) };
        assert!(messages::mark(&mut tx, MessageId(id(n)), id(1), &sent, 50).await.unwrap());
    }
    tx.commit().await.unwrap();
    let mut tx = write(&world).await;
    let found = fates::find_by_gateway(&mut tx, "sms", "g1").await.unwrap().unwrap();
    assert_eq!(fates::find(&mut tx, found.id).await.unwrap(), Some(found.clone()));
    assert_eq!((found.resident_id, found.gateway_id.as_deref()), (Some(id(1)), Some("g1")));
    assert_eq!(fates::find_by_gateway(&mut tx, "email", "g1").await.unwrap(), None);
    assert_eq!(fates::list_open(&mut tx, "sms", 50, 9).await.unwrap().len(), 2);
    assert!(fates::list_open(&mut tx, "sms", 51, 9).await.unwrap().is_empty(), "nobody asks for ever");
    assert!(!fates::mark_delivered(&mut tx, MessageId(id(3)), None, 60).await.unwrap(), "it is not sent");
    assert!(fates::mark_delivered(&mut tx, found.id, Some(300), 60).await.unwrap());
    assert!(!fates::mark_delivered(&mut tx, found.id, Some(900), 61).await.unwrap());
    assert_eq!(fates::list_open(&mut tx, "sms", 0, 9).await.unwrap().len(), 1);
    let back = fates::mark_returned(&mut tx, MessageId(id(2)), "no such number", 62).await.unwrap();
    assert_eq!(back, Some(resident(1).id));
    assert!(!fates::mark_delivered(&mut tx, MessageId(id(2)), None, 63).await.unwrap(), "too late");
    assert_eq!(fates::cost_since(&mut tx, "sms", 0).await.unwrap(), 550);
    assert_eq!(fates::cost_since(&mut tx, "sms", 51).await.unwrap(), 0);
    tx.commit().await.unwrap();
});

on_both_engines!(doubts_taken_by_four_at_once_are_told_apart, |world| async move {
    insert(&world, &(1..=40).map(message).collect::<Vec<_>>()).await;
    send(&world, 9, 0, 40).await;
    let tasks: Vec<_> = (1..=4_u128)
        .map(|owner| {
            let db = world.cabinet.db.clone();
            tokio::spawn(async move {
                let mut tx = db.write().await.unwrap();
                let rows = messages::claim_in_doubt(&mut tx, id(owner), 100, 130, 10).await.unwrap();
                tx.commit().await.unwrap();
                rows
            })
        })
        .collect();
    let mut taken: Vec<Uuid> = Vec::new();
    for task in tasks {
        taken.extend(task.await.unwrap().iter().map(|row| row.id.0));
    }
    assert_eq!(taken.iter().collect::<HashSet<_>>().len(), taken.len());
});

on_both_engines!(a_sent_letter_may_come_back_once, |world| async move {
    let to_somebody = NewMessage { resident: Some(resident(1).id), ..message(1) };
    insert(&world, &[to_somebody, message(2)]).await;
    let mut tx = write(&world).await;
    assert_eq!(fates::mark_returned(&mut tx, MessageId(id(1)), "full", 60).await.unwrap(), None, "it is not sent");
    tx.commit().await.unwrap();
    claim(&world, 1, 0, 9).await;
    mark(&world, 1, 1, SENT).await;
    mark(&world, 2, 1, SENT).await;
    let mut tx = write(&world).await;
    assert_eq!(fates::mark_returned(&mut tx, MessageId(id(1)), "full", 60).await.unwrap(), Some(resident(1).id));
    assert_eq!(fates::mark_returned(&mut tx, MessageId(id(1)), "full", 60).await.unwrap(), None);
    assert_eq!(fates::mark_returned(&mut tx, MessageId(id(2)), "full", 60).await.unwrap(), None, "it was to nobody");
    tx.commit().await.unwrap();
    assert_eq!(states(&world).await, [state("returned", 2)]);
});

on_both_engines!(the_letters_of_a_receipt_are_listed_in_order, |world| async move {
    let about = |n: u128, receipt: u128| NewMessage { receipt: Some(ReceiptId(id(receipt))), ..message(n) };
    let sms = NewMessage { channel: "sms", ..about(3, 7) };
    insert(&world, &[about(2, 7), about(1, 7), sms, about(4, 8)]).await;
    claim(&world, 1, 0, 9).await;
    mark(&world, 2, 1, SENT).await;
    let letters = messages::list_letters(&mut read(&world).await, ReceiptId(id(7))).await.unwrap();
    let told: Vec<_> = letters.iter().map(|row| (row.recipient.as_str(), row.state.as_str(), row.changed_at)).collect();
    assert_eq!(told, [("person1@example.ru", "claimed", 0), ("person2@example.ru", "sent", 50)]);
});

on_both_engines!(an_empty_queue_has_nothing_due, |world| async move {
    let mut tx = read(&world).await;
    assert_eq!(messages::next_due(&mut tx).await.unwrap(), None);
    assert_eq!(messages::next_lease_end(&mut tx).await.unwrap(), None);
    assert!(messages::count_by_state(&mut tx).await.unwrap().is_empty());
});
