//! Fields of forms: label above, hint and error between label and input, tied together for screen readers.
//! Not here: the form around them (see `post_form`).

use super::Hydrated;
use crate::locales::t;
use domain::view::{FormState, Problem};
use leptos::{html, prelude::*};

/// One field as it is shown again after a failed submit.
#[derive(Clone, Debug)]
pub struct Field {
    name: &'static str,
    value: String,
    problem: Option<Problem>,
}

impl Field {
    /// The field `name` of a form: the name is the server function's argument and the input's id.
    pub fn of(form: &FormState, name: &'static str) -> Self {
        Self { name, value: form.value(name), problem: form.problem(name) }
    }

    /// Name (and id), class of the block, `aria-describedby` of its hint and error, `aria-invalid`.
    pub(super) fn attributes(&self, hint: bool) -> (&'static str, &'static str, Option<String>, Option<&'static str>) {
        let wrong = self.problem.is_some();
        let ids = [(hint, "hint"), (wrong, "error")].into_iter().filter(|(there, _)| *there);
        let ids: Vec<String> = ids.map(|(_, kind)| format!("{}-{kind}", self.name)).collect();
        let class = if wrong { "field field--wrong" } else { "field" };
        (self.name, class, (!ids.is_empty()).then(|| ids.join(" ")), wrong.then_some("true"))
    }

    /// What was typed or chosen.
    pub(super) fn value(&self) -> &str {
        &self.value
    }

    fn hint(&self, hint: Option<String>) -> AnyView {
        hint.map(|hint| view! { <p class="field__hint" id=format!("{}-hint", self.name)>{hint}</p> }).into_any()
    }

    /// The inline message; the last thing that is made of a field.
    pub(super) fn into_error(self) -> AnyView {
        self.problem
            .map(|problem| {
                view! {
                    <p class="field__error" id=format!("{}-error", self.name)>
                        <span class="hidden">{t!(common::ERROR_HIDDEN)}</span>
                        {t!(problems::text(problem))}
                    </p>
                }
            })
            .into_any()
    }
}

/// A line of text.
#[component]
pub fn TextField(
    /// The field.
    field: Field,
    /// Its label, above it.
    #[prop(into)]
    label: String,
    /// What to type, in a sentence.
    #[prop(optional, into)]
    hint: Option<String>,
    /// `text`, `email`, `tel`.
    #[prop(default = "text")]
    kind: &'static str,
    /// What the browser may fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Which keyboard a phone shows.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// As wide as what is typed: `input--code`, `input--account`, `input--sum`, `input--phone`.
    #[prop(default = "")]
    width: &'static str,
) -> impl IntoView {
    let (name, class, described, invalid) = field.attributes(hint.is_some());
    let value = field.value.clone();
    view! {
        <div class=class>
            <label class="field__label" for=name>{label}</label>
            {field.hint(hint)}
            {field.into_error()}
            <input
                class=format!("input {width}")
                id=name
                name=name
                type=kind
                value=value
                autocomplete=autocomplete
                inputmode=inputmode
                spellcheck="false"
                autocapitalize="none"
                aria-describedby=described
                aria-invalid=invalid
            />
        </div>
    }
    .into_any()
}

/// A password: never shown again after a submit; can be looked at once the page is awake.
#[component]
pub fn PasswordField(
    /// The field.
    field: Field,
    /// Its label.
    #[prop(into)]
    label: String,
    /// What to type, in a sentence.
    #[prop(optional, into)]
    hint: Option<String>,
    /// `new-password` or `current-password`.
    autocomplete: &'static str,
) -> impl IntoView {
    let (name, class, described, invalid) = field.attributes(hint.is_some());
    let (shown, set_shown) = signal(false);
    let hydrated = use_context::<Hydrated>();
    // An awake page shows a failed form in the same input: it forgets the password as a freshly loaded page does.
    let input = NodeRef::<html::Input>::new();
    let shown_again = hydrated.is_some_and(|hydrated| hydrated.0.get_untracked());
    Effect::new(move |_| {
        if let (true, Some(input)) = (shown_again, input.get()) {
            input.set_value("");
        }
    });
    view! {
        <div class=class>
            <label class="field__label" for=name>{label}</label>
            {field.hint(hint)}
            {field.into_error()}
            <input
                node_ref=input
                class="input"
                id=name
                name=name
                type=move || if shown.get() { "text" } else { "password" }
                autocomplete=autocomplete
                spellcheck="false"
                autocapitalize="none"
                aria-describedby=described
                aria-invalid=invalid
            />
            <button
                class="button button--quiet awake"
                type="button"
                aria-controls=name
                on:click=move |_| set_shown.update(|shown| *shown = !*shown)
            >
                {move || if shown.get() { t!(common::HIDE_PASSWORD) } else { t!(common::SHOW_PASSWORD) }}
            </button>
        </div>
    }
    .into_any()
}

/// A checkbox; sends `yes` when ticked and nothing otherwise.
#[component]
pub fn Checkbox(
    /// The field.
    field: Field,
    /// Its label, beside it.
    #[prop(into)]
    label: String,
    /// What ticking it means, in a sentence.
    #[prop(optional, into)]
    hint: Option<String>,
) -> impl IntoView {
    let (name, class, described, invalid) = field.attributes(hint.is_some());
    let checked = !field.value.is_empty();
    let hint = field.hint(hint);
    view! {
        <div class=class>
            {field.into_error()}
            <div class="checkbox">
                <input
                    class="checkbox__box"
                    id=name
                    name=name
                    type="checkbox"
                    value="yes"
                    checked=checked
                    aria-describedby=described
                    aria-invalid=invalid
                />
                <label class="checkbox__label" for=name>{label}</label>
            </div>
            {hint}
        </div>
    }
    .into_any()
}
