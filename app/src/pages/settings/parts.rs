//! What the pages of the settings share: a line with its link, the proof of who one is, the word that it is done.
//! Not here: the pages.

use crate::components::{Field, PasswordField, PostForm, TextField, post_to};
use crate::locales::t;
use crate::server_fns::settings::SendProofCode;
use domain::view::{FormState, ProofWay};
use leptos::prelude::*;

/// A line of a summary list: what is so, and a link that changes it; `what` is for ears.
pub fn line(term: &'static str, value: AnyView, href: &'static str, link: &'static str, what: &'static str) -> AnyView {
    let what = (!what.is_empty()).then(|| view! { <span class="hidden">" " {what}</span> });
    view! {
        <div>
            <dt>{term}</dt>
            <dd>
                {value}
                <br/>
                <a href=href>{link}{what}</a>
            </dd>
        </div>
    }
    .into_any()
}

/// What has just been done.
pub fn done(what: Option<&str>) -> AnyView {
    let words = what.and_then(|what| t!(settings_forms::done(what)));
    words.map(|words| view! { <p class="done" role="status">{words}</p> }).into_any()
}

/// The field in which a person shows who they are.
pub fn proof_field(form: &FormState, way: &ProofWay) -> AnyView {
    match way {
        ProofWay::Password => view! {
            <PasswordField
                field=Field::of(form, "current")
                label=t!(settings_forms::CURRENT)
                hint=t!(settings_forms::CURRENT_HINT)
                autocomplete="current-password"
            />
        }
        .into_any(),
        ProofWay::Code { .. } => view! {
            <TextField
                field=Field::of(form, "code")
                label=t!(switch::CODE_LABEL)
                hint=t!(switch::CODE_HINT)
                autocomplete="one-time-code"
                inputmode="numeric"
                width="input--code"
            />
        }
        .into_any(),
    }
}

/// Before the form, for people without a password: the button that sends the code.
pub fn proof_code(way: &ProofWay, page: &str, sent: bool) -> AnyView {
    let ProofWay::Code { phone } = way else { return ().into_any() };
    let (action, page) = (post_to::<SendProofCode>(), page.to_owned());
    let text = if sent { t!(settings_forms::PROOF_SENT).to_owned() } else { t!(settings_forms::proof_by_code(phone)) };
    view! {
        <p>{text}</p>
        <PostForm action button=t!(settings_forms::PROOF_SEND) busy=t!(switch::AGREE_BUSY) quiet=true>
            <input type="hidden" name="page" value=page/>
        </PostForm>
    }
    .into_any()
}
