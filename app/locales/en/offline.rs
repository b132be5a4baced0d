//! Words of the page that the device shows when there is no network.
//! Not here: when it is shown (see `public/sw.js`).

/// Heading.
pub const TITLE: &str = "No connection";
/// What has happened and what to do.
pub const LEAD: &str =
    "The page did not open: this device has no internet at the moment. Check the connection and try again.";
/// Link to the same page.
pub const AGAIN: &str = "Try again";
/// Before the phone.
pub const CALL: &str = "If it is urgent, call:";
