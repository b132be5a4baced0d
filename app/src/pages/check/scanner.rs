//! «Сканировать камерой»: only where the browser can read a QR itself, and only on a page that is awake.
//! Not here: the browser's own interfaces (see `camera`); what the text means, which the server says.

use super::camera;
use crate::locales::t;
use leptos::task::spawn_local;
use leptos::web_sys::{HtmlDialogElement, HtmlInputElement};
use leptos::{html, prelude::*, wasm_bindgen::JsCast};

/// The button and the window with the picture. What is read is put into the field, and its form is sent.
#[component]
pub fn Scanner(
    /// The id of the field.
    field: &'static str,
) -> impl IntoView {
    let (able, set_able) = signal(false);
    Effect::new(move |_| set_able.set(camera::can_scan()));
    let (failed, set_failed) = signal(false);
    let (window, picture) = (NodeRef::<html::Dialog>::new(), NodeRef::<html::Video>::new());
    let scan = move |_| {
        let (Some(window), Some(picture)) = (window.get_untracked(), picture.get_untracked()) else { return };
        set_failed.set(false);
        if window.show_modal().is_err() {
            return;
        }
        spawn_local(async move {
            // The window may be closed with the Esc key, and its page left: either ends the scan and frees the camera.
            let wanted = || window.open() && window.is_connected();
            match camera::scan(&picture, wanted).await {
                Ok(Some(text)) => {
                    window.close();
                    send(field, &text);
                }
                Ok(None) => {}
                Err(_) => set_failed.set(true),
            }
        });
    };
    let close = move |_| close(window.get_untracked());
    view! {
        <Show when=move || able.get()>
            <p class="no-print">
                <button class="button button--quiet" type="button" on:click=scan>{t!(check::SCAN)}</button>
            </p>
            <dialog class="scanner" aria-labelledby="scanner-heading" node_ref=window>
                <h2 id="scanner-heading">{t!(check::SCAN_TITLE)}</h2>
                <p>{t!(check::SCAN_TEXT)}</p>
                <p role="status" class="field__error">
                    {move || if failed.get() { t!(check::SCAN_FAILED) } else { "" }}
                </p>
                <video class="scanner__picture" playsinline=true muted=true node_ref=picture></video>
                <button class="button button--quiet" type="button" on:click=close>{t!(check::SCAN_CLOSE)}</button>
            </dialog>
        </Show>
    }
    .into_any()
}

fn close(window: Option<HtmlDialogElement>) {
    if let Some(window) = window {
        window.close();
    }
}

fn send(field: &str, text: &str) {
    let input = document().get_element_by_id(field).and_then(|element| element.dyn_into::<HtmlInputElement>().ok());
    if let Some(input) = input {
        input.set_value(text);
        if let Some(form) = input.form() {
            // A browser that reads QR codes knows `requestSubmit`, which our form hears; it cannot fail without a button.
            let _ = form.request_submit();
        }
    }
}
