//! A page with its data: one Suspense around everything, so that the server sends it whole and the browser agrees.
//! Not here: the parts inside `main` (see `page`).

use super::data::{Answer, Data, Loadable, PageResource};
use super::refused::refused;
use crate::Refusal;
use crate::locales::{language, t};
use crate::look::wear;
use crate::server_fns::auth::SignOut;
use crate::server_fns::frame::{Frame, load_frame};
use domain::{Language, Look, TextSize};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_location;
use leptos_router::location::{Location, Url};
use std::sync::Arc;

/// A page that needs data: header, `main` with what `render` makes of the data (or of a refusal), foot.
pub fn loaded<T>(data: Data<T>, render: impl Fn(T) -> AnyView + Send + Sync + 'static) -> AnyView
where
    T: Loadable,
{
    whole(Some(data.resource), Arc::new(move |_, answer| answer.map_or(Err(Refusal::Transport), Answer::read).map(&render)))
}

/// A page without data of its own.
pub fn framed(render: impl Fn(Frame) -> AnyView + Send + Sync + 'static) -> AnyView {
    whole(None, Arc::new(move |frame, _| Ok(render(frame.clone()))))
}

/// What makes the inside of `main` of the frame and the answer of the page's own loader, where it has one.
type Render = Arc<dyn Fn(&Frame, Option<&Answer>) -> Result<AnyView, Refusal> + Send + Sync>;

/// The same code for every page. Each asks anew who is signed in: shared, it would go on showing somebody who has
/// signed out.
fn whole(data: Option<PageResource>, render: Render) -> AnyView {
    let frame = Data::new(|| (), |()| load_frame()).resource;
    let place = use_location();
    view! {
        <Transition>
            {move || {
                let (render, place) = (render.clone(), place.clone());
                Suspend::new(async move {
                    let frame = frame.await.read().unwrap_or_else(|_| Frame { language: language(), ..Frame::default() });
                    let answer = match data {
                        Some(data) => Some(data.await),
                        None => None,
                    };
                    let main = render(&frame, answer.as_ref()).unwrap_or_else(|refusal| {
                        refused(&refusal, &place.pathname.get_untracked(), &frame.agent.phone)
                    });
                    dressed(&frame, &place, main)
                })
            }}
        </Transition>
    }
    .into_any()
}

/// The layout where the person is, in the look of the device.
fn dressed(frame: &Frame, place: &Location, main: AnyView) -> AnyView {
    let look = frame.look;
    Effect::new(move |_| wear(look));
    let (path, search) = (place.pathname.get_untracked(), place.search.get_untracked());
    let here = if search.is_empty() { path.clone() } else { format!("{path}?{search}") };
    layout(frame, &path, here, main)
}

/// Header, `main`, foot. `path` marks the tab, `here` is where the look's button and the language's link come back to.
pub fn layout(frame: &Frame, path: &str, here: String, main: AnyView) -> AnyView {
    let signed_in = frame.viewer.is_some();
    reload_in_their_language(frame.language);
    view! {
        <header class="site-header">
            <div class="site-header__row">
                <a class="brand" href="/">
                    <span class="brand__name">{t!(common::SERVICE)}</span>
                    " "
                    <span class="brand__hint">{t!(common::SERVICE_HINT)}</span>
                </a>
                {tools(frame.look, here)}
                {if signed_in { sign_out() } else { entrances() }}
            </div>
            {signed_in.then(|| tabs(path))}
        </header>
        {frame.demo.then(demo_strip)}
        <main id="main" tabindex="-1">
            {main}
        </main>
        {foot(frame)}
    }
    .into_any()
}

/// Small helpers of every page. The look's form is a plain one on purpose: the page comes back dressed anew.
fn tools(look: Look, here: String) -> AnyView {
    let (text, words) = match look.text {
        TextSize::Normal => (TextSize::Big, t!(look::BIG)),
        TextSize::Big => (TextSize::Normal, t!(look::ORDINARY)),
    };
    let other_language = other_language(&here);
    view! {
        <div class="site-header__tools">
            <form method="post" action="/look" novalidate=true>
                <input type="hidden" name="back" value=here/>
                <button class="tool" type="submit" name="text" value=text.name()>{words}</button>
            </form>
            <a class="tool" href="/accessibility/look">{t!(look::MORE)}</a>
            {other_language}
        </div>
    }
    .into_any()
}

/// A link of its own to the page as it is, in the other language; leaves the application, because the whole page changes.
fn other_language(here: &str) -> AnyView {
    let other = language().other().as_str();
    let href = format!("/language/{other}?back={}", Url::escape(here));
    view! { <a class="tool" href=href lang=other hreflang=other rel="external nofollow">{t!(common::OTHER_LANGUAGE)}</a> }
        .into_any()
}

/// A sign-in without a reload may bring a person with another language: then the page is loaded anew.
fn reload_in_their_language(theirs: Language) {
    Effect::new(move |_| {
        if theirs != language() {
            let _ = window().location().reload();
        }
    });
}

fn demo_strip() -> AnyView {
    view! {
        <aside class="demo-strip" aria-label=t!(common::DEMO_LABEL)>
            <p>{t!(common::DEMO)} " " <a href="/dev/outbox">{t!(common::DEMO_LINK)}</a></p>
        </aside>
    }
    .into_any()
}

fn entrances() -> AnyView {
    view! {
        <nav class="entrances" aria-label=t!(common::ENTRANCES)>
            <a class="button button--quiet" href="/sign-in">{t!(common::SIGN_IN)}</a>
            <a class="entrances__new" href="/sign-up">{t!(common::SIGN_UP)}</a>
        </nav>
    }
    .into_any()
}

/// A plain form on purpose: signing out loads a fresh page, so nothing of the cabinet stays in memory.
fn sign_out() -> AnyView {
    view! {
        <form class="sign-out" method="post" action=SignOut::url() novalidate=true>
            <button class="button button--quiet" type="submit">{t!(common::SIGN_OUT)}</button>
        </form>
    }
    .into_any()
}

fn tabs(path: &str) -> AnyView {
    let tab = |href: &'static str, words: &'static str| {
        let current = if path == href {
            Some("page")
        } else if path.strip_prefix(href).is_some_and(|rest| rest.starts_with('/')) {
            Some("true")
        } else {
            None
        };
        view! { <li><a class="tabs__link" href=href aria-current=current>{words}</a></li> }
    };
    view! {
        <nav class="tabs" aria-label=t!(common::NAVIGATION)>
            <ul>
                {tab("/addresses", t!(common::TAB_ADDRESSES))}
                {tab("/receipts", t!(common::TAB_RECEIPTS))}
                {tab("/relatives", t!(relatives::TAB))}
                {tab("/payments", t!(common::TAB_PAYMENTS))}
                {tab("/settings", t!(common::TAB_SETTINGS))}
            </ul>
        </nav>
    }
    .into_any()
}

fn foot(frame: &Frame) -> AnyView {
    let link = |href: &'static str, words: &'static str| view! { <li><a href=href>{words}</a></li> };
    let agent = frame.agent.clone();
    let call = phone_link(&agent.phone);
    // Nobody knows the phone when the frame itself could not be loaded.
    let phone = (!agent.phone.is_empty()).then(|| view! { <p class="help__phone"><a href=call>{agent.phone}</a></p> });
    view! {
        <footer class="site-foot">
            <section class="help" aria-labelledby="help-heading">
                <h2 id="help-heading">{t!(common::HELP)}</h2>
                <p>{t!(common::HELP_LEAD)}</p>
                {phone}
                <p>{agent.hours}</p>
            </section>
            <nav class="foot-pages" aria-label=t!(common::FOOT_PAGES)>
                <ul>
                    {link("/check", t!(check::TITLE))}
                    {link("/how-to", t!(common::HOW_TO))}
                    {link("/questions", t!(common::QUESTIONS))}
                    {link("/channels", t!(common::CHANNELS))}
                    {link("/contacts", t!(common::CONTACTS))}
                    {link("/privacy", t!(common::PRIVACY))}
                    {link("/accessibility", t!(common::ACCESSIBILITY))}
                </ul>
            </nav>
            <p class="site-foot__agent">{agent.name}</p>
        </footer>
    }
    .into_any()
}

/// `tel:` of a phone as it is written for people.
pub fn phone_link(phone: &str) -> String {
    let digits: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    format!("tel:{digits}")
}
