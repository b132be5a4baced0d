//! Single-use links of letters: confirming an e-mail (three days), setting a new password (an hour).
//! Not here: the letters' words, sessions.

use crate::access::Visitor;
use crate::limits::{LETTER_EMAIL, LETTER_IP, ip_key};
use crate::queue::Matter;
use crate::{Cabinet, DAY, Failure, HOUR, Outcome, passwords};
use domain::Email;
use domain::view::Problem;
use storage::links::LinkRow;
use storage::residents::ResidentRow;
use storage::{StorageError, Tx, links, residents, sessions};
use uuid::Uuid;

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// Confirms the e-mail it was sent to.
    Email,
    /// Sets a new password.
    Password,
}

impl LinkKind {
    /// Part of the mac of a link that confirms a new e-mail (see `own_contacts`).
    pub(crate) const NEW_EMAIL: &'static str = "new-email";
    /// Part of the mac of a link that undoes a change.
    pub(crate) const UNDO: &'static str = "undo";

    /// As stored and as part of the mac.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Password => "password",
        }
    }
}

/// What a page with a link can offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkState {
    /// It works.
    Live,
    /// Used or too old, or never ours.
    Dead,
    /// Its e-mail has been confirmed in another cabinet.
    Taken,
}

impl Cabinet {
    /// Queues a letter with a fresh link.
    pub(crate) async fn send_link(&self, tx: &mut Tx, to: &ResidentRow, kind: LinkKind) -> Outcome<()> {
        let now = self.now();
        let id = self.random.id(now);
        let life = match kind {
            LinkKind::Email => 3 * DAY,
            LinkKind::Password => HOUR,
        };
        let link = LinkRow {
            id,
            resident_id: to.id,
            kind: kind.as_str().to_owned(),
            email: to.email.clone(),
            expires_at: now + life,
            used_at: None,
        };
        links::insert(tx, &link, now).await?;
        let matter = match kind {
            LinkKind::Email => Matter::ConfirmEmail { link: id },
            LinkKind::Password => Matter::NewPassword { link: id },
        };
        self.queue_letter(tx, to, &matter, &id.to_string()).await
    }

    /// The link of a token and its owner, if it still works.
    async fn open_link(&self, tx: &mut Tx, kind: LinkKind, token: &str) -> Outcome<Option<(Uuid, ResidentRow)>> {
        let Some(id) = self.secret.open_link_token(kind.as_str(), token) else { return Ok(None) };
        let Some(link) = links::find(tx, id).await? else { return Ok(None) };
        if link.kind != kind.as_str() || link.used_at.is_some() || link.expires_at <= self.now() {
            return Ok(None);
        }
        let resident = residents::find(tx, link.resident_id).await?;
        Ok(resident.filter(|resident| resident.email == link.email).map(|resident| (id, resident)))
    }

    /// What the page of a link shows. Changes nothing: mail scanners open links too.
    pub async fn link_state(&self, kind: LinkKind, token: &str) -> Outcome<LinkState> {
        let mut tx = self.db.read().await?;
        let Some((_, resident)) = self.open_link(&mut tx, kind, token).await? else { return Ok(LinkState::Dead) };
        let first = residents::list_by_email(&mut tx, &resident.email).await?.into_iter().next();
        let owned = first.is_some_and(|first| first.email_confirmed_at.is_some() && first.id != resident.id);
        Ok(if owned && kind == LinkKind::Email { LinkState::Taken } else { LinkState::Live })
    }

    /// Confirms the e-mail of a link. Works once; a second press by the same person finds it dead but done.
    pub async fn confirm_email(&self, token: &str) -> Outcome<()> {
        let now = self.now();
        let mut tx = self.db.write().await?;
        let dead = || Failure::problem("token", Problem::LinkDead);
        let Some((id, resident)) = self.open_link(&mut tx, LinkKind::Email, token).await? else { return Err(dead()) };
        if !links::take(&mut tx, id, now).await? {
            return Err(dead());
        }
        match residents::confirm_email(&mut tx, resident.id, now).await {
            Err(StorageError::Conflict(_)) => return Err(Failure::problem("token", Problem::EmailTaken)),
            other => other?,
        }
        tx.commit().await?;
        Ok(())
    }

    /// Sends the confirmation letter again to a signed-in person.
    pub async fn resend_confirmation(&self, visitor: &Visitor) -> Outcome<()> {
        let resident = self.resident(visitor).await?;
        let row = resident.row();
        if row.reachable() || !self.allow(&[(LETTER_EMAIL, &row.email), (LETTER_IP, &ip_key(visitor.ip))]).await? {
            return Ok(());
        }
        let mut tx = self.db.write().await?;
        self.send_link(&mut tx, row, LinkKind::Email).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Sends the link to a new password, if anybody has this e-mail. The answer is the same either way.
    pub async fn forgotten_password(&self, visitor: &Visitor, email: &str) -> Outcome<()> {
        let email = Email::parse(email).map_err(|error| Failure::problem("email", crate::sign_up::email_problem(error)))?;
        if !self.allow(&[(LETTER_EMAIL, email.as_str()), (LETTER_IP, &ip_key(visitor.ip))]).await? {
            return Err(Failure::problem("email", Problem::TooManyAttempts));
        }
        let mut tx = self.db.write().await?;
        if let Some(resident) = residents::list_by_email(&mut tx, email.as_str()).await?.into_iter().next() {
            self.send_link(&mut tx, &resident, LinkKind::Password).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Sets a new password by a link, ends every session of the person and starts a new one; answers its token.
    /// Whoever opened the letter has the mailbox, so the e-mail counts as confirmed, unless somebody else has it.
    pub async fn set_password(&self, visitor: &Visitor, token: &str, password: &str) -> Outcome<String> {
        if let Some(problem) = passwords::check(password) {
            return Err(Failure::problem("password", problem));
        }
        let dead = || Failure::problem("token", Problem::LinkDead);
        let mut tx = self.db.read().await?;
        self.open_link(&mut tx, LinkKind::Password, token).await?.ok_or_else(dead)?;
        drop(tx);
        let hash = self.passwords.hash(&self.random, password).await;
        let now = self.now();
        let mut tx = self.db.write().await?;
        let (id, resident) = self.open_link(&mut tx, LinkKind::Password, token).await?.ok_or_else(dead)?;
        if !links::take(&mut tx, id, now).await? {
            return Err(dead());
        }
        residents::set_password(&mut tx, resident.id, &hash).await?;
        sessions::delete_all_of(&mut tx, resident.id).await?;
        let owner = residents::list_by_email(&mut tx, &resident.email).await?.into_iter().next();
        if owner.is_none_or(|owner| owner.id == resident.id || owner.email_confirmed_at.is_none()) {
            residents::confirm_email(&mut tx, resident.id, now).await?;
        }
        tx.commit().await?;
        self.start_session(resident.id, visitor).await
    }
}
