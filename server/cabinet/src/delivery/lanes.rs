//! The ways a message can go, how many go at once on each, and how many turns share that.
//! Not here: what a turn does (see the module above), who is first within a lane (see `storage::messages`).

use super::Gateways;
use crate::queue::PRIORITY_RECEIPT;
use std::sync::Arc;
use storage::messages::Lane;
use tokio::sync::Semaphore;

/// Messages that a turn makes beyond those that are under way or wait for their mark's commit.
const MADE_AHEAD: usize = 8;

/// A lane of this installation. Copies share its room.
#[derive(Clone)]
pub(super) struct Line {
    /// Which messages.
    pub(super) lane: Lane,
    /// How many turns go on beside each other: while one reads what it sends, or waits for its last answers, the other
    /// sends.
    pub(super) shifts: usize,
    /// One place for each hand-over that may be under way: from its intent until its mark stands in the book.
    pub(super) room: Arc<Semaphore>,
    /// How many messages of a turn are worked on at once. More than there is room for: while some are handed over and
    /// others wait for their mark's commit, the next are made.
    pub(super) ahead: usize,
}

impl Line {
    fn new(channel: &'static str, urgent: bool, at_once: usize) -> Self {
        let (from, to) = if urgent { (0, PRIORITY_RECEIPT) } else { (PRIORITY_RECEIPT, i64::MAX) };
        let shifts = if urgent || channel == "push" || at_once == 1 { 1 } else { 2 };
        let room = Arc::new(Semaphore::new(at_once.max(1)));
        Self { lane: Lane { channel, from, to }, shifts, room, ahead: 2 * at_once + MADE_AHEAD }
    }

    /// Whether nobody waits for its messages.
    pub(super) const fn is_patient(&self) -> bool {
        self.lane.from >= PRIORITY_RECEIPT
    }
}

/// The lanes, the quickest people first. None waits for another: a code has a lane that no mass run enters.
pub(super) fn all(gateways: &Gateways) -> [Line; 6] {
    let (letters, texts) = (gateways.mailer.at_once(), gateways.sms.at_once());
    [
        Line::new("sms", true, 8),
        Line::new("email", true, letters.min(8)),
        Line::new("push", true, 8),
        Line::new("email", false, letters),
        Line::new("sms", false, texts),
        Line::new("push", false, 8),
    ]
}
