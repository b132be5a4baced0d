//! Use cases of the cabinet, one module a capability, and the few ports they need.
//! Not here: SQL (`storage`), HTML (`app`), gateways (`messaging`), the command line (`kvitok`).

pub mod letter;
pub mod ports;
