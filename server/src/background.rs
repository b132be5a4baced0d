//! Threads for work in the mass, which give way to everything that somebody waits for.
//! Not here: the work (see `cabinet::delivery`).

use std::io;
use tokio::runtime::{Builder, Handle, Runtime};

/// How far behind everybody else, of 19: such a thread gets a tenth of what it would get beside one that has work too.
const NICE: i32 = 10;

/// Threads of their own; they end with it.
pub struct Background(Option<Runtime>);

impl Background {
    /// Starts them.
    pub fn start() -> io::Result<Self> {
        let mut threads = Builder::new_multi_thread();
        threads.enable_all().thread_name("background").on_thread_start(|| {
            // Linux knows niceness by the thread. Where it is refused, the work is done all the same.
            if let Err(error) = rustix::process::setpriority_process(None, NICE) {
                tracing::warn!(%error, "work in the mass runs beside the pages, not behind them");
            }
        });
        threads.build().map(|runtime| Self(Some(runtime)))
    }

    /// Where to spawn.
    pub fn handle(&self) -> Handle {
        self.0.as_ref().map_or_else(Handle::current, |runtime| runtime.handle().clone())
    }
}

impl Drop for Background {
    /// Waits for nothing: what runs there is finished before, or may be lost.
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}
