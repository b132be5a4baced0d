//! Access of close persons: invitations, grants, and the journal that the holder reads.
//! Not here: who may give, accept and close (see `cabinet`).

use crate::db::on;
use crate::{Result, StorageError, Tx};
use domain::id::{AccountId, GrantId, ResidentId};
use domain::view::{AccessEvent, Role};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// Where a grant stands. An invitation that has run out is still `Invited`: time decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GrantState {
    /// Waits for the close person.
    Invited,
    /// Holds.
    Active,
    /// The close person did not want it.
    Declined,
    /// The holder took the invitation back.
    Cancelled,
    /// Closed by a holder, or given up.
    Revoked,
}

impl GrantState {
    /// As stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Active => "active",
            Self::Declined => "declined",
            Self::Cancelled => "cancelled",
            Self::Revoked => "revoked",
        }
    }
}

/// A grant, or the invitation to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantRow {
    /// Its id.
    pub id: GrantId,
    /// The account.
    pub account: AccountId,
    /// Who gave it; none where the account had no holder.
    pub holder: Option<ResidentId>,
    /// The phone of whoever read the code out, where the account had no holder.
    pub holder_phone: Option<String>,
    /// Who has it; none before an invitation is accepted.
    pub close: Option<ResidentId>,
    /// Whose receipts these are.
    pub holder_name: String,
    /// Who is invited.
    pub close_name: String,
    /// E-mail or phone of the invitation; empty where a code was read out.
    pub invited: String,
    /// What is allowed.
    pub role: Role,
    /// Copies of letters.
    pub letters: bool,
    /// Where it stands.
    pub state: GrantState,
    /// When it was made.
    pub created_at: i64,
    /// When the invitation runs out.
    pub expires_at: i64,
    /// When it was accepted.
    pub accepted_at: Option<i64>,
    /// When it was declined, cancelled or closed.
    pub ended_at: Option<i64>,
    /// By whom.
    pub ended_by: Option<ResidentId>,
    /// The last visit, to the hour.
    pub last_seen_at: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    account_id: i64,
    holder_id: Option<Uuid>,
    holder_phone: Option<String>,
    close_id: Option<Uuid>,
    holder_name: String,
    close_name: String,
    invited: String,
    role: String,
    letters: bool,
    state: String,
    created_at: i64,
    expires_at: i64,
    accepted_at: Option<i64>,
    ended_at: Option<i64>,
    ended_by: Option<Uuid>,
    last_seen_at: Option<i64>,
}

impl TryFrom<Row> for GrantRow {
    type Error = StorageError;
    fn try_from(row: Row) -> Result<Self> {
        use GrantState::{Active, Cancelled, Declined, Invited, Revoked};
        let wrong = || StorageError::Inconsistent { table: "access_grant", what: format!("row {}", row.id) };
        let states = [Invited, Active, Declined, Cancelled, Revoked];
        Ok(Self {
            id: GrantId(row.id),
            account: AccountId(row.account_id),
            holder: row.holder_id.map(ResidentId),
            close: row.close_id.map(ResidentId),
            role: Role::parse(&row.role).ok_or_else(wrong)?,
            state: states.into_iter().find(|state| state.as_str() == row.state).ok_or_else(wrong)?,
            ended_by: row.ended_by.map(ResidentId),
            holder_phone: row.holder_phone,
            holder_name: row.holder_name,
            close_name: row.close_name,
            invited: row.invited,
            letters: row.letters,
            created_at: row.created_at,
            expires_at: row.expires_at,
            accepted_at: row.accepted_at,
            ended_at: row.ended_at,
            last_seen_at: row.last_seen_at,
        })
    }
}

const SELECT: &str = "select g.id, g.account_id, g.holder_id, g.holder_phone, g.close_id, g.holder_name, g.close_name,
        g.invited, g.role, g.letters, g.state, g.created_at, g.expires_at, g.accepted_at, g.ended_at, g.ended_by,
        g.last_seen_at
    from access_grant g";

/// Enters a grant or an invitation.
pub async fn insert(tx: &mut Tx, grant: &GrantRow) -> Result<()> {
    let sql =
        "insert into access_grant (id, account_id, holder_id, holder_phone, close_id, holder_name, close_name, invited,
            role, letters, state, created_at, expires_at, accepted_at, ended_at, ended_by, last_seen_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";
    on!(tx, c => sqlx::query(sql)
        .bind(grant.id.0)
        .bind(grant.account.0)
        .bind(grant.holder.map(|id| id.0))
        .bind(&grant.holder_phone)
        .bind(grant.close.map(|id| id.0))
        .bind(&grant.holder_name)
        .bind(&grant.close_name)
        .bind(&grant.invited)
        .bind(grant.role.as_str())
        .bind(grant.letters)
        .bind(grant.state.as_str())
        .bind(grant.created_at)
        .bind(grant.expires_at)
        .bind(grant.accepted_at)
        .bind(grant.ended_at)
        .bind(grant.ended_by.map(|id| id.0))
        .bind(grant.last_seen_at)
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// One grant, in any state.
pub async fn find(tx: &mut Tx, id: GrantId) -> Result<Option<GrantRow>> {
    let sql = AssertSqlSafe(format!("{SELECT} where g.id = $1"));
    let row: Option<Row> = on!(tx, c => sqlx::query_as(sql).bind(id.0).fetch_optional(c).await)?;
    row.map(GrantRow::try_from).transpose()
}

/// The grant that lets a person see an account now: what every request of a close person rests on.
pub async fn find_active(tx: &mut Tx, close: ResidentId, account: AccountId) -> Result<Option<GrantRow>> {
    let sql = AssertSqlSafe(format!("{SELECT} where g.close_id = $1 and g.account_id = $2 and g.state = 'active'"));
    let row: Option<Row> = on!(tx, c => sqlx::query_as(sql).bind(close.0).bind(account.0).fetch_optional(c).await)?;
    row.map(GrantRow::try_from).transpose()
}

/// The active grants of a close person, the oldest first.
pub async fn list_of_close(tx: &mut Tx, close: ResidentId) -> Result<Vec<GrantRow>> {
    let sql = AssertSqlSafe(format!("{SELECT} where g.close_id = $1 and g.state = 'active' order by g.accepted_at, g.id"));
    let rows: Vec<Row> = on!(tx, c => sqlx::query_as(sql).bind(close.0).fetch_all(c).await)?;
    rows.into_iter().map(GrantRow::try_from).collect()
}

/// The active grants and the invitations that have not run out of every account that a person holds, the oldest first.
pub async fn list_given(tx: &mut Tx, holder: ResidentId, now: i64) -> Result<Vec<GrantRow>> {
    let sql = AssertSqlSafe(format!(
        "{SELECT} join holder h on h.account_id = g.account_id
        where h.resident_id = $1 and (g.state = 'active' or (g.state = 'invited' and g.expires_at > $2))
        order by g.created_at, g.id"
    ));
    let rows: Vec<Row> = on!(tx, c => sqlx::query_as(sql).bind(holder.0).bind(now).fetch_all(c).await)?;
    rows.into_iter().map(GrantRow::try_from).collect()
}

/// Accepts a live invitation. False when it is live no more: of two presses one wins.
pub async fn accept(tx: &mut Tx, id: GrantId, close: ResidentId, now: i64) -> Result<bool> {
    let sql = "update access_grant set state = 'active', close_id = $2, accepted_at = $3
        where id = $1 and state = 'invited' and expires_at > $3";
    Ok(on!(tx, c => sqlx::query(sql).bind(id.0).bind(close.0).bind(now).execute(c).await.map(|done| done.rows_affected()))?
        == 1)
}

/// Ends a grant that stands in `from`. False when it does not: of two presses one wins.
pub async fn end(tx: &mut Tx, id: GrantId, (from, to): (GrantState, GrantState), by: ResidentId, now: i64) -> Result<bool> {
    let sql = "update access_grant set state = $3, ended_at = $4, ended_by = $5 where id = $1 and state = $2";
    Ok(on!(tx, c => sqlx::query(sql)
        .bind(id.0)
        .bind(from.as_str())
        .bind(to.as_str())
        .bind(now)
        .bind(by.0)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?
        == 1)
}

/// Notes a visit.
pub async fn touch(tx: &mut Tx, id: GrantId, now: i64) -> Result<()> {
    let sql = "update access_grant set last_seen_at = $2 where id = $1";
    on!(tx, c => sqlx::query(sql).bind(id.0).bind(now).execute(c).await.map(drop))?;
    Ok(())
}

/// Begins or ends copies of letters.
pub async fn set_letters(tx: &mut Tx, id: GrantId, wanted: bool) -> Result<()> {
    let sql = "update access_grant set letters = $2 where id = $1";
    on!(tx, c => sqlx::query(sql).bind(id.0).bind(wanted).execute(c).await.map(drop))?;
    Ok(())
}

/// A line of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventRow {
    /// Its id.
    pub id: Uuid,
    /// The account.
    pub account: AccountId,
    /// The grant.
    pub grant: GrantId,
    /// When.
    pub at: i64,
    /// What.
    pub event: AccessEvent,
    /// Who.
    pub actor: Option<ResidentId>,
    /// More about it: the name of the close person, a sum.
    pub detail: String,
}

#[derive(sqlx::FromRow)]
struct Line {
    id: Uuid,
    account_id: i64,
    grant_id: Uuid,
    at: i64,
    kind: String,
    actor_id: Option<Uuid>,
    detail: String,
}

/// Adds a line to the journal.
pub async fn add_event(tx: &mut Tx, event: &EventRow) -> Result<()> {
    let sql = "insert into access_event (id, account_id, grant_id, at, kind, actor_id, detail)
        values ($1, $2, $3, $4, $5, $6, $7)";
    on!(tx, c => sqlx::query(sql)
        .bind(event.id)
        .bind(event.account.0)
        .bind(event.grant.0)
        .bind(event.at)
        .bind(event.event.as_str())
        .bind(event.actor.map(|id| id.0))
        .bind(&event.detail)
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// The journal of an account before a moment, newest first, at most `limit` lines.
pub async fn list_events(tx: &mut Tx, account: AccountId, before: i64, limit: i64) -> Result<Vec<EventRow>> {
    let sql = "select id, account_id, grant_id, at, kind, actor_id, detail from access_event
        where account_id = $1 and at < $2 order by at desc, id desc limit $3";
    let lines: Vec<Line> = on!(tx, c => sqlx::query_as(sql).bind(account.0).bind(before).bind(limit).fetch_all(c).await)?;
    let event = |line: Line| {
        let wrong = StorageError::Inconsistent { table: "access_event", what: format!("row {}", line.id) };
        Ok(EventRow {
            id: line.id,
            account: AccountId(line.account_id),
            grant: GrantId(line.grant_id),
            at: line.at,
            event: AccessEvent::parse(&line.kind).ok_or(wrong)?,
            actor: line.actor_id.map(ResidentId),
            detail: line.detail,
        })
    };
    lines.into_iter().map(event).collect()
}
