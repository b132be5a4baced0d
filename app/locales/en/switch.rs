//! Words of the switch to electronic receipts: what changes, the code, “Done”.
//! Not here: the address itself (`addresses`) and the wizard's own words (`connect`).

use super::dates;
use domain::Period;

pub const TITLE: &str = "Switch to electronic receipts";
pub const ELECTRONIC_HEADING: &str = "By e-mail";
pub fn electronic_text(period: Period) -> String {
    format!("Starting with the receipt for {}, the charges of these suppliers come here:", dates::month(period))
}
pub const PAPER_HEADING: &str = "On paper, as before";
pub const PAPER_TEXT: &str = "These suppliers do not send electronic receipts yet:";
pub const PAPER_NONE: &str = "Nothing stays on paper.";
pub const NOTHING: &str =
    "The suppliers of this address do not send electronic receipts yet. The receipt comes on paper, as before.";
pub const WHERE_HEADING: &str = "Check your e-mail address and phone";
pub const EMAIL: &str = "Receipts will come to";
pub const PHONE: &str = "The code will come by SMS to";
pub const CHANGE: &str = "Change the e-mail address or phone";
pub const SMS_NOTICES: &str = "Get notices by SMS";
pub const SMS_HINT: &str = "If you leave this empty, notices of new charges come by e-mail only.";
pub const DOCUMENTS_HEADING: &str = "Consent";
pub const DOCUMENTS_TEXT: &str = "By pressing the button you agree to get receipts electronically. The code from the SMS signs \
                                  the consent. You can bring back the paper receipt on any day.";
pub const PERSONAL_DATA_GIVEN: &str = "You have already agreed to the processing of personal data.";
pub const AGREE: &str = "Agree and get the code";
pub const AGREE_BUSY: &str = "Sending the code…";

pub const CODE_TITLE: &str = "Enter the code from the SMS";
pub fn code_sent(phone: &str) -> String {
    format!("We sent an SMS with a code of 6 digits to {phone}. The code works for 10 minutes.")
}
pub const CODE_LABEL: &str = "Code from the message";
pub const CODE_HINT: &str = "6 digits. Do not tell the code to anybody, not even to our people.";
pub const CODE_BUTTON: &str = "Confirm";
pub const CODE_BUSY: &str = "Checking…";
pub const CODE_RESENT_HEADING: &str = "A new SMS is on its way";
pub const CODE_RESENT: &str = "The code from the earlier message will do as well, for as long as its 10 minutes last.";
pub const NOT_RECEIVED: &str = "No code?";

pub const NOT_RECEIVED_TITLE: &str = "No code?";
pub fn check_phone(phone: &str) -> String {
    format!("Make sure that you look at the phone with the number {phone}.")
}
pub const CHECKS: [&str; 3] = [
    "Wait two or three minutes: messages are late at times.",
    "See whether there is a signal and room for messages. It helps to switch the phone off and on again.",
    "Look in the “Spam” folder of your messages.",
];
pub const RESEND_TEXT: &str = "The code can be sent again a minute after the last message.";
pub const RESEND: &str = "Send the code again";
pub const RESEND_BUSY: &str = "Sending…";
pub const CALL: &str = "Still no code? Call us:";

pub fn done_text(period: Period) -> String {
    format!("The receipt for {} will come by e-mail.", dates::month(period))
}
pub const DONE_AFTER_EMAIL: &str = "You have chosen electronic receipts.";
pub const CONFIRM_HEADING: &str = "One step is left";
pub const CONFIRM_TEXT: &str =
    "Open our letter and press the link in it. Until your e-mail address is confirmed, the receipt comes on paper.";
pub const DONE_ADDRESS: &str = "Address";
pub const DONE_FROM: &str = "First electronic receipt";
pub fn done_from(period: Period) -> String {
    format!("for {}", dates::month(period))
}
pub const DONE_EMAIL: &str = "Where letters go";
pub const DONE_ELECTRONIC: &str = "By e-mail";
pub const DONE_PAPER: &str = "Stays on paper";
pub const DONE_PAPER_NONE: &str = "nothing";
pub const DONE_SMS: &str = "Notices";
pub fn done_sms(on: bool) -> &'static str {
    if on { "by e-mail and by SMS" } else { "by e-mail" }
}
pub const NEXT_HEADING: &str = "What happens next";
pub const NEXT_TEXT: &str = "The letter with the receipt comes at the beginning of the month, before the paper one. We have sent \
                             you a letter that confirms your choice. You can bring back the paper receipt on any day, on the \
                             page of the address.";
pub const TO_RECEIPTS: &str = "Open receipts";
pub const TO_ADDRESS: &str = "Open the address";
pub const TO_ADDRESSES: &str = "Open addresses";
