//! The tab «Близкие», giving access and asking for it, and the page of an invitation.
//! Not here: data access, which goes through `server_fns`; receipts of close persons (see `receipts`).

mod ask;
mod close;
mod give;
mod invitation;
mod list;

pub use ask::{AskAccount, AskCode, AskDone, AskPerson};
pub use close::Close;
pub use give::{GiveAddress, GiveCheck, GiveDone, GivePerson, GiveRole};
pub use invitation::Invitation;
pub use list::Relatives;

use crate::locales::t;
use leptos::prelude::*;

/// Near the heading of every page about somebody else's receipts: whose they are.
pub fn whose(name: Option<&String>) -> AnyView {
    name.map(|name| view! { <p class="whose"><strong>{t!(relatives::whose(name))}</strong></p> }).into_any()
}
