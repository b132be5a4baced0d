//! What the server functions do: session, use case, redirect.
//! Not here: the use cases themselves (see `cabinet`).

mod ask;

pub mod addresses;
pub mod auth;
pub mod check;
pub mod connect;
pub mod documents;
pub mod frame;
pub mod outbox;
pub mod pay;
pub mod receipts;
pub mod relatives;
pub mod settings;
pub mod switch;
pub mod ways_in;

use ask::{Ask, Form, go, ticked};
