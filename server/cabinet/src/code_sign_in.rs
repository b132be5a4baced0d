//! Sign-in by a code in an SMS, for people who allow it. Whether a phone is known, and whether it may, never shows.
//! Not here: codes (see `switch`), the second factor.

use crate::access::Visitor;
use crate::limits::{SIGN_IN_IP, ip_key};
use crate::reauth::Proof;
use crate::secret::{hex, token_hash};
use crate::settings_letter::CodePurpose;
use crate::sign_up::phone_problem;
use crate::switch::CodeSms;
use crate::{Cabinet, Failure, HOUR, Outcome};
use domain::id::ResidentId;
use domain::view::Problem;
use domain::{Email, MobilePhone};
use serde::{Deserialize, Serialize};
use storage::residents::{self, ResidentRow};
use storage::{drafts, wishes};

const FORM: &str = "sign-in-code";

/// How far this browser has come.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Draft {
    phone: String,
    /// The code was right; whoever reads this phone sits at this browser.
    proven: bool,
}

/// What a right code leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entered {
    /// The session's token.
    In(String),
    /// Several people have this phone.
    Choose,
}

/// A code lets in the browser that asked for it, and no other.
fn subject(browser: &[u8; 16], phone: &str) -> String {
    format!("sign-in:{}:{phone}", hex(&token_hash(browser)))
}

impl Cabinet {
    /// Whether a code in an SMS lets a person in: as they said; unless they said so only where there is no password.
    pub(crate) async fn allows_code_sign_in(&self, row: &ResidentRow) -> Outcome<bool> {
        let mut tx = self.db.read().await?;
        let said = wishes::find(&mut tx, row.id).await?.sms_sign_in;
        Ok(row.phone_confirmed_at.is_some() && said.unwrap_or(row.password_hash.is_none()))
    }

    /// Allows or forbids it.
    pub async fn set_code_sign_in(&self, visitor: &Visitor, wanted: bool, proof: Proof<'_>) -> Outcome<()> {
        let resident = self.resident(visitor).await?;
        self.check_proof(&resident, proof).await?;
        let mut tx = self.db.write().await?;
        wishes::set_sms_sign_in(&mut tx, resident.id(), wanted).await?;
        tx.commit().await?;
        Ok(())
    }

    /// The people whom a code to this phone lets in.
    async fn entitled(&self, phone: &str) -> Outcome<Vec<ResidentRow>> {
        let mut tx = self.db.read().await?;
        let rows = residents::list_by_phone(&mut tx, phone).await?;
        drop(tx);
        let mut entitled = Vec::new();
        for row in rows {
            if self.allows_code_sign_in(&row).await? {
                entitled.push(row);
            }
        }
        Ok(entitled)
    }

    async fn code_draft(&self, visitor: &Visitor) -> Outcome<Option<([u8; 16], Draft)>> {
        let Some(browser) = visitor.browser else { return Ok(None) };
        let id = self.secret.draft_id(FORM, &browser);
        let mut tx = self.db.read().await?;
        let body = drafts::find(&mut tx, &id, &token_hash(&browser), FORM, self.now()).await?;
        Ok(body.and_then(|body| serde_json::from_str(&body).ok()).map(|draft| (browser, draft)))
    }

    async fn keep_code_draft(&self, browser: &[u8; 16], draft: &Draft) -> Outcome<()> {
        let body = serde_json::to_string(draft).unwrap_or_default();
        let mut tx = self.db.write().await?;
        let id = self.secret.draft_id(FORM, browser);
        drafts::put(&mut tx, &id, &token_hash(browser), FORM, &body, self.now() + HOUR).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Asks for a code. For a phone that lets nobody in everything is the same but the SMS: limits count as well.
    pub async fn ask_sign_in_code(&self, visitor: &Visitor, phone: &str) -> Outcome<()> {
        let phone = MobilePhone::parse(phone).map_err(|error| Failure::problem("phone", phone_problem(error)))?;
        let browser = visitor.browser.ok_or_else(|| Failure::problem("phone", Problem::FirstStepGone))?;
        let asked = self.code_draft(visitor).await?.is_some_and(|(_, draft)| draft.phone == phone.as_str());
        match self.send_sign_in_code(visitor, &browser, phone.as_str()).await {
            // A second press within the minute: the code is on its way already.
            Err(Failure::Problems(problems)) if asked && problems.iter().any(|(_, p)| *p == Problem::CodeTooSoon) => {}
            Err(Failure::Problems(problems)) => {
                return Err(Failure::Problems(problems.into_iter().map(|(_, problem)| ("phone", problem)).collect()));
            }
            other => other?,
        }
        self.keep_code_draft(&browser, &Draft { phone: phone.as_str().to_owned(), proven: false }).await
    }

    /// Sends another code to the same phone.
    pub async fn resend_sign_in_code(&self, visitor: &Visitor) -> Outcome<()> {
        let Some((browser, draft)) = self.code_draft(visitor).await? else { return Err(Failure::NotFound) };
        self.send_sign_in_code(visitor, &browser, &draft.phone).await
    }

    async fn send_sign_in_code(&self, visitor: &Visitor, browser: &[u8; 16], phone: &str) -> Outcome<()> {
        if !self.allow(&[(SIGN_IN_IP, &ip_key(visitor.ip))]).await? {
            return Err(Failure::problem("code", Problem::TooManyAttempts));
        }
        let subject = subject(browser, phone);
        match self.entitled(phone).await?.first() {
            Some(to) => self.send_code_as(visitor, to, &subject, false, CodeSms::Settings(CodePurpose::SignIn)).await,
            None => {
                let nobody = ResidentRow {
                    id: ResidentId(self.random.id(self.now())),
                    email: String::new(),
                    phone: phone.to_owned(),
                    password_hash: None,
                    created_at: 0,
                    email_confirmed_at: None,
                    email_failing_at: None,
                    phone_confirmed_at: None,
                    look: None,
                    language: None,
                };
                self.send_code_as(visitor, &nobody, &subject, false, CodeSms::Nobody).await
            }
        }
    }

    /// The masked phone that this browser asked a code for.
    pub async fn sign_in_code_phone(&self, visitor: &Visitor) -> Outcome<Option<String>> {
        let draft = self.code_draft(visitor).await?;
        Ok(draft.and_then(|(_, draft)| MobilePhone::parse(&draft.phone).ok()).map(|phone| phone.masked()))
    }

    /// Enters by the code.
    pub async fn enter_by_code(&self, visitor: &Visitor, typed: &str) -> Outcome<Entered> {
        let gone = || Failure::problem("code", Problem::FirstStepGone);
        let (browser, draft) = self.code_draft(visitor).await?.ok_or_else(gone)?;
        let (tx, _) = self.check_code(&subject(&browser, &draft.phone), &draft.phone, typed).await?;
        tx.commit().await?;
        let entitled = self.entitled(&draft.phone).await?;
        match entitled.as_slice() {
            [] => Err(Failure::problem("code", Problem::CodeWrong)),
            [one] => self.start_session(one.id, visitor).await.map(Entered::In),
            _ => {
                self.keep_code_draft(&browser, &Draft { proven: true, ..draft }).await?;
                Ok(Entered::Choose)
            }
        }
    }

    /// The people of this phone by their masked e-mails; [`Failure::NotFound`] for a browser that has not proven it.
    pub async fn people_of_phone(&self, visitor: &Visitor) -> Outcome<Vec<String>> {
        Ok(self.proven(visitor).await?.iter().map(shown).collect())
    }

    async fn proven(&self, visitor: &Visitor) -> Outcome<Vec<ResidentRow>> {
        match self.code_draft(visitor).await? {
            Some((_, draft)) if draft.proven => self.entitled(&draft.phone).await,
            _ => Err(Failure::NotFound),
        }
    }

    /// Enters as one of the people of this phone.
    pub async fn enter_as(&self, visitor: &Visitor, whose: &str) -> Outcome<String> {
        let people = self.proven(visitor).await?;
        let chosen = whose.parse::<usize>().ok().and_then(|at| people.get(at));
        let Some(chosen) = chosen else { return Err(Failure::problem("whose", Problem::WhoseEmpty)) };
        if let Some(browser) = visitor.browser {
            self.keep_code_draft(&browser, &Draft { phone: String::new(), proven: false }).await?;
        }
        self.start_session(chosen.id, visitor).await
    }
}

fn shown(row: &ResidentRow) -> String {
    Email::parse(&row.email).map_or_else(|_| String::new(), |email| email.masked())
}
