//! What «Настройки» and the second step of the sign-in show.
//! Not here: the changes themselves (see `cabinet`).

use super::{FormState, QrPicture, Viewer};
use crate::device::Device;
use crate::id::AccountId;
use serde::{Deserialize, Serialize};

/// How a person shows once more who they are before something that matters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProofWay {
    /// By the password.
    Password,
    /// By a code in an SMS: there is no password yet.
    Code {
        /// The masked phone it goes to.
        phone: String,
    },
}

/// The hub of the settings and each of its forms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsPage {
    /// Who.
    pub viewer: Viewer,
    /// The form as typed, on the pages that have one.
    pub form: FormState,
    /// How to prove oneself.
    pub proof: ProofWay,
    /// An e-mail that waits to be confirmed instead of the one in force.
    pub waiting_email: Option<String>,
    /// A code in an SMS lets the person in.
    pub sms_sign_in: bool,
    /// It could: a code has been received on the phone before.
    pub phone_confirmed: bool,
    /// An authenticator app is asked for at the sign-in.
    pub app: bool,
    /// Recovery codes that are left.
    pub codes_left: u32,
    /// Passkeys that let the person in; none where this cabinet's address allows no passkeys.
    pub passkeys: Option<u32>,
    /// Devices that are signed in.
    pub devices: u32,
}

/// The passkeys of a person, and the form that begins another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeysPage {
    /// Oldest first.
    pub rows: Vec<PasskeyView>,
    /// How to prove oneself.
    pub proof: ProofWay,
    /// The form as typed.
    pub form: FormState,
}

/// A passkey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyView {
    /// What forms call it by.
    pub id: String,
    /// The device on which it was made, as far as it says.
    pub device: Device,
    /// When it was made.
    pub made: Moment,
    /// When it last let the person in.
    pub used: Option<Moment>,
}

/// A session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceRow {
    /// What forms call it by.
    pub id: String,
    /// What it is, as far as it says.
    pub device: Device,
    /// `22 ноября 2026` and the time, on the agent's clocks: when it signed in.
    pub since: Moment,
    /// Last use, to the hour.
    pub seen: Moment,
    /// It is the one that asks.
    pub this: bool,
}

/// A moment on the clocks of the agent's town.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// The day.
    pub date: crate::Date,
    /// Hour.
    pub hour: u8,
    /// Minute.
    pub minute: u8,
}

/// SMS about one address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressNotices {
    /// The account.
    pub id: AccountId,
    /// Address in one line.
    pub address: String,
    /// SMS about new charges were asked for.
    pub sms: bool,
}

/// `/settings/notices`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticesPage {
    /// Where letters go.
    pub email: String,
    /// Where SMS go.
    pub phone: String,
    /// SMS come: a code has been received on the phone before.
    pub phone_confirmed: bool,
    /// The addresses.
    pub addresses: Vec<AddressNotices>,
    /// SMS about changes made by other holders.
    pub changes_sms: bool,
    /// A letter before the "pay by" day.
    pub remind: bool,
    /// What a browser needs to sign up for push: our public key, base64url.
    pub push_key: String,
    /// Devices of the person that are told by push.
    pub push_devices: usize,
}

/// Setting up an authenticator app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppPage {
    /// The secret in groups of four, to be typed.
    pub secret: String,
    /// The same as an address for apps.
    pub uri: String,
    /// The same as a QR symbol.
    pub qr: Option<QrPicture>,
    /// The form for the first code.
    pub form: FormState,
}

/// What a link that undoes a change would put back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum UndoPage {
    /// This masked e-mail.
    Email(String),
    /// This masked phone.
    Phone(String),
    /// Nothing: used, too old, never sent.
    Dead,
}

/// What a link that confirms a new e-mail is worth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NewEmailPage {
    /// Puts this e-mail in force.
    Live(String),
    /// Used, too old, given up, never sent.
    Dead,
    /// Somebody else has confirmed it meanwhile.
    Taken,
}
