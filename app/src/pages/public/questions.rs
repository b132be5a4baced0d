//! `/questions`: what residents ask, answered.
//! Not here: the answers' words (see the locales).

use crate::components::{Back, Page, framed};
use crate::locales::t;
use leptos::prelude::*;

/// Questions and answers.
#[component]
pub fn Questions() -> impl IntoView {
    framed(|_| {
        view! {
            <Page title=t!(questions::TITLE) back=Back("/".into())>
                <p class="lead">{t!(questions::LEAD)}</p>
                {group(t!(questions::BEFORE_TITLE), &t!(questions::BEFORE))}
                {group(t!(questions::LETTERS_TITLE), &t!(questions::LETTERS))}
                {group(t!(questions::PAPER_TITLE), &t!(questions::PAPER))}
                {group(t!(questions::SAFETY_TITLE), &t!(questions::SAFETY))}
            </Page>
        }
        .into_any()
    })
}

fn group(heading: &'static str, questions: &[(&'static str, &'static str)]) -> AnyView {
    let questions = questions.iter().map(|&(question, answer)| {
        view! {
            <details class="details">
                <summary>{question}</summary>
                <p>{answer}</p>
            </details>
        }
    });
    view! {
        <h2>{heading}</h2>
        {questions.collect_view()}
    }
    .into_any()
}
