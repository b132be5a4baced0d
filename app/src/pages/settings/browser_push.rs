//! What the browser knows of push, by name: its types in `web-sys` would weigh more than these few calls.
//! Not here: the buttons (see `device_push`), what is shown when a notice comes (see `public/sw.js`).

use crate::components::browser::{call, get, has, wait};
use leptos::prelude::window;
use leptos::wasm_bindgen::JsValue;
use web_sys::js_sys::{Object, Reflect};

/// The address of this device at its push service, and its keys.
pub struct Subscription {
    /// Address.
    pub endpoint: String,
    /// Public key, base64url.
    pub p256dh: String,
    /// Shared secret, base64url.
    pub auth: String,
}

/// Whether this browser can: Safari on iPhones can only from the home screen.
pub fn can_push() -> bool {
    let window = window();
    has(&window, "PushManager") && has(&window, "Notification") && has(&window.navigator(), "serviceWorker")
}

/// Whether the person has told the browser never to show notices of ours.
pub fn is_forbidden() -> bool {
    let permission = get(&window(), "Notification").and_then(|notification| get(&notification, "permission"));
    permission.is_ok_and(|permission| permission.as_string().as_deref() == Some("denied"))
}

/// How the device is signed up; none if it is not.
pub async fn current() -> Result<Option<Subscription>, JsValue> {
    let registration = wait(call(&container()?, "getRegistration", &[])?).await?;
    if registration.is_undefined() {
        return Ok(None);
    }
    let subscription = wait(call(&get(&registration, "pushManager")?, "getSubscription", &[])?).await?;
    if subscription.is_null() { Ok(None) } else { read(&subscription).map(Some) }
}

/// Signs the device up; the browser asks the person first. To be called by a press of a button.
pub async fn subscribe(key: &str) -> Result<Subscription, JsValue> {
    // Some browsers ask only while the press is fresh: nothing may be waited for before.
    let asked = call(&get(&window(), "Notification")?, "requestPermission", &[])?;
    wait(asked).await?;
    wait(call(&container()?, "register", &["/sw.js".into()])?).await?;
    let registration = wait(get(&container()?, "ready")?).await?;
    let manager = get(&registration, "pushManager")?;
    // One made with another key of ours would be in the way.
    drop_of(&manager).await?;
    let options = Object::new();
    Reflect::set(&options, &"userVisibleOnly".into(), &JsValue::TRUE)?;
    Reflect::set(&options, &"applicationServerKey".into(), &key.into())?;
    read(&wait(call(&manager, "subscribe", &[options.into()])?).await?)
}

/// Signs the device off.
pub async fn unsubscribe() -> Result<(), JsValue> {
    let registration = wait(call(&container()?, "getRegistration", &[])?).await?;
    if registration.is_undefined() { Ok(()) } else { drop_of(&get(&registration, "pushManager")?).await }
}

async fn drop_of(manager: &JsValue) -> Result<(), JsValue> {
    let old = wait(call(manager, "getSubscription", &[])?).await?;
    if !old.is_null() {
        wait(call(&old, "unsubscribe", &[])?).await?;
    }
    Ok(())
}

fn container() -> Result<JsValue, JsValue> {
    get(&window().navigator(), "serviceWorker")
}

fn read(subscription: &JsValue) -> Result<Subscription, JsValue> {
    let plain = call(subscription, "toJSON", &[])?;
    let keys = get(&plain, "keys")?;
    let text = |target: &JsValue, name: &str| get(target, name)?.as_string().ok_or(JsValue::UNDEFINED);
    Ok(Subscription { endpoint: text(&plain, "endpoint")?, p256dh: text(&keys, "p256dh")?, auth: text(&keys, "auth")? })
}
