//! Publications: which periods are out, and how far a run that is under way has come.
//! Not here: what a run does (see `cabinet::publish`).

use crate::db::on;
use crate::{Result, StorageError, Tx};
use domain::Period;
use domain::id::AccountId;
use uuid::Uuid;

/// A period's publication.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct PublicationRow {
    /// `running`, `done` or `failed`.
    pub state: String,
    /// 1 for the first run, more for corrections.
    pub run: i64,
    /// Who runs it.
    pub owner: Uuid,
    /// Until when nobody else may.
    pub lease_until: i64,
    /// The last account that is done.
    #[sqlx(try_from = "i64")]
    pub position: AccountId,
    /// When a run of it last ended well; before that nobody sees it.
    pub finished_at: Option<i64>,
}

/// One publication.
pub async fn find(tx: &mut Tx, period: Period) -> Result<Option<PublicationRow>> {
    let sql = "select state, run, owner, lease_until, position, finished_at from publication where period = $1";
    Ok(on!(tx, c => sqlx::query_as(sql).bind(period.to_i64()).fetch_optional(c).await)?)
}

/// Starts the first run; false when there is one already.
pub async fn insert(tx: &mut Tx, period: Period, owner: Uuid, now: i64, lease_until: i64) -> Result<bool> {
    let sql = "insert into publication (period, state, run, owner, lease_until, position, started_at)
        values ($1, 'running', 1, $2, $3, 0, $4) on conflict (period) do nothing";
    Ok(on!(tx, c => sqlx::query(sql)
        .bind(period.to_i64())
        .bind(owner)
        .bind(lease_until)
        .bind(now)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))?)
}

/// Takes over a run whose owner's lease has ended, or starts the next run of one that is done or failed; false when
/// somebody else was quicker.
pub async fn take_over(
    tx: &mut Tx,
    period: Period,
    seen: &PublicationRow,
    owner: Uuid,
    now: i64,
    lease_until: i64,
) -> Result<bool> {
    let again = seen.state == "running";
    let sql =
        "update publication set state = 'running', owner = $1, lease_until = $2, run = $3, position = $4, started_at = $5
        where period = $6 and owner = $7 and run = $8 and state = $9 and lease_until = $10";
    Ok(on!(tx, c => sqlx::query(sql)
        .bind(owner)
        .bind(lease_until)
        .bind(if again { seen.run } else { seen.run + 1 })
        .bind(if again { seen.position.0 } else { 0 })
        .bind(now)
        .bind(period.to_i64())
        .bind(seen.owner)
        .bind(seen.run)
        .bind(&seen.state)
        .bind(seen.lease_until)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))?)
}

/// Moves a run on, in the transaction of the work itself; false when the lease was lost to somebody else.
pub async fn advance(
    tx: &mut Tx,
    period: Period,
    owner: Uuid,
    from: AccountId,
    to: AccountId,
    lease_until: i64,
) -> Result<bool> {
    let sql = "update publication set position = $1, lease_until = $2
        where period = $3 and owner = $4 and state = 'running' and position = $5";
    Ok(on!(tx, c => sqlx::query(sql)
        .bind(to.0)
        .bind(lease_until)
        .bind(period.to_i64())
        .bind(owner)
        .bind(from.0)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))?)
}

/// Ends a run; false when the lease was lost. A period stays readable from its first finished run on.
pub async fn finish(tx: &mut Tx, period: Period, owner: Uuid, state: &str, now: i64) -> Result<bool> {
    let sql = "update publication set state = $1, lease_until = $2,
            finished_at = case when $1 = 'done' then $2 else finished_at end
        where period = $3 and owner = $4 and state = 'running'";
    Ok(on!(tx, c => sqlx::query(sql)
        .bind(state)
        .bind(now)
        .bind(period.to_i64())
        .bind(owner)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))?)
}

/// The newest period that is published or being published.
pub async fn last_period(tx: &mut Tx) -> Result<Option<Period>> {
    let number: Option<i64> = on!(tx, c => sqlx::query_scalar("select max(period) from publication").fetch_one(c).await)?;
    number
        .map(|number| {
            Period::from_i64(number)
                .map_err(|_| StorageError::Inconsistent { table: "publication", what: format!("period {number}") })
        })
        .transpose()
}
