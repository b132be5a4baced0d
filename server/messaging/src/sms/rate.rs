//! How fast messages go to an SMS gateway: as fast as it lets them, never faster than the operator set.
//! Not here: what an answer of a gateway means (see the gateways).

use cabinet::ports::Handover;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

/// How often the rate is judged: gateways count by the second.
const STEP: Duration = Duration::from_secs(1);
/// How long a rate that was lowered is believed.
const BELIEF: Duration = Duration::from_secs(10);
/// What was missed by late timers is caught up with, as long as it is not more than this.
const CATCH_UP: Duration = Duration::from_millis(100);
/// What a rate is lowered to that is a little too high: well above 0.95 of what the gateway allows.
const A_LITTLE_LOWER: f64 = 0.98;
/// How long one message waits for its turn again and again before it goes back into the queue.
const PATIENCE: Duration = Duration::from_secs(10);

/// One attempt to hand a message over.
pub(crate) enum Attempt {
    /// The gateway decided.
    Done(Handover),
    /// It took a part; there is more.
    Next,
    /// It took nothing and asks to slow down, perhaps for a time that it names.
    SlowDown(Option<Duration>),
}

/// The rule: after a second with complaints the rate is what the gateway took in it, or the share of the rate that it took
/// where that is more (of a second in which little was asked, little was taken), though never less than half at once.
/// One complaint alone is chance, since the gateway's seconds are not ours; one in each of two seconds is a rate a little too
/// high. A lowered rate is tried a little higher after ten seconds, then a quarter higher each second without complaints.
#[derive(Debug)]
struct Pace {
    most: f64,
    rate: f64,
    /// When the next message may go.
    next: Instant,
    /// The beginning of this second, and what happened in it.
    since: Instant,
    taken: u32,
    complaints: u32,
    /// Whether there was one complaint in the second before.
    uneasy: bool,
    lowered: Option<Instant>,
}

impl Pace {
    fn new(per_second: u32, now: Instant) -> Self {
        let most = f64::from(per_second.max(1));
        Self { most, rate: most, next: now, since: now, taken: 0, complaints: 0, uneasy: false, lowered: None }
    }

    fn gap(&self) -> Duration {
        Duration::from_secs_f64(1.0 / self.rate)
    }

    /// The moment of the next message. What somebody is waiting for goes at once, and the others a step later.
    fn reserve(&mut self, now: Instant, urgent: bool) -> Instant {
        self.judge(now);
        let turn = self.next.max(now.checked_sub(CATCH_UP).unwrap_or(now));
        self.next = turn + self.gap();
        if urgent { now } else { turn }
    }

    fn judge(&mut self, now: Instant) {
        if now.duration_since(self.since) < STEP {
            return;
        }
        if self.complaints >= 2 {
            let share = f64::from(self.taken) / f64::from(self.taken + self.complaints);
            self.rate = f64::from(self.taken).max(self.rate * share.max(0.5)).min(self.rate).max(1.0);
            self.lowered = Some(now);
        } else if self.complaints == 1 && self.uneasy {
            self.rate = (self.rate * A_LITTLE_LOWER).max(1.0);
            self.lowered = Some(now);
        } else if self.complaints == 0 && self.lowered.is_none_or(|moment| now.duration_since(moment) >= BELIEF) {
            let higher = if self.lowered.take().is_some() { 1.05 } else { 1.25 };
            self.rate = (self.rate * higher).min(self.most);
        }
        self.uneasy = self.complaints == 1 && !self.uneasy;
        (self.since, self.taken, self.complaints) = (now, 0, 0);
    }

    fn took(&mut self, now: Instant) {
        self.judge(now);
        self.taken += 1;
    }

    fn complained(&mut self, now: Instant, pause: Option<Duration>) {
        self.judge(now);
        self.complaints += 1;
        self.next = self.next.max(now + pause.unwrap_or_else(|| self.gap()));
    }
}

/// The pace of one gateway, shared by all who send.
#[derive(Debug)]
pub(crate) struct Limiter(Mutex<Pace>);

impl Limiter {
    /// At most so many messages a second.
    pub(crate) fn new(per_second: u32) -> Self {
        Self(Mutex::new(Pace::new(per_second, Instant::now())))
    }

    /// How many messages must be on their way for that rate when an answer takes half a second.
    pub(crate) fn at_once(&self) -> usize {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 1000 a second")]
        let most = self.pace().most as usize;
        most.div_ceil(2).clamp(8, 64)
    }

    fn pace(&self) -> std::sync::MutexGuard<'_, Pace> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for a turn; whoever is urgent has it at once.
    async fn turn(&self, urgent: bool) {
        let turn = self.pace().reserve(Instant::now(), urgent);
        sleep_until(turn).await;
    }

    /// Attempts in its turn, and again while the gateway asks to slow down, for ten seconds.
    pub(crate) async fn patiently<F, A>(&self, urgent: bool, attempt: F) -> Handover
    where
        F: Fn() -> A + Send + Sync,
        A: Future<Output = Attempt> + Send,
    {
        let end = Instant::now() + PATIENCE;
        // Only the first attempt jumps the queue: what was refused for haste must not hurry.
        let mut urgent = urgent;
        loop {
            self.turn(urgent).await;
            match attempt().await {
                Attempt::Done(handover) => {
                    if matches!(handover, Handover::Accepted(_)) {
                        self.pace().took(Instant::now());
                    }
                    return handover;
                }
                Attempt::Next => {
                    self.pace().took(Instant::now());
                    continue;
                }
                Attempt::SlowDown(pause) => self.pace().complained(Instant::now(), pause),
            }
            if Instant::now() + self.pace().gap() >= end {
                return Handover::Deferred("the gateway asks to slow down".to_owned());
            }
            urgent = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A gateway that takes `limit` messages in each of its own seconds, asked for `seconds` by somebody who always has
    /// another message: how many it took, and how many it turned away in the last second.
    fn run(pace: &mut Pace, from: Instant, seconds: u32, limit: u32) -> (u32, u32) {
        let (mut taken, mut away_late, mut now) = (0, 0, from);
        let (mut second, mut in_second) = (0, 0);
        let end = from + Duration::from_secs(u64::from(seconds));
        loop {
            now = pace.reserve(now, false).max(now);
            if now >= end {
                return (taken, away_late);
            }
            let this = now.duration_since(from).as_secs();
            if this != second {
                (second, in_second) = (this, 0);
            }
            in_second += 1;
            if in_second > limit {
                pace.complained(now, None);
                away_late += u32::from(this + 1 == u64::from(seconds));
            } else {
                taken += 1;
                pace.took(now);
            }
        }
    }

    #[tokio::test]
    async fn all_of_the_rate_that_a_gateway_allows_is_used() {
        for (set, allowed) in [(10, 10), (10, 5), (100, 30), (20, 3)] {
            let start = Instant::now();
            let mut pace = Pace::new(set, start);
            let (taken, _) = run(&mut pace, start, 120, allowed);
            assert!(f64::from(taken) >= 0.95 * 120.0 * f64::from(allowed), "{set}/s, {allowed} allowed: {taken}");
        }
    }

    #[tokio::test]
    async fn a_halved_limit_is_met_within_five_seconds_and_a_restored_one_is_used_again() {
        let start = Instant::now();
        let mut pace = Pace::new(40, start);
        assert!(run(&mut pace, start, 10, 40).0 >= 39 * 10);
        let halved = start + Duration::from_secs(10);
        let (taken, away) = run(&mut pace, halved, 5, 20);
        assert!(taken >= 19 * 5 && away <= 2, "{taken} taken, {away} turned away in the fifth second");
        let restored = halved + Duration::from_secs(5);
        run(&mut pace, restored, 20, 40);
        let (taken, _) = run(&mut pace, restored + Duration::from_secs(20), 10, 40);
        assert!(taken >= 38 * 10, "{taken}");
    }

    #[tokio::test]
    async fn a_rate_that_is_a_little_too_high_comes_down() {
        let start = Instant::now();
        let mut pace = Pace::new(11, start);
        let seconds = (0..30).map(|second| run(&mut pace, start + Duration::from_secs(second), 1, 10));
        let (taken, away) = seconds.fold((0, 0), |sum, second| (sum.0 + second.0, sum.1 + second.1));
        assert!(taken >= 19 * 15 && away <= 12, "{taken} taken, {away} turned away in half a minute");
    }

    #[tokio::test]
    async fn a_code_goes_at_once_and_a_pause_that_the_gateway_names_is_kept() {
        let start = Instant::now();
        let mut pace = Pace::new(10, start);
        for _ in 0..50 {
            pace.reserve(start, false);
        }
        assert_eq!(pace.reserve(start, true), start);
        let mut pace = Pace::new(10, start);
        pace.complained(start, Some(Duration::from_secs(3)));
        assert_eq!(pace.reserve(start, false), start + Duration::from_secs(3));
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_asked_to_slow_down_for_ten_seconds_goes_back_into_the_queue() {
        let limiter = Limiter::new(1);
        let before = Instant::now();
        let answer = limiter.patiently(false, || async { Attempt::SlowDown(None) }).await;
        assert!(matches!(answer, Handover::Deferred(_)));
        assert!(before.elapsed() <= Duration::from_secs(15), "{:?}", before.elapsed());
    }
}
