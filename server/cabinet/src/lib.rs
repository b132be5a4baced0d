//! Use cases of the cabinet, one module a capability, and the few ports they need.
//! Not here: SQL (`storage`), HTML (`app`), gateways (`messaging`), the command line (`kvitok`).

pub mod access;
pub mod addresses;
pub mod asking;
pub mod binding;
pub mod checking;
pub mod code_sign_in;
pub mod consents;
pub mod debts;
pub mod delivery;
pub mod devices;
pub mod forms;
pub mod giving;
pub mod history;
pub mod import;
pub mod invitations;
pub mod keys;
mod languages;
pub mod letter;
pub mod limits;
pub mod links;
pub mod notices;
pub mod own_contacts;
pub mod own_data;
pub mod passkeys;
pub mod paying;
pub mod ports;
pub mod print_run;
pub mod publish;
pub mod push;
pub mod queue;
pub mod random;
pub mod reauth;
pub mod receipts;
pub mod relatives;
pub mod reminding;
pub mod reports;
pub mod requisites;
pub mod second_factor;
pub mod secret;
pub mod settings_letter;
pub mod sign_in;
pub mod sign_up;
pub mod suppliers;
pub mod switch;
pub mod trial;
pub mod understanding;
pub mod wizard;

mod digest;
mod drafting;
mod failure;
mod looks;
mod marks;
mod passwords;
mod pumping;
mod quiet_hours;
mod receipt_letter;
mod settings;
mod totp;

pub use failure::{Failure, Outcome};
pub use passwords::Passwords;
pub use quiet_hours::{NotQuietHours, QuietHours};
pub use settings::Settings;

use ports::{Acquirer, Clock, Inspector};
use random::Random;
use secret::Secret;
use std::sync::Arc;
use storage::Db;

/// Everything a use case needs; cheap to clone.
#[derive(Clone)]
pub struct Cabinet {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub random: Random,
    /// The key of this installation.
    pub secret: Secret,
    /// What the operator set.
    pub settings: Arc<Settings>,
    /// Password hashing, bounded.
    pub passwords: Passwords,
    /// The public half of the key that signs for push services, base64url: browsers ask for it.
    pub push_key: Arc<str>,
    /// Who takes online payments.
    pub acquirer: Arc<dyn Acquirer>,
    /// What reads the files of «Проверить квитанцию».
    pub inspector: Arc<dyn Inspector>,
}

impl Cabinet {
    /// Now, unix milliseconds.
    pub fn now(&self) -> i64 {
        self.clock.now_ms()
    }

    /// The calendar day of a moment where the agent is.
    pub fn day_of(&self, ms: i64) -> domain::Date {
        let day = self.settings.local(ms);
        domain::Date {
            year: u16::try_from(day.year()).unwrap_or(0),
            month: u8::try_from(day.month()).unwrap_or(1),
            day: u8::try_from(day.day()).unwrap_or(1),
        }
    }
}

/// A minute in milliseconds.
pub const MINUTE: i64 = 60_000;
/// An hour in milliseconds.
pub const HOUR: i64 = 60 * MINUTE;
/// A day in milliseconds.
pub const DAY: i64 = 24 * HOUR;
