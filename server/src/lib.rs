//! The application around the rooms: settings, command line, HTTP server. A library so that tests can open it.
//! Not here: use cases (`cabinet`), pages (`app`), SQL (`storage`).

pub mod cli;
pub mod commands;
pub mod config;
pub mod http;
pub mod monitor;
pub mod wiring;

mod background;
mod demo;
mod outbox;
mod signals;
