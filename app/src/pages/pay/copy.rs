//! «Скопировать реквизиты», where the browser can.
//! Not here: the details themselves (see `payee`).

use crate::locales::t;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

/// Shown once the page is awake: without JavaScript it could do nothing.
#[component]
pub fn CopyButton(
    /// What is copied.
    text: String,
    /// Of which payee, for ears.
    whose: String,
) -> impl IntoView {
    let (said, say) = signal("");
    let text = StoredValue::new(text);
    let copy = move |_| {
        spawn_local(async move {
            let done = write(&text.get_value()).await;
            say.set(if done { t!(pay::COPIED) } else { t!(pay::NOT_COPIED) });
        });
    };
    view! {
        <p class="no-print awake">
            <button class="button button--quiet" type="button" on:click=copy>
                {t!(pay::COPY)}
                <span class="hidden">{whose}</span>
            </button>
        </p>
        <p class="copied" aria-live="polite">{move || said.get()}</p>
    }
    .into_any()
}

/// Whether the clipboard took it. On plain http there is no clipboard at all, and calling it would throw.
async fn write(text: &str) -> bool {
    let window = window();
    if !window.is_secure_context() {
        return false;
    }
    JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
}
