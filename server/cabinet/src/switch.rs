//! «Перейти на электронную квитанцию» and «Вернуть бумажную квитанцию»: choice, code, consent, notices.
//! Not here: the same for people without a sign-in (see `wizard`), the split itself (see `domain::split`).

use crate::access::{ResidentOf, Visitor};
use crate::addresses::AccountState;
use crate::consents::{About, ConsentKind, Evidence};
use crate::limits::{CODE_IP, CODE_PHONE, CODE_SYSTEM, CODE_TRY_PERSON, ip_key};
use crate::queue::{Channel, Matter};
use crate::{Cabinet, DAY, Failure, HOUR, MINUTE, Outcome};
use domain::code::{CODE_MINUTES, CODE_TRIES, CodeDigits, CodeError};
use domain::id::{AccountId, ConfirmationId, ResidentId};
use domain::view::{CodePage, DonePage, FormState, Problem, SwitchPage};
use domain::{DeliveryChoice, MobilePhone, Mode, Period};
use storage::accounts::AccountRow;
use storage::choices::ChoiceRow;
use storage::confirmations::ConfirmationRow;
use storage::residents::ResidentRow;
use storage::{Tx, choices, confirmations, holders, messages, residents};
use subtle::ConstantTimeEq;

/// The subject of a code that confirms a switch by a resident.
fn subject(resident: ResidentId, account: AccountId) -> String {
    format!("switch:{resident}:{account}")
}

/// Names of suppliers that come by e-mail from `next` on and of those that stay on paper, were the switch made now.
pub(crate) fn after_switch(state: &AccountState) -> (Vec<String>, Vec<String>) {
    let next = state.next_period;
    let (electronic, paper): (Vec<_>, Vec<_>) = state.suppliers.iter().partition(|s| s.connected(next));
    let names =
        |list: Vec<&crate::addresses::SupplierState>| list.iter().map(|s| s.row.supplier.short_name.clone()).collect();
    (names(electronic), names(paper))
}

pub(crate) fn code_problem(error: CodeError) -> Problem {
    match error {
        CodeError::Empty => Problem::CodeEmpty,
        CodeError::NotDigits => Problem::CodeNotDigits,
        CodeError::TooShort => Problem::CodeTooShort,
        CodeError::TooLong => Problem::CodeTooLong,
    }
}

impl Cabinet {
    /// The page of the choice. An address where nothing can be switched answers [`Problem::NothingToSwitch`].
    pub async fn switch_page(&self, of: &ResidentOf, form: FormState) -> Outcome<SwitchPage> {
        let mut tx = self.db.read().await?;
        let state = self.account_state(&mut tx, of.account().id).await?;
        let row = of.resident().row();
        self.switch_page_of(of.account(), &state, (&row.email, &row.phone), form)
    }

    pub(crate) fn switch_page_of(
        &self,
        account: &AccountRow,
        state: &AccountState,
        (email, phone): (&str, &str),
        form: FormState,
    ) -> Outcome<SwitchPage> {
        if !state.suppliers.iter().any(|s| s.can_switch(state.next_period)) {
            return Err(Failure::problem("switch", Problem::NothingToSwitch));
        }
        let (electronic, paper) = after_switch(state);
        Ok(SwitchPage {
            address: account.address().one_line(),
            electronic,
            paper,
            first_period: state.next_period,
            email: email.to_owned(),
            phone: MobilePhone::parse(phone).map_or_else(|_| phone.to_owned(), |phone| phone.shown()),
            consent: self.consent_document(ConsentKind::ElectronicDelivery),
            personal_data: self.consent_document(ConsentKind::PersonalData),
            form,
        })
    }

    /// Sends the code that signs the consent.
    pub async fn start_switch(&self, visitor: &Visitor, of: &ResidentOf, sms_notices: bool) -> Outcome<()> {
        let mut tx = self.db.read().await?;
        let state = self.account_state(&mut tx, of.account().id).await?;
        drop(tx);
        if !state.suppliers.iter().any(|s| s.can_switch(state.next_period)) {
            return Err(Failure::problem("switch", Problem::NothingToSwitch));
        }
        let subject = subject(of.resident().id(), of.account().id);
        self.send_code(visitor, of.resident().row(), &subject, sms_notices).await
    }

    /// Sends another code for a switch under way, with the choice made before.
    pub async fn resend_code(&self, visitor: &Visitor, of: &ResidentOf) -> Outcome<()> {
        let subject = subject(of.resident().id(), of.account().id);
        let sms_notices = self.sms_choice(&subject).await?.ok_or(Failure::NotFound)?;
        self.send_code(visitor, of.resident().row(), &subject, sms_notices).await
    }

    /// The checkbox of the newest unused code of the last day, if a switch is under way.
    pub(crate) async fn sms_choice(&self, subject: &str) -> Outcome<Option<bool>> {
        let mut tx = self.db.write().await?;
        let codes = confirmations::lock_unused(&mut tx, subject, self.now() - DAY).await?;
        Ok(codes.first().map(|code| code.sms_notices))
    }

    /// Queues an SMS with a code, within every limit of product rule 9: at most one a minute, five an hour and ten a day
    /// to a phone, over any minute, hour and day. What is refused is not counted.
    pub(crate) async fn send_code(
        &self,
        visitor: &Visitor,
        to: &ResidentRow,
        subject: &str,
        sms_notices: bool,
    ) -> Outcome<()> {
        self.send_code_as(
            visitor,
            to,
            subject,
            sms_notices,
            Some(&|confirmation| Matter::Code { confirmation, language: visitor.language }),
        )
        .await
    }

    /// As [`Cabinet::send_code`], with an SMS of other words; with none, everything is the same but that nothing is sent.
    pub(crate) async fn send_code_as(
        &self,
        visitor: &Visitor,
        to: &ResidentRow,
        subject: &str,
        sms_notices: bool,
        matter: Option<&(dyn Fn(ConfirmationId) -> Matter + Sync)>,
    ) -> Outcome<()> {
        let now = self.now();
        let mut tx = self.db.write().await?;
        self.count(&mut tx, &[(CODE_PHONE, &to.phone)]).await?;
        let sent = confirmations::list_sent(&mut tx, &to.phone, now - DAY).await?;
        let within = |window: i64| sent.iter().filter(|at| now - **at < window).count();
        if within(MINUTE) >= 1 {
            return Err(Failure::problem("code", Problem::CodeTooSoon));
        }
        let ip = ip_key(visitor.ip);
        let room = self.count(&mut tx, &[(CODE_IP, &ip), (CODE_SYSTEM, "all")]).await?;
        if within(HOUR) >= 5 || within(DAY) >= 10 || !room {
            return Err(Failure::problem("code", Problem::CodeTooMany));
        }
        let id = ConfirmationId(self.random.id(now));
        let row = ConfirmationRow {
            id,
            subject: subject.to_owned(),
            phone: to.phone.clone(),
            code_hash: self.secret.code_hash(id, &self.secret.code(id)).to_vec(),
            sms_notices,
            created_at: now,
            expires_at: now + CODE_MINUTES * MINUTE,
            tries: 0,
        };
        confirmations::insert(&mut tx, &row).await?;
        if let Some(matter) = matter {
            self.queue_sms(&mut tx, to, &matter(id), &id.to_string()).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Checks a typed code against every live code of a subject and uses all of them up; answers the one that matched.
    ///
    /// An older code lives out its ten minutes beside a newer one: on slow networks messages overtake each other. Wrong
    /// tries are counted over all live codes together; a wrong one is committed here. A right code comes back with the
    /// open transaction that uses it up: what it confirms is done in the same one, so that a crash leaves the code alive
    /// and the second half of a double click waits until the first has done everything.
    pub(crate) async fn check_code(&self, subject: &str, person: &str, typed: &str) -> Outcome<(Tx, ConfirmationRow)> {
        let digits = CodeDigits::parse(typed).map_err(|error| Failure::problem("code", code_problem(error)))?;
        if !self.allow(&[(CODE_TRY_PERSON, person)]).await? {
            return Err(Failure::problem("code", Problem::CodeTooManyTries));
        }
        let now = self.now();
        let mut tx = self.db.write().await?;
        let codes = confirmations::lock_unused(&mut tx, subject, now - DAY).await?;
        let (live, old): (Vec<_>, Vec<_>) = codes.into_iter().partition(|code| code.expires_at > now);
        let matches = |code: &ConfirmationRow| bool::from(self.secret.code_hash(code.id, &digits).ct_eq(&code.code_hash));
        let Some(newest) = live.first() else {
            let expired = old.iter().any(matches);
            return Err(Failure::problem("code", if expired { Problem::CodeExpired } else { Problem::CodeWrong }));
        };
        if live.iter().map(|code| code.tries).sum::<i64>() >= CODE_TRIES {
            return Err(Failure::problem("code", Problem::CodeTooManyTries));
        }
        if let Some(found) = live.iter().find(|code| matches(code)) {
            confirmations::use_up(&mut tx, subject, now).await?;
            let found = found.clone();
            return Ok((tx, found));
        }
        confirmations::add_try(&mut tx, newest.id).await?;
        let expired = old.iter().any(matches);
        let dead = live.iter().map(|code| code.tries).sum::<i64>() + 1 >= CODE_TRIES;
        tx.commit().await?;
        Err(Failure::problem(
            "code",
            match (expired, dead) {
                (_, true) => Problem::CodeTooManyTries,
                (true, false) => Problem::CodeExpired,
                (false, false) => Problem::CodeWrong,
            },
        ))
    }

    /// The page of the code.
    pub fn code_page(&self, of: &ResidentOf, form: FormState) -> CodePage {
        let phone = &of.resident().row().phone;
        CodePage {
            address: of.account().address().one_line(),
            phone: MobilePhone::parse(phone).map_or_else(|_| String::new(), |phone| phone.masked()),
            form,
        }
    }

    /// Switches by a code. A second press after success finds nothing left to switch and goes on to the same page.
    pub async fn confirm_switch(&self, visitor: &Visitor, of: &ResidentOf, typed: &str) -> Outcome<()> {
        let subject = subject(of.resident().id(), of.account().id);
        let (mut tx, code) = match self.check_code(&subject, &of.resident().id().to_string(), typed).await {
            Err(Failure::Problems(problems)) => {
                let mut tx = self.db.read().await?;
                let state = self.account_state(&mut tx, of.account().id).await?;
                let done = state.suppliers.iter().any(|s| s.can_return(state.next_period))
                    && !state.suppliers.iter().any(|s| s.can_switch(state.next_period));
                return if done { Ok(()) } else { Err(Failure::Problems(problems)) };
            }
            other => other?,
        };
        self.switch(&mut tx, visitor, of.resident().id(), of.account(), &of.holder().proof, &code).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Makes the choice: consent, rows, notices to every holder, in the transaction that used the code up.
    pub(crate) async fn switch(
        &self,
        tx: &mut Tx,
        visitor: &Visitor,
        resident: ResidentId,
        account: &AccountRow,
        proof: &str,
        code: &ConfirmationRow,
    ) -> Outcome<()> {
        let now = self.now();
        residents::confirm_phone(tx, resident, now).await?;
        let state = self.account_state(tx, account.id).await?;
        let next = state.next_period;
        let switched: Vec<_> = state.suppliers.iter().filter(|s| s.can_switch(next)).collect();
        let row = residents::find(tx, resident).await?.ok_or(Failure::NotFound)?;
        // A code proves the phone it was sent to. One that was under way while the phone changed proves nothing.
        if row.phone != code.phone {
            return Err(Failure::problem("code", Problem::CodeOfOldPhone));
        }
        let evidence = Evidence {
            kind: ConsentKind::ElectronicDelivery,
            resident: &row,
            visitor,
            about: Some(About {
                account: account.id,
                number: &account.number,
                suppliers: switched.iter().map(|s| s.row.supplier.inn.to_string()).collect(),
                from_period: next,
                proof,
            }),
            code: Some(code),
            sms_notices: code.sms_notices,
            channel: "web",
        };
        let consent = self.append_consent(tx, &evidence).await?;
        let rows: Vec<ChoiceRow> =
            switched.iter().map(|s| choice_row(account.id, s.row.id, Mode::Electronic, next)).collect();
        choices::insert_all(tx, &rows, consent, resident, now).await?;
        holders::set_sms_notices(tx, resident, account.id, code.sms_notices).await?;
        let (electronic, paper) = after_switch(&state);
        self.tell_holders(tx, resident, account.id, consent, |by_another_holder| Matter::Switched {
            account: account.id,
            first_period: next,
            electronic: electronic.clone(),
            paper: paper.clone(),
            by_another_holder,
        })
        .await
    }

    /// Back to paper, in one press: no code, no questions. Nothing to return is nothing done.
    pub async fn return_to_paper(&self, visitor: &Visitor, of: &ResidentOf) -> Outcome<()> {
        let mut tx = self.db.write().await?;
        self.return_in(&mut tx, visitor, of).await?;
        tx.commit().await?;
        Ok(())
    }

    /// As [`Cabinet::return_to_paper`], in a transaction of the caller's.
    pub(crate) async fn return_in(&self, tx: &mut Tx, visitor: &Visitor, of: &ResidentOf) -> Outcome<()> {
        let now = self.now();
        let account = of.account();
        let state = self.account_state(tx, account.id).await?;
        let next = state.next_period;
        let returned: Vec<_> = state.suppliers.iter().filter(|s| s.can_return(next)).collect();
        if returned.is_empty() {
            return Ok(());
        }
        let evidence = Evidence {
            kind: ConsentKind::PaperReturn,
            resident: of.resident().row(),
            visitor,
            about: Some(About {
                account: account.id,
                number: &account.number,
                suppliers: returned.iter().map(|s| s.row.supplier.inn.to_string()).collect(),
                from_period: next,
                proof: &of.holder().proof,
            }),
            code: None,
            sms_notices: of.holder().sms_notices,
            channel: "web",
        };
        let consent = self.append_consent(tx, &evidence).await?;
        let rows: Vec<ChoiceRow> = returned.iter().map(|s| choice_row(account.id, s.row.id, Mode::Paper, next)).collect();
        choices::insert_all(tx, &rows, consent, of.resident().id(), now).await?;
        self.tell_holders(tx, of.resident().id(), account.id, consent, |by_another_holder| Matter::Returned {
            account: account.id,
            first_period: next,
            by_another_holder,
        })
        .await
    }

    /// A letter to every holder of an account, and an SMS to those who asked for information by SMS (rule 14).
    /// Other holders get it only at an address they have confirmed; who made the change gets it in any case.
    async fn tell_holders(
        &self,
        tx: &mut Tx,
        by: ResidentId,
        account: AccountId,
        consent: i64,
        matter: impl Fn(bool) -> Matter,
    ) -> Outcome<()> {
        let now = self.now();
        let occasion = format!("consent-{consent}");
        let mut queued = Vec::new();
        for holder in holders::list_reach(tx, account, account).await? {
            let matter = matter(holder.resident_id != by);
            if holder.reachable || holder.resident_id == by {
                queued.push(self.message(Channel::Email, (&holder.email, holder.resident_id), &matter, &occasion, now));
            }
            let wants_sms = if holder.resident_id == by { holder.sms_notices } else { holder.changes_sms };
            if wants_sms && holder.phone_confirmed {
                queued.push(self.message(Channel::Sms, (&holder.phone, holder.resident_id), &matter, &occasion, now));
            }
        }
        Ok(messages::insert_all(tx, &queued, now).await?)
    }

    /// The page after the switch, read from what is stored: it survives reload and a bookmark.
    pub async fn done_page(&self, of: &ResidentOf) -> Outcome<DonePage> {
        self.done_page_of(of.resident().row(), of.account(), of.holder().sms_notices).await
    }

    pub(crate) async fn done_page_of(
        &self,
        resident: &ResidentRow,
        account: &AccountRow,
        sms_notices: bool,
    ) -> Outcome<DonePage> {
        let mut tx = self.db.read().await?;
        let state = self.account_state(&mut tx, account.id).await?;
        let chosen: Vec<_> = state.suppliers.iter().filter(|s| s.can_return(state.next_period)).collect();
        let first = chosen.iter().filter_map(|s| s.choices.last()).map(|choice| choice.effective_from).max();
        let Some(first_period) = first else { return Err(Failure::NotFound) };
        let paper = state.suppliers.iter().filter(|s| !s.can_return(state.next_period));
        Ok(DonePage {
            address: account.address().one_line(),
            first_period,
            email: resident.email.clone(),
            email_confirmed: state.reachable(),
            electronic: chosen.iter().map(|s| s.row.supplier.short_name.clone()).collect(),
            paper: paper.map(|s| s.row.supplier.short_name.clone()).collect(),
            sms_notices,
        })
    }
}

fn choice_row(account: AccountId, supplier: domain::id::SupplierId, mode: Mode, effective_from: Period) -> ChoiceRow {
    ChoiceRow { account, supplier, choice: DeliveryChoice { mode, effective_from } }
}
