//! Showing once more who one is before something that matters: the password, or a code in an SMS for people without one.
//! And the change of the password itself. Not here: the sign-in.

use crate::access::{Resident, Visitor, session_hash};
use crate::limits::PROOF_PERSON;
use crate::queue::Matter;
use crate::settings_letter::{CodePurpose, SettingsMatter};
use crate::switch::CodeSms;
use crate::{Cabinet, DAY, Failure, Outcome, passwords};
use domain::MobilePhone;
use domain::id::ResidentId;
use domain::view::{FormState, Problem, ProofWay, SettingsPage};
use storage::residents::ResidentRow;
use storage::{residents, sessions};

/// What was typed as proof; which of both counts depends on the person.
#[derive(Clone, Copy, Debug, Default)]
pub struct Proof<'a> {
    /// The password.
    pub password: &'a str,
    /// The code from the SMS.
    pub code: &'a str,
}

/// How a person proves who they are.
pub(crate) fn proof_way(row: &ResidentRow) -> ProofWay {
    match row.password_hash {
        Some(_) => ProofWay::Password,
        None => {
            ProofWay::Code { phone: MobilePhone::parse(&row.phone).map_or_else(|_| String::new(), |phone| phone.masked()) }
        }
    }
}

fn subject(resident: ResidentId, phone: &str) -> String {
    format!("proof:{resident}:{phone}")
}

impl Cabinet {
    /// The hub of the settings, or one of its forms as it was typed.
    pub async fn settings_page(&self, visitor: &Visitor, form: FormState) -> Outcome<SettingsPage> {
        let resident = self.resident(visitor).await?;
        let row = resident.row();
        let viewer = self.viewer(visitor).await?.ok_or(Failure::SignIn)?;
        let proof = proof_way(row);
        let waiting_email = self.waiting_email(resident.id()).await?;
        let sms_sign_in = self.allows_code_sign_in(row).await?;
        let (app, codes_left) = self.app_state(resident.id()).await?;
        let mut tx = self.db.read().await?;
        let devices = sessions::list_of_resident(&mut tx, resident.id(), self.now()).await?.len();
        Ok(SettingsPage {
            viewer,
            form,
            proof,
            waiting_email,
            sms_sign_in,
            phone_confirmed: row.phone_confirmed_at.is_some(),
            app,
            codes_left,
            passkeys: self.passkeys_count(resident.id()).await?,
            devices: u32::try_from(devices).unwrap_or(u32::MAX),
        })
    }

    /// Sends the code that stands for the password of a person without one.
    pub async fn send_proof_code(&self, visitor: &Visitor) -> Outcome<()> {
        let resident = self.resident(visitor).await?;
        let row = resident.row();
        let sms = CodeSms::Settings(CodePurpose::Proof);
        self.send_code_as(visitor, row, &subject(row.id, &row.phone), false, sms).await
    }

    /// Checks the proof. A wrong one is one problem at its own field; guesses are counted.
    pub(crate) async fn check_proof(&self, resident: &Resident, proof: Proof<'_>) -> Outcome<()> {
        let row = resident.row();
        let Some(hash) = &row.password_hash else {
            let (tx, _) = self.check_code(&subject(row.id, &row.phone), &row.id.to_string(), proof.code).await?;
            tx.commit().await?;
            return Ok(());
        };
        if proof.password.is_empty() {
            return Err(Failure::problem("current", Problem::PasswordEmpty));
        }
        if !self.allow(&[(PROOF_PERSON, &row.id.to_string())]).await? {
            return Err(Failure::problem("current", Problem::TooManyAttempts));
        }
        match self.passwords.find_match(proof.password, vec![Some(hash.clone())]).await {
            Some(_) => Ok(()),
            None => Err(Failure::problem("current", Problem::PasswordWrong)),
        }
    }

    /// Changes the password. Whoever was signed in elsewhere has to sign in anew.
    pub async fn change_password(&self, visitor: &Visitor, new: &str, proof: Proof<'_>) -> Outcome<()> {
        let resident = self.resident(visitor).await?;
        if let Some(problem) = passwords::check(new) {
            return Err(Failure::problem("password", problem));
        }
        self.check_proof(&resident, proof).await?;
        let hash = self.passwords.hash(&self.random, new).await;
        let mut tx = self.db.write().await?;
        residents::set_password(&mut tx, resident.id(), &hash).await?;
        if let Some(session) = session_hash(visitor) {
            sessions::delete_others_of(&mut tx, resident.id(), &session).await?;
        }
        if resident.row().email_confirmed_at.is_some() {
            let matter = Matter::Settings { what: SettingsMatter::PasswordChanged };
            self.queue_letter(&mut tx, resident.row(), &matter, &self.now().to_string()).await?;
        }
        tx.commit().await?;
        Ok(())
    }
}

/// How long a change of contacts can be confirmed, and undone after it came into force.
pub(crate) const UNDO_LIFE: i64 = 3 * DAY;
