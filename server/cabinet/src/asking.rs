//! Asking for access to somebody's receipts: the account → whose it is → the code that the holder reads out → done.
//! Never says whether the phone is the holder's. Not here: invitations by the holder (see `giving`).

use crate::access::{Resident, Visitor};
use crate::giving::name_problem;
use crate::limits::{ASK_ACCOUNT, ASK_IP, ASK_PERSON, ip_key};
use crate::secret::token_hash;
use crate::sign_up::phone_problem;
use crate::switch::CodeSms;
use crate::{Cabinet, DAY, Failure, Outcome};
use domain::id::{AccountId, GrantId, ResidentId};
use domain::view::{AccessEvent, AskPage, AskStep, FormState, Problem, Role};
use domain::{MobilePhone, PersonName};
use serde::{Deserialize, Serialize};
use storage::grants::{self, GrantRow, GrantState};
use storage::residents::ResidentRow;
use storage::{Tx, accounts, drafts, holders, residents};

const FORM: &str = "ask";
const LIFE: i64 = DAY;

/// What has been answered so far.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Draft {
    resident: Option<ResidentId>,
    account: Option<AccountId>,
    account_typed: String,
    total_typed: String,
    proof: String,
    holder_name: String,
    close_name: String,
    phone: String,
    code_sent: bool,
    done: Option<GrantId>,
}

impl Draft {
    fn reached(&self) -> AskStep {
        if self.done.is_some() {
            AskStep::Done
        } else if self.account.is_none() {
            AskStep::Account
        } else if !self.code_sent {
            AskStep::Person
        } else {
            AskStep::Code
        }
    }
}

/// Who would read the code out.
enum Holder {
    /// A holder with this phone.
    Known(ResidentId),
    /// Nobody holds the account: the phone is taken at the asker's word, who has proved knowledge of the account.
    None,
    /// The account has holders, and none with this phone.
    Other,
}

fn subject(resident: ResidentId, account: AccountId, phone: &str) -> String {
    format!("ask:{resident}:{account}:{phone}")
}

impl Cabinet {
    async fn ask_draft(&self, visitor: &Visitor, resident: &Resident) -> Outcome<Draft> {
        let Some(browser) = visitor.browser else { return Ok(Draft::default()) };
        let id = self.secret.draft_id(FORM, &browser);
        let mut tx = self.db.read().await?;
        let body = drafts::find(&mut tx, &id, &token_hash(&browser), FORM, self.now()).await?;
        let draft: Option<Draft> = body.and_then(|body| serde_json::from_str(&body).ok());
        Ok(draft.filter(|draft| draft.resident == Some(resident.id())).unwrap_or_default())
    }

    async fn put_ask_draft(&self, tx: &mut Tx, visitor: &Visitor, resident: &Resident, draft: Draft) -> Outcome<()> {
        let browser = visitor.browser.ok_or_else(|| Failure::problem("account", Problem::DraftGone))?;
        let id = self.secret.draft_id(FORM, &browser);
        let body = serde_json::to_string(&Draft { resident: Some(resident.id()), ..draft }).unwrap_or_default();
        Ok(drafts::put(tx, &id, &token_hash(&browser), FORM, &body, self.now() + LIFE).await?)
    }

    async fn keep_ask_draft(&self, visitor: &Visitor, resident: &Resident, draft: Draft) -> Outcome<()> {
        let mut tx = self.db.write().await?;
        self.put_ask_draft(&mut tx, visitor, resident, draft).await?;
        Ok(tx.commit().await?)
    }

    /// A step, or the one to go to instead.
    pub async fn ask_page(&self, visitor: &Visitor, step: AskStep, form: Option<&str>) -> Outcome<Result<AskPage, AskStep>> {
        let resident = self.resident(visitor).await?;
        let mut form = self.form(visitor, FORM, form).await?;
        let draft = self.ask_draft(visitor, &resident).await?;
        let reached = draft.reached();
        if step > reached || (reached == AskStep::Done && !matches!(step, AskStep::Done | AskStep::Account)) {
            return Ok(Err(reached));
        }
        let phone = MobilePhone::parse(&draft.phone).ok();
        if form == FormState::default() && reached != AskStep::Done {
            let answers = [
                ("account", draft.account_typed.clone()),
                ("total", draft.total_typed.clone()),
                ("holder_name", draft.holder_name.clone()),
                ("phone", phone.as_ref().map(MobilePhone::shown).unwrap_or_default()),
                ("name", draft.close_name.clone()),
            ];
            form.values = answers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        }
        let mut tx = self.db.read().await?;
        let months = if step == AskStep::Account { self.binding_months(&mut tx).await? } else { Vec::new() };
        let address = match draft.account {
            // Before the code nothing is shown that is not on the receipt in the asker's hands.
            Some(account) => self.masked_address_of(&mut tx, account).await?,
            None => String::new(),
        };
        Ok(Ok(AskPage {
            form,
            months,
            name: draft.holder_name,
            address,
            phone: phone.map(|phone| phone.masked()).unwrap_or_default(),
            account: draft.done.and(draft.account),
        }))
    }

    /// First step: the same proof as binding an account, under the same limits.
    pub async fn ask_account(&self, visitor: &Visitor, number: &str, total: &str) -> Outcome<()> {
        let resident = self.resident(visitor).await?;
        let proven = self.prove_account(visitor, &resident.id().to_string(), number, total).await?;
        let mut tx = self.db.read().await?;
        if holders::find(&mut tx, resident.id(), proven.account).await?.is_some() {
            return Err(Failure::problem("account", Problem::AccessOwn));
        }
        drop(tx);
        let draft = Draft {
            account: Some(proven.account),
            account_typed: number.trim().to_owned(),
            total_typed: total.trim().to_owned(),
            proof: proven.proof,
            ..Draft::default()
        };
        self.keep_ask_draft(visitor, &resident, draft).await
    }

    /// Second step: whose receipts, the holder's phone, the asker's name; sends the code.
    pub async fn ask_person(&self, visitor: &Visitor, holder_name: &str, phone: &str, name: &str) -> Outcome<()> {
        let resident = self.resident(visitor).await?;
        let draft = self.ask_draft(visitor, &resident).await?;
        if draft.account.is_none() || draft.done.is_some() {
            return Err(Failure::problem("holder_name", Problem::DraftGone));
        }
        let mut problems = Vec::new();
        let holder =
            PersonName::parse(holder_name).map_err(|error| problems.push(("holder_name", name_problem(error)))).ok();
        let phone = MobilePhone::parse(phone).map_err(|error| problems.push(("phone", phone_problem(error)))).ok();
        if phone.as_ref().is_some_and(|phone| phone.as_str() == resident.row().phone) {
            problems.push(("phone", Problem::ContactOwn));
        }
        let name = PersonName::parse(name).map_err(|error| problems.push(("name", name_problem(error)))).ok();
        let (Some(holder), Some(phone), Some(name), true) = (holder, phone, name, problems.is_empty()) else {
            return Err(Failure::Problems(problems));
        };
        let again = draft.code_sent && draft.phone == phone.as_str();
        let draft = Draft {
            holder_name: holder.as_str().to_owned(),
            close_name: name.as_str().to_owned(),
            phone: phone.as_str().to_owned(),
            ..draft
        };
        match self.send_ask_code(visitor, &resident, &draft, "phone").await {
            // Back and forward within a minute: the code is on its way already.
            Err(Failure::Problems(problems)) if again && problems.iter().any(|(_, p)| *p == Problem::CodeTooSoon) => {}
            other => other?,
        }
        self.keep_ask_draft(visitor, &resident, Draft { code_sent: true, ..draft }).await
    }

    /// Another code.
    pub async fn ask_resend(&self, visitor: &Visitor) -> Outcome<()> {
        let resident = self.resident(visitor).await?;
        let draft = self.ask_draft(visitor, &resident).await?;
        if draft.reached() != AskStep::Code {
            return Err(Failure::NotFound);
        }
        self.send_ask_code(visitor, &resident, &draft, "code").await
    }

    async fn holder_by_phone(&self, tx: &mut Tx, account: AccountId, phone: &str) -> Outcome<Holder> {
        let all = holders::list_reach(tx, account, account).await?;
        let mut of_account = all.into_iter().filter(|reach| reach.whose.is_none()).peekable();
        if of_account.peek().is_none() {
            return Ok(Holder::None);
        }
        let known = of_account.find(|holder| holder.phone == phone && holder.phone_confirmed);
        Ok(known.map_or(Holder::Other, |holder| Holder::Known(holder.resident_id)))
    }

    /// Sends the code to the phone, or acts as if: the same rows, limits and answers, and no SMS.
    async fn send_ask_code(
        &self,
        visitor: &Visitor,
        resident: &Resident,
        draft: &Draft,
        field: &'static str,
    ) -> Outcome<()> {
        let account = draft.account.ok_or(Failure::NotFound)?;
        let (who, what) = (resident.id().to_string(), account.to_string());
        if !self.allow(&[(ASK_ACCOUNT, &what), (ASK_PERSON, &who), (ASK_IP, &ip_key(visitor.ip))]).await? {
            return Err(Failure::problem(field, Problem::TooManyAttempts));
        }
        let mut tx = self.db.read().await?;
        let holder = self.holder_by_phone(&mut tx, account, &draft.phone).await?;
        drop(tx);
        let sms = match holder {
            Holder::Other => CodeSms::Nobody,
            _ => CodeSms::ToReadOut { close_name: draft.close_name.clone(), for_access: true },
        };
        let to = ResidentRow {
            id: ResidentId(self.random.id(self.now())),
            email: String::new(),
            phone: draft.phone.clone(),
            password_hash: None,
            created_at: 0,
            email_confirmed_at: None,
            email_failing_at: None,
            phone_confirmed_at: None,
            look: None,
            language: None,
        };
        let subject = subject(resident.id(), account, &draft.phone);
        let sent = self.send_code_as(visitor, &to, &subject, false, sms).await;
        sent.map_err(|failure| match failure {
            Failure::Problems(problems) => Failure::Problems(problems.into_iter().map(|(_, p)| (field, p)).collect()),
            other => other,
        })
    }

    /// Third step: the code that the holder has read out opens access, with the right to choose delivery.
    pub async fn ask_code(&self, visitor: &Visitor, typed: &str) -> Outcome<()> {
        let resident = self.resident(visitor).await?;
        let draft = self.ask_draft(visitor, &resident).await?;
        if draft.done.is_some() {
            return Ok(());
        }
        let (AskStep::Code, Some(account)) = (draft.reached(), draft.account) else {
            return Err(Failure::problem("code", Problem::DraftGone));
        };
        let subject = subject(resident.id(), account, &draft.phone);
        let (mut tx, _) = match self.check_code(&subject, &resident.id().to_string(), typed).await {
            Err(Failure::Problems(problems)) => {
                // The second half of a double click comes after the first has used the code up.
                let done = self.ask_draft(visitor, &resident).await?.done.is_some();
                return if done { Ok(()) } else { Err(Failure::Problems(problems)) };
            }
            other => other?,
        };
        accounts::lock(&mut tx, account).await?;
        let now = self.now();
        let (holder, holder_phone) = match self.holder_by_phone(&mut tx, account, &draft.phone).await? {
            Holder::Known(holder) => (Some(holder), None),
            Holder::None => (None, Some(draft.phone.clone())),
            // Somebody with another phone has bound the account since the code was sent.
            Holder::Other => return Err(Failure::problem("code", Problem::CodeWrong)),
        };
        if let Some(holder) = holder {
            residents::confirm_phone(&mut tx, holder, now).await?;
        }
        let grant = GrantRow {
            id: GrantId(self.random.id(now)),
            account,
            holder,
            holder_phone,
            close: Some(resident.id()),
            holder_name: draft.holder_name.clone(),
            close_name: draft.close_name.clone(),
            invited: String::new(),
            role: Role::Manage,
            letters: true,
            state: GrantState::Active,
            created_at: now,
            expires_at: now,
            accepted_at: Some(now),
            ended_at: None,
            ended_by: None,
            last_seen_at: None,
        };
        self.replace_access(&mut tx, resident.id(), &grant, now).await?;
        grants::insert(&mut tx, &grant).await?;
        self.access_event(&mut tx, &grant, AccessEvent::Asked, Some(resident.id())).await?;
        self.tell_of_access(&mut tx, &grant, true).await?;
        self.put_ask_draft(&mut tx, visitor, &resident, Draft { done: Some(grant.id), ..draft }).await?;
        tx.commit().await?;
        Ok(())
    }
}
