//! The hours in which people are left in peace: an SMS that nobody waits for is not sent then (product rule 13).
//! Not here: which messages wait (see `delivery`), reading of settings (see `kvitok`).

use crate::MINUTE;
use std::str::FromStr;

const MINUTES_OF_A_DAY: u16 = 24 * 60;

/// A part of each day, by the clocks of the agent's town; it may go over midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuietHours {
    /// Minute of the day with which it begins.
    from: u16,
    /// Minute of the day with which it ends.
    until: u16,
}

/// Not `21:00-8:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a part of a day such as 21:00-8:00")]
pub struct NotQuietHours;

impl QuietHours {
    /// From nine in the evening to eight in the morning.
    pub const NIGHT: Self = Self { from: 21 * 60, until: 8 * 60 };

    /// The end of the quiet hours that are running at a moment (`local`, and as unix milliseconds `now`), if any are.
    pub fn end(self, local: &jiff::Zoned, now: i64) -> Option<i64> {
        let minute = u16::try_from(local.hour()).unwrap_or(0) * 60 + u16::try_from(local.minute()).unwrap_or(0);
        let since = |start: u16| (minute + MINUTES_OF_A_DAY - start) % MINUTES_OF_A_DAY;
        let length = (self.until + MINUTES_OF_A_DAY - self.from) % MINUTES_OF_A_DAY;
        let left = length.checked_sub(since(self.from)).filter(|left| *left > 0)?;
        let into_minute = i64::from(local.second()) * 1000 + i64::from(local.millisecond());
        Some(now + i64::from(left) * MINUTE - into_minute)
    }
}

impl FromStr for QuietHours {
    type Err = NotQuietHours;

    fn from_str(text: &str) -> Result<Self, NotQuietHours> {
        let minute = |clock: &str| {
            let (hour, minute) = clock.split_once(':')?;
            let two_digits = |text: &str| text.parse::<u16>().ok().filter(|_| text.len() <= 2);
            let (hour, minute) = (two_digits(hour)?, two_digits(minute)?);
            (hour < 24 && minute < 60).then_some(hour * 60 + minute)
        };
        let (from, until) = text.split_once('-').ok_or(NotQuietHours)?;
        let hours = Self { from: minute(from).ok_or(NotQuietHours)?, until: minute(until).ok_or(NotQuietHours)? };
        if hours.from == hours.until { Err(NotQuietHours) } else { Ok(hours) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minutes_left(hours: QuietHours, text: &str) -> Option<i64> {
        let zoned: jiff::Zoned = format!("{text}[+07:00]").parse().expect("a time");
        let now = zoned.timestamp().as_millisecond();
        hours.end(&zoned, now).map(|until| (until - now) / MINUTE)
    }

    #[test]
    fn an_sms_of_the_night_waits_for_eight_in_the_morning() {
        let left = |text| minutes_left(QuietHours::NIGHT, text);
        assert_eq!(left("2026-11-22T20:59:59+07:00"), None);
        assert_eq!(left("2026-11-22T21:00:00+07:00"), Some(11 * 60));
        assert_eq!(left("2026-11-22T23:30:00+07:00"), Some(8 * 60 + 30));
        assert_eq!(left("2026-11-22T07:59:00+07:00"), Some(1));
        assert_eq!(left("2026-11-22T08:00:00+07:00"), None);
    }

    #[test]
    fn quiet_hours_of_the_day_do_not_go_over_midnight() {
        let siesta: QuietHours = "13:30-15:00".parse().expect("quiet hours");
        assert_eq!(minutes_left(siesta, "2026-11-22T13:29:00+07:00"), None);
        assert_eq!(minutes_left(siesta, "2026-11-22T13:30:00+07:00"), Some(90));
        assert_eq!(minutes_left(siesta, "2026-11-22T15:00:00+07:00"), None);
    }

    #[test]
    fn what_is_no_part_of_a_day_is_refused() {
        assert_eq!("21:00-8:00".parse(), Ok(QuietHours::NIGHT));
        for wrong in ["", "21-8", "21:00", "24:00-8:00", "21:60-8:00", "8:00-8:00", "21:00-8:00-9:00", "+1:00-8:00 "] {
            assert_eq!(wrong.parse::<QuietHours>(), Err(NotQuietHours), "{wrong}");
        }
    }
}
