//! `/privacy` and `/accessibility`: what becomes of people's data, and who can use the cabinet.
//! Not here: the consents (see `legal_text`).

use crate::components::{Back, Page, framed};
use crate::locales::t;
use leptos::prelude::*;

/// What is kept, who sees it, for how long.
#[component]
pub fn Privacy() -> impl IntoView {
    framed(|_| {
        view! {
            <Page title=t!(privacy::TITLE) back=Back("/".into())>
                <p class="lead">{t!(privacy::LEAD)}</p>
                {sections(&t!(privacy::SECTIONS))}
                <h2>{t!(privacy::TEXTS_TITLE)}</h2>
                <ul class="plain">
                    <li><a href="/documents/personal-data">{t!(privacy::PERSONAL_DATA)}</a></li>
                    <li><a href="/documents/electronic-delivery">{t!(privacy::ELECTRONIC_DELIVERY)}</a></li>
                </ul>
            </Page>
        }
        .into_any()
    })
}

/// What works, what does not yet, and where to complain.
#[component]
pub fn Accessibility() -> impl IntoView {
    framed(|_| {
        view! {
            <Page title=t!(accessibility::TITLE) back=Back("/".into())>
                <p class="lead">{t!(accessibility::LEAD)}</p>
                <p><a href="/accessibility/look">{t!(look::TITLE)}</a></p>
                {sections(&t!(accessibility::SECTIONS))}
            </Page>
        }
        .into_any()
    })
}

fn sections(sections: &[(&'static str, &'static [&'static str])]) -> AnyView {
    let sections = sections.iter().map(|&(heading, lines)| {
        view! {
            <h2>{heading}</h2>
            <ul>{lines.iter().map(|&line| view! { <li>{line}</li> }).collect_view()}</ul>
        }
    });
    sections.collect_view().into_any()
}
