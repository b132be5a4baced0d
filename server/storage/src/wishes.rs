//! What people have said about the ways in and about notices.
//! Not here: what holds where nothing was said (see `cabinet`), SMS about one address (`holders`).

use crate::db::on;
use crate::{Result, Tx};
use domain::Period;
use domain::id::{ReceiptId, ResidentId};

/// A person's wishes; nothing said is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct WishRow {
    /// Sign-in by a code in an SMS.
    pub sms_sign_in: Option<bool>,
    /// SMS when another holder changes the way of delivery.
    pub changes_sms: Option<bool>,
    /// A letter before the "pay by" day.
    pub remind: Option<bool>,
}

/// The wishes of a person.
pub async fn find(tx: &mut Tx, resident: ResidentId) -> Result<WishRow> {
    let sql = "select sms_sign_in, changes_sms, remind from wish where resident_id = $1";
    Ok(on!(tx, c => sqlx::query_as(sql).bind(resident.0).fetch_optional(c).await)?.unwrap_or_default())
}

/// Remembers whether a code in an SMS lets the person in.
pub async fn set_sms_sign_in(tx: &mut Tx, resident: ResidentId, wanted: bool) -> Result<()> {
    let sql = "insert into wish (resident_id, sms_sign_in) values ($1, $2)
        on conflict (resident_id) do update set sms_sign_in = excluded.sms_sign_in";
    on!(tx, c => sqlx::query(sql).bind(resident.0).bind(wanted).execute(c).await.map(drop))?;
    Ok(())
}

/// Remembers whether changes by others are told by SMS.
pub async fn set_changes_sms(tx: &mut Tx, resident: ResidentId, wanted: bool) -> Result<()> {
    let sql = "insert into wish (resident_id, changes_sms) values ($1, $2)
        on conflict (resident_id) do update set changes_sms = excluded.changes_sms";
    on!(tx, c => sqlx::query(sql).bind(resident.0).bind(wanted).execute(c).await.map(drop))?;
    Ok(())
}

/// Remembers whether a letter before the "pay by" day is wanted.
pub async fn set_remind(tx: &mut Tx, resident: ResidentId, wanted: bool) -> Result<()> {
    let sql = "insert into wish (resident_id, remind) values ($1, $2)
        on conflict (resident_id) do update set remind = excluded.remind";
    on!(tx, c => sqlx::query(sql).bind(resident.0).bind(wanted).execute(c).await.map(drop))?;
    Ok(())
}

/// A receipt of which somebody wants to be reminded.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct RemindRow {
    /// Whom.
    #[sqlx(try_from = "uuid::Uuid")]
    pub resident_id: ResidentId,
    /// Where to.
    pub email: String,
    /// Of which receipt.
    #[sqlx(try_from = "uuid::Uuid")]
    pub receipt_id: ReceiptId,
}

/// Current receipts of a period with something to pay, of those who want to be reminded and can be reached: their own,
/// and those of close people whose letters they get. By person; whether they are paid by now is not looked at.
pub async fn list_to_remind(tx: &mut Tx, period: Period) -> Result<Vec<RemindRow>> {
    let sql = "with told as (
            select account_id, resident_id from holder
            union
            select account_id, close_id from access_grant where state = 'active' and letters)
        select r.id as resident_id, r.email, x.id as receipt_id
        from wish w join resident r on r.id = w.resident_id
        join told t on t.resident_id = r.id
        join receipt x on x.account_id = t.account_id and x.period = $1 and x.replaced_at is null and x.total > 0
        where w.remind and r.email_confirmed_at is not null and r.email_failing_at is null
        order by r.id, x.account_id";
    Ok(on!(tx, c => sqlx::query_as(sql).bind(period.to_i64()).fetch_all(c).await)?)
}
