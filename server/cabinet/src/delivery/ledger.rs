//! The book of a worker: intents and marks of all its hand-overs, committed in groups, and the leases that say it lives.
//! A hand-over goes on only when its line is on the disk: so the lines in doubt after a crash are at most the hand-overs
//! that were under way. Not here: handing over (see the parent module).

use super::{Handled, LEASE, Marked, plan};
use crate::ports::Handover;
use crate::{Cabinet, Failure, MINUTE, Outcome};
use domain::id::{MessageId, ResidentId};
use std::time::Duration;
use storage::messages::{self, MessageRow, Outcome as Mark};
use storage::{StorageError, Tx};
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

/// Lines of one commit.
const GROUP: usize = 256;
/// How often the leases are lengthened: three times before they end.
const HEARTBEAT: Duration = Duration::from_secs(9);
/// When a gateway that gave no answer is asked what became of a message: no request is under way that long.
const DOUBT: i64 = 2 * MINUTE;
/// How long a line waits before it is tried again while the database does not take it.
const RETRY: Duration = Duration::from_millis(500);

/// A line.
#[derive(Clone, Debug)]
enum Line {
    Intend(MessageId),
    GiveBack(MessageId),
    Mark(MessageId, Option<Box<MessageRow>>, Handled),
}

impl Line {
    fn intended(&self) -> Option<MessageId> {
        if let Self::Intend(id) = self { Some(*id) } else { None }
    }

    /// A message that a gateway took and said nothing else about.
    fn taken(&self) -> Option<MessageId> {
        match self {
            Self::Mark(id, _, Handled::Answered(answer)) if *answer == Handover::accepted() => Some(*id),
            _ => None,
        }
    }
}

/// What a line came to.
#[derive(Clone, Copy, Debug)]
enum Noted {
    Held(bool),
    Marked(Marked),
}

struct Entry {
    line: Line,
    noted: oneshot::Sender<Noted>,
}

/// Where hand-overs note what they do. Cheap to clone; the book closes with the last clone.
#[derive(Clone)]
pub(super) struct Ledger(mpsc::Sender<Entry>);

impl Ledger {
    pub(super) fn open(cabinet: Cabinet, owner: Uuid) -> Self {
        let (sender, receiver) = mpsc::channel(GROUP);
        tokio::spawn(Book { cabinet, owner }.keep(receiver));
        Self(sender)
    }

    /// Notes that a message is about to leave; false when the claim was lost.
    pub(super) async fn intend(&self, id: MessageId) -> Outcome<bool> {
        Ok(matches!(self.note(Line::Intend(id)).await?, Noted::Held(true)))
    }

    /// Puts a message that was only claimed back into the queue.
    pub(super) async fn give_back(&self, id: MessageId) -> Outcome<()> {
        self.note(Line::GiveBack(id)).await.map(drop)
    }

    /// Enters what became of a message; what is given back waits for the commit. An intent that is noted from here on is
    /// committed with this line or after it, never before.
    pub(super) async fn mark(
        &self,
        id: MessageId,
        row: Option<MessageRow>,
        handled: Handled,
    ) -> Outcome<impl Future<Output = Outcome<Marked>> + use<>> {
        let noted = self.enter(Line::Mark(id, row.map(Box::new), handled)).await?;
        Ok(async {
            Ok(match noted.await.map_err(closed)? {
                Noted::Marked(marked) => marked,
                Noted::Held(_) => Marked::Lost,
            })
        })
    }

    async fn note(&self, line: Line) -> Outcome<Noted> {
        self.enter(line).await?.await.map_err(closed)
    }

    async fn enter(&self, line: Line) -> Outcome<oneshot::Receiver<Noted>> {
        let (noted, answer) = oneshot::channel();
        self.0.send(Entry { line, noted }).await.map_err(closed)?;
        Ok(answer)
    }
}

fn closed<E>(_: E) -> Failure {
    Failure::Storage(StorageError::Closed)
}

/// The one writer behind a [`Ledger`].
struct Book {
    cabinet: Cabinet,
    owner: Uuid,
}

impl Book {
    async fn keep(self, mut lines: mpsc::Receiver<Entry>) {
        let mut heartbeat = tokio::time::interval(HEARTBEAT);
        heartbeat.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        let mut group = Vec::with_capacity(GROUP);
        loop {
            tokio::select! {
                received = lines.recv_many(&mut group, GROUP) => {
                    if received == 0 {
                        return;
                    }
                    let noted = self.write(&group).await;
                    for (entry, noted) in group.drain(..).zip(noted) {
                        // Whoever waited for it may have been stopped: the line holds all the same.
                        let _ = entry.noted.send(noted);
                    }
                }
                _ = heartbeat.tick() => {
                    if let Err(error) = self.renew().await {
                        tracing::warn!(%error, "the leases of this worker are not lengthened");
                    }
                }
            }
        }
    }

    async fn renew(&self) -> Outcome<()> {
        let mut tx = self.cabinet.db.write().await?;
        let renewed = messages::renew(&mut tx, self.owner, self.cabinet.now() + LEASE).await?;
        if renewed > 0 {
            tx.commit().await?;
        }
        Ok(())
    }

    /// Writes a group, however long the database takes to take it. A commit whose answer was lost is written again: a line
    /// that is there already changes nothing.
    async fn write(&self, group: &[Entry]) -> Vec<Noted> {
        let mut failed = false;
        loop {
            match self.try_write(group).await {
                Ok(noted) => return noted,
                Err(error) => {
                    if !failed {
                        tracing::error!(%error, "what was sent cannot be noted; trying until it can");
                    }
                    failed = true;
                    tokio::time::sleep(RETRY).await;
                }
            }
        }
    }

    async fn try_write(&self, group: &[Entry]) -> Outcome<Vec<Noted>> {
        let now = self.cabinet.now();
        let mut tx = self.cabinet.db.write().await?;
        // A mass run is lines of these two kinds, one query for each kind; a group never has two lines of one message.
        let intended: Vec<_> = group.iter().filter_map(|entry| entry.line.intended()).collect();
        let held = if intended.is_empty() {
            Vec::new()
        } else {
            messages::intend(&mut tx, &intended, self.owner, now + LEASE, now).await?
        };
        let taken: Vec<_> = group.iter().filter_map(|entry| entry.line.taken()).collect();
        let sent = if taken.is_empty() { Vec::new() } else { messages::mark_sent(&mut tx, &taken, self.owner, now).await? };
        let mut noted = Vec::with_capacity(group.len());
        for entry in group {
            noted.push(match &entry.line {
                Line::Intend(id) => Noted::Held(held.contains(id)),
                Line::GiveBack(id) => Noted::Held(messages::give_back(&mut tx, *id, self.owner).await?),
                line @ Line::Mark(id, ..) if line.taken().is_some() => {
                    Noted::Marked(if sent.contains(id) { Marked::Sent } else { Marked::Lost })
                }
                Line::Mark(id, row, handled) => Noted::Marked(self.mark(&mut tx, *id, row.as_deref(), handled, now).await?),
            });
        }
        tx.commit().await?;
        Ok(noted)
    }

    async fn mark(
        &self,
        tx: &mut Tx,
        id: MessageId,
        row: Option<&MessageRow>,
        handled: &Handled,
        now: i64,
    ) -> Outcome<Marked> {
        let too_old = row.is_some_and(|row| now - row.queued_at > plan::GIVE_UP);
        let given_up = too_old && matches!(handled, Handled::Answered(Handover::Deferred(_)));
        let outcome = match handled {
            Handled::Answered(Handover::Accepted(ticket)) => {
                Mark::Sent { gateway_id: ticket.gateway_id.as_deref().map(plain), cost: ticket.cost.map(|cost| cost.0) }
            }
            Handled::Answered(Handover::InDoubt(reason)) => Mark::InDoubt { ask_at: now + DOUBT, reason: plain(reason) },
            Handled::Answered(Handover::Refused(reason) | Handover::Rejected(reason)) => {
                Mark::Failed { reason: plain(reason) }
            }
            Handled::Dead(reason) => Mark::Failed { reason: (*reason).to_owned() },
            Handled::Answered(Handover::Deferred(reason)) if given_up => Mark::Failed { reason: plain(reason) },
            Handled::Answered(Handover::Deferred(reason)) => {
                let random = u64::from_be_bytes(self.cabinet.random.bytes());
                let attempts = row.map_or(1, |row| row.attempts + 1);
                Mark::Deferred { not_before: now + plan::backoff(attempts, random), reason: plain(reason) }
            }
            // It is nobody's fault: it goes as soon as the gateway takes something again.
            Handled::Answered(Handover::Stopped(reason)) => Mark::Deferred { not_before: now, reason: plain(reason) },
            Handled::Later(not_before) => Mark::Deferred { not_before: *not_before, reason: "quiet hours".to_owned() },
            Handled::Again => Mark::Deferred { not_before: now, reason: "not accepted before a crash".to_owned() },
        };
        if !messages::mark(tx, id, self.owner, &outcome, now).await? {
            return Ok(Marked::Lost);
        }
        // An address that put us off for three days takes nothing, whatever it says.
        let address_fails = matches!(handled, Handled::Answered(Handover::Refused(_))) || given_up;
        if let Some(MessageRow { channel, resident_id: Some(resident), .. }) = row
            && address_fails
            && channel == "email"
        {
            self.cabinet.email_fails(tx, ResidentId(*resident), id).await?;
        }
        if let Some(row) = row
            && row.channel == "push"
            && matches!(handled, Handled::Answered(Handover::Refused(_)))
        {
            self.cabinet.forget_device(tx, row).await?;
        }
        Ok(match outcome {
            Mark::Sent { .. } => Marked::Sent,
            Mark::Failed { .. } => Marked::Failed,
            Mark::Deferred { .. } | Mark::InDoubt { .. } => Marked::Waits,
        })
    }
}

/// The longest word of a gateway that is kept, in characters.
const LONGEST_WORD: usize = 300;

/// A gateway's words as any database takes them: one that refuses a line would hold up the whole book.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(LONGEST_WORD).collect()
}
