//! When a message is tried again, and when it is given up.
//! Not here: what is done with it then (see `ledger`).

use crate::{HOUR, MINUTE};
use std::time::Duration;

/// A message that its gateway keeps putting off is given up after three days.
pub(super) const GIVE_UP: i64 = 72 * HOUR;

/// How long to wait before the next attempt: a minute, doubling up to four hours, a quarter more or less.
pub(super) fn backoff(attempts: i64, random: u64) -> i64 {
    let base = MINUTE << attempts.clamp(1, 9).saturating_sub(1).min(8);
    let base = base.min(4 * HOUR);
    let spread = i64::try_from(random % 1000).unwrap_or(0) - 500;
    base + base * spread / 2000
}

/// How long a lane rests while its gateway takes nothing: five seconds, doubling up to five minutes.
pub(super) fn pause(pauses: u32) -> Duration {
    Duration::from_secs((5 << pauses.saturating_sub(1).min(6)).min(300))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_grow_apart_and_never_beyond_five_hours() {
        assert!((45_000..=75_000).contains(&backoff(1, 0)));
        assert!(backoff(3, 500) > backoff(2, 500));
        assert!((1..100).all(|n| backoff(n, u64::MAX) <= 5 * HOUR));
    }

    #[test]
    fn a_lane_that_rests_looks_again_at_least_every_five_minutes() {
        assert_eq!((pause(1).as_secs(), pause(2).as_secs()), (5, 10));
        assert!((1..100).all(|n| pause(n).as_secs() <= 300));
    }
}
