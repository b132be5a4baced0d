//! The answer: a sign and a word, one sentence, and what to do.
//! Not here: the forms below it.

use crate::components::phone_link;
use crate::locales::t;
use domain::view::{AgentContacts, Verdict};
use leptos::{html, prelude::*};

/// The answer; takes the focus as soon as the page is awake, so that it is read aloud at once.
pub fn answer(verdict: Verdict, agent: &AgentContacts) -> AnyView {
    let region = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(region) = region.get() {
            let _ = region.focus();
        }
    });
    let (class, sign, word) = t!(check::mark(&verdict));
    let sentence = t!(check::sentence(&verdict));
    let call = !matches!(verdict, Verdict::Ours { .. } | Verdict::Replaced { .. } | Verdict::PayeeOurs { .. });
    let call = call.then(|| call_us(&agent.phone));
    view! {
        <div class=class role="status" tabindex="-1" aria-labelledby="verdict" node_ref=region>
            <p class="verdict__mark"><span aria-hidden="true">{sign}</span> " " {word}</p>
            <h2 id="verdict">{sentence}</h2>
            {advice(verdict)}
            {call}
        </div>
    }
    .into_any()
}

fn advice(verdict: Verdict) -> AnyView {
    match verdict {
        Verdict::Ours { published, total: Some(total), .. } => view! {
            <p>{t!(check::published(published))} " " {t!(check::total(total))}</p>
            <p>{t!(check::OURS_DO)}</p>
        }
        .into_any(),
        Verdict::Ours { published, total: None, .. } => view! {
            <p>{t!(check::published(published))}</p>
            <p>{t!(check::CODE_ONLY)}</p>
        }
        .into_any(),
        Verdict::Replaced { replaced, .. } => view! {
            <p>{t!(check::replaced(replaced))}</p>
            <p>{t!(check::REPLACED_DO)}</p>
        }
        .into_any(),
        Verdict::PayeeOurs { payee } => view! {
            <dl class="summary-list">
                <div><dt>{t!(pay::NAME)}</dt><dd>{payee.name}</dd></div>
                <div><dt>{t!(pay::SETTLEMENT)}</dt><dd class="digits">{payee.account}</dd></div>
                <div><dt>{t!(pay::BANK)}</dt><dd>{payee.bank}</dd></div>
            </dl>
            <p>{t!(check::PAYEE_DO)}</p>
        }
        .into_any(),
        Verdict::PayeeOld { name } => view! {
            <p>{t!(check::old_payee(&name))}</p>
            <p>{t!(check::OLD_DO)}</p>
        }
        .into_any(),
        Verdict::Foreign { found } => {
            let found = (!found.is_empty()).then(|| {
                let items: Vec<_> = found.into_iter().map(|detail| view! { <li class="digits">{detail}</li> }).collect();
                view! {
                    <p>{t!(check::FOREIGN_FOUND)}</p>
                    <ul>{items}</ul>
                }
            });
            view! { {found} <p>{t!(check::FOREIGN_DO)}</p> }.into_any()
        }
        Verdict::Altered => view! { <p>{t!(check::ALTERED_DO)}</p> }.into_any(),
        Verdict::Unknown => view! { <p>{t!(check::UNKNOWN_DO)}</p> }.into_any(),
    }
}

fn call_us(phone: &str) -> AnyView {
    let href = phone_link(phone);
    let phone = phone.to_owned();
    view! { <p>{t!(check::CALL)} " " <a class="nowrap" href=href>{phone}</a></p> }.into_any()
}
