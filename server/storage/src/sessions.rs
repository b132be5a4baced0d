//! Sessions: who is signed in on which device. Only hashes of tokens are here.
//! Not here: cookies.

use crate::db::on;
use crate::{Result, Tx, push_devices};
use domain::id::ResidentId;
use uuid::Uuid;

/// A session's owner and its times.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct SessionRow {
    /// Who.
    #[sqlx(try_from = "Uuid")]
    pub resident_id: ResidentId,
    /// Last use, to the hour.
    pub seen_at: i64,
    /// End.
    pub expires_at: i64,
}

/// A session as its owner sees it among the others.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct DeviceRow {
    /// What pages call it by.
    pub public_id: Uuid,
    /// To tell which one is asking.
    pub token_hash: Vec<u8>,
    /// When it began.
    pub created_at: i64,
    /// Last use, to the hour.
    pub seen_at: i64,
    /// What the browser says of itself.
    pub user_agent: String,
}

/// Starts a session. `public_id` is what pages call it by.
pub async fn insert(
    tx: &mut Tx,
    token_hash: &[u8],
    public_id: Uuid,
    resident: ResidentId,
    now: i64,
    expires_at: i64,
    agent: &str,
) -> Result<()> {
    let sql = "insert into session (token_hash, resident_id, created_at, seen_at, expires_at, user_agent, public_id)
        values ($1, $2, $3, $3, $4, $5, $6)";
    on!(tx, c => sqlx::query(sql)
        .bind(token_hash)
        .bind(resident.0)
        .bind(now)
        .bind(expires_at)
        .bind(agent)
        .bind(public_id)
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

/// Ends one session. What ends by hand is told by push no more; a session that only runs out leaves its device as it is.
pub async fn delete(tx: &mut Tx, token_hash: &[u8]) -> Result<()> {
    let devices = "delete from push_device where session_hash = $1";
    on!(tx, c => sqlx::query(devices).bind(token_hash).execute(c).await.map(drop))?;
    on!(tx, c => sqlx::query("delete from session where token_hash = $1").bind(token_hash).execute(c).await.map(drop))?;
    Ok(())
}

/// Ends every session of a person.
pub async fn delete_all_of(tx: &mut Tx, resident: ResidentId) -> Result<()> {
    push_devices::delete_all_of(tx, resident).await?;
    on!(tx, c => sqlx::query("delete from session where resident_id = $1").bind(resident.0).execute(c).await.map(drop))?;
    Ok(())
}

/// The live sessions of a person, the last used first.
pub async fn list_of_resident(tx: &mut Tx, resident: ResidentId, now: i64) -> Result<Vec<DeviceRow>> {
    let sql = "select public_id, token_hash, created_at, seen_at, user_agent from session
        where resident_id = $1 and expires_at > $2 and public_id is not null
        order by seen_at desc, created_at desc, public_id";
    Ok(on!(tx, c => sqlx::query_as(sql).bind(resident.0).bind(now).fetch_all(c).await)?)
}

/// Ends one session of a person by what pages call it.
pub async fn delete_of(tx: &mut Tx, resident: ResidentId, public_id: Uuid) -> Result<()> {
    let devices = "delete from push_device where session_hash in
        (select token_hash from session where resident_id = $1 and public_id = $2)";
    on!(tx, c => sqlx::query(devices).bind(resident.0).bind(public_id).execute(c).await.map(drop))?;
    let sql = "delete from session where resident_id = $1 and public_id = $2";
    on!(tx, c => sqlx::query(sql).bind(resident.0).bind(public_id).execute(c).await.map(drop))?;
    Ok(())
}

/// Ends every session of a person but one.
pub async fn delete_others_of(tx: &mut Tx, resident: ResidentId, token_hash: &[u8]) -> Result<()> {
    let devices = "delete from push_device where resident_id = $1 and session_hash <> $2";
    on!(tx, c => sqlx::query(devices).bind(resident.0).bind(token_hash).execute(c).await.map(drop))?;
    let sql = "delete from session where resident_id = $1 and token_hash <> $2";
    on!(tx, c => sqlx::query(sql).bind(resident.0).bind(token_hash).execute(c).await.map(drop))?;
    Ok(())
}

/// Forgets sessions that have ended.
pub async fn purge(tx: &mut Tx, now: i64) -> Result<()> {
    on!(tx, c => sqlx::query("delete from session where expires_at <= $1").bind(now).execute(c).await.map(drop))?;
    Ok(())
}
