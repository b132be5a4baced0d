//! `/addresses/{id}/done`: the electronic receipt is chosen.
//! Not here: the screen itself, which the wizard shows as well (see `parts`).

use super::parts::done_screen;
use crate::components::{Data, loaded, param};
use crate::locales::t;
use crate::server_fns::switch::load_done;
use leptos::prelude::*;

/// «Готово».
#[component]
pub fn Done() -> impl IntoView {
    let id = param("id");
    let data = Data::new(move || id.get(), load_done);
    loaded(data, move |data| {
        let address = format!("/addresses/{}", id.get_untracked());
        let links = view! {
            <ul class="plain">
                <li><a href="/receipts">{t!(switch::TO_RECEIPTS)}</a></li>
                <li><a href=address>{t!(switch::TO_ADDRESS)}</a></li>
            </ul>
        };
        done_screen(data, links.into_any())
    })
}
