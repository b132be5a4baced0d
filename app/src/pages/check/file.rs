//! The form for a file.
//! Not here: its route, which is no server function: a server function would read a body without end.

use crate::locales::t;
use domain::view::FormState;
use leptos::prelude::*;

/// A plain form: it is sent the same with and without scripts.
pub fn form(form: &FormState) -> AnyView {
    let error = form.problem("file").map(|problem| {
        view! {
            <p class="field__error" id="file-error">
                <span class="hidden">{t!(common::ERROR_HIDDEN)}</span>
                {t!(problems::text(problem))}
            </p>
        }
    });
    let wrong = error.is_some();
    let class = if wrong { "field field--wrong" } else { "field" };
    let described = if wrong { "file-hint file-error" } else { "file-hint" };
    view! {
        <section aria-labelledby="check-file">
            <h2 id="check-file">{t!(check::FILE_HEADING)}</h2>
            <form method="post" action="/check/file" enctype="multipart/form-data" novalidate=true>
                <div class=class>
                    <label class="field__label" for="file">{t!(check::FILE)}</label>
                    <p class="field__hint" id="file-hint">{t!(check::FILE_HINT)}</p>
                    {error}
                    <input
                        class="input input--file"
                        id="file"
                        name="file"
                        type="file"
                        accept="application/pdf,.pdf"
                        aria-describedby=described
                        aria-invalid=wrong.then_some("true")
                    />
                </div>
                <div class="form-end">
                    <button class="button button--quiet" type="submit">{t!(check::CHECK_FILE)}</button>
                </div>
            </form>
        </section>
    }
    .into_any()
}
