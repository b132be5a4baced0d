//! What is inside `main`: title, Back link, summary of errors, heading, and the page's own words.
//! Not here: header and foot (see `loaded`).

use super::Hydrated;
use super::error_summary::Summary;
use crate::locales::t;
use leptos::{html, prelude::*};

/// Where «Назад» leads.
#[derive(Clone, Debug)]
pub struct Back(pub String);

/// The inside of `main`. The title of the document starts with the heading (with «Ошибка: » after a failed form).
#[component]
pub fn Page(
    /// The `h1`.
    #[prop(into)]
    title: String,
    /// The language of the `h1`, where it is not that of the page.
    #[prop(optional)]
    language: Option<&'static str>,
    /// Where «Назад» leads, on every inner page.
    #[prop(optional, into)]
    back: Option<Back>,
    /// The page's form: its problems make the summary.
    #[prop(optional, into)]
    form: Option<Summary>,
    /// A short line above the heading, such as «Шаг 2 из 5».
    #[prop(optional, into)]
    caption: Option<String>,
    /// Everything below the heading.
    children: Children,
) -> impl IntoView {
    let summary = form.filter(|summary| !summary.form.problems.is_empty());
    let full_title = t!(common::page_title(&title));
    let full_title = if summary.is_some() { format!("{}{full_title}", t!(common::ERROR_TITLE)) } else { full_title };
    set_title(full_title);
    let heading = NodeRef::<html::H1>::new();
    if summary.is_none() {
        focus_after_navigation(heading);
    }
    view! {
        {back.map(|Back(href)| view! { <a class="back" href=href>{t!(common::BACK)}</a> })}
        {summary.map(|Summary { form, draw }| draw(form))}
        {caption.map(|caption| view! { <p class="caption">{caption}</p> })}
        <h1 tabindex="-1" lang=language node_ref=heading>{title}</h1>
        {children()}
    }
    .into_any()
}

/// At once and for good: a title that depends on nothing needs no effect, which would empty it until it runs.
fn set_title(title: String) {
    #[cfg(feature = "ssr")]
    // The component tells the server of its title when it is made.
    let _ = leptos_meta::Title(leptos_meta::TitleProps::builder().text(title).build());
    #[cfg(not(feature = "ssr"))]
    document().set_title(&title);
}

/// A screen reader says where the person has come; the browser does so by itself only for a full page load.
fn focus_after_navigation(heading: NodeRef<html::H1>) {
    let came_by_link = use_context::<Hydrated>().is_some_and(|hydrated| hydrated.0.get_untracked());
    Effect::new(move |_| {
        if let (true, Some(heading)) = (came_by_link, heading.get()) {
            let _ = heading.focus();
        }
    });
}

/// A calm box with a heading: good news or something to know. `good` says that the person's own action has worked.
#[component]
pub fn Notice(
    /// Its heading.
    #[prop(into)]
    heading: String,
    /// It is the outcome of what the person has just done: announced at once.
    #[prop(optional)]
    good: bool,
    /// Its words.
    children: Children,
) -> impl IntoView {
    let label = heading.clone();
    let (class, role) = if good { ("notice notice--good", "alert") } else { ("notice", "group") };
    view! {
        <div class=class role=role aria-label=label>
            <p class="notice__heading">{heading}</p>
            {children()}
        </div>
    }
    .into_any()
}
