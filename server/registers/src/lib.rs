//! Registry files: the register of charges and the suppliers file, read and written as streams; and made-up towns.
//! Not here: what is done with the rows (see `storage` and `cabinet`), and anything that needs a database.

mod columns;
pub mod debts;
mod details;
mod mapping;
mod number;
pub mod problem;
pub mod register;
pub mod suppliers;
mod table;
pub mod text;
pub mod town;
pub mod writer;
pub mod xlsx;

pub use columns::{COLUMNS, DETAIL_COLUMNS, SUPPLIER_COLUMNS, SUPPLIER_QR_COLUMNS};
pub use details::Details;
pub use mapping::{Mapping, MappingError};
pub use problem::{FileError, FileProblems, Problems, RowError, RowErrorKind, SheetCell, Warning};
pub use register::{RegisterLine, RegisterReader};
pub use suppliers::{SupplierFile, read_suppliers};
pub use text::Encoding;
pub use town::{Town, TownError, TownTotals};
pub use writer::{RegisterWriter, write_suppliers};
