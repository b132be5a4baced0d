//! Who is asking: a visitor, a signed-in resident, a holder of an account, a close person of one. Access is a type: what a use case takes
//! cannot be made without the right. Not here: cookies (see `app`), passwords (see `sign_in`).

use crate::secret::{token_hash, unhex};
use crate::{Cabinet, DAY, Failure, HOUR, Outcome};
use domain::id::{AccountId, GrantId, ResidentId};
use domain::view::{AccessEvent, Role};
use domain::{Language, Look};
use std::net::IpAddr;
use storage::accounts::AccountRow;
use storage::grants::GrantRow;
use storage::holders::HolderRow;
use storage::residents::ResidentRow;
use storage::{Tx, accounts, grants, holders, residents, sessions};
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

/// Somebody who may read and pay the receipts of an account: a holder, or a close person by an active grant. Made only
/// here, anew for every request: closed access ends with the next one.
#[derive(Clone, Debug)]
pub struct ViewerOf {
    resident: Resident,
    account: AccountRow,
    grant: Option<GrantRow>,
}

/// Somebody who may choose how the receipts of an account come: a holder, or a close person whose grant says so.
/// Made only here.
#[derive(Clone, Debug)]
pub struct ManagerOf {
    viewer: ViewerOf,
    consenting: ResidentRow,
    holder: Option<HolderRow>,
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

impl ViewerOf {
    /// Who.
    pub fn resident(&self) -> &Resident {
        &self.resident
    }

    /// Of what.
    pub fn account(&self) -> &AccountRow {
        &self.account
    }

    /// The grant of a close person; none for a holder.
    pub fn grant(&self) -> Option<&GrantRow> {
        self.grant.as_ref()
    }

    /// Whose receipts these are; none where they are the person's own.
    pub fn whose(&self) -> Option<String> {
        self.grant.as_ref().map(|grant| grant.holder_name.clone())
    }
}

impl ManagerOf {
    /// Who acts, of what, for whom.
    pub fn viewer(&self) -> &ViewerOf {
        &self.viewer
    }

    /// Whose consent it is: the person, or the holder for whom a close person acts. Without a cabinet of their own they
    /// have the grant's id and the phone on which the code was read out.
    pub fn consenting(&self) -> &ResidentRow {
        &self.consenting
    }

    /// The binding, where the consent is a holder's.
    pub fn holder(&self) -> Option<&HolderRow> {
        self.holder.as_ref()
    }

    /// How knowledge of the account was proven.
    pub(crate) fn proof(&self) -> String {
        match (&self.holder, self.viewer.grant()) {
            (Some(holder), _) => holder.proof.clone(),
            (None, Some(grant)) => format!("grant:{}", grant.id),
            (None, None) => String::new(),
        }
    }
}

/// What a use case needs that both a holder and a close person may do; both types lead to it.
pub trait Manages: Send + Sync {
    /// The right.
    fn manager(&self) -> ManagerOf;
}

impl Manages for ManagerOf {
    fn manager(&self) -> ManagerOf {
        self.clone()
    }
}

impl Manages for ResidentOf {
    fn manager(&self) -> ManagerOf {
        ManagerOf { viewer: self.viewer(), consenting: self.resident.row.clone(), holder: Some(self.holder.clone()) }
    }
}

/// As [`Manages`], for reading and paying.
pub trait Views: Send + Sync {
    /// The right.
    fn viewer(&self) -> ViewerOf;
}

impl Views for ViewerOf {
    fn viewer(&self) -> ViewerOf {
        self.clone()
    }
}

impl Views for ResidentOf {
    fn viewer(&self) -> ViewerOf {
        ViewerOf { resident: self.resident.clone(), account: self.account.clone(), grant: None }
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

    /// Who may read the receipts of an account: its holder, or a close person. Anybody else: [`Failure::NotFound`].
    pub async fn viewer_of(&self, visitor: &Visitor, account: AccountId) -> Outcome<ViewerOf> {
        let resident = self.resident(visitor).await?;
        let mut tx = self.db.read().await?;
        let of = self.viewer_in(&mut tx, resident, account).await?;
        drop(tx);
        self.note_visit(&of).await?;
        Ok(of)
    }

    /// As [`Cabinet::viewer_of`], in a transaction of the caller's, who notes the visit.
    pub(crate) async fn viewer_in(&self, tx: &mut Tx, resident: Resident, account: AccountId) -> Outcome<ViewerOf> {
        let grant = match holders::find(tx, resident.id(), account).await? {
            Some(_) => None,
            None => Some(grants::find_active(tx, resident.id(), account).await?.ok_or(Failure::NotFound)?),
        };
        let account = accounts::find(tx, account).await?.ok_or(Failure::NotFound)?;
        Ok(ViewerOf { resident, account, grant })
    }

    /// Who may choose how the receipts of an account come. A grant to view alone is [`Failure::NotFound`] as well.
    pub async fn manager_of(&self, visitor: &Visitor, account: AccountId) -> Outcome<ManagerOf> {
        let viewer = self.viewer_of(visitor, account).await?;
        let Some(grant) = viewer.grant().cloned() else {
            return Ok(self.holder_of(viewer.resident, account).await?.manager());
        };
        if grant.role != Role::Manage {
            return Err(Failure::NotFound);
        }
        let mut tx = self.db.read().await?;
        let (consenting, holder) = match grant.holder {
            Some(id) => {
                let row = residents::find(&mut tx, id).await?.ok_or(Failure::NotFound)?;
                (row, holders::find(&mut tx, id, account).await?)
            }
            None => (without_cabinet(&grant), None),
        };
        Ok(ManagerOf { viewer, consenting, holder })
    }

    /// Remembers when a close person last looked, to the hour, and puts the first look of a day into the journal.
    pub(crate) async fn note_visit(&self, of: &ViewerOf) -> Outcome<()> {
        let now = self.now();
        let Some(grant) = of.grant().filter(|grant| grant.last_seen_at.is_none_or(|seen| now - seen > HOUR)) else {
            return Ok(());
        };
        let mut tx = self.db.write().await?;
        grants::touch(&mut tx, grant.id, now).await?;
        if grant.last_seen_at.is_none_or(|seen| self.day_of(seen) != self.day_of(now)) {
            self.access_event(&mut tx, grant, AccessEvent::Visited, Some(of.resident.id())).await?;
        }
        tx.commit().await?;
        Ok(())
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

/// A holder without a cabinet, as consents and codes need one: known by the phone on which the code was read out.
pub(crate) fn without_cabinet(grant: &GrantRow) -> ResidentRow {
    let GrantId(id) = grant.id;
    ResidentRow {
        id: ResidentId(id),
        email: String::new(),
        phone: grant.holder_phone.clone().unwrap_or_default(),
        password_hash: None,
        created_at: grant.created_at,
        email_confirmed_at: None,
        email_failing_at: None,
        phone_confirmed_at: grant.accepted_at.filter(|_| grant.holder_phone.is_some()),
        look: None,
        language: None,
    }
}
