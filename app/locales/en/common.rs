//! Words around every page: header, foot, buttons, refusals.
//! Not here: words of one journey.

pub const SERVICE: &str = "Kvitok";
pub const SERVICE_HINT: &str = "Receipts for your home";
pub const SKIP: &str = "Skip to the content";
pub const ENTRANCES: &str = "Sign in or create a profile";
pub const NAVIGATION: &str = "Parts of your profile";
pub const TAB_ADDRESSES: &str = "Addresses";
pub const TAB_RECEIPTS: &str = "Receipts";
pub const TAB_PAYMENTS: &str = "Payments";
pub const TAB_SETTINGS: &str = "Settings";
pub const SIGN_IN: &str = "Sign in";
pub const SIGN_UP: &str = "Create a profile";
pub const SIGN_OUT: &str = "Sign out";
pub const BACK: &str = "Back";
pub const CONTINUE: &str = "Continue";
pub const BUSY: &str = "Sending…";
pub const ERROR_TITLE: &str = "Error: ";
pub const ERROR_HEADING: &str = "Check your answer";
pub const ERROR_HIDDEN: &str = "Error: ";
pub const SHOW_PASSWORD: &str = "Show the password";
pub const HIDE_PASSWORD: &str = "Hide the password";
pub const NOT_SENT: &str = "Your answer did not reach us. Check the internet connection and press the button again.";
pub const DONE: &str = "Done";
pub const PRINT: &str = "Print";
pub const DEMO: &str = "This is a practice site with made-up flats. Letters and SMS go nowhere.";
pub const DEMO_LABEL: &str = "Practice site";
pub const DEMO_LINK: &str = "Look at letters and SMS";

pub const HELP: &str = "Help";
pub const HELP_LEAD: &str = "We help over the phone: set things up, check a receipt, bring back the paper.";
pub const FOOT_PAGES: &str = "About electronic receipts";
pub const HOW_TO: &str = "How to set it up";
pub const QUESTIONS: &str = "Questions and answers";
pub const CHANNELS: &str = "Without the internet";
pub const CONTACTS: &str = "Contacts";
pub const PRIVACY: &str = "Personal data";
pub const ACCESSIBILITY: &str = "Accessibility";

pub const OTHER_LANGUAGE: &str = "Русский";

pub const NOT_FOUND_TITLE: &str = "Page not found";
pub const NOT_FOUND_TEXT: &str =
    "The address was mistyped, or the page is not there any more. Check the address, or start from the first page.";
pub const TO_HOME: &str = "To the first page";
pub const SIGN_IN_TITLE: &str = "Sign in first";
pub const SIGN_IN_TEXT: &str = "This page opens after you sign in.";
pub const SIGN_IN_LINK: &str = "Sign in and open the page";
pub const BROKEN_TITLE: &str = "Something went wrong on our side";
pub const BROKEN_TEXT: &str = "Try again later. The way you chose to get your receipts has not changed.";
pub const LOST_TITLE: &str = "No connection";
pub const LOST_TEXT: &str = "Check the internet connection and open the page again.";
pub const RELOAD: &str = "Open it again";

pub fn page_title(heading: &str) -> String {
    format!("{heading} – {SERVICE}")
}

pub fn incident(number: &str) -> String {
    format!("Case number: {number}")
}

pub fn or_call(phone: &str) -> String {
    format!("Urgent? Call {phone}.")
}
