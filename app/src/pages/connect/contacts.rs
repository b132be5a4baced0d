//! `/connect`: what to have ready, e-mail and phone.
//! Not here: registration without the rest (see `auth`).

use crate::components::{Back, Checkbox, Data, DocumentDetails, Field, Page, PostForm, TextField, loaded, post_to, query};
use crate::locales::t;
use crate::server_fns::connect::{ConnectContacts, ConnectStep, load_connect};
use crate::server_fns::documents::load_document;
use domain::view::{Document, FormState};
use leptos::prelude::*;

/// The first step.
#[component]
pub fn Contacts() -> impl IntoView {
    let form = query("form");
    let data = Data::new(
        move || form.get(),
        |form| async move {
            let page = load_connect(ConnectStep::Contacts, form).await?;
            Ok((page.form, load_document("personal-data".to_owned()).await?))
        },
    );
    loaded(data, |(form, document)| page(form, document))
}

fn page(form: FormState, document: Document) -> AnyView {
    let email = Field::of(&form, "email");
    let phone = Field::of(&form, "phone");
    let agreed = Field::of(&form, "personal_data");
    let ready: Vec<_> = t!(connect::READY_LIST).into_iter().map(|line| view! { <li>{line}</li> }).collect();
    let action = post_to::<ConnectContacts>();
    view! {
        <Page title=t!(connect::TITLE) caption=t!(connect::step(1)) back=Back("/".into()) form>
            <p class="lead">{t!(connect::LEAD)}</p>
            <p>{t!(connect::READY)}</p>
            <ul>{ready}</ul>
            <PostForm action button=t!(common::CONTINUE)>
                <TextField
                    field=email
                    label=t!(auth::EMAIL)
                    hint=t!(auth::EMAIL_HINT)
                    kind="email"
                    autocomplete="email"
                />
                <TextField
                    field=phone
                    label=t!(auth::PHONE)
                    hint=t!(connect::PHONE_HINT)
                    kind="tel"
                    autocomplete="tel"
                    inputmode="tel"
                    width="input--phone"
                />
                <Checkbox field=agreed label=t!(auth::PERSONAL_DATA)/>
                <DocumentDetails document/>
            </PostForm>
            <h2>{t!(connect::HAVE_CABINET)}</h2>
            <p><a href="/sign-in">{t!(connect::SIGN_IN)}</a></p>
        </Page>
    }
    .into_any()
}
