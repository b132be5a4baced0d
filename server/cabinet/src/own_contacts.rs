//! The change of one's own e-mail or phone: proof, confirmation by the new one, notice to the old one, three days to undo.
//! Not here: the first confirmation of an e-mail (see `links`), the words of the notices (see `messaging`).

use crate::access::Visitor;
use crate::limits::{LETTER_EMAIL, LETTER_IP, ip_key};
use crate::links::LinkKind;
use crate::queue::{Channel, Matter};
use crate::reauth::{Proof, UNDO_LIFE};
use crate::settings_letter::{CodePurpose, SettingsMatter};
use crate::sign_up::{email_problem, phone_problem};
use crate::switch::CodeSms;
use crate::{Cabinet, Failure, HOUR, Outcome};
use domain::id::ResidentId;
use domain::view::{CodePage, FormState, NewEmailPage, Problem, UndoPage};
use domain::{Email, MobilePhone};
use storage::contact_changes::{self, ChangeRow};
use storage::residents::{self, ResidentRow};
use storage::{StorageError, Tx, messages, passkeys, second_factors, sessions, wishes};
use uuid::Uuid;

const EMAIL: &str = "email";
const PHONE: &str = "phone";
/// How long a new phone waits for its code; each code lives ten minutes of it.
const PHONE_LIFE: i64 = HOUR;

/// What a code to a new phone confirms.
fn subject(resident: ResidentId, phone: &str) -> String {
    format!("phone:{resident}:{phone}")
}

fn about(what: SettingsMatter) -> Matter {
    Matter::Settings { what }
}

/// Whether the old one can still be put back.
fn undoable(change: &ChangeRow, now: i64) -> bool {
    change.undone_at.is_none() && now < change.confirmed_at.unwrap_or(change.made_at) + UNDO_LIFE
}

impl Cabinet {
    /// Whose confirmed e-mail this is, if it is not this person's.
    async fn owner_of_email(&self, tx: &mut Tx, email: &str, but: ResidentId) -> Outcome<Option<ResidentRow>> {
        let first = residents::list_by_email(tx, email).await?.into_iter().next();
        Ok(first.filter(|first| first.email_confirmed_at.is_some() && first.id != but))
    }

    /// The e-mail that waits to be confirmed.
    pub(crate) async fn waiting_email(&self, resident: ResidentId) -> Outcome<Option<String>> {
        let mut tx = self.db.read().await?;
        let waiting = contact_changes::find_waiting(&mut tx, resident, EMAIL, self.now() - UNDO_LIFE).await?;
        Ok(waiting.map(|change| change.new_value))
    }

    fn new_change(&self, row: &ResidentRow, kind: &str, new: &str) -> ChangeRow {
        let now = self.now();
        let (old, confirmed) = match kind {
            EMAIL => (&row.email, row.email_confirmed_at),
            _ => (&row.phone, row.phone_confirmed_at),
        };
        ChangeRow {
            id: self.random.id(now),
            resident_id: row.id,
            kind: kind.to_owned(),
            old_value: old.clone(),
            old_confirmed_at: confirmed,
            new_value: new.to_owned(),
            made_at: now,
            confirmed_at: None,
            undone_at: None,
        }
    }

    /// Asks for another e-mail: a link goes to the new one, a notice to the old one if it is the person's for certain.
    /// Whether the new one belongs to somebody else shows only in the letter that comes there.
    pub async fn change_email(&self, visitor: &Visitor, email: &str, proof: Proof<'_>) -> Outcome<()> {
        let resident = self.resident(visitor).await?;
        let row = resident.row();
        let email = Email::parse(email).map_err(|error| Failure::problem("email", email_problem(error)))?;
        if email.as_str() == row.email {
            return Err(Failure::problem("email", Problem::EmailSame));
        }
        self.check_proof(&resident, proof).await?;
        if !self.allow(&[(LETTER_EMAIL, email.as_str()), (LETTER_IP, &ip_key(visitor.ip))]).await? {
            return Err(Failure::problem("email", Problem::TooManyAttempts));
        }
        let now = self.now();
        let change = self.new_change(row, EMAIL, email.as_str());
        let occasion = change.id.to_string();
        let mut tx = self.db.write().await?;
        contact_changes::insert(&mut tx, &change).await?;
        match self.owner_of_email(&mut tx, email.as_str(), row.id).await? {
            Some(owner) => {
                let day = now.div_euclid(crate::DAY).to_string();
                self.queue_letter(&mut tx, &owner, &about(SettingsMatter::EmailWanted), &day).await?;
            }
            None => {
                let matter = about(SettingsMatter::NewEmail { change: change.id });
                let letter = self.message(Channel::Email, (email.as_str(), row.id), &matter, &occasion, now);
                messages::insert_all(&mut tx, &[letter], now).await?;
            }
        }
        // A link in a mailbox that nobody has confirmed would be a key for whoever has it.
        if row.email_confirmed_at.is_some() {
            let matter = about(SettingsMatter::EmailChanging { change: change.id });
            self.queue_letter(&mut tx, row, &matter, &occasion).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    async fn open_new_email(&self, tx: &mut Tx, token: &str) -> Outcome<Option<ChangeRow>> {
        let Some(id) = self.secret.open_link_token(LinkKind::NEW_EMAIL, token) else { return Ok(None) };
        let change = contact_changes::find(tx, id).await?;
        let now = self.now();
        Ok(change.filter(|change| {
            change.kind == EMAIL
                && change.confirmed_at.is_none()
                && change.undone_at.is_none()
                && now < change.made_at + UNDO_LIFE
        }))
    }

    /// What the page of the link shows. Changes nothing.
    pub async fn new_email_page(&self, token: &str) -> Outcome<NewEmailPage> {
        let mut tx = self.db.read().await?;
        let Some(change) = self.open_new_email(&mut tx, token).await? else { return Ok(NewEmailPage::Dead) };
        let owner = self.owner_of_email(&mut tx, &change.new_value, change.resident_id).await?;
        Ok(if owner.is_some() { NewEmailPage::Taken } else { NewEmailPage::Live(change.new_value) })
    }

    /// Puts the new e-mail in force by the link that came there, and tells the old one.
    pub async fn confirm_new_email(&self, token: &str) -> Outcome<()> {
        let now = self.now();
        let dead = || Failure::problem("token", Problem::LinkDead);
        let mut tx = self.db.write().await?;
        let change = self.open_new_email(&mut tx, token).await?.ok_or_else(dead)?;
        if !contact_changes::confirm(&mut tx, change.id, now).await? {
            return Err(dead());
        }
        match residents::change_email(&mut tx, change.resident_id, &change.new_value, Some(now)).await {
            Err(StorageError::Conflict(_)) => return Err(Failure::problem("token", Problem::EmailTaken)),
            other => other?,
        }
        if change.old_confirmed_at.is_some() {
            let matter = about(SettingsMatter::EmailChanged { change: change.id });
            let to = (change.old_value.as_str(), change.resident_id);
            let letter = self.message(Channel::Email, to, &matter, &change.id.to_string(), now);
            messages::insert_all(&mut tx, &[letter], now).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Gives up an e-mail that waits to be confirmed.
    pub async fn give_up_email(&self, visitor: &Visitor) -> Outcome<()> {
        let resident = self.resident(visitor).await?;
        let mut tx = self.db.write().await?;
        if let Some(change) = contact_changes::find_waiting(&mut tx, resident.id(), EMAIL, 0).await? {
            contact_changes::undo(&mut tx, &change, self.now()).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Asks for another phone: a code goes to the new one.
    pub async fn change_phone(&self, visitor: &Visitor, phone: &str, proof: Proof<'_>) -> Outcome<()> {
        let resident = self.resident(visitor).await?;
        let row = resident.row();
        let phone = MobilePhone::parse(phone).map_err(|error| Failure::problem("phone", phone_problem(error)))?;
        if phone.as_str() == row.phone {
            return Err(Failure::problem("phone", Problem::PhoneSame));
        }
        self.check_proof(&resident, proof).await?;
        let change = self.new_change(row, PHONE, phone.as_str());
        match self.send_phone_code(visitor, row, phone.as_str()).await {
            // The second half of a double click: the code is on its way.
            Err(Failure::Problems(problems)) if problems.iter().any(|(_, problem)| *problem == Problem::CodeTooSoon) => {
                let waiting = self.waiting_phone(row.id).await?.is_some_and(|waiting| waiting.new_value == phone.as_str());
                return if waiting { Ok(()) } else { Err(Failure::problem("phone", Problem::CodeTooSoon)) };
            }
            Err(Failure::Problems(problems)) => {
                return Err(Failure::Problems(problems.into_iter().map(|(_, problem)| ("phone", problem)).collect()));
            }
            other => other?,
        }
        let mut tx = self.db.write().await?;
        contact_changes::insert(&mut tx, &change).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn waiting_phone(&self, resident: ResidentId) -> Outcome<Option<ChangeRow>> {
        let mut tx = self.db.read().await?;
        Ok(contact_changes::find_waiting(&mut tx, resident, PHONE, self.now() - PHONE_LIFE).await?)
    }

    async fn send_phone_code(&self, visitor: &Visitor, row: &ResidentRow, phone: &str) -> Outcome<()> {
        let to = ResidentRow { phone: phone.to_owned(), ..row.clone() };
        let sms = CodeSms::Settings(CodePurpose::Phone);
        self.send_code_as(visitor, &to, &subject(row.id, phone), false, sms).await
    }

    /// The page of the code; [`Failure::NotFound`] when no new phone waits for one.
    pub async fn phone_code_page(&self, visitor: &Visitor, form: FormState) -> Outcome<CodePage> {
        let resident = self.resident(visitor).await?;
        let change = self.waiting_phone(resident.id()).await?.ok_or(Failure::NotFound)?;
        let phone = MobilePhone::parse(&change.new_value).map_or_else(|_| String::new(), |phone| phone.masked());
        Ok(CodePage { address: String::new(), phone, form, whose: None })
    }

    /// Sends another code to the new phone.
    pub async fn resend_phone_code(&self, visitor: &Visitor) -> Outcome<()> {
        let resident = self.resident(visitor).await?;
        let change = self.waiting_phone(resident.id()).await?.ok_or(Failure::NotFound)?;
        self.send_phone_code(visitor, resident.row(), &change.new_value).await
    }

    /// Puts the new phone in force by its code, and tells the old one and the e-mail. A second press finds nothing that
    /// waits, but the phone is the new one: it goes on to the same page.
    pub async fn confirm_phone(&self, visitor: &Visitor, typed: &str) -> Outcome<()> {
        let resident = self.resident(visitor).await?;
        let row = resident.row();
        let Some(change) = self.waiting_phone(row.id).await? else { return Ok(()) };
        let now = self.now();
        let (mut tx, _) = self.check_code(&subject(row.id, &change.new_value), &row.id.to_string(), typed).await?;
        if !contact_changes::confirm(&mut tx, change.id, now).await? {
            return Ok(());
        }
        residents::change_phone(&mut tx, row.id, &change.new_value, Some(now)).await?;
        let (matter, occasion) = (about(SettingsMatter::PhoneChanged { change: change.id }), change.id.to_string());
        if row.email_confirmed_at.is_some() {
            self.queue_letter(&mut tx, row, &matter, &occasion).await?;
        }
        if change.old_confirmed_at.is_some() {
            self.queue_sms(&mut tx, row, &matter, &occasion).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    async fn open_undo(&self, tx: &mut Tx, token: &str) -> Outcome<Option<ChangeRow>> {
        let Some(id): Option<Uuid> = self.secret.open_link_token(LinkKind::UNDO, token) else { return Ok(None) };
        let change = contact_changes::find(tx, id).await?;
        let now = self.now();
        Ok(change.filter(|change| undoable(change, now)))
    }

    /// What the page of an undo link shows. Changes nothing: mail scanners open links too.
    pub async fn undo_page(&self, token: &str) -> Outcome<UndoPage> {
        let mut tx = self.db.read().await?;
        let Some(change) = self.open_undo(&mut tx, token).await? else { return Ok(UndoPage::Dead) };
        let old = &change.old_value;
        Ok(match change.kind.as_str() {
            EMAIL => UndoPage::Email(Email::parse(old).map_or_else(|_| String::new(), |email| email.masked())),
            _ => UndoPage::Phone(MobilePhone::parse(old).map_or_else(|_| String::new(), |phone| phone.masked())),
        })
    }

    /// Puts the old contact back. Somebody else has been in the cabinet: every session ends, the password is good no
    /// more, what lets people in without it is switched off, and a link to a new password goes to the e-mail.
    pub async fn undo_change(&self, token: &str) -> Outcome<()> {
        let now = self.now();
        let dead = || Failure::problem("token", Problem::LinkDead);
        let mut tx = self.db.write().await?;
        let change = self.open_undo(&mut tx, token).await?.ok_or_else(dead)?;
        if !contact_changes::undo(&mut tx, &change, now).await? {
            return Err(dead());
        }
        let who = change.resident_id;
        if change.confirmed_at.is_some() && change.kind == EMAIL {
            let owner = self.owner_of_email(&mut tx, &change.old_value, who).await?;
            let confirmed = change.old_confirmed_at.filter(|_| owner.is_none());
            residents::change_email(&mut tx, who, &change.old_value, confirmed).await?;
        } else if change.confirmed_at.is_some() {
            residents::change_phone(&mut tx, who, &change.old_value, change.old_confirmed_at).await?;
        }
        sessions::delete_all_of(&mut tx, who).await?;
        residents::clear_password(&mut tx, who).await?;
        wishes::set_sms_sign_in(&mut tx, who, false).await?;
        passkeys::delete_all_of(&mut tx, who).await?;
        if second_factors::find(&mut tx, who).await?.is_some_and(|factor| factor.made_at >= change.made_at) {
            second_factors::delete(&mut tx, who).await?;
        }
        if let Some(row) = residents::find(&mut tx, who).await? {
            self.send_link(&mut tx, &row, LinkKind::Password).await?;
        }
        tx.commit().await?;
        Ok(())
    }
}
