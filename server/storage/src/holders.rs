//! Holders: which person has proved knowledge of which account.
//! Not here: what is delivered to them.

use crate::db::on;
use crate::{Result, Tx};
use domain::id::{AccountId, ResidentId};
use sqlx::AssertSqlSafe;

/// A binding.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct HolderRow {
    /// Who.
    #[sqlx(try_from = "uuid::Uuid")]
    pub resident_id: ResidentId,
    /// Of what.
    #[sqlx(try_from = "i64")]
    pub account_id: AccountId,
    /// Since when.
    pub bound_at: i64,
    /// How it was proven: `total:2026-11`.
    pub proof: String,
    /// Information by SMS was asked for.
    pub sms_notices: bool,
}

/// Binds; again, it changes nothing.
pub async fn insert(tx: &mut Tx, holder: &HolderRow) -> Result<()> {
    let sql = "insert into holder (resident_id, account_id, bound_at, proof, sms_notices) values ($1, $2, $3, $4, $5)
        on conflict (resident_id, account_id) do nothing";
    on!(tx, c => sqlx::query(sql)
        .bind(holder.resident_id.0)
        .bind(holder.account_id.0)
        .bind(holder.bound_at)
        .bind(&holder.proof)
        .bind(holder.sms_notices)
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// One binding: the proof that a person may see an account.
pub async fn find(tx: &mut Tx, resident: ResidentId, account: AccountId) -> Result<Option<HolderRow>> {
    let sql = "select resident_id, account_id, bound_at, proof, sms_notices from holder
        where resident_id = $1 and account_id = $2";
    Ok(on!(tx, c => sqlx::query_as(sql).bind(resident.0).bind(account.0).fetch_optional(c).await)?)
}

/// The accounts of a person, in the order in which they were bound.
pub async fn list_of_resident(tx: &mut Tx, resident: ResidentId) -> Result<Vec<HolderRow>> {
    let sql = "select resident_id, account_id, bound_at, proof, sms_notices from holder
        where resident_id = $1 order by bound_at, account_id";
    Ok(on!(tx, c => sqlx::query_as(sql).bind(resident.0).fetch_all(c).await)?)
}

/// Remembers whether the person wants information by SMS for this account.
pub async fn set_sms_notices(tx: &mut Tx, resident: ResidentId, account: AccountId, wanted: bool) -> Result<()> {
    let sql = "update holder set sms_notices = $3 where resident_id = $1 and account_id = $2";
    on!(tx, c => sqlx::query(sql).bind(resident.0).bind(account.0).bind(wanted).execute(c).await.map(drop))?;
    Ok(())
}

/// Unbinds a person from every account.
pub async fn delete_all_of(tx: &mut Tx, resident: ResidentId) -> Result<()> {
    on!(tx, c => sqlx::query("delete from holder where resident_id = $1").bind(resident.0).execute(c).await.map(drop))?;
    Ok(())
}

/// A holder as publishing needs to know him.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ReachRow {
    /// Of what.
    #[sqlx(try_from = "i64")]
    pub account_id: AccountId,
    /// Who.
    #[sqlx(try_from = "uuid::Uuid")]
    pub resident_id: ResidentId,
    /// E-mail.
    pub email: String,
    /// Phone.
    pub phone: String,
    /// Confirmed and not failing.
    pub reachable: bool,
    /// The e-mail was confirmed at some time.
    pub confirmed: bool,
    /// The phone was confirmed at some time.
    pub phone_confirmed: bool,
    /// Information by SMS was asked for.
    pub sms_notices: bool,
    /// SMS about changes by others were asked for; where nothing was said, as information by SMS.
    pub changes_sms: bool,
}

const REACH: &str = "select h.account_id, r.id as resident_id, r.email, r.phone, h.sms_notices,
        coalesce(w.changes_sms, h.sms_notices) as changes_sms,
        r.email_confirmed_at is not null and r.email_failing_at is null as reachable,
        r.email_confirmed_at is not null as confirmed, r.phone_confirmed_at is not null as phone_confirmed
    from holder h join resident r on r.id = h.resident_id left join wish w on w.resident_id = h.resident_id
    where h.account_id";

/// The holders of accounts from `first` to `last`, by account and time of binding.
pub async fn list_reach(tx: &mut Tx, first: AccountId, last: AccountId) -> Result<Vec<ReachRow>> {
    let sql = AssertSqlSafe(format!("{REACH} between $1 and $2 order by h.account_id, h.bound_at, r.id"));
    Ok(on!(tx, c => sqlx::query_as(sql).bind(first.0).bind(last.0).fetch_all(c).await)?)
}

/// Everybody who holds an account: the binding and the e-mail, oldest binding first.
pub async fn list_of_account(tx: &mut Tx, account: AccountId) -> Result<Vec<(HolderRow, String)>> {
    let sql = "select h.resident_id, h.account_id, h.bound_at, h.proof, h.sms_notices, r.email
        from holder h join resident r on r.id = h.resident_id
        where h.account_id = $1 order by h.bound_at, h.resident_id";
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(flatten)]
        holder: HolderRow,
        email: String,
    }
    let rows: Vec<Row> = on!(tx, c => sqlx::query_as(sql).bind(account.0).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|row| (row.holder, row.email)).collect())
}
