//! What letters and SMS about the settings say, as facts, and the same as they wait in the queue.
//! Not here: their words (see `messaging`), when they are queued (see `own_contacts`, `reauth`, `second_factor`).

use crate::links::LinkKind;
use crate::{Cabinet, Outcome};
use domain::id::ConfirmationId;
use domain::{CodeDigits, Email, MobilePhone};
use serde::{Deserialize, Serialize};
use storage::contact_changes::{self, ChangeRow};
use uuid::Uuid;

/// What a queued message about the settings is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SettingsMatter {
    /// Letter to the new e-mail: confirm it.
    NewEmail {
        /// The change.
        change: Uuid,
    },
    /// Letter to the owner of an e-mail that somebody else wants.
    EmailWanted,
    /// Letter to the old e-mail: a new one was asked for.
    EmailChanging {
        /// The change.
        change: Uuid,
    },
    /// Letter to the old e-mail: the new one is in force.
    EmailChanged {
        /// The change.
        change: Uuid,
    },
    /// Letter, and SMS to the old phone: the new one is in force.
    PhoneChanged {
        /// The change.
        change: Uuid,
    },
    /// Letter: the password was changed.
    PasswordChanged,
    /// Letter: an authenticator app is asked for from now on, or not any more.
    SecondFactor {
        /// Which of both.
        on: bool,
    },
    /// Letter: a passkey lets the person in from now on, or not any more.
    Passkey {
        /// Which of both.
        on: bool,
    },
    /// Letter: the cabinet is closed.
    Closed,
    /// SMS: a code.
    Code {
        /// Its confirmation.
        confirmation: ConfirmationId,
        /// What it is for.
        purpose: CodePurpose,
    },
}

/// What a code confirms, beside the change of delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CodePurpose {
    /// A new phone.
    Phone,
    /// The sign-in.
    SignIn,
    /// Something that matters, in place of a password.
    Proof,
}

/// A letter about the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingsLetter {
    /// Asks to confirm the new e-mail; the link works once, for three days.
    NewEmail {
        /// Absolute address.
        link: String,
    },
    /// Somebody else wants this e-mail for their cabinet.
    EmailWanted {
        /// Absolute address of the sign-in.
        sign_in: String,
    },
    /// To the old e-mail: it is being changed, or is changed; the link puts it back, once, for three days.
    EmailChange {
        /// The new one, masked.
        to: String,
        /// It is in force.
        done: bool,
        /// Absolute address.
        undo: String,
    },
    /// The phone is changed; the link puts the old one back, once, for three days.
    PhoneChanged {
        /// The new one, masked.
        to: String,
        /// Absolute address.
        undo: String,
    },
    /// The password is changed.
    PasswordChanged {
        /// Absolute address of «Забыли пароль».
        forgotten: String,
    },
    /// An authenticator app is asked for from now on, or not any more.
    SecondFactor {
        /// Which of both.
        on: bool,
        /// Absolute address of the settings.
        settings: String,
    },
    /// A passkey lets the person in from now on, or not any more.
    Passkey {
        /// Which of both.
        on: bool,
        /// Absolute address of the passkeys.
        settings: String,
    },
    /// The cabinet is closed.
    Closed,
}

/// An SMS about the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingsSms {
    /// A code.
    Code {
        /// Six digits.
        code: CodeDigits,
        /// What it is for.
        purpose: CodePurpose,
    },
    /// To the old phone: it is changed.
    PhoneChanged {
        /// Absolute address that puts it back.
        undo: String,
    },
}

impl SettingsMatter {
    /// As stored with the message.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::NewEmail { .. } => "new_email",
            Self::EmailWanted => "email_wanted",
            Self::EmailChanging { .. } => "email_changing",
            Self::EmailChanged { .. } => "email_changed",
            Self::PhoneChanged { .. } => "phone_changed",
            Self::PasswordChanged => "password_changed",
            Self::SecondFactor { .. } => "second_factor",
            Self::Passkey { .. } => "passkey",
            Self::Closed => "closed",
            Self::Code { .. } => "code",
        }
    }
}

impl Cabinet {
    /// The letter of a matter, with the links that come into being now; none for what is no letter, or is gone.
    pub(crate) async fn settings_letter(&self, matter: SettingsMatter) -> Outcome<Option<SettingsLetter>> {
        Ok(match matter {
            SettingsMatter::NewEmail { change } => {
                let token = self.secret.link_token(LinkKind::NEW_EMAIL, change);
                Some(SettingsLetter::NewEmail { link: self.settings.url(&format!("/settings/email/confirm/{token}")) })
            }
            SettingsMatter::EmailWanted => Some(SettingsLetter::EmailWanted { sign_in: self.settings.url("/sign-in") }),
            SettingsMatter::EmailChanging { change } => self.email_change(change, false).await?,
            SettingsMatter::EmailChanged { change } => self.email_change(change, true).await?,
            SettingsMatter::PhoneChanged { change } => self.change(change).await?.map(|row| {
                let to = MobilePhone::parse(&row.new_value).map_or_else(|_| String::new(), |phone| phone.masked());
                SettingsLetter::PhoneChanged { to, undo: self.undo_link(change) }
            }),
            SettingsMatter::PasswordChanged => {
                Some(SettingsLetter::PasswordChanged { forgotten: self.settings.url("/sign-in/forgotten") })
            }
            SettingsMatter::SecondFactor { on } => {
                Some(SettingsLetter::SecondFactor { on, settings: self.settings.url("/settings/sign-in") })
            }
            SettingsMatter::Passkey { on } => {
                Some(SettingsLetter::Passkey { on, settings: self.settings.url("/settings/sign-in/passkeys") })
            }
            SettingsMatter::Closed => Some(SettingsLetter::Closed),
            SettingsMatter::Code { .. } => None,
        })
    }

    async fn email_change(&self, change: Uuid, done: bool) -> Outcome<Option<SettingsLetter>> {
        Ok(self.change(change).await?.map(|row| {
            let to = Email::parse(&row.new_value).map_or_else(|_| String::new(), |email| email.masked());
            SettingsLetter::EmailChange { to, done, undo: self.undo_link(change) }
        }))
    }

    /// The SMS of a matter; none for what is no SMS.
    pub(crate) fn settings_sms(&self, matter: &SettingsMatter) -> Option<SettingsSms> {
        match matter {
            SettingsMatter::Code { confirmation, purpose } => {
                Some(SettingsSms::Code { code: self.secret.code(*confirmation), purpose: *purpose })
            }
            SettingsMatter::PhoneChanged { change } => Some(SettingsSms::PhoneChanged { undo: self.undo_link(*change) }),
            _ => None,
        }
    }

    async fn change(&self, id: Uuid) -> Outcome<Option<ChangeRow>> {
        let mut tx = self.db.read().await?;
        Ok(contact_changes::find(&mut tx, id).await?)
    }

    fn undo_link(&self, change: Uuid) -> String {
        self.settings.url(&format!("/settings/undo/{}", self.secret.link_token(LinkKind::UNDO, change)))
    }
}
