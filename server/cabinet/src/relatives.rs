//! «Близкие»: whom a person sees and who sees the person's receipts, closing access, the journal of it.
//! Not here: giving access (see `giving`), invitations, asking for access (see `asking`).

use crate::access::Visitor;
use crate::paying::masked_address;
use crate::receipts::row_of;
use crate::{Cabinet, Failure, Outcome};
use domain::id::{AccountId, GrantId, ReceiptId, ResidentId};
use domain::view::{AccessEvent, ClosePage, GivenAccess, MyPerson, RelativesPage};
use domain::{Email, MobilePhone, Money};
use storage::grants::{self, EventRow, GrantRow, GrantState};
use storage::{Tx, accounts, holders, receipts};
use uuid::Uuid;

/// Lines of the journal of an account that are looked through.
const JOURNAL: i64 = 500;
/// Lines of the journal beside each close person.
const SHOWN: usize = 5;

/// A contact as the person who typed it reads it.
pub(crate) fn shown_contact(contact: &str) -> String {
    MobilePhone::parse(contact).map_or_else(|_| contact.to_owned(), |phone| phone.shown())
}

/// A contact as anybody may read it.
pub(crate) fn masked_contact(contact: &str) -> String {
    match (MobilePhone::parse(contact), Email::parse(contact)) {
        (Ok(phone), _) => phone.masked(),
        (_, Ok(email)) => email.masked(),
        _ => String::new(),
    }
}

impl Cabinet {
    /// Adds a line to the journal of access.
    pub(crate) async fn access_event(
        &self,
        tx: &mut Tx,
        grant: &GrantRow,
        event: AccessEvent,
        actor: Option<ResidentId>,
    ) -> Outcome<()> {
        let at = self.now();
        let detail = grant.close_name.clone();
        let row = EventRow { id: self.random.id(at), account: grant.account, grant: grant.id, at, event, actor, detail };
        Ok(grants::add_event(tx, &row).await?)
    }

    /// The tab «Близкие».
    pub async fn relatives(&self, visitor: &Visitor) -> Outcome<RelativesPage> {
        let resident = self.resident(visitor).await?;
        let mut tx = self.db.read().await?;
        let mut page = RelativesPage {
            can_give: !holders::list_of_resident(&mut tx, resident.id()).await?.is_empty(),
            ..RelativesPage::default()
        };
        for grant in grants::list_of_close(&mut tx, resident.id()).await? {
            page.people.extend(self.my_person(&mut tx, grant).await?);
        }
        for grant in grants::list_given(&mut tx, resident.id(), self.now()).await? {
            page.given.extend(self.given(&mut tx, grant).await?);
        }
        Ok(page)
    }

    async fn my_person(&self, tx: &mut Tx, grant: GrantRow) -> Outcome<Option<MyPerson>> {
        let Some(account) = accounts::find(tx, grant.account).await? else { return Ok(None) };
        let latest = receipts::list_of_account(tx, grant.account, 1).await?.into_iter().next();
        let (left, pay_path) = match &latest {
            Some(receipt) => {
                let left = self.left_of(tx, receipt).await?.left();
                (left, if left > Money::ZERO { Some(self.pay_path_of(tx, receipt).await?) } else { None })
            }
            None => (Money::ZERO, None),
        };
        Ok(Some(MyPerson {
            grant: grant.id,
            name: grant.holder_name,
            account: grant.account,
            address: account.address().one_line(),
            role: grant.role,
            letters: grant.letters,
            latest: latest.as_ref().map(row_of),
            left,
            pay_path,
        }))
    }

    async fn given(&self, tx: &mut Tx, grant: GrantRow) -> Outcome<Option<GivenAccess>> {
        let Some(account) = accounts::find(tx, grant.account).await? else { return Ok(None) };
        let events = grants::list_events(tx, grant.account, i64::MAX, JOURNAL).await?;
        let events = events.into_iter().filter(|event| event.grant == grant.id).take(SHOWN);
        Ok(Some(GivenAccess {
            grant: grant.id,
            address: account.address().one_line(),
            role: grant.role,
            letters: grant.letters,
            since: grant.accepted_at.map(|at| self.day_of(at)),
            last_visit: grant.last_seen_at.map(|at| self.day_of(at)),
            contact: shown_contact(&grant.invited),
            until: self.day_of(grant.expires_at),
            events: events.map(|event| (event.event, self.day_of(event.at))).collect(),
            name: grant.close_name,
        }))
    }

    /// A grant that a person may end: of an account that the person holds, or the person's own access. Anything else is
    /// the same as no grant. Says whether it is their own access.
    async fn endable(&self, tx: &mut Tx, resident: ResidentId, id: GrantId) -> Outcome<(GrantRow, bool)> {
        let grant = grants::find(tx, id).await?.ok_or(Failure::NotFound)?;
        if holders::find(tx, resident, grant.account).await?.is_some() {
            return Ok((grant, false));
        }
        // An ended grant stays known to whoever had it: the second half of a double click leads on.
        if grant.close == Some(resident) { Ok((grant, true)) } else { Err(Failure::NotFound) }
    }

    /// The page that asks once; nothing for a grant that has ended.
    pub async fn close_page(&self, visitor: &Visitor, id: GrantId) -> Outcome<Option<ClosePage>> {
        let resident = self.resident(visitor).await?;
        let mut tx = self.db.read().await?;
        let (grant, own) = self.endable(&mut tx, resident.id(), id).await?;
        if !matches!(grant.state, GrantState::Invited | GrantState::Active) {
            return Ok(None);
        }
        let account = accounts::find(&mut tx, grant.account).await?.ok_or(Failure::NotFound)?;
        Ok(Some(ClosePage {
            grant: id,
            name: if own { grant.holder_name } else { grant.close_name },
            address: account.address().one_line(),
            invitation: grant.state == GrantState::Invited,
            own,
        }))
    }

    /// Closes access or takes an invitation back; works with the next request of the close person. Again, it changes
    /// nothing.
    pub async fn close_access(&self, visitor: &Visitor, id: GrantId) -> Outcome<()> {
        let resident = self.resident(visitor).await?;
        let now = self.now();
        let mut tx = self.db.write().await?;
        let (grant, own) = self.endable(&mut tx, resident.id(), id).await?;
        let (to, event) = match (grant.state, own) {
            (GrantState::Invited, _) => (GrantState::Cancelled, AccessEvent::Cancelled),
            (GrantState::Active, false) => (GrantState::Revoked, AccessEvent::Revoked),
            (GrantState::Active, true) => (GrantState::Revoked, AccessEvent::Left),
            _ => return Ok(()),
        };
        if grants::end(&mut tx, id, (grant.state, to), resident.id(), now).await? {
            self.access_event(&mut tx, &grant, event, Some(resident.id())).await?;
            tx.commit().await?;
            return Ok(());
        }
        drop(tx);
        // It was accepted while the holder took it back: what the holder wanted is that nobody sees anything.
        let mut tx = self.db.write().await?;
        if grants::end(&mut tx, id, (GrantState::Active, GrantState::Revoked), resident.id(), now).await? {
            self.access_event(&mut tx, &grant, AccessEvent::Revoked, Some(resident.id())).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Begins or ends copies of letters; the close person decides.
    pub async fn set_copies(&self, visitor: &Visitor, id: GrantId, wanted: bool) -> Outcome<()> {
        let resident = self.resident(visitor).await?;
        let mut tx = self.db.write().await?;
        let grant = grants::find(&mut tx, id).await?.ok_or(Failure::NotFound)?;
        if grant.close != Some(resident.id()) || grant.state != GrantState::Active {
            return Err(Failure::NotFound);
        }
        if grant.letters != wanted {
            grants::set_letters(&mut tx, id, wanted).await?;
            let event = if wanted { AccessEvent::LettersOn } else { AccessEvent::LettersOff };
            self.access_event(&mut tx, &grant, event, Some(resident.id())).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// Whether a copy of a letter that was queued for a close person is still to be sent: access may have been closed
    /// since, and a closed one gets nothing more.
    pub(crate) async fn copy_is_wanted(&self, receipt: ReceiptId, resident: Option<Uuid>) -> Outcome<bool> {
        let Some(resident) = resident.map(ResidentId) else { return Ok(false) };
        let mut tx = self.db.read().await?;
        let Some(receipt) = receipts::find(&mut tx, receipt).await? else { return Ok(false) };
        let grant = grants::find_active(&mut tx, resident, receipt.account).await?;
        Ok(grant.is_some_and(|grant| grant.letters))
    }

    /// The page of an address as a letter names it: close persons have their own.
    pub(crate) async fn address_link(&self, account: AccountId, resident: Option<Uuid>) -> Outcome<String> {
        let mut tx = self.db.read().await?;
        let holds = match resident.map(ResidentId) {
            Some(resident) => holders::find(&mut tx, resident, account).await?.is_some(),
            None => false,
        };
        Ok(self.settings.url(&if holds { format!("/addresses/{account}") } else { "/relatives".to_owned() }))
    }

    /// Street and house of an account.
    pub(crate) async fn masked_address_of(&self, tx: &mut Tx, account: AccountId) -> Outcome<String> {
        let account = accounts::find(tx, account).await?.ok_or(Failure::NotFound)?;
        Ok(masked_address(&account.address()))
    }
}
