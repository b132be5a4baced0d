//! The tab «Квитанции».
//! Not here: data access, which goes through `server_fns`; the PDF.

#[cfg(feature = "ssr")]
mod change;
#[cfg(feature = "ssr")]
mod chart;
#[cfg(feature = "ssr")]
mod drawn;
#[cfg(feature = "ssr")]
mod drawn_year;
#[cfg(feature = "ssr")]
mod line;
mod list;
mod listen;
mod one;
mod print;
#[cfg(feature = "ssr")]
mod sheet;
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod voice;
mod year;

#[cfg(feature = "ssr")]
pub use change::why;
#[cfg(feature = "ssr")]
pub use chart::chart;
#[cfg(feature = "ssr")]
pub use drawn::drawn;
#[cfg(feature = "ssr")]
pub use drawn_year::drawn_year;
pub use list::{Receipts, receipt_line};
pub use one::Receipt;
pub use print::PrintButton;
#[cfg(feature = "ssr")]
pub use sheet::sheet;
pub use year::Year;
