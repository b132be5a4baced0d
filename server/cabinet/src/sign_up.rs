//! Registration by e-mail and mobile phone with a password.
//! Not here: the wizard, which registers without a password (see `wizard`).

use crate::access::Visitor;
use crate::consents::Evidence;
use crate::limits::{SIGN_IN_LOGIN, SIGN_UP_IP, ip_key};
use crate::links::LinkKind;
use crate::queue::Matter;
use crate::{Cabinet, Failure, Outcome, passwords};
use domain::contact::{EmailError, PhoneError};
use domain::id::ResidentId;
use domain::view::Problem;
use domain::{Email, MobilePhone};
use storage::residents::{self, ResidentRow};
use storage::{Tx, consents};

/// What a person typed.
#[derive(Clone, Debug)]
pub struct SignUp<'a> {
    /// E-mail.
    pub email: &'a str,
    /// Phone.
    pub phone: &'a str,
    /// Password.
    pub password: &'a str,
    /// The consent to processing of personal data was ticked.
    pub personal_data: bool,
}

pub(crate) fn email_problem(error: EmailError) -> Problem {
    match error {
        EmailError::Empty => Problem::EmailEmpty,
        EmailError::NotAnAddress => Problem::EmailNotAnAddress,
    }
}

pub(crate) fn phone_problem(error: PhoneError) -> Problem {
    match error {
        PhoneError::Empty => Problem::PhoneEmpty,
        PhoneError::NotAPhone => Problem::PhoneNotAPhone,
        PhoneError::NotMobile => Problem::PhoneNotMobile,
    }
}

/// Both contacts, or what is wrong with each.
pub(crate) fn parse_contacts(
    email: &str,
    phone: &str,
    personal_data: bool,
    mut more: Vec<(&'static str, Problem)>,
) -> Result<(Email, MobilePhone), Vec<(&'static str, Problem)>> {
    let mut problems = Vec::new();
    let email = Email::parse(email).map_err(|error| problems.push(("email", email_problem(error)))).ok();
    let phone = MobilePhone::parse(phone).map_err(|error| problems.push(("phone", phone_problem(error)))).ok();
    problems.append(&mut more);
    if !personal_data {
        problems.push(("personal_data", Problem::PersonalDataConsentNeeded));
    }
    match (email, phone) {
        (Some(email), Some(phone)) if problems.is_empty() => Ok((email, phone)),
        _ => Err(problems),
    }
}

/// People with both this e-mail and this phone.
async fn namesakes(tx: &mut Tx, email: &Email, phone: &MobilePhone) -> Outcome<Vec<ResidentRow>> {
    let mut found = residents::list_by_email(tx, email.as_str()).await?;
    found.retain(|resident| resident.phone == phone.as_str());
    Ok(found)
}

impl Cabinet {
    /// Registers a person and starts a session; answers its token.
    ///
    /// The answer is the same whether the e-mail or the phone is known or not: whose e-mail it is shows only in the
    /// letter, and the e-mail counts for nothing until it is confirmed. E-mail, phone and password all known together are
    /// the same person again, and the second half of a double click: a session, and no second person.
    pub async fn sign_up(&self, visitor: &Visitor, form: &SignUp<'_>) -> Outcome<String> {
        let password = passwords::check(form.password).map(|problem| ("password", problem));
        let (email, phone) = parse_contacts(form.email, form.phone, form.personal_data, password.into_iter().collect())
            .map_err(Failure::Problems)?;
        if !self.allow(&[(SIGN_UP_IP, &ip_key(visitor.ip))]).await? {
            return Err(Failure::problem("email", Problem::TooManyAttempts));
        }
        let mut tx = self.db.read().await?;
        let known = namesakes(&mut tx, &email, &phone).await?;
        drop(tx);
        // A guess at the password of somebody known is counted as one, and beyond the limit never looked at.
        let may_match = known.is_empty() || self.allow(&[(SIGN_IN_LOGIN, email.as_str())]).await?;
        if let Some(same) = self.same_person(form.password, if may_match { &known } else { &[] }).await {
            return self.start_session(same, visitor).await;
        }
        let hash = self.passwords.hash(&self.random, form.password).await;
        let mut tx = self.db.write().await?;
        // Every registration appends a consent: its lock lets one after another in, on every server.
        consents::lock_head(&mut tx).await?;
        let mut since = namesakes(&mut tx, &email, &phone).await?;
        since.retain(|resident| known.iter().all(|before| before.id != resident.id));
        if !since.is_empty()
            && let Some(same) = self.same_person(form.password, &since).await
        {
            drop(tx);
            return self.start_session(same, visitor).await;
        }
        let resident = self.register(&mut tx, visitor, &email, &phone, Some(hash)).await?;
        tx.commit().await?;
        self.start_session(resident.id, visitor).await
    }

    /// The first of these people who has this password. Takes the time of one hash at least.
    async fn same_person(&self, password: &str, known: &[ResidentRow]) -> Option<ResidentId> {
        let hashes = known.iter().map(|resident| resident.password_hash.clone()).collect();
        self.passwords.find_match(password, hashes).await.map(|index| known[index].id)
    }

    /// Enters a person with the consent to processing of personal data and queues the letter about the e-mail.
    pub(crate) async fn register(
        &self,
        tx: &mut Tx,
        visitor: &Visitor,
        email: &Email,
        phone: &MobilePhone,
        password_hash: Option<String>,
    ) -> Outcome<ResidentRow> {
        let now = self.now();
        let known = residents::list_by_email(tx, email.as_str()).await?;
        let confirmed = known.first().filter(|first| first.email_confirmed_at.is_some());
        let resident = ResidentRow {
            id: ResidentId(self.random.id(now)),
            email: email.as_str().to_owned(),
            phone: phone.as_str().to_owned(),
            password_hash,
            created_at: now,
            email_confirmed_at: None,
            email_failing_at: None,
            phone_confirmed_at: None,
            // Whoever has chosen a look before registering keeps it.
            look: visitor.look.map(|look| look.to_string()),
            language: visitor.language.map(|language| language.as_str().to_owned()),
        };
        residents::insert(tx, &resident, false).await?;
        self.append_consent(tx, &Evidence::personal_data(&resident, visitor)).await?;
        match confirmed {
            Some(owner) => {
                // At most one such letter a day: it is about their mailbox, not a way to fill it.
                let day = now.div_euclid(crate::DAY);
                self.queue_letter(tx, owner, &Matter::AlreadyRegistered, &day.to_string()).await?;
            }
            None => self.send_link(tx, &resident, LinkKind::Email).await?,
        }
        Ok(resident)
    }
}
