//! «Напечатать», where the browser can.
//! Not here: how pages look on paper (see the style sheets).

use crate::locales::t;
use leptos::prelude::*;

/// Shown once the page is awake: without JavaScript it could do nothing.
#[component]
pub fn PrintButton() -> impl IntoView {
    // A browser that refuses to print says so itself.
    let print = move |_| drop(window().print());
    view! {
        <p class="print-button awake">
            <button class="button button--quiet" type="button" on:click=print>{t!(common::PRINT)}</button>
        </p>
    }
}
