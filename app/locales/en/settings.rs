//! Words of “Settings”: e-mail, phone, password, sessions.
//! Not here: sign-in pages (`auth`).

pub const TITLE: &str = "Settings";
pub const EMAIL: &str = "E-mail address";
pub const EMAIL_CONFIRMED: &str = "confirmed, letters come here";
pub const EMAIL_UNCONFIRMED: &str = "not confirmed yet";
pub const EMAIL_FAILING: &str = "letters do not get through";
pub const PHONE: &str = "Phone";
pub const PHONE_TEXT: &str = "codes come to it";
pub const PASSWORD: &str = "Password";
pub const PASSWORD_SET: &str = "set";
pub const PASSWORD_UNSET: &str = "not set yet";
pub const CHANGE_PASSWORD: &str = "Change the password by letter";
pub const SET_PASSWORD: &str = "Set a password by letter";
pub const SESSIONS_HEADING: &str = "Signing out on all devices";
pub const SESSIONS_TEXT: &str = "If you signed in on somebody else’s phone or computer, sign out everywhere at once. You will \
                                 have to sign in again on this device too.";
pub const SIGN_OUT_EVERYWHERE: &str = "Sign out on all devices";
pub const SIGN_OUT_BUSY: &str = "Signing out…";
