//! What a queued message says, looked up at the moment it leaves. Codes and links come into being here.
//! Not here: words (see `messaging`), when it is sent and what becomes of it (see `delivery`).

use super::batch::Batch;
use crate::letter::{Letter, ReceiptLetter, Sms};
use crate::links::LinkKind;
use crate::ports::{Mail, Push, TextMessage};
use crate::queue::Matter;
use crate::{Cabinet, MINUTE, Outcome};
use domain::id::{AccountId, ResidentId};
use domain::{Email, MobilePhone, date};
use storage::grants::GrantRow;
use storage::messages::MessageRow;
use storage::{accounts, grants, receipts, residents};
use uuid::Uuid;

/// A code works for ten minutes (product rule 9): a later SMS would only confuse.
const CODE_LIFE: i64 = 10 * MINUTE;

/// A message with everything its gateway needs.
pub(super) enum Ready {
    /// A letter.
    Mail(Box<Mail>),
    /// An SMS.
    Text(TextMessage),
    /// A notice on a device.
    Push(Push),
    /// It is about something that is gone, or to an address that is none.
    Dead(&'static str),
    /// Not at this hour.
    Later(i64),
}

impl Cabinet {
    /// Looks up what a message says. Codes and links come into being here, on their way out.
    pub(super) async fn prepare(&self, row: &MessageRow, batch: &Batch) -> Outcome<Ready> {
        let Some(matter) = batch.matter(row) else { return Ok(Ready::Dead("unknown matter")) };
        if matter.is_code() && self.now() - row.queued_at > CODE_LIFE {
            return Ok(Ready::Dead("its code has run out"));
        }
        let language = batch.language(row, matter);
        if row.channel == "email" {
            let Ok(to) = Email::parse(&row.recipient) else { return Ok(Ready::Dead("not an e-mail address")) };
            let letter = self.letter(row, matter.clone(), batch).await?;
            let return_tag = self.secret.return_tag(row.id);
            return Ok(letter.map_or(Ready::Dead("its subject is gone"), |letter| {
                let of_choice = matches!(letter, Letter::Reminder { .. });
                let unsubscribe = row.resident_id.filter(|_| of_choice).map(|id| self.unsubscribe_link(ResidentId(id)));
                let (id, queued_at) = (row.id, row.queued_at);
                Ready::Mail(Box::new(Mail { id, queued_at, to, language, letter, return_tag, unsubscribe }))
            }));
        }
        let now = self.now();
        if !matter.is_code()
            && let Some(morning) = self.settings.quiet_hours.and_then(|quiet| quiet.end(&self.settings.local(now), now))
        {
            return Ok(Ready::Later(morning));
        }
        if row.channel == "push" {
            let push = self.push_of(row, matter).await?;
            return Ok(push.map_or(Ready::Dead("its device or its subject is gone"), Ready::Push));
        }
        let Ok(to) = MobilePhone::parse(&row.recipient) else { return Ok(Ready::Dead("not a mobile phone")) };
        let sms = self.sms(row, matter.clone()).await?;
        Ok(sms.map_or(Ready::Dead("its subject is gone"), |sms| {
            Ready::Text(TextMessage { id: row.id, queued_at: row.queued_at, to, language, sms })
        }))
    }

    async fn letter(&self, row: &MessageRow, matter: Matter, batch: &Batch) -> Outcome<Option<Letter>> {
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
                let letter = self.receipt_letter(receipt, &batch.material).await?;
                letter.map(|letter| Letter::Receipt(Box::new(ReceiptLetter { whose, ..letter })))
            }
            Matter::Receipts { receipts } => {
                let mut letters = Vec::with_capacity(receipts.len());
                for (receipt, whose) in receipts {
                    if whose.is_some() && !self.copy_is_wanted(receipt, row.resident_id).await? {
                        continue;
                    }
                    if let Some(letter) = self.receipt_letter(receipt, &batch.material).await? {
                        letters.push(ReceiptLetter { whose, ..letter });
                    }
                }
                (!letters.is_empty()).then_some(Letter::Receipts(letters))
            }
            Matter::Reminder { period, receipts } => {
                self.reminder_letter(row.resident_id.map(ResidentId), period, &receipts).await?
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
            | Matter::Receipts { .. }
            | Matter::Reminder { .. }
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
