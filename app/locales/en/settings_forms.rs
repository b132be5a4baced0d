//! Words of the pages of “Settings”: contacts, password, devices, notices, the file with one's data, the end.
//! Not here: the hub's states (`settings`), ways of signing in (`ways_in`).

use super::dates;
use domain::device::{Browser, Device, System};
use domain::view::Moment;

/// Link of a line; the hidden half says what.
pub const CHANGE: &str = "Change";
/// Hidden half.
pub const CHANGE_EMAIL: &str = "e-mail";
/// Hidden half.
pub const CHANGE_PHONE: &str = "phone";
/// Hidden half.
pub const CHANGE_PASSWORD: &str = "password";
/// Hidden half.
pub const CHANGE_NOTICES: &str = "notices";
/// Hidden half.
pub const CHANGE_WAYS_IN: &str = "ways to sign in";
/// Link of a line.
pub const OPEN_DEVICES: &str = "See devices";

/// Heading of the group of lines about contacts and the password.
pub const CONTACTS_HEADING: &str = "E-mail, phone, password";
/// Heading of the group about the sign-in.
pub const SECURITY_HEADING: &str = "Sign-in and devices";
/// Heading of the group about everything else.
pub const REST_HEADING: &str = "Notices and data";
/// Term.
pub const DEVICES: &str = "Devices";
/// How many devices are signed in.
pub fn devices_count(count: u32) -> String {
    if count == 1 { "signed in on 1 device".to_owned() } else { format!("signed in on {count} devices") }
}
/// Term.
pub const NOTICES: &str = "Notices";
/// What they are.
pub const NOTICES_TEXT: &str = "what comes by e-mail, and what by SMS as well";
/// Term.
pub const WAYS_IN: &str = "Ways to sign in";
/// Term.
pub const DATA: &str = "My data";
/// What it is.
pub const DATA_TEXT: &str = "everything the profile knows about you, in one file";
/// Link.
pub const DATA_OPEN: &str = "Download data";
/// Term.
pub const CLOSE: &str = "Close the profile";
/// What it means.
pub const CLOSE_TEXT: &str = "receipts come on paper again";
/// Link.
pub const CLOSE_OPEN: &str = "Close the profile";
/// An e-mail that waits.
pub fn waiting_email(email: &str) -> String {
    format!("The new e-mail {email} waits to be confirmed: open the letter that came to it.")
}
/// Button.
pub const GIVE_UP_EMAIL: &str = "Keep the old e-mail";

/// What has just been done, by its mark in the address.
pub fn done(what: &str) -> Option<&'static str> {
    Some(match what {
        "email-asked" => {
            "We have sent a letter to the new e-mail. Open it and confirm the address. Until then letters go to the old one."
        }
        "email-kept" => "The e-mail stays as it was.",
        "phone" => "The phone is changed. Codes and messages now go to the new number.",
        "password" => "The password is changed. Sign in again on your other devices.",
        "notices" => "We will keep you posted as you chose.",
        "device" => "Signed out on that device.",
        "devices" => "Signed out on all other devices.",
        "sms" => "Saved. Sign-in by text message is set.",
        "app-off" => "A code from the app is no longer needed to sign in.",
        "passkey" => "The passkey is added. Next time you can sign in with it.",
        "passkey-off" => "The passkey is removed.",
        _ => return None,
    })
}

/// Label of the password that is in force.
pub const CURRENT: &str = "Your password";
/// Its hint.
pub const CURRENT_HINT: &str = "The one you sign in with. It tells us that this is you.";
/// People without a password.
pub fn proof_by_code(phone: &str) -> String {
    format!("You have no password yet, so confirm the change with a code. It will be texted to {phone}.")
}
/// Button.
pub const PROOF_SEND: &str = "Text me a code";
/// After it.
pub const PROOF_SENT: &str = "We have texted you a code. Enter it below together with the rest.";

/// Heading.
pub const EMAIL_TITLE: &str = "New e-mail";
/// What happens.
pub fn email_lead(email: &str) -> String {
    format!("Letters now go to {email}. Nothing changes until you confirm the new e-mail.")
}
/// Label.
pub const EMAIL_NEW: &str = "New e-mail";
/// Its hint.
pub const EMAIL_NEW_HINT: &str = "For example: anna@mail.ru. We will send a letter with a link to it.";
/// Button.
pub const EMAIL_BUTTON: &str = "Send the letter";
/// Heading of the page of the link.
pub const NEW_EMAIL_TITLE: &str = "Confirm the new e-mail";
/// What the button does.
pub fn new_email_lead(email: &str) -> String {
    format!("After you press the button, letters with receipts go to {email}.")
}
/// Button.
pub const NEW_EMAIL_BUTTON: &str = "Confirm the new e-mail";
/// For those who have not asked.
pub const NEW_EMAIL_NOT_YOURS: &str =
    "If you are not changing your e-mail, close this page: nothing happens until you press.";
/// Heading after it.
pub const NEW_EMAIL_DONE_TITLE: &str = "The e-mail is changed";
/// What now.
pub const NEW_EMAIL_DONE: &str = "Letters with receipts now go to the new e-mail. We have written to the old one about it.";
/// Heading of a dead link.
pub const LINK_DEAD_TITLE: &str = "The link no longer works";
/// What to do.
pub const LINK_DEAD_TEXT: &str = "It works once, for three days. Open the settings and see which e-mail and phone are there. If \
                                  something is wrong, call us: the phone is at the foot of the page.";
/// Link.
pub const LINK_DEAD_LINK: &str = "Open settings";

/// Heading.
pub const UNDO_TITLE: &str = "Put it back";
/// What the button does.
pub fn undo_email_lead(email: &str) -> String {
    format!("We will put the e-mail {email} back.")
}
/// What the button does.
pub fn undo_phone_lead(phone: &str) -> String {
    format!("We will put the number {phone} back.")
}
/// What else it does.
pub const UNDO_TEXT: &str = "We will also sign out on every device, switch the present password off and send a link to your e-mail \
                             for setting a new one. Nobody else will get in again.";
/// Button.
pub const UNDO_BUTTON: &str = "Put it back and sign out everywhere";
/// Heading after it.
pub const UNDONE_TITLE: &str = "Everything is as it was";
/// What now.
pub const UNDONE_LEAD: &str = "You are signed out on every device, and the old password no longer works.";
/// What to do.
pub const UNDONE_NEXT: &str =
    "Open your mail: there is a letter with a link for setting a new password. The link works for an hour.";
/// Link.
pub const UNDONE_LINK: &str = "Send the link again";

/// Heading.
pub const PHONE_TITLE: &str = "New phone";
/// What happens.
pub fn phone_lead(phone: &str) -> String {
    format!("Codes and messages now go to {phone}. We will text a code to the new number.")
}
/// Label.
pub const PHONE_NEW: &str = "New number";
/// Its hint.
pub const PHONE_NEW_HINT: &str = "A mobile number, for example: 8 912 345-67-89";
/// Button.
pub const PHONE_BUTTON: &str = "Get a code";

/// Heading.
pub const PASSWORD_TITLE: &str = "New password";
/// What happens.
pub const PASSWORD_LEAD: &str = "After the change we sign you out on every device but this one.";
/// Button.
pub const PASSWORD_BUTTON: &str = "Save the password";
/// For those who do not remember.
pub const PASSWORD_FORGOTTEN: &str = "Forgotten your password?";

/// Heading.
pub const DEVICES_TITLE: &str = "Devices";
/// What they are.
pub const DEVICES_LEAD: &str =
    "Everywhere your profile is open now. A device you do not know? Sign out on it and change the password.";
/// Mark of the one at hand.
pub const THIS_DEVICE: &str = "this device";
/// When it was signed in.
pub fn since(moment: Moment) -> String {
    format!("signed in {}", dates::at(moment))
}
/// When it was used last, to the hour.
pub fn seen(moment: Moment) -> String {
    format!("last used {}", dates::at(moment))
}
/// Button of a line.
pub const END_DEVICE: &str = "Sign out on this device";
/// Its hidden half.
pub fn end_device_of(device: &str) -> String {
    format!("{END_DEVICE}: {device}")
}
/// Button.
pub const END_OTHERS: &str = "Sign out on all others";
/// A device in words.
pub fn device(device: Device) -> String {
    let browser = device.browser.map(|browser| match browser {
        Browser::Chrome => "Chrome",
        Browser::Edge => "Edge",
        Browser::Firefox => "Firefox",
        Browser::Opera => "Opera",
        Browser::Safari => "Safari",
        Browser::Samsung => "Samsung Internet",
        Browser::Yandex => "Yandex Browser",
    });
    let system = device.system.map(|system| match system {
        System::Android => "Android phone or tablet",
        System::Mac => "Mac",
        System::Ipad => "iPad",
        System::Iphone => "iPhone",
        System::Linux => "Linux computer",
        System::Windows => "Windows computer",
    });
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => "Unknown device".to_owned(),
    }
}

/// Heading.
pub const NOTICES_TITLE: &str = "Notices";
/// Section.
pub const CHARGES_HEADING: &str = "A new receipt";
/// How it comes in any case.
pub fn charges_text(email: &str) -> String {
    format!(
        "An electronic receipt comes by letter to {email}. Tick the addresses for which you also want a text with sum and date."
    )
}
/// Nothing bound yet.
pub const NO_ADDRESSES: &str = "No addresses yet. Add one, and you can choose texts about its charges here.";
/// Link.
pub const ADD_ADDRESS: &str = "Add an address";
/// Heading of the reminder.
pub const REMIND_HEADING: &str = "The day to pay by";
/// What comes.
pub const REMIND_TEXT: &str = "Three days before the day we send one letter if something is not paid: about your addresses and about those of people close to you whose letters you get.";
/// Its box.
pub const REMIND: &str = "Remind me by e-mail of the day to pay by";
/// Section.
pub const CHANGES_HEADING: &str = "Changes in the way receipts come";
/// How it comes in any case.
pub const CHANGES_TEXT: &str = "If somebody else with your account chooses paper or e-mail, we write to you at once.";
/// Checkbox.
pub const CHANGES_SMS: &str = "Send a text as well";
/// Section.
pub const SAFETY_HEADING: &str = "E-mail, phone, password";
/// Not to be switched off.
pub const SAFETY_TEXT: &str =
    "We always tell you when e-mail, phone or password change, so that nobody else does it unnoticed.";
/// Where SMS go.
pub fn sms_to(phone: &str) -> String {
    format!("Texts go to {phone}.")
}
/// Why none come yet.
pub const SMS_UNCONFIRMED: &str = "No texts come yet: the phone is not confirmed. It will be when you enter the first code.";
/// Button.
pub const NOTICES_BUTTON: &str = "Save";

/// Heading.
pub const DATA_TITLE: &str = "My data";
/// What is in the file.
pub const DATA_LEAD: &str = "The file has everything the profile knows about you:";
/// Its parts.
pub const DATA_PARTS: [&str; 7] = [
    "e-mail and phone, and when they were confirmed",
    "accounts, and how their receipts come",
    "consents you have given",
    "payments for your accounts",
    "devices that are signed in",
    "who you gave access to, and whose receipts you see",
    "letters and texts: when they were sent, whether they arrived",
];
/// What is not.
pub const DATA_SECRETS: &str = "There are no passwords or codes in the file. Keep it to yourself: it is personal.";
/// Link with the kind of file.
pub const DATA_LINK: &str = "Download the file (JSON)";

/// Heading.
pub const CLOSE_TITLE: &str = "Close the profile";
/// What happens.
pub const CLOSE_LEAD: &str = "The profile closes at once, and this cannot be undone.";
/// What happens, by points.
pub const CLOSE_POINTS: [&str; 4] = [
    "Receipts that came by e-mail only to you come on paper again.",
    "Your e-mail, phone and password are deleted, and you are signed out on every device.",
    "We keep consents and past receipts for as long as the law asks.",
    "The accounts stay: you can add them to a new profile.",
];
/// Link to the file first.
pub const CLOSE_DATA: &str = "Download your data first";
/// Button.
pub const CLOSE_BUTTON: &str = "Close the profile for good";
/// While it is being sent.
pub const CLOSE_BUSY: &str = "Closing…";
/// Heading after it.
pub const CLOSED_TITLE: &str = "The profile is closed";
/// What now.
pub const CLOSED_LEAD: &str =
    "E-mail, phone and password are deleted. If receipts came only to you, the next ones come on paper.";
