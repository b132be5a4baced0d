//! Words of the ways of signing in: a code in an SMS, an authenticator app, recovery codes, passkeys.
//! Not here: e-mail and password (`auth`).

use super::dates;
use domain::view::Moment;

/// Heading of the settings.
pub const TITLE: &str = "Ways to sign in";
/// What is always there.
pub const LEAD: &str =
    "E-mail or phone with the password always works. Here you choose what else will do, or is needed as well.";
/// Term.
pub const SMS: &str = "Code by text";
/// State.
pub const SMS_ON: &str = "you can sign in without a password";
/// State.
pub const SMS_OFF: &str = "does not let you in";
/// Hidden half of its link.
pub const CHANGE_SMS: &str = "sign-in by text";
/// Term.
pub const APP: &str = "Authenticator app";
/// State.
pub fn app_on(codes_left: u32) -> String {
    format!("needed at every sign-in. Recovery codes left: {codes_left}")
}
/// State.
pub const APP_OFF: &str = "not needed";
/// Hidden half of its link.
pub const CHANGE_APP: &str = "sign-in with a code from an app";

/// Heading.
pub const SMS_TITLE: &str = "Sign-in by text";
/// What it is.
pub const SMS_LEAD: &str =
    "Instead of a password, a code that is texted to your phone. Handy if the phone is always with you.";
/// What to think of.
pub const SMS_RISK: &str = "Whoever holds your phone can open the cabinet too.";
/// Why not.
pub const SMS_UNCONFIRMED: &str = "The phone has to be confirmed first. That happens when you enter your first code: on changing to the \
                                   electronic receipt, or on changing the phone.";
/// Button.
pub const SMS_ALLOW: &str = "Allow sign-in by text";
/// Button.
pub const SMS_FORBID: &str = "Forbid sign-in by text";

/// Heading.
pub const APP_TITLE: &str = "Code from an app";
/// What it is.
pub const APP_LEAD: &str = "An app on your phone shows a code, a new one every half minute. With it, signing in needs both the password and \
                            the phone: the password alone is not enough for a stranger.";
/// What is needed.
pub const APP_WHICH: &str =
    "Any such app will do, for example Yandex Key, Google Authenticator, Aegis or Passwords on an iPhone.";
/// Button.
pub const APP_BEGIN: &str = "Connect an app";
/// Heading.
pub const APP_SCAN_TITLE: &str = "Connect the app";
/// First step.
pub const APP_SCAN: &str = "Open the app, add a new entry and point the camera at this picture.";
/// For ears.
pub const APP_QR_LABEL: &str = "QR code for the app. The same in words is below.";
/// Instead of the picture.
pub const APP_TYPE: &str = "Or type the key into the app:";
/// On the same phone.
pub const APP_OPEN: &str = "The app is on this device? Open the link";
/// Label.
pub const APP_CODE: &str = "Code from the app";
/// Its hint.
pub const APP_CODE_HINT: &str = "The 6 digits that the app shows now.";
/// Button.
pub const APP_ENABLE: &str = "Switch on";
/// Heading.
pub const CODES_TITLE: &str = "Write down the recovery codes";
/// What they are for.
pub const CODES_LEAD: &str =
    "Sign-in with a code from the app is on. If you lose the phone, use a recovery code. Each works once.";
/// What to do with them.
pub const CODES_KEEP: &str = "Copy or print them and keep them with your papers. We will not show them again.";
/// Link.
pub const CODES_DONE: &str = "The codes are written down";
/// Heading.
pub const APP_OFF_TITLE: &str = "Disconnect the app";
/// What happens.
pub const APP_OFF_LEAD: &str = "No code from the app will be needed to sign in. The recovery codes stop working.";
/// Button.
pub const APP_OFF_BUTTON: &str = "Disconnect the app";

/// Link on the sign-in page.
pub const BY_CODE: &str = "Sign in with a code by text";
/// Heading.
pub const BY_CODE_TITLE: &str = "Sign in with a code by text";
/// For whom.
pub const BY_CODE_LEAD: &str =
    "We text a code to the phone in your cabinet, if you have allowed that or have set no password yet.";
/// Label.
pub const PHONE: &str = "Mobile phone";
/// Its hint.
pub const PHONE_HINT: &str = "The number in your cabinet.";
/// Button.
pub const BY_CODE_BUTTON: &str = "Get a code";
/// Where it went, if it went.
pub fn code_sent(phone: &str) -> String {
    format!(
        "If the number {phone} lets somebody in, a text with a code of 6 digits is on its way. The code works for 10 minutes."
    )
}
/// Button.
pub const ENTER: &str = "Sign in";
/// Where else.
pub const NO_CODE: &str = "No text after two or three minutes? Sign in with the password.";
/// Link.
pub const WITH_PASSWORD: &str = "Sign in with the password";
/// Heading.
pub const WHOSE_TITLE: &str = "Whose cabinet?";
/// Why.
pub const WHOSE_LEAD: &str = "Several cabinets have this phone. Choose by e-mail.";
/// The question for the group.
pub const WHOSE: &str = "E-mail of the cabinet";

/// Heading.
pub const SECOND_TITLE: &str = "Enter the code from the app";
/// What.
pub const SECOND_LEAD: &str = "Open the authenticator app on your phone and enter the 6 digits for the cabinet.";
/// Label.
pub const SECOND_CODE: &str = "Code from the app or a recovery code";
/// When there is none.
pub const SECOND_LOST: &str = "No phone at hand?";
/// What then.
pub const SECOND_LOST_TEXT: &str =
    "Enter one of the recovery codes. If you have none, call us: the phone is at the foot of the page.";

/// Term, and heading of their page.
pub const PASSKEYS: &str = "Passkeys";
/// How many there are.
pub fn passkeys_count(count: u32) -> String {
    if count == 0 { "none".to_owned() } else { format!("you can sign in without a password. Passkeys: {count}") }
}
/// Hidden half of its link.
pub const CHANGE_PASSKEYS: &str = "passkeys";
/// What they are.
pub const PASSKEYS_LEAD: &str = "With a passkey you need no password: the phone or computer knows you by the fingerprint, face or code that \
                                 opens it. Nobody can peep at a passkey or talk you out of it, and on another site it does not work.";
/// Heading of the form.
pub const PASSKEY_ADD_HEADING: &str = "Add another";
/// Button.
pub const PASSKEY_ADD: &str = "Add a passkey";
/// When one was made.
pub fn passkey_made(moment: Moment) -> String {
    format!("made {}", dates::at(moment))
}
/// When one was used last.
pub fn passkey_used(moment: Option<Moment>) -> String {
    moment.map_or_else(|| "not used yet".to_owned(), |moment| format!("last used {}", dates::at(moment)))
}
/// Link of one; the hidden half says which.
pub const PASSKEY_REMOVE: &str = "Remove";
/// Heading, and the button.
pub const PASSKEY_REMOVE_TITLE: &str = "Remove the passkey";
/// What happens.
pub const PASSKEY_REMOVE_LEAD: &str = "This passkey will no longer open your profile. The password and other passkeys stay. On the device you can delete it in its settings.";
/// Heading.
pub const PASSKEY_NEW_TITLE: &str = "Make a passkey";
/// What happens.
pub const PASSKEY_NEW_LEAD: &str =
    "Press the button. The device asks for the fingerprint, face or code that opens it, and keeps the passkey.";
/// Button.
pub const PASSKEY_NEW: &str = "Make a passkey on this device";
/// Link on the sign-in page.
pub const BY_PASSKEY: &str = "Sign in with a passkey";
/// Heading.
pub const BY_PASSKEY_TITLE: &str = "Sign in with a passkey";
/// For whom.
pub const BY_PASSKEY_LEAD: &str =
    "If you have added a passkey in the settings, press the button and show the device that it is you.";
/// Before the page is awake, and without scripts.
pub const PASSKEY_ASLEEP: &str =
    "Passkeys work when scripts are on in the browser. If there is no button, sign in with the password.";
/// A browser that cannot.
pub const PASSKEY_UNABLE: &str = "This browser cannot use passkeys. Update it, or use the password.";
/// The person or the device said no.
pub const PASSKEY_FAILED: &str = "No passkey came: you said no, or the device did not answer. Try again.";
