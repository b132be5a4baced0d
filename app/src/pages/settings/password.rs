//! `/settings/password`: another password.
//! Not here: a forgotten one (see `auth`).

use super::parts::{proof_code, proof_field};
use crate::components::{Back, Data, Field, Page, PasswordField, PostForm, loaded, post_to, query};
use crate::locales::t;
use crate::server_fns::settings::{ChangePassword, load_settings};
use domain::view::SettingsPage;
use leptos::prelude::*;

/// The form.
#[component]
pub fn Password() -> impl IntoView {
    let (form, sent) = (query("form"), query("sent"));
    let data = Data::new(move || (form.get(), sent.get()), |(form, _)| load_settings(form));
    loaded(data, move |data| page(data, sent.get_untracked().is_some()))
}

fn page(data: SettingsPage, sent: bool) -> AnyView {
    let action = post_to::<ChangePassword>();
    let password = Field::of(&data.form, "password");
    let proof = proof_field(&data.form, &data.proof);
    let letter = if data.viewer.has_password { t!(settings::CHANGE_PASSWORD) } else { t!(settings::SET_PASSWORD) };
    view! {
        <Page title=t!(settings_forms::PASSWORD_TITLE) back=Back("/settings".into()) form=data.form>
            <p class="lead">{t!(settings_forms::PASSWORD_LEAD)}</p>
            {proof_code(&data.proof, "/settings/password", sent)}
            <PostForm action button=t!(settings_forms::PASSWORD_BUTTON)>
                {proof}
                <PasswordField
                    field=password
                    label=t!(auth::NEW_PASSWORD)
                    hint=t!(auth::NEW_PASSWORD_HINT)
                    autocomplete="new-password"
                />
            </PostForm>
            <h2>{t!(settings_forms::PASSWORD_FORGOTTEN)}</h2>
            <p><a href="/sign-in/forgotten">{letter}</a></p>
        </Page>
    }
    .into_any()
}
