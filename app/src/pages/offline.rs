//! The page for no network: in both languages, because the device keeps one for everybody.
//! Not here: the document around it (see `shell`).

use crate::components::phone_link;
use crate::locales::t;
use domain::Language;
use leptos::prelude::*;
use leptos_meta::Title;

/// The page. `phone` is the agent's.
pub fn offline(phone: &str) -> AnyView {
    let russian = half(Language::Ru, phone, |title| view! { <h1>{title}</h1> }.into_any());
    let english = half(Language::En, phone, |title| view! { <h2>{title}</h2> }.into_any());
    let [russian_title, english_title] = [Language::Ru, Language::En].map(title);
    view! {
        <Title text=format!("{russian_title} · {english_title}")/>
        <main id="main">{russian}{english}</main>
    }
    .into_any()
}

fn title(language: Language) -> &'static str {
    Owner::new().with(|| {
        provide_context(language);
        t!(offline::TITLE)
    })
}

fn half(language: Language, phone: &str, heading: fn(&'static str) -> AnyView) -> AnyView {
    let call = phone_link(phone);
    Owner::new().with(|| {
        provide_context(language);
        view! {
            <section lang=language.as_str()>
                {heading(t!(offline::TITLE))}
                <p>{t!(offline::LEAD)}</p>
                <p><a class="button button--quiet" href="">{t!(offline::AGAIN)}</a></p>
                <p>{t!(offline::CALL)} " " <a href=call>{phone.to_owned()}</a></p>
            </section>
        }
        .into_any()
    })
}
