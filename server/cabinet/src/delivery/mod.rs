//! Draining the queue in lanes: claim with a lease, note the intent, hand over, mark. A worker may die at any moment: only
//! what it was about to hand over is in doubt, and the gateway is asked for it before it goes again (docs/adr/0003).
//! Not here: gateways (see `messaging`), queueing (see `queue`), what is told later (see `reports`).

mod batch;
mod ledger;
mod plan;
mod saying;
mod stop;

use crate::ports::{Handover, Mailer, PushGateway, SmsGateway};
use crate::queue::PRIORITY_RECEIPT;
use crate::{Cabinet, MINUTE, Outcome};
use batch::Batch;
use domain::MobilePhone;
use domain::id::MessageId;
use ledger::Ledger;
use saying::Ready;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use storage::messages::{self, Lane, MessageRow};
use tokio::runtime::Handle;
use tokio::task::JoinSet;
use uuid::Uuid;

pub use stop::{Stop, Stopper};

/// Messages claimed at once.
const BATCH: i64 = 200;
/// How long a worker may be silent; while it lives it lengthens its leases well before.
const LEASE: i64 = MINUTE / 2;
/// How often a worker looks whether reminders are due.
const REMIND_EVERY: i64 = 10 * MINUTE;
/// How long an idle lane waits before it looks again.
const IDLE: Duration = Duration::from_millis(500);

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

const fn lane(channel: &'static str, urgent: bool) -> Lane {
    if urgent {
        Lane { channel, from: 0, to: PRIORITY_RECEIPT }
    } else {
        Lane { channel, from: PRIORITY_RECEIPT, to: i64::MAX }
    }
}

/// The lanes, the quickest people first. None waits for another: a code has a lane that no mass run enters.
const LANES: [Lane; 6] = [
    lane("sms", true),
    lane("email", true),
    lane("push", true),
    lane("email", false),
    lane("sms", false),
    lane("push", false),
];

/// What a hand-over came to.
#[derive(Clone, Debug)]
enum Handled {
    /// The gateway answered, or will be asked.
    Answered(Handover),
    /// Given up by us.
    Dead(&'static str),
    /// Not at this hour.
    Later(i64),
    /// At once: a worker died before the gateway had it.
    Again,
}

/// One turn of a lane.
#[derive(Clone, Copy, Debug, Default)]
struct Turn {
    handled: usize,
    sent: i64,
    failed: i64,
    /// The gateway takes nothing now.
    stopped: bool,
}

/// A worker: its name, its gateways and the book in which it notes what it does.
#[derive(Clone)]
struct Courier {
    cabinet: Cabinet,
    gateways: Gateways,
    owner: Uuid,
    ledger: Ledger,
}

impl Courier {
    fn new(cabinet: &Cabinet, gateways: &Gateways) -> Self {
        let owner = cabinet.random.id(cabinet.now());
        let ledger = Ledger::open(cabinet.clone(), owner);
        Self { cabinet: cabinet.clone(), gateways: gateways.clone(), owner, ledger }
    }

    /// How many hand-overs of a turn of a lane may be under way at once.
    fn at_once(&self, lane: Lane) -> usize {
        match (lane.channel, lane.from >= PRIORITY_RECEIPT) {
            ("email", true) => self.gateways.mailer.at_once() / self.shifts(lane),
            ("email", false) => self.gateways.mailer.at_once().min(8),
            ("sms", true) => self.gateways.sms.at_once(),
            _ => 8,
        }
    }

    /// How many turns of a lane go on beside each other: while a mass run's one reads its letters, the other sends.
    fn shifts(&self, lane: Lane) -> usize {
        let many = lane.channel == "email" && lane.from >= PRIORITY_RECEIPT && self.gateways.mailer.at_once() > 1;
        if many { 2 } else { 1 }
    }

    /// Claims up to `most` messages of a lane, sends them, marks them. Whatever `stop` leaves unsent goes back.
    async fn turn(&self, lane: Lane, most: i64, stop: &Stop) -> Outcome<Turn> {
        let now = self.cabinet.now();
        let mut tx = self.cabinet.db.read().await?;
        let due = messages::is_due(&mut tx, lane, now).await?;
        drop(tx);
        if !due {
            return Ok(Turn::default());
        }
        let mut tx = self.cabinet.db.write().await?;
        let mut rows = messages::claim(&mut tx, self.owner, lane, now, now + LEASE, most).await?;
        tx.commit().await?;
        // A claim comes back in no order; somebody is waiting for a code.
        rows.sort_by_key(|row| (row.kind != "code", row.queued_at));
        let batch = match Batch::read(&self.cabinet, &rows).await {
            Ok(batch) => Arc::new(batch),
            Err(error) => {
                for row in rows {
                    self.ledger.give_back(row.id).await?;
                }
                return Err(error);
            }
        };
        let at_once = self.at_once(lane);
        let mut turn = Turn { handled: rows.len(), ..Turn::default() };
        let mut sending = JoinSet::new();
        let mut under_way = HashMap::new();
        let mut rows = rows.into_iter();
        loop {
            while !turn.stopped && !stop.is_asked() && sending.len() < at_once {
                let Some(row) = rows.next() else { break };
                let (courier, batch, id) = (self.clone(), batch.clone(), row.id);
                let task = sending.spawn(async move { courier.carry(row, &batch).await });
                under_way.insert(task.id(), id);
            }
            match sending.join_next_with_id().await {
                None => break,
                Some(Ok((task, carried))) => {
                    let id = under_way.remove(&task);
                    match carried {
                        Ok(Carried::Sent) => turn.sent += 1,
                        Ok(Carried::Failed) => turn.failed += 1,
                        Ok(Carried::Stopped) => turn.stopped = true,
                        Ok(Carried::Waits) => {}
                        Err(error) => self.put_off(id, &error).await?,
                    }
                }
                Some(Err(broken)) => self.put_off(under_way.remove(&broken.id()), &broken).await?,
            }
        }
        for row in rows {
            self.ledger.give_back(row.id).await?;
        }
        Ok(turn)
    }

    /// One message that breaks its task must not hold up all others, nor come again at once.
    async fn put_off(&self, id: Option<MessageId>, error: &(dyn std::error::Error + Sync)) -> Outcome<()> {
        let Some(id) = id else { return Ok(()) };
        tracing::error!(message = %id, %error, "a message could not be worked on and waits");
        self.ledger.mark(id, None, Handled::Answered(Handover::Deferred("its worker broke".to_owned()))).await.map(drop)
    }

    /// One message, from what it says to its mark.
    async fn carry(&self, row: MessageRow, batch: &Batch) -> Outcome<Carried> {
        let handled = match self.cabinet.prepare(&row, batch).await? {
            Ready::Dead(reason) => Handled::Dead(reason),
            Ready::Later(moment) => Handled::Later(moment),
            ready => {
                if !self.ledger.intend(row.id).await? {
                    return Ok(Carried::Waits);
                }
                self.hand_over(ready).await
            }
        };
        let carried = match &handled {
            Handled::Answered(Handover::Stopped(reason)) => {
                tracing::warn!(channel = row.channel, reason, "the gateway takes nothing now");
                Carried::Stopped
            }
            _ => Carried::Waits,
        };
        let id = row.id;
        Ok(match self.ledger.mark(id, Some(row), handled).await? {
            Marked::Sent => Carried::Sent,
            Marked::Failed => Carried::Failed,
            Marked::Waits | Marked::Lost => carried,
        })
    }

    async fn hand_over(&self, ready: Ready) -> Handled {
        Handled::Answered(match ready {
            Ready::Mail(mail) => self.gateways.mailer.send(&mail).await,
            Ready::Text(text) => self.gateways.sms.send(&text).await,
            Ready::Push(push) => self.gateways.push.send(&push).await,
            Ready::Dead(reason) => return Handled::Dead(reason),
            Ready::Later(moment) => return Handled::Later(moment),
        })
    }

    /// Settles what dead workers left: a claim goes back into the queue; for what was being sent the gateway is asked, and
    /// where it cannot be, a letter goes again under the same Message-ID and an SMS does not.
    async fn recover(&self) -> Outcome<usize> {
        let now = self.cabinet.now();
        let mut tx = self.cabinet.db.read().await?;
        if !messages::is_lost(&mut tx, now).await? {
            return Ok(0);
        }
        drop(tx);
        let mut tx = self.cabinet.db.write().await?;
        let released = messages::release_lost(&mut tx, now).await?;
        let rows = messages::claim_in_doubt(&mut tx, self.owner, now, now + LEASE, BATCH).await?;
        tx.commit().await?;
        let recovered = rows.len() + usize::try_from(released).unwrap_or(usize::MAX);
        for row in rows {
            let accepted = match row.channel.as_str() {
                "email" => self.gateways.mailer.was_accepted(row.id, row.queued_at).await,
                // A device shows a notice once, however often it comes.
                "push" => None,
                _ => match MobilePhone::parse(&row.recipient) {
                    Ok(to) => self.gateways.sms.was_accepted_by(row.id, row.queued_at, &to).await,
                    Err(_) => Some(false),
                },
            };
            let handled = match (accepted, row.channel != "sms") {
                (Some(true), _) => Handled::Answered(Handover::accepted()),
                (Some(false), _) | (None, true) => Handled::Again,
                (None, false) => Handled::Dead("in doubt after a crash: an SMS is never sent twice"),
            };
            let id = row.id;
            self.ledger.mark(id, Some(row), handled).await?;
        }
        Ok(recovered)
    }

    /// A lane for as long as nobody asks to stop: at once while there is work, then looking every half second. While the
    /// gateway takes nothing, one message is tried from time to time.
    async fn work(self, lane: Lane, mut stop: Stop) {
        let mut pauses = 0;
        while !stop.is_asked() {
            let most = if pauses == 0 { BATCH } else { 1 };
            let wait = match self.turn(lane, most, &stop).await {
                Ok(Turn { stopped: true, .. }) => {
                    pauses += 1;
                    plan::pause(pauses)
                }
                Ok(Turn { handled: 0, .. }) => IDLE,
                Ok(_) => {
                    pauses = 0;
                    continue;
                }
                Err(error) => {
                    tracing::error!(%error, channel = lane.channel, "delivery stopped for three seconds");
                    Duration::from_secs(3)
                }
            };
            stop.within(wait).await;
        }
    }
}

/// What became of one message.
enum Carried {
    Sent,
    Failed,
    Waits,
    Stopped,
}

/// What a mark came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Marked {
    Sent,
    Failed,
    Waits,
    /// Another worker has the message.
    Lost,
}

impl Cabinet {
    /// Sends until nothing is due and nothing is in doubt; what waits for a later hour or for a gateway is left waiting.
    pub async fn deliver_until_idle(&self, gateways: &Gateways) -> Outcome<Delivered> {
        let courier = Courier::new(self, gateways);
        let stop = Stop::never();
        let mut done = Delivered::default();
        let mut stopped = [false; LANES.len()];
        loop {
            let mut handled = courier.recover().await?;
            for (lane, stopped) in LANES.iter().zip(&mut stopped) {
                if *stopped {
                    continue;
                }
                let (one, other) = tokio::join!(courier.turn(*lane, BATCH, &stop), async {
                    if courier.shifts(*lane) > 1 { courier.turn(*lane, BATCH, &stop).await } else { Ok(Turn::default()) }
                });
                for turn in [one?, other?] {
                    handled += turn.handled;
                    done.sent += turn.sent;
                    done.failed += turn.failed;
                    *stopped |= turn.stopped;
                }
            }
            if handled > 0 {
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
                "queued" | "deferred" | "held" | "claimed" => done.waiting += count,
                "sending" => done.in_doubt += count,
                _ => {}
            }
        }
        Ok(done)
    }

    /// Delivers until somebody asks to stop; then hand-overs under way are finished and what was only claimed goes back.
    /// Errors are logged and tried again. Mass runs go on in `background`, by connections to the database of their own:
    /// neither pages nor codes wait for them.
    pub async fn deliver_for_ever(&self, gateways: Gateways, background: &Handle, mut stop: Stop) {
        let courier = Courier::new(self, &gateways);
        let patient = Courier { cabinet: Self { db: self.db.beside(), ..self.clone() }, ..courier.clone() };
        let mut lanes = JoinSet::new();
        for lane in LANES {
            if lane.from >= PRIORITY_RECEIPT {
                for _ in 0..courier.shifts(lane) {
                    lanes.spawn_on(patient.clone().work(lane, stop.clone()), background);
                }
            } else {
                lanes.spawn(courier.clone().work(lane, stop.clone()));
            }
        }
        let (mut asked_at, mut reminded_at) = (0, 0);
        while !stop.is_asked() {
            if let Err(error) = courier.recover().await {
                tracing::error!(%error, "what dead workers left is not settled yet");
            }
            if let Err(error) = self.ask_gateways(&gateways, &mut asked_at).await {
                tracing::error!(%error, "the gateways' reports are not taken yet");
            }
            if self.now() - reminded_at >= REMIND_EVERY {
                reminded_at = self.now();
                if let Err(error) = self.queue_reminders().await {
                    tracing::error!(%error, "reminders are not queued yet");
                }
            }
            stop.within(Duration::from_secs(1)).await;
        }
        while lanes.join_next().await.is_some() {}
        patient.cabinet.db.close_readers().await;
    }
}
