//! Single-use links of letters: confirming an e-mail, setting a new password.
//! Not here: the secret half of a link, which is derived and never stored.

use crate::db::on;
use crate::{Result, Tx};
use domain::id::ResidentId;
use uuid::Uuid;

/// A link.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct LinkRow {
    /// Its id.
    pub id: Uuid,
    /// For whom.
    #[sqlx(try_from = "Uuid")]
    pub resident_id: ResidentId,
    /// `email` or `password`.
    pub kind: String,
    /// The address it was sent to: a changed e-mail makes it dead.
    pub email: String,
    /// End.
    pub expires_at: i64,
    /// When it was used.
    pub used_at: Option<i64>,
}

/// Enters a link.
pub async fn insert(tx: &mut Tx, link: &LinkRow, now: i64) -> Result<()> {
    let sql = "insert into link (id, resident_id, kind, email, created_at, expires_at) values ($1, $2, $3, $4, $5, $6)";
    on!(tx, c => sqlx::query(sql)
        .bind(link.id)
        .bind(link.resident_id.0)
        .bind(&link.kind)
        .bind(&link.email)
        .bind(now)
        .bind(link.expires_at)
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// One link, live or dead.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Option<LinkRow>> {
    let sql = "select id, resident_id, kind, email, expires_at, used_at from link where id = $1";
    Ok(on!(tx, c => sqlx::query_as(sql).bind(id).fetch_optional(c).await)?)
}

/// Uses a link up; false when it was used before or has ended.
pub async fn take(tx: &mut Tx, id: Uuid, now: i64) -> Result<bool> {
    let sql = "update link set used_at = $2 where id = $1 and used_at is null and expires_at > $2";
    Ok(on!(tx, c => sqlx::query(sql).bind(id).bind(now).execute(c).await.map(|done| done.rows_affected() == 1))?)
}
