//! The queue of letters and SMS: written in the transaction of what causes them, claimed with a lease, marked after.
//! Not here: gateways, and when a message is tried again (see `cabinet::delivery`).

use crate::bulk::{BATCH, among, values_sql};
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

/// Queues messages, and answers how many are new; those whose key is known already are left as they are.
pub async fn insert_all(tx: &mut Tx, messages: &[NewMessage], now: i64) -> Result<u64> {
    let mut added = 0;
    for batch in messages.chunks(BATCH) {
        let prefix =
            "insert into message (id, channel, kind, recipient, resident_id, receipt_id, period, payload, dedupe, state,
            priority, not_before, queued_at, changed_at)";
        let sql = AssertSqlSafe(values_sql(tx.engine(), prefix, 14, batch.len(), "on conflict (dedupe) do nothing"));
        added += on!(tx, c => {
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
            query.execute(c).await.map(|done| done.rows_affected())
        })?;
    }
    Ok(added)
}

/// Lets the held messages of a period go, and answers how many.
pub async fn release(tx: &mut Tx, period: Period, now: i64) -> Result<u64> {
    let sql = "update message set state = 'queued', changed_at = $2 where state = 'held' and period = $1";
    Ok(on!(tx, c => sqlx::query(sql).bind(period.to_i64()).bind(now).execute(c).await.map(|done| done.rows_affected()))?)
}

/// A held letter with a receipt.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct HeldRow {
    /// Its id.
    #[sqlx(try_from = "Uuid")]
    pub id: MessageId,
    /// To whom.
    #[sqlx(try_from = "Uuid")]
    pub resident_id: ResidentId,
    /// JSON.
    pub payload: String,
}

/// The held letters of a period, of those who would get at least `least` of them, by person, in the order of accounts.
pub async fn list_held(tx: &mut Tx, period: Period, least: i64) -> Result<Vec<HeldRow>> {
    let sql = "select m.id, m.resident_id, m.payload from message m left join receipt r on r.id = m.receipt_id
        where m.state = 'held' and m.period = $1 and m.channel = 'email' and m.resident_id in (
            select resident_id from message where state = 'held' and period = $1 and channel = 'email'
            group by resident_id having count(*) >= $2)
        order by m.resident_id, r.account_id";
    Ok(on!(tx, c => sqlx::query_as(sql).bind(period.to_i64()).bind(least).fetch_all(c).await)?)
}

/// Makes one letter of several that are held: the first says everything from now on, the others go out as parts of it.
pub async fn join(tx: &mut Tx, first: MessageId, payload: &str, others: &[MessageId], now: i64) -> Result<()> {
    let sql = "update message set payload = $2, changed_at = $3 where id = $1 and state = 'held'";
    on!(tx, c => sqlx::query(sql).bind(first.0).bind(payload).bind(now).execute(c).await.map(drop))?;
    let sql = "update message set state = 'joined', part_of = $2, changed_at = $3 where id = $1 and state = 'held'";
    for other in others {
        on!(tx, c => sqlx::query(sql).bind(other.0).bind(first.0).bind(now).execute(c).await.map(drop))?;
    }
    Ok(())
}

/// A lane of the queue: the messages of one channel between two priorities. Each lane is worked off by itself, so that a
/// code never waits behind a mass run, and an SMS never behind a mail server that does not answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lane {
    /// `email`, `sms` or `push`.
    pub channel: &'static str,
    /// The most urgent priority in it.
    pub from: i64,
    /// The first priority that is not in it.
    pub to: i64,
}

/// Whether a lane has something to send now.
pub async fn is_due(tx: &mut Tx, lane: Lane, now: i64) -> Result<bool> {
    let sql = "select exists (select 1 from message where state in ('queued', 'deferred') and channel = $1
        and priority >= $2 and priority < $3 and not_before <= $4)";
    Ok(on!(tx, c => sqlx::query_scalar(sql)
        .bind(lane.channel)
        .bind(lane.from)
        .bind(lane.to)
        .bind(now)
        .fetch_one(c)
        .await)?)
}

const RETURNING: &str = "returning id, channel, kind, recipient, resident_id, receipt_id, payload, attempts, queued_at";

fn skip_locked(tx: &Tx) -> &'static str {
    match tx {
        Tx::Sqlite(_) => "",
        Tx::Postgres(_) => "for update skip locked",
    }
}

/// Claims waiting messages of a lane for one worker, the most urgent first. Nothing has left the house with it: a claim
/// that is lost goes back into the queue.
pub async fn claim(tx: &mut Tx, owner: Uuid, lane: Lane, now: i64, lease_until: i64, limit: i64) -> Result<Vec<MessageRow>> {
    let skip = skip_locked(tx);
    let sql = AssertSqlSafe(format!(
        "update message set state = 'claimed', lease_owner = $1, lease_until = $3, changed_at = $2
         where id in (
            select id from message where state in ('queued', 'deferred') and channel = $4 and priority >= $5
                and priority < $6 and not_before <= $2
            order by priority, not_before limit $7 {skip})
         {RETURNING}"
    ));
    Ok(on!(tx, c => sqlx::query_as(sql)
        .bind(owner)
        .bind(now)
        .bind(lease_until)
        .bind(lane.channel)
        .bind(lane.from)
        .bind(lane.to)
        .bind(limit)
        .fetch_all(c)
        .await)?)
}

/// Notes that claimed messages are about to be handed over, and answers of which it holds: the claim of the others was lost.
/// From here on until it is marked, a worker that dies leaves a message in doubt.
pub async fn intend(tx: &mut Tx, ids: &[MessageId], owner: Uuid, lease_until: i64, now: i64) -> Result<Vec<MessageId>> {
    let (among, ids) = among(tx.engine(), 1, ids.iter().map(|id| id.0));
    let sql = AssertSqlSafe(format!(
        "update message set state = 'sending', attempts = attempts + 1, lease_until = $3, changed_at = $4
         where id {among} and lease_owner = $2 and state = 'claimed' returning id"
    ));
    let held: Vec<Uuid> = on!(tx, c => sqlx::query_scalar(sql)
        .bind(ids)
        .bind(owner)
        .bind(lease_until)
        .bind(now)
        .fetch_all(c)
        .await)?;
    Ok(held.into_iter().map(MessageId).collect())
}

/// Marks messages that gateways took without a number or a price, and answers which: the lease of the others was lost.
pub async fn mark_sent(tx: &mut Tx, ids: &[MessageId], owner: Uuid, now: i64) -> Result<Vec<MessageId>> {
    let (among, ids) = among(tx.engine(), 1, ids.iter().map(|id| id.0));
    let sql = AssertSqlSafe(format!(
        "update message set state = 'sent', reason = null, changed_at = $3, sent_at = $3, lease_owner = null,
            lease_until = null
         where id {among} and lease_owner = $2 and state in ('claimed', 'sending') returning id"
    ));
    let marked: Vec<Uuid> = on!(tx, c => sqlx::query_scalar(sql).bind(ids).bind(owner).bind(now).fetch_all(c).await)?;
    Ok(marked.into_iter().map(MessageId).collect())
}

/// Lengthens every lease of a worker that is alive.
pub async fn renew(tx: &mut Tx, owner: Uuid, lease_until: i64) -> Result<u64> {
    let sql = "update message set lease_until = $2 where lease_owner = $1 and state in ('claimed', 'sending')";
    Ok(on!(tx, c => sqlx::query(sql).bind(owner).bind(lease_until).execute(c).await.map(|done| done.rows_affected()))?)
}

/// Gives back one claimed message that its worker will not send now.
pub async fn give_back(tx: &mut Tx, id: MessageId, owner: Uuid) -> Result<bool> {
    let sql = "update message set state = 'queued', lease_owner = null, lease_until = null
        where id = $1 and lease_owner = $2 and state = 'claimed'";
    Ok(on!(tx, c => sqlx::query(sql).bind(id.0).bind(owner).execute(c).await.map(|done| done.rows_affected() == 1))?)
}

/// No lease is as long, in milliseconds: one that ends later was taken before the clock was set back.
const LONGEST_LEASE: i64 = 600_000;

/// Whether a lease has ended before its messages were marked: their worker is dead, or was silent for too long.
pub async fn is_lost(tx: &mut Tx, now: i64) -> Result<bool> {
    let sql = "select exists (select 1 from message where state in ('claimed', 'sending')
        and (lease_until <= $1 or lease_until > $2))";
    Ok(on!(tx, c => sqlx::query_scalar(sql).bind(now).bind(now + LONGEST_LEASE).fetch_one(c).await)?)
}

/// Puts claims whose lease has ended back into the queue, and answers how many.
pub async fn release_lost(tx: &mut Tx, now: i64) -> Result<u64> {
    let sql = "update message set state = 'queued', lease_owner = null, lease_until = null
        where state = 'claimed' and (lease_until <= $1 or lease_until > $2)";
    let latest = now + LONGEST_LEASE;
    Ok(on!(tx, c => sqlx::query(sql).bind(now).bind(latest).execute(c).await.map(|done| done.rows_affected()))?)
}

/// Takes over messages whose worker died while sending: each of these is in doubt until its gateway was asked.
pub async fn claim_in_doubt(tx: &mut Tx, owner: Uuid, now: i64, lease_until: i64, limit: i64) -> Result<Vec<MessageRow>> {
    let skip = skip_locked(tx);
    let sql = AssertSqlSafe(format!(
        "update message set lease_owner = $1, lease_until = $3
         where id in (
            select id from message where state = 'sending' and (lease_until <= $2 or lease_until > $5)
            order by lease_until limit $4 {skip})
         {RETURNING}"
    ));
    Ok(on!(tx, c => sqlx::query_as(sql)
        .bind(owner)
        .bind(now)
        .bind(lease_until)
        .bind(limit)
        .bind(now + LONGEST_LEASE)
        .fetch_all(c)
        .await)?)
}

/// What became of a claimed message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Handed over.
    Sent {
        /// The gateway's number of it.
        gateway_id: Option<String>,
        /// Kopecks.
        cost: Option<i64>,
    },
    /// Again, not before this moment, with the gateway's reason.
    Deferred {
        /// Moment.
        not_before: i64,
        /// For operators.
        reason: String,
    },
    /// The gateway gave no answer: it stays as it is, nobody's, until it is asked for.
    InDoubt {
        /// Moment.
        ask_at: i64,
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
            gateway_id = coalesce($7, gateway_id), cost = coalesce($8, cost), sent_at = coalesce($9, sent_at),
            lease_owner = null, lease_until = $10
        where id = $1 and lease_owner = $2 and state in ('claimed', 'sending')";
    let (state, not_before, reason) = match outcome {
        Outcome::Sent { .. } => ("sent", None, None),
        Outcome::Deferred { not_before, reason } => ("deferred", Some(*not_before), Some(reason)),
        Outcome::InDoubt { reason, .. } => ("sending", None, Some(reason)),
        Outcome::Failed { reason } => ("failed", None, Some(reason)),
    };
    let ask_at = if let Outcome::InDoubt { ask_at, .. } = outcome { Some(*ask_at) } else { None };
    let (gateway_id, cost, sent_at) = match outcome {
        Outcome::Sent { gateway_id, cost } => (gateway_id.as_ref(), *cost, Some(now)),
        Outcome::Deferred { .. } | Outcome::InDoubt { .. } | Outcome::Failed { .. } => (None, None, None),
    };
    Ok(on!(tx, c => sqlx::query(sql)
        .bind(id.0)
        .bind(owner)
        .bind(state)
        .bind(not_before)
        .bind(reason)
        .bind(now)
        .bind(gateway_id)
        .bind(cost)
        .bind(sent_at)
        .bind(ask_at)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))?)
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

/// When the next lease of a claimed message or of one being sent ends, if there is any.
pub async fn next_lease_end(tx: &mut Tx) -> Result<Option<i64>> {
    let sql = "select min(lease_until) from message where state in ('claimed', 'sending')";
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
    /// When a gateway took it.
    pub sent_at: Option<i64>,
}

/// The letters about a receipt. One that goes out as a part of another letter has that one's fate.
pub async fn list_letters(tx: &mut Tx, receipt: ReceiptId) -> Result<Vec<LetterRow>> {
    let sql = "select m.id, m.recipient, w.state, w.changed_at, w.sent_at
        from message m join message w on w.id = coalesce(m.part_of, m.id)
        where m.receipt_id = $1 and m.channel = 'email' order by m.queued_at, m.id";
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
    let sql = "select m.id, m.recipient, w.state, w.changed_at, w.sent_at, r.id as receipt_id, r.period
        from receipt r join message m on m.receipt_id = r.id join message w on w.id = coalesce(m.part_of, m.id)
        where r.account_id = $1 and m.channel = 'email' and w.state <> 'held' and w.changed_at < $2
        order by w.changed_at desc, m.id desc limit $3";
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
