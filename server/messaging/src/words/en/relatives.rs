//! The English words of access for close persons: the invitation, the code to read out, news for the holder.
//! Not here: receipts, which differ by one line in a copy (see `en`).

use super::{button_in_full, clip, headline, paragraph};
use crate::Sender;
use crate::page::{Block, one_line};
use cabinet::letter::Invitation;

/// The longest name in an SMS: the rest of the text has to fit as well.
const NAME: usize = 30;

/// The letter of an invitation.
pub(super) fn invitation(invitation: &Invitation) -> (String, Vec<Block>) {
    let holder = one_line(&invitation.holder_name);
    let subject = format!("{holder}: access to receipts for a home");
    let may = if invitation.manage {
        "You will be able to open and pay these receipts and to choose how they come: by e-mail or on paper."
    } else {
        "You will be able to open and pay these receipts."
    };
    let blocks = vec![
        headline("You are given access to the receipts of somebody close"),
        paragraph(format!("{}, somebody wants to show you receipts. Whose: {holder}.", one_line(&invitation.close_name))),
        paragraph(may),
        button_in_full("Open the invitation", &invitation.link),
        paragraph(
            "The invitation works for two days and only once. Sign in with this address, or create a profile with it.",
        ),
        paragraph("If you do not know this person, do nothing: no access will open."),
    ];
    (subject, blocks)
}

/// The SMS of an invitation: the only one with a link.
pub(super) fn invitation_sms(invitation: &Invitation, agent: &str) -> String {
    let holder = clip(&one_line(&invitation.holder_name), NAME);
    format!("{agent}: you are given access to receipts, {holder}. The link works for two days: {}", invitation.link)
}

/// The code that a holder reads out. It says to whom, and that nobody else may hear it.
pub(super) fn code_to_read_out(code: &str, close_name: &str, for_access: bool, sender: &Sender) -> String {
    let name = clip(&one_line(close_name), NAME);
    let what = if for_access { "access to your receipts" } else { "to move your receipt to e-mail" };
    format!("{code} is a code. {name} asks for {what}. Tell it only if you trust them.\n\n@{} #{code}", sender.host())
}

/// The holder has invited somebody.
pub(super) fn offered(close_name: &str, agent: &str) -> String {
    let name = clip(&one_line(close_name), NAME);
    format!("{agent}: you have invited {name} to see your receipts. You can cancel it on our site.")
}

/// Somebody sees the holder's receipts.
pub(super) fn given(close_name: &str, agent: &str) -> String {
    let name = clip(&one_line(close_name), NAME);
    format!("{agent}: {name} now sees your receipts. You can close access on our site or by phone.")
}
