//! Devices that are told by push: the address at the browser's push service, and the device's keys.
//! Not here: what is sent there and when (see `cabinet::push`).

use crate::db::on;
use crate::{Result, Tx};
use domain::id::{AccountId, ResidentId};
use uuid::Uuid;

/// A device.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct PushDeviceRow {
    /// What the queue calls it by.
    pub id: Uuid,
    /// Whose.
    #[sqlx(try_from = "Uuid")]
    pub resident_id: ResidentId,
    /// The session in which it was asked for.
    pub session_hash: Vec<u8>,
    /// Where its push service takes messages for it: whoever knows it and has our key can send.
    pub endpoint: String,
    /// Its public key, base64url.
    pub p256dh: String,
    /// Its shared secret, base64url.
    pub auth: String,
    /// `ru` or `en`, as the page was in which it was asked for.
    pub language: String,
    /// When.
    pub made_at: i64,
}

const COLUMNS: &str = "id, resident_id, session_hash, endpoint, p256dh, auth, language, made_at";

/// Keeps a device. One that is known by its endpoint now belongs to whoever asked last.
pub async fn put(tx: &mut Tx, device: &PushDeviceRow) -> Result<()> {
    let sql = "insert into push_device (id, resident_id, session_hash, endpoint, p256dh, auth, language, made_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (endpoint) do update set id = excluded.id, resident_id = excluded.resident_id,
            session_hash = excluded.session_hash, p256dh = excluded.p256dh, auth = excluded.auth,
            language = excluded.language, made_at = excluded.made_at";
    on!(tx, c => sqlx::query(sql)
        .bind(device.id)
        .bind(device.resident_id.0)
        .bind(&device.session_hash)
        .bind(&device.endpoint)
        .bind(&device.p256dh)
        .bind(&device.auth)
        .bind(&device.language)
        .bind(device.made_at)
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// A device of the queue; none when it was given up meanwhile.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Option<PushDeviceRow>> {
    let sql = sqlx::AssertSqlSafe(format!("select {COLUMNS} from push_device where id = $1"));
    Ok(on!(tx, c => sqlx::query_as(sql).bind(id).fetch_optional(c).await)?)
}

/// The devices of a person, oldest first.
pub async fn list_of_resident(tx: &mut Tx, resident: ResidentId) -> Result<Vec<PushDeviceRow>> {
    let sql = sqlx::AssertSqlSafe(format!("select {COLUMNS} from push_device where resident_id = $1 order by made_at, id"));
    Ok(on!(tx, c => sqlx::query_as(sql).bind(resident.0).fetch_all(c).await)?)
}

/// Whose devices are to be told about accounts from `first` to `last`: those of holders and of close persons who get
/// copies of letters. Person and device.
pub async fn list_reach(tx: &mut Tx, first: AccountId, last: AccountId) -> Result<Vec<(Uuid, Uuid)>> {
    let sql = "select resident_id, id from push_device where resident_id in (
            select resident_id from holder where account_id between $1 and $2
            union
            select close_id from access_grant where account_id between $1 and $2 and state = 'active' and letters)
        order by resident_id, made_at, id";
    Ok(on!(tx, c => sqlx::query_as(sql).bind(first.0).bind(last.0).fetch_all(c).await)?)
}

/// Forgets a device that is gone.
pub async fn delete(tx: &mut Tx, id: Uuid) -> Result<()> {
    on!(tx, c => sqlx::query("delete from push_device where id = $1").bind(id).execute(c).await.map(drop))?;
    Ok(())
}

/// Forgets one device of a person by its endpoint.
pub async fn delete_of(tx: &mut Tx, resident: ResidentId, endpoint: &str) -> Result<()> {
    let sql = "delete from push_device where resident_id = $1 and endpoint = $2";
    on!(tx, c => sqlx::query(sql).bind(resident.0).bind(endpoint).execute(c).await.map(drop))?;
    Ok(())
}

/// Forgets every device of a person.
pub async fn delete_all_of(tx: &mut Tx, resident: ResidentId) -> Result<()> {
    on!(tx, c => sqlx::query("delete from push_device where resident_id = $1").bind(resident.0).execute(c).await.map(drop))?;
    Ok(())
}
