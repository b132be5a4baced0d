//! `/sign-in/forgotten`: asks for a link to a new password.
//! Not here: the page that the link opens (see `new_password`).

use crate::components::{Back, Data, Field, Page, PostForm, TextField, framed, loaded, post_to, query};
use crate::locales::t;
use crate::server_fns::auth::{ForgottenPassword, FormName, load_form};
use domain::view::FormState;
use leptos::prelude::*;

/// The form.
#[component]
pub fn Forgotten() -> impl IntoView {
    let form = query("form");
    let data = Data::new(move || form.get(), |form| load_form(FormName::Forgotten, form));
    loaded(data, page)
}

fn page(form: FormState) -> AnyView {
    let email = Field::of(&form, "email");
    let action = post_to::<ForgottenPassword>();
    view! {
        <Page title=t!(auth::FORGOTTEN_TITLE) back=Back("/sign-in".into()) form>
            <p class="lead">{t!(auth::FORGOTTEN_LEAD)}</p>
            <PostForm
                action
                button=t!(auth::FORGOTTEN_BUTTON)
                busy=t!(common::BUSY)
            >
                <TextField field=email label=t!(auth::EMAIL) kind="email" autocomplete="email"/>
            </PostForm>
        </Page>
    }
    .into_any()
}

/// The same answer whether or not there is such a cabinet.
#[component]
pub fn ForgottenSent() -> impl IntoView {
    framed(|_| {
        view! {
            <Page title=t!(auth::SENT_TITLE) back=Back("/sign-in/forgotten".into())>
                <p class="lead">{t!(auth::SENT_LEAD)}</p>
                <ul>
                    <li>{t!(auth::SENT_SPAM)}</li>
                    <li>{t!(auth::SENT_OTHER)}</li>
                </ul>
            </Page>
        }
        .into_any()
    })
}
