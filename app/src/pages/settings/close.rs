//! `/settings/close`: the end of a cabinet.
//! Not here: what happens to the accounts (see `cabinet::own_data`).

use super::parts::{proof_code, proof_field};
use crate::components::{Back, Data, Page, PostForm, framed, loaded, post_to, query};
use crate::locales::t;
use crate::server_fns::settings::{CloseCabinet, load_settings};
use domain::view::SettingsPage;
use leptos::prelude::*;

/// What it means, and the form.
#[component]
pub fn Close() -> impl IntoView {
    let (form, sent) = (query("form"), query("sent"));
    let data = Data::new(move || (form.get(), sent.get()), |(form, _)| load_settings(form));
    loaded(data, move |data| page(data, sent.get_untracked().is_some()))
}

fn page(data: SettingsPage, sent: bool) -> AnyView {
    let action = post_to::<CloseCabinet>();
    let proof = proof_field(&data.form, &data.proof);
    let points: Vec<_> = t!(settings_forms::CLOSE_POINTS).into_iter().map(|point| view! { <li>{point}</li> }).collect();
    view! {
        <Page title=t!(settings_forms::CLOSE_TITLE) back=Back("/settings".into()) form=data.form>
            <p class="lead">{t!(settings_forms::CLOSE_LEAD)}</p>
            <ul>{points}</ul>
            <p><a href="/settings/data">{t!(settings_forms::CLOSE_DATA)}</a></p>
            {proof_code(&data.proof, "/settings/close", sent)}
            <PostForm action button=t!(settings_forms::CLOSE_BUTTON) busy=t!(settings_forms::CLOSE_BUSY)>
                {proof}
            </PostForm>
        </Page>
    }
    .into_any()
}

/// After the button.
#[component]
pub fn Closed() -> impl IntoView {
    framed(|_| {
        view! {
            <Page title=t!(settings_forms::CLOSED_TITLE)>
                <p class="lead done">{t!(settings_forms::CLOSED_LEAD)}</p>
                <p><a class="button button--quiet" href="/">{t!(common::TO_HOME)}</a></p>
            </Page>
        }
        .into_any()
    })
}
