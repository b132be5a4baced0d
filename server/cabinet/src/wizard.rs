//! The wizard by direct link: contacts → account → delivery → code → done, without a sign-in, with one SMS.
//! Answers live in a draft that belongs to the browser for two days. Not here: pages (see `app`).

use crate::access::Visitor;
use crate::links::LinkKind;
use crate::secret::{hex, token_hash};
use crate::sign_up::parse_contacts;
use crate::switch::Acting;
use crate::{Cabinet, DAY, Failure, Outcome};
use domain::id::{AccountId, ResidentId};
use domain::view::{CodePage, DonePage, FormState, Problem, SwitchPage};
use domain::{Email, MobilePhone, Period};
use serde::{Deserialize, Serialize};
use storage::holders::HolderRow;
use storage::residents::ResidentRow;
use storage::{Tx, accounts, drafts, holders, residents};

/// A screen of the wizard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// E-mail, phone, consent to processing of personal data.
    Contacts,
    /// Account number and total.
    Account,
    /// What will come how; the checkbox; consent to electronic delivery.
    Delivery,
    /// The code.
    Code,
    /// What happens now.
    Done,
}

/// What has been answered so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Draft {
    email: String,
    phone: String,
    personal_data: bool,
    account: Option<AccountId>,
    /// As typed, so that Back shows it.
    account_typed: String,
    total_typed: String,
    proof: String,
    sms_notices: bool,
    code_sent: bool,
    done: Option<ResidentId>,
}

/// What a screen shows.
#[derive(Clone, Debug, Default)]
pub struct WizardPage {
    /// The form, as typed or as answered before.
    pub form: FormState,
    /// Months whose total is accepted.
    pub months: Vec<Period>,
    /// On the delivery screen.
    pub switch: Option<SwitchPage>,
    /// On the code screen.
    pub code: Option<CodePage>,
    /// On the last screen.
    pub done: Option<DonePage>,
}

const FORM: &str = "connect";
/// A day's pause is promised; two leave room.
const LIFE: i64 = 2 * DAY;

impl Draft {
    /// The first screen that is not answered.
    fn reached(&self) -> Step {
        if self.done.is_some() {
            Step::Done
        } else if self.email.is_empty() || self.phone.is_empty() || !self.personal_data {
            Step::Contacts
        } else if self.account.is_none() {
            Step::Account
        } else if !self.code_sent {
            Step::Delivery
        } else {
            Step::Code
        }
    }
}

/// The browser as attempts are counted by it: unguessable.
fn person(browser: &[u8; 16]) -> String {
    format!("connect:{}", hex(&token_hash(browser)))
}

/// What a code confirms: this browser's switch of this account, by whoever reads this phone. A draft that goes on to
/// another account or phone asks for another code; the one sent before proves nothing there.
fn subject(browser: &[u8; 16], account: AccountId, phone: &str) -> String {
    format!("{}:{account}:{phone}", person(browser))
}

impl Cabinet {
    async fn wizard_draft(&self, visitor: &Visitor) -> Outcome<Draft> {
        let Some(browser) = visitor.browser else { return Ok(Draft::default()) };
        let id = self.secret.draft_id(FORM, &browser);
        let mut tx = self.db.read().await?;
        let body = drafts::find(&mut tx, &id, &token_hash(&browser), FORM, self.now()).await?;
        Ok(body.and_then(|body| serde_json::from_str(&body).ok()).unwrap_or_default())
    }

    async fn keep_wizard_draft(&self, visitor: &Visitor, draft: &Draft) -> Outcome<()> {
        let mut tx = self.db.write().await?;
        self.put_wizard_draft(&mut tx, visitor, draft).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn put_wizard_draft(&self, tx: &mut Tx, visitor: &Visitor, draft: &Draft) -> Outcome<()> {
        let browser = visitor.browser.ok_or_else(|| Failure::problem("email", Problem::DraftGone))?;
        let id = self.secret.draft_id(FORM, &browser);
        let body = serde_json::to_string(draft).unwrap_or_default();
        Ok(drafts::put(tx, &id, &token_hash(&browser), FORM, &body, self.now() + LIFE).await?)
    }

    /// The first screen of this browser's draft that is not answered: where an address of a later one leads.
    pub async fn wizard_reached(&self, visitor: &Visitor) -> Outcome<Step> {
        Ok(self.wizard_draft(visitor).await?.reached())
    }

    /// A screen, or the step to go to instead.
    pub async fn wizard_page(&self, visitor: &Visitor, step: Step, form: Option<&str>) -> Outcome<Result<WizardPage, Step>> {
        let draft = self.wizard_draft(visitor).await?;
        let reached = draft.reached();
        // After the end the screens begin anew; before it nobody gets ahead of an unanswered one.
        if (step > reached) || (reached == Step::Done && !matches!(step, Step::Done | Step::Contacts)) {
            return Ok(Err(reached));
        }
        let mut page = WizardPage { form: self.form(visitor, FORM, form).await?, ..WizardPage::default() };
        if page.form == FormState::default() && reached != Step::Done {
            let answers = [
                ("email", draft.email.clone()),
                ("phone", draft.phone.clone()),
                ("personal_data", if draft.personal_data { "on".to_owned() } else { String::new() }),
                ("account", draft.account_typed.clone()),
                ("total", draft.total_typed.clone()),
                ("sms_notices", if draft.sms_notices { "on".to_owned() } else { String::new() }),
            ];
            page.form.values = answers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        }
        match (step, draft.account, draft.done) {
            (Step::Contacts, ..) => {}
            (Step::Account, ..) => {
                let mut tx = self.db.read().await?;
                page.months = self.binding_months(&mut tx).await?;
            }
            (Step::Delivery, Some(account), _) => {
                let mut tx = self.db.read().await?;
                let state = self.account_state(&mut tx, account).await?;
                let account = accounts::find(&mut tx, account).await?.ok_or(Failure::NotFound)?;
                let form = std::mem::take(&mut page.form);
                page.switch = Some(self.switch_page_of(&account, &state, (&draft.email, &draft.phone), form.clone())?);
                page.form = form;
            }
            (Step::Code, Some(account), _) => {
                let mut tx = self.db.read().await?;
                let account = accounts::find(&mut tx, account).await?.ok_or(Failure::NotFound)?;
                page.code = Some(CodePage {
                    address: account.address().one_line(),
                    phone: MobilePhone::parse(&draft.phone).map_or_else(|_| String::new(), |phone| phone.masked()),
                    form: page.form.clone(),
                    whose: None,
                });
            }
            (Step::Done, Some(account), Some(resident)) => {
                let mut tx = self.db.read().await?;
                let row = residents::find(&mut tx, resident).await?.ok_or(Failure::NotFound)?;
                let account = accounts::find(&mut tx, account).await?.ok_or(Failure::NotFound)?;
                drop(tx);
                page.done = Some(self.done_page_of(&row, &account, draft.sms_notices).await?);
            }
            _ => return Ok(Err(Step::Contacts)),
        }
        Ok(Ok(page))
    }

    /// First screen.
    pub async fn wizard_contacts(&self, visitor: &Visitor, email: &str, phone: &str, personal_data: bool) -> Outcome<()> {
        let (email, phone) = parse_contacts(email, phone, personal_data, Vec::new()).map_err(Failure::Problems)?;
        let old = self.wizard_draft(visitor).await?;
        let fresh =
            Draft { email: email.as_str().to_owned(), phone: phone.as_str().to_owned(), personal_data, ..Draft::default() };
        let draft = if old.done.is_some() {
            fresh
        } else {
            // Another phone asks for another code.
            let code_sent = old.code_sent && old.phone == fresh.phone;
            Draft { email: fresh.email, phone: fresh.phone, personal_data, code_sent, ..old }
        };
        self.keep_wizard_draft(visitor, &draft).await
    }

    /// Second screen: the same proof as binding in the cabinet, counted by browser.
    pub async fn wizard_account(&self, visitor: &Visitor, number: &str, total: &str) -> Outcome<()> {
        let mut draft = self.wizard_draft(visitor).await?;
        if draft.reached() < Step::Account || draft.done.is_some() {
            return Err(Failure::problem("account", Problem::DraftGone));
        }
        let person = visitor.browser.map(|browser| person(&browser)).unwrap_or_default();
        let proven = self.prove_account(visitor, &person, number, total).await?;
        let mut tx = self.db.read().await?;
        let state = self.account_state(&mut tx, proven.account).await?;
        drop(tx);
        if !state.suppliers.iter().any(|s| s.can_switch(state.next_period)) {
            return Err(Failure::problem("account", Problem::NothingToSwitch));
        }
        draft.code_sent &= draft.account == Some(proven.account);
        draft.account = Some(proven.account);
        draft.proof = proven.proof;
        number.trim().clone_into(&mut draft.account_typed);
        total.trim().clone_into(&mut draft.total_typed);
        self.keep_wizard_draft(visitor, &draft).await
    }

    /// Third screen: sends the code. The only SMS of the way, unless another is asked for.
    pub async fn wizard_delivery(&self, visitor: &Visitor, sms_notices: bool) -> Outcome<()> {
        let mut draft = self.wizard_draft(visitor).await?;
        if draft.reached() < Step::Delivery || draft.done.is_some() {
            return Err(Failure::problem("switch", Problem::DraftGone));
        }
        let again = draft.code_sent;
        draft.sms_notices = sms_notices;
        match self.wizard_send_code(visitor, &draft).await {
            // Back and forward within a minute: the code is on its way already.
            Err(Failure::Problems(problems)) if again && problems.iter().any(|(_, p)| *p == Problem::CodeTooSoon) => {}
            other => other?,
        }
        draft.code_sent = true;
        self.keep_wizard_draft(visitor, &draft).await
    }

    /// Another code.
    pub async fn wizard_resend(&self, visitor: &Visitor) -> Outcome<()> {
        let draft = self.wizard_draft(visitor).await?;
        if draft.reached() != Step::Code {
            return Err(Failure::NotFound);
        }
        self.wizard_send_code(visitor, &draft).await
    }

    async fn wizard_send_code(&self, visitor: &Visitor, draft: &Draft) -> Outcome<()> {
        let browser = visitor.browser.ok_or_else(|| Failure::problem("code", Problem::DraftGone))?;
        let account = draft.account.ok_or_else(|| Failure::problem("code", Problem::DraftGone))?;
        // Nobody is registered yet: the code goes to a phone, and the queue needs somebody to write to.
        let to = ResidentRow {
            id: ResidentId(self.random.id(self.now())),
            email: draft.email.clone(),
            phone: draft.phone.clone(),
            password_hash: None,
            created_at: 0,
            email_confirmed_at: None,
            email_failing_at: None,
            phone_confirmed_at: None,
            look: None,
            language: None,
        };
        self.send_code(visitor, &to, &subject(&browser, account, &draft.phone), draft.sms_notices).await
    }

    /// Fourth screen. On success the person is registered, bound and switched; answers the token of a session for a
    /// new person, and none for one who was known: a code is not a password.
    pub async fn wizard_code(&self, visitor: &Visitor, typed: &str) -> Outcome<Option<String>> {
        let mut draft = self.wizard_draft(visitor).await?;
        if draft.done.is_some() {
            return Ok(None);
        }
        let browser = visitor.browser.ok_or_else(|| Failure::problem("code", Problem::DraftGone))?;
        let (Step::Code, Some(account)) = (draft.reached(), draft.account) else {
            return Err(Failure::problem("code", Problem::DraftGone));
        };
        let subject = subject(&browser, account, &draft.phone);
        let (mut tx, mut code) = match self.check_code(&subject, &person(&browser), typed).await {
            Err(Failure::Problems(problems)) => {
                // The second half of a double click comes after the first has used the code up.
                let done = self.wizard_draft(visitor).await?.done.is_some();
                return if done { Ok(None) } else { Err(Failure::Problems(problems)) };
            }
            other => other?,
        };
        code.sms_notices = draft.sms_notices;
        let (resident, known) = self.wizard_resident(&mut tx, visitor, &draft).await?;
        let account = accounts::find(&mut tx, account).await?.ok_or(Failure::NotFound)?;
        let holder = HolderRow {
            resident_id: resident,
            account_id: account.id,
            bound_at: self.now(),
            proof: draft.proof.clone(),
            sms_notices: draft.sms_notices,
        };
        holders::insert(&mut tx, &holder).await?;
        self.switch(&mut tx, visitor, &Acting::alone(resident), &account, &draft.proof, &code).await?;
        draft.done = Some(resident);
        self.put_wizard_draft(&mut tx, visitor, &draft).await?;
        tx.commit().await?;
        if known { Ok(None) } else { self.start_session(resident, visitor).await.map(Some) }
    }

    /// The person of the draft: the one whose confirmed e-mail and confirmed phone these are, or a new one without a
    /// password. The phone has just been proven; a known person is given the address but not signed in.
    async fn wizard_resident(&self, tx: &mut Tx, visitor: &Visitor, draft: &Draft) -> Outcome<(ResidentId, bool)> {
        let (Ok(email), Ok(phone)) = (Email::parse(&draft.email), MobilePhone::parse(&draft.phone)) else {
            return Err(Failure::problem("code", Problem::DraftGone));
        };
        let first = residents::list_by_email(tx, email.as_str()).await?.into_iter().next();
        let owner = first.filter(|first| first.email_confirmed_at.is_some());
        if let Some(owner) = owner.as_ref().filter(|owner| owner.phone == phone.as_str()) {
            return Ok((owner.id, true));
        }
        let resident = self.register(tx, visitor, &email, &phone, None).await?;
        // A mailbox that is somebody else's gets the letter that says so, and no key to this cabinet.
        if owner.is_none() {
            self.send_link(tx, &resident, LinkKind::Password).await?;
        }
        Ok((resident.id, false))
    }
}
