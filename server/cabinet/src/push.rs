//! Push to devices: who asked for it, what is said on a screen that anybody may see, and the messages in the queue.
//! Not here: encryption and the way to push services (see `messaging::web_push`), words (see `messaging`).

use crate::access::{Visitor, session_hash};
use crate::limits::PUSH_PERSON;
use crate::ports::Push;
use crate::queue::{Channel, Matter};
use crate::{Cabinet, DAY, Failure, HOUR, Outcome};
use domain::id::{AccountId, ResidentId};
use domain::{Date, Language, Money, Period, date};
use std::collections::HashMap;
use storage::holders::{self, ReachRow};
use storage::messages::{self, MessageRow, NewMessage};
use storage::payments::PaymentRow;
use storage::push_devices::{self, PushDeviceRow};
use storage::receipts::ReceiptRow;
use storage::{Tx, receipts};
use uuid::Uuid;

/// The push services of browsers, as ends of host names: Chrome and what is made of it, Firefox, Safari, Edge. We send
/// to no other address, whatever a browser says: an address in our own network would be a door into it.
const SERVICES: [&str; 4] = ["fcm.googleapis.com", "push.services.mozilla.com", "push.apple.com", "notify.windows.com"];
/// The longest address of a device, in bytes; those of today have some 200.
const LONGEST_ENDPOINT: usize = 1000;
/// Devices of one person; with one more, the oldest is forgotten.
const MOST_DEVICES: usize = 10;
/// Days before the "pay by" day, and the hour of that day, at which it is told.
const PAY_BY_AHEAD: i64 = 3;
const PAY_BY_HOUR: i64 = 10;

/// What a notice on a device says. The screen may be seen by anybody: no sum, no address, no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A new receipt, or a correction of one.
    Receipt {
        /// The month.
        period: Period,
        /// It corrects one that came before.
        corrected: bool,
    },
    /// The "pay by" day is near.
    PayBy {
        /// The month.
        period: Period,
        /// The day.
        day: Date,
    },
    /// A payment was received.
    Paid {
        /// The month it was for.
        period: Period,
    },
}

/// The ids of devices by person.
pub(crate) type Devices = HashMap<ResidentId, Vec<Uuid>>;

/// Whether an address is one of a push service that we know: https at its usual port, nothing before the host.
fn is_known_service(endpoint: &str) -> bool {
    let Some(rest) = endpoint.strip_prefix("https://") else { return false };
    let Some((host, path)) = rest.split_once('/') else { return false };
    let plain = endpoint.len() <= LONGEST_ENDPOINT && path.bytes().all(|b| b.is_ascii_graphic());
    let of = |service: &&str| host.strip_suffix(*service).is_some_and(|name| name.is_empty() || name.ends_with('.'));
    plain && host.bytes().all(|b| b.is_ascii_alphanumeric() || b".-".contains(&b)) && SERVICES.iter().any(of)
}

/// So many bytes in base64url without its filling.
fn is_base64url(text: &str, bytes: usize) -> bool {
    text.len() == (bytes * 4).div_ceil(3) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
}

impl Cabinet {
    /// From now on this device is told.
    pub async fn keep_push(&self, visitor: &Visitor, endpoint: &str, p256dh: &str, auth: &str) -> Outcome<()> {
        let resident = self.resident(visitor).await?;
        let session = session_hash(visitor).ok_or(Failure::SignIn)?;
        // An uncompressed point and sixteen bytes, as browsers give them (RFC 8291).
        if !is_known_service(endpoint) || !is_base64url(p256dh, 65) || !is_base64url(auth, 16) {
            return Err(Failure::NotFound);
        }
        if !self.allow(&[(PUSH_PERSON, &resident.id().to_string())]).await? {
            return Err(Failure::NotFound);
        }
        let now = self.now();
        let device = PushDeviceRow {
            id: self.random.id(now),
            resident_id: resident.id(),
            session_hash: session.to_vec(),
            endpoint: endpoint.to_owned(),
            p256dh: p256dh.to_owned(),
            auth: auth.to_owned(),
            language: visitor.language.unwrap_or_default().as_str().to_owned(),
            made_at: now,
        };
        let mut tx = self.db.write().await?;
        push_devices::put(&mut tx, &device).await?;
        let devices = push_devices::list_of_resident(&mut tx, resident.id()).await?;
        for old in devices.iter().take(devices.len().saturating_sub(MOST_DEVICES)) {
            push_devices::delete(&mut tx, old.id).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Whether the device with this address is told on behalf of this person.
    pub async fn push_is_on(&self, visitor: &Visitor, endpoint: &str) -> Outcome<bool> {
        let resident = self.resident(visitor).await?;
        let mut tx = self.db.read().await?;
        let devices = push_devices::list_of_resident(&mut tx, resident.id()).await?;
        Ok(devices.iter().any(|device| device.endpoint == endpoint))
    }

    /// This device is told no more.
    pub async fn drop_push(&self, visitor: &Visitor, endpoint: &str) -> Outcome<()> {
        let resident = self.resident(visitor).await?;
        let mut tx = self.db.write().await?;
        push_devices::delete_of(&mut tx, resident.id(), endpoint).await?;
        tx.commit().await?;
        Ok(())
    }

    /// No device of the person is told any more: also for one that is lost.
    pub async fn drop_all_push(&self, visitor: &Visitor) -> Outcome<()> {
        let resident = self.resident(visitor).await?;
        let mut tx = self.db.write().await?;
        push_devices::delete_all_of(&mut tx, resident.id()).await?;
        tx.commit().await?;
        Ok(())
    }

    /// The devices of everybody who is told about accounts from `first` to `last`.
    pub(crate) async fn devices_of(&self, tx: &mut Tx, first: AccountId, last: AccountId) -> Outcome<Devices> {
        let mut devices = Devices::new();
        for (resident, device) in push_devices::list_reach(tx, first, last).await? {
            devices.entry(ResidentId(resident)).or_default().push(device);
        }
        Ok(devices)
    }

    /// One message to each device of a person.
    fn push_messages(&self, devices: &Devices, to: ResidentId, matter: &Matter, occasion: &str) -> Vec<NewMessage> {
        let now = self.now();
        let devices = devices.get(&to).map(Vec::as_slice).unwrap_or_default();
        let message = |device: &Uuid| {
            let device = device.to_string();
            self.message(Channel::Push, (&device, to), matter, &format!("{occasion}:{device}"), now)
        };
        devices.iter().map(message).collect()
    }

    /// About a new receipt, to the devices of everybody who is told: at once, and before its "pay by" day.
    pub(crate) fn receipt_pushes(&self, receipt: &ReceiptRow, told: &[ReachRow], devices: &Devices) -> Vec<NewMessage> {
        let mut out = Vec::new();
        let ahead = self.pay_by_moment(receipt.period).filter(|moment| *moment > self.now());
        for person in told {
            let matter = Matter::Receipt { receipt: receipt.id, whose: person.whose.clone() };
            out.extend(self.push_messages(devices, person.resident_id, &matter, &receipt.id.to_string()));
            let Some(moment) = ahead else { continue };
            // One for all addresses of a person: at the moment itself it is looked whether anything is left to pay.
            let matter = Matter::PayBy { period: receipt.period };
            for mut message in self.push_messages(devices, person.resident_id, &matter, &receipt.period.to_string()) {
                message.not_before = moment;
                out.push(message);
            }
        }
        out
    }

    /// When the "pay by" day of a period is told.
    fn pay_by_moment(&self, period: Period) -> Option<i64> {
        let day = date::pay_by(period);
        let parts = (i16::try_from(day.year), i8::try_from(day.month), i8::try_from(day.day));
        let (Ok(year), Ok(month), Ok(day)) = parts else { return None };
        let day = jiff::civil::Date::new(year, month, day).ok()?;
        let midnight = day.to_zoned(self.settings.timezone.clone()).ok()?;
        Some(midnight.timestamp().as_millisecond() - PAY_BY_AHEAD * DAY + PAY_BY_HOUR * HOUR)
    }

    /// About a payment that was received, to the devices of the account's people.
    pub(crate) async fn push_paid(&self, tx: &mut Tx, payment: &PaymentRow) -> Outcome<()> {
        let devices = self.devices_of(tx, payment.account, payment.account).await?;
        let mut out = Vec::new();
        for person in holders::list_reach(tx, payment.account, payment.account).await? {
            let matter = Matter::Paid { period: payment.period };
            out.extend(self.push_messages(&devices, person.resident_id, &matter, &payment.id.to_string()));
        }
        messages::insert_all(tx, &out, self.now()).await?;
        Ok(())
    }

    /// What a queued message says, and to which device; nothing if the device is gone or there is nothing to say any
    /// more.
    pub(crate) async fn push_of(&self, row: &MessageRow, matter: &Matter) -> Outcome<Option<Push>> {
        let Ok(device) = row.recipient.parse::<Uuid>() else { return Ok(None) };
        let mut tx = self.db.read().await?;
        let Some(device) = push_devices::find(&mut tx, device).await? else { return Ok(None) };
        // Somebody else has signed in there since.
        if row.resident_id != Some(device.resident_id.0) {
            return Ok(None);
        }
        let notice = match matter {
            Matter::Receipt { receipt, whose } => {
                let found = receipts::find(&mut tx, *receipt).await?;
                drop(tx);
                if whose.is_some() && !self.copy_is_wanted(*receipt, row.resident_id).await? {
                    return Ok(None);
                }
                found.map(|receipt| Notice::Receipt { period: receipt.period, corrected: receipt.version > 1 })
            }
            Matter::PayBy { period } => {
                let owes = self.owes(&mut tx, device.resident_id, *period).await?;
                owes.then(|| Notice::PayBy { period: *period, day: date::pay_by(*period) })
            }
            Matter::Paid { period } => Some(Notice::Paid { period: *period }),
            _ => None,
        };
        Ok(notice.map(|notice| Push {
            id: row.id,
            queued_at: row.queued_at,
            endpoint: device.endpoint,
            p256dh: device.p256dh,
            auth: device.auth,
            language: Language::parse(&device.language).unwrap_or_default(),
            notice,
        }))
    }

    /// Whether anything of a period is left to pay at an address the person sees.
    async fn owes(&self, tx: &mut Tx, resident: ResidentId, period: Period) -> Outcome<bool> {
        for (account, _) in self.seen_accounts(tx, resident).await? {
            for receipt in receipts::list_current(tx, period, account.id, account.id).await? {
                if self.left_of(tx, &receipt).await?.left() > Money::ZERO {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// Its push service knows the device no more.
    pub(crate) async fn forget_device(&self, tx: &mut Tx, row: &MessageRow) -> Outcome<()> {
        if let Ok(device) = row.recipient.parse::<Uuid>() {
            push_devices::delete(tx, device).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_push_services_of_browsers_are_sent_to() {
        for known in [
            "https://fcm.googleapis.com/fcm/send/abc:APA91b",
            "https://updates.push.services.mozilla.com/wpush/v2/gAAA",
            "https://web.push.apple.com/QGx",
            "https://wns2-par02p.notify.windows.com/w/?token=BQYAAAB%2b",
        ] {
            assert!(is_known_service(known), "{known}");
        }
        for other in [
            "",
            "https://fcm.googleapis.com",
            "http://fcm.googleapis.com/x",
            "https://127.0.0.1/x",
            "https://10.0.0.1:8443/x",
            "https://[::1]/x",
            "https://localhost/x",
            "https://example.org/fcm.googleapis.com/x",
            "https://evilfcm.googleapis.com/x",
            "https://fcm.googleapis.com.example.org/x",
            "https://fcm.googleapis.com@127.0.0.1/x",
            "https://fcm.googleapis.com:22/x",
            "https://fcm.googleapis.com\\@127.0.0.1/x",
            "https://fcm.googleapis.com/x y",
            "https://fcm.googleapis.com/x\r\nHost: a",
        ] {
            assert!(!is_known_service(other), "{other}");
        }
        assert!(!is_known_service(&format!("https://fcm.googleapis.com/{}", "a".repeat(1000))));
    }

    #[test]
    fn keys_of_another_length_are_no_keys() {
        assert!(is_base64url(&"A".repeat(87), 65) && is_base64url(&"_".repeat(22), 16));
        assert!(!is_base64url(&"A".repeat(88), 65) && !is_base64url(&"=".repeat(22), 16) && !is_base64url("", 16));
    }
}
