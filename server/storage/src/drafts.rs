//! Drafts: what a browser typed into a form that was not accepted, and the answers of the wizard.
//! Not here: their shape, which is the form's own.

use crate::db::on;
use crate::{Result, Tx};

/// Keeps a draft, or replaces it. It belongs to the browser that made it.
pub async fn put(tx: &mut Tx, id: &[u8], browser: &[u8], form: &str, body: &str, expires_at: i64) -> Result<()> {
    let sql = "insert into draft (id, browser, form, body, expires_at) values ($1, $2, $3, $4, $5)
        on conflict (id) do update set body = excluded.body, expires_at = excluded.expires_at";
    on!(tx, c => sqlx::query(sql)
        .bind(id)
        .bind(browser)
        .bind(form)
        .bind(body)
        .bind(expires_at)
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// A live draft of this browser and form.
pub async fn find(tx: &mut Tx, id: &[u8], browser: &[u8], form: &str, now: i64) -> Result<Option<String>> {
    let sql = "select body from draft where id = $1 and browser = $2 and form = $3 and expires_at > $4";
    Ok(on!(tx, c => sqlx::query_scalar(sql).bind(id).bind(browser).bind(form).bind(now).fetch_optional(c).await)?)
}

/// A live draft of this browser and form, which nobody gets a second time.
pub async fn take(tx: &mut Tx, id: &[u8], browser: &[u8], form: &str, now: i64) -> Result<Option<String>> {
    let sql = "delete from draft where id = $1 and browser = $2 and form = $3 and expires_at > $4 returning body";
    Ok(on!(tx, c => sqlx::query_scalar(sql).bind(id).bind(browser).bind(form).bind(now).fetch_optional(c).await)?)
}

/// Forgets drafts that have ended.
pub async fn purge(tx: &mut Tx, now: i64) -> Result<()> {
    on!(tx, c => sqlx::query("delete from draft where expires_at <= $1").bind(now).execute(c).await.map(drop))?;
    Ok(())
}
