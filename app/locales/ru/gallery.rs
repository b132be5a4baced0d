//! Words of the demo's page of components.
//! Not here: words of real pages.

/// Heading.
pub const TITLE: &str = "Части страниц";
/// What it is.
pub const LEAD: &str = "Каждая часть, из которых собраны страницы, в каждом состоянии. Есть только в учебном кабинете.";
