//! Every word of letters and SMS, one module a language. Each has the same two functions: `page`, which turns the facts
//! of a letter into blocks of text, and `sms`.
//! Not here: HTML, headers, folders.

pub(crate) mod ru;
