//! Draining the queue: claim with a lease, hand over, mark. A worker may die at any moment: what it was sending is
//! asked for at the gateway before it is sent again. Not here: gateways (see `messaging`), queueing.

use crate::letter::{Letter, ReceiptLetter, Sms};
use crate::links::LinkKind;
use crate::ports::{Handover, Mail, Mailer, Push, PushGateway, SmsGateway, TextMessage};
use crate::queue::Matter;
use crate::receipt_letter::Shared;
use crate::{Cabinet, HOUR, MINUTE, Outcome};
use domain::id::{AccountId, MessageId, ResidentId};
use domain::{Email, Language, MobilePhone, date};
use std::sync::Arc;
use std::time::Duration;
use storage::grants::GrantRow;
use storage::messages::{self, MessageRow, Outcome as Mark};
use storage::{Tx, accounts, grants, receipts, residents};
use tokio::task::JoinSet;
use uuid::Uuid;

/// Messages of a batch: two commits each.
const BATCH: i64 = 200;
/// How long a worker may be silent with a batch.
const LEASE: i64 = MINUTE / 2;
/// Hand-overs under way at once.
const AT_ONCE: usize = 16;
/// A message that cannot be handed over for three days is given up.
const GIVE_UP: i64 = 72 * HOUR;

/// The gateways of an installation.
#[derive(Clone)]
pub struct Gateways {
    /// Letters.
    pub mailer: Arc<dyn Mailer>,
    /// SMS.
    pub sms: Arc<dyn SmsGateway>,
    /// Push.
    pub push: Arc<dyn PushGateway>,
}

/// What a drain did, and what is left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Delivered {
    /// Handed over.
    pub sent: i64,
    /// Given up.
    pub failed: i64,
    /// Waiting: for a gateway, for the morning.
    pub waiting: i64,
    /// Being sent by a worker that has not answered yet.
    pub in_doubt: i64,
}

/// A message with everything its gateway needs.
enum Ready {
    Mail(Mail),
    Text(TextMessage),
    Push(Push),
    /// It is about something that is gone, or to an address that is none.
    Dead(&'static str),
    /// Not at this hour.
    Later(i64),
}

impl Cabinet {
    /// Sends what is due, one batch; answers how many were handled. `owner` names this worker.
    pub async fn deliver_batch(&self, gateways: &Gateways, owner: Uuid, done: &mut Delivered) -> Outcome<usize> {
        let doubted = self.resolve_doubt(gateways, owner, done).await?;
        let now = self.now();
        let mut tx = self.db.write().await?;
        let mut rows = messages::claim(&mut tx, owner, now, now + LEASE, BATCH).await?;
        tx.commit().await?;
        // A claim comes back in no order; somebody is waiting for a code.
        rows.sort_by_key(|row| (row.kind != "code", row.queued_at));
        let handled = rows.len() + doubted;
        let mut shared = Shared::default();
        let mut sending = JoinSet::new();
        let mut marks = Vec::with_capacity(rows.len());
        for row in rows {
            let ready = self.prepare(&row, &mut shared).await?;
            if sending.len() >= AT_ONCE
                && let Some(Ok(mark)) = sending.join_next().await
            {
                marks.push(mark);
            }
            let gateways = gateways.clone();
            sending.spawn(async move { (row, hand_over(&gateways, ready).await) });
        }
        while let Some(result) = sending.join_next().await {
            marks.extend(result.ok());
        }
        self.mark(owner, marks, done).await?;
        Ok(handled)
    }

    async fn mark(&self, owner: Uuid, marks: Vec<(MessageRow, Handled)>, done: &mut Delivered) -> Outcome<()> {
        let now = self.now();
        let mut tx = self.db.write().await?;
        for (row, handled) in marks {
            let address_fails = row.channel == "email" && matches!(handled, Handled::Refused(_));
            let device_is_gone = row.channel == "push" && matches!(handled, Handled::Refused(_));
            let outcome = match handled {
                Handled::Accepted => Mark::Sent,
                Handled::Refused(reason) => Mark::Failed { reason },
                Handled::Dead(reason) => Mark::Failed { reason: reason.to_owned() },
                Handled::Deferred(reason) if now - row.queued_at > GIVE_UP => Mark::Failed { reason },
                Handled::Deferred(reason) => {
                    let random = u64::from_be_bytes(self.random.bytes());
                    Mark::Deferred { not_before: now + backoff(row.attempts, random), reason }
                }
                Handled::Later(not_before) => Mark::Deferred { not_before, reason: "quiet hours".to_owned() },
                Handled::Again => Mark::Deferred { not_before: now, reason: "not accepted before a crash".to_owned() },
            };
            if messages::mark(&mut tx, row.id, owner, &outcome, now).await? {
                if device_is_gone {
                    self.forget_device(&mut tx, &row).await?;
                }
                if let (true, Some(resident)) = (address_fails, row.resident_id) {
                    self.email_fails(&mut tx, ResidentId(resident), row.id).await?;
                }
                match outcome {
                    Mark::Sent => done.sent += 1,
                    Mark::Failed { .. } => done.failed += 1,
                    Mark::Deferred { .. } => {}
                }
            }
        }
        tx.commit().await?;
        Ok(())
    }

    /// Settles what a dead worker was sending: the gateway is asked; where it cannot be, a letter goes again under the
    /// same Message-ID and an SMS does not.
    async fn resolve_doubt(&self, gateways: &Gateways, owner: Uuid, done: &mut Delivered) -> Outcome<usize> {
        let now = self.now();
        let mut tx = self.db.write().await?;
        let rows = messages::claim_in_doubt(&mut tx, owner, now, now + LEASE, BATCH).await?;
        tx.commit().await?;
        let mut marks = Vec::with_capacity(rows.len());
        let doubted = rows.len();
        for row in rows {
            let accepted = match row.channel.as_str() {
                "email" => gateways.mailer.was_accepted(row.id, row.queued_at).await,
                // A device shows a notice once, however often it comes.
                "push" => None,
                _ => gateways.sms.was_accepted(row.id, row.queued_at).await,
            };
            let handled = match (accepted, row.channel != "sms") {
                (Some(true), _) => Handled::Accepted,
                (Some(false), _) | (None, true) => Handled::Again,
                (None, false) => Handled::Dead("in doubt after a crash: an SMS is never sent twice"),
            };
            marks.push((row, handled));
        }
        if !marks.is_empty() {
            self.mark(owner, marks, done).await?;
        }
        Ok(doubted)
    }

    /// Sends until nothing is due and nothing is in doubt; what waits for a later hour is left waiting.
    pub async fn deliver_until_idle(&self, gateways: &Gateways) -> Outcome<Delivered> {
        let owner = self.random.id(self.now());
        let mut done = Delivered::default();
        loop {
            if self.deliver_batch(gateways, owner, &mut done).await? > 0 {
                continue;
            }
            let mut tx = self.db.read().await?;
            let Some(lease_end) = messages::next_lease_end(&mut tx).await? else { break };
            drop(tx);
            let wait = (lease_end - self.now()).clamp(50, 1000);
            tokio::time::sleep(Duration::from_millis(wait.unsigned_abs())).await;
        }
        let mut tx = self.db.read().await?;
        for (state, count) in messages::count_by_state(&mut tx).await? {
            match state.as_str() {
                "queued" | "deferred" | "held" => done.waiting += count,
                "sending" => done.in_doubt += count,
                _ => {}
            }
        }
        Ok(done)
    }

    /// Delivers for ever: at once while there is work, then looking every half second. Errors are logged and tried again.
    pub async fn deliver_for_ever(&self, gateways: Gateways) {
        let owner = self.random.id(self.now());
        let mut done = Delivered::default();
        loop {
            match self.deliver_batch(&gateways, owner, &mut done).await {
                Ok(0) => tokio::time::sleep(Duration::from_millis(500)).await,
                Ok(_) => {}
                Err(error) => {
                    tracing::error!(%error, "delivery stopped for ten seconds");
                    tokio::time::sleep(Duration::from_secs(10)).await;
                }
            }
        }
    }

    /// Notes that a letter came back: its address is marked as failing, the person is told by SMS, the paper comes
    /// back by itself with the next period (product rule 13). False when no such sent letter is known.
    pub async fn letter_returned(&self, id: MessageId, reason: &str) -> Outcome<bool> {
        let now = self.now();
        let mut tx = self.db.write().await?;
        let Some(resident) = messages::mark_returned(&mut tx, id, reason, now).await? else { return Ok(false) };
        self.email_fails(&mut tx, ResidentId(resident), id).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Notes that an address takes no letters. The person is told once, and only where letters had come before: an
    /// e-mail that nobody confirmed is no reason to send an SMS to a phone that nobody confirmed.
    async fn email_fails(&self, tx: &mut Tx, resident: ResidentId, letter: MessageId) -> Outcome<()> {
        let Some(row) = residents::find(tx, resident).await? else { return Ok(()) };
        residents::mark_email_failing(tx, resident, self.now()).await?;
        if row.reachable() {
            self.queue_sms(tx, &row, &Matter::EmailFails, &letter.to_string()).await?;
        }
        Ok(())
    }

    /// Looks up what a message says. Codes and links come into being here, on their way out.
    async fn prepare(&self, row: &MessageRow, shared: &mut Shared) -> Outcome<Ready> {
        let Ok(matter) = serde_json::from_str::<Matter>(&row.payload) else { return Ok(Ready::Dead("unknown matter")) };
        let language = self.language_of(row, &matter).await?;
        if row.channel == "email" {
            let Ok(to) = Email::parse(&row.recipient) else { return Ok(Ready::Dead("not an e-mail address")) };
            let letter = self.letter(row, matter, shared).await?;
            return Ok(letter.map_or(Ready::Dead("its subject is gone"), |letter| {
                Ready::Mail(Mail { id: row.id, queued_at: row.queued_at, to, language, letter })
            }));
        }
        let now = self.now();
        if !matter.is_code()
            && let Some(morning) = self.settings.quiet_hours.and_then(|quiet| quiet.end(&self.settings.local(now), now))
        {
            return Ok(Ready::Later(morning));
        }
        if row.channel == "push" {
            let push = self.push_of(row, &matter).await?;
            return Ok(push.map_or(Ready::Dead("its device or its subject is gone"), Ready::Push));
        }
        let Ok(to) = MobilePhone::parse(&row.recipient) else { return Ok(Ready::Dead("not a mobile phone")) };
        let sms = self.sms(row, matter).await?;
        Ok(sms.map_or(Ready::Dead("its subject is gone"), |sms| {
            Ready::Text(TextMessage { id: row.id, queued_at: row.queued_at, to, language, sms })
        }))
    }

    /// The person's own language; of a code to nobody yet, the language of the browser that asked for it.
    async fn language_of(&self, row: &MessageRow, matter: &Matter) -> Outcome<Language> {
        let asked = if let Matter::Code { language, .. } = matter { *language } else { None };
        let mut tx = self.db.read().await?;
        let own = match row.resident_id {
            Some(id) => residents::language(&mut tx, ResidentId(id)).await?,
            None => None,
        };
        Ok(own.or(asked).unwrap_or_default())
    }

    async fn letter(&self, row: &MessageRow, matter: Matter, shared: &mut Shared) -> Outcome<Option<Letter>> {
        let link = |kind: LinkKind, id: Uuid, path: &str| {
            self.settings.url(&format!("{path}/{}", self.secret.link_token(kind.as_str(), id)))
        };
        Ok(match matter {
            Matter::ConfirmEmail { link: id } => {
                Some(Letter::ConfirmEmail { link: link(LinkKind::Email, id, "/confirm-email") })
            }
            Matter::NewPassword { link: id } => {
                Some(Letter::NewPassword { link: link(LinkKind::Password, id, "/sign-in/new-password") })
            }
            Matter::AlreadyRegistered => Some(Letter::AlreadyRegistered {
                sign_in: self.settings.url("/sign-in"),
                forgotten: self.settings.url("/sign-in/forgotten"),
            }),
            Matter::Switched { account, first_period, electronic, paper, by_another_holder } => {
                let Some(address) = self.address_line(account).await? else { return Ok(None) };
                let email_confirmed = self.email_confirmed(row.resident_id).await?;
                let link = self.address_link(account, row.resident_id).await?;
                Some(Letter::SwitchedToElectronic {
                    address,
                    first_period,
                    electronic,
                    paper,
                    email_confirmed,
                    by_another_holder,
                    link,
                })
            }
            Matter::Returned { account, first_period, by_another_holder } => {
                let Some(address) = self.address_line(account).await? else { return Ok(None) };
                let link = self.address_link(account, row.resident_id).await?;
                Some(Letter::ReturnedToPaper { address, first_period, by_another_holder, link })
            }
            Matter::Receipt { receipt, whose } => {
                if whose.is_some() && !self.copy_is_wanted(receipt, row.resident_id).await? {
                    return Ok(None);
                }
                let letter = self.receipt_letter(receipt, shared).await?;
                letter.map(|letter| Letter::Receipt(Box::new(ReceiptLetter { whose, ..letter })))
            }
            Matter::Settings { what } => self.settings_letter(what).await?.map(Letter::Settings),
            Matter::Invitation { grant } => self.invitation(grant).await?.map(Letter::Invitation),
            Matter::Code { .. }
            | Matter::CodeToReadOut { .. }
            | Matter::EmailFails
            | Matter::Access { .. }
            | Matter::PayBy { .. }
            | Matter::Paid { .. } => None,
        })
    }

    async fn sms(&self, row: &MessageRow, matter: Matter) -> Outcome<Option<Sms>> {
        Ok(match matter {
            Matter::Code { confirmation, .. } => Some(Sms::Code { code: self.secret.code(confirmation) }),
            Matter::Switched { first_period, .. } => Some(Sms::SwitchedToElectronic { first_period }),
            Matter::Returned { first_period, .. } => Some(Sms::ReturnedToPaper { first_period }),
            Matter::Receipt { receipt, .. } => {
                let mut tx = self.db.read().await?;
                receipts::find(&mut tx, receipt).await?.map(|receipt| Sms::Receipt {
                    period: receipt.period,
                    total: receipt.total,
                    pay_by: date::pay_by(receipt.period),
                })
            }
            Matter::EmailFails => {
                let mut tx = self.db.read().await?;
                let Some(id) = row.resident_id else { return Ok(None) };
                let resident = residents::find(&mut tx, ResidentId(id)).await?;
                let email = resident.and_then(|resident| Email::parse(&resident.email).ok());
                email.map(|email| Sms::EmailFails { email: email.masked() })
            }
            Matter::Settings { what } => self.settings_sms(&what).map(Sms::Settings),
            Matter::CodeToReadOut { confirmation, close_name, for_access } => {
                Some(Sms::CodeToReadOut { code: self.secret.code(confirmation), close_name, for_access })
            }
            Matter::Invitation { grant } => self.invitation(grant).await?.map(Sms::Invitation),
            Matter::Access { grant, given } => {
                let mut tx = self.db.read().await?;
                grants::find(&mut tx, grant).await?.map(|GrantRow { close_name, .. }| {
                    if given { Sms::AccessGiven { close_name } } else { Sms::AccessOffered { close_name } }
                })
            }
            Matter::ConfirmEmail { .. }
            | Matter::AlreadyRegistered
            | Matter::NewPassword { .. }
            | Matter::PayBy { .. }
            | Matter::Paid { .. } => None,
        })
    }

    async fn address_line(&self, account: AccountId) -> Outcome<Option<String>> {
        let mut tx = self.db.read().await?;
        Ok(accounts::find(&mut tx, account).await?.map(|account| account.address().one_line()))
    }

    async fn email_confirmed(&self, resident: Option<Uuid>) -> Outcome<bool> {
        let Some(id) = resident else { return Ok(false) };
        let mut tx = self.db.read().await?;
        Ok(residents::find(&mut tx, ResidentId(id)).await?.is_some_and(|resident| resident.reachable()))
    }
}

/// What a hand-over came to.
enum Handled {
    Accepted,
    Deferred(String),
    /// By the gateway, for good.
    Refused(String),
    /// By us.
    Dead(&'static str),
    /// Not at this hour.
    Later(i64),
    /// At once: a worker died before the gateway had it.
    Again,
}

async fn hand_over(gateways: &Gateways, ready: Ready) -> Handled {
    let answer = match ready {
        Ready::Mail(mail) => gateways.mailer.send(&mail).await,
        Ready::Text(text) => gateways.sms.send(&text).await,
        Ready::Push(push) => gateways.push.send(&push).await,
        Ready::Dead(reason) => return Handled::Dead(reason),
        Ready::Later(moment) => return Handled::Later(moment),
    };
    match answer {
        Handover::Accepted => Handled::Accepted,
        Handover::Deferred(reason) => Handled::Deferred(reason),
        Handover::Refused(reason) => Handled::Refused(reason),
    }
}

/// How long to wait before the next attempt: a minute, doubling up to four hours, a quarter more or less.
fn backoff(attempts: i64, random: u64) -> i64 {
    let base = MINUTE << attempts.clamp(1, 9).saturating_sub(1).min(8);
    let base = base.min(4 * HOUR);
    let spread = i64::try_from(random % 1000).unwrap_or(0) - 500;
    base + base * spread / 2000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_grow_apart_and_never_beyond_five_hours() {
        assert!((45_000..=75_000).contains(&backoff(1, 0)));
        assert!(backoff(3, 500) > backoff(2, 500));
        assert!((1..100).all(|n| backoff(n, u64::MAX) <= 5 * HOUR));
    }
}
