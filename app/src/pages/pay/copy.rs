//! «Скопировать реквизиты», where the browser can.
//! Not here: the details themselves (see `payee`).

use crate::components::Hydrated;
use crate::locales::t;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

/// Shown once the page is awake: without JavaScript it could do nothing.
#[component]
pub fn CopyButton(
    /// What is copied.
    text: String,
    /// Whose details, for ears.
    whose: String,
) -> impl IntoView {
    let hydrated = use_context::<Hydrated>();
    let awake = move || hydrated.is_some_and(|hydrated| hydrated.0.get());
    let (said, say) = signal("");
    let text = StoredValue::new(text);
    let copy = move |_| {
        spawn_local(async move {
            let done = write(&text.get_value()).await;
            say.set(if done { t!(pay::COPIED) } else { t!(pay::NOT_COPIED) });
        });
    };
    view! {
        <Show when=awake>
            <p class="no-print">
                <button class="button button--quiet" type="button" on:click=copy>
                    {t!(pay::COPY)}
                    <span class="hidden">{t!(pay::of_payee(&whose))}</span>
                </button>
            </p>
        </Show>
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
