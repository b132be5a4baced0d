//! Registration, sign-in and links from letters.
//! Not here: what happens after the sign-in.

mod by_code;
mod by_passkey;
mod confirm_email;
mod forgotten;
mod new_password;
mod second;
mod sign_in;
mod sign_up;

pub use by_code::{ByCode, EnterCode, Whose};
pub use by_passkey::ByPasskey;
pub use confirm_email::{ConfirmEmail, ConfirmEmailDone};
pub use forgotten::{Forgotten, ForgottenSent};
pub use new_password::NewPassword;
pub use second::Second;
pub use sign_in::SignIn;
pub use sign_up::SignUp;
