//! Pages as a person without scripts gets them, through the whole server: every page's shape, who may see what, and
//! the answer to every bad input. Not here: the browser (see `end2end`), rules without pages (see `cabinet/tests`).

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod access;
mod bad_input;
mod browser;
mod documents;
mod hooks;
mod installed;
mod language;
mod looks;
mod relatives;
mod settings;
mod shape;
