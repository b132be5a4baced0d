//! The tab «Квитанции».
//! Not here: data access, which goes through `server_fns`; the PDF.

mod list;
mod one;
mod print;

pub use list::{Receipts, receipt_line};
pub use one::Receipt;
pub use print::PrintButton;
