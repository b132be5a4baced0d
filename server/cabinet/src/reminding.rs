//! A letter some days before the "pay by" day, to those who asked for it, about what is not paid (product rule 15).
//! Not here: its words (see `messaging`), asking for it (see `notices`).

use crate::letter::{Due, Letter};
use crate::queue::{Channel, Matter};
use crate::{Cabinet, Outcome};
use domain::id::{ReceiptId, ResidentId};
use domain::{Date, Money, Period, date};
use jiff::civil;
use storage::messages::{self, NewMessage};
use storage::wishes::RemindRow;
use storage::{accounts, publications, receipts, wishes};

/// Days before the "pay by" day from which on a reminder goes out.
const DAYS: i32 = 3;
/// Nobody is to find a reminder of the small hours.
const FROM_HOUR: i8 = 9;

impl Cabinet {
    /// Queues the reminders that are due, and answers how many are new. Called again, it queues none twice: one person
    /// gets one a month, about everything that is unpaid when the letter leaves.
    pub async fn queue_reminders(&self) -> Outcome<u64> {
        let now = self.now();
        let local = self.settings.local(now);
        let mut tx = self.db.read().await?;
        let Some(period) = publications::last_period(&mut tx).await? else { return Ok(0) };
        let left = days_between(self.day_of(now), date::pay_by(period));
        if local.hour() < FROM_HOUR || !(0..=DAYS).contains(&left) {
            return Ok(0);
        }
        let rows = wishes::list_to_remind(&mut tx, period).await?;
        drop(tx);
        let reminders: Vec<NewMessage> = rows
            .chunk_by(|one, next| one.resident_id == next.resident_id)
            .filter_map(|of_person| self.reminder(period, of_person, now))
            .collect();
        if reminders.is_empty() {
            return Ok(0);
        }
        let mut tx = self.db.write().await?;
        let added = messages::insert_all(&mut tx, &reminders, now).await?;
        tx.commit().await?;
        Ok(added)
    }

    fn reminder(&self, period: Period, rows: &[RemindRow], now: i64) -> Option<NewMessage> {
        let RemindRow { resident_id, email, .. } = rows.first()?;
        let receipts = rows.iter().map(|row| row.receipt_id).collect();
        let matter = Matter::Reminder { period, receipts };
        let occasion = format!("remind {period}");
        Some(self.message(Channel::Email, (email, *resident_id), &matter, &occasion, now))
    }

    /// What a reminder says when it leaves; `None` if everything is paid by then, or the person wants it no more.
    pub(crate) async fn reminder_letter(
        &self,
        resident: Option<ResidentId>,
        period: Period,
        ids: &[ReceiptId],
    ) -> Outcome<Option<Letter>> {
        let Some(resident) = resident else { return Ok(None) };
        let mut tx = self.db.read().await?;
        if wishes::find(&mut tx, resident).await?.remind != Some(true) {
            return Ok(None);
        }
        let mut unpaid = Vec::new();
        for id in ids {
            let Some(receipt) = receipts::find(&mut tx, *id).await?.filter(|row| row.replaced_at.is_none()) else {
                continue;
            };
            let left = self.left_of(&mut tx, &receipt).await?.left();
            let Some(account) = accounts::find(&mut tx, receipt.account).await?.filter(|_| left > Money::ZERO) else {
                continue;
            };
            let pay_link = self.settings.url(&self.pay_path_of(&mut tx, &receipt).await?);
            unpaid.push(Due { address: account.address().one_line(), left, pay_link });
        }
        let pay_by = date::pay_by(period);
        Ok((!unpaid.is_empty()).then_some(Letter::Reminder { period, pay_by, unpaid }))
    }

    /// Ends the reminders of whoever a letter's link to that is for; false for a link that is none of ours.
    pub async fn unsubscribe(&self, token: &str) -> Outcome<bool> {
        let Some(id) = self.secret.open_link_token(UNSUBSCRIBE, token) else { return Ok(false) };
        let mut tx = self.db.write().await?;
        wishes::set_remind(&mut tx, ResidentId(id), false).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// The address of [`Cabinet::unsubscribe`] for a person.
    pub(crate) fn unsubscribe_link(&self, resident: ResidentId) -> String {
        self.settings.url(&format!("/unsubscribe/{}", self.secret.link_token(UNSUBSCRIBE, resident.0)))
    }
}

/// Part of the mac of such a link.
const UNSUBSCRIBE: &str = "unsubscribe";

/// Days from one to another; negative if it is past.
fn days_between(from: Date, to: Date) -> i32 {
    let civil = |day: Date| {
        let year = i16::try_from(day.year).unwrap_or(1);
        civil::Date::new(year, i8::try_from(day.month).unwrap_or(1), i8::try_from(day.day).unwrap_or(1))
    };
    match (civil(from), civil(to)) {
        (Ok(from), Ok(to)) => (to - from).get_days(),
        _ => -1,
    }
}
