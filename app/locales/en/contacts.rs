//! Words of the contacts.
//! Not here: the phone and the office themselves, which are settings.

pub const TITLE: &str = "Contacts";
pub const PHONE: &str = "Phone";
pub const HOURS: &str = "Opening hours";
pub const EMAIL: &str = "E-mail address";
pub const OFFICE: &str = "Office";
pub const READY_TITLE: &str = "What to have at hand when you call";
pub const READY: &str =
    "The paper receipt or the utility account number. If there is an error on the screen, the number below its text.";
pub const NEVER: &str = "Never tell anybody your password or a code from an SMS. We do not need them.";
