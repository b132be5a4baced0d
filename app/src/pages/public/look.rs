//! `/accessibility/look`: size of text, colours, letter spacing; for everybody, signed in or not.
//! Not here: the button in the header (see `components::loaded`); what the choice does (see the style sheets).

use crate::components::{Back, Choice, Notice, Page, Radios, framed, query};
use crate::locales::t;
use domain::{Look as Chosen, Scheme, Spacing, TextSize};
use leptos::prelude::*;

/// The choices, each with a sentence that is written so.
#[component]
pub fn Look() -> impl IntoView {
    let saved = query("saved");
    framed(move |frame| page(frame.look, saved.get_untracked().is_some()))
}

fn page(look: Chosen, saved: bool) -> AnyView {
    let texts = TextSize::ALL.map(|text| Choice {
        value: text.name(),
        label: t!(look::text(text)),
        chosen: text == look.text,
        sample: Some(sample("data-text", text.name())),
    });
    let schemes = Scheme::ALL.map(|scheme| Choice {
        value: scheme.name(),
        label: t!(look::scheme(scheme)),
        chosen: scheme == look.scheme,
        sample: Some(sample("data-scheme", scheme.name())),
    });
    let spacings = Spacing::ALL.map(|spacing| Choice {
        value: spacing.name(),
        label: t!(look::spacing(spacing)),
        chosen: spacing == look.spacing,
        sample: Some(sample("data-spacing", spacing.name())),
    });
    // A plain form, as in the header: the page comes back dressed anew.
    view! {
        <Page title=t!(look::TITLE) back=Back("/accessibility".into())>
            {saved.then(|| view! { <Notice heading=t!(look::SAVED) good=true><p>{t!(look::SAVED_TEXT)}</p></Notice> })}
            <p class="lead">{t!(look::LEAD)}</p>
            <form method="post" action="/look" novalidate=true>
                <input type="hidden" name="back" value="/accessibility/look?saved=1"/>
                <Radios name="text" legend=t!(look::TEXT) choices=texts.into()/>
                <Radios name="scheme" legend=t!(look::SCHEME) choices=schemes.into()/>
                <Radios name="spacing" legend=t!(look::SPACING) choices=spacings.into()/>
                <div class="form-end">
                    <button class="button button--primary" type="submit">{t!(look::SAVE)}</button>
                </div>
            </form>
            <h2>{t!(look::BROWSER_HEADING)}</h2>
            <p>{t!(look::BROWSER_TEXT)}</p>
        </Page>
    }
    .into_any()
}

/// For eyes only: a screen reader would say the same sentence nine times.
fn sample(attribute: &'static str, value: &'static str) -> AnyView {
    let sample = view! { <span class="sample" aria-hidden="true">{t!(look::SAMPLE)}</span> };
    sample.attr(attribute, value).into_any()
}
