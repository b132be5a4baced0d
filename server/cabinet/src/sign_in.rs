//! Sign-in by e-mail or phone and password, and every way out.
//! Not here: registration, new passwords (see `links`).

use crate::access::Visitor;
use crate::limits::{SIGN_IN_IP, SIGN_IN_LOGIN, ip_key};
use crate::secret::{token_hash, unhex};
use crate::{Cabinet, Failure, Outcome};
use domain::view::{Problem, Viewer};
use domain::{Email, MobilePhone};
use storage::{residents, sessions};

impl Cabinet {
    /// Signs in and answers the token of the session. A wrong pair is one problem: it never says which half.
    pub async fn sign_in(&self, visitor: &Visitor, login: &str, password: &str) -> Outcome<String> {
        let mut problems = Vec::new();
        if login.trim().is_empty() {
            problems.push(("login", Problem::LoginEmpty));
        }
        if password.is_empty() {
            problems.push(("password", Problem::PasswordEmpty));
        }
        if !problems.is_empty() {
            return Err(Failure::Problems(problems));
        }
        let email = Email::parse(login).ok();
        let phone = MobilePhone::parse(login).ok();
        let key = email.as_ref().map(Email::as_str).or(phone.as_ref().map(MobilePhone::as_str)).unwrap_or("?");
        if !self.allow(&[(SIGN_IN_LOGIN, key), (SIGN_IN_IP, &ip_key(visitor.ip))]).await? {
            return Err(Failure::problem("login", Problem::TooManyAttempts));
        }
        let mut tx = self.db.read().await?;
        let candidates = match (&email, &phone) {
            (Some(email), _) => {
                let mut found = residents::list_by_email(&mut tx, email.as_str()).await?;
                // Whoever has confirmed the e-mail is its owner; nobody else signs in with it.
                if found.first().is_some_and(|first| first.email_confirmed_at.is_some()) {
                    found.truncate(1);
                }
                found
            }
            (None, Some(phone)) => residents::list_by_phone(&mut tx, phone.as_str()).await?,
            (None, None) => Vec::new(),
        };
        drop(tx);
        let hashes = candidates.iter().map(|resident| resident.password_hash.clone()).collect();
        match self.passwords.find_match(password, hashes).await {
            Some(index) => self.start_session(candidates[index].id, visitor).await,
            None => Err(Failure::problem("login", Problem::SignInWrong)),
        }
    }

    /// Ends this session.
    pub async fn sign_out(&self, visitor: &Visitor) -> Outcome<()> {
        if let Some(token) = visitor.session.as_deref().and_then(unhex) {
            let mut tx = self.db.write().await?;
            sessions::delete(&mut tx, &token_hash(&token)).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// Ends every session of the signed-in person.
    pub async fn sign_out_everywhere(&self, visitor: &Visitor) -> Outcome<()> {
        let resident = self.resident(visitor).await?;
        let mut tx = self.db.write().await?;
        sessions::delete_all_of(&mut tx, resident.id()).await?;
        tx.commit().await?;
        Ok(())
    }

    /// The signed-in person as pages show them.
    pub async fn viewer(&self, visitor: &Visitor) -> Outcome<Option<Viewer>> {
        Ok(self.find_resident(visitor).await?.map(|resident| {
            let row = resident.row();
            Viewer {
                email: row.email.clone(),
                phone: MobilePhone::parse(&row.phone).map_or_else(|_| row.phone.clone(), |phone| phone.shown()),
                email_confirmed: row.email_confirmed_at.is_some(),
                email_failing: row.email_failing_at.is_some(),
                has_password: row.password_hash.is_some(),
            }
        }))
    }
}
