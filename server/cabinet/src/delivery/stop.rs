//! Asking a worker to stop, and hearing that it is asked.
//! Not here: signals (see the binary).

use std::time::Duration;
use tokio::sync::watch;

/// Asks to stop.
#[derive(Debug)]
pub struct Stopper(watch::Sender<bool>);

/// Hears it.
#[derive(Clone, Debug)]
pub struct Stop(watch::Receiver<bool>);

impl Stopper {
    /// One that has not asked yet, and what hears it.
    pub fn new() -> (Self, Stop) {
        let (sender, receiver) = watch::channel(false);
        (Self(sender), Stop(receiver))
    }

    /// Asks. Everybody who hears it finishes what is under way.
    pub fn ask(&self) {
        self.0.send_replace(true);
    }
}

impl Stop {
    /// One that nobody ever asks.
    pub fn never() -> Self {
        Stopper::new().1
    }

    /// Whether it is asked.
    pub fn is_asked(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits that long, or until it is asked.
    pub async fn within(&mut self, wait: Duration) {
        let _ = tokio::time::timeout(wait, self.asked()).await;
    }

    /// Waits until it is asked.
    pub async fn asked(&mut self) {
        if self.0.wait_for(|asked| *asked).await.is_err() {
            // Whoever could have asked is gone.
            std::future::pending::<()>().await;
        }
    }
}
