//! Documents: the receipt as PDF, payment QR codes, signatures and seals, and the reading of documents to be checked.
//! Not here: where their content comes from (see `cabinet`), and files of registers (see `registers`).

pub mod content;
pub mod inspect;
pub mod payment_qr;
pub mod pdf;
pub mod seal;
pub mod symbol;
