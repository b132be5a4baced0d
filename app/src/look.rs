//! How a look is put on a page: attributes of `<html>` that the style sheets read.
//! Not here: the choice of it (see `pages::public::look`), the styles themselves.

use domain::{Look, Scheme, Spacing, TextSize};

/// `data-text`, `data-scheme`, `data-spacing` of `<html>`; what is as usual has no attribute.
pub type Marks = (Option<&'static str>, Option<&'static str>, Option<&'static str>);

/// The attributes of a look.
pub fn marks(look: Look) -> Marks {
    (
        (look.text != TextSize::Normal).then(|| look.text.name()),
        (look.scheme != Scheme::Auto).then(|| look.scheme.name()),
        (look.spacing != Spacing::Normal).then(|| look.spacing.name()),
    )
}

/// Puts a look on a page that is awake: after a sign-in without a full load the person's own look is there as well.
pub fn wear(look: Look) {
    use leptos::prelude::document;
    let Some(root) = document().document_element() else { return };
    let (text, scheme, spacing) = marks(look);
    for (name, value) in [("data-text", text), ("data-scheme", scheme), ("data-spacing", spacing)] {
        // Neither can fail: the names are well formed.
        let _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }
}
