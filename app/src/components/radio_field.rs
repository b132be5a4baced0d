//! One answer out of several: a group with a legend and radio buttons.
//! Not here: other fields (see `fields`).

use super::fields::Field;
use leptos::prelude::*;

/// A group of radio buttons. The first has the field's id, so that the summary of errors leads to it.
#[component]
pub fn RadioField(
    /// The field.
    field: Field,
    /// The question.
    #[prop(into)]
    legend: String,
    /// Value and words of each answer.
    options: Vec<(String, String)>,
) -> impl IntoView {
    let (name, class, described, _) = field.attributes(false);
    let chosen = field.value().to_owned();
    let options: Vec<_> = options
        .into_iter()
        .enumerate()
        .map(|(n, (value, words))| {
            let id = if n == 0 { name.to_owned() } else { format!("{name}-{n}") };
            let checked = value == chosen;
            view! {
                <div class="checkbox">
                    <input class="checkbox__box" id=id.clone() name=name type="radio" value=value checked=checked/>
                    <label class="checkbox__label" for=id>{words}</label>
                </div>
            }
        })
        .collect();
    view! {
        <fieldset class=format!("{class} radios") aria-describedby=described>
            <legend class="field__label">{legend}</legend>
            {field.into_error()}
            {options}
        </fieldset>
    }
    .into_any()
}
