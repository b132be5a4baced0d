//! A legal text in full, folded: it opens without JavaScript and can be searched and printed.
//! Not here: its page of its own (see `pages::public`).

use crate::locales::t;
use domain::view::Document;
use leptos::prelude::*;

/// The text under its title.
#[component]
pub fn DocumentDetails(
    /// The text.
    document: Document,
) -> impl IntoView {
    let paragraphs = document.paragraphs.into_iter().map(|paragraph| view! { <p>{paragraph}</p> }).collect_view();
    view! {
        <details class="details">
            <summary lang="ru">{document.title}</summary>
            <div class="document">
                {t!(privacy::IN_RUSSIAN).map(|text| view! { <p>{text}</p> })}
                <p class="small">{t!(privacy::version(&document.version))}</p>
                <div lang="ru">{paragraphs}</div>
            </div>
        </details>
    }
    .into_any()
}
