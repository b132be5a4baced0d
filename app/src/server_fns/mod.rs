//! What pages ask of the server and what forms send to it, one file an area.
//! Not here: the answers (see `server`, which exists only on the server).

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
