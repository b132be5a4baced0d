//! `/receipts/year/{account}/{year}`: what each service of an address cost and how much was consumed, month by month.
//! Not here: what is drawn by the server (see `drawn_year`).

use crate::components::{Back, Data, Page, loaded, param};
use crate::pages::relatives::whose;
use crate::server_fns::receipts::{DrawnYear, load_year};
use leptos::prelude::*;

/// A year of an address; the newest when the address names none.
#[component]
pub fn Year() -> impl IntoView {
    let (account, year) = (param("account"), param("year"));
    let named = move || Some(year.get()).filter(|year| !year.is_empty());
    let data = Data::new(move || (account.get(), named()), |(account, year)| load_year(account, year));
    loaded(data, page)
}

pub(super) fn page(data: DrawnYear) -> AnyView {
    view! {
        <Page title=data.title back=Back("/receipts".into())>
            {whose(data.whose.as_ref())}
            <div inner_html=data.html></div>
        </Page>
    }
    .into_any()
}
