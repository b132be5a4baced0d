//! Passkeys: the public halves of keys with which devices let a person in.
//! Not here: the ceremony in which they are made and shown (see `cabinet::passkeys`).

use crate::db::on;
use crate::{Result, Tx};
use domain::id::ResidentId;
use uuid::Uuid;

/// A passkey.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct PasskeyRow {
    /// What forms call it by.
    pub id: Uuid,
    /// Whose.
    #[sqlx(try_from = "Uuid")]
    pub resident_id: ResidentId,
    /// What its device calls it by.
    pub credential_id: Vec<u8>,
    /// Public key and counter, as the library of the ceremony writes them (JSON).
    pub body: String,
    /// The browser in which it was made.
    pub user_agent: String,
    /// When.
    pub made_at: i64,
    /// When it last let somebody in.
    pub used_at: Option<i64>,
}

const COLUMNS: &str = "id, resident_id, credential_id, body, user_agent, made_at, used_at";

/// Keeps one; false when its device's name for it is known already, whoever's it is.
pub async fn insert(tx: &mut Tx, key: &PasskeyRow) -> Result<bool> {
    let sql = "insert into passkey (id, resident_id, credential_id, body, user_agent, made_at, used_at)
        values ($1, $2, $3, $4, $5, $6, $7) on conflict (credential_id) do nothing";
    Ok(on!(tx, c => sqlx::query(sql)
        .bind(key.id)
        .bind(key.resident_id.0)
        .bind(&key.credential_id)
        .bind(&key.body)
        .bind(&key.user_agent)
        .bind(key.made_at)
        .bind(key.used_at)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))?)
}

/// By its device's name for it.
pub async fn find(tx: &mut Tx, credential_id: &[u8]) -> Result<Option<PasskeyRow>> {
    let sql = sqlx::AssertSqlSafe(format!("select {COLUMNS} from passkey where credential_id = $1"));
    Ok(on!(tx, c => sqlx::query_as(sql).bind(credential_id).fetch_optional(c).await)?)
}

/// Those of a person, oldest first.
pub async fn list_of_resident(tx: &mut Tx, resident: ResidentId) -> Result<Vec<PasskeyRow>> {
    let sql = sqlx::AssertSqlSafe(format!("select {COLUMNS} from passkey where resident_id = $1 order by made_at, id"));
    Ok(on!(tx, c => sqlx::query_as(sql).bind(resident.0).fetch_all(c).await)?)
}

/// Notes that it has let somebody in, and the counter of its device.
pub async fn mark_used(tx: &mut Tx, id: Uuid, body: &str, now: i64) -> Result<()> {
    let sql = "update passkey set body = $2, used_at = $3 where id = $1";
    on!(tx, c => sqlx::query(sql).bind(id).bind(body).bind(now).execute(c).await.map(drop))?;
    Ok(())
}

/// Forgets one of a person; false when they have no such.
pub async fn delete_of(tx: &mut Tx, resident: ResidentId, id: Uuid) -> Result<bool> {
    let sql = "delete from passkey where resident_id = $1 and id = $2";
    Ok(on!(tx, c => sqlx::query(sql).bind(resident.0).bind(id).execute(c).await.map(|done| done.rows_affected() == 1))?)
}

/// Forgets every one of a person.
pub async fn delete_all_of(tx: &mut Tx, resident: ResidentId) -> Result<()> {
    on!(tx, c => sqlx::query("delete from passkey where resident_id = $1").bind(resident.0).execute(c).await.map(drop))?;
    Ok(())
}
