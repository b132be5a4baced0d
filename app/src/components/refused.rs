//! Pages that say why there is no page.
//! Not here: problems of a form (see `error_summary`).

use super::loaded::framed;
use super::page::Page;
use super::url::query;
use crate::Refusal;
use crate::locales::t;
use leptos::prelude::*;

/// What `main` shows instead of the data.
pub fn refused(refusal: &Refusal, path: &str, phone: &str) -> AnyView {
    match refusal {
        Refusal::SignIn => sign_in(path),
        Refusal::NotFound => not_found(),
        Refusal::Unavailable { incident } => broken(incident, phone),
        Refusal::Elsewhere => ().into_any(),
        Refusal::Transport => lost(path, phone),
    }
}

/// `/problem`: a form could not be taken because of us. Its number is in the log, and nowhere else.
#[component]
pub fn Problem() -> impl IntoView {
    let incident = query("incident");
    framed(move |frame| {
        let incident = incident.get_untracked().unwrap_or_default();
        let plain = incident.len() <= 16 && incident.bytes().all(|b| b.is_ascii_hexdigit());
        broken(if plain { &incident } else { "" }, &frame.agent.phone)
    })
}

/// Any address that is not a page.
#[component]
pub fn NotFound() -> impl IntoView {
    framed(|_| not_found())
}

fn not_found() -> AnyView {
    status(404);
    view! {
        <Page title=t!(common::NOT_FOUND_TITLE)>
            <p>{t!(common::NOT_FOUND_TEXT)}</p>
            <p><a href="/">{t!(common::TO_HOME)}</a></p>
        </Page>
    }
    .into_any()
}

/// Seldom seen: the server has already sent the person to the sign-in, with or without JavaScript.
fn sign_in(path: &str) -> AnyView {
    let href = format!("/sign-in?next={path}");
    view! {
        <Page title=t!(common::SIGN_IN_TITLE)>
            <p>{t!(common::SIGN_IN_TEXT)}</p>
            <p><a class="button button--primary" href=href>{t!(common::SIGN_IN_LINK)}</a></p>
        </Page>
    }
    .into_any()
}

fn broken(incident: &str, phone: &str) -> AnyView {
    status(500);
    let (call, number) = (t!(common::or_call(phone)), t!(common::incident(incident)));
    view! {
        <Page title=t!(common::BROKEN_TITLE)>
            <p>{t!(common::BROKEN_TEXT)}</p>
            <p>{call}</p>
            <p class="small">{number}</p>
        </Page>
    }
    .into_any()
}

fn lost(path: &str, phone: &str) -> AnyView {
    status(503);
    let call = (!phone.is_empty()).then(|| t!(common::or_call(phone)));
    let path = path.to_owned();
    view! {
        <Page title=t!(common::LOST_TITLE)>
            <p>{t!(common::LOST_TEXT)}</p>
            <p><a class="button button--primary" href=path rel="external">{t!(common::RELOAD)}</a></p>
            {call.map(|call| view! { <p>{call}</p> })}
        </Page>
    }
    .into_any()
}

/// The status of the page that is being rendered.
#[cfg(feature = "ssr")]
pub fn status(code: u16) {
    if let Ok(code) = http::StatusCode::from_u16(code) {
        crate::http::set_status(code);
    }
}

/// Only a server answers with a status.
#[cfg(not(feature = "ssr"))]
pub fn status(_code: u16) {}
