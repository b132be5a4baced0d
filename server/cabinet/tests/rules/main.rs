//! Every rule of the product as a test named by it, on both engines.
//! Not here: pages (see `server/tests`), SQL by itself (see `storage/tests`).

mod publishing;
