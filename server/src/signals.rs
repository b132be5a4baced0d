//! SIGTERM and Ctrl+C become a [`Stop`] that everything which runs for ever hears.
//! Not here: what is finished before the end (see `commands`, `cabinet::delivery`).

use cabinet::delivery::{Stop, Stopper};
use std::time::Duration;
use tokio::signal::unix::{SignalKind, signal};
use tokio::task::JoinHandle;

/// How long whatever runs for ever may take to finish what is under way.
const LONGEST: Duration = Duration::from_secs(20);

/// Hears the first signal that asks this process to stop.
pub fn stop() -> Stop {
    let (stopper, stop) = Stopper::new();
    tokio::spawn(async move {
        let interrupt = tokio::signal::ctrl_c();
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => {
                tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
            }
            Err(_) => {
                let _ = interrupt.await;
            }
        }
        stopper.ask();
        // As long as somebody listens: a stopper that is gone can no longer be heard.
        std::future::pending::<()>().await;
    });
    stop
}

/// Waits for a worker that was asked to stop. One that does not end is cut off: what it was handing over stays claimed and
/// is settled by the next one.
pub async fn finish(worker: JoinHandle<()>) {
    let abort = worker.abort_handle();
    if tokio::time::timeout(LONGEST, worker).await.is_err() {
        abort.abort();
    }
}
