//! The tab «Настройки»: contacts, password, sessions.
//! Not here: data access, which goes through `server_fns`.

use crate::components::{Page, PostForm, loaded, query};
use crate::locales::t;
use crate::pages::addresses::parts::{EmailTrouble, email_banner};
use crate::server_fns::auth::SignOutEverywhere;
use crate::server_fns::settings::load_settings;
use domain::view::Viewer;
use leptos::prelude::*;

/// The settings of the person who is signed in.
#[component]
pub fn Settings() -> impl IntoView {
    let sent = query("sent");
    let data = Resource::new_blocking(move || sent.get(), |_| load_settings());
    loaded(data, move |viewer| page(viewer, sent.get_untracked().is_some()))
}

fn page(viewer: Viewer, sent: bool) -> AnyView {
    let (trouble, state) = if !viewer.email_confirmed {
        (Some(EmailTrouble::Unconfirmed), t!(settings::EMAIL_UNCONFIRMED))
    } else if viewer.email_failing {
        (Some(EmailTrouble::Failing), t!(settings::EMAIL_FAILING))
    } else {
        (None, t!(settings::EMAIL_CONFIRMED))
    };
    let (password, change) = if viewer.has_password {
        (t!(settings::PASSWORD_SET), t!(settings::CHANGE_PASSWORD))
    } else {
        (t!(settings::PASSWORD_UNSET), t!(settings::SET_PASSWORD))
    };
    let action = ServerAction::<SignOutEverywhere>::new();
    view! {
        <Page title=t!(settings::TITLE)>
            {email_banner(trouble, sent)}
            <dl class="summary-list">
                <div><dt>{t!(settings::EMAIL)}</dt><dd>{viewer.email}<br/>{state}</dd></div>
                <div>
                    <dt>{t!(settings::PHONE)}</dt>
                    <dd><span class="nowrap">{viewer.phone}</span><br/>{t!(settings::PHONE_TEXT)}</dd>
                </div>
                <div>
                    <dt>{t!(settings::PASSWORD)}</dt>
                    <dd>{password}<br/><a href="/sign-in/forgotten">{change}</a></dd>
                </div>
            </dl>
            <p><a href="/accessibility/look">{t!(look::TITLE)}</a></p>
            <h2>{t!(settings::CHANGE_HEADING)}</h2>
            <p>{t!(settings::CHANGE_TEXT)}</p>
            <h2>{t!(settings::SESSIONS_HEADING)}</h2>
            <p>{t!(settings::SESSIONS_TEXT)}</p>
            <PostForm
                action
                button=t!(settings::SIGN_OUT_EVERYWHERE)
                busy=t!(settings::SIGN_OUT_BUSY)
                quiet=true
            />
        </Page>
    }
    .into_any()
}
