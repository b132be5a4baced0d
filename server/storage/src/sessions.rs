//! Sessions: who is signed in on which device. Only hashes of tokens are here.
//! Not here: cookies.

use crate::db::on;
use crate::{Result, Tx};
use domain::id::ResidentId;

/// A session's owner and its times.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct SessionRow {
    /// Who.
    #[sqlx(try_from = "uuid::Uuid")]
    pub resident_id: ResidentId,
    /// Last use, to the hour.
    pub seen_at: i64,
    /// End.
    pub expires_at: i64,
}

/// Starts a session.
pub async fn insert(
    tx: &mut Tx,
    token_hash: &[u8],
    resident: ResidentId,
    now: i64,
    expires_at: i64,
    agent: &str,
) -> Result<()> {
    let sql = "insert into session (token_hash, resident_id, created_at, seen_at, expires_at, user_agent)
        values ($1, $2, $3, $3, $4, $5)";
    on!(tx, c => sqlx::query(sql)
        .bind(token_hash)
        .bind(resident.0)
        .bind(now)
        .bind(expires_at)
        .bind(agent)
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// A live session.
pub async fn find(tx: &mut Tx, token_hash: &[u8], now: i64) -> Result<Option<SessionRow>> {
    let sql = "select resident_id, seen_at, expires_at from session where token_hash = $1 and expires_at > $2";
    Ok(on!(tx, c => sqlx::query_as(sql).bind(token_hash).bind(now).fetch_optional(c).await)?)
}

/// Notes a use and moves the end.
pub async fn touch(tx: &mut Tx, token_hash: &[u8], now: i64, expires_at: i64) -> Result<()> {
    let sql = "update session set seen_at = $2, expires_at = $3 where token_hash = $1";
    on!(tx, c => sqlx::query(sql).bind(token_hash).bind(now).bind(expires_at).execute(c).await.map(drop))?;
    Ok(())
}

/// Ends one session.
pub async fn delete(tx: &mut Tx, token_hash: &[u8]) -> Result<()> {
    on!(tx, c => sqlx::query("delete from session where token_hash = $1").bind(token_hash).execute(c).await.map(drop))?;
    Ok(())
}

/// Ends every session of a person.
pub async fn delete_all_of(tx: &mut Tx, resident: ResidentId) -> Result<()> {
    on!(tx, c => sqlx::query("delete from session where resident_id = $1").bind(resident.0).execute(c).await.map(drop))?;
    Ok(())
}

/// Forgets sessions that have ended.
pub async fn purge(tx: &mut Tx, now: i64) -> Result<()> {
    on!(tx, c => sqlx::query("delete from session where expires_at <= $1").bind(now).execute(c).await.map(drop))?;
    Ok(())
}
