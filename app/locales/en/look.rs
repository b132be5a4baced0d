//! Words of “How pages look” and of the buttons that lead there.
//! Not here: what the choices do (see the style sheets).

use domain::{Scheme, Spacing, TextSize};

/// Button in the header, while the text is ordinary.
pub const BIG: &str = "Large text";
/// Button in the header, while the text is big.
pub const ORDINARY: &str = "Ordinary text";
/// Link beside it.
pub const MORE: &str = "Page settings";

/// Heading.
pub const TITLE: &str = "How pages look";
/// What it is for.
pub const LEAD: &str =
    "Choose what is easiest for you to read. We remember it on this device and, once you sign in, on your other devices.";
/// Legend.
pub const TEXT: &str = "Size of text";
/// Legend.
pub const SCHEME: &str = "Colours";
/// Legend.
pub const SPACING: &str = "Space between letters and lines";
/// A sentence in each of the looks, to compare them.
pub const SAMPLE: &str = "To pay: 3\u{a0}412.77\u{a0}₽ by 15\u{a0}December";
/// Button.
pub const SAVE: &str = "Save";
/// After the button.
pub const SAVED: &str = "Done";
/// What happened.
pub const SAVED_TEXT: &str = "All pages look like this now.";
/// Section on what works without this page.
pub const BROWSER_HEADING: &str = "Larger still";
/// What works without this page.
pub const BROWSER_TEXT: &str = "Your browser can enlarge pages too: with the Ctrl and + keys on a computer, with two fingers or the \
                                font size setting on a phone.";
/// On the list of settings: what there is to choose.
pub const SETTINGS_TEXT: &str = "Text size, colours, the space between letters and lines.";
/// For ears, after «Изменить».
pub const CHANGE: &str = "how pages look";

/// A size of text.
pub fn text(text: TextSize) -> &'static str {
    match text {
        TextSize::Normal => "Ordinary",
        TextSize::Big => "Large",
    }
}

/// Colours.
pub fn scheme(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Auto => "As on the device",
        Scheme::Light => "Light",
        Scheme::Dark => "Dark",
        Scheme::BlackOnWhite => "Black on white",
        Scheme::WhiteOnBlack => "White on black",
    }
}

/// Spacing.
pub fn spacing(spacing: Spacing) -> &'static str {
    match spacing {
        Spacing::Normal => "Ordinary",
        Spacing::Wide => "Wide",
    }
}
