//! What people see: pages and forms, rendered on the server and woken up in the browser, and the server functions.
//! Not here: rules of the field (see `domain`), use cases (see `cabinet`), the HTTP server itself (see `server`).

mod components;
#[cfg_attr(
    not(feature = "ssr"),
    expect(dead_code, reason = "receipts are drawn by the server: the browser lacks their words")
)]
mod locales;
mod look;
mod pages;
pub mod parts;
mod refusal;
mod routes;
mod server_fns;

#[cfg(feature = "ssr")]
pub mod http;
#[cfg(feature = "ssr")]
mod server;
#[cfg(feature = "ssr")]
mod shell;

#[cfg(feature = "ssr")]
pub use pages::practice_bank::{PracticePayment, practice_bank};
pub use refusal::Refusal;
pub use routes::App;
#[cfg(feature = "ssr")]
pub use server::outbox::OutboxReader;
pub use server_fns::outbox::{Outbox, OutboxMail, OutboxText};
#[cfg(feature = "ssr")]
pub use shell::{gallery, offline, shell};
