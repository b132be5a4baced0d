//! Residents: people with a sign-in.
//! Not here: their sessions (`sessions`) and the accounts they hold (`holders`).

use crate::bulk::among;
use crate::db::on;
use crate::{Result, Tx};
use domain::Language;
use domain::id::ResidentId;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// A person.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ResidentRow {
    /// Id.
    #[sqlx(try_from = "Uuid")]
    pub id: ResidentId,
    /// Lower case.
    pub email: String,
    /// `+79…`.
    pub phone: String,
    /// PHC string, unless the password is set later.
    pub password_hash: Option<String>,
    /// When they registered.
    pub created_at: i64,
    /// When the link of the letter was used.
    pub email_confirmed_at: Option<i64>,
    /// Since when letters come back.
    pub email_failing_at: Option<i64>,
    /// When a code sent there was entered.
    pub phone_confirmed_at: Option<i64>,
    /// How pages look for them, as `big.white-on-black.wide`; none until something was chosen.
    pub look: Option<String>,
    /// Code of the language of letters and SMS, once one was chosen.
    pub language: Option<String>,
}

impl ResidentRow {
    /// The language of letters and SMS.
    pub fn language(&self) -> Option<Language> {
        self.language.as_deref().and_then(Language::parse)
    }

    /// Letters reach this person.
    pub fn reachable(&self) -> bool {
        self.email_confirmed_at.is_some() && self.email_failing_at.is_none()
    }
}

/// What a [`ResidentRow`] is made of.
const SELECT: &str = "select id, email, phone, password_hash, created_at, email_confirmed_at, email_failing_at,
        phone_confirmed_at, look, language
    from resident";

/// Enters a person. `generated` marks people made by `kvitok generate-residents`.
pub async fn insert(tx: &mut Tx, resident: &ResidentRow, generated: bool) -> Result<()> {
    let sql = "insert into resident (id, email, phone, password_hash, created_at, email_confirmed_at, email_failing_at,
        phone_confirmed_at, look, language, generated) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    on!(tx, c => sqlx::query(sql)
        .bind(resident.id.0)
        .bind(&resident.email)
        .bind(&resident.phone)
        .bind(&resident.password_hash)
        .bind(resident.created_at)
        .bind(resident.email_confirmed_at)
        .bind(resident.email_failing_at)
        .bind(resident.phone_confirmed_at)
        .bind(&resident.look)
        .bind(&resident.language)
        .bind(generated)
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// One person.
pub async fn find(tx: &mut Tx, id: ResidentId) -> Result<Option<ResidentRow>> {
    let sql = AssertSqlSafe(format!("{SELECT} where id = $1"));
    Ok(on!(tx, c => sqlx::query_as(sql).bind(id.0).fetch_optional(c).await)?)
}

/// People with this e-mail: the one who confirmed it first, then the newest who have not.
pub async fn list_by_email(tx: &mut Tx, email: &str) -> Result<Vec<ResidentRow>> {
    let sql = AssertSqlSafe(format!(
        "{SELECT} where email = $1
        order by case when email_confirmed_at is null then 1 else 0 end, created_at desc limit 3"
    ));
    Ok(on!(tx, c => sqlx::query_as(sql).bind(email).fetch_all(c).await)?)
}

/// People with this phone: those who confirmed it first, then the newest who have not. Families share phones.
pub async fn list_by_phone(tx: &mut Tx, phone: &str) -> Result<Vec<ResidentRow>> {
    let sql = AssertSqlSafe(format!(
        "{SELECT} where phone = $1
        order by case when phone_confirmed_at is null then 1 else 0 end, created_at desc limit 3"
    ));
    Ok(on!(tx, c => sqlx::query_as(sql).bind(phone).fetch_all(c).await)?)
}

/// Marks the e-mail as confirmed and working; a conflict when somebody else has confirmed the same.
pub async fn confirm_email(tx: &mut Tx, id: ResidentId, now: i64) -> Result<()> {
    let sql =
        "update resident set email_confirmed_at = coalesce(email_confirmed_at, $2), email_failing_at = null where id = $1";
    on!(tx, c => sqlx::query(sql).bind(id.0).bind(now).execute(c).await.map(drop))?;
    Ok(())
}

/// Marks the e-mail as one from which letters come back.
pub async fn mark_email_failing(tx: &mut Tx, id: ResidentId, now: i64) -> Result<()> {
    let sql = "update resident set email_failing_at = coalesce(email_failing_at, $2) where id = $1";
    on!(tx, c => sqlx::query(sql).bind(id.0).bind(now).execute(c).await.map(drop))?;
    Ok(())
}

/// Marks the phone as confirmed.
pub async fn confirm_phone(tx: &mut Tx, id: ResidentId, now: i64) -> Result<()> {
    let sql = "update resident set phone_confirmed_at = coalesce(phone_confirmed_at, $2) where id = $1";
    on!(tx, c => sqlx::query(sql).bind(id.0).bind(now).execute(c).await.map(drop))?;
    Ok(())
}

/// Sets the language of letters and SMS.
pub async fn set_language(tx: &mut Tx, id: ResidentId, language: Language) -> Result<()> {
    let sql = "update resident set language = $2 where id = $1";
    on!(tx, c => sqlx::query(sql).bind(id.0).bind(language.as_str()).execute(c).await.map(drop))?;
    Ok(())
}

/// The languages of these people's letters and SMS, of those who have chosen one; in no order.
pub async fn list_languages(tx: &mut Tx, ids: &[ResidentId]) -> Result<Vec<(ResidentId, Language)>> {
    let (among, ids) = among(tx.engine(), 1, ids.iter().map(|id| id.0));
    let sql = AssertSqlSafe(format!("select id, language from resident where language is not null and id {among}"));
    let rows: Vec<(Uuid, String)> = on!(tx, c => sqlx::query_as(sql).bind(ids).fetch_all(c).await)?;
    Ok(rows.into_iter().filter_map(|(id, language)| Some((ResidentId(id), Language::parse(&language)?))).collect())
}

/// Sets the password.
pub async fn set_password(tx: &mut Tx, id: ResidentId, hash: &str) -> Result<()> {
    let sql = "update resident set password_hash = $2 where id = $1";
    on!(tx, c => sqlx::query(sql).bind(id.0).bind(hash).execute(c).await.map(drop))?;
    Ok(())
}

/// Keeps how pages look for a person.
pub async fn set_look(tx: &mut Tx, id: ResidentId, look: &str) -> Result<()> {
    let sql = "update resident set look = $2 where id = $1";
    on!(tx, c => sqlx::query(sql).bind(id.0).bind(look).execute(c).await.map(drop))?;
    Ok(())
}

/// Takes the password away: nobody signs in with it until a new one is set.
pub async fn clear_password(tx: &mut Tx, id: ResidentId) -> Result<()> {
    let sql = "update resident set password_hash = null where id = $1";
    on!(tx, c => sqlx::query(sql).bind(id.0).execute(c).await.map(drop))?;
    Ok(())
}

/// Puts another e-mail in force, which works as far as anybody knows; a conflict when somebody else has confirmed it.
pub async fn change_email(tx: &mut Tx, id: ResidentId, email: &str, confirmed_at: Option<i64>) -> Result<()> {
    let sql = "update resident set email = $2, email_confirmed_at = $3, email_failing_at = null where id = $1";
    on!(tx, c => sqlx::query(sql).bind(id.0).bind(email).bind(confirmed_at).execute(c).await.map(drop))?;
    Ok(())
}

/// Puts another phone in force.
pub async fn change_phone(tx: &mut Tx, id: ResidentId, phone: &str, confirmed_at: Option<i64>) -> Result<()> {
    let sql = "update resident set phone = $2, phone_confirmed_at = $3 where id = $1";
    on!(tx, c => sqlx::query(sql).bind(id.0).bind(phone).bind(confirmed_at).execute(c).await.map(drop))?;
    Ok(())
}

/// Forgets who a person was: contacts and password. The row stays for the consents and choices that name it.
pub async fn forget_contacts(tx: &mut Tx, id: ResidentId) -> Result<()> {
    let sql = "update resident set email = '', phone = '', password_hash = null, email_confirmed_at = null,
        email_failing_at = null, phone_confirmed_at = null where id = $1";
    on!(tx, c => sqlx::query(sql).bind(id.0).execute(c).await.map(drop))?;
    Ok(())
}

/// How many people there are, and how many of them were made for trials.
pub async fn count(tx: &mut Tx) -> Result<(i64, i64)> {
    let sql = "select count(*), coalesce(sum(case when generated then 1 else 0 end), 0) from resident";
    Ok(on!(tx, c => sqlx::query_as(sql).fetch_one(c).await)?)
}
