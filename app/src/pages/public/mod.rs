//! Pages that need no sign-in: what an electronic receipt is, how to have it, whom to ask.
//! Not here: the wizard (see `connect`) and the registration (see `auth`).

mod about;
mod contacts;
mod home;
mod how_to;
mod legal_text;
mod look;
mod questions;

pub use about::{Accessibility, Privacy};
pub use contacts::{Channels, Contacts};
pub use home::Home;
pub use how_to::HowTo;
pub use legal_text::LegalText;
pub use look::Look;
pub use questions::Questions;
