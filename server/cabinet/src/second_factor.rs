//! The second factor: a code of an authenticator app, or one of eight recovery codes, asked for after every first step.
//! Secrets and recovery codes are derived, never stored. Not here: how a code is computed (see `totp`).

use crate::access::Visitor;
use crate::limits::SECOND_PERSON;
use crate::queue::Matter;
use crate::reauth::Proof;
use crate::secret::token_hash;
use crate::settings_letter::SettingsMatter;
use crate::{Cabinet, Failure, MINUTE, Outcome, totp};
use domain::id::ResidentId;
use domain::view::{AppPage, FormState, Problem, QrPicture};
use storage::second_factors::FactorRow;
use storage::{Tx, drafts, residents, second_factors};
use subtle::ConstantTimeEq;
use uuid::Uuid;

/// Recovery codes of a person.
const CODES: u8 = 8;
/// How long the first step of a sign-in waits for the second, how long a secret waits for its first code, and how long
/// fresh recovery codes can be looked at.
const WAIT: i64 = 10 * MINUTE;
const FORM: &str = "second";

impl Cabinet {
    /// A recovery code: fifty bits, ten letters.
    fn recovery_code(&self, factor: &FactorRow, number: u8) -> String {
        let text = totp::base32(&self.secret.recovery(factor.id, number));
        format!("{}-{}", &text[..5], &text[5..10])
    }

    async fn factor(&self, resident: ResidentId) -> Outcome<Option<FactorRow>> {
        let mut tx = self.db.read().await?;
        Ok(second_factors::find(&mut tx, resident).await?)
    }

    /// Whether an app is asked for, and how many recovery codes are left.
    pub(crate) async fn app_state(&self, resident: ResidentId) -> Outcome<(bool, u32)> {
        let factor = self.factor(resident).await?.filter(|factor| factor.enabled_at.is_some());
        Ok(factor.map_or((false, 0), |factor| (true, u32::from(CODES).saturating_sub(factor.used_codes.count_ones()))))
    }

    /// Begins to set up an app.
    pub async fn begin_app(&self, visitor: &Visitor, proof: Proof<'_>) -> Outcome<()> {
        let resident = self.resident(visitor).await?;
        self.check_proof(&resident, proof).await?;
        let now = self.now();
        let mut tx = self.db.write().await?;
        second_factors::begin(&mut tx, resident.id(), Uuid::from_bytes(self.random.bytes()), now).await?;
        tx.commit().await?;
        Ok(())
    }

    /// The secret that is being set up; [`Failure::NotFound`] when none is.
    pub async fn app_page(&self, visitor: &Visitor, form: FormState) -> Outcome<AppPage> {
        let resident = self.resident(visitor).await?;
        let factor = self.pending(resident.id()).await?.ok_or(Failure::NotFound)?;
        let secret = totp::base32(&self.secret.app_secret(factor.id));
        let host = self.settings.public_url.rsplit('/').next().unwrap_or_default();
        let host: String = host.chars().filter(|c| c.is_ascii_alphanumeric() || ".-".contains(*c)).collect();
        let uri = format!("otpauth://totp/{host}?secret={secret}&issuer={host}");
        let qr = documents::symbol::encode(uri.as_bytes()).ok();
        let qr = qr.map(|symbol| QrPicture { size: u32::try_from(symbol.size()).unwrap_or(0), path: symbol.svg_path() });
        let groups: Vec<&str> = (0..secret.len()).step_by(4).map(|at| &secret[at..(at + 4).min(secret.len())]).collect();
        Ok(AppPage { secret: groups.join(" "), uri, qr, form })
    }

    async fn pending(&self, resident: ResidentId) -> Outcome<Option<FactorRow>> {
        let now = self.now();
        let factor = self.factor(resident).await?;
        Ok(factor.filter(|factor| factor.enabled_at.is_none() && now < factor.made_at + WAIT))
    }

    /// Brings the app into force by its first code.
    pub async fn enable_app(&self, visitor: &Visitor, typed: &str) -> Outcome<()> {
        let resident = self.resident(visitor).await?;
        let digits = digits(typed);
        if digits.is_empty() {
            return Err(Failure::problem("code", Problem::AppCodeEmpty));
        }
        if !self.allow(&[(SECOND_PERSON, &resident.id().to_string())]).await? {
            return Err(Failure::problem("code", Problem::TooManyAttempts));
        }
        let factor = self.pending(resident.id()).await?.ok_or(Failure::NotFound)?;
        let now = self.now();
        let Some(step) = totp::find_step(&self.secret.app_secret(factor.id), now, &digits) else {
            return Err(Failure::problem("code", Problem::AppCodeWrong));
        };
        let mut tx = self.db.write().await?;
        second_factors::take_step(&mut tx, resident.id(), step).await?;
        if second_factors::enable(&mut tx, resident.id(), now).await? {
            self.tell_of_app(&mut tx, resident.id(), true).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    async fn tell_of_app(&self, tx: &mut Tx, resident: ResidentId, on: bool) -> Outcome<()> {
        let row = residents::find(tx, resident).await?.filter(|row| row.email_confirmed_at.is_some());
        let Some(row) = row else { return Ok(()) };
        let matter = Matter::Settings { what: SettingsMatter::SecondFactor { on } };
        self.queue_letter(tx, &row, &matter, &self.now().to_string()).await
    }

    /// The recovery codes, as long as they are fresh; [`Failure::NotFound`] afterwards.
    pub async fn recovery_codes(&self, visitor: &Visitor) -> Outcome<Vec<String>> {
        let resident = self.resident(visitor).await?;
        let factor = self.factor(resident.id()).await?.ok_or(Failure::NotFound)?;
        if factor.enabled_at.is_none_or(|at| self.now() >= at + WAIT) {
            return Err(Failure::NotFound);
        }
        Ok((0..CODES).map(|number| self.recovery_code(&factor, number)).collect())
    }

    /// Asks for the app no more.
    pub async fn remove_app(&self, visitor: &Visitor, proof: Proof<'_>) -> Outcome<()> {
        let resident = self.resident(visitor).await?;
        self.check_proof(&resident, proof).await?;
        let mut tx = self.db.write().await?;
        if second_factors::find(&mut tx, resident.id()).await?.is_some_and(|factor| factor.enabled_at.is_some()) {
            second_factors::delete(&mut tx, resident.id()).await?;
            self.tell_of_app(&mut tx, resident.id(), false).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// After a first step that was right: nothing where that is all, or [`Failure::SecondFactor`] with this browser's
    /// first step kept.
    pub(crate) async fn ask_second_factor(&self, resident: ResidentId, visitor: &Visitor) -> Outcome<()> {
        if !self.app_state(resident).await?.0 {
            return Ok(());
        }
        if let Some(browser) = visitor.browser {
            let mut tx = self.db.write().await?;
            self.put_first_step(&mut tx, &browser, &resident.to_string(), self.now() + WAIT).await?;
            tx.commit().await?;
        }
        Err(Failure::SecondFactor)
    }

    async fn put_first_step(&self, tx: &mut Tx, browser: &[u8], body: &str, expires_at: i64) -> Outcome<()> {
        let id = self.secret.draft_id(FORM, browser);
        Ok(drafts::put(tx, &id, &token_hash(browser), FORM, body, expires_at).await?)
    }

    async fn first_step(&self, visitor: &Visitor) -> Outcome<ResidentId> {
        let gone = || Failure::problem("code", Problem::FirstStepGone);
        let browser = visitor.browser.ok_or_else(gone)?;
        let id = self.secret.draft_id(FORM, &browser);
        let mut tx = self.db.read().await?;
        let body = drafts::find(&mut tx, &id, &token_hash(&browser), FORM, self.now()).await?.ok_or_else(gone)?;
        body.parse::<Uuid>().map(ResidentId).map_err(|_| gone())
    }

    /// The second step: a code of the app, each good once, or a recovery code. Answers the token of the session.
    pub async fn second_step(&self, visitor: &Visitor, typed: &str) -> Outcome<String> {
        let resident = self.first_step(visitor).await?;
        let wrong = || Failure::problem("code", Problem::AppCodeWrong);
        let digits = digits(typed);
        if digits.is_empty() {
            return Err(Failure::problem("code", Problem::AppCodeEmpty));
        }
        if !self.allow(&[(SECOND_PERSON, &resident.to_string())]).await? {
            return Err(Failure::problem("code", Problem::TooManyAttempts));
        }
        let factor = self.factor(resident).await?.ok_or_else(wrong)?;
        let mut tx = self.db.write().await?;
        let taken = match totp::find_step(&self.secret.app_secret(factor.id), self.now(), &digits) {
            Some(step) => second_factors::take_step(&mut tx, resident, step).await?,
            None => match self.find_recovery(&factor, &digits) {
                Some(number) => second_factors::take_code(&mut tx, resident, 1 << number).await?,
                None => false,
            },
        };
        if !taken {
            return Err(wrong());
        }
        if let Some(browser) = visitor.browser {
            self.put_first_step(&mut tx, &browser, "", self.now()).await?;
        }
        tx.commit().await?;
        self.open_session(resident, visitor).await
    }

    fn find_recovery(&self, factor: &FactorRow, typed: &str) -> Option<u8> {
        let plain = |code: String| code.replace('-', "");
        (0..CODES).find(|number| bool::from(plain(self.recovery_code(factor, *number)).as_bytes().ct_eq(typed.as_bytes())))
    }
}

/// What was typed without spaces and hyphens, in capitals.
fn digits(typed: &str) -> String {
    typed.chars().filter(|c| c.is_alphanumeric()).take(40).flat_map(char::to_uppercase).collect()
}
