//! `/settings/email`: another e-mail, and the page of the link that comes there.
//! Not here: undoing it (see `undo`).

use super::parts::{proof_code, proof_field};
use crate::components::{Back, Data, Field, Page, PostForm, TextField, framed, loaded, param, post_to, query};
use crate::locales::t;
use crate::server_fns::settings::{ChangeEmail, ConfirmNewEmail, load_new_email, load_settings};
use domain::view::{NewEmailPage, SettingsPage};
use leptos::prelude::*;

/// The form.
#[component]
pub fn Email() -> impl IntoView {
    let (form, sent) = (query("form"), query("sent"));
    let data = Data::new(move || (form.get(), sent.get()), |(form, _)| load_settings(form));
    loaded(data, move |data| page(data, sent.get_untracked().is_some()))
}

fn page(data: SettingsPage, sent: bool) -> AnyView {
    let action = post_to::<ChangeEmail>();
    let email = Field::of(&data.form, "email");
    let proof = proof_field(&data.form, &data.proof);
    view! {
        <Page title=t!(settings_forms::EMAIL_TITLE) back=Back("/settings".into()) form=data.form>
            <p class="lead">{t!(settings_forms::email_lead(&data.viewer.email))}</p>
            {proof_code(&data.proof, "/settings/email", sent)}
            <PostForm action button=t!(settings_forms::EMAIL_BUTTON)>
                <TextField
                    field=email
                    label=t!(settings_forms::EMAIL_NEW)
                    hint=t!(settings_forms::EMAIL_NEW_HINT)
                    kind="email"
                    autocomplete="email"
                />
                {proof}
            </PostForm>
        </Page>
    }
    .into_any()
}

/// The page of the link: one button, because mail scanners open links and must not change anything.
#[component]
pub fn NewEmail() -> impl IntoView {
    let token = param("token");
    let data = Data::new(move || token.get(), load_new_email);
    loaded(data, move |link| match link {
        NewEmailPage::Live(email) => confirm(token.get_untracked(), &email),
        NewEmailPage::Dead => dead(t!(settings_forms::LINK_DEAD_TITLE), t!(settings_forms::LINK_DEAD_TEXT)),
        NewEmailPage::Taken => dead(t!(auth::EMAIL_TAKEN_TITLE), t!(auth::EMAIL_TAKEN_TEXT)),
    })
}

fn confirm(token: String, email: &str) -> AnyView {
    let action = post_to::<ConfirmNewEmail>();
    let lead = t!(settings_forms::new_email_lead(email));
    view! {
        <Page title=t!(settings_forms::NEW_EMAIL_TITLE)>
            <p class="lead">{lead}</p>
            <PostForm action button=t!(settings_forms::NEW_EMAIL_BUTTON)>
                <input type="hidden" name="token" value=token/>
            </PostForm>
            <p>{t!(settings_forms::NEW_EMAIL_NOT_YOURS)}</p>
        </Page>
    }
    .into_any()
}

/// A link that is of no use any more.
pub fn dead(title: &'static str, text: &'static str) -> AnyView {
    view! {
        <Page title>
            <p class="lead">{text}</p>
            <p><a class="button button--primary" href="/settings">{t!(settings_forms::LINK_DEAD_LINK)}</a></p>
        </Page>
    }
    .into_any()
}

/// After the button.
#[component]
pub fn EmailDone() -> impl IntoView {
    framed(|_| {
        view! {
            <Page title=t!(settings_forms::NEW_EMAIL_DONE_TITLE)>
                <p class="lead done">{t!(settings_forms::NEW_EMAIL_DONE)}</p>
                <p><a class="button button--primary" href="/settings">{t!(settings_forms::LINK_DEAD_LINK)}</a></p>
            </Page>
        }
        .into_any()
    })
}
