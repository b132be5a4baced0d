//! `/sign-in/new-password/{token}`: the page that the letter's link opens.
//! Not here: the letter.

use crate::components::{Data, Field, Page, PasswordField, PostForm, loaded, param, post_to, query};
use crate::locales::t;
use crate::server_fns::auth::{self, FormName, LinkKind, LinkState, load_form, load_link};
use domain::view::FormState;
use leptos::prelude::*;

/// The form, or why the link is of no use any more.
#[component]
pub fn NewPassword() -> impl IntoView {
    let token = param("token");
    let form = query("form");
    let data = Data::new(
        move || (token.get(), form.get()),
        |(token, form)| async move {
            let link = load_link(LinkKind::Password, token).await?;
            Ok((link, load_form(FormName::NewPassword, form).await?))
        },
    );
    loaded(data, move |(link, form)| match link {
        LinkState::Live => page(token.get_untracked(), form),
        LinkState::Dead | LinkState::Taken => dead(),
    })
}

fn page(token: String, form: FormState) -> AnyView {
    let password = Field::of(&form, "password");
    let action = post_to::<auth::NewPassword>();
    view! {
        <Page title=t!(auth::NEW_PASSWORD_TITLE) form>
            <PostForm action button=t!(auth::NEW_PASSWORD_BUTTON)>
                <input type="hidden" name="token" value=token/>
                <PasswordField
                    field=password
                    label=t!(auth::NEW_PASSWORD)
                    hint=t!(auth::NEW_PASSWORD_HINT)
                    autocomplete="new-password"
                />
            </PostForm>
        </Page>
    }
    .into_any()
}

fn dead() -> AnyView {
    view! {
        <Page title=t!(auth::PASSWORD_DEAD_TITLE)>
            <p class="lead">{t!(auth::PASSWORD_DEAD_TEXT)}</p>
            <p><a class="button button--primary" href="/sign-in/forgotten">{t!(auth::PASSWORD_DEAD_LINK)}</a></p>
        </Page>
    }
    .into_any()
}
