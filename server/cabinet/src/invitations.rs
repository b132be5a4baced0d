//! The invitation of a close person: its page for whoever opens it, accepting and declining. Works once, for 48 hours.
//! Not here: making one (see `giving`), its words (see `messaging`).

use crate::access::{Resident, Visitor};
use crate::letter::Invitation;
use crate::queue::Matter;
use crate::relatives::masked_contact;
use crate::{Cabinet, Failure, HOUR, Outcome};
use domain::Email;
use domain::id::{GrantId, ResidentId};
use domain::view::{AccessEvent, InvitationPage, InvitationState, Problem, Role};
use storage::grants::{self, GrantRow, GrantState};
use storage::{StorageError, Tx, accounts, holders, residents};

/// How long an invitation waits.
pub(crate) const INVITATION: i64 = 48 * HOUR;

const KIND: &str = "invitation";

impl Cabinet {
    fn invitation_of(&self, token: &str) -> Outcome<GrantId> {
        self.secret.open_link_token(KIND, token).map(GrantId).ok_or(Failure::NotFound)
    }

    /// What the letter or SMS of an invitation says; nothing once it is over.
    pub(crate) async fn invitation(&self, id: GrantId) -> Outcome<Option<Invitation>> {
        let mut tx = self.db.read().await?;
        let grant = grants::find(&mut tx, id).await?;
        let live = grant.filter(|grant| grant.state == GrantState::Invited && grant.expires_at > self.now());
        Ok(live.map(|grant| Invitation {
            link: self.settings.url(&format!("/invitation/{}", self.secret.link_token(KIND, id.0))),
            manage: grant.role == Role::Manage,
            close_name: grant.close_name,
            holder_name: grant.holder_name,
        }))
    }

    /// Whether a person is the one who was invited. Whoever has confirmed an e-mail is its owner: nobody else matches.
    async fn is_invited(&self, tx: &mut Tx, resident: &Resident, grant: &GrantRow) -> Outcome<bool> {
        let row = resident.row();
        if Email::parse(&grant.invited).is_err() {
            return Ok(row.phone == grant.invited);
        }
        if row.email != grant.invited {
            return Ok(false);
        }
        let first = residents::list_by_email(tx, &row.email).await?.into_iter().next();
        Ok(first.is_none_or(|first| first.email_confirmed_at.is_none() || first.id == row.id))
    }

    async fn state_of(&self, tx: &mut Tx, resident: Option<&Resident>, grant: &GrantRow) -> Outcome<InvitationState> {
        Ok(match grant.state {
            GrantState::Cancelled | GrantState::Revoked => InvitationState::Cancelled,
            GrantState::Declined => InvitationState::Declined,
            GrantState::Active => InvitationState::Used,
            GrantState::Invited if grant.expires_at <= self.now() => InvitationState::Expired,
            GrantState::Invited => match resident {
                None => InvitationState::SignIn,
                Some(resident) if holders::find(tx, resident.id(), grant.account).await?.is_some() => {
                    InvitationState::WrongPerson
                }
                Some(resident) if self.is_invited(tx, resident, grant).await? => InvitationState::Open,
                Some(_) => InvitationState::WrongPerson,
            },
        })
    }

    /// The page of an invitation; none where the person has accepted it already. Changes nothing: mail scanners open
    /// links too.
    pub async fn invitation_page(&self, visitor: &Visitor, token: &str) -> Outcome<Option<InvitationPage>> {
        let id = self.invitation_of(token)?;
        let resident = self.find_resident(visitor).await?;
        let mut tx = self.db.read().await?;
        let grant = grants::find(&mut tx, id).await?.ok_or(Failure::NotFound)?;
        let mine = resident.as_ref().is_some_and(|resident| grant.close == Some(resident.id()));
        if mine && grant.state == GrantState::Active {
            return Ok(None);
        }
        let state = self.state_of(&mut tx, resident.as_ref(), &grant).await?;
        // A link that is over says no more than that.
        let live = matches!(state, InvitationState::SignIn | InvitationState::Open);
        let address = if live { self.masked_address_of(&mut tx, grant.account).await? } else { String::new() };
        Ok(Some(InvitationPage {
            state,
            name: grant.holder_name,
            address,
            role: grant.role,
            letters: grant.letters,
            contact: masked_contact(&grant.invited),
            signed_in_as: resident.map(|resident| resident.row().email.clone()).unwrap_or_default(),
        }))
    }

    /// Accepts an invitation. On two devices at once, or by a double click, it is accepted once and both go on.
    pub async fn accept_invitation(&self, visitor: &Visitor, token: &str) -> Outcome<()> {
        let id = self.invitation_of(token)?;
        let resident = self.resident(visitor).await?;
        let now = self.now();
        let mut tx = self.db.write().await?;
        let found = grants::find(&mut tx, id).await?.ok_or(Failure::NotFound)?;
        // Two invitations to one person for one account take turns.
        accounts::lock(&mut tx, found.account).await?;
        let grant = grants::find(&mut tx, id).await?.ok_or(Failure::NotFound)?;
        if grant.state == GrantState::Active && grant.close == Some(resident.id()) {
            return Ok(());
        }
        let open = self.state_of(&mut tx, Some(&resident), &grant).await? == InvitationState::Open;
        if !open || !self.open_access(&mut tx, &resident, &grant, now).await? {
            return Err(Failure::problem("token", Problem::LinkDead));
        }
        tx.commit().await?;
        Ok(())
    }

    async fn open_access(&self, tx: &mut Tx, resident: &Resident, grant: &GrantRow, now: i64) -> Outcome<bool> {
        self.replace_access(tx, resident.id(), grant, now).await?;
        if !grants::accept(tx, grant.id, resident.id(), now).await? {
            return Ok(false);
        }
        // Whoever has the link has the mailbox or the phone that it was sent to.
        if Email::parse(&grant.invited).is_err() {
            residents::confirm_phone(tx, resident.id(), now).await?;
        } else if resident.row().email_confirmed_at.is_none() {
            match residents::confirm_email(tx, resident.id(), now).await {
                Err(StorageError::Conflict(_)) => return Ok(false),
                other => other?,
            }
        }
        self.access_event(tx, grant, AccessEvent::Accepted, Some(resident.id())).await?;
        self.tell_of_access(tx, grant, true).await?;
        Ok(true)
    }

    /// A new grant takes the place of the one before: one person has one to an account.
    pub(crate) async fn replace_access(&self, tx: &mut Tx, close: ResidentId, new: &GrantRow, now: i64) -> Outcome<()> {
        if let Some(old) = grants::find_active(tx, close, new.account).await? {
            grants::end(tx, old.id, (GrantState::Active, GrantState::Revoked), close, now).await?;
            self.access_event(tx, &old, AccessEvent::Left, Some(close)).await?;
        }
        Ok(())
    }

    /// An SMS to the holder: somebody was invited, somebody sees the receipts now.
    pub(crate) async fn tell_of_access(&self, tx: &mut Tx, grant: &GrantRow, given: bool) -> Outcome<()> {
        let holder = match grant.holder {
            Some(id) => residents::find(tx, id).await?,
            None => Some(crate::access::without_cabinet(grant)),
        };
        if let Some(holder) = holder.filter(|holder| !holder.phone.is_empty()) {
            let matter = Matter::Access { grant: grant.id, given };
            self.queue_sms(tx, &holder, &matter, &grant.id.to_string()).await?;
        }
        Ok(())
    }

    /// Declines an invitation; only the person who was invited can.
    pub async fn decline_invitation(&self, visitor: &Visitor, token: &str) -> Outcome<()> {
        let id = self.invitation_of(token)?;
        let resident = self.resident(visitor).await?;
        let mut tx = self.db.write().await?;
        let grant = grants::find(&mut tx, id).await?.ok_or(Failure::NotFound)?;
        if self.state_of(&mut tx, Some(&resident), &grant).await? != InvitationState::Open {
            return Ok(());
        }
        let step = (GrantState::Invited, GrantState::Declined);
        if grants::end(&mut tx, id, step, resident.id(), self.now()).await? {
            self.access_event(&mut tx, &grant, AccessEvent::Declined, Some(resident.id())).await?;
            tx.commit().await?;
        }
        Ok(())
    }
}
