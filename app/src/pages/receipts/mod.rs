//! The tab «Квитанции».
//! Not here: data access, which goes through `server_fns`; the PDF.

mod change;
mod chart;
mod line;
mod list;
mod one;
mod print;
mod sheet;
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod year;

pub use list::{Receipts, receipt_line};
pub use one::Receipt;
pub use print::PrintButton;
pub use year::Year;
