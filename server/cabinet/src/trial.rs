//! Residents for trials: people with a confirmed e-mail who chose electronic delivery on existing accounts.
//! Not here: the demo, which is a story (see `kvitok`).

use crate::access::Visitor;
use crate::consents::{About, ConsentKind, Evidence};
use crate::{Cabinet, Failure, Outcome};
use domain::id::{AccountId, GrantId, ResidentId};
use domain::view::{AccessEvent, Role};
use domain::{DeliveryChoice, Mode};
use storage::accounts::AccountRow;
use storage::choices::ChoiceRow;
use storage::grants::{self, GrantRow, GrantState};
use storage::holders::HolderRow;
use storage::residents::ResidentRow;
use storage::{StorageError, Tx, accounts, choices, holders, residents};

/// Why no residents were made.
#[derive(Debug, thiserror::Error)]
pub enum TrialRefusal {
    /// Real people are there.
    #[error("the database holds {0} residents that this command did not make; trials need a database of their own")]
    RealPeople(i64),
    /// Too few accounts.
    #[error("the database holds {accounts} accounts, {wanted} residents were asked for; import a register first")]
    TooFewAccounts {
        /// Accounts.
        accounts: i64,
        /// Asked for.
        wanted: i64,
    },
    /// Our fault.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<StorageError> for TrialRefusal {
    fn from(error: StorageError) -> Self {
        Self::Failed(error.into())
    }
}

/// A person of the demo.
#[derive(Clone, Copy, Debug)]
pub struct TrialResident<'a> {
    /// Lower case.
    pub email: &'a str,
    /// `+79…`.
    pub phone: &'a str,
    /// Password.
    pub password: &'a str,
}

const CHUNK: i64 = 500;

impl Cabinet {
    /// Makes `count` residents, spread over all accounts; the same seed picks the same accounts. Accounts that have a
    /// resident already are counted as made, so that a second run changes nothing.
    pub async fn generate_residents(&self, count: i64, seed: u64) -> Result<i64, TrialRefusal> {
        let mut tx = self.db.read().await?;
        let (all, generated) = residents::count(&mut tx).await?;
        if all > generated {
            return Err(TrialRefusal::RealPeople(all - generated));
        }
        let total = accounts::count(&mut tx).await?;
        drop(tx);
        if total < count {
            return Err(TrialRefusal::TooFewAccounts { accounts: total, wanted: count });
        }
        let mut made = 0;
        let mut first = 0;
        while first < count {
            let last = (first + CHUNK).min(count);
            made += self.generate_chunk(first..last, count, total, seed).await?;
            first = last;
        }
        Ok(made)
    }

    async fn generate_chunk(
        &self,
        range: std::ops::Range<i64>,
        count: i64,
        total: i64,
        seed: u64,
    ) -> Result<i64, TrialRefusal> {
        let now = self.now();
        let offset = i64::try_from(seed % u64::try_from(total).unwrap_or(1)).unwrap_or(0);
        let mut tx = self.db.write().await?;
        let mut made = 0;
        for index in range {
            let id = AccountId((index * total / count + offset) % total + 1);
            let Some(account) = accounts::find(&mut tx, id).await? else { continue };
            if !holders::list_reach(&mut tx, id, id).await?.is_empty() {
                continue;
            }
            let resident = ResidentRow {
                id: ResidentId(self.random.id(now)),
                email: format!("resident-{index:06}@trial.example"),
                phone: format!("+79{index:09}"),
                password_hash: None,
                created_at: now,
                email_confirmed_at: Some(now),
                email_failing_at: None,
                phone_confirmed_at: Some(now),
                look: None,
                language: None,
            };
            residents::insert(&mut tx, &resident, true).await?;
            self.bind_for_trial(&mut tx, resident.id, id).await?;
            if !self.switch_for_trial(&mut tx, &resident, &account).await? {
                continue;
            }
            made += 1;
        }
        tx.commit().await?;
        Ok(made)
    }
    /// Chooses electronic delivery for a person of a trial; false when nothing of the account is connected.
    async fn switch_for_trial(&self, tx: &mut Tx, resident: &ResidentRow, account: &AccountRow) -> Outcome<bool> {
        let visitor = Visitor { user_agent: "kvitok trial".to_owned(), ..Visitor::default() };
        let state = self.account_state(tx, account.id).await?;
        let next = state.next_period;
        let switched: Vec<_> = state.suppliers.iter().filter(|s| s.can_switch(next)).collect();
        if switched.is_empty() {
            return Ok(false);
        }
        let evidence = Evidence {
            kind: ConsentKind::ElectronicDelivery,
            resident,
            visitor: &visitor,
            about: Some(About {
                account: account.id,
                number: &account.number,
                suppliers: switched.iter().map(|s| s.row.supplier.inn.to_string()).collect(),
                from_period: next,
                proof: "trial",
            }),
            code: None,
            sms_notices: false,
            channel: "trial",
            close: None,
        };
        let consent = self.append_consent(tx, &evidence).await?;
        let choice = DeliveryChoice { mode: Mode::Electronic, effective_from: next };
        let rows: Vec<ChoiceRow> =
            switched.iter().map(|s| ChoiceRow { account: account.id, supplier: s.row.id, choice }).collect();
        choices::insert_all(tx, &rows, consent, resident.id, self.now()).await?;
        Ok(true)
    }

    /// A person with confirmed contacts and a password, for the demo.
    pub async fn trial_resident(&self, trial: TrialResident<'_>) -> Outcome<ResidentId> {
        let now = self.now();
        let resident = ResidentRow {
            id: ResidentId(self.random.id(now)),
            email: trial.email.to_owned(),
            phone: trial.phone.to_owned(),
            password_hash: Some(self.passwords.hash(&self.random, trial.password).await),
            created_at: now,
            email_confirmed_at: Some(now),
            email_failing_at: None,
            phone_confirmed_at: Some(now),
            look: None,
            language: None,
        };
        let mut tx = self.db.write().await?;
        residents::insert(&mut tx, &resident, true).await?;
        self.append_consent(&mut tx, &Evidence::personal_data(&resident, &Visitor::default())).await?;
        tx.commit().await?;
        Ok(resident.id)
    }

    /// Binds an account to a person of the demo.
    pub async fn trial_bind(&self, resident: ResidentId, account: AccountId) -> Outcome<()> {
        let mut tx = self.db.write().await?;
        self.bind_for_trial(&mut tx, resident, account).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Binds an account to a person of the demo and chooses electronic delivery for it.
    pub async fn trial_switch(&self, resident: ResidentId, account: AccountId) -> Outcome<()> {
        let mut tx = self.db.write().await?;
        self.bind_for_trial(&mut tx, resident, account).await?;
        let account = accounts::find(&mut tx, account).await?.ok_or(Failure::NotFound)?;
        let row = residents::find(&mut tx, resident).await?.ok_or(Failure::NotFound)?;
        self.switch_for_trial(&mut tx, &row, &account).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Lets a person of the demo see the receipts of another: holder and close person, each with their name.
    pub async fn trial_access(
        &self,
        (holder, holder_name): (ResidentId, &str),
        (close, close_name): (ResidentId, &str),
        account: AccountId,
    ) -> Outcome<()> {
        let now = self.now();
        let grant = GrantRow {
            id: GrantId(self.random.id(now)),
            account,
            holder: Some(holder),
            holder_phone: None,
            close: Some(close),
            holder_name: holder_name.to_owned(),
            close_name: close_name.to_owned(),
            invited: String::new(),
            role: Role::View,
            letters: false,
            state: GrantState::Active,
            created_at: now,
            expires_at: now,
            accepted_at: Some(now),
            ended_at: None,
            ended_by: None,
            last_seen_at: None,
        };
        let mut tx = self.db.write().await?;
        grants::insert(&mut tx, &grant).await?;
        self.access_event(&mut tx, &grant, AccessEvent::Accepted, Some(close)).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn bind_for_trial(&self, tx: &mut Tx, resident_id: ResidentId, account_id: AccountId) -> Outcome<()> {
        let bound_at = self.now();
        let holder = HolderRow { resident_id, account_id, bound_at, proof: "trial".to_owned(), sms_notices: false };
        Ok(holders::insert(tx, &holder).await?)
    }
}
