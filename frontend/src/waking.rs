//! Waking up in two tasks, not one: between them the browser answers what a person presses and types.
//! Not here: what wakes up (see the crate's root).

use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};
use gloo_timers::future::TimeoutFuture;
use std::cell::RefCell;
use wasm_bindgen_futures::spawn_local;

thread_local! {
    /// What a page starts while it wakes up: effects, and the readers of its data. `None` once it is awake.
    static HELD: RefCell<Option<Vec<PinnedLocalFuture<()>>>> = const { RefCell::new(None) };
}

/// Starts everything at once, but for what a page starts while it wakes up.
struct Holding;

impl CustomExecutor for Holding {
    fn spawn(&self, future: PinnedFuture<()>) {
        self.spawn_local(future);
    }

    fn spawn_local(&self, future: PinnedLocalFuture<()>) {
        HELD.with_borrow_mut(|held| match held {
            Some(held) => held.push(future),
            None => spawn_local(future),
        });
    }

    fn poll_local(&self) {}
}

/// Mounts a page, then starts in the browser's next task what the page has started meanwhile.
pub async fn wake(mount: impl FnOnce()) {
    // Before Leptos sets its own: the first one stays.
    let _ = Executor::init_local_custom_executor(Holding);
    HELD.replace(Some(Vec::new()));
    mount();
    TimeoutFuture::new(0).await;
    HELD.take().into_iter().flatten().for_each(spawn_local);
}
