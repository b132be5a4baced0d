//! Who is asking: a visitor, a signed-in resident, a holder of an account. Access is a type: what a use case takes
//! cannot be made without the right. Not here: cookies (see `app`), passwords (see `sign_in`).

use crate::secret::{token_hash, unhex};
use crate::{Cabinet, DAY, Failure, HOUR, Outcome};
use domain::id::{AccountId, ResidentId};
use domain::{Language, Look};
use std::net::IpAddr;
use storage::accounts::AccountRow;
use storage::holders::HolderRow;
use storage::residents::ResidentRow;
use storage::{accounts, holders, residents, sessions};
use uuid::Uuid;

/// A request's sender, signed in or not.
#[derive(Clone, Debug, Default)]
pub struct Visitor {
    /// Address, where known.
    pub ip: Option<IpAddr>,
    /// Browser's own words, cut to 300 characters.
    pub user_agent: String,
    /// Token of the browser: drafts belong to it.
    pub browser: Option<[u8; 16]>,
    /// Token of the session, as the cookie has it.
    pub session: Option<String>,
    /// How pages look on this device; none until something was chosen on it.
    pub look: Option<Look>,
    /// The language this browser chose.
    pub language: Option<Language>,
}

/// A signed-in resident. Made only here.
#[derive(Clone, Debug)]
pub struct Resident {
    row: ResidentRow,
}

/// A resident who has proved knowledge of an account. Made only here.
#[derive(Clone, Debug)]
pub struct ResidentOf {
    resident: Resident,
    account: AccountRow,
    holder: HolderRow,
}

/// How long a session lives after its last use. Bills come once a month: shorter would mean a password every time.
pub const SESSION_DAYS: i64 = 60;

impl Resident {
    /// The row.
    pub fn row(&self) -> &ResidentRow {
        &self.row
    }

    /// The id.
    pub fn id(&self) -> ResidentId {
        self.row.id
    }
}

impl ResidentOf {
    /// From rows of the transaction in which a cabinet is closed: the right has just been read there.
    pub(crate) fn closing(resident: Resident, account: AccountRow, holder: HolderRow) -> Self {
        Self { resident, account, holder }
    }

    /// Who.
    pub fn resident(&self) -> &Resident {
        &self.resident
    }

    /// Of what.
    pub fn account(&self) -> &AccountRow {
        &self.account
    }

    /// The binding.
    pub fn holder(&self) -> &HolderRow {
        &self.holder
    }
}

/// The hash under which the session of a visitor is stored.
pub(crate) fn session_hash(visitor: &Visitor) -> Option<[u8; 32]> {
    visitor.session.as_deref().and_then(unhex).map(|token| token_hash(&token))
}

impl Cabinet {
    /// The resident whose session this is; nobody when there is none or it has ended.
    pub async fn find_resident(&self, visitor: &Visitor) -> Outcome<Option<Resident>> {
        let Some(token) = visitor.session.as_deref().and_then(unhex).filter(|token| token.len() == 32) else {
            return Ok(None);
        };
        let (hash, now) = (token_hash(&token), self.now());
        let mut tx = self.db.read().await?;
        let Some(session) = sessions::find(&mut tx, &hash, now).await? else { return Ok(None) };
        let row = residents::find(&mut tx, session.resident_id).await?;
        drop(tx);
        if now - session.seen_at > HOUR {
            let mut tx = self.db.write().await?;
            sessions::touch(&mut tx, &hash, now, now + SESSION_DAYS * DAY).await?;
            tx.commit().await?;
        }
        Ok(row.map(|row| Resident { row }))
    }

    /// The resident whose session this is, or [`Failure::SignIn`].
    pub async fn resident(&self, visitor: &Visitor) -> Outcome<Resident> {
        self.find_resident(visitor).await?.ok_or(Failure::SignIn)
    }

    /// The holder of an account, or [`Failure::NotFound`]: the same for somebody else's account and for none.
    pub async fn resident_of(&self, visitor: &Visitor, account: AccountId) -> Outcome<ResidentOf> {
        let resident = self.resident(visitor).await?;
        self.holder_of(resident, account).await
    }

    /// As [`Cabinet::resident_of`], for a resident who is known already.
    pub async fn holder_of(&self, resident: Resident, account: AccountId) -> Outcome<ResidentOf> {
        let mut tx = self.db.read().await?;
        let holder = holders::find(&mut tx, resident.id(), account).await?.ok_or(Failure::NotFound)?;
        let account = accounts::find(&mut tx, account).await?.ok_or(Failure::NotFound)?;
        Ok(ResidentOf { resident, account, holder })
    }

    /// After a first step that was right: starts a session and answers the token for the cookie, or
    /// [`Failure::SecondFactor`] where the person has to show another thing first.
    pub(crate) async fn start_session(&self, resident: ResidentId, visitor: &Visitor) -> Outcome<String> {
        self.ask_second_factor(resident, visitor).await?;
        self.open_session(resident, visitor).await
    }

    /// Starts a session of somebody who has shown everything.
    pub(crate) async fn open_session(&self, resident: ResidentId, visitor: &Visitor) -> Outcome<String> {
        let (token, now) = (self.random.bytes::<32>(), self.now());
        let mut tx = self.db.write().await?;
        if let Some(old) = visitor.session.as_deref().and_then(unhex) {
            sessions::delete(&mut tx, &token_hash(&old)).await?;
        }
        let (public_id, end) = (Uuid::from_bytes(self.random.bytes()), now + SESSION_DAYS * DAY);
        sessions::insert(&mut tx, &token_hash(&token), public_id, resident, now, end, &visitor.user_agent).await?;
        tx.commit().await?;
        Ok(crate::secret::hex(&token))
    }
}
