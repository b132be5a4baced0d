//! `/settings/sign-in/app…`: an authenticator app from its first code to its last.
//! Not here: the second step of a sign-in (see `auth::second`).

use super::parts::{proof_code, proof_field};
use crate::components::{Back, Data, Field, Page, PostForm, TextField, loaded, post_to, query};
use crate::locales::t;
use crate::pages::receipts::PrintButton;
use crate::server_fns::settings::{BeginApp, EnableApp, RemoveApp, load_app, load_recovery_codes, load_settings};
use domain::view::{AppPage, QrPicture, SettingsPage};
use leptos::prelude::*;

/// Light modules around a symbol: scanners need four.
const QUIET: u32 = 4;

/// Begins it, or ends it.
#[component]
pub fn App() -> impl IntoView {
    let (form, sent) = (query("form"), query("sent"));
    let data = Data::new(move || (form.get(), sent.get()), |(form, _)| load_settings(form));
    loaded(data, move |data| {
        let sent = sent.get_untracked().is_some();
        if data.app { end(data, sent) } else { begin(data, sent) }
    })
}

fn begin(data: SettingsPage, sent: bool) -> AnyView {
    let action = post_to::<BeginApp>();
    let proof = proof_field(&data.form, &data.proof);
    view! {
        <Page title=t!(ways_in::APP_TITLE) back=Back("/settings/sign-in".into()) form=data.form>
            <p class="lead">{t!(ways_in::APP_LEAD)}</p>
            <p>{t!(ways_in::APP_WHICH)}</p>
            {proof_code(&data.proof, "/settings/sign-in/app", sent)}
            <PostForm action button=t!(ways_in::APP_BEGIN)>{proof}</PostForm>
        </Page>
    }
    .into_any()
}

fn end(data: SettingsPage, sent: bool) -> AnyView {
    let action = post_to::<RemoveApp>();
    let proof = proof_field(&data.form, &data.proof);
    view! {
        <Page title=t!(ways_in::APP_OFF_TITLE) back=Back("/settings/sign-in".into()) form=data.form>
            <p class="lead">{t!(ways_in::APP_OFF_LEAD)}</p>
            {proof_code(&data.proof, "/settings/sign-in/app", sent)}
            <PostForm action button=t!(ways_in::APP_OFF_BUTTON)>{proof}</PostForm>
        </Page>
    }
    .into_any()
}

/// The secret for the app, and its first code.
#[component]
pub fn AppCode() -> impl IntoView {
    let form = query("form");
    let data = Data::new(move || form.get(), load_app);
    loaded(data, scan)
}

fn scan(data: AppPage) -> AnyView {
    let action = post_to::<EnableApp>();
    let code = Field::of(&data.form, "code");
    view! {
        <Page title=t!(ways_in::APP_SCAN_TITLE) back=Back("/settings/sign-in/app".into()) form=data.form>
            <p>{t!(ways_in::APP_SCAN)}</p>
            {data.qr.as_ref().map(picture)}
            <p>{t!(ways_in::APP_TYPE)}</p>
            <p class="secret digits">{data.secret}</p>
            <p><a href=data.uri rel="external">{t!(ways_in::APP_OPEN)}</a></p>
            <PostForm action button=t!(ways_in::APP_ENABLE)>
                <TextField
                    field=code
                    label=t!(ways_in::APP_CODE)
                    hint=t!(ways_in::APP_CODE_HINT)
                    autocomplete="one-time-code"
                    inputmode="numeric"
                    width="input--code"
                />
            </PostForm>
        </Page>
    }
    .into_any()
}

/// Black on white whatever the colours of the page: a camera reads nothing else.
fn picture(qr: &QrPicture) -> AnyView {
    let side = (qr.size + 2 * QUIET).to_string();
    let view_box = format!("-{QUIET} -{QUIET} {side} {side}");
    let corner = format!("-{QUIET}");
    view! {
        <svg
            class="qr"
            viewBox=view_box
            shape-rendering="crispEdges"
            role="img"
            aria-label=t!(ways_in::APP_QR_LABEL)
            focusable="false"
        >
            <rect x=corner.clone() y=corner width=side.clone() height=side fill="#fff"/>
            <path d=qr.path.clone() fill="#000"/>
        </svg>
    }
    .into_any()
}

/// The recovery codes, once.
#[component]
pub fn RecoveryCodes() -> impl IntoView {
    let data = Data::new(|| (), |()| load_recovery_codes());
    loaded(data, |codes| {
        let codes: Vec<_> = codes.into_iter().map(|code| view! { <li class="secret digits">{code}</li> }).collect();
        view! {
            <Page title=t!(ways_in::CODES_TITLE)>
                <p class="lead done">{t!(ways_in::CODES_LEAD)}</p>
                <ol class="secrets">{codes}</ol>
                <p>{t!(ways_in::CODES_KEEP)}</p>
                <p><a class="button button--primary" href="/settings/sign-in">{t!(ways_in::CODES_DONE)}</a></p>
                <PrintButton/>
            </Page>
        }
        .into_any()
    })
}
