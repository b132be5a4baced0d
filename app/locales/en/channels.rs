//! Words of the page for those who would rather not use a screen.
//! Not here: the applications that operators take.

pub const TITLE: &str = "Switch, or bring back the paper, without the internet";
pub const LEAD: &str =
    "Start with a call. We will ask for your address, answer your questions and tell you which way suits you best.";
pub const CALL: &str = "Phone:";
pub const WAYS_TITLE: &str = "The ways there are";
pub const WAYS: [&str; 4] = [
    "By phone: one of us goes through all the steps with you.",
    "By video call: if you like to see who you are talking to.",
    "At the office: bring your passport and the latest receipt.",
    "Through the online reception: if you would rather write.",
];
pub const WAYS_END: &str = "We will agree on the time and on what you need over the phone.";
pub const PAPER_TITLE: &str = "You may also do nothing";
pub const PAPER: &str = "If you have not chosen anything, the receipt comes on paper, as before.";
