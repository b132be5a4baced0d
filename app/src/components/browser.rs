//! Calls of the browser by name, for what its types in `web-sys` would weigh too much.
//! Not here: what is called (see `passkey`, `settings::browser_push`).

use leptos::wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{Array, Function, Promise, Reflect};

/// Whether there is a property.
pub fn has(target: &JsValue, name: &str) -> bool {
    get(target, name).is_ok_and(|value| !value.is_undefined())
}

/// A property; undefined where there is none.
pub fn get(target: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    Reflect::get(target, &name.into())
}

/// Calls a method.
pub fn call(target: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let method: Function = get(target, method)?.dyn_into()?;
    method.apply(target, &arguments.iter().collect::<Array>())
}

/// Waits for a promise.
pub async fn wait(promise: JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::resolve(&promise)).await
}
