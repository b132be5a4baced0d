//! «Перейти на электронную квитанцию» and «Вернуть бумажную квитанцию»: choice, code, consent, notices.
//! Not here: the same for people without a sign-in (see `wizard`), the split itself (see `domain::split`).

use crate::access::{ManagerOf, Manages, Visitor, without_cabinet};
use crate::addresses::AccountState;
use crate::consents::{About, Close, ConsentKind, Evidence};
use crate::limits::{CODE_IP, CODE_PHONE, CODE_PREFIX, CODE_SYSTEM, CODE_TRY_PERSON, ip_key};
use crate::queue::{Channel, Matter};
use crate::settings_letter::{CodePurpose, SettingsMatter};
use crate::{Cabinet, DAY, Failure, HOUR, MINUTE, Outcome};
use domain::code::{CODE_MINUTES, CODE_TRIES, CodeDigits, CodeError};
use domain::id::{AccountId, ConfirmationId, ResidentId};
use domain::view::{AccessEvent, CodePage, DonePage, FormState, Problem, SwitchPage};
use domain::{DeliveryChoice, MobilePhone, Mode, Period};
use storage::accounts::AccountRow;
use storage::choices::ChoiceRow;
use storage::confirmations::ConfirmationRow;
use storage::grants::GrantRow;
use storage::residents::ResidentRow;
use storage::{Tx, choices, confirmations, grants, holders, messages, residents};
use subtle::ConstantTimeEq;

/// The subject of a code that confirms a switch: by a holder, or by a close person under one grant.
fn subject(of: &ManagerOf) -> String {
    let (resident, account) = (of.viewer().resident().id(), of.viewer().account().id);
    let grant = of.viewer().grant().map(|grant| format!(":{}", grant.id)).unwrap_or_default();
    format!("switch:{resident}:{account}{grant}")
}

/// Whose choice a switch is, and the close person who made it for them.
pub(crate) struct Acting {
    pub consenting: ResidentId,
    pub close: Option<(ResidentId, GrantRow)>,
}

impl Acting {
    /// A person for themselves.
    pub(crate) fn alone(consenting: ResidentId) -> Self {
        Self { consenting, close: None }
    }

    fn of(of: &ManagerOf) -> Self {
        let close = of.viewer().grant().map(|grant| (of.viewer().resident().id(), grant.clone()));
        Self { consenting: of.consenting().id, close }
    }

    /// Who pressed the button.
    fn actor(&self) -> ResidentId {
        self.close.as_ref().map_or(self.consenting, |(close, _)| *close)
    }

    fn evidence(&self) -> Option<Close<'_>> {
        self.close.as_ref().map(|(resident, grant)| Close {
            resident: *resident,
            name: &grant.close_name,
            grant: grant.id,
            holder_name: &grant.holder_name,
        })
    }

    fn channel(&self) -> &'static str {
        if self.close.is_some() { "web, close person" } else { "web" }
    }
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

/// `+7913000`: what the numbers of one block of ten thousand have in common.
const PREFIX: usize = 8;

impl Cabinet {
    /// The page of the choice. An address where nothing can be switched answers [`Problem::NothingToSwitch`].
    pub async fn switch_page(&self, of: &dyn Manages, form: FormState) -> Outcome<SwitchPage> {
        let of = of.manager();
        let mut tx = self.db.read().await?;
        let (viewer, phone) = (of.viewer(), &of.consenting().phone);
        let state = self.account_state(&mut tx, viewer.account().id).await?;
        // Letters go to whoever acts, the code to whoever consents.
        let mut page = self.switch_page_of(viewer.account(), &state, (&viewer.resident().row().email, phone), form)?;
        page.whose = viewer.whose();
        if page.whose.is_some() {
            page.phone = masked_phone(phone);
        }
        Ok(page)
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
            whose: None,
        })
    }

    /// Sends the code that signs the consent.
    pub async fn start_switch(&self, visitor: &Visitor, of: &dyn Manages, sms_notices: bool) -> Outcome<()> {
        let of = of.manager();
        let mut tx = self.db.read().await?;
        let state = self.account_state(&mut tx, of.viewer().account().id).await?;
        drop(tx);
        if !state.suppliers.iter().any(|s| s.can_switch(state.next_period)) {
            return Err(Failure::problem("switch", Problem::NothingToSwitch));
        }
        self.send_switch_code(visitor, &of, sms_notices).await
    }

    async fn send_switch_code(&self, visitor: &Visitor, of: &ManagerOf, sms_notices: bool) -> Outcome<()> {
        let subject = subject(of);
        match of.viewer().grant() {
            None => self.send_code(visitor, of.consenting(), &subject, sms_notices).await,
            Some(grant) => {
                let code = CodeSms::ToReadOut { close_name: grant.close_name.clone(), for_access: false };
                self.send_code_as(visitor, of.consenting(), &subject, sms_notices, code).await
            }
        }
    }

    /// Sends another code for a switch under way, with the choice made before.
    pub async fn resend_code(&self, visitor: &Visitor, of: &dyn Manages) -> Outcome<()> {
        let of = of.manager();
        let sms_notices = self.sms_choice(&subject(&of)).await?.ok_or(Failure::NotFound)?;
        self.send_switch_code(visitor, &of, sms_notices).await
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
        self.send_code_as(visitor, to, subject, sms_notices, CodeSms::Own).await
    }

    /// As [`Cabinet::send_code`], with the SMS said otherwise, or none at all.
    pub(crate) async fn send_code_as(
        &self,
        visitor: &Visitor,
        to: &ResidentRow,
        subject: &str,
        sms_notices: bool,
        sms: CodeSms,
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
        let prefix: String = to.phone.chars().take(PREFIX).collect();
        let room = self.count(&mut tx, &[(CODE_IP, &ip), (CODE_PREFIX, &prefix), (CODE_SYSTEM, "all")]).await?;
        // Whoever has shown that the phone is theirs is no pumping.
        let pumped = to.phone_confirmed_at.is_none() && self.codes_are_pumped(&mut tx, now).await?;
        if within(HOUR) >= 5 || within(DAY) >= 10 || !room || pumped {
            return Err(Failure::problem("code", Problem::CodeTooMany));
        }
        let id = ConfirmationId(self.random.id(now));
        let row = ConfirmationRow {
            id,
            subject: subject.to_owned(),
            phone: to.phone.clone(),
            code_hash: match sms {
                CodeSms::Nobody => self.random.bytes::<32>().to_vec(),
                _ => self.secret.code_hash(id, &self.secret.code(id)).to_vec(),
            },
            sms_notices,
            created_at: now,
            expires_at: now + CODE_MINUTES * MINUTE,
            tries: 0,
            silent: matches!(sms, CodeSms::Nobody),
        };
        confirmations::insert(&mut tx, &row).await?;
        let matter = match sms {
            CodeSms::Own => Some(Matter::Code { confirmation: id, language: visitor.language }),
            CodeSms::ToReadOut { close_name, for_access } => {
                Some(Matter::CodeToReadOut { confirmation: id, close_name, for_access })
            }
            CodeSms::Settings(purpose) => {
                Some(Matter::Settings { what: SettingsMatter::Code { confirmation: id, purpose } })
            }
            CodeSms::Nobody => None,
        };
        if let Some(matter) = matter {
            self.queue_sms(&mut tx, to, &matter, &id.to_string()).await?;
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
    pub fn code_page(&self, of: &dyn Manages, form: FormState) -> CodePage {
        let of = of.manager();
        CodePage {
            address: of.viewer().account().address().one_line(),
            phone: masked_phone(&of.consenting().phone),
            form,
            whose: of.viewer().whose(),
        }
    }

    /// Switches by a code. A second press after success finds nothing left to switch and goes on to the same page.
    pub async fn confirm_switch(&self, visitor: &Visitor, of: &dyn Manages, typed: &str) -> Outcome<()> {
        let of = of.manager();
        let (actor, account) = (of.viewer().resident().id(), of.viewer().account());
        let (mut tx, code) = match self.check_code(&subject(&of), &actor.to_string(), typed).await {
            Err(Failure::Problems(problems)) => {
                let mut tx = self.db.read().await?;
                let state = self.account_state(&mut tx, account.id).await?;
                let done = state.suppliers.iter().any(|s| s.can_return(state.next_period))
                    && !state.suppliers.iter().any(|s| s.can_switch(state.next_period));
                return if done { Ok(()) } else { Err(Failure::Problems(problems)) };
            }
            other => other?,
        };
        self.switch(&mut tx, visitor, &Acting::of(&of), account, &of.proof(), &code).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Makes the choice: consent, rows, notices to every holder, in the transaction that used the code up.
    pub(crate) async fn switch(
        &self,
        tx: &mut Tx,
        visitor: &Visitor,
        acting: &Acting,
        account: &AccountRow,
        proof: &str,
        code: &ConfirmationRow,
    ) -> Outcome<()> {
        let (now, resident) = (self.now(), acting.consenting);
        if let Some((close, grant)) = &acting.close {
            // Access may have been closed while the code was read out; and the receipt comes to whoever moved it.
            let live = grants::find_active(tx, *close, account.id).await?;
            let live = live.filter(|live| live.id == grant.id).ok_or(Failure::NotFound)?;
            if !live.letters {
                grants::set_letters(tx, grant.id, true).await?;
                self.access_event(tx, grant, AccessEvent::LettersOn, Some(*close)).await?;
            }
            self.access_event(tx, grant, AccessEvent::Switched, Some(*close)).await?;
        }
        residents::confirm_phone(tx, resident, now).await?;
        let state = self.account_state(tx, account.id).await?;
        let next = state.next_period;
        let switched: Vec<_> = state.suppliers.iter().filter(|s| s.can_switch(next)).collect();
        let row = match (residents::find(tx, resident).await?, &acting.close) {
            (Some(row), _) => row,
            (None, Some((_, grant))) => without_cabinet(grant),
            (None, None) => return Err(Failure::NotFound),
        };
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
            channel: acting.channel(),
            close: acting.evidence(),
        };
        let consent = self.append_consent(tx, &evidence).await?;
        let rows: Vec<ChoiceRow> =
            switched.iter().map(|s| choice_row(account.id, s.row.id, Mode::Electronic, next)).collect();
        choices::insert_all(tx, &rows, consent, resident, now).await?;
        if acting.close.is_none() {
            holders::set_sms_notices(tx, resident, account.id, code.sms_notices).await?;
        }
        let (electronic, paper) = after_switch(&state);
        self.tell_holders(tx, acting.actor(), account.id, consent, |by_another_holder| Matter::Switched {
            account: account.id,
            first_period: next,
            electronic: electronic.clone(),
            paper: paper.clone(),
            by_another_holder,
        })
        .await
    }

    /// Back to paper, in one press: no code, no questions. Nothing to return is nothing done.
    pub async fn return_to_paper(&self, visitor: &Visitor, of: &dyn Manages) -> Outcome<()> {
        let mut tx = self.db.write().await?;
        self.return_in(&mut tx, visitor, of).await?;
        tx.commit().await?;
        Ok(())
    }

    /// As [`Cabinet::return_to_paper`], in a transaction of the caller's.
    pub(crate) async fn return_in(&self, tx: &mut Tx, visitor: &Visitor, of: &dyn Manages) -> Outcome<()> {
        let now = self.now();
        let of = of.manager();
        let (acting, account, proof) = (Acting::of(&of), of.viewer().account(), of.proof());
        let state = self.account_state(tx, account.id).await?;
        let next = state.next_period;
        let returned: Vec<_> = state.suppliers.iter().filter(|s| s.can_return(next)).collect();
        if returned.is_empty() {
            return Ok(());
        }
        let evidence = Evidence {
            kind: ConsentKind::PaperReturn,
            resident: of.consenting(),
            visitor,
            about: Some(About {
                account: account.id,
                number: &account.number,
                suppliers: returned.iter().map(|s| s.row.supplier.inn.to_string()).collect(),
                from_period: next,
                proof: &proof,
            }),
            code: None,
            sms_notices: of.holder().is_some_and(|holder| holder.sms_notices),
            channel: acting.channel(),
            close: acting.evidence(),
        };
        let consent = self.append_consent(tx, &evidence).await?;
        let rows: Vec<ChoiceRow> = returned.iter().map(|s| choice_row(account.id, s.row.id, Mode::Paper, next)).collect();
        choices::insert_all(tx, &rows, consent, of.consenting().id, now).await?;
        if let Some((close, grant)) = &acting.close {
            self.access_event(tx, grant, AccessEvent::Returned, Some(*close)).await?;
        }
        self.tell_holders(tx, acting.actor(), account.id, consent, |by_another_holder| Matter::Returned {
            account: account.id,
            first_period: next,
            by_another_holder,
        })
        .await
    }

    /// A letter to every holder of an account and to close persons who get copies of letters, and an SMS to those who asked for information by SMS (rule 14).
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
            if holder.reachable || (holder.resident_id == by && holder.whose.is_none()) {
                queued.push(self.message(Channel::Email, (&holder.email, holder.resident_id), &matter, &occasion, now));
            }
            let wants_sms = if holder.resident_id == by { holder.sms_notices } else { holder.changes_sms };
            if wants_sms && holder.phone_confirmed {
                queued.push(self.message(Channel::Sms, (&holder.phone, holder.resident_id), &matter, &occasion, now));
            }
        }
        messages::insert_all(tx, &queued, now).await?;
        Ok(())
    }

    /// The page after the switch, read from what is stored: it survives reload and a bookmark.
    pub async fn done_page(&self, of: &dyn Manages) -> Outcome<DonePage> {
        let of = of.manager();
        let viewer = of.viewer();
        let sms_notices = viewer.grant().is_none() && of.holder().is_some_and(|holder| holder.sms_notices);
        self.done_page_of(viewer.resident().row(), viewer.account(), sms_notices).await
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

/// What the SMS with a code says, if there is one.
pub(crate) enum CodeSms {
    /// To whoever types it in.
    Own,
    /// To a holder who reads it out to a close person.
    ToReadOut {
        /// Who asks for it.
        close_name: String,
        /// It gives access; otherwise it switches delivery.
        for_access: bool,
    },
    /// To the person, about the settings.
    Settings(CodePurpose),
    /// No SMS, and no code that fits: for the asker it must look like any other.
    Nobody,
}

fn masked_phone(phone: &str) -> String {
    MobilePhone::parse(phone).map_or_else(|_| String::new(), |phone| phone.masked())
}

fn choice_row(account: AccountId, supplier: domain::id::SupplierId, mode: Mode, effective_from: Period) -> ChoiceRow {
    ChoiceRow { account, supplier, choice: DeliveryChoice { mode, effective_from } }
}
