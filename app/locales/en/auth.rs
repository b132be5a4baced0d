//! Words of the registration, the sign-in and the links from letters.
//! Not here: what was wrong with a form (see `problems`).

pub const EMAIL: &str = "E-mail address";
pub const EMAIL_HINT: &str = "Receipts will come here. For example: anna@mail.ru";
pub const PHONE: &str = "Mobile phone";
pub const PHONE_HINT: &str = "We will send a code by SMS when you switch to electronic receipts. No advertising.";
pub const PASSWORD: &str = "Password";
pub const NEW_PASSWORD: &str = "Choose a password";
pub const NEW_PASSWORD_HINT: &str =
    "At least 8 characters. Safest are three or four words in a row that only you can easily remember.";
pub const PERSONAL_DATA: &str = "I agree to the processing of my personal data";

pub const SIGN_UP_TITLE: &str = "Create your profile";
pub const SIGN_UP_LEAD: &str =
    "This is the first step of four. Next you will add your address and choose how your receipts come.";
pub const SIGN_UP_BUTTON: &str = "Create a profile";
pub const SIGN_UP_BUSY: &str = "Creating…";
pub const HAVE_CABINET: &str = "Have a profile already?";
pub const HAVE_CABINET_LINK: &str = "Sign in with e-mail and password";

pub const SIGN_IN_TITLE: &str = "Sign in";
pub const LOGIN: &str = "E-mail address or phone";
pub const SIGN_IN_BUTTON: &str = "Sign in";
pub const SIGN_IN_BUSY: &str = "Signing in…";
pub const FORGOTTEN_LINK: &str = "Forgotten your password?";
pub const NO_CABINET: &str = "No profile yet?";
pub const NO_CABINET_TEXT: &str =
    "Set up electronic receipts in two minutes, and the profile makes itself. Or create the profile first.";

pub const FORGOTTEN_TITLE: &str = "New password";
pub const FORGOTTEN_LEAD: &str = "We will send you a letter with a link where you set a new password.";
pub const FORGOTTEN_BUTTON: &str = "Send the link";
pub const SENT_TITLE: &str = "Check your mail";
pub const SENT_LEAD: &str = "If there is a profile with this e-mail address, the letter with the link is on its way. The link works once, for one hour.";
pub const SENT_SPAM: &str = "No letter after five minutes? Look in the “Spam” folder.";
pub const SENT_OTHER: &str =
    "Cannot remember which e-mail address you gave? Call us, the phone number is at the bottom of the page.";
pub const NEW_PASSWORD_TITLE: &str = "Set a new password";
pub const NEW_PASSWORD_BUTTON: &str = "Save the password";
pub const PASSWORD_DEAD_TITLE: &str = "This link does not work any more";
pub const PASSWORD_DEAD_TEXT: &str =
    "A link from a letter works once and for one hour. Ask for a new one, it comes straight away.";
pub const PASSWORD_DEAD_LINK: &str = "Ask for a new link";

pub const CONFIRM_TITLE: &str = "Confirm your e-mail address";
pub const CONFIRM_LEAD: &str = "One press is left, and receipts can come to this address.";
pub const CONFIRM_BUTTON: &str = "Confirm the address";
pub const CONFIRM_NOT_YOURS: &str =
    "If you did not create a profile, close this page: nothing changes unless the button is pressed.";
pub const CONFIRMED_TITLE: &str = "Your e-mail address is confirmed";
pub const CONFIRMED_LEAD: &str = "Electronic receipts will now come to it for those addresses where you chose them.";
pub const CONFIRMED_LINK: &str = "Open addresses";
pub const EMAIL_DEAD_TITLE: &str = "This link does not work any more";
pub const EMAIL_DEAD_TEXT: &str =
    "A link from a letter works once and for three days. Sign in and ask for the letter again.";
pub const EMAIL_DEAD_LINK: &str = "Open settings";
pub const EMAIL_TAKEN_TITLE: &str = "Another profile has this e-mail address";
pub const EMAIL_TAKEN_TEXT: &str =
    "This e-mail address has been confirmed in another profile. Sign in to that one: most likely it is yours too.";
pub const EMAIL_TAKEN_LINK: &str = "Sign in to the other profile";
