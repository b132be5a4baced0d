//! Changes of an e-mail or a phone: what was before, what is wanted, what became of it.
//! Not here: the contacts in force (`residents`), how long a change can be confirmed or undone (see `cabinet`).

use crate::db::on;
use crate::{Result, Tx};
use domain::id::ResidentId;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// A change.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ChangeRow {
    /// Its id; the links of its letters are derived from it.
    pub id: Uuid,
    /// Whose.
    #[sqlx(try_from = "Uuid")]
    pub resident_id: ResidentId,
    /// `email` or `phone`.
    pub kind: String,
    /// What was in force.
    pub old_value: String,
    /// When that had been confirmed, if it had.
    pub old_confirmed_at: Option<i64>,
    /// What is wanted instead.
    pub new_value: String,
    /// When it was asked for.
    pub made_at: i64,
    /// When the new one was confirmed and came into force.
    pub confirmed_at: Option<i64>,
    /// When it was undone, given up, or replaced by another.
    pub undone_at: Option<i64>,
}

const SELECT: &str = "select id, resident_id, kind, old_value, old_confirmed_at, new_value, made_at, confirmed_at, undone_at
    from contact_change";

/// Enters a change; those of the same kind that wait for their confirmation are given up.
pub async fn insert(tx: &mut Tx, change: &ChangeRow) -> Result<()> {
    let give_up = "update contact_change set undone_at = $3
        where resident_id = $1 and kind = $2 and confirmed_at is null and undone_at is null";
    on!(tx, c => sqlx::query(give_up)
        .bind(change.resident_id.0)
        .bind(&change.kind)
        .bind(change.made_at)
        .execute(c)
        .await
        .map(drop))?;
    let sql = "insert into contact_change (id, resident_id, kind, old_value, old_confirmed_at, new_value, made_at)
        values ($1, $2, $3, $4, $5, $6, $7)";
    on!(tx, c => sqlx::query(sql)
        .bind(change.id)
        .bind(change.resident_id.0)
        .bind(&change.kind)
        .bind(&change.old_value)
        .bind(change.old_confirmed_at)
        .bind(&change.new_value)
        .bind(change.made_at)
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// One change.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Option<ChangeRow>> {
    let sql = AssertSqlSafe(format!("{SELECT} where id = $1"));
    Ok(on!(tx, c => sqlx::query_as(sql).bind(id).fetch_optional(c).await)?)
}

/// The change of a kind that waits for its confirmation, made after a moment.
pub async fn find_waiting(tx: &mut Tx, resident: ResidentId, kind: &str, after: i64) -> Result<Option<ChangeRow>> {
    let sql = AssertSqlSafe(format!(
        "{SELECT} where resident_id = $1 and kind = $2 and confirmed_at is null and undone_at is null and made_at > $3
        order by made_at desc limit 1"
    ));
    Ok(on!(tx, c => sqlx::query_as(sql).bind(resident.0).bind(kind).bind(after).fetch_optional(c).await)?)
}

/// Marks a change as confirmed; false when it was before, or was given up.
pub async fn confirm(tx: &mut Tx, id: Uuid, now: i64) -> Result<bool> {
    let sql = "update contact_change set confirmed_at = $2 where id = $1 and confirmed_at is null and undone_at is null";
    Ok(on!(tx, c => sqlx::query(sql).bind(id).bind(now).execute(c).await.map(|done| done.rows_affected() == 1))?)
}

/// Marks a change as undone; false when it was before. Later ones of the same kind fall with it: whoever made them could
/// not have without this one.
pub async fn undo(tx: &mut Tx, change: &ChangeRow, now: i64) -> Result<bool> {
    let sql = "update contact_change set undone_at = $2 where id = $1 and undone_at is null";
    let done: bool =
        on!(tx, c => sqlx::query(sql).bind(change.id).bind(now).execute(c).await.map(|done| done.rows_affected() == 1))?;
    let later = "update contact_change set undone_at = $4
        where resident_id = $1 and kind = $2 and made_at >= $3 and undone_at is null";
    on!(tx, c => sqlx::query(later)
        .bind(change.resident_id.0)
        .bind(&change.kind)
        .bind(change.made_at)
        .bind(now)
        .execute(c)
        .await
        .map(drop))?;
    Ok(done)
}

/// Ends every change of a person: nothing of them can be confirmed or undone any more.
pub async fn end_all_of(tx: &mut Tx, resident: ResidentId, now: i64) -> Result<()> {
    let sql = "update contact_change set undone_at = $2 where resident_id = $1 and undone_at is null";
    on!(tx, c => sqlx::query(sql).bind(resident.0).bind(now).execute(c).await.map(drop))?;
    Ok(())
}
