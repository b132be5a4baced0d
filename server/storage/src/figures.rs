//! How the queue stands, for monitoring: counts and moments, nobody's data.
//! Not here: working the queue off (see `messages`).

use crate::Result;
use crate::db::{Tx, on};

/// Messages of one channel in one state.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct QueueRow {
    /// `email`, `sms`, …
    pub channel: String,
    /// State.
    pub state: String,
    /// How many.
    pub messages: i64,
}

/// How many messages there are of each channel in each state: all that wait or are being sent, and of the others those
/// queued since `since`, unix milliseconds. Ids begin with the moment of queueing: old months are not even looked at.
pub async fn queue(tx: &mut Tx, since: i64) -> Result<Vec<QueueRow>> {
    let sql = "select channel, state, count(*) as messages from (
            select channel, state from message where id >= $1
            union all
            select channel, state from message where state in ('queued', 'deferred') and id < $1
            union all
            select channel, state from message where state in ('claimed', 'sending') and id < $1
            union all
            select channel, state from message where state = 'held' and id < $1
        ) as counted group by channel, state order by channel, state";
    let first = uuid::Builder::from_unix_timestamp_millis(since.try_into().unwrap_or(0), &[0; 10]).into_uuid();
    Ok(on!(tx, c => sqlx::query_as(sql).bind(first).fetch_all(c).await)?)
}

/// Since when the message that waits longest could have gone, unix milliseconds; `None` if nothing is due.
pub async fn due_since(tx: &mut Tx, now: i64) -> Result<Option<i64>> {
    let sql = "select min(not_before) from message where state in ('queued', 'deferred') and not_before <= $1";
    Ok(on!(tx, c => sqlx::query_scalar(sql).bind(now).fetch_one(c).await)?)
}

/// How many messages a worker began to hand over and never answered for.
pub async fn in_doubt(tx: &mut Tx, now: i64) -> Result<i64> {
    let sql = "select count(*) from message where state = 'sending' and lease_until < $1";
    Ok(on!(tx, c => sqlx::query_scalar(sql).bind(now).fetch_one(c).await)?)
}
