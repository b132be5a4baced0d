//! The browser's voice (`speechSynthesis`), by name: its types in `web-sys` would weigh more than these few calls.
//! Not here: the button (see `listen`), the words (see the locales).

use leptos::prelude::window;
use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{Array, Function, Reflect};

const SYNTHESIS: &str = "speechSynthesis";
const UTTERANCE: &str = "SpeechSynthesisUtterance";

/// How a reading ended by itself.
pub enum End {
    /// Everything was said.
    Said,
    /// The browser could not say it.
    Failed,
}

/// Whether this browser can read aloud.
pub fn can_speak() -> bool {
    let window = window();
    let has = |name: &str| Reflect::get(&window, &name.into()).is_ok_and(|value| value.is_object() || value.is_function());
    has(SYNTHESIS) && has(UTTERANCE)
}

/// Falls silent.
pub fn hush() {
    let _ = call("cancel", None);
}

/// Says the sentences one after another, each by itself: some browsers break off in the midst of a long text. `ended` is
/// told once, unless somebody hushes before.
pub fn speak(sentences: &[String], language: &str, ended: impl Fn(End) + Clone + 'static) -> Result<(), JsValue> {
    hush();
    let maker: Function = Reflect::get(&window(), &UTTERANCE.into())?.dyn_into()?;
    for (i, sentence) in sentences.iter().enumerate() {
        let utterance = Reflect::construct(&maker, &Array::of1(&sentence.into()))?;
        Reflect::set(&utterance, &"lang".into(), &language.into())?;
        if i + 1 == sentences.len() {
            listen(&utterance, "onend", ended.clone(), || End::Said)?;
        }
        listen(&utterance, "onerror", ended.clone(), || End::Failed)?;
        call("speak", Some(&utterance))?;
    }
    Ok(())
}

/// The utterance keeps what listens to it alive, and the browser the utterance while it is spoken.
fn listen(utterance: &JsValue, event: &str, ended: impl Fn(End) + 'static, how: fn() -> End) -> Result<bool, JsValue> {
    let told = Closure::once_into_js(move || ended(how()));
    Reflect::set(utterance, &event.into(), &told)
}

fn call(method: &str, argument: Option<&JsValue>) -> Result<JsValue, JsValue> {
    let synthesis = Reflect::get(&window(), &SYNTHESIS.into())?;
    let method: Function = Reflect::get(&synthesis, &method.into())?.dyn_into()?;
    match argument {
        Some(argument) => method.call1(&synthesis, argument),
        None => method.call0(&synthesis),
    }
}
