//! Registry files: the register of charges and the suppliers file, read and written as streams; and made-up towns.
//! Not here: what is done with the rows (see `storage` and `cabinet`), and anything that needs a database.

mod columns;
mod number;
pub mod problem;
pub mod register;
pub mod suppliers;
mod table;
pub mod text;
pub mod town;
pub mod writer;

pub use columns::{COLUMNS, SUPPLIER_COLUMNS};
pub use problem::{FileError, FileProblems, Problems, RowError, RowErrorKind, Warning};
pub use register::{RegisterLine, RegisterReader};
pub use suppliers::{SupplierFile, read_suppliers};
pub use text::Encoding;
pub use town::{Town, TownError, TownTotals};
pub use writer::{RegisterWriter, write_suppliers};
