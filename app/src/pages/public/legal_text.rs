//! `/documents/{name}`: a legal text in full, as it is agreed to.
//! Not here: the act of consent (see `addresses` and `connect`).

use crate::components::{Data, Page, loaded, param};
use crate::locales::t;
use crate::server_fns::documents::load_document;
use leptos::prelude::*;

/// The newest version of a text.
#[component]
pub fn LegalText() -> impl IntoView {
    let name = param("name");
    let data = Data::new(move || name.get(), load_document);
    loaded(data, |document| {
        let paragraphs = document.paragraphs.into_iter().map(|paragraph| view! { <p>{paragraph}</p> }).collect_view();
        view! {
            <Page title=document.title language="ru">
                {t!(privacy::IN_RUSSIAN).map(|text| view! { <p>{text}</p> })}
                <p class="small">{t!(privacy::version(&document.version))}</p>
                <div lang="ru">{paragraphs}</div>
            </Page>
        }
        .into_any()
    })
}
