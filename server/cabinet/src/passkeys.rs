//! Passkeys: made in the settings, shown at the sign-in in place of the password and of a second factor (`WebAuthn` 3).
//! Not here: what the browser does (see `app`), checks of signatures (`webauthn-rs`), passwords and codes.

use crate::access::Visitor;
use crate::limits::{PASSKEY_IP, ip_key};
use crate::queue::Matter;
use crate::reauth::{Proof, proof_way};
use crate::secret::token_hash;
use crate::settings_letter::SettingsMatter;
use crate::{Cabinet, Failure, MINUTE, Outcome, Settings};
use domain::device::Device;
use domain::id::ResidentId;
use domain::view::{FormState, PasskeyView, PasskeysPage, Problem};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use storage::passkeys::{self, PasskeyRow};
use storage::residents::ResidentRow;
use storage::{Tx, drafts};
use uuid::Uuid;
use webauthn_rs::prelude::{
    CreationChallengeResponse, DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};
use webauthn_rs_proto::ResidentKeyRequirement;

/// How long a device may take to make or to show a key.
const WAIT: i64 = 10 * MINUTE;
/// Passkeys of one person.
const MOST: usize = 20;
/// The longest answer of a device, in bytes; those of today have some 2 000.
const LONGEST_ANSWER: usize = 20_000;
/// Names under which the halves of both ceremonies are kept for the browser that began them.
const MAKING: &str = "passkey-making";
const SHOWING: &str = "passkey-showing";

/// A key that is being made: what the device is asked, and what its answer is checked against.
#[derive(Serialize, Deserialize)]
struct Making {
    resident: Uuid,
    question: CreationChallengeResponse,
    state: PasskeyRegistration,
}

/// This cabinet as devices know it. A machine's bare address is no name that a key could be bound to: no passkeys there.
fn relying_party(settings: &Settings) -> Option<Webauthn> {
    let origin = Url::parse(&settings.public_url).ok()?;
    let host = origin.domain()?.to_owned();
    WebauthnBuilder::new(&host, &origin).ok()?.rp_name(&settings.agent.name).build().ok()
}

fn written<T: Serialize>(what: &T) -> Outcome<String> {
    serde_json::to_string(what).map_err(|error| Failure::Broken(format!("a passkey's half: {error}")))
}

fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    if text.len() > LONGEST_ANSWER { None } else { serde_json::from_str(text).ok() }
}

fn not_kept() -> Failure {
    Failure::problem("passkey", Problem::PasskeyNotKept)
}

fn wrong() -> Failure {
    Failure::problem("passkey", Problem::PasskeyWrong)
}

impl Cabinet {
    /// How many passkeys a person has; none where this cabinet's address allows none.
    pub(crate) async fn passkeys_count(&self, resident: ResidentId) -> Outcome<Option<u32>> {
        if relying_party(&self.settings).is_none() {
            return Ok(None);
        }
        let mut tx = self.db.read().await?;
        let count = passkeys::list_of_resident(&mut tx, resident).await?.len();
        Ok(Some(u32::try_from(count).unwrap_or(u32::MAX)))
    }

    /// The passkeys of the person; [`Failure::NotFound`] where there can be none.
    pub async fn passkeys_page(&self, visitor: &Visitor, form: FormState) -> Outcome<PasskeysPage> {
        let resident = self.resident(visitor).await?;
        relying_party(&self.settings).ok_or(Failure::NotFound)?;
        let mut tx = self.db.read().await?;
        let rows = passkeys::list_of_resident(&mut tx, resident.id()).await?;
        let rows = rows.into_iter().map(|row| self.passkey_view(&row)).collect();
        Ok(PasskeysPage { rows, proof: proof_way(resident.row()), form })
    }

    fn passkey_view(&self, row: &PasskeyRow) -> PasskeyView {
        PasskeyView {
            id: row.id.to_string(),
            device: Device::parse(&row.user_agent),
            made: self.moment(row.made_at),
            used: row.used_at.map(|at| self.moment(at)),
        }
    }

    /// Begins to make a passkey in this browser.
    pub async fn begin_passkey(&self, visitor: &Visitor, proof: Proof<'_>) -> Outcome<()> {
        let resident = self.resident(visitor).await?;
        self.check_proof(&resident, proof).await?;
        let party = relying_party(&self.settings).ok_or(Failure::NotFound)?;
        let mut tx = self.db.write().await?;
        let known = passkeys::list_of_resident(&mut tx, resident.id()).await?;
        if known.len() >= MOST {
            return Err(Failure::problem("passkey", Problem::PasskeysTooMany));
        }
        let known = known.into_iter().map(|row| row.credential_id).collect();
        let row = resident.row();
        let name = if row.email.is_empty() { &row.phone } else { &row.email };
        let begun = party.start_passkey_registration(resident.id().0, name, name, Some(known));
        let (mut question, state) = begun.map_err(|error| Failure::Broken(format!("a passkey: {error}")))?;
        if let Some(wish) = &mut question.public_key.authenticator_selection {
            // The device has to know whose key it is: nobody types an e-mail first.
            wish.resident_key = Some(ResidentKeyRequirement::Required);
            wish.require_resident_key = true;
        }
        let half = written(&Making { resident: resident.id().0, question, state })?;
        self.keep_half(&mut tx, visitor, MAKING, &half).await?;
        tx.commit().await?;
        Ok(())
    }

    /// What the device is asked for the passkey that was begun, as JSON of `WebAuthn`; [`Failure::NotFound`] when none was.
    pub async fn passkey_question(&self, visitor: &Visitor) -> Outcome<String> {
        let resident = self.resident(visitor).await?;
        let browser = visitor.browser.ok_or(Failure::NotFound)?;
        let id = self.secret.draft_id(MAKING, &browser);
        let mut tx = self.db.read().await?;
        let half = drafts::find(&mut tx, &id, &token_hash(&browser), MAKING, self.now()).await?.ok_or(Failure::NotFound)?;
        let making: Making = read(&half).ok_or(Failure::NotFound)?;
        if making.resident != resident.id().0 {
            return Err(Failure::NotFound);
        }
        written(&making.question.public_key)
    }

    /// Keeps the passkey that the device has made.
    pub async fn keep_passkey(&self, visitor: &Visitor, answer: &str) -> Outcome<()> {
        let resident = self.resident(visitor).await?;
        let party = relying_party(&self.settings).ok_or(Failure::NotFound)?;
        let half = self.take_half(visitor, MAKING).await?.ok_or_else(not_kept)?;
        let making: Making =
            read(&half).filter(|making: &Making| making.resident == resident.id().0).ok_or_else(not_kept)?;
        let answer: RegisterPublicKeyCredential = read(answer).ok_or_else(not_kept)?;
        let key = party.finish_passkey_registration(&answer, &making.state).map_err(|_| not_kept())?;
        let now = self.now();
        let row = PasskeyRow {
            id: Uuid::from_bytes(self.random.bytes()),
            resident_id: resident.id(),
            credential_id: key.cred_id().clone(),
            body: written(&key)?,
            user_agent: visitor.user_agent.clone(),
            made_at: now,
            used_at: None,
        };
        let mut tx = self.db.write().await?;
        if !passkeys::insert(&mut tx, &row).await? {
            return Err(not_kept());
        }
        self.tell_of_passkey(&mut tx, resident.row(), true).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Forgets a passkey of the person. One that is gone, or is somebody else's, is nothing to forget.
    pub async fn remove_passkey(&self, visitor: &Visitor, id: &str, proof: Proof<'_>) -> Outcome<()> {
        let resident = self.resident(visitor).await?;
        let id: Uuid = id.parse().map_err(|_| Failure::NotFound)?;
        self.check_proof(&resident, proof).await?;
        let mut tx = self.db.write().await?;
        if passkeys::delete_of(&mut tx, resident.id(), id).await? {
            self.tell_of_passkey(&mut tx, resident.row(), false).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    async fn tell_of_passkey(&self, tx: &mut Tx, row: &ResidentRow, on: bool) -> Outcome<()> {
        if row.email_confirmed_at.is_none() {
            return Ok(());
        }
        self.queue_letter(tx, row, &Matter::Settings { what: SettingsMatter::Passkey { on } }, &self.now().to_string()).await
    }

    /// What a device is asked that is to show a passkey, as JSON of `WebAuthn`. The same for everybody: who it is, the
    /// device says.
    pub async fn ask_passkey(&self, visitor: &Visitor) -> Outcome<String> {
        let party = relying_party(&self.settings).ok_or(Failure::NotFound)?;
        self.allow_passkey(visitor).await?;
        let begun = party.start_discoverable_authentication();
        let (question, state) = begun.map_err(|error| Failure::Broken(format!("a passkey: {error}")))?;
        let mut tx = self.db.write().await?;
        self.keep_half(&mut tx, visitor, SHOWING, &written(&state)?).await?;
        tx.commit().await?;
        written(&question.public_key)
    }

    /// Signs in by the passkey that the device has shown, and answers the token of the session. The device has made sure
    /// of its person: no second factor is asked for.
    pub async fn enter_by_passkey(&self, visitor: &Visitor, answer: &str) -> Outcome<String> {
        let party = relying_party(&self.settings).ok_or(Failure::NotFound)?;
        self.allow_passkey(visitor).await?;
        let half = self.take_half(visitor, SHOWING).await?.ok_or_else(wrong)?;
        let state: DiscoverableAuthentication = read(&half).ok_or_else(wrong)?;
        let answer: PublicKeyCredential = read(answer).ok_or_else(wrong)?;
        let (said, name) = party.identify_discoverable_authentication(&answer).map_err(|_| wrong())?;
        let mut tx = self.db.write().await?;
        let row = passkeys::find(&mut tx, name).await?.filter(|row| row.resident_id.0 == said).ok_or_else(wrong)?;
        let mut key: Passkey =
            read(&row.body).ok_or_else(|| Failure::Broken(format!("passkey {} cannot be read", row.id)))?;
        let shown = party.finish_discoverable_authentication_v2(&answer, state, &key).map_err(|_| wrong())?;
        key.update_credential(&shown);
        passkeys::mark_used(&mut tx, row.id, &written(&key)?, self.now()).await?;
        tx.commit().await?;
        self.open_session(row.resident_id, visitor).await
    }

    async fn allow_passkey(&self, visitor: &Visitor) -> Outcome<()> {
        if self.allow(&[(PASSKEY_IP, &ip_key(visitor.ip))]).await? {
            return Ok(());
        }
        Err(Failure::problem("passkey", Problem::TooManyAttempts))
    }

    /// Keeps our half of a ceremony on our side: what a browser held could be shown twice.
    async fn keep_half(&self, tx: &mut Tx, visitor: &Visitor, form: &str, half: &str) -> Outcome<()> {
        let browser = visitor.browser.ok_or(Failure::NotFound)?;
        let id = self.secret.draft_id(form, &browser);
        Ok(drafts::put(tx, &id, &token_hash(&browser), form, half, self.now() + WAIT).await?)
    }

    /// Our half, once.
    async fn take_half(&self, visitor: &Visitor, form: &str) -> Outcome<Option<String>> {
        let Some(browser) = visitor.browser else { return Ok(None) };
        let id = self.secret.draft_id(form, &browser);
        let mut tx = self.db.write().await?;
        let half = drafts::take(&mut tx, &id, &token_hash(&browser), form, self.now()).await?;
        tx.commit().await?;
        Ok(half)
    }
}
