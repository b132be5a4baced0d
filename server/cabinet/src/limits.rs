//! Limits against guessing and against SMS at our cost: each is a named thing, counted in the database for all servers.
//! Not here: how counters are stored.

use crate::{Cabinet, DAY, HOUR, MINUTE, Outcome};
use std::net::IpAddr;
use storage::{Tx, limits};

/// A limit: at most `most` attempts in each window.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    name: &'static str,
    most: i64,
    window_ms: i64,
}

const fn limit(name: &'static str, most: i64, window_ms: i64) -> Limit {
    Limit { name, most, window_ms }
}

/// Registrations from one address.
pub const SIGN_UP_IP: Limit = limit("sign-up ip", 30, HOUR);
/// Sign-ins with one e-mail or phone.
pub const SIGN_IN_LOGIN: Limit = limit("sign-in login", 10, 15 * MINUTE);
/// Sign-ins from one address.
pub const SIGN_IN_IP: Limit = limit("sign-in ip", 100, 15 * MINUTE);
/// Passwords typed once more by one person who is signed in.
pub const PROOF_PERSON: Limit = limit("proof person", 10, 15 * MINUTE);
/// Codes of an authenticator app typed by one person.
pub const SECOND_PERSON: Limit = limit("second person", 10, 15 * MINUTE);
/// Sign-ins with a passkey begun or ended from one address.
pub const PASSKEY_IP: Limit = limit("passkey ip", 100, 15 * MINUTE);
/// Devices of one person that ask to be told by push.
pub const PUSH_PERSON: Limit = limit("push person", 30, DAY);
/// Letters with links to one e-mail.
pub const LETTER_EMAIL: Limit = limit("letter e-mail", 5, HOUR);
/// Letters with links asked for from one address.
pub const LETTER_IP: Limit = limit("letter ip", 30, HOUR);
/// Attempts to bind one account (product rule 8).
pub const BIND_ACCOUNT: Limit = limit("bind account", 10, DAY);
/// Attempts to bind by one person or browser.
pub const BIND_PERSON: Limit = limit("bind person", 10, HOUR);
/// Attempts to bind from one address.
pub const BIND_IP: Limit = limit("bind ip", 60, HOUR);
/// Takes turns for one phone: what is allowed is counted over the codes themselves (see `switch`).
pub const CODE_PHONE: Limit = limit("code phone", i64::MAX, DAY);
/// Codes asked for from one address.
pub const CODE_IP: Limit = limit("code ip", 30, HOUR);
/// Codes to numbers that begin alike: a block of ten thousand, which SMS pumping runs through.
pub const CODE_PREFIX: Limit = limit("code prefix", 60, HOUR);
/// Codes of the whole system.
pub const CODE_SYSTEM: Limit = limit("code system", 3000, HOUR);
/// Codes typed in by one person, right or wrong.
pub const CODE_TRY_PERSON: Limit = limit("code try person", 30, DAY);

/// Check codes and QR texts from one address: guessing sixty bits is hopeless, but need not be free.
pub const CHECK_IP: Limit = limit("check ip", 60, HOUR);
/// Files to be checked from one address: each may cost seconds.
pub const CHECK_FILE_IP: Limit = limit("check file ip", 20, HOUR);
/// Payments opened from one address.
pub const PAY_IP: Limit = limit("pay ip", 100, HOUR);
/// Payments opened for one account.
pub const PAY_LINK: Limit = limit("pay link", 20, HOUR);

/// Invitations of close persons by one holder.
pub const INVITE_HOLDER: Limit = limit("invite holder", 10, DAY);
/// Invitations to one e-mail or phone.
pub const INVITE_CONTACT: Limit = limit("invite contact", 3, DAY);
/// Invitations from one address.
pub const INVITE_IP: Limit = limit("invite ip", 30, DAY);
/// Questions for access to one account.
pub const ASK_ACCOUNT: Limit = limit("ask account", 10, DAY);
/// Questions for access by one person.
pub const ASK_PERSON: Limit = limit("ask person", 10, DAY);
/// Questions for access from one address.
pub const ASK_IP: Limit = limit("ask ip", 30, DAY);

/// What each attempt is counted by.
pub type Counted<'a> = (Limit, &'a str);

impl Cabinet {
    /// Counts an attempt against every limit and says whether all of them still hold. It is counted even when a later
    /// step fails. Loopback addresses are not counted: behind a proxy that hides addresses everybody would be one.
    pub async fn allow(&self, counted: &[Counted<'_>]) -> Outcome<bool> {
        let mut tx = self.db.write().await?;
        let allowed = self.count(&mut tx, counted).await?;
        tx.commit().await?;
        Ok(allowed)
    }

    /// As [`Cabinet::allow`], in a transaction of the caller's: counted only if that commits.
    pub(crate) async fn count(&self, tx: &mut Tx, counted: &[Counted<'_>]) -> Outcome<bool> {
        let now = self.now();
        let mut allowed = true;
        for (limit, what) in counted {
            if what.is_empty() {
                continue;
            }
            let start = now - now.rem_euclid(limit.window_ms);
            let key = self.secret.count_key(limit.name, what);
            allowed &= limits::hit(tx, &key, start, start + limit.window_ms).await? <= limit.most;
        }
        Ok(allowed)
    }
}

/// What an address is counted as: itself, a /64 for IPv6, nothing for loopback.
pub fn ip_key(ip: Option<IpAddr>) -> String {
    match ip {
        None => String::new(),
        Some(ip) if ip.is_loopback() => String::new(),
        Some(IpAddr::V4(ip)) => ip.to_string(),
        Some(IpAddr::V6(ip)) => crate::secret::hex(&ip.octets()[..8]),
    }
}
