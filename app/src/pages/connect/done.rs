//! `/connect/done`: the electronic receipt is chosen, and the cabinet is there.
//! Not here: the screen itself, which the cabinet shows as well (see `addresses::parts`).

use super::{lost, step_data};
use crate::components::loaded;
use crate::locales::t;
use crate::pages::addresses::parts::done_screen;
use crate::server_fns::connect::{ConnectPage, ConnectStep};
use leptos::prelude::*;

/// «Готово».
#[component]
pub fn Done() -> impl IntoView {
    loaded(step_data(ConnectStep::Done), page)
}

fn page(data: ConnectPage) -> AnyView {
    let Some(done) = data.done else { return lost() };
    let links = view! {
        <ul class="plain">
            <li><a href="/receipts">{t!(switch::TO_RECEIPTS)}</a></li>
            <li><a href="/addresses">{t!(switch::TO_ADDRESSES)}</a></li>
        </ul>
        <h2>{t!(connect::PASSWORD_HEADING)}</h2>
        <p>{t!(connect::PASSWORD_TEXT)}</p>
        <p><a href="/sign-in/forgotten">{t!(connect::PASSWORD_LINK)}</a></p>
    };
    done_screen(done, links.into_any())
}
