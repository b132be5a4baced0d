//! Acquirers: adapters of the cabinet's port for online payment. For now the practice bank alone.
//! Not here: what a payment is for and where it stands (see `cabinet`).

mod closed;
mod order_id;
mod practice_bank;

pub use closed::Closed;
pub use order_id::OrderId;
pub use practice_bank::{PracticeBank, PracticeOrder};
