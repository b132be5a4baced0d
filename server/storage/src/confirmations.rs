//! Codes sent by SMS: what each confirms, until when, and how often it was tried.
//! Not here: the code itself; only its keyed hash is stored.

use crate::db::on;
use crate::{Result, Tx};
use domain::id::ConfirmationId;

/// A code that was sent.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ConfirmationRow {
    /// Its id; the code is derived from it.
    #[sqlx(try_from = "uuid::Uuid")]
    pub id: ConfirmationId,
    /// What it confirms, by whom: `switch:RESIDENT:ACCOUNT`.
    pub subject: String,
    /// Where it was sent.
    pub phone: String,
    /// Keyed hash.
    pub code_hash: Vec<u8>,
    /// The choice made with it.
    pub sms_notices: bool,
    /// When it was made.
    pub created_at: i64,
    /// End.
    pub expires_at: i64,
    /// Wrong tries.
    pub tries: i64,
    /// Nobody was sent it: whoever asked is not to learn that there is nobody.
    pub silent: bool,
}

/// Enters a code.
pub async fn insert(tx: &mut Tx, row: &ConfirmationRow) -> Result<()> {
    let sql = "insert into confirmation (id, subject, phone, code_hash, sms_notices, created_at, expires_at, silent)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    on!(tx, c => sqlx::query(sql)
        .bind(row.id.0)
        .bind(&row.subject)
        .bind(&row.phone)
        .bind(&row.code_hash)
        .bind(row.sms_notices)
        .bind(row.created_at)
        .bind(row.expires_at)
        .bind(row.silent)
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// The unused codes of a subject made after a moment, newest first. Locks them until the transaction ends, so that
/// a thousand guesses at once are still counted one by one.
pub async fn lock_unused(tx: &mut Tx, subject: &str, after: i64) -> Result<Vec<ConfirmationRow>> {
    let sql = "update confirmation set tries = tries where subject = $1 and created_at > $2 and used_at is null
        returning id, subject, phone, code_hash, sms_notices, created_at, expires_at, tries, silent";
    let mut rows: Vec<ConfirmationRow> = on!(tx, c => sqlx::query_as(sql).bind(subject).bind(after).fetch_all(c).await)?;
    rows.sort_by_key(|row| std::cmp::Reverse((row.created_at, row.id)));
    Ok(rows)
}

/// Counts a wrong try.
pub async fn add_try(tx: &mut Tx, id: ConfirmationId) -> Result<()> {
    let sql = "update confirmation set tries = tries + 1 where id = $1";
    on!(tx, c => sqlx::query(sql).bind(id.0).execute(c).await.map(drop))?;
    Ok(())
}

/// Uses up every code of a subject.
pub async fn use_up(tx: &mut Tx, subject: &str, now: i64) -> Result<()> {
    let sql = "update confirmation set used_at = $2 where subject = $1 and used_at is null";
    on!(tx, c => sqlx::query(sql).bind(subject).bind(now).execute(c).await.map(drop))?;
    Ok(())
}

/// When codes were sent to a phone since a moment, newest first, at most eleven: no limit looks further.
pub async fn list_sent(tx: &mut Tx, phone: &str, since: i64) -> Result<Vec<i64>> {
    let sql = "select created_at from confirmation where phone = $1 and created_at > $2 order by created_at desc limit 11";
    Ok(on!(tx, c => sqlx::query_scalar(sql).bind(phone).bind(since).fetch_all(c).await)?)
}

/// How many codes were sent after one moment and before another, and how many of them were entered.
pub async fn count_entered(tx: &mut Tx, after: i64, before: i64) -> Result<(i64, i64)> {
    let sql = "select count(*), count(used_at) from confirmation
        where created_at > $1 and created_at < $2 and not silent";
    Ok(on!(tx, c => sqlx::query_as(sql).bind(after).bind(before).fetch_one(c).await)?)
}
