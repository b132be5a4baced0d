//! The chain of consents: rows are only added, one after another, each with the hash of the one before.
//! Not here: what is hashed (see `cabinet::consents`).

use crate::db::on;
use crate::{Result, Tx};
use domain::id::{AccountId, ConsentId, ResidentId};

/// A link of the chain.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ConsentRow {
    /// Place in the chain, from 1.
    pub seq: i64,
    /// Its id.
    #[sqlx(try_from = "uuid::Uuid")]
    pub id: ConsentId,
    /// What was agreed to or withdrawn.
    pub kind: String,
    /// Who.
    #[sqlx(try_from = "uuid::Uuid")]
    pub resident_id: ResidentId,
    /// For which account, where it is about one.
    pub account_id: Option<i64>,
    /// When.
    pub made_at: i64,
    /// The evidence as JSON, exactly as hashed.
    pub body: String,
    /// Hash of the link before.
    pub previous: Vec<u8>,
    /// Hash of this link.
    pub hash: Vec<u8>,
}

/// The end of the chain: its last number and hash. Locks it until the transaction ends.
pub async fn lock_head(tx: &mut Tx) -> Result<(i64, Vec<u8>)> {
    let make = "insert into consent_head (id, seq, hash) values (1, 0, $1) on conflict (id) do nothing";
    on!(tx, c => sqlx::query(make).bind(&[0_u8; 32][..]).execute(c).await.map(drop))?;
    // An update of the row to itself is a lock that both engines understand.
    let lock = "update consent_head set seq = seq where id = 1 returning seq, hash";
    Ok(on!(tx, c => sqlx::query_as(lock).fetch_one(c).await)?)
}

/// The end of the chain, to compare with.
pub async fn head(tx: &mut Tx) -> Result<Option<(i64, Vec<u8>)>> {
    Ok(on!(tx, c => sqlx::query_as("select seq, hash from consent_head where id = 1").fetch_optional(c).await)?)
}

/// Adds a link and moves the end.
pub async fn append(tx: &mut Tx, row: &ConsentRow) -> Result<()> {
    let insert = "insert into consent (seq, id, kind, resident_id, account_id, made_at, body, previous, hash)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    on!(tx, c => sqlx::query(insert)
        .bind(row.seq)
        .bind(row.id.0)
        .bind(&row.kind)
        .bind(row.resident_id.0)
        .bind(row.account_id)
        .bind(row.made_at)
        .bind(&row.body)
        .bind(&row.previous)
        .bind(&row.hash)
        .execute(c)
        .await
        .map(drop))?;
    let head = "update consent_head set seq = $1, hash = $2 where id = 1";
    on!(tx, c => sqlx::query(head).bind(row.seq).bind(&row.hash).execute(c).await.map(drop))?;
    Ok(())
}

/// The links after a number, in order, at most `limit`.
pub async fn list_after(tx: &mut Tx, seq: i64, limit: i64) -> Result<Vec<ConsentRow>> {
    let sql = "select seq, id, kind, resident_id, account_id, made_at, body, previous, hash
        from consent where seq > $1 order by seq limit $2";
    Ok(on!(tx, c => sqlx::query_as(sql).bind(seq).bind(limit).fetch_all(c).await)?)
}

/// The last consent of a kind that a person gave for an account (or for none).
pub async fn find_last(
    tx: &mut Tx,
    resident: ResidentId,
    kind: &str,
    account: Option<AccountId>,
) -> Result<Option<ConsentRow>> {
    let sql = "select seq, id, kind, resident_id, account_id, made_at, body, previous, hash from consent
        where resident_id = $1 and kind = $2 and coalesce(account_id, 0) = $3 order by seq desc limit 1";
    let account = account.map_or(0, |id| id.0);
    Ok(on!(tx, c => sqlx::query_as(sql).bind(resident.0).bind(kind).bind(account).fetch_optional(c).await)?)
}

/// The links about an account from before a moment, newest first, at most `limit`.
pub async fn list_of_account(tx: &mut Tx, account: AccountId, before: i64, limit: i64) -> Result<Vec<ConsentRow>> {
    let sql = "select seq, id, kind, resident_id, account_id, made_at, body, previous, hash from consent
        where account_id = $1 and made_at < $2 order by seq desc limit $3";
    Ok(on!(tx, c => sqlx::query_as(sql).bind(account.0).bind(before).bind(limit).fetch_all(c).await)?)
}

/// Everything a person has agreed to or withdrawn, in order.
pub async fn list_of_resident(tx: &mut Tx, resident: ResidentId) -> Result<Vec<ConsentRow>> {
    let sql = "select seq, id, kind, resident_id, account_id, made_at, body, previous, hash from consent
        where resident_id = $1 order by seq";
    Ok(on!(tx, c => sqlx::query_as(sql).bind(resident.0).fetch_all(c).await)?)
}
