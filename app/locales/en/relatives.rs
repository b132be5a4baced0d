//! Words of «Близкие»: who sees whose receipts, giving access, closing it, the invitation, asking for access.
//! Not here: words of receipts (`receipts`) and of the switch (`switch`).

use super::dates;
use domain::Date;
use domain::view::{AccessEvent, InvitationState, Role};

pub const TAB: &str = "Family";
pub const TITLE: &str = "Family";
pub const LEAD: &str = "Whose receipts you can see, and who can see yours.";

pub const PEOPLE_HEADING: &str = "Whose receipts I see";
pub const PEOPLE_EMPTY: &str = "Nobody yet. Somebody close to you can give you access, or you can ask for it.";
pub const ASK_LINK: &str = "Ask for access to somebody’s receipts";
pub const LATEST: &str = "Latest receipt";
pub const OPEN_RECEIPTS: &str = "All receipts";
pub const PAY: &str = "Pay";
pub const CHOOSE_DELIVERY: &str = "How the receipt comes";
pub const LEAVE: &str = "Give up access";
pub const COPIES_ON: &str = "Copies of letters come to your e-mail.";
pub const COPIES_START: &str = "Send me copies of letters";
pub const COPIES_STOP: &str = "Stop sending copies";

pub const GIVEN_HEADING: &str = "Who can see your receipts";
pub const GIVEN_EMPTY: &str = "Nobody but those who added your address themselves by its account number.";
pub const GIVE: &str = "Give access to somebody close";
pub const GIVE_NO_ADDRESS: &str = "To give access, add an address first.";
pub const ADDRESS: &str = "Address";
pub const MAY: &str = "What they can do";
pub const SINCE: &str = "Since";
pub const LAST_VISIT: &str = "Last visit";
pub const NO_VISIT: &str = "not yet";
pub const LETTERS: &str = "Copies of letters";
pub const YES: &str = "sent";
pub const NO: &str = "not sent";
pub const INVITED: &str = "Invitation sent to";
pub const UNTIL: &str = "Works";
pub const CLOSE: &str = "Close access";
pub const CANCEL: &str = "Cancel the invitation";
pub const JOURNAL: &str = "What happened";
pub const ACCEPTED_HEADING: &str = "Access is open";
pub const ACCEPTED_TEXT: &str = "Their receipts are now here and under “Receipts”.";
pub const CLOSED_HEADING: &str = "Done";
pub const CLOSED_TEXT: &str = "Access is closed. It ends at once.";

/// Whose, for ears, after a link that repeats.
pub fn about(name: &str) -> String {
    format!(", {name}")
}

/// What a close person may do, in words.
pub fn may(role: Role) -> &'static str {
    match role {
        Role::View => "see and pay receipts",
        Role::Manage => "see and pay receipts, choose how they come",
    }
}

/// Until which day an invitation waits.
pub fn until(day: Date) -> String {
    format!("until {}", dates::day(day))
}

/// A line of the journal.
pub fn event(event: AccessEvent, on: Date) -> String {
    format!("{}: {}", dates::day(on), what(event))
}

/// What happened with the access of a close person.
pub fn what(event: AccessEvent) -> &'static str {
    match event {
        AccessEvent::Invited => "invitation sent",
        AccessEvent::Accepted => "invitation accepted",
        AccessEvent::Declined => "invitation declined",
        AccessEvent::Cancelled => "invitation cancelled",
        AccessEvent::Revoked => "access closed",
        AccessEvent::Left => "gave up access",
        AccessEvent::Asked => "access opened by a code from an SMS",
        AccessEvent::Visited => "looked at receipts",
        AccessEvent::WentToPay => "went to pay",
        AccessEvent::Switched => "chose the electronic receipt",
        AccessEvent::Returned => "went back to paper",
        AccessEvent::LettersOn => "copies of letters on",
        AccessEvent::LettersOff => "copies of letters off",
    }
}

/// Near the heading of every page about somebody else's receipts.
pub fn whose(name: &str) -> String {
    format!("You are looking at receipts of: {name}")
}

/// Heading of a group of receipts of somebody else.
pub fn group(name: &str, address: &str) -> String {
    format!("{name}: {address}")
}

/// Step of giving access.
pub fn give_step(step: u8) -> String {
    format!("Step {step} of 4")
}

pub const PERSON_TITLE: &str = "Who gets access";
pub const NAME: &str = "Their name";
pub const NAME_HINT: &str = "As you call them, for example: Anna Petrova.";
pub const CONTACT: &str = "Their e-mail or mobile phone";
pub const CONTACT_HINT: &str = "The invitation goes there. They sign in to their own cabinet with it.";

pub const ADDRESS_TITLE: &str = "Which address";
pub const ADDRESS_LEGEND: &str = "Address";
pub const HOLDER_NAME: &str = "Whose receipts are these";
pub const HOLDER_NAME_HINT: &str = "How they will be named, for example: Maria Ivanovna.";

pub const ROLE_TITLE: &str = "What they may do";
pub const ROLE_LEGEND: &str = "This person can";
pub const ROLE_VIEW: &str = "See and pay receipts";
pub const ROLE_MANAGE: &str = "Also choose how the receipt comes: by e-mail or on paper";
pub const ROLE_NEVER: &str = "They will not see your phone, your e-mail or your settings.";
pub const COPIES: &str = "Send them copies of letters with receipts";

pub const CHECK_TITLE: &str = "Check your answers";
pub const CHECK_PERSON: &str = "Who";
pub const CHECK_CONTACT: &str = "Where the invitation goes";
pub const CHECK_WHOSE: &str = "Whose receipts";
pub const CHANGE: &str = "Change";
pub const SEND: &str = "Send the invitation";
pub const SEND_BUSY: &str = "Sending…";

pub const DONE_LEAD: &str = "The invitation is on its way.";
pub const DONE_TEXT: &str = "It works once, for two days. You will get an SMS when it is accepted.";
pub const TO_RELATIVES: &str = "Open “Family”";

/// Asks once before access is closed.
pub fn close_title(name: &str, invitation: bool) -> String {
    if invitation { format!("Cancel the invitation: {name}?") } else { format!("Close access: {name}?") }
}
/// Asks the close person.
pub fn leave_title(name: &str) -> String {
    format!("Give up access: {name}?")
}
pub const CLOSE_TEXT: &str = "They stop seeing the receipts at once and get no more letters about them.";
pub const CANCEL_TEXT: &str = "The link of the invitation will stop working.";
pub const LEAVE_TEXT: &str = "You will no longer see these receipts. Only their owner can give access again.";
pub const CLOSE_BUSY: &str = "Closing…";
pub const KEEP: &str = "Leave it as it is";

/// Heading of an invitation.
pub fn invitation_title(state: InvitationState) -> &'static str {
    match state {
        InvitationState::SignIn | InvitationState::Open => "Somebody gives you access to receipts",
        InvitationState::WrongPerson => "This invitation is for somebody else",
        InvitationState::Cancelled => "The invitation was cancelled",
        InvitationState::Expired => "The invitation has run out",
        InvitationState::Declined => "The invitation was declined",
        InvitationState::Used => "The invitation has been accepted",
    }
}

/// What a dead invitation says: what happened and what to do.
pub fn invitation_over(state: InvitationState, name: &str) -> String {
    match state {
        InvitationState::Cancelled => {
            format!("Whoever gave it has closed it. Whose receipts: {name}. If this is a mistake, ask to be invited again.")
        }
        InvitationState::Expired => {
            format!("The invitation worked for two days. Whose receipts: {name}. Ask to be invited again.")
        }
        InvitationState::Declined => {
            format!(
                "This invitation was declined. Whose receipts: {name}. If you have changed your mind, ask to be invited again."
            )
        }
        _ => "This link has worked once and works no more. If it was you, sign in to the same cabinet.".to_owned(),
    }
}

/// Who is signed in, and who was invited.
pub fn wrong_person(signed_in_as: &str, contact: &str) -> String {
    format!(
        "You are signed in as {signed_in_as}, and the invitation was sent to {contact}. Sign out and sign in to that cabinet."
    )
}
pub const WHOSE: &str = "Whose receipts";
pub const SIGN_IN_TEXT: &str = "Sign in with the e-mail or phone that got the invitation. If you have no cabinet, make one.";
pub const SIGN_IN: &str = "Sign in";
pub const SIGN_UP: &str = "Make a cabinet";
pub const ACCEPT: &str = "Accept the invitation";
pub const ACCEPT_BUSY: &str = "Accepting…";
pub const DECLINE: &str = "Decline";

/// Step of asking for access.
pub fn ask_step(step: u8) -> String {
    format!("Step {step} of 3")
}
pub const ASK_TITLE: &str = "Ask for access to somebody’s receipts";
pub const ASK_LEAD: &str = "You need their receipt and their mobile phone: a code goes to it, and they read it out to you.";
pub const ASK_PERSON_TITLE: &str = "Whose receipt is it";
pub const ASK_PHONE: &str = "Their mobile phone";
pub const ASK_PHONE_HINT: &str = "The SMS with the code goes there.";
pub const ASK_NAME: &str = "Your name";
pub const ASK_NAME_HINT: &str = "It is in the SMS, so that they know it is you.";
pub const ASK_SEND: &str = "Send the code";
pub const ASK_CODE_TITLE: &str = "Ask for the code";

/// Where the code went. Says nothing of whether the phone is right.
pub fn ask_code_text(name: &str, phone: &str) -> String {
    format!(
        "If {phone} is the right number, an SMS with a code of 6 digits has come to it. Whose receipts: {name}. The code works for 10 minutes."
    )
}
pub const ASK_CODE_HINT: &str = "The 6 digits that were read out to you.";
pub const ASK_CODE_BUTTON: &str = "Open access";
pub const ASK_AGAIN: &str = "Send the code again";
pub const ASK_DONE: &str = "Access is open.";

/// What can be done now.
pub fn ask_done_text(name: &str) -> String {
    format!("You can see the receipts now, under the name {name}. An SMS about it has gone to them.")
}
pub const ASK_SWITCH: &str = "Switch to the electronic receipt";

/// On the page of the choice, made for somebody else.
pub fn for_whom(name: &str) -> String {
    format!(
        "You are switching the receipt of: {name}. The consent is theirs: the code comes to their phone, ask them to read it out. Letters with the receipt will come to your e-mail."
    )
}

/// On the page of the code, entered for somebody else.
pub fn code_for_whom(name: &str) -> String {
    format!("Ask for the code from the SMS: {name}.")
}
