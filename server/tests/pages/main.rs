//! Pages as a person without scripts gets them, through the whole server: every page's shape, who may see what, and
//! the answer to every bad input. Not here: the browser (see `end2end`), rules without pages (see `cabinet/tests`).

mod access;
mod bad_input;
mod browser;
mod shape;
