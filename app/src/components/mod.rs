//! Parts that pages are made of.
//! Not here: anything that knows one page.

pub mod browser;
mod data;
mod document;
mod error_summary;
mod fields;
mod loaded;
mod page;
mod passkey;
mod post_form;
mod radio_field;
mod radios;
mod refused;
mod url;

pub use data::Data;
pub use document::DocumentDetails;
pub use fields::{Checkbox, Field, PasswordField, TextField};
#[cfg(feature = "ssr")]
pub use loaded::layout;
pub use loaded::{framed, loaded, phone_link};
pub use page::{Back, Notice, Page};
pub use passkey::{Ceremony, passkey_button};
pub use post_form::{PostForm, post_to};
pub use radio_field::RadioField;
pub use radios::{Choice, Radios};
pub use refused::{NotFound, Problem, status};
pub use url::{escaped, param, query};

use leptos::prelude::*;

/// Whether the page has been woken up: false on the server and at first in the browser, so that both render the same.
#[derive(Clone, Copy)]
pub struct Hydrated(pub ReadSignal<bool>);
