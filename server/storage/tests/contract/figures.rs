//! The figures of monitoring: how many messages there are in each state, how late the queue is.
//! Not here: the queue at work (see `messages`).

use crate::{id, read, write};
use domain::id::MessageId;
use storage::figures::{self, QueueRow};
use storage::messages::{self, Lane, NewMessage};
use testbed::on_both_engines;

fn message(n: u128, channel: &'static str, not_before: i64) -> NewMessage {
    NewMessage {
        id: MessageId(id(n)),
        channel,
        kind: "receipt",
        recipient: "nobody".to_owned(),
        resident: None,
        receipt: None,
        held_for: None,
        payload: "{}".to_owned(),
        dedupe: format!("key-{n}"),
        priority: 10,
        not_before,
    }
}

on_both_engines!(the_queue_is_counted_and_says_since_when_it_is_late, |world| async move {
    assert_eq!(figures::queue(&mut read(&world).await, 0).await.unwrap(), []);
    assert_eq!(figures::due_since(&mut read(&world).await, 100).await.unwrap(), None);
    let rows = [message(1, "email", 40), message(2, "sms", 30), message(3, "sms", 500)];
    let mut tx = write(&world).await;
    messages::insert_all(&mut tx, &rows, 5).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(figures::due_since(&mut read(&world).await, 100).await.unwrap(), Some(30));
    let mut tx = write(&world).await;
    for channel in ["email", "sms"] {
        let lane = Lane { channel, from: 0, to: i64::MAX };
        for row in messages::claim(&mut tx, id(9), lane, 100, 130, 10).await.unwrap() {
            assert_eq!(messages::intend(&mut tx, &[row.id], id(9), 130, 100).await.unwrap(), [row.id]);
        }
    }
    tx.commit().await.unwrap();
    let row = |channel: &str, state: &str| QueueRow { channel: channel.to_owned(), state: state.to_owned(), messages: 1 };
    let counted = figures::queue(&mut read(&world).await, 0).await.unwrap();
    assert_eq!(counted, [row("email", "sending"), row("sms", "queued"), row("sms", "sending")]);
    assert_eq!(figures::due_since(&mut read(&world).await, 100).await.unwrap(), None, "what is due is being sent");
    // In doubt is what was not answered for within its lease.
    assert_eq!(figures::in_doubt(&mut read(&world).await, 130).await.unwrap(), 0);
    assert_eq!(figures::in_doubt(&mut read(&world).await, 131).await.unwrap(), 2);
});

on_both_engines!(what_ended_long_ago_is_not_counted_and_what_waits_always_is, |world| async move {
    // As ids are made: the moment of queueing first.
    let queued_at = |moment: u128, n: u128| (moment << 80) | (0x7000 << 64) | (0x8000 << 48) | n;
    let rows: Vec<_> = [999, 1000].map(|moment| [1, 2].map(|n| message(queued_at(moment, n), "email", 40))).concat();
    let mut tx = write(&world).await;
    messages::insert_all(&mut tx, &rows, 5).await.unwrap();
    let lane = Lane { channel: "email", from: 0, to: i64::MAX };
    assert_eq!(messages::claim(&mut tx, id(9), lane, 100, 130, 10).await.unwrap().len(), 4);
    for moment in [999, 1000] {
        let first = MessageId(id(queued_at(moment, 1)));
        messages::intend(&mut tx, &[first], id(9), 130, 100).await.unwrap();
        let sent = messages::Outcome::Sent { gateway_id: None, cost: None };
        assert!(messages::mark(&mut tx, first, id(9), &sent, 101).await.unwrap());
    }
    tx.commit().await.unwrap();
    let counted = figures::queue(&mut read(&world).await, 1000).await.unwrap();
    let row = |state: &str, messages| QueueRow { channel: "email".to_owned(), state: state.to_owned(), messages };
    assert_eq!(counted, [row("claimed", 2), row("sent", 1)]);
});
