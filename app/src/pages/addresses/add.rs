//! `/addresses/add`: binds an account by its number and the total of a recent receipt.
//! Not here: the same question in the wizard (see `connect`).

use super::parts::{binding_fields, no_receipt};
use crate::components::{Back, Data, Page, PostForm, loaded, post_to, query};
use crate::locales::t;
use crate::server_fns::addresses::{BindAccount, load_binding};
use domain::view::BindingPage;
use leptos::prelude::*;

/// The form.
#[component]
pub fn AddAddress() -> impl IntoView {
    let form = query("form");
    let data = Data::new(move || form.get(), load_binding);
    loaded(data, page)
}

fn page(data: BindingPage) -> AnyView {
    let fields = binding_fields(&data.form, &data.months);
    let action = post_to::<BindAccount>();
    view! {
        <Page title=t!(addresses::BIND_TITLE) back=Back("/addresses".into()) form=data.form>
            <p>{t!(addresses::BIND_LEAD)}</p>
            <PostForm
                action
                button=t!(addresses::BIND_BUTTON)
                busy=t!(addresses::BIND_BUSY)
            >
                {fields}
            </PostForm>
            {no_receipt()}
        </Page>
    }
    .into_any()
}
