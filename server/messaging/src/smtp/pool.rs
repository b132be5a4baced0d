//! Connections that are open and at rest: the next letter takes one instead of greeting the server anew.
//! Not here: how many are used at once, which the lanes of the queue decide.

use super::connection::Connection;
use std::sync::Mutex;
use std::time::Duration;
use tokio::time::Instant;

/// Servers close connections at rest after a minute or more.
const REST: Duration = Duration::from_secs(20);

/// The connections at rest, the last used on top.
#[derive(Default)]
pub(super) struct Pool(Mutex<Vec<(Connection, Instant)>>);

impl Pool {
    /// Takes the one used last; those that have rested too long are let go.
    pub(super) fn take(&self) -> Option<Connection> {
        let now = Instant::now();
        let mut at_rest = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let old = at_rest.iter().take_while(|(_, since)| now.duration_since(*since) > REST).count();
        for (connection, _) in at_rest.drain(..old) {
            tokio::spawn(connection.close());
        }
        at_rest.pop().map(|(connection, _)| connection)
    }

    /// Puts one to rest.
    pub(super) fn put(&self, connection: Connection) {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((connection, Instant::now()));
    }
}
