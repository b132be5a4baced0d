//! What tests stand on: fresh databases on both engines, a clock that is moved by hand, gateways that remember.
//! Not here: tests.

mod people;
mod postgres;
mod raw;
mod receipts;
pub mod street;
mod world;

pub use people::{PASSWORD, Person, person, token};
pub use postgres::postgres_url;
pub use world::{MovedClock, Remembered, ToldAcquirer, World};

/// Runs one body of a test on SQLite and on PostgreSQL: `on_both_engines!(a_name_as_a_sentence, |world| async move { … })`.
/// The body takes a [`World`].
#[macro_export]
macro_rules! on_both_engines {
    ($name:ident, |$world:ident| $body:expr) => {
        mod $name {
            use super::*;

            async fn body($world: $crate::World) {
                $body.await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                body($crate::World::on(storage::Engine::Sqlite).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgresql() {
                body($crate::World::on(storage::Engine::Postgres).await).await;
            }
        }
    };
}
