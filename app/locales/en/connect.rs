//! Words of the wizard “Set up electronic receipts” that it has for itself.
//! Not here: the screens it shares with an address (`switch`, `addresses`) and problems of fields.

pub const TITLE: &str = "Set up electronic receipts";
pub const LEAD: &str = "It takes about two minutes. You can bring back the paper receipt on any day.";
pub const READY: &str = "Have ready:";
pub const READY_LIST: [&str; 2] = [
    "your phone: a code will come to it by SMS;",
    "the paper receipt for last month: you need the utility account number and the sum “Total to pay” from it.",
];
pub const HAVE_CABINET: &str = "Have a profile already?";
pub const SIGN_IN: &str = "Sign in and switch to electronic receipts there";
pub const PHONE_HINT: &str = "We will send one SMS with a code. No advertising. For example: 8 912 345-67-89";

pub const LOST: &str = "Your answers were not kept. Start again: it takes about two minutes.";
pub const AGAIN: &str = "Start again";

pub const ACCOUNT_TITLE: &str = "Your utility account";

pub fn step(number: u8) -> String {
    format!("Step {number} of 4")
}

pub const PASSWORD_HEADING: &str = "To sign in later";
pub const PASSWORD_TEXT: &str = "Set a password: we will send a link to your e-mail address.";
pub const PASSWORD_LINK: &str = "Set a password by letter";
