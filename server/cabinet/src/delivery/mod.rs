//! Draining the queue in lanes: claim with a lease, note the intent, hand over, mark. A worker may die at any moment: only
//! what it was about to hand over is in doubt, and the gateway is asked for it before it goes again (docs/adr/0003).
//! Not here: gateways (see `messaging`), queueing (see `queue`), what is told later (see `reports`).

mod batch;
mod lanes;
mod ledger;
mod plan;
mod saying;
mod stop;

use crate::ports::{Handover, Mailer, PushGateway, SmsGateway};
use crate::reports::Listening;
use crate::{Cabinet, MINUTE, Outcome};
use batch::Batch;
use domain::MobilePhone;
use domain::id::MessageId;
use lanes::Line;
use ledger::Ledger;
use saying::Ready;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
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

impl Turn {
    fn add(&mut self, other: Self) {
        self.handled += other.handled;
        self.sent += other.sent;
        self.failed += other.failed;
        self.stopped |= other.stopped;
    }
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

    /// Claims up to `most` messages of a lane, sends them, marks them. Whatever `stop` leaves unsent goes back.
    /// `closed` is set once the gateway takes nothing: then what is left goes back as well.
    async fn turn(&self, line: &Line, most: i64, stop: &Stop, closed: &Arc<AtomicBool>) -> Outcome<Turn> {
        let now = self.cabinet.now();
        let mut tx = self.cabinet.db.read().await?;
        let due = messages::is_due(&mut tx, line.lane, now).await?;
        drop(tx);
        if !due {
            return Ok(Turn::default());
        }
        let mut tx = self.cabinet.db.write().await?;
        let mut rows = messages::claim(&mut tx, self.owner, line.lane, now, now + LEASE, most).await?;
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
        let mut turn = Turn { handled: rows.len(), ..Turn::default() };
        let mut sending = JoinSet::new();
        let mut under_way = HashMap::new();
        let mut rows = rows.into_iter();
        loop {
            while !closed.load(Ordering::Relaxed) && !stop.is_asked() && sending.len() < line.ahead {
                let Some(row) = rows.next() else { break };
                let (courier, line, batch, id) = (self.clone(), line.clone(), batch.clone(), row.id);
                let (stop, closed) = (stop.clone(), closed.clone());
                let task = sending.spawn(async move { courier.carry(row, &batch, &line, &stop, &closed).await });
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

    /// Turns of a lane until nothing is due in it, or its gateway takes nothing.
    async fn empty(self, line: Line, closed: Arc<AtomicBool>) -> (Lane, Outcome<Turn>) {
        let (never, mut sum) = (Stop::never(), Turn::default());
        loop {
            match self.turn(&line, BATCH, &never, &closed).await {
                Ok(turn) => {
                    sum.add(turn);
                    if turn.handled == 0 || closed.load(Ordering::Relaxed) {
                        return (line.lane, Ok(sum));
                    }
                }
                Err(failure) => return (line.lane, Err(failure)),
            }
        }
    }

    /// Empties these lanes, all of them and all shifts beside each other. One whose gateway takes nothing is left out from
    /// then on.
    async fn drain(&self, lines: &mut Vec<Line>) -> Outcome<Turn> {
        let mut shifts = JoinSet::new();
        for line in lines.iter() {
            let closed = Arc::new(AtomicBool::new(false));
            for _ in 0..line.shifts {
                shifts.spawn(self.clone().empty(line.clone(), closed.clone()));
            }
        }
        let mut sum = Turn::default();
        for (lane, turn) in shifts.join_all().await {
            let turn = turn?;
            if turn.stopped {
                lines.retain(|line| line.lane != lane);
            }
            sum.add(turn);
        }
        Ok(sum)
    }

    /// The same, looking again until it is asked to stop.
    async fn drain_while(&self, lines: &mut Vec<Line>, mut stop: Stop) -> Outcome<Turn> {
        let mut sum = self.drain(lines).await?;
        while !stop.is_asked() {
            stop.within(IDLE).await;
            sum.add(self.drain(lines).await?);
        }
        Ok(sum)
    }

    /// One message that breaks its task must not hold up all others, nor come again at once.
    async fn put_off(&self, id: Option<MessageId>, error: &(dyn std::error::Error + Sync)) -> Outcome<()> {
        let Some(id) = id else { return Ok(()) };
        tracing::error!(message = %id, %error, "a message could not be worked on and waits");
        let handled = Handled::Answered(Handover::Deferred("its worker broke".to_owned()));
        self.ledger.mark(id, None, handled).await?.await.map(drop)
    }

    /// One message, from what it says to its mark. What it says is worked out before there is room for it at the gateway;
    /// if nothing may go by then, it goes back.
    async fn carry(
        &self,
        row: MessageRow,
        batch: &Batch,
        line: &Line,
        stop: &Stop,
        closed: &AtomicBool,
    ) -> Outcome<Carried> {
        let ready = self.cabinet.prepare(&row, batch).await?;
        let Ok(place) = line.room.acquire().await else { return Ok(Carried::Waits) };
        let handled = match ready {
            Ready::Dead(reason) => Handled::Dead(reason),
            Ready::Later(moment) => Handled::Later(moment),
            ready => {
                let goes = !closed.load(Ordering::Relaxed) && !stop.is_asked();
                if !goes {
                    self.ledger.give_back(row.id).await?;
                }
                if !goes || !self.ledger.intend(row.id).await? {
                    return Ok(Carried::Waits);
                }
                self.hand_over(ready).await
            }
        };
        let carried = match &handled {
            Handled::Answered(Handover::Stopped(reason)) => {
                tracing::warn!(channel = row.channel, reason, "the gateway takes nothing now");
                // Before the mark: from then on the other turn of the lane could claim it.
                closed.store(true, Ordering::Relaxed);
                Carried::Stopped
            }
            _ => Carried::Waits,
        };
        let id = row.id;
        let marked = self.ledger.mark(id, Some(row), handled).await?;
        // The next intent is committed with this mark or after it: no more are in doubt at any moment than have a place.
        drop(place);
        Ok(match marked.await? {
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
            self.ledger.mark(id, Some(row), handled).await?.await?;
        }
        Ok(recovered)
    }

    /// Notes what the SMS gateway tells, as soon as it comes.
    async fn hear(self, mut stop: Stop) {
        let mut listening = Listening::default();
        let mut seconds = tokio::time::interval(Duration::from_secs(1));
        seconds.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            let second = tokio::select! {
                () = stop.asked() => return,
                _ = seconds.tick() => true,
                () = self.gateways.sms.told() => false,
            };
            if let Err(error) = self.cabinet.listen(&self.gateways, &mut listening, second).await {
                tracing::error!(%error, "the gateways' reports are not taken yet");
            }
        }
    }

    /// A lane for as long as nobody asks to stop: at once while there is work, then looking every half second. While the
    /// gateway takes nothing, one message is tried from time to time.
    async fn work(self, line: Line, mut stop: Stop) {
        let mut pauses = 0;
        while !stop.is_asked() {
            let most = if pauses == 0 { BATCH } else { 1 };
            let wait = match self.turn(&line, most, &stop, &Arc::default()).await {
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
                    tracing::error!(%error, channel = line.lane.channel, "delivery stopped for three seconds");
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
        let mut done = Delivered::default();
        let (mut quick, mut patient): (Vec<_>, Vec<_>) =
            lanes::all(gateways).into_iter().partition(|line| !line.is_patient());
        loop {
            let mut handled = courier.recover().await?;
            let (stopper, mass_runs) = Stopper::new();
            let (of_quick, of_patient) = tokio::join!(
                // Somebody waits for what comes here while the mass runs go on.
                courier.drain_while(&mut quick, mass_runs),
                async {
                    let drained = courier.drain(&mut patient).await;
                    stopper.ask();
                    drained
                }
            );
            for turn in [of_quick?, of_patient?] {
                handled += turn.handled;
                done.sent += turn.sent;
                done.failed += turn.failed;
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
        let mut working = JoinSet::new();
        for line in lanes::all(&gateways) {
            if line.is_patient() {
                for _ in 0..line.shifts {
                    working.spawn_on(patient.clone().work(line.clone(), stop.clone()), background);
                }
            } else {
                working.spawn(courier.clone().work(line, stop.clone()));
            }
        }
        working.spawn(courier.clone().hear(stop.clone()));
        let mut reminded_at = 0;
        while !stop.is_asked() {
            if let Err(error) = courier.recover().await {
                tracing::error!(%error, "what dead workers left is not settled yet");
            }
            if self.now() - reminded_at >= REMIND_EVERY {
                reminded_at = self.now();
                if let Err(error) = self.queue_reminders().await {
                    tracing::error!(%error, "reminders are not queued yet");
                }
            }
            stop.within(Duration::from_secs(1)).await;
        }
        while working.join_next().await.is_some() {}
        patient.cabinet.db.close_readers().await;
    }
}
