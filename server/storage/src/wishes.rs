//! What people have said about the ways in and about notices.
//! Not here: what holds where nothing was said (see `cabinet`), SMS about one address (`holders`).

use crate::db::on;
use crate::{Result, Tx};
use domain::id::ResidentId;

/// A person's wishes; nothing said is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct WishRow {
    /// Sign-in by a code in an SMS.
    pub sms_sign_in: Option<bool>,
    /// SMS when another holder changes the way of delivery.
    pub changes_sms: Option<bool>,
}

/// The wishes of a person.
pub async fn find(tx: &mut Tx, resident: ResidentId) -> Result<WishRow> {
    let sql = "select sms_sign_in, changes_sms from wish where resident_id = $1";
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
