//! Workbooks: the ГИС ЖКХ template, registers as sheets, and files made to do harm.
//! Not here: the register that comes out of them (see `register.rs`).

#![expect(clippy::unwrap_used, reason = "a test that cannot set its stage should stop")]

#[expect(dead_code, reason = "other tests need more of it")]
#[path = "../common/mod.rs"]
mod common;
mod parts;
mod reading;
mod traps;
