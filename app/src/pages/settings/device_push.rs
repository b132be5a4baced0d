//! Notices on the screen of this device: on and off. Needs scripts, because only they can ask the browser for it.
//! Not here: what the browser does (see `browser_push`), who is told what (see `cabinet::push`).

use super::browser_push::{self as browser, Subscription};
use crate::components::{PostForm, post_to};
use crate::locales::t;
use crate::server_fns::settings::{DropAllPush, drop_push, keep_push, push_is_on};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// The page is not awake.
    Asleep,
    /// This browser cannot.
    Unable,
    /// The person has forbidden it in the browser.
    Forbidden,
    Off,
    On,
    Busy,
    Failed,
}

/// The section: `key` is our public key, `devices` how many devices are told now.
pub fn device_push(key: String, devices: usize) -> AnyView {
    let (state, set_state) = signal(State::Asleep);
    // Whoever has left the page meanwhile has no use for the answer.
    let become_ = move |new: State| {
        let _ = set_state.try_set(new);
    };
    Effect::new(move |_| {
        if !browser::can_push() {
            become_(State::Unable);
        } else if browser::is_forbidden() {
            become_(State::Forbidden);
        } else {
            spawn_local(async move { become_(if is_on().await { State::On } else { State::Off }) });
        }
    });
    let key = StoredValue::new(key);
    let turn_on = move |_| {
        if state.get_untracked() == State::Busy {
            return;
        }
        become_(State::Busy);
        spawn_local(async move {
            let key = key.try_get_value().unwrap_or_default();
            become_(match sign_up(&key).await {
                Some(()) => State::On,
                None if browser::is_forbidden() => State::Forbidden,
                None => State::Failed,
            });
        });
    };
    let turn_off = move |_| {
        become_(State::Busy);
        spawn_local(async move {
            become_(if sign_off().await.is_some() { State::Off } else { State::Failed });
        });
    };
    let words = move || match state.get() {
        State::Asleep => t!(push::ASLEEP),
        State::Unable => t!(push::UNABLE),
        State::Forbidden => t!(push::FORBIDDEN),
        State::On => t!(push::IS_ON),
        State::Off | State::Busy => "",
        State::Failed => t!(push::NOT_DONE),
    };
    let can_turn_on = move || matches!(state.get(), State::Off | State::Busy | State::Failed);
    let label = move || if state.get() == State::Busy { t!(common::BUSY) } else { t!(push::TURN_ON) };
    let busy = move || (state.get() == State::Busy).then_some("true");
    view! {
        <section aria-labelledby="push">
            <h2 id="push">{t!(push::HEADING)}</h2>
            <p>{t!(push::LEAD)}</p>
            <p role="status">{words}</p>
            <Show when=can_turn_on>
                <p>
                    <button class="button button--quiet" type="button" aria-busy=busy on:click=turn_on>{label}</button>
                </p>
            </Show>
            <Show when=move || state.get() == State::On>
                <p>
                    <button class="button button--quiet" type="button" on:click=turn_off>{t!(push::TURN_OFF)}</button>
                </p>
            </Show>
            {(devices > 0).then(|| everywhere(devices))}
        </section>
    }
    .into_any()
}

/// Works without scripts, and for a device that is lost.
fn everywhere(devices: usize) -> AnyView {
    let action = post_to::<DropAllPush>();
    view! {
        <p>{t!(push::devices(devices))}</p>
        <PostForm action button=t!(push::TURN_OFF_EVERYWHERE) quiet=true/>
    }
    .into_any()
}

/// The browser and the cabinet both say so: a device that was given to somebody else is theirs.
async fn is_on() -> bool {
    match browser::current().await {
        Ok(Some(Subscription { endpoint, .. })) => push_is_on(endpoint).await.unwrap_or(false),
        _ => false,
    }
}

async fn sign_up(key: &str) -> Option<()> {
    let Subscription { endpoint, p256dh, auth } = browser::subscribe(key).await.ok()?;
    keep_push(endpoint, p256dh, auth).await.ok()
}

/// First here: what the cabinet does not know any more is never sent.
async fn sign_off() -> Option<()> {
    if let Ok(Some(Subscription { endpoint, .. })) = browser::current().await {
        drop_push(endpoint).await.ok()?;
    }
    browser::unsubscribe().await.ok()
}
