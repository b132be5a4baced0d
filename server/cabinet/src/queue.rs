//! Putting letters, SMS and push into the queue, in the transaction of what causes them.
//! Not here: sending them (see `delivery`).

use crate::settings_letter::SettingsMatter;
use crate::{Cabinet, Outcome};
use domain::id::{AccountId, ConfirmationId, GrantId, MessageId, ReceiptId, ResidentId};
use domain::{Language, Period};
use serde::{Deserialize, Serialize};
use storage::Tx;
use storage::messages::{self, NewMessage};
use storage::residents::ResidentRow;
use uuid::Uuid;

/// What a queued message is about. Codes and links are not here: they are derived when the message is handed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Matter {
    /// Letter: confirm the e-mail.
    ConfirmEmail {
        /// The link.
        link: Uuid,
    },
    /// Letter: you have a cabinet already.
    AlreadyRegistered,
    /// Letter: the link to a new password.
    NewPassword {
        /// The link.
        link: Uuid,
    },
    /// Letter and SMS: electronic delivery was chosen.
    Switched {
        /// The account.
        account: AccountId,
        /// First electronic month.
        first_period: Period,
        /// Suppliers that come by e-mail.
        electronic: Vec<String>,
        /// Suppliers that stay on paper.
        paper: Vec<String>,
        /// Somebody else did it.
        by_another_holder: bool,
    },
    /// Letter and SMS: paper was chosen again.
    Returned {
        /// The account.
        account: AccountId,
        /// First month on paper.
        first_period: Period,
        /// Somebody else did it.
        by_another_holder: bool,
    },
    /// Letter, SMS and push: a new receipt.
    Receipt {
        /// The receipt.
        receipt: ReceiptId,
        /// Whose it is, in the copy for a close person.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        whose: Option<String>,
    },
    /// Letter: several new receipts of one person.
    Receipts {
        /// Each receipt, and whose it is if it is a close person's.
        receipts: Vec<(ReceiptId, Option<String>)>,
    },
    /// Letter: the "pay by" day is near.
    Reminder {
        /// The month.
        period: Period,
        /// What may be unpaid.
        receipts: Vec<ReceiptId>,
    },
    /// SMS: a code.
    Code {
        /// Its confirmation.
        confirmation: ConfirmationId,
        /// Of the browser that asked: in the wizard nobody is registered yet.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        language: Option<Language>,
    },
    /// Push: the "pay by" day is near.
    PayBy {
        /// The month.
        period: Period,
    },
    /// Push: a payment was received.
    Paid {
        /// The month it was for.
        period: Period,
    },
    /// SMS: letters come back.
    EmailFails,
    /// Letter or SMS: about the settings.
    Settings {
        /// What about them.
        what: SettingsMatter,
    },
    /// SMS: a code that a holder reads out to a close person.
    CodeToReadOut {
        /// Its confirmation.
        confirmation: ConfirmationId,
        /// Who asks for it.
        close_name: String,
        /// It gives access; otherwise it switches delivery.
        for_access: bool,
    },
    /// Letter or SMS to a close person: an invitation.
    Invitation {
        /// The grant.
        grant: GrantId,
    },
    /// SMS to a holder: access was offered, or was given.
    Access {
        /// The grant.
        grant: GrantId,
        /// It holds from now on.
        given: bool,
    },
}

/// Which way a message goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// By e-mail.
    Email,
    /// By SMS.
    Sms,
    /// By push, to one device.
    Push,
}

/// A code waits for nothing; a mass run waits for everything.
const PRIORITY_CODE: i64 = 0;
const PRIORITY_LETTER: i64 = 10;
pub(crate) const PRIORITY_RECEIPT: i64 = 100;

impl Matter {
    fn kind(&self) -> &'static str {
        match self {
            Self::ConfirmEmail { .. } => "confirm_email",
            Self::AlreadyRegistered => "already_registered",
            Self::NewPassword { .. } => "new_password",
            Self::Switched { .. } => "switched",
            Self::Returned { .. } => "returned",
            Self::Receipt { .. } | Self::Receipts { .. } => "receipt",
            Self::Reminder { .. } => "reminder",
            // A code is a code, whoever reads it.
            Self::Code { .. } | Self::CodeToReadOut { .. } => "code",
            Self::PayBy { .. } => "pay_by",
            Self::Paid { .. } => "paid",
            Self::EmailFails => "email_fails",
            Self::Settings { what } => what.kind(),
            Self::Invitation { .. } => "invitation",
            Self::Access { given: false, .. } => "access_offered",
            Self::Access { given: true, .. } => "access_given",
        }
    }

    /// Somebody is waiting for it.
    pub(crate) fn is_code(&self) -> bool {
        let codes_of_settings = matches!(self, Self::Settings { what: SettingsMatter::Code { .. } });
        codes_of_settings || matches!(self, Self::Code { .. } | Self::CodeToReadOut { .. })
    }

    fn priority(&self) -> i64 {
        match self {
            _ if self.is_code() => PRIORITY_CODE,
            Self::Receipt { .. } | Self::Receipts { .. } | Self::Reminder { .. } | Self::PayBy { .. } => PRIORITY_RECEIPT,
            _ => PRIORITY_LETTER,
        }
    }
}

impl Cabinet {
    /// A message to a person. `occasion` makes it one of its kind: the same occasion twice is one message.
    pub(crate) fn message(
        &self,
        channel: Channel,
        to: (&str, ResidentId),
        matter: &Matter,
        occasion: &str,
        now: i64,
    ) -> NewMessage {
        let (recipient, resident) = to;
        let (channel, receipt) = match (channel, matter) {
            (Channel::Email, Matter::Receipt { receipt, .. }) => ("email", Some(*receipt)),
            (Channel::Sms, Matter::Receipt { receipt, .. }) => ("sms", Some(*receipt)),
            (Channel::Push, Matter::Receipt { receipt, .. }) => ("push", Some(*receipt)),
            (Channel::Push, _) => ("push", None),
            (Channel::Email, _) => ("email", None),
            (Channel::Sms, _) => ("sms", None),
        };
        NewMessage {
            id: MessageId(self.random.id(now)),
            channel,
            kind: matter.kind(),
            recipient: recipient.to_owned(),
            resident: Some(resident),
            receipt,
            held_for: None,
            payload: serde_json::to_string(matter).unwrap_or_default(),
            dedupe: format!("{channel}:{}:{resident}:{occasion}", matter.kind()),
            priority: matter.priority(),
            not_before: now,
        }
    }

    /// Queues one letter to a person.
    pub(crate) async fn queue_letter(&self, tx: &mut Tx, to: &ResidentRow, matter: &Matter, occasion: &str) -> Outcome<()> {
        let now = self.now();
        let message = self.message(Channel::Email, (&to.email, to.id), matter, occasion, now);
        messages::insert_all(tx, &[message], now).await?;
        Ok(())
    }

    /// Queues one SMS to a person.
    pub(crate) async fn queue_sms(&self, tx: &mut Tx, to: &ResidentRow, matter: &Matter, occasion: &str) -> Outcome<()> {
        let now = self.now();
        let message = self.message(Channel::Sms, (&to.phone, to.id), matter, occasion, now);
        messages::insert_all(tx, &[message], now).await?;
        Ok(())
    }
}
