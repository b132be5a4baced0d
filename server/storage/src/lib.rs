//! The database: free functions over a transaction, one module an aggregate, one text of SQL for two engines.
//! Not here: rules (see `domain`) and the order of steps of a use case (see `cabinet`).

mod bulk;
mod db;
mod error;

pub mod accounts;
pub mod choices;
pub mod confirmations;
pub mod consents;
pub mod contact_changes;
pub mod copies;
pub mod documents;
pub mod drafts;
pub mod fates;
pub mod figures;
pub mod grants;
pub mod holders;
pub mod limits;
pub mod links;
pub mod messages;
pub mod passkeys;
pub mod payments;
pub mod publications;
pub mod push_devices;
pub mod receipts;
pub mod residents;
pub mod second_factors;
pub mod sessions;
pub mod statements;
pub mod supplements;
pub mod suppliers;
pub mod wishes;

pub use db::{Db, DbUrl, DbUrlError, Engine, Tx};
pub use error::StorageError;

/// What every function here answers with.
pub type Result<T> = std::result::Result<T, StorageError>;
