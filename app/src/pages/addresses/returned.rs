//! `/addresses/{id}/returned`: paper is chosen again.
//! Not here: the button that does it (see `one`).

use crate::components::{Data, Page, loaded, param};
use crate::locales::t;
use crate::server_fns::addresses::load_address;
use domain::view::AddressPage;
use leptos::prelude::*;

/// «Готово: бумажная квитанция вернётся».
#[component]
pub fn Returned() -> impl IntoView {
    let id = param("id");
    let data = Data::new(move || id.get(), load_address);
    loaded(data, page)
}

fn page(data: AddressPage) -> AnyView {
    let from = data.just_returned_from.unwrap_or(data.next_period);
    view! {
        <Page title=t!(addresses::RETURNED_TITLE)>
            <p class="lead done">{t!(addresses::returned_text(from))}</p>
            <p>{data.card.address}</p>
            <p>{t!(addresses::RETURNED_REST)}</p>
            <p><a href=format!("/addresses/{}", data.card.id)>{t!(addresses::TO_ADDRESS)}</a></p>
        </Page>
    }
    .into_any()
}
