//! Giving access to a close person: whom → which address → what → check → done. Answers live in a draft of the browser
//! for two days. Not here: what becomes of the invitation (see `invitations`).

use crate::access::{Resident, Visitor};
use crate::invitations::INVITATION;
use crate::limits::{INVITE_CONTACT, INVITE_HOLDER, INVITE_IP, ip_key};
use crate::queue::{Channel, Matter};
use crate::relatives::shown_contact;
use crate::secret::token_hash;
use crate::{Cabinet, DAY, Failure, Outcome};
use domain::id::{AccountId, GrantId, ResidentId};
use domain::person_name::PersonNameError;
use domain::view::{AccessEvent, FormState, GiveAnswers, GivePage, GiveStep, Problem, Role};
use domain::{Email, MobilePhone, PersonName};
use serde::{Deserialize, Serialize};
use storage::grants::{self, GrantRow, GrantState};
use storage::{Tx, accounts, drafts, holders, messages};

/// Name of the form, and of its draft.
const FORM: &str = "give";
const LIFE: i64 = 2 * DAY;

/// What has been answered so far.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Draft {
    /// Whose draft: the next person at this browser does not see it.
    resident: Option<ResidentId>,
    close_name: String,
    contact: String,
    account: Option<AccountId>,
    holder_name: String,
    role: Option<Role>,
    letters: bool,
    done: Option<GrantId>,
}

impl Draft {
    /// The first step that is not answered.
    fn reached(&self) -> GiveStep {
        if self.done.is_some() {
            GiveStep::Done
        } else if self.contact.is_empty() {
            GiveStep::Person
        } else if self.account.is_none() || self.holder_name.is_empty() {
            GiveStep::Address
        } else if self.role.is_none() {
            GiveStep::Role
        } else {
            GiveStep::Check
        }
    }
}

pub(crate) fn name_problem(error: PersonNameError) -> Problem {
    match error {
        PersonNameError::Empty => Problem::NameEmpty,
        PersonNameError::TooLong => Problem::NameTooLong,
    }
}

/// An e-mail address or a mobile phone, as stored.
fn parse_contact(text: &str) -> Result<String, Problem> {
    if text.trim().is_empty() {
        return Err(Problem::ContactEmpty);
    }
    match (Email::parse(text), MobilePhone::parse(text)) {
        (Ok(email), _) => Ok(email.as_str().to_owned()),
        (_, Ok(phone)) => Ok(phone.as_str().to_owned()),
        _ => Err(Problem::ContactNotAContact),
    }
}

impl Cabinet {
    async fn give_draft(&self, visitor: &Visitor, resident: &Resident) -> Outcome<Draft> {
        let Some(browser) = visitor.browser else { return Ok(Draft::default()) };
        let id = self.secret.draft_id(FORM, &browser);
        let mut tx = self.db.read().await?;
        let body = drafts::find(&mut tx, &id, &token_hash(&browser), FORM, self.now()).await?;
        let draft: Option<Draft> = body.and_then(|body| serde_json::from_str(&body).ok());
        Ok(draft.filter(|draft| draft.resident == Some(resident.id())).unwrap_or_default())
    }

    async fn put_give_draft(&self, tx: &mut Tx, visitor: &Visitor, resident: &Resident, draft: Draft) -> Outcome<()> {
        let browser = visitor.browser.ok_or_else(|| Failure::problem("name", Problem::DraftGone))?;
        let id = self.secret.draft_id(FORM, &browser);
        let body = serde_json::to_string(&Draft { resident: Some(resident.id()), ..draft }).unwrap_or_default();
        Ok(drafts::put(tx, &id, &token_hash(&browser), FORM, &body, self.now() + LIFE).await?)
    }

    async fn keep_give_draft(&self, visitor: &Visitor, resident: &Resident, draft: Draft) -> Outcome<()> {
        let mut tx = self.db.write().await?;
        self.put_give_draft(&mut tx, visitor, resident, draft).await?;
        Ok(tx.commit().await?)
    }

    async fn own_addresses(&self, tx: &mut Tx, resident: ResidentId) -> Outcome<Vec<(AccountId, String)>> {
        let mut addresses = Vec::new();
        for holder in holders::list_of_resident(tx, resident).await? {
            let account = accounts::find(tx, holder.account_id).await?;
            addresses.extend(account.map(|account| (account.id, account.address().one_line())));
        }
        Ok(addresses)
    }

    /// A step, or the one to go to instead. Nobody without an address has any access to give: [`Failure::NotFound`].
    pub async fn give_page(
        &self,
        visitor: &Visitor,
        step: GiveStep,
        form: Option<&str>,
    ) -> Outcome<Result<GivePage, GiveStep>> {
        let resident = self.resident(visitor).await?;
        let mut form = self.form(visitor, FORM, form).await?;
        let draft = self.give_draft(visitor, &resident).await?;
        let mut tx = self.db.read().await?;
        let addresses = self.own_addresses(&mut tx, resident.id()).await?;
        if addresses.is_empty() {
            return Err(Failure::NotFound);
        }
        let reached = draft.reached();
        // After the end the steps begin anew; before it nobody gets ahead of an unanswered one.
        if step > reached || (reached == GiveStep::Done && !matches!(step, GiveStep::Done | GiveStep::Person)) {
            return Ok(Err(reached));
        }
        if form == FormState::default() && (reached != GiveStep::Done) {
            let answers = [
                ("name", draft.close_name.clone()),
                ("contact", shown_contact(&draft.contact)),
                ("account", draft.account.map(|id| id.to_string()).unwrap_or_default()),
                ("holder_name", draft.holder_name.clone()),
                ("role", draft.role.unwrap_or(Role::View).as_str().to_owned()),
                ("letters", if draft.letters { "on".to_owned() } else { String::new() }),
            ];
            form.values = answers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        }
        let address = addresses.iter().find(|(id, _)| Some(*id) == draft.account).map(|(_, address)| address.clone());
        let answers = GiveAnswers {
            close_name: draft.close_name,
            contact: shown_contact(&draft.contact),
            address: address.unwrap_or_default(),
            holder_name: draft.holder_name,
            manage: draft.role == Some(Role::Manage),
            letters: draft.letters,
        };
        Ok(Ok(GivePage { form, addresses, answers }))
    }

    /// First step: the name and the contact of the close person.
    pub async fn give_person(&self, visitor: &Visitor, name: &str, contact: &str) -> Outcome<()> {
        let resident = self.resident(visitor).await?;
        let mut problems = Vec::new();
        let name = PersonName::parse(name).map_err(|error| problems.push(("name", name_problem(error)))).ok();
        let contact = parse_contact(contact).map_err(|problem| problems.push(("contact", problem))).ok();
        let own = |contact: &String| *contact == resident.row().email || *contact == resident.row().phone;
        if contact.as_ref().is_some_and(own) {
            problems.push(("contact", Problem::ContactOwn));
        }
        let (Some(name), Some(contact), true) = (name, contact, problems.is_empty()) else {
            return Err(Failure::Problems(problems));
        };
        let old = self.give_draft(visitor, &resident).await?;
        let old = if old.done.is_some() { Draft::default() } else { old };
        let draft = Draft { close_name: name.as_str().to_owned(), contact, ..old };
        self.keep_give_draft(visitor, &resident, draft).await
    }

    /// Second step: which address, and whose receipts these are in the family's words.
    pub async fn give_address(&self, visitor: &Visitor, account: &str, holder_name: &str) -> Outcome<()> {
        let (resident, draft) = self.give_reached(visitor, GiveStep::Address).await?;
        let mut tx = self.db.read().await?;
        let addresses = self.own_addresses(&mut tx, resident.id()).await?;
        drop(tx);
        let mut problems = Vec::new();
        let chosen = account.parse::<AccountId>().ok();
        let chosen = chosen.filter(|chosen| addresses.iter().any(|(id, _)| id == chosen));
        if chosen.is_none() {
            problems.push(("account", Problem::AddressNotChosen));
        }
        let name = PersonName::parse(holder_name).map_err(|error| problems.push(("holder_name", name_problem(error)))).ok();
        let (Some(account), Some(name)) = (chosen, name) else { return Err(Failure::Problems(problems)) };
        let draft = Draft { account: Some(account), holder_name: name.as_str().to_owned(), ..draft };
        self.keep_give_draft(visitor, &resident, draft).await
    }

    /// Third step: what the close person may do. Anything but «manage» is to view.
    pub async fn give_role(&self, visitor: &Visitor, role: &str, letters: bool) -> Outcome<()> {
        let (resident, draft) = self.give_reached(visitor, GiveStep::Role).await?;
        let role = Role::parse(role).unwrap_or(Role::View);
        self.keep_give_draft(visitor, &resident, Draft { role: Some(role), letters, ..draft }).await
    }

    async fn give_reached(&self, visitor: &Visitor, step: GiveStep) -> Outcome<(Resident, Draft)> {
        let resident = self.resident(visitor).await?;
        let draft = self.give_draft(visitor, &resident).await?;
        if draft.reached() < step || draft.done.is_some() {
            return Err(Failure::problem("name", Problem::DraftGone));
        }
        Ok((resident, draft))
    }

    /// Last step: invites. A second press goes on to the same page and invites nobody again.
    pub async fn give_send(&self, visitor: &Visitor) -> Outcome<()> {
        let resident = self.resident(visitor).await?;
        let draft = self.give_draft(visitor, &resident).await?;
        if draft.done.is_some() {
            return Ok(());
        }
        let (GiveStep::Check, Some(account), Some(role)) = (draft.reached(), draft.account, draft.role) else {
            return Err(Failure::problem("name", Problem::DraftGone));
        };
        let of = self.holder_of(resident.clone(), account).await?;
        let now = self.now();
        let mut tx = self.db.write().await?;
        // The lock lets one press after another in; the second finds the draft done.
        accounts::lock(&mut tx, of.account().id).await?;
        if self.give_draft(visitor, &resident).await?.done.is_some() {
            return Ok(());
        }
        let (who, ip) = (resident.id().to_string(), ip_key(visitor.ip));
        let counted = [(INVITE_HOLDER, who.as_str()), (INVITE_CONTACT, draft.contact.as_str()), (INVITE_IP, &ip)];
        if !self.count(&mut tx, &counted).await? {
            return Err(Failure::problem("send", Problem::TooManyInvitations));
        }
        let grant = GrantRow {
            id: GrantId(self.random.id(now)),
            account,
            holder: Some(resident.id()),
            holder_phone: None,
            close: None,
            holder_name: draft.holder_name.clone(),
            close_name: draft.close_name.clone(),
            invited: draft.contact.clone(),
            role,
            letters: draft.letters,
            state: GrantState::Invited,
            created_at: now,
            expires_at: now + INVITATION,
            accepted_at: None,
            ended_at: None,
            ended_by: None,
            last_seen_at: None,
        };
        grants::insert(&mut tx, &grant).await?;
        self.access_event(&mut tx, &grant, AccessEvent::Invited, Some(resident.id())).await?;
        let channel = if Email::parse(&grant.invited).is_ok() { Channel::Email } else { Channel::Sms };
        let (matter, occasion) = (Matter::Invitation { grant: grant.id }, grant.id.to_string());
        // The invited person may have no cabinet yet: the queue knows them by the grant.
        let to = (grant.invited.as_str(), ResidentId(grant.id.0));
        messages::insert_all(&mut tx, &[self.message(channel, to, &matter, &occasion, now)], now).await?;
        self.tell_of_access(&mut tx, &grant, false).await?;
        self.put_give_draft(&mut tx, visitor, &resident, Draft { done: Some(grant.id), ..draft }).await?;
        tx.commit().await?;
        Ok(())
    }
}
