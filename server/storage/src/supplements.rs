//! Supplements to a print run: receipts whose letters came back, each in one supplement only.
//! Not here: their rows in delivery order (see `receipts::list_for_print`), files (see `cabinet::print_run`).

use crate::db::on;
use crate::{Result, Tx};
use domain::{Money, Period};

/// The supplement of a period that was begun and is not written yet, or the newest written one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct SupplementRow {
    /// Counted from one within a period.
    pub number: i64,
    /// When its files were whole.
    pub done_at: Option<i64>,
}

/// The supplements of a period, the newest first.
pub async fn list(tx: &mut Tx, period: Period) -> Result<Vec<SupplementRow>> {
    let sql = "select number, done_at from supplement where period = $1 order by number desc";
    Ok(on!(tx, c => sqlx::query_as(sql).bind(period.to_i64()).fetch_all(c).await)?)
}

/// Begins a supplement with every current receipt none of whose letters is on its way or has arrived, and that no earlier
/// supplement holds; answers how many there are. With none, nothing is begun.
pub async fn begin(tx: &mut Tx, period: Period, number: i64, now: i64) -> Result<u64> {
    let sql = "insert into supplement_receipt (receipt_id, period, number)
        select r.id, r.period, $2 from receipt r
        where r.period = $1 and r.replaced_at is null
            and not exists (select 1 from supplement_receipt s where s.receipt_id = r.id)
            and exists (select 1 from message m where m.receipt_id = r.id and m.channel = 'email')
            and not exists (select 1 from message m join message w on w.id = coalesce(m.part_of, m.id)
                where m.receipt_id = r.id and m.channel = 'email' and w.state not in ('failed', 'returned'))";
    let receipts = on!(tx, c => sqlx::query(sql)
        .bind(period.to_i64())
        .bind(number)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    if receipts > 0 {
        let sql = "insert into supplement (period, number, made_at) values ($1, $2, $3)";
        on!(tx, c => sqlx::query(sql).bind(period.to_i64()).bind(number).bind(now).execute(c).await.map(drop))?;
    }
    Ok(receipts)
}

/// Notes that the files of a supplement are whole.
pub async fn finish(tx: &mut Tx, period: Period, number: i64, now: i64) -> Result<()> {
    let sql = "update supplement set done_at = coalesce(done_at, $3) where period = $1 and number = $2";
    on!(tx, c => sqlx::query(sql).bind(period.to_i64()).bind(number).bind(now).execute(c).await.map(drop))?;
    Ok(())
}

/// What the receipts of a supplement come to: the parts of them that went by e-mail.
pub async fn total(tx: &mut Tx, period: Period, number: i64) -> Result<Money> {
    let sql = "select cast(coalesce(sum(r.electronic), 0) as bigint) from supplement_receipt s
        join receipt r on r.id = s.receipt_id where s.period = $1 and s.number = $2";
    Ok(Money(on!(tx, c => sqlx::query_scalar(sql).bind(period.to_i64()).bind(number).fetch_one(c).await)?))
}
