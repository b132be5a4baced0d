//! Counters of attempts, shared by every server. Keys are hashes: no phone or address is stored for counting.
//! Not here: which limits there are.

use crate::db::on;
use crate::{Result, Tx};

/// Counts one attempt in a window and answers how many there have been in it, this one included.
pub async fn hit(tx: &mut Tx, key_hash: &[u8], window_start: i64, window_end: i64) -> Result<i64> {
    let sql = "insert into limit_counter (key_hash, window_start, window_end, hits) values ($1, $2, $3, 1)
        on conflict (key_hash, window_start) do update set hits = limit_counter.hits + 1 returning hits";
    Ok(on!(tx, c => sqlx::query_scalar(sql).bind(key_hash).bind(window_start).bind(window_end).fetch_one(c).await)?)
}

/// Forgets windows that have ended.
pub async fn purge(tx: &mut Tx, now: i64) -> Result<()> {
    on!(tx, c => sqlx::query("delete from limit_counter where window_end <= $1").bind(now).execute(c).await.map(drop))?;
    Ok(())
}
