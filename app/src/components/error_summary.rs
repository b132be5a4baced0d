//! «Проверьте ответ» at the top of `main`: what was wrong, each with a link to its field.
//! Not here: the same words at the field itself (see `fields`).

use crate::locales::t;
use domain::view::FormState;
use leptos::{html, prelude::*};

/// A form whose problems a page sums up. It brings the drawing along, so that pages without a form do without its words.
pub struct Summary {
    /// The form.
    pub form: FormState,
    /// What draws its problems.
    pub draw: fn(FormState) -> AnyView,
}

impl From<FormState> for Summary {
    fn from(form: FormState) -> Self {
        Self { form, draw: |form| view! { <ErrorSummary form/> }.into_any() }
    }
}

/// The summary; takes the focus as soon as the page is awake.
#[component]
fn ErrorSummary(
    /// The form with its problems.
    form: FormState,
) -> impl IntoView {
    let summary = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(summary) = summary.get() {
            let _ = summary.focus();
        }
    });
    let items: Vec<_> = form
        .problems
        .into_iter()
        .map(|(field, problem)| {
            view! { <li><a href=format!("#{field}") rel="external">{t!(problems::text(problem))}</a></li> }
        })
        .collect();
    view! {
        <div class="error-summary" role="alert" tabindex="-1" aria-labelledby="error-heading" node_ref=summary>
            <h2 id="error-heading">{t!(common::ERROR_HEADING)}</h2>
            <ul>{items}</ul>
        </div>
    }
    .into_any()
}
