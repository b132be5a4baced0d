//! `/connect/account`: the account number and the total of a recent receipt.
//! Not here: the same question in the cabinet (see `addresses`).

use super::step_data;
use crate::components::{Back, Page, PostForm, loaded, post_to};
use crate::locales::t;
use crate::pages::addresses::parts::{binding_fields, no_receipt};
use crate::server_fns::connect::{ConnectAccount, ConnectPage, ConnectStep};
use leptos::prelude::*;

/// The second step.
#[component]
pub fn Account() -> impl IntoView {
    loaded(step_data(ConnectStep::Account), page)
}

fn page(data: ConnectPage) -> AnyView {
    let fields = binding_fields(&data.form, &data.months);
    let action = post_to::<ConnectAccount>();
    view! {
        <Page
            title=t!(connect::ACCOUNT_TITLE)
            caption=t!(connect::step(2))
            back=Back("/connect".into())
            form=data.form
        >
            <p>{t!(addresses::BIND_LEAD)}</p>
            <PostForm
                action
                button=t!(common::CONTINUE)
                busy=t!(addresses::BIND_BUSY)
            >
                {fields}
            </PostForm>
            {no_receipt()}
        </Page>
    }
    .into_any()
}
