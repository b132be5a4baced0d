//! Payments by link: opened with an acquirer, then paid or failed.
//! Not here: acquirers, and what is left to pay (see `cabinet`).

use crate::db::on;
use crate::{Result, StorageError, Tx};
use domain::id::{AccountId, ReceiptId, SupplierId};
use domain::view::PaymentState;
use domain::{Money, Period};
use uuid::Uuid;

/// A payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentRow {
    /// Its id.
    pub id: Uuid,
    /// The account.
    pub account: AccountId,
    /// The month.
    pub period: Period,
    /// The receipt version it was opened from.
    pub receipt: ReceiptId,
    /// How much.
    pub amount: Money,
    /// Each payee's part.
    pub parts: Vec<(SupplierId, Money)>,
    /// Where it stands.
    pub state: PaymentState,
    /// The account's `pay_epoch` when it was opened.
    pub pay_epoch: i64,
    /// The acquirer's page.
    pub page: String,
    /// When it was opened.
    pub opened_at: i64,
    /// When its state last changed.
    pub changed_at: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    account_id: i64,
    period: i64,
    receipt_id: Uuid,
    amount: i64,
    parts: String,
    state: String,
    pay_epoch: i64,
    page: String,
    opened_at: i64,
    changed_at: i64,
}

impl TryFrom<Row> for PaymentRow {
    type Error = StorageError;
    fn try_from(row: Row) -> Result<Self> {
        let wrong = || StorageError::Inconsistent { table: "payment", what: format!("row {}", row.id) };
        Ok(Self {
            id: row.id,
            account: AccountId(row.account_id),
            period: Period::from_i64(row.period).map_err(|_| wrong())?,
            receipt: ReceiptId(row.receipt_id),
            amount: Money(row.amount),
            parts: serde_json::from_str(&row.parts).map_err(|_| wrong())?,
            state: match row.state.as_str() {
                "pending" => PaymentState::Pending,
                "paid" => PaymentState::Paid,
                "failed" => PaymentState::Failed,
                _ => return Err(wrong()),
            },
            pay_epoch: row.pay_epoch,
            page: row.page,
            opened_at: row.opened_at,
            changed_at: row.changed_at,
        })
    }
}

fn text(state: PaymentState) -> &'static str {
    match state {
        PaymentState::Pending => "pending",
        PaymentState::Paid => "paid",
        PaymentState::Failed => "failed",
    }
}

const COLUMNS: &str = "id, account_id, period, receipt_id, amount, parts, state, pay_epoch, page, opened_at, changed_at";

/// Enters a payment.
pub async fn insert(tx: &mut Tx, payment: &PaymentRow) -> Result<()> {
    let sql = "insert into payment (id, account_id, period, receipt_id, amount, parts, state, pay_epoch, page, opened_at,
            changed_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    on!(tx, c => sqlx::query(sql)
        .bind(payment.id)
        .bind(payment.account.0)
        .bind(payment.period.to_i64())
        .bind(payment.receipt.0)
        .bind(payment.amount.0)
        .bind(serde_json::to_string(&payment.parts).unwrap_or_default())
        .bind(text(payment.state))
        .bind(payment.pay_epoch)
        .bind(&payment.page)
        .bind(payment.opened_at)
        .bind(payment.changed_at)
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// One payment.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Option<PaymentRow>> {
    let sql = sqlx::AssertSqlSafe(format!("select {COLUMNS} from payment where id = $1"));
    let row: Option<Row> = on!(tx, c => sqlx::query_as(sql).bind(id).fetch_optional(c).await)?;
    row.map(TryInto::try_into).transpose()
}

/// An account's payments, of one period or of all, newest first, at most `limit`.
pub async fn list_of_account(
    tx: &mut Tx,
    account: AccountId,
    period: Option<Period>,
    limit: i64,
) -> Result<Vec<PaymentRow>> {
    let sql = sqlx::AssertSqlSafe(format!(
        "select {COLUMNS} from payment where account_id = $1 and period between $2 and $3
         order by opened_at desc, id desc limit $4"
    ));
    let (first, last) = period.map_or((0, i64::MAX), |period| (period.to_i64(), period.to_i64()));
    let rows: Vec<Row> =
        on!(tx, c => sqlx::query_as(sql).bind(account.0).bind(first).bind(last).bind(limit).fetch_all(c).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// An account's payments that were paid before a moment, newest first, at most `limit`.
pub async fn list_paid(tx: &mut Tx, account: AccountId, before: i64, limit: i64) -> Result<Vec<PaymentRow>> {
    let sql = sqlx::AssertSqlSafe(format!(
        "select {COLUMNS} from payment where account_id = $1 and state = 'paid' and changed_at < $2
         order by changed_at desc, id desc limit $3"
    ));
    let rows: Vec<Row> = on!(tx, c => sqlx::query_as(sql).bind(account.0).bind(before).bind(limit).fetch_all(c).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Payments without an answer that were opened before a moment, oldest first.
pub async fn list_pending(tx: &mut Tx, before: i64, limit: i64) -> Result<Vec<PaymentRow>> {
    let sql = sqlx::AssertSqlSafe(format!(
        "select {COLUMNS} from payment where state = 'pending' and opened_at < $1 order by opened_at limit $2"
    ));
    let rows: Vec<Row> = on!(tx, c => sqlx::query_as(sql).bind(before).bind(limit).fetch_all(c).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Notes the acquirer's page of a payment.
pub async fn set_page(tx: &mut Tx, id: Uuid, page: &str) -> Result<()> {
    let sql = "update payment set page = $2 where id = $1 and state = 'pending'";
    on!(tx, c => sqlx::query(sql).bind(id).bind(page).execute(c).await.map(drop))?;
    Ok(())
}

/// Settles a payment once: true if this call did it. Paid is never taken back here.
pub async fn settle(tx: &mut Tx, id: Uuid, state: PaymentState, now: i64) -> Result<bool> {
    let sql = "update payment set state = $2, changed_at = $3
        where id = $1 and (state = 'pending' or (state = 'failed' and $2 = 'paid'))";
    Ok(
        on!(tx, c => sqlx::query(sql).bind(id).bind(text(state)).bind(now).execute(c).await.map(|done| done.rows_affected()))?
            == 1,
    )
}
