//! Utility accounts: looked up by number, entered and corrected by registers.
//! Not here: who holds an account (`holders`) and what is charged to it (`statements`).

use crate::bulk::{BATCH, values_sql};
use crate::db::on;
use crate::{Result, Tx};
use domain::id::AccountId;
use domain::{Address, Decimal};
use sqlx::AssertSqlSafe;

/// An account as the last register described it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct AccountRow {
    /// Row number.
    #[sqlx(try_from = "i64")]
    pub id: AccountId,
    /// As the register writes it.
    pub number: String,
    /// Unified number (ЕЛС), or empty.
    pub els: String,
    /// Town.
    pub city: String,
    /// Street.
    pub street: String,
    /// House.
    pub house: String,
    /// Flat, or empty.
    pub flat: String,
    /// Name of the account's holder in the register.
    pub holder: String,
    /// Square metres, millionths.
    pub area: i64,
    /// Registered residents.
    pub residents: i64,
}

impl AccountRow {
    /// The postal address.
    pub fn address(&self) -> Address {
        Address { city: self.city.clone(), street: self.street.clone(), house: self.house.clone(), flat: self.flat.clone() }
    }

    /// Square metres.
    pub fn area(&self) -> Decimal {
        Decimal(self.area)
    }
}

/// Keeps how accounts were described until now.
pub async fn keep_history(tx: &mut Tx, accounts: &[AccountRow], now: i64) -> Result<()> {
    for batch in accounts.chunks(BATCH) {
        let sql = AssertSqlSafe(values_sql(
            tx.engine(),
            "insert into account_history (account_id, until_at, els, city, street, house, flat, holder, area, residents)",
            10,
            batch.len(),
            "on conflict do nothing",
        ));
        on!(tx, c => {
            let mut query = sqlx::query(sql);
            for account in batch {
                query = query
                    .bind(account.id.0)
                    .bind(now)
                    .bind(&account.els)
                    .bind(&account.city)
                    .bind(&account.street)
                    .bind(&account.house)
                    .bind(&account.flat)
                    .bind(&account.holder)
                    .bind(account.area)
                    .bind(account.residents);
            }
            query.execute(c).await.map(drop)
        })?;
    }
    Ok(())
}

/// An account as it was described at a moment.
pub async fn find_as_of(tx: &mut Tx, id: AccountId, moment: i64) -> Result<Option<AccountRow>> {
    let sql = "select a.id, a.number, h.els, h.city, h.street, h.house, h.flat, h.holder, h.area, h.residents
        from account_history h join utility_account a on a.id = h.account_id
        where h.account_id = $1 and h.until_at > $2 order by h.until_at limit 1";
    let then: Option<AccountRow> = on!(tx, c => sqlx::query_as(sql).bind(id.0).bind(moment).fetch_optional(c).await)?;
    match then {
        Some(account) => Ok(Some(account)),
        None => find(tx, id).await,
    }
}

/// Numbers of the accounts from `first` to `last`, by row number.
pub async fn list_numbers(tx: &mut Tx, first: AccountId, last: AccountId) -> Result<Vec<(i64, String)>> {
    let sql = "select id, number from utility_account where id between $1 and $2 order by id";
    Ok(on!(tx, c => sqlx::query_as(sql).bind(first.0).bind(last.0).fetch_all(c).await)?)
}

/// How often the pay links of an account have been revoked; nothing for an unknown account.
pub async fn find_pay_epoch(tx: &mut Tx, id: AccountId) -> Result<Option<i64>> {
    let sql = "select pay_epoch from utility_account where id = $1";
    Ok(on!(tx, c => sqlx::query_scalar(sql).bind(id.0).fetch_optional(c).await)?)
}

/// Lets nobody else change what hangs on this account until the transaction ends.
pub async fn lock(tx: &mut Tx, id: AccountId) -> Result<()> {
    let sql = "update utility_account set pay_epoch = pay_epoch where id = $1";
    on!(tx, c => sqlx::query(sql).bind(id.0).execute(c).await.map(drop))?;
    Ok(())
}

/// Kills the pay links given out before.
pub async fn revoke_pay_links(tx: &mut Tx, id: AccountId) -> Result<()> {
    let sql = "update utility_account set pay_epoch = pay_epoch + 1 where id = $1";
    on!(tx, c => sqlx::query(sql).bind(id.0).execute(c).await.map(drop))?;
    Ok(())
}

const COLUMNS: &str = "id, number, els, city, street, house, flat, holder, area, residents";

/// One account.
pub async fn find(tx: &mut Tx, id: AccountId) -> Result<Option<AccountRow>> {
    let sql =
        "select id, number, els, city, street, house, flat, holder, area, residents from utility_account where id = $1";
    Ok(on!(tx, c => sqlx::query_as(sql).bind(id.0).fetch_optional(c).await)?)
}

/// Accounts whose number is the same but for spaces, hyphens and case: seldom more than one.
pub async fn list_by_lookup_key(tx: &mut Tx, key: &str) -> Result<Vec<AccountRow>> {
    let sql = "select id, number, els, city, street, house, flat, holder, area, residents
        from utility_account where lookup_key = $1 order by id limit 5";
    Ok(on!(tx, c => sqlx::query_as(sql).bind(key).fetch_all(c).await)?)
}

/// The accounts with these exact numbers, in no order.
pub async fn list_by_numbers(tx: &mut Tx, numbers: &[&str]) -> Result<Vec<AccountRow>> {
    let list = |condition: &str| AssertSqlSafe(format!("select {COLUMNS} from utility_account where number {condition}"));
    Ok(match tx {
        Tx::Sqlite(c) => {
            let json = serde_json::to_string(numbers).unwrap_or_default();
            sqlx::query_as(list("in (select value from json_each($1))")).bind(json).fetch_all(&mut **c).await?
        }
        Tx::Postgres(c) => sqlx::query_as(list("= any($1)")).bind(numbers).fetch_all(&mut **c).await?,
    })
}

/// The accounts with these row numbers, in no order.
pub async fn list_by_ids(tx: &mut Tx, ids: &[AccountId]) -> Result<Vec<AccountRow>> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let list = |condition: &str| AssertSqlSafe(format!("select {COLUMNS} from utility_account where id {condition}"));
    Ok(match tx {
        Tx::Sqlite(c) => {
            let json = serde_json::to_string(&ids).unwrap_or_default();
            sqlx::query_as(list("in (select value from json_each($1))")).bind(json).fetch_all(&mut **c).await?
        }
        Tx::Postgres(c) => sqlx::query_as(list("= any($1)")).bind(&ids[..]).fetch_all(&mut **c).await?,
    })
}

/// Accounts after a row number, in order, at most `limit`.
pub async fn list_after(tx: &mut Tx, after: AccountId, limit: i64) -> Result<Vec<AccountRow>> {
    let sql = AssertSqlSafe(format!("select {COLUMNS} from utility_account where id > $1 order by id limit $2"));
    Ok(on!(tx, c => sqlx::query_as(sql).bind(after.0).bind(limit).fetch_all(c).await)?)
}

/// The highest row number in use; zero for none. Rows are never deleted, so the next ones follow it.
pub async fn last_id(tx: &mut Tx) -> Result<i64> {
    Ok(on!(tx, c => sqlx::query_scalar("select coalesce(max(id), 0) from utility_account").fetch_one(c).await)?)
}

/// How many there are.
pub async fn count(tx: &mut Tx) -> Result<i64> {
    Ok(on!(tx, c => sqlx::query_scalar("select count(*) from utility_account").fetch_one(c).await)?)
}

/// Enters accounts, or corrects those whose row number exists.
pub async fn upsert_all(tx: &mut Tx, accounts: &[AccountRow]) -> Result<()> {
    for batch in accounts.chunks(BATCH) {
        let sql = AssertSqlSafe(values_sql(
            tx.engine(),
            "insert into utility_account
                (id, number, lookup_key, els, city, street, house, flat, holder, area, residents, delivery_key)",
            12,
            batch.len(),
            "on conflict (id) do update set els = excluded.els, city = excluded.city, street = excluded.street,
                house = excluded.house, flat = excluded.flat, holder = excluded.holder, area = excluded.area,
                residents = excluded.residents, delivery_key = excluded.delivery_key",
        ));
        on!(tx, c => {
            let mut query = sqlx::query(sql);
            for account in batch {
                query = query
                    .bind(account.id.0)
                    .bind(&account.number)
                    .bind(domain::account::lookup_key(&account.number))
                    .bind(&account.els)
                    .bind(&account.city)
                    .bind(&account.street)
                    .bind(&account.house)
                    .bind(&account.flat)
                    .bind(&account.holder)
                    .bind(account.area)
                    .bind(account.residents)
                    .bind(account.address().delivery_key());
            }
            query.execute(c).await.map(drop)
        })?;
    }
    Ok(())
}
