//! `/sign-in`, also on the way to a page that needs it (`?next=`).
//! Not here: the forgotten password.

use crate::components::{Data, Field, Page, PasswordField, PostForm, TextField, escaped, loaded, post_to, query};
use crate::locales::t;
use crate::server_fns::auth::{self, FormName, load_form};
use domain::view::FormState;
use leptos::prelude::*;

/// The sign-in.
#[component]
pub fn SignIn() -> impl IntoView {
    let form = query("form");
    let next = query("next");
    let data = Data::new(move || form.get(), |form| load_form(FormName::SignIn, form));
    loaded(data, move |form| page(form, next.get_untracked()))
}

fn page(form: FormState, next: Option<String>) -> AnyView {
    let login = Field::of(&form, "login");
    let password = Field::of(&form, "password");
    let next = next.or_else(|| form.values.get("next").cloned());
    let query = next.as_ref().map_or_else(String::new, |next| format!("?next={}", escaped(next)));
    let (by_code, by_passkey) = (format!("/sign-in/code{query}"), format!("/sign-in/passkey{query}"));
    let action = post_to::<auth::SignIn>();
    view! {
        <Page title=t!(auth::SIGN_IN_TITLE) form>
            <PostForm action button=t!(auth::SIGN_IN_BUTTON) busy=t!(auth::SIGN_IN_BUSY)>
                {next.map(|next| view! { <input type="hidden" name="next" value=next/> })}
                <TextField field=login label=t!(auth::LOGIN) autocomplete="username" inputmode="email"/>
                <PasswordField field=password label=t!(auth::PASSWORD) autocomplete="current-password"/>
                <p><a href="/sign-in/forgotten">{t!(auth::FORGOTTEN_LINK)}</a></p>
            </PostForm>
            <ul class="plain">
                <li><a href=by_code>{t!(ways_in::BY_CODE)}</a></li>
                <li><a href=by_passkey>{t!(ways_in::BY_PASSKEY)}</a></li>
            </ul>
            <h2>{t!(auth::NO_CABINET)}</h2>
            <p>{t!(auth::NO_CABINET_TEXT)}</p>
            <ul class="plain">
                <li><a href="/connect">{t!(home::CONNECT)}</a></li>
                <li><a href="/sign-up">{t!(common::SIGN_UP)}</a></li>
            </ul>
        </Page>
    }
    .into_any()
}
