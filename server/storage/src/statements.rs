//! Statements: everything charged to an account in a period, with revisions, and the registers they came from.
//! Not here: receipts, which say how a statement was delivered.

use crate::bulk::{BATCH, values_sql};
use crate::db::on;
use crate::{Result, StorageError, Tx};
use domain::charge::Sums;
use domain::id::{AccountId, SupplierId};
use domain::{ChargeDetails, Decimal, Money, Period};
use sqlx::AssertSqlSafe;
use std::collections::BTreeMap;

/// A line of a statement, pointing into the dictionaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Who is paid.
    pub supplier: SupplierId,
    /// For what (row number of a service).
    pub service: i64,
    /// Consumption.
    pub volume: Decimal,
    /// Roubles per unit.
    pub tariff: Decimal,
    /// The sums.
    pub sums: Sums,
}

/// A statement at one of its revisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The account.
    pub account: AccountId,
    /// 1 for the first register of a period.
    pub revision: i64,
    /// The sum of the lines' totals.
    pub total: Money,
    /// In the order of the register.
    pub lines: Vec<Line>,
    /// What lines carry beside their sums, by place; none for most.
    pub details: Details,
}

/// Meters, norms, reasons: by the place of their line in the statement.
pub type Details = BTreeMap<usize, ChargeDetails>;

impl Statement {
    /// The lines as they are stored: a JSON array of arrays of eleven numbers.
    pub fn encode_lines(lines: &[Line], out: &mut String) {
        use std::fmt::Write;
        out.clear();
        out.push('[');
        for (i, line) in lines.iter().enumerate() {
            let s = &line.sums;
            let comma = if i == 0 { "" } else { "," };
            write!(
                out,
                "{comma}[{},{},{},{},{},{},{},{},{},{},{}]",
                line.supplier.0,
                line.service,
                line.volume.0,
                line.tariff.0,
                s.opening.0,
                s.charged.0,
                s.recalculation.0,
                s.benefit.0,
                s.penalty.0,
                s.paid.0,
                s.total.0
            )
            .expect("writing to a String cannot fail");
        }
        out.push(']');
    }

    /// The sum for each supplier, in the order of the register.
    pub fn totals(&self) -> Vec<(SupplierId, Money)> {
        let mut totals: Vec<(SupplierId, Money)> = Vec::new();
        for line in &self.lines {
            match totals.iter_mut().find(|(supplier, _)| *supplier == line.supplier) {
                Some((_, total)) => *total += line.sums.total,
                None => totals.push((line.supplier, line.sums.total)),
            }
        }
        totals
    }

    /// The sum for one supplier.
    pub fn total_of(&self, supplier: SupplierId) -> Money {
        self.lines.iter().filter(|line| line.supplier == supplier).map(|line| line.sums.total).sum()
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    account_id: i64,
    revision: i64,
    total: i64,
    lines: String,
    details: Option<String>,
}

impl TryFrom<Row> for Statement {
    type Error = StorageError;
    fn try_from(row: Row) -> Result<Self> {
        let lines: Vec<[i64; 11]> = serde_json::from_str(&row.lines).map_err(|error| StorageError::Inconsistent {
            table: "statement",
            what: format!("lines of account {}: {error}", row.account_id),
        })?;
        let line =
            |[supplier, service, volume, tariff, opening, charged, recalculation, benefit, penalty, paid, total]: [i64;
                 11]| {
                Line {
                    supplier: SupplierId(supplier),
                    service,
                    volume: Decimal(volume),
                    tariff: Decimal(tariff),
                    sums: Sums {
                        opening: Money(opening),
                        charged: Money(charged),
                        recalculation: Money(recalculation),
                        benefit: Money(benefit),
                        penalty: Money(penalty),
                        paid: Money(paid),
                        total: Money(total),
                    },
                }
            };
        Ok(Self {
            account: AccountId(row.account_id),
            revision: row.revision,
            total: Money(row.total),
            details: row.details.as_deref().map_or(Ok(Details::new()), serde_json::from_str).map_err(|error| {
                StorageError::Inconsistent {
                    table: "statement",
                    what: format!("details of account {}: {error}", row.account_id),
                }
            })?,
            lines: lines.into_iter().map(line).collect(),
        })
    }
}

/// Makes every other import wait until this transaction ends.
pub async fn lock_imports(tx: &mut Tx, now: i64) -> Result<()> {
    let sql = "update work_lock set taken_at = $1 where name = 'import'";
    on!(tx, c => sqlx::query(sql).bind(now).execute(c).await.map(drop))?;
    Ok(())
}

/// A register that was taken.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ImportRow {
    /// Row number.
    pub id: i64,
    /// The file's hash.
    pub sha256: Vec<u8>,
    /// Lines of charges.
    pub lines: i64,
    /// Accounts.
    pub accounts: i64,
    /// Sum of all totals.
    #[sqlx(try_from = "i64")]
    pub total: Money,
}

/// The last register taken for a period.
pub async fn last_import(tx: &mut Tx, period: Period) -> Result<Option<ImportRow>> {
    let sql = "select id, sha256, lines, accounts, total from register_import where period = $1 order by id desc limit 1";
    Ok(on!(tx, c => sqlx::query_as(sql).bind(period.to_i64()).fetch_optional(c).await)?)
}

/// The first period any register was taken for.
pub async fn first_period(tx: &mut Tx) -> Result<Option<Period>> {
    let number: Option<i64> =
        on!(tx, c => sqlx::query_scalar("select min(period) from register_import").fetch_one(c).await)?;
    number.map(period_of).transpose()
}

/// The number of the next import.
pub async fn next_import_id(tx: &mut Tx) -> Result<i64> {
    Ok(on!(tx, c => sqlx::query_scalar("select coalesce(max(id), 0) + 1 from register_import").fetch_one(c).await)?)
}

/// Notes that a register was taken.
pub async fn insert_import(tx: &mut Tx, period: Period, import: &ImportRow, now: i64) -> Result<()> {
    let sql = "insert into register_import (id, period, sha256, lines, accounts, total, imported_at)
        values ($1, $2, $3, $4, $5, $6, $7)";
    on!(tx, c => sqlx::query(sql)
        .bind(import.id)
        .bind(period.to_i64())
        .bind(&import.sha256)
        .bind(import.lines)
        .bind(import.accounts)
        .bind(import.total.0)
        .bind(now)
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// What a register says of one supplier.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct RegisterTotal {
    /// The supplier.
    #[sqlx(try_from = "i64")]
    pub supplier_id: SupplierId,
    /// Lines.
    pub lines: i64,
    /// Accounts with at least one line.
    pub accounts: i64,
    /// Sum of totals.
    #[sqlx(try_from = "i64")]
    pub total: Money,
}

/// The totals of a period's register by supplier.
pub async fn list_totals(tx: &mut Tx, period: Period) -> Result<Vec<RegisterTotal>> {
    let sql = "select supplier_id, lines, accounts, total from register_total where period = $1 order by supplier_id";
    Ok(on!(tx, c => sqlx::query_as(sql).bind(period.to_i64()).fetch_all(c).await)?)
}

/// Replaces the totals of a period's register.
pub async fn replace_totals(tx: &mut Tx, period: Period, totals: &[RegisterTotal]) -> Result<()> {
    let delete = "delete from register_total where period = $1";
    let insert = "insert into register_total (period, supplier_id, lines, accounts, total) values ($1, $2, $3, $4, $5)";
    on!(tx, c => sqlx::query(delete).bind(period.to_i64()).execute(c).await.map(drop))?;
    for total in totals {
        on!(tx, c => sqlx::query(insert)
            .bind(period.to_i64())
            .bind(total.supplier_id.0)
            .bind(total.lines)
            .bind(total.accounts)
            .bind(total.total.0)
            .execute(c)
            .await
            .map(drop))?;
    }
    Ok(())
}

/// A statement to be written, its lines encoded already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewStatement {
    /// The account.
    pub account: AccountId,
    /// Its revision.
    pub revision: i64,
    /// The sum of the lines' totals.
    pub total: Money,
    /// See [`Statement::encode_lines`].
    pub lines: String,
    /// See [`encode_details`].
    pub details: Option<String>,
}

/// Details as they are stored; nothing for none.
pub fn encode_details(details: &Details) -> Option<String> {
    if details.is_empty() { None } else { serde_json::to_string(details).ok() }
}

/// Writes statements of an import.
pub async fn insert_all(tx: &mut Tx, period: Period, import_id: i64, statements: &[NewStatement]) -> Result<()> {
    for batch in statements.chunks(BATCH) {
        let prefix = "insert into statement (period, account_id, revision, import_id, total, lines, details)";
        let sql = AssertSqlSafe(values_sql(tx.engine(), prefix, 7, batch.len(), ""));
        on!(tx, c => {
            let mut query = sqlx::query(sql);
            for statement in batch {
                query = query
                    .bind(period.to_i64())
                    .bind(statement.account.0)
                    .bind(statement.revision)
                    .bind(import_id)
                    .bind(statement.total.0)
                    .bind(&statement.lines)
                    .bind(&statement.details);
            }
            query.execute(c).await.map(drop)
        })?;
    }
    Ok(())
}

/// Replaces the lines of statements that this very import wrote (the register names an account in several places).
pub async fn replace_lines(tx: &mut Tx, period: Period, import_id: i64, statement: &NewStatement) -> Result<()> {
    let sql = "update statement set total = $1, lines = $2, details = $3
        where period = $4 and account_id = $5 and revision = $6 and import_id = $7";
    on!(tx, c => sqlx::query(sql)
        .bind(statement.total.0)
        .bind(&statement.lines)
        .bind(&statement.details)
        .bind(period.to_i64())
        .bind(statement.account.0)
        .bind(statement.revision)
        .bind(import_id)
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// The newest revision of the statements of these accounts, as stored: account, revision, import, lines.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct StoredLines {
    /// The account.
    #[sqlx(try_from = "i64")]
    pub account_id: AccountId,
    /// The revision.
    pub revision: i64,
    /// The import that wrote it.
    pub import_id: i64,
    /// Encoded lines.
    pub lines: String,
    /// Encoded details.
    pub details: Option<String>,
}

/// See [`StoredLines`]; in no order.
pub async fn list_newest(tx: &mut Tx, period: Period, accounts: &[AccountId]) -> Result<Vec<StoredLines>> {
    let ids: Vec<i64> = accounts.iter().map(|id| id.0).collect();
    let list = |condition: &str| {
        AssertSqlSafe(format!(
            "select account_id, revision, import_id, lines, details from statement s
             where period = $1 and account_id {condition} and not exists (
                select 1 from statement n
                where n.period = s.period and n.account_id = s.account_id and n.revision > s.revision)"
        ))
    };
    let number = period.to_i64();
    Ok(match tx {
        Tx::Sqlite(c) => {
            let json = serde_json::to_string(&ids).unwrap_or_default();
            let sql = list("in (select value from json_each($2))");
            sqlx::query_as(sql).bind(number).bind(json).fetch_all(&mut **c).await?
        }
        Tx::Postgres(c) => sqlx::query_as(list("= any($2)")).bind(number).bind(&ids[..]).fetch_all(&mut **c).await?,
    })
}

/// Decodes stored lines.
pub fn decode(stored: StoredLines) -> Result<Statement> {
    let StoredLines { account_id, revision, lines, details, .. } = stored;
    let mut statement = Statement::try_from(Row { account_id: account_id.0, revision, total: 0, lines, details })?;
    statement.total = statement.lines.iter().map(|line| line.sums.total).sum();
    Ok(statement)
}

/// How many accounts have a statement in a period.
pub async fn count_accounts(tx: &mut Tx, period: Period) -> Result<i64> {
    let sql = "select count(*) from (select distinct account_id from statement where period = $1) as accounts";
    Ok(on!(tx, c => sqlx::query_scalar(sql).bind(period.to_i64()).fetch_one(c).await)?)
}

/// Forgets a period that has not been published: a new register takes its place as a whole.
pub async fn delete_period(tx: &mut Tx, period: Period) -> Result<()> {
    let sql = "delete from statement where period = $1";
    on!(tx, c => sqlx::query(sql).bind(period.to_i64()).execute(c).await.map(drop))?;
    Ok(())
}

/// The newest revisions after an account, in the order of accounts, at most `limit`.
pub async fn list_after(tx: &mut Tx, period: Period, after: AccountId, limit: i64) -> Result<Vec<Statement>> {
    let sql = "select account_id, revision, total, lines, details from statement s
        where period = $1 and account_id > $2 and not exists (
            select 1 from statement n
            where n.period = s.period and n.account_id = s.account_id and n.revision > s.revision)
        order by account_id limit $3";
    let rows: Vec<Row> =
        on!(tx, c => sqlx::query_as(sql).bind(period.to_i64()).bind(after.0).bind(limit).fetch_all(c).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// One statement at one revision.
pub async fn find(tx: &mut Tx, period: Period, account: AccountId, revision: i64) -> Result<Option<Statement>> {
    let sql = "select account_id, revision, total, lines, details from statement
        where period = $1 and account_id = $2 and revision = $3";
    let row: Option<Row> =
        on!(tx, c => sqlx::query_as(sql).bind(period.to_i64()).bind(account.0).bind(revision).fetch_optional(c).await)?;
    row.map(TryInto::try_into).transpose()
}

/// An account's statements of the periods from `first` to `last`, every revision, oldest first.
pub async fn list_of_account(
    tx: &mut Tx,
    account: AccountId,
    first: Period,
    last: Period,
) -> Result<Vec<(Period, Statement)>> {
    #[derive(sqlx::FromRow)]
    struct Dated {
        period: i64,
        #[sqlx(flatten)]
        row: Row,
    }
    let sql = "select period, account_id, revision, total, lines, details from statement
        where account_id = $1 and period between $2 and $3 order by period, revision";
    let rows: Vec<Dated> = on!(tx, c => sqlx::query_as(sql)
        .bind(account.0)
        .bind(first.to_i64())
        .bind(last.to_i64())
        .fetch_all(c)
        .await)?;
    rows.into_iter().map(|dated| Ok((period_of(dated.period)?, dated.row.try_into()?))).collect()
}

/// The totals of an account's newest periods, newest first: what a household can read on its last receipts.
pub async fn list_recent_totals(tx: &mut Tx, account: AccountId, from: Period) -> Result<Vec<(Period, Money)>> {
    let sql = "select period, total from statement s
        where period >= $1 and account_id = $2 and not exists (
            select 1 from statement n
            where n.period = s.period and n.account_id = s.account_id and n.revision > s.revision)
        order by period desc";
    let rows: Vec<(i64, i64)> = on!(tx, c => sqlx::query_as(sql).bind(from.to_i64()).bind(account.0).fetch_all(c).await)?;
    rows.into_iter().map(|(period, total)| Ok((period_of(period)?, Money(total)))).collect()
}

/// The newest statement of an account of any period.
pub async fn find_newest_of(tx: &mut Tx, account: AccountId, upto: Period) -> Result<Option<(Period, Statement)>> {
    // Going back by periods keeps to the primary key; an account without a year of charges is closed.
    let mut period = upto;
    for _ in 0..12 {
        let found = list_newest(tx, period, &[account]).await?;
        if let Some(stored) = found.into_iter().next() {
            return Ok(Some((period, decode(stored)?)));
        }
        period = period.previous();
    }
    Ok(None)
}

fn period_of(number: i64) -> Result<Period> {
    Period::from_i64(number).map_err(|_| StorageError::Inconsistent { table: "statement", what: format!("period {number}") })
}
