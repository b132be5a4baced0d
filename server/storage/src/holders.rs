//! Holders: which person has proved knowledge of which account.
//! Not here: what is delivered to them.

use crate::db::on;
use crate::{Result, Tx};
use domain::id::{AccountId, ResidentId};

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
    /// Whose receipts these are; none for a holder, the family's name for a close person who gets copies of letters.
    pub whose: Option<String>,
}

/// Holders, then close persons who get copies of letters (product rule 14). Whoever is both is a holder.
const REACH: &str = "with told as (
        select account_id, resident_id, sms_notices, bound_at, null as whose from holder where account_id between $1 and $2
        union all
        select g.account_id, g.close_id, false, g.accepted_at, g.holder_name from access_grant g
        where g.account_id between $1 and $2 and g.state = 'active' and g.letters and not exists
            (select 1 from holder h where h.account_id = g.account_id and h.resident_id = g.close_id)
    )
    select t.account_id, r.id as resident_id, r.email, r.phone, t.sms_notices, t.whose,
        coalesce(w.changes_sms, t.sms_notices) as changes_sms,
        r.email_confirmed_at is not null and r.email_failing_at is null as reachable,
        r.email_confirmed_at is not null as confirmed, r.phone_confirmed_at is not null as phone_confirmed
    from told t join resident r on r.id = t.resident_id left join wish w on w.resident_id = t.resident_id
    order by t.account_id, t.whose is not null, t.bound_at, r.id";

/// Those who get letters about accounts from `first` to `last`, by account: holders by time of binding, then close
/// persons.
pub async fn list_reach(tx: &mut Tx, first: AccountId, last: AccountId) -> Result<Vec<ReachRow>> {
    Ok(on!(tx, c => sqlx::query_as(REACH).bind(first.0).bind(last.0).fetch_all(c).await)?)
}

#[derive(sqlx::FromRow)]
struct HolderWithEmail {
    #[sqlx(flatten)]
    holder: HolderRow,
    email: String,
}

/// Everybody who holds an account: the binding and the e-mail, oldest binding first.
pub async fn list_of_account(tx: &mut Tx, account: AccountId) -> Result<Vec<(HolderRow, String)>> {
    let sql = "select h.resident_id, h.account_id, h.bound_at, h.proof, h.sms_notices, r.email
        from holder h join resident r on r.id = h.resident_id
        where h.account_id = $1 order by h.bound_at, h.resident_id";
    let rows: Vec<HolderWithEmail> = on!(tx, c => sqlx::query_as(sql).bind(account.0).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|row| (row.holder, row.email)).collect())
}
