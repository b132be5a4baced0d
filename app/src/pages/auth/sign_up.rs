//! `/sign-up`: a cabinet of one's own.
//! Not here: the wizard that does this and the rest in one go (see `connect`).

use crate::components::{
    Back, Checkbox, Data, DocumentDetails, Field, Page, PasswordField, PostForm, TextField, loaded, post_to, query,
};
use crate::locales::t;
use crate::server_fns::auth::{self, FormName, load_form};
use crate::server_fns::documents::load_document;
use domain::view::{Document, FormState};
use leptos::prelude::*;

/// The registration.
#[component]
pub fn SignUp() -> impl IntoView {
    let (form, next) = (query("form"), query("next"));
    let data = Data::new(
        move || form.get(),
        |form| async move { Ok((load_form(FormName::SignUp, form).await?, load_document("personal-data".to_owned()).await?)) },
    );
    loaded(data, move |(form, document)| page(form, document, next.get_untracked()))
}

fn page(form: FormState, document: Document, next: Option<String>) -> AnyView {
    let next = next.or_else(|| form.values.get("next").cloned());
    let email = Field::of(&form, "email");
    let phone = Field::of(&form, "phone");
    let password = Field::of(&form, "password");
    let personal_data = Field::of(&form, "personal_data");
    let action = post_to::<auth::SignUp>();
    view! {
        <Page title=t!(auth::SIGN_UP_TITLE) back=Back("/".into()) form>
            <p class="lead">{t!(auth::SIGN_UP_LEAD)}</p>
            <PostForm action button=t!(auth::SIGN_UP_BUTTON) busy=t!(auth::SIGN_UP_BUSY)>
                {next.map(|next| view! { <input type="hidden" name="next" value=next/> })}
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
                    hint=t!(auth::PHONE_HINT)
                    kind="tel"
                    autocomplete="tel"
                    inputmode="tel"
                    width="input--phone"
                />
                <PasswordField
                    field=password
                    label=t!(auth::NEW_PASSWORD)
                    hint=t!(auth::NEW_PASSWORD_HINT)
                    autocomplete="new-password"
                />
                <Checkbox field=personal_data label=t!(auth::PERSONAL_DATA)/>
                <DocumentDetails document/>
            </PostForm>
            <h2>{t!(auth::HAVE_CABINET)}</h2>
            <p><a href="/sign-in">{t!(auth::HAVE_CABINET_LINK)}</a></p>
        </Page>
    }
    .into_any()
}
