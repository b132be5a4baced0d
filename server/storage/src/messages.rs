//! The queue of letters and SMS: written in the transaction of what causes them, claimed with a lease, marked after.
//! Not here: gateways, and when a message is tried again (see `cabinet::delivery`).

use crate::bulk::{BATCH, values_sql};
use crate::db::on;
use crate::{Result, Tx};
use domain::Period;
use domain::id::{AccountId, MessageId, ReceiptId, ResidentId};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// A message in the queue.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct MessageRow {
    /// Its id, the same over every attempt.
    #[sqlx(try_from = "Uuid")]
    pub id: MessageId,
    /// `email` or `sms`.
    pub channel: String,
    /// What kind of message; with `payload` it says what to write.
    pub kind: String,
    /// Address or phone.
    pub recipient: String,
    /// For whom, where it is for a person.
    pub resident_id: Option<Uuid>,
    /// About which receipt.
    pub receipt_id: Option<Uuid>,
    /// JSON of the facts that are not elsewhere in the database; never a code or a link.
    pub payload: String,
    /// Attempts so far.
    pub attempts: i64,
    /// When it was queued.
    pub queued_at: i64,
}

/// A message to be queued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMessage {
    /// Its id.
    pub id: MessageId,
    /// `email` or `sms`.
    pub channel: &'static str,
    /// Kind.
    pub kind: &'static str,
    /// Address or phone.
    pub recipient: String,
    /// For whom.
    pub resident: Option<ResidentId>,
    /// About which receipt.
    pub receipt: Option<ReceiptId>,
    /// Held until this period's publication is done.
    pub held_for: Option<Period>,
    /// JSON.
    pub payload: String,
    /// Two messages with one key are one message.
    pub dedupe: String,
    /// Lower goes first: a code never waits behind a mass run.
    pub priority: i64,
    /// Not sent before.
    pub not_before: i64,
}

/// Queues messages; those whose key is known already are left as they are.
pub async fn insert_all(tx: &mut Tx, messages: &[NewMessage], now: i64) -> Result<()> {
    for batch in messages.chunks(BATCH) {
        let prefix =
            "insert into message (id, channel, kind, recipient, resident_id, receipt_id, period, payload, dedupe, state,
            priority, not_before, queued_at, changed_at)";
        let sql = AssertSqlSafe(values_sql(tx.engine(), prefix, 14, batch.len(), "on conflict (dedupe) do nothing"));
        on!(tx, c => {
            let mut query = sqlx::query(sql);
            for message in batch {
                query = query
                    .bind(message.id.0)
                    .bind(message.channel)
                    .bind(message.kind)
                    .bind(&message.recipient)
                    .bind(message.resident.map(|id| id.0))
                    .bind(message.receipt.map(|id| id.0))
                    .bind(message.held_for.map(Period::to_i64))
                    .bind(&message.payload)
                    .bind(&message.dedupe)
                    .bind(if message.held_for.is_some() { "held" } else { "queued" })
                    .bind(message.priority)
                    .bind(message.not_before)
                    .bind(now)
                    .bind(now);
            }
            query.execute(c).await.map(drop)
        })?;
    }
    Ok(())
}

/// Lets the held messages of a period go, and answers how many.
pub async fn release(tx: &mut Tx, period: Period, now: i64) -> Result<u64> {
    let sql = "update message set state = 'queued', changed_at = $2 where state = 'held' and period = $1";
    Ok(on!(tx, c => sqlx::query(sql).bind(period.to_i64()).bind(now).execute(c).await.map(|done| done.rows_affected()))?)
}

const RETURNING: &str = "returning id, channel, kind, recipient, resident_id, receipt_id, payload, attempts, queued_at";

/// Claims waiting messages for one worker, the most urgent first.
pub async fn claim(tx: &mut Tx, owner: Uuid, now: i64, lease_until: i64, limit: i64) -> Result<Vec<MessageRow>> {
    let skip = match tx {
        Tx::Sqlite(_) => "",
        Tx::Postgres(_) => "for update skip locked",
    };
    let sql = AssertSqlSafe(format!(
        "update message set state = 'sending', lease_owner = $1, lease_until = $3, attempts = attempts + 1, changed_at = $2
         where id in (
            select id from message where state in ('queued', 'deferred') and not_before <= $2
            order by priority, not_before limit $4 {skip})
         {RETURNING}"
    ));
    Ok(on!(tx, c => sqlx::query_as(sql).bind(owner).bind(now).bind(lease_until).bind(limit).fetch_all(c).await)?)
}

/// Takes over messages whose worker died while sending: each of these is in doubt until its gateway was asked.
pub async fn claim_in_doubt(tx: &mut Tx, owner: Uuid, now: i64, lease_until: i64, limit: i64) -> Result<Vec<MessageRow>> {
    let skip = match tx {
        Tx::Sqlite(_) => "",
        Tx::Postgres(_) => "for update skip locked",
    };
    let sql = AssertSqlSafe(format!(
        "update message set lease_owner = $1, lease_until = $3
         where id in (
            select id from message where state = 'sending' and lease_until <= $2 order by lease_until limit $4 {skip})
         {RETURNING}"
    ));
    Ok(on!(tx, c => sqlx::query_as(sql).bind(owner).bind(now).bind(lease_until).bind(limit).fetch_all(c).await)?)
}

/// What became of a claimed message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Handed over.
    Sent,
    /// Again, not before this moment, with the gateway's reason.
    Deferred {
        /// Moment.
        not_before: i64,
        /// For operators.
        reason: String,
    },
    /// Given up, with the reason.
    Failed {
        /// For operators.
        reason: String,
    },
}

/// Marks a claimed message; it changes nothing when the lease was lost to another worker.
pub async fn mark(tx: &mut Tx, id: MessageId, owner: Uuid, outcome: &Outcome, now: i64) -> Result<bool> {
    let sql = "update message set state = $3, not_before = coalesce($4, not_before), reason = $5, changed_at = $6,
            lease_owner = null, lease_until = null
        where id = $1 and lease_owner = $2 and state = 'sending'";
    let (state, not_before, reason) = match outcome {
        Outcome::Sent => ("sent", None, None),
        Outcome::Deferred { not_before, reason } => ("deferred", Some(*not_before), Some(reason)),
        Outcome::Failed { reason } => ("failed", None, Some(reason)),
    };
    Ok(on!(tx, c => sqlx::query(sql)
        .bind(id.0)
        .bind(owner)
        .bind(state)
        .bind(not_before)
        .bind(reason)
        .bind(now)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))?)
}

/// Marks a sent letter as one that came back; answers for whom it was.
pub async fn mark_returned(tx: &mut Tx, id: MessageId, reason: &str, now: i64) -> Result<Option<Uuid>> {
    let sql = "update message set state = 'returned', reason = $2, changed_at = $3
        where id = $1 and state = 'sent' returning resident_id";
    let found: Option<Option<Uuid>> =
        on!(tx, c => sqlx::query_scalar(sql).bind(id.0).bind(reason).bind(now).fetch_optional(c).await)?;
    Ok(found.flatten())
}

/// How many messages are in each state.
pub async fn count_by_state(tx: &mut Tx) -> Result<Vec<(String, i64)>> {
    Ok(on!(tx, c => sqlx::query_as("select state, count(*) from message group by state order by state").fetch_all(c).await)?)
}

/// When the next waiting message is due, if any waits.
pub async fn next_due(tx: &mut Tx) -> Result<Option<i64>> {
    let sql = "select min(not_before) from message where state in ('queued', 'deferred')";
    Ok(on!(tx, c => sqlx::query_scalar(sql).fetch_one(c).await)?)
}

/// When the next lease of a message being sent ends, if any is being sent.
pub async fn next_lease_end(tx: &mut Tx) -> Result<Option<i64>> {
    let sql = "select min(lease_until) from message where state = 'sending'";
    Ok(on!(tx, c => sqlx::query_scalar(sql).fetch_one(c).await)?)
}

/// A letter about a receipt, as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct LetterRow {
    /// Its id.
    #[sqlx(try_from = "Uuid")]
    pub id: MessageId,
    /// Address.
    pub recipient: String,
    /// State.
    pub state: String,
    /// Last change.
    pub changed_at: i64,
}

/// The letters about a receipt.
pub async fn list_letters(tx: &mut Tx, receipt: ReceiptId) -> Result<Vec<LetterRow>> {
    let sql = "select id, recipient, state, changed_at from message
        where receipt_id = $1 and channel = 'email' order by queued_at, id";
    Ok(on!(tx, c => sqlx::query_as(sql).bind(receipt.0).fetch_all(c).await)?)
}

/// A letter with a receipt of an account.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct AccountLetterRow {
    /// The letter.
    #[sqlx(flatten)]
    pub letter: LetterRow,
    /// Its receipt.
    #[sqlx(try_from = "Uuid")]
    pub receipt_id: ReceiptId,
    /// The receipt's month.
    pub period: i64,
}

/// The letters about an account's receipts whose state changed before a moment, newest first, at most `limit`; none that
/// waits for its publication.
pub async fn list_letters_of_account(
    tx: &mut Tx,
    account: AccountId,
    before: i64,
    limit: i64,
) -> Result<Vec<AccountLetterRow>> {
    let sql = "select m.id, m.recipient, m.state, m.changed_at, r.id as receipt_id, r.period
        from receipt r join message m on m.receipt_id = r.id
        where r.account_id = $1 and m.channel = 'email' and m.state <> 'held' and m.changed_at < $2
        order by m.changed_at desc, m.id desc limit $3";
    Ok(on!(tx, c => sqlx::query_as(sql).bind(account.0).bind(before).bind(limit).fetch_all(c).await)?)
}

/// A letter or an SMS, as the person it went to may have it listed.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct SentRow {
    /// `email` or `sms`.
    pub channel: String,
    /// What kind of message.
    pub kind: String,
    /// Address or phone.
    pub recipient: String,
    /// State.
    pub state: String,
    /// When it was queued.
    pub queued_at: i64,
    /// Last change.
    pub changed_at: i64,
}

/// Everything that was queued for a person, in order.
pub async fn list_of_resident(tx: &mut Tx, resident: ResidentId) -> Result<Vec<SentRow>> {
    let sql = "select channel, kind, recipient, state, queued_at, changed_at from message
        where resident_id = $1 order by queued_at, id";
    Ok(on!(tx, c => sqlx::query_as(sql).bind(resident.0).fetch_all(c).await)?)
}
