//! The words of the interface: one tree of modules per language, both with the same items, reached only through `t!`.
//! Not here: the words themselves (see `app/locales`), how a language is chosen (see `server`).

use domain::Language;

/// A word or a phrase of the interface: `t!(auth::TITLE)`, `t!(dates::month(period))`. What one language lacks does not
/// compile.
macro_rules! t {
    ($($path:tt)*) => {
        match $crate::locales::language() {
            domain::Language::Ru => $crate::locales::ru::$($path)*,
            domain::Language::En => $crate::locales::en::$($path)*,
        }
    };
}
pub(crate) use t;

#[path = "../locales/en.rs"]
pub(crate) mod en;
#[path = "../locales/ru.rs"]
pub(crate) mod ru;

pub(crate) use ru::understanding::{Between, Reason};

/// The language of the page: the visitor's, which the router puts into the context of every page.
#[cfg(feature = "ssr")]
pub(crate) fn language() -> Language {
    leptos::prelude::use_context().unwrap_or_default()
}

/// The language of the page: the one that the server has written it in. Another one means another page.
#[cfg(not(feature = "ssr"))]
pub(crate) fn language() -> Language {
    use leptos::prelude::document;
    use std::cell::OnceCell;
    thread_local! {
        static LANGUAGE: OnceCell<Language> = const { OnceCell::new() };
    }
    let written = || document().document_element().and_then(|html| html.get_attribute("lang"));
    LANGUAGE.with(|once| *once.get_or_init(|| written().and_then(|lang| Language::parse(&lang)).unwrap_or_default()))
}

#[cfg(test)]
mod tests;
