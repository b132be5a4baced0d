//! What became of messages after their gateways took them: delivered, or come back.
//! Not here: the queue and its states before that (see `messages`).

use crate::db::on;
use crate::{Result, Tx};
use domain::Period;
use domain::id::{MessageId, ResidentId};
use uuid::Uuid;

/// A message that left the house, as far as a later report is about it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct SentRow {
    /// Its id.
    #[sqlx(try_from = "Uuid")]
    pub id: MessageId,
    /// `email`, `sms` or `push`.
    pub channel: String,
    /// State.
    pub state: String,
    /// Address or phone.
    pub recipient: String,
    /// For whom.
    pub resident_id: Option<Uuid>,
    /// The gateway's number of it.
    pub gateway_id: Option<String>,
}

const SELECT: &str = "select id, channel, state, recipient, resident_id, gateway_id from message";

/// A message by our own id.
pub async fn find(tx: &mut Tx, id: MessageId) -> Result<Option<SentRow>> {
    let sql = sqlx::AssertSqlSafe(format!("{SELECT} where id = $1"));
    Ok(on!(tx, c => sqlx::query_as(sql).bind(id.0).fetch_optional(c).await)?)
}

/// A message of a channel by its gateway's number.
pub async fn find_by_gateway(tx: &mut Tx, channel: &str, gateway_id: &str) -> Result<Option<SentRow>> {
    let sql = sqlx::AssertSqlSafe(format!("{SELECT} where gateway_id = $2 and channel = $1"));
    Ok(on!(tx, c => sqlx::query_as(sql).bind(channel).bind(gateway_id).fetch_optional(c).await)?)
}

/// Messages of a channel that are sent, not settled, and numbered by their gateway, oldest first; none older than `since`.
pub async fn list_open(tx: &mut Tx, channel: &str, since: i64, limit: i64) -> Result<Vec<SentRow>> {
    let sql = sqlx::AssertSqlSafe(format!(
        "{SELECT} where gateway_id is not null and channel = $1 and state = 'sent' and sent_at >= $2
        order by sent_at limit $3"
    ));
    Ok(on!(tx, c => sqlx::query_as(sql).bind(channel).bind(since).bind(limit).fetch_all(c).await)?)
}

/// Marks a sent message as delivered; false when it is settled already, so that a report twice changes nothing. A report
/// may be quicker than our own mark: what is being sent can be delivered, too.
pub async fn mark_delivered(tx: &mut Tx, id: MessageId, cost: Option<i64>, now: i64) -> Result<bool> {
    let sql = "update message set state = 'delivered', changed_at = $2, cost = coalesce($3, cost),
            sent_at = coalesce(sent_at, $2), lease_owner = null, lease_until = null
        where id = $1 and state in ('sending', 'sent')";
    Ok(on!(tx, c => sqlx::query(sql)
        .bind(id.0)
        .bind(now)
        .bind(cost)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))?)
}

/// Marks a message that was sent, or even delivered to a mail server, as one that came back; answers for whom it was.
/// A second report changes nothing.
pub async fn mark_returned(tx: &mut Tx, id: MessageId, reason: &str, now: i64) -> Result<Option<ResidentId>> {
    let sql = "update message set state = 'returned', reason = $2, changed_at = $3
        where id = $1 and state in ('sent', 'delivered') returning resident_id";
    let found: Option<Option<Uuid>> =
        on!(tx, c => sqlx::query_scalar(sql).bind(id.0).bind(reason).bind(now).fetch_optional(c).await)?;
    Ok(found.flatten().map(ResidentId))
}

/// What the messages of a channel cost since a moment, kopecks.
pub async fn cost_since(tx: &mut Tx, channel: &str, since: i64) -> Result<i64> {
    let sql = "select cast(coalesce(sum(cost), 0) as bigint) from message where channel = $1 and sent_at >= $2";
    Ok(on!(tx, c => sqlx::query_scalar(sql).bind(channel).bind(since).fetch_one(c).await)?)
}

/// The messages about a period's receipts, counted by channel and state; a part of another letter has that one's state.
pub async fn count_of_period(tx: &mut Tx, period: Period) -> Result<Vec<(String, String, i64)>> {
    let sql = "select m.channel, w.state, count(*) from message m join message w on w.id = coalesce(m.part_of, m.id)
        where m.receipt_id in (select id from receipt where period = $1)
        group by m.channel, w.state order by m.channel, w.state";
    Ok(on!(tx, c => sqlx::query_as(sql).bind(period.to_i64()).fetch_all(c).await)?)
}
