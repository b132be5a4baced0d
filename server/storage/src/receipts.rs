//! Receipts: versions of what a household got for a period, and which part went which way.
//! Not here: the charges, which are in the statement of the receipt's revision.

use crate::bulk::{BATCH, among, values_sql};
use crate::db::on;
use crate::{Result, StorageError, Tx};
use domain::id::{AccountId, ReceiptId, SupplierId};
use domain::{CheckCode, Money, Period};
use sqlx::AssertSqlSafe;

/// One version of a receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptRow {
    /// Its id.
    pub id: ReceiptId,
    /// The month.
    pub period: Period,
    /// The account.
    pub account: AccountId,
    /// 1, 2, …
    pub version: i64,
    /// The statement's revision.
    pub revision: i64,
    /// When it was published.
    pub published_at: i64,
    /// Everything.
    pub total: Money,
    /// What went by e-mail.
    pub electronic: Money,
    /// What went on paper.
    pub paper: Money,
    /// The suppliers that went by e-mail.
    pub electronic_suppliers: Vec<SupplierId>,
    /// When a newer version replaced it.
    pub replaced_at: Option<i64>,
    /// Its mark of authenticity; none for what was published before receipts were signed.
    pub mark: Option<MarkRow>,
}

/// What makes a receipt version provably ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkRow {
    /// The requisites it names.
    pub requisites: i64,
    /// Number of the key.
    pub key: i64,
    /// Ed25519, 64 bytes.
    pub signature: Vec<u8>,
    /// The code people type.
    pub code: CheckCode,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: uuid::Uuid,
    period: i64,
    account_id: i64,
    version: i64,
    revision: i64,
    published_at: i64,
    total: i64,
    electronic: i64,
    paper: i64,
    electronic_suppliers: String,
    replaced_at: Option<i64>,
    requisites_id: Option<i64>,
    key_number: Option<i64>,
    signature: Option<Vec<u8>>,
    check_code: Option<i64>,
}

impl TryFrom<Row> for ReceiptRow {
    type Error = StorageError;
    fn try_from(row: Row) -> Result<Self> {
        let wrong = || StorageError::Inconsistent { table: "receipt", what: format!("row {}", row.id) };
        Ok(Self {
            id: ReceiptId(row.id),
            period: Period::from_i64(row.period).map_err(|_| wrong())?,
            account: AccountId(row.account_id),
            version: row.version,
            revision: row.revision,
            published_at: row.published_at,
            total: Money(row.total),
            electronic: Money(row.electronic),
            paper: Money(row.paper),
            electronic_suppliers: serde_json::from_str(&row.electronic_suppliers).map_err(|_| wrong())?,
            replaced_at: row.replaced_at,
            mark: match (row.requisites_id, row.key_number, row.signature, row.check_code) {
                (Some(requisites), Some(key), Some(signature), Some(code)) => {
                    let code = CheckCode::from_i64(code).ok_or_else(wrong)?;
                    Some(MarkRow { requisites, key, signature, code })
                }
                _ => None,
            },
        })
    }
}

const COLUMNS: &str = "id, period, account_id, version, revision, published_at, total, electronic, paper,
    electronic_suppliers, replaced_at, requisites_id, key_number, signature, check_code";

/// Writes new versions.
pub async fn insert_all(tx: &mut Tx, receipts: &[ReceiptRow]) -> Result<()> {
    for batch in receipts.chunks(BATCH) {
        let prefix =
            "insert into receipt (id, period, account_id, version, revision, published_at, total, electronic, paper,
            electronic_suppliers, requisites_id, key_number, signature, check_code)";
        let sql = AssertSqlSafe(values_sql(tx.engine(), prefix, 14, batch.len(), ""));
        on!(tx, c => {
            let mut query = sqlx::query(sql);
            for receipt in batch {
                query = query
                    .bind(receipt.id.0)
                    .bind(receipt.period.to_i64())
                    .bind(receipt.account.0)
                    .bind(receipt.version)
                    .bind(receipt.revision)
                    .bind(receipt.published_at)
                    .bind(receipt.total.0)
                    .bind(receipt.electronic.0)
                    .bind(receipt.paper.0)
                    .bind(serde_json::to_string(&receipt.electronic_suppliers).unwrap_or_default())
                    .bind(receipt.mark.as_ref().map(|mark| mark.requisites))
                    .bind(receipt.mark.as_ref().map(|mark| mark.key))
                    .bind(receipt.mark.as_ref().map(|mark| &mark.signature[..]))
                    .bind(receipt.mark.as_ref().map(|mark| mark.code.to_i64()));
            }
            query.execute(c).await.map(drop)
        })?;
    }
    Ok(())
}

/// Marks versions as replaced.
pub async fn mark_replaced(tx: &mut Tx, ids: &[ReceiptId], now: i64) -> Result<()> {
    for id in ids {
        let sql = "update receipt set replaced_at = $2 where id = $1 and replaced_at is null";
        on!(tx, c => sqlx::query(sql).bind(id.0).bind(now).execute(c).await.map(drop))?;
    }
    Ok(())
}

/// One receipt, of any version.
pub async fn find(tx: &mut Tx, id: ReceiptId) -> Result<Option<ReceiptRow>> {
    let sql = AssertSqlSafe(format!("select {COLUMNS} from receipt where id = $1"));
    let row: Option<Row> = on!(tx, c => sqlx::query_as(sql).bind(id.0).fetch_optional(c).await)?;
    row.map(TryInto::try_into).transpose()
}

/// The receipt version with this check code.
pub async fn find_by_code(tx: &mut Tx, code: CheckCode) -> Result<Option<ReceiptRow>> {
    let sql = AssertSqlSafe(format!("select {COLUMNS} from receipt where check_code = $1"));
    let row: Option<Row> = on!(tx, c => sqlx::query_as(sql).bind(code.to_i64()).fetch_optional(c).await)?;
    row.map(TryInto::try_into).transpose()
}

/// The versions of an account's receipt of a period, oldest first.
pub async fn list_versions(tx: &mut Tx, period: Period, account: AccountId) -> Result<Vec<ReceiptRow>> {
    let sql = AssertSqlSafe(format!("select {COLUMNS} from receipt where period = $1 and account_id = $2 order by version"));
    let rows: Vec<Row> = on!(tx, c => sqlx::query_as(sql).bind(period.to_i64()).bind(account.0).fetch_all(c).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Receipts without a signature, or with one of a revoked key; at most `limit`.
pub async fn list_unsigned(tx: &mut Tx, limit: i64) -> Result<Vec<ReceiptRow>> {
    let sql = AssertSqlSafe(format!(
        "select {COLUMNS} from receipt where key_number is null
         union all
         select {COLUMNS} from receipt where key_number in (select number from signing_key where revoked_at is not null)
         limit $1"
    ));
    let rows: Vec<Row> = on!(tx, c => sqlx::query_as(sql).bind(limit).fetch_all(c).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Signs versions that exist.
pub async fn set_marks(tx: &mut Tx, marks: &[(ReceiptId, MarkRow)]) -> Result<()> {
    let sql = "update receipt set requisites_id = $2, key_number = $3, signature = $4, check_code = $5 where id = $1";
    for (id, mark) in marks {
        on!(tx, c => sqlx::query(sql)
            .bind(id.0)
            .bind(mark.requisites)
            .bind(mark.key)
            .bind(&mark.signature[..])
            .bind(mark.code.to_i64())
            .execute(c)
            .await
            .map(drop))?;
    }
    Ok(())
}

/// The current receipts of a period for accounts from `first` to `last`.
pub async fn list_current(tx: &mut Tx, period: Period, first: AccountId, last: AccountId) -> Result<Vec<ReceiptRow>> {
    let sql = AssertSqlSafe(format!(
        "select {COLUMNS} from receipt
         where period = $1 and account_id between $2 and $3 and replaced_at is null order by account_id"
    ));
    let rows: Vec<Row> =
        on!(tx, c => sqlx::query_as(sql).bind(period.to_i64()).bind(first.0).bind(last.0).fetch_all(c).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The current receipts of an account that are fully published, newest first, at most `limit`.
pub async fn list_of_account(tx: &mut Tx, account: AccountId, limit: i64) -> Result<Vec<ReceiptRow>> {
    let sql = AssertSqlSafe(format!(
        "select {COLUMNS} from receipt r
         where account_id = $1 and replaced_at is null
            and exists (select 1 from publication p where p.period = r.period and p.finished_at is not null)
         order by period desc limit $2"
    ));
    let rows: Vec<Row> = on!(tx, c => sqlx::query_as(sql).bind(account.0).bind(limit).fetch_all(c).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Every version of an account's receipts that was published before a moment, newest first, at most `limit`; none of a
/// publication that has never been finished.
pub async fn list_history(tx: &mut Tx, account: AccountId, before: i64, limit: i64) -> Result<Vec<ReceiptRow>> {
    let sql = AssertSqlSafe(format!(
        "select {COLUMNS} from receipt r
         where account_id = $1 and published_at < $2
            and exists (select 1 from publication p where p.period = r.period and p.finished_at is not null)
         order by published_at desc, period desc, version desc limit $3"
    ));
    let rows: Vec<Row> = on!(tx, c => sqlx::query_as(sql).bind(account.0).bind(before).bind(limit).fetch_all(c).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// A receipt with all that its document says: the account as it was described at the publication, the statement at the
/// receipt's revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentRow {
    /// The account.
    pub account: crate::accounts::AccountRow,
    /// Its key of delivery order.
    pub delivery_key: String,
    /// How often the account's pay links have been revoked.
    pub pay_epoch: i64,
    /// The receipt.
    pub receipt: ReceiptRow,
    /// The statement.
    pub statement: crate::statements::Statement,
}

#[derive(sqlx::FromRow)]
struct RawDocument {
    #[sqlx(flatten)]
    account: crate::accounts::AccountRow,
    delivery_key: String,
    pay_epoch: i64,
    receipt_id: uuid::Uuid,
    period: i64,
    version: i64,
    published_at: i64,
    receipt_total: i64,
    electronic: i64,
    paper: i64,
    electronic_suppliers: String,
    replaced_at: Option<i64>,
    requisites_id: Option<i64>,
    key_number: Option<i64>,
    signature: Option<Vec<u8>>,
    check_code: Option<i64>,
    revision: i64,
    lines: String,
    details: Option<String>,
}

impl TryFrom<RawDocument> for DocumentRow {
    type Error = StorageError;
    fn try_from(row: RawDocument) -> Result<Self> {
        let stored = crate::statements::StoredLines {
            account_id: row.account.id,
            revision: row.revision,
            import_id: 0,
            lines: row.lines,
            details: row.details,
        };
        let receipt = Row {
            id: row.receipt_id,
            period: row.period,
            account_id: row.account.id.0,
            version: row.version,
            revision: row.revision,
            published_at: row.published_at,
            total: row.receipt_total,
            electronic: row.electronic,
            paper: row.paper,
            electronic_suppliers: row.electronic_suppliers,
            replaced_at: row.replaced_at,
            requisites_id: row.requisites_id,
            key_number: row.key_number,
            signature: row.signature,
            check_code: row.check_code,
        };
        Ok(Self {
            receipt: receipt.try_into()?,
            statement: crate::statements::decode(stored)?,
            delivery_key: row.delivery_key,
            pay_epoch: row.pay_epoch,
            account: row.account,
        })
    }
}

const DOCUMENTS: &str = "select a.id, a.number, coalesce(h.els, a.els) as els, coalesce(h.city, a.city) as city,
        coalesce(h.street, a.street) as street, coalesce(h.house, a.house) as house, coalesce(h.flat, a.flat) as flat,
        coalesce(h.holder, a.holder) as holder, coalesce(h.area, a.area) as area,
        coalesce(h.residents, a.residents) as residents, a.delivery_key, a.pay_epoch,
        r.id as receipt_id, r.period, r.version, r.published_at, r.total as receipt_total, r.electronic, r.paper,
        r.electronic_suppliers, r.replaced_at, r.requisites_id, r.key_number, r.signature, r.check_code, r.revision,
        s.lines, s.details
    from utility_account a
    join receipt r on r.account_id = a.id
    join statement s on s.period = r.period and s.account_id = a.id and s.revision = r.revision
    left join account_history h on h.account_id = a.id and h.until_at =
        (select min(until_at) from account_history o where o.account_id = a.id and o.until_at > r.published_at)";

/// The documents of these receipts, of any version, in no order. One whose rows contradict each other does not hide the
/// others.
pub async fn list_documents(tx: &mut Tx, ids: &[ReceiptId]) -> Result<Vec<(ReceiptId, Result<DocumentRow>)>> {
    let (among, ids) = among(tx.engine(), 1, ids.iter().map(|id| id.0));
    let sql = AssertSqlSafe(format!("{DOCUMENTS} where r.id {among}"));
    let rows: Vec<RawDocument> = on!(tx, c => sqlx::query_as(sql).bind(ids).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|row| (ReceiptId(row.receipt_id), row.try_into())).collect())
}

/// Where a page of the print run ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrintPosition {
    /// Key of delivery order.
    pub delivery_key: String,
    /// Account, among equal keys.
    pub account: i64,
}

/// The current receipts of a period in delivery order, after a position, at most `limit`.
pub async fn list_for_print(
    tx: &mut Tx,
    period: Period,
    supplement: Option<i64>,
    after: &PrintPosition,
    limit: i64,
) -> Result<Vec<DocumentRow>> {
    let sql = AssertSqlSafe(format!(
        "{DOCUMENTS}
         where r.period = $1 and r.replaced_at is null and (a.delivery_key, a.id) > ($2, $3)
            and ($5 = 0 or exists (select 1 from supplement_receipt x
                where x.receipt_id = r.id and x.period = $1 and x.number = $5))
         order by a.delivery_key, a.id limit $4"
    ));
    let rows: Vec<RawDocument> = on!(tx, c => sqlx::query_as(sql)
        .bind(period.to_i64())
        .bind(&after.delivery_key)
        .bind(after.account)
        .bind(limit)
        .bind(supplement.unwrap_or(0))
        .fetch_all(c)
        .await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}
