//! «Прослушать»: the receipt in a few sentences, read aloud; only where the browser can, and only once the page is awake.
//! Not here: the sentences (see the locales), the browser's voice (see `voice`).

use super::voice::{self, End};
use crate::locales::t;
use leptos::prelude::*;

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Silent,
    Speaking,
    Heard,
    Failed,
}

/// The button. While it speaks it stops; leaving the page stops it as well.
#[component]
pub fn Listen(
    /// What is said.
    sentences: Vec<String>,
) -> impl IntoView {
    // Its place is kept before the page is awake; a browser that turns out to be mute has no button.
    let (able, set_able) = signal(true);
    Effect::new(move |_| set_able.set(voice::can_speak()));
    let (state, set_state) = signal(State::Silent);
    // A reading that was stopped still reports its end: only the last one counts.
    let reading = StoredValue::new(0_u32);
    on_cleanup(move || {
        if state.try_get_untracked() == Some(State::Speaking) {
            voice::hush();
        }
    });
    let press = move |_| {
        reading.update_value(|number| *number += 1);
        if state.get_untracked() == State::Speaking {
            voice::hush();
            set_state.set(State::Heard);
            return;
        }
        let mine = reading.get_value();
        let ended = move |end: End| {
            // The page may be left already, and everything of it gone.
            if reading.try_get_value() == Some(mine) {
                set_state.set(match end {
                    End::Said => State::Heard,
                    End::Failed => State::Failed,
                });
            }
        };
        set_state.set(State::Speaking);
        if voice::speak(&sentences, t!(listening::VOICE), ended).is_err() {
            set_state.set(State::Failed);
        }
    };
    let words = move || match state.get() {
        State::Silent | State::Failed => t!(listening::LISTEN),
        State::Speaking => t!(listening::STOP),
        State::Heard => t!(listening::AGAIN),
    };
    view! {
        <Show when=move || able.get()>
            <div class="no-print listen awake">
                <button class="button button--quiet" type="button" on:click=press.clone()>{words}</button>
                <p role="status" class="field__error">
                    {move || if state.get() == State::Failed { t!(listening::FAILED) } else { "" }}
                </p>
            </div>
        </Show>
    }
    .into_any()
}
