//! What is told about messages after they were sent: delivered, or come back. A letter that comes back marks its address,
//! and by that brings the paper back (product rule 13). Not here: reading such reports (see `messaging`), sending.

use crate::delivery::Gateways;
use crate::ports::{Fate, OpenMessage, Report};
use crate::queue::Matter;
use crate::{Cabinet, DAY, MINUTE, Outcome};
use domain::id::{MessageId, ResidentId};
use domain::{MobilePhone, Period};
use storage::{Tx, fates, residents};

/// Gateways that have to be asked are asked that often.
const ASK_EVERY: i64 = MINUTE / 2;
/// No operator reports on an SMS after that.
const ASK_FOR: i64 = 3 * DAY;
/// Messages of one question.
const ASK_MOST: i64 = 500;
/// A report may be quicker than our own mark of its message: it is tried again for so long.
const EARLY: i64 = MINUTE / 6;

/// What a worker remembers of its gateways from one question to the next.
#[derive(Default)]
pub(crate) struct Listening {
    asked_at: i64,
    /// Reports about messages that are not marked yet, and until when they are tried.
    early: Vec<(i64, Report)>,
}

impl Cabinet {
    /// Takes what gateways report; answers how many messages it changed. A report twice, out of order, or about a message
    /// that is none of ours changes nothing.
    pub async fn note_reports(&self, reports: &[Report]) -> Outcome<usize> {
        self.note_each(reports).await.map(|(changed, _)| changed)
    }

    /// How many messages were changed, and which of the reports are about messages that are not marked as sent yet, or are
    /// none of ours.
    async fn note_each(&self, reports: &[Report]) -> Outcome<(usize, Vec<usize>)> {
        let (mut changed, mut early) = (0, Vec::new());
        if reports.is_empty() {
            return Ok((changed, early));
        }
        let now = self.now();
        let mut tx = self.db.write().await?;
        for (index, report) in reports.iter().enumerate() {
            let row = match (report.message, &report.gateway_id) {
                (Some(id), _) => fates::find(&mut tx, id).await?,
                (None, Some(number)) => fates::find_by_gateway(&mut tx, "sms", number).await?,
                (None, None) => None,
            };
            let Some(row) = row else {
                early.push(index);
                continue;
            };
            if row.channel != "sms" {
                continue;
            }
            let settled = match &report.fate {
                Fate::Underway => false,
                Fate::Delivered => fates::mark_delivered(&mut tx, row.id, report.cost.map(|cost| cost.0), now).await?,
                Fate::Failed(reason) | Fate::Blocked(reason) => {
                    fates::mark_returned(&mut tx, row.id, reason, now).await?.is_some()
                }
            };
            changed += usize::from(settled);
        }
        tx.commit().await?;
        Ok((changed, early))
    }

    /// Takes what mail servers report about a letter. `tag` is the signed part of the address the report came to: without
    /// it anybody could bring the paper back to anybody. False where nothing changed.
    pub async fn note_bounce(&self, tag: &str, fate: &Fate) -> Outcome<bool> {
        let Some(id) = self.secret.open_return_tag(tag) else { return Ok(false) };
        match fate {
            Fate::Underway => Ok(false),
            Fate::Failed(reason) => self.letter_returned(id, reason).await,
            // The letter is lost and its month comes on paper; the address may be as good as ever.
            Fate::Blocked(reason) => {
                let mut tx = self.db.write().await?;
                let changed = fates::mark_returned(&mut tx, id, reason, self.now()).await?.is_some();
                tx.commit().await?;
                Ok(changed)
            }
            Fate::Delivered => {
                let mut tx = self.db.write().await?;
                let changed = fates::mark_delivered(&mut tx, id, None, self.now()).await?;
                tx.commit().await?;
                Ok(changed)
            }
        }
    }

    /// Notes that a letter came back: its address is marked as failing, the person is told by SMS, the paper comes back by
    /// itself (product rule 13). False when no such sent letter is known.
    pub async fn letter_returned(&self, id: MessageId, reason: &str) -> Outcome<bool> {
        let now = self.now();
        let mut tx = self.db.write().await?;
        let Some(resident) = fates::mark_returned(&mut tx, id, reason, now).await? else { return Ok(false) };
        self.email_fails(&mut tx, resident, id).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Notes that an address takes no letters. The person is told once, and only where letters had come before: an
    /// e-mail that nobody confirmed is no reason to send an SMS to a phone that nobody confirmed.
    pub(crate) async fn email_fails(&self, tx: &mut Tx, resident: ResidentId, letter: MessageId) -> Outcome<()> {
        let Some(row) = residents::find(tx, resident).await? else { return Ok(()) };
        residents::mark_email_failing(tx, resident, self.now()).await?;
        if row.reachable() {
            self.queue_sms(tx, &row, &Matter::EmailFails, &letter.to_string()).await?;
        }
        Ok(())
    }

    /// What became of the messages about a month's receipts: channel, state, how many. For staff.
    pub async fn fates_of(&self, period: Period) -> Outcome<Vec<(String, String, i64)>> {
        let mut tx = self.db.read().await?;
        Ok(fates::count_of_period(&mut tx, period).await?)
    }

    /// Takes what the SMS gateway tells: over a connection of its own it has told already; where it must be asked for each
    /// message, it is asked every half minute. `again`: what came too early is tried again.
    pub(crate) async fn listen(&self, gateways: &Gateways, listening: &mut Listening, again: bool) -> Outcome<()> {
        let now = self.now();
        let mut open = Vec::new();
        if now - listening.asked_at >= ASK_EVERY {
            listening.asked_at = now;
            let mut tx = self.db.read().await?;
            let rows = fates::list_open(&mut tx, "sms", now - ASK_FOR, ASK_MOST).await?;
            open.extend(rows.into_iter().filter_map(|row| {
                let to = MobilePhone::parse(&row.recipient).ok()?;
                Some(OpenMessage { id: row.id, gateway_id: row.gateway_id?, to })
            }));
        }
        let reports = gateways.sms.reports(&open).await;
        let (_, early) = self.note_each(&reports).await?;
        gateways.sms.noted().await;
        if again {
            let tried: Vec<Report> = listening.early.iter().map(|(_, report)| report.clone()).collect();
            let (_, still) = self.note_each(&tried).await?;
            let mut index = 0..;
            listening.early.retain(|(until, _)| index.next().is_some_and(|at| still.contains(&at)) && now < *until);
        }
        listening.early.extend(early.into_iter().map(|index| (now + EARLY, reports[index].clone())));
        Ok(())
    }
}
