//! Words about notices on the screen of a device.
//! Not here: the notices themselves (see `messaging`).

/// Heading.
pub const HEADING: &str = "On the screen of this device";
/// What comes, and what nobody else learns by it.
pub const LEAD: &str =
    "A new receipt, the day to pay by, a payment received. The screen shows only the month: no sum, no address, no name.";
/// As long as no script runs.
pub const ASLEEP: &str = "The button appears when the page has loaded completely. With JavaScript switched off these notices cannot be turned on: letters and texts come without it.";
/// The browser has no such thing.
pub const UNABLE: &str =
    "This browser cannot show notices. On an iPhone or iPad, first add “Kvitok” to the home screen and open it from there.";
/// The person has forbidden it.
pub const FORBIDDEN: &str =
    "The browser may not show notices of this site. Allow them in the settings of the browser and open the page again.";
/// It is on.
pub const IS_ON: &str = "Notices are on for this device.";
/// It did not work.
pub const NOT_DONE: &str = "That did not work. Check the connection and press the button again.";
/// Button.
pub const TURN_ON: &str = "Turn on for this device";
/// Button.
pub const TURN_OFF: &str = "Turn off for this device";
/// Button.
pub const TURN_OFF_EVERYWHERE: &str = "Turn off for all devices";
/// How many there are.
pub fn devices(count: usize) -> String {
    format!("Devices with notices: {count}.")
}
