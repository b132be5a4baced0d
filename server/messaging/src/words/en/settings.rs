//! The English words of letters and SMS about the settings.
//! Not here: what they are about (see `cabinet::settings_letter`).

use super::{button_in_full, headline, or_call, paragraph};
use crate::Sender;
use crate::page::Block;
use cabinet::settings_letter::{CodePurpose, SettingsLetter, SettingsSms};

/// Subject and blocks of a letter.
pub(super) fn letter(letter: &SettingsLetter, sender: &Sender) -> (String, Vec<Block>) {
    match letter {
        SettingsLetter::NewEmail { link } => new_email(link),
        SettingsLetter::EmailWanted { sign_in } => email_wanted(sign_in),
        SettingsLetter::EmailChange { to, done, undo } => email_change(to, *done, undo, sender),
        SettingsLetter::PhoneChanged { to, undo } => phone_changed(to, undo, sender),
        SettingsLetter::PasswordChanged { forgotten } => password_changed(forgotten, sender),
        SettingsLetter::SecondFactor { on, settings } => second_factor(*on, settings, sender),
        SettingsLetter::Passkey { on, settings } => passkey(*on, settings, sender),
        SettingsLetter::Closed => closed(sender),
    }
}

fn new_email(link: &str) -> (String, Vec<Block>) {
    let subject = "Confirm your new e-mail address";
    let blocks = vec![
        headline(subject),
        paragraph(
            "This address was given in a profile instead of the one before. Confirm it, and letters with receipts will \
             come here. Until then they go to the old address.",
        ),
        button_in_full("Confirm the new address", link),
        paragraph("The link works for three days and only once."),
        paragraph("If it was not you, do nothing: without a confirmation nothing changes."),
    ];
    (subject.to_owned(), blocks)
}

fn email_wanted(sign_in: &str) -> (String, Vec<Block>) {
    let subject = "Your e-mail address was given in another profile";
    let blocks = vec![
        headline(subject),
        paragraph(
            "Somebody tried to give your e-mail address in a profile of theirs. It is confirmed in yours, so nothing has \
             changed there.",
        ),
        button_in_full("Sign in to your own profile", sign_in),
        paragraph(
            "If it was you, first change the address in the profile where it is confirmed. If it was not you, do nothing.",
        ),
    ];
    (subject.to_owned(), blocks)
}

fn email_change(to: &str, done: bool, undo: &str, sender: &Sender) -> (String, Vec<Block>) {
    let (subject, text) = if done {
        (
            "The e-mail address of your profile has changed",
            format!("Letters with receipts now go to {to}, and no longer come here."),
        )
    } else {
        (
            "The e-mail address of your profile is being changed",
            format!(
                "A new e-mail address was given in your profile: {to}. Until it is confirmed, letters come here as before."
            ),
        )
    };
    let blocks = vec![
        headline(subject),
        paragraph(text),
        paragraph("If you did this, there is nothing to do."),
        paragraph(
            "If you did not, bring the old address back. We will sign out every device at once and send a link to set a \
             new password.",
        ),
        button_in_full("It was not me, bring the old address back", undo),
        paragraph(format!("The link works for three days and only once{}.", or_call(sender))),
    ];
    (subject.to_owned(), blocks)
}

fn phone_changed(to: &str, undo: &str, sender: &Sender) -> (String, Vec<Block>) {
    let subject = "The phone of your profile has changed";
    let blocks = vec![
        headline(subject),
        paragraph(format!("Codes and messages now go to {to}.")),
        paragraph("If you did this, there is nothing to do."),
        paragraph(
            "If you did not, bring the old number back. We will sign out every device at once and send a link to set a \
             new password.",
        ),
        button_in_full("It was not me, bring the old number back", undo),
        paragraph(format!("The link works for three days and only once{}.", or_call(sender))),
    ];
    (subject.to_owned(), blocks)
}

fn password_changed(forgotten: &str, sender: &Sender) -> (String, Vec<Block>) {
    let subject = "The password of your profile has changed";
    let blocks = vec![
        headline(subject),
        paragraph("The old password no longer works. Other devices have to sign in again."),
        paragraph(format!("If you did not do this, set a password of your own by the link{}.", or_call(sender))),
        button_in_full("Set my own password", forgotten),
    ];
    (subject.to_owned(), blocks)
}

fn second_factor(on: bool, settings: &str, sender: &Sender) -> (String, Vec<Block>) {
    let (subject, text) = if on {
        ("Signing in with a code from an app is on", "From now on signing in also takes a code from the app on your phone.")
    } else {
        ("Signing in with a code from an app is off", "From now on signing in takes no code from an app.")
    };
    let blocks = vec![
        headline(subject),
        paragraph(text),
        paragraph(format!("If you did not do this, change your password in the settings at once{}.", or_call(sender))),
        button_in_full("Open the settings", settings),
    ];
    (subject.to_owned(), blocks)
}

fn passkey(on: bool, settings: &str, sender: &Sender) -> (String, Vec<Block>) {
    let (subject, text) = if on {
        (
            "A passkey was added",
            "From now on a passkey lets you in without a password: by the fingerprint, face or code that opens its device.",
        )
    } else {
        ("A passkey was removed", "One of the passkeys no longer opens your profile. The password works as before.")
    };
    let blocks = vec![
        headline(subject),
        paragraph(text),
        paragraph(format!(
            "If you did not do this, remove the passkey that is not yours and change your password at once{}.",
            or_call(sender)
        )),
        button_in_full("See the passkeys", settings),
    ];
    (subject.to_owned(), blocks)
}

fn closed(sender: &Sender) -> (String, Vec<Block>) {
    let subject = "Your profile is closed";
    let blocks = vec![
        headline(subject),
        paragraph(
            "We have closed your profile and removed the e-mail address, the phone and the password from it. If receipts \
             came to you alone, the next ones come on paper again.",
        ),
        paragraph(format!(
            "You can create a new profile on any day. If it was not you who closed this one, create a new one{}.",
            or_call(sender)
        )),
    ];
    (subject.to_owned(), blocks)
}

/// The text of an SMS. The last line binds a code to the site, so that a phone offers it there and nowhere else.
pub(super) fn sms(sms: &SettingsSms, agent: &str, host: &str) -> String {
    match sms {
        SettingsSms::Code { code, purpose } => {
            let what = match purpose {
                CodePurpose::Phone => "your code for the new phone of your profile",
                CodePurpose::SignIn => "your code to sign in",
                CodePurpose::Proof => "your code for changes in your profile",
            };
            format!("{code} is {what}. Do not tell it to anybody.\n\n@{host} #{code}", code = code.digits())
        }
        SettingsSms::PhoneChanged { undo } => {
            format!("{agent}: the phone of your profile has changed. If it was not you, undo it within three days: {undo}")
        }
    }
}
