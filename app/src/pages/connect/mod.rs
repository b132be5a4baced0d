//! The wizard by direct link: contacts, account, delivery, code, done.
//! Not here: data access, which goes through `server_fns`; screens shared with an address (`addresses::parts`).

mod account;
mod code;
mod contacts;
mod delivery;
mod done;

pub use account::Account;
pub use code::{Code, CodeNotReceived};
pub use contacts::Contacts;
pub use delivery::Delivery;
pub use done::Done;

use crate::components::{Data, Page, query};
use crate::locales::t;
use crate::server_fns::connect::{ConnectPage, ConnectStep, load_connect};
use leptos::prelude::*;

/// The data of a step, read anew when its form comes back or another code has been sent.
fn step_data(step: ConnectStep) -> Data<ConnectPage> {
    let (form, sent) = (query("form"), query("sent"));
    Data::new(move || (form.get(), sent.get()), move |(form, _)| load_connect(step, form))
}

/// Seldom seen: the server sends a person whose answers are gone to the first step.
fn lost() -> AnyView {
    view! {
        <Page title=t!(connect::TITLE)>
            <p>{t!(connect::LOST)}</p>
            <p><a class="button button--primary" href="/connect">{t!(connect::AGAIN)}</a></p>
        </Page>
    }
    .into_any()
}
