//! What makes receipts documents: the requisites they name and the keys they are signed with.
//! Not here: the receipts themselves (`receipts`), private keys (derived, see `cabinet`).

use crate::db::on;
use crate::{Result, Tx};

/// Requisites as they were at a publication.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct RequisitesRow {
    /// Row number.
    pub id: i64,
    /// JSON.
    pub body: String,
    /// Since when.
    pub taken_at: i64,
}

/// All of them, newest first: there are few, suppliers seldom change banks.
pub async fn list_requisites(tx: &mut Tx) -> Result<Vec<RequisitesRow>> {
    Ok(on!(tx, c => sqlx::query_as("select id, body, taken_at from requisites order by id desc").fetch_all(c).await)?)
}

/// Keeps requisites and answers their row number: that of the newest ones if these are the same.
pub async fn keep_requisites(tx: &mut Tx, body: &str, now: i64) -> Result<i64> {
    let newest = "select id, body, taken_at from requisites order by id desc limit 1";
    let newest: Option<RequisitesRow> = on!(tx, c => sqlx::query_as(newest).fetch_optional(c).await)?;
    let id = match newest {
        Some(row) if row.body == body => return Ok(row.id),
        Some(row) => row.id + 1,
        None => 1,
    };
    let sql = "insert into requisites (id, body, taken_at) values ($1, $2, $3)";
    on!(tx, c => sqlx::query(sql).bind(id).bind(body).bind(now).execute(c).await.map(drop))?;
    Ok(id)
}

/// The public half of a signing key.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct KeyRow {
    /// Its number, from 1.
    pub number: i64,
    /// 32 bytes.
    pub public_key: Vec<u8>,
    /// Since when it signs.
    pub made_at: i64,
    /// Since when it signs no new receipts.
    pub retired_at: Option<i64>,
    /// Since when nothing signed by it is trusted.
    pub revoked_at: Option<i64>,
}

/// Every key, oldest first.
pub async fn list_keys(tx: &mut Tx) -> Result<Vec<KeyRow>> {
    let sql = "select number, public_key, made_at, retired_at, revoked_at from signing_key order by number";
    Ok(on!(tx, c => sqlx::query_as(sql).fetch_all(c).await)?)
}

/// Enters a key; a number that is there already stays as it is.
pub async fn insert_key(tx: &mut Tx, number: i64, public_key: &[u8], now: i64) -> Result<()> {
    let sql = "insert into signing_key (number, public_key, made_at) values ($1, $2, $3) on conflict (number) do nothing";
    on!(tx, c => sqlx::query(sql).bind(number).bind(public_key).bind(now).execute(c).await.map(drop))?;
    Ok(())
}

/// Retires a key, or revokes it as well.
pub async fn end_key(tx: &mut Tx, number: i64, revoke: bool, now: i64) -> Result<()> {
    let sql = "update signing_key set retired_at = coalesce(retired_at, $2),
        revoked_at = case when $3 then coalesce(revoked_at, $2) else revoked_at end where number = $1";
    on!(tx, c => sqlx::query(sql).bind(number).bind(now).bind(revoke).execute(c).await.map(drop))?;
    Ok(())
}
