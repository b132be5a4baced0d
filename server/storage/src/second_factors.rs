//! Second factors: whether an authenticator app is asked for at sign-in, and what of it has been used.
//! Not here: secrets and recovery codes, which are derived and never stored.

use crate::db::on;
use crate::{Result, Tx};
use domain::id::ResidentId;
use uuid::Uuid;

/// A second factor.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct FactorRow {
    /// What its secret is derived from.
    pub id: Uuid,
    /// When it was begun.
    pub made_at: i64,
    /// Since when it is asked for; none while it is being set up.
    pub enabled_at: Option<i64>,
    /// The last step of time whose code was used.
    pub last_step: i64,
    /// Recovery codes that were used, a bit each.
    pub used_codes: i64,
}

/// The second factor of a person.
pub async fn find(tx: &mut Tx, resident: ResidentId) -> Result<Option<FactorRow>> {
    let sql = "select id, made_at, enabled_at, last_step, used_codes from second_factor where resident_id = $1";
    Ok(on!(tx, c => sqlx::query_as(sql).bind(resident.0).fetch_optional(c).await)?)
}

/// Begins one. One that is being set up is replaced, one that is in force stays; says whether it was begun.
pub async fn begin(tx: &mut Tx, resident: ResidentId, id: Uuid, now: i64) -> Result<bool> {
    let sql = "insert into second_factor (resident_id, id, made_at) values ($1, $2, $3)
        on conflict (resident_id) do update set id = excluded.id, made_at = excluded.made_at, last_step = 0, used_codes = 0
        where second_factor.enabled_at is null";
    let begun = on!(tx, c => sqlx::query(sql).bind(resident.0).bind(id).bind(now).execute(c).await
        .map(|done| done.rows_affected() == 1))?;
    Ok(begun)
}

/// Brings one into force; false when there is none to bring.
pub async fn enable(tx: &mut Tx, resident: ResidentId, now: i64) -> Result<bool> {
    let sql = "update second_factor set enabled_at = $2 where resident_id = $1 and enabled_at is null";
    Ok(on!(tx, c => sqlx::query(sql).bind(resident.0).bind(now).execute(c).await.map(|done| done.rows_affected() == 1))?)
}

/// Uses up a step of time; false when it or a later one was used before.
pub async fn take_step(tx: &mut Tx, resident: ResidentId, step: i64) -> Result<bool> {
    let sql = "update second_factor set last_step = $2 where resident_id = $1 and last_step < $2";
    Ok(on!(tx, c => sqlx::query(sql).bind(resident.0).bind(step).execute(c).await.map(|done| done.rows_affected() == 1))?)
}

/// Uses up a recovery code, named by its bit; false when it was used before.
pub async fn take_code(tx: &mut Tx, resident: ResidentId, bit: i64) -> Result<bool> {
    let sql = "update second_factor set used_codes = used_codes + $2 where resident_id = $1 and (used_codes / $2) % 2 = 0";
    Ok(on!(tx, c => sqlx::query(sql).bind(resident.0).bind(bit).execute(c).await.map(|done| done.rows_affected() == 1))?)
}

/// Takes it away.
pub async fn delete(tx: &mut Tx, resident: ResidentId) -> Result<()> {
    let sql = "delete from second_factor where resident_id = $1";
    on!(tx, c => sqlx::query(sql).bind(resident.0).execute(c).await.map(drop))?;
    Ok(())
}
