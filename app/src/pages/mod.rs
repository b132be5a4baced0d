//! Pages, one folder a journey, one file a page.
//! Not here: data access, which goes through `server_fns`.

pub mod addresses;
pub mod auth;
pub mod check;
pub mod connect;
pub mod dev;
#[cfg(feature = "ssr")]
pub mod offline;
pub mod pay;
pub mod payments;
#[cfg(feature = "ssr")]
pub mod practice_bank;
pub mod public;
pub mod receipts;
pub mod relatives;
pub mod settings;
