//! Radio buttons: a question with a few answers, one of which is always chosen.
//! Not here: other fields (see `fields`).

use leptos::prelude::*;

/// An answer.
pub struct Choice {
    /// What is sent.
    pub value: &'static str,
    /// Its label, beside it.
    pub label: &'static str,
    /// It is the one that holds now.
    pub chosen: bool,
    /// What it looks like, below the label.
    pub sample: Option<AnyView>,
}

/// The question and its answers.
#[component]
pub fn Radios(
    /// The field's name.
    name: &'static str,
    /// The question.
    legend: &'static str,
    /// The answers.
    choices: Vec<Choice>,
) -> impl IntoView {
    let choices: Vec<_> = choices.into_iter().map(|choice| one(name, choice)).collect();
    view! {
        <fieldset class="field radios">
            <legend class="field__label">{legend}</legend>
            {choices}
        </fieldset>
    }
    .into_any()
}

fn one(name: &'static str, choice: Choice) -> AnyView {
    let id = format!("{name}-{}", choice.value);
    view! {
        <div class="checkbox">
            <input class="checkbox__box" id=id.clone() name=name type="radio" value=choice.value checked=choice.chosen/>
            <div>
                <label class="checkbox__label" for=id>{choice.label}</label>
                {choice.sample}
            </div>
        </div>
    }
    .into_any()
}
