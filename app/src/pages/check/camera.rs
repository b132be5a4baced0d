//! The camera and the browser's own reader of QR codes (`BarcodeDetector`, a WICG draft that `web-sys` does not have).
//! Not here: what is shown (see `scanner`).

use leptos::prelude::window;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::HtmlVideoElement;
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{Array, Function, Object, Promise, Reflect};
use web_sys::{MediaStream, MediaStreamConstraints, MediaStreamTrack};

/// How long the picture is left alone between two looks, in milliseconds.
const PAUSE: i32 = 200;

/// Whether this browser reads QR codes and may ask for the camera. On plain http there is no camera at all.
pub fn can_scan() -> bool {
    let window = window();
    window.is_secure_context()
        && Reflect::has(&window, &"BarcodeDetector".into()).unwrap_or(false)
        && Reflect::has(&window.navigator(), &"mediaDevices".into()).unwrap_or(false)
}

/// Shows the camera's picture until a QR code is read (its text) or nobody wants it any more (`None`).
/// The camera is free again in every case. Fails where the camera may not be used.
pub async fn scan(picture: &HtmlVideoElement, wanted: impl Fn() -> bool) -> Result<Option<String>, JsValue> {
    let stream = open().await?;
    let read = look(picture, &stream, wanted).await;
    for track in stream.get_tracks() {
        track.unchecked_into::<MediaStreamTrack>().stop();
    }
    picture.set_src_object(None);
    read
}

/// The camera on the back, where there are two.
async fn open() -> Result<MediaStream, JsValue> {
    let video = Object::new();
    Reflect::set(&video, &"facingMode".into(), &"environment".into())?;
    let wish = MediaStreamConstraints::new();
    wish.set_video(&video);
    let stream = window().navigator().media_devices()?.get_user_media_with_constraints(&wish)?;
    JsFuture::from(stream).await?.dyn_into()
}

async fn look(
    picture: &HtmlVideoElement,
    stream: &MediaStream,
    wanted: impl Fn() -> bool,
) -> Result<Option<String>, JsValue> {
    picture.set_src_object(Some(stream));
    JsFuture::from(picture.play()?).await?;
    let options = Object::new();
    Reflect::set(&options, &"formats".into(), &Array::of1(&"qr_code".into()))?;
    let maker: Function = Reflect::get(&window(), &"BarcodeDetector".into())?.dyn_into()?;
    let reader = Reflect::construct(&maker, &Array::of1(&options))?;
    let detect: Function = Reflect::get(&reader, &"detect".into())?.dyn_into()?;
    while wanted() {
        let promise: Promise = detect.call1(&reader, picture)?.dyn_into()?;
        let found: Array = JsFuture::from(promise).await?.dyn_into()?;
        // Without a code the list is empty, and a property of `undefined` cannot be asked for.
        let first = found.get(0);
        if first.is_object()
            && let Some(text) = Reflect::get(&first, &"rawValue".into())?.as_string().filter(|text| !text.is_empty())
        {
            return Ok(Some(text));
        }
        pause().await?;
    }
    Ok(None)
}

async fn pause() -> Result<JsValue, JsValue> {
    let promise = Promise::new(&mut |done, _| {
        // If there is no timer, the scan ends as if there were no camera: the promise is refused by nobody else.
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&done, PAUSE);
    });
    JsFuture::from(promise).await
}
