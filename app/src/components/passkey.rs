//! The button that asks this device for a passkey, and the words around it. Only scripts can ask a device.
//! Not here: pages (see `auth`, `settings`), what a passkey is worth (see `cabinet::passkeys`).

use super::browser::{call, get, has, wait};
use super::post_form::{Target, post};
use crate::locales::t;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsValue;
use std::future::Future;
use std::pin::Pin;
use web_sys::UrlSearchParams;
use web_sys::js_sys::{JSON, Object, Reflect};

/// What the device is to do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Ceremony {
    /// Make a key.
    Make,
    /// Show one.
    Show,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// The page is not awake.
    Asleep,
    /// This browser cannot.
    Unable,
    Ready,
    Busy,
    Failed,
}

/// What the device is asked, as JSON of `WebAuthn`, as soon as it has come.
pub type Question = Pin<Box<dyn Future<Output = Option<String>>>>;

/// The button. `ask` brings the question; what the device says to it goes to `action` as `answer`, with `fields`.
pub fn passkey_button(
    ceremony: Ceremony,
    label: &'static str,
    ask: impl Fn() -> Question + Send + Sync + 'static,
    action: Target,
    fields: Vec<(&'static str, String)>,
) -> AnyView {
    let (state, set_state) = signal(State::Asleep);
    // Whoever has left the page meanwhile has no use for the answer.
    let become_ = move |new: State| {
        let _ = set_state.try_set(new);
    };
    Effect::new(move |_| become_(if is_able() { State::Ready } else { State::Unable }));
    let press = move |_| {
        if state.get_untracked() == State::Busy {
            return;
        }
        become_(State::Busy);
        let (question, fields) = (ask(), fields.clone());
        spawn_local(async move {
            if tell(ceremony, question, action, fields).await.is_none() {
                become_(State::Failed);
            } // else busy until the next page is there
        });
    };
    let words = move || match state.get() {
        State::Asleep => t!(ways_in::PASSKEY_ASLEEP),
        State::Unable => t!(ways_in::PASSKEY_UNABLE),
        State::Failed => t!(ways_in::PASSKEY_FAILED),
        State::Ready | State::Busy => "",
    };
    let button = move || if state.get() == State::Busy { t!(common::BUSY) } else { label };
    let busy = move || (state.get() == State::Busy).then_some("true");
    let able = move || matches!(state.get(), State::Ready | State::Busy | State::Failed);
    let press = StoredValue::new(press);
    view! {
        <p role="status">{words}</p>
        <Show when=able>
            <p>
                <button class="button button--primary" type="button" aria-busy=busy on:click=move |event| press.with_value(|press| press(event))>
                    {button}
                </button>
            </p>
        </Show>
    }
    .into_any()
}

async fn tell(ceremony: Ceremony, question: Question, action: Target, fields: Vec<(&str, String)>) -> Option<()> {
    let answer = device(ceremony, &question.await?).await.ok()?;
    let body = UrlSearchParams::new().ok()?;
    body.append("answer", &answer);
    for (name, value) in fields {
        body.append(name, &value);
    }
    post(action, &body).await.ok()
}

/// Whether this browser knows passkeys and their JSON (Chrome 129, Firefox 119, Safari 18.4): with older ones people use
/// their password.
fn is_able() -> bool {
    let window = window();
    let class = get(&window, "PublicKeyCredential").unwrap_or(JsValue::UNDEFINED);
    !class.is_undefined() && has(&class, "parseRequestOptionsFromJSON") && has(&window.navigator(), "credentials")
}

/// Asks the device, which asks its person.
async fn device(ceremony: Ceremony, question: &str) -> Result<String, JsValue> {
    let window = window();
    let (parse, method) = match ceremony {
        Ceremony::Make => ("parseCreationOptionsFromJSON", "create"),
        Ceremony::Show => ("parseRequestOptionsFromJSON", "get"),
    };
    let question = call(&get(&window, "PublicKeyCredential")?, parse, &[JSON::parse(question)?])?;
    let options = Object::new();
    Reflect::set(&options, &"publicKey".into(), &question)?;
    let credential = wait(call(&get(&window.navigator(), "credentials")?, method, &[options.into()])?).await?;
    let plain = call(&credential, "toJSON", &[])?;
    JSON::stringify(&plain)?.as_string().ok_or(JsValue::UNDEFINED)
}
