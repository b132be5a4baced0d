//! `/receipts/{id}`: how much and by when, why so much, and the receipt with all its charges.
//! Not here: what is drawn by the server (see `drawn`); the PDF; payment, which has its own pages.

use super::PrintButton;
use super::listen::Listen;
use crate::components::{Back, Data, Page, loaded, param};
use crate::pages::relatives::whose;
use crate::server_fns::receipts::{DrawnReceipt, load_receipt};
use leptos::prelude::*;

/// One receipt.
#[component]
pub fn Receipt() -> impl IntoView {
    let id = param("id");
    let data = Data::new(move || id.get(), load_receipt);
    loaded(data, page)
}

pub(super) fn page(data: DrawnReceipt) -> AnyView {
    view! {
        <Page title=data.title back=Back("/receipts".into())>
            {whose(data.whose.as_ref())}
            <div inner_html=data.above></div>
            {data.sentences.map(|sentences| view! { <Listen sentences/> })}
            <div inner_html=data.below></div>
            <PrintButton/>
        </Page>
    }
    .into_any()
}
