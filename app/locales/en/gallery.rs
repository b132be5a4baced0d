//! Words of the demo's page of components.
//! Not here: words of real pages.

/// Heading.
pub const TITLE: &str = "Parts of pages";
/// What it is.
pub const LEAD: &str = "Every part that pages are made of, in every state. Only the demo has this page.";
