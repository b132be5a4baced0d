//! Words of the demo's outbox.
//! Not here: texts of the letters themselves (see `messaging`).

pub const TITLE: &str = "Messages sent";
pub const LEAD: &str = "Letters and SMS of the practice site are put here. New ones are on top.";
pub const TEXTS: &str = "SMS";
pub const MAILS: &str = "Letters";
pub const NO_TEXTS: &str = "No SMS yet.";
pub const NO_MAILS: &str = "No letters yet.";
pub fn to(to: &str, at: &str) -> String {
    format!("To {to}, {at}")
}
pub const OPEN_HTML: &str = "Show the letter";
pub const OPEN_TEXT: &str = "Show the text of the letter";
