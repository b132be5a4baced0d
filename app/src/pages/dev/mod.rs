//! `/dev/outbox`: the demo's letters and SMS.
//! Not here: data access, which goes through `server_fns`; outside the demo the page does not exist.

#[cfg(feature = "ssr")]
mod gallery;
#[cfg(feature = "ssr")]
mod samples;

#[cfg(feature = "ssr")]
pub use gallery::gallery;

use crate::components::{Data, Page, loaded};
use crate::locales::t;
use crate::server_fns::outbox::{Outbox as Sent, OutboxMail, OutboxText, load_outbox};
use leptos::prelude::*;

/// Everything the demo has "sent".
#[component]
pub fn Outbox() -> impl IntoView {
    let data = Data::new(|| (), |()| load_outbox());
    loaded(data, page)
}

fn page(sent: Sent) -> AnyView {
    let no_texts = sent.texts.is_empty().then(|| view! { <p>{t!(dev::NO_TEXTS)}</p> });
    let no_mails = sent.mails.is_empty().then(|| view! { <p>{t!(dev::NO_MAILS)}</p> });
    let texts: Vec<_> = sent.texts.into_iter().map(text).collect();
    let mails: Vec<_> = sent.mails.into_iter().map(mail).collect();
    view! {
        <Page title=t!(dev::TITLE)>
            <p>{t!(dev::LEAD)}</p>
            <section aria-labelledby="texts">
                <h2 id="texts">{t!(dev::TEXTS)}</h2>
                {no_texts}
                <ul class="outbox">{texts}</ul>
            </section>
            <section aria-labelledby="mails">
                <h2 id="mails">{t!(dev::MAILS)}</h2>
                {no_mails}
                <ul class="outbox">{mails}</ul>
            </section>
        </Page>
    }
    .into_any()
}

fn text(sms: OutboxText) -> AnyView {
    view! {
        <li>
            <p class="small">{t!(dev::to(&sms.to, &sms.at))}</p>
            <p class="bubble">{sms.text}</p>
        </li>
    }
    .into_any()
}

fn mail(mail: OutboxMail) -> AnyView {
    let letter = format!("/dev/outbox/mail/{}", mail.file);
    view! {
        <li>
            <h3>{mail.subject}</h3>
            <p class="small">{t!(dev::to(&mail.to, &mail.at))}</p>
            <p><a href=letter rel="external" target="_blank">{t!(dev::OPEN_HTML)}</a></p>
            <details>
                <summary>{t!(dev::OPEN_TEXT)}</summary>
                <pre class="outbox__text">{linked(&mail.text)}</pre>
            </details>
        </li>
    }
    .into_any()
}

/// The text with its web addresses as links: following one is what the demo is for.
fn linked(text: &str) -> Vec<AnyView> {
    text.split_inclusive(char::is_whitespace)
        .map(|word| {
            if word.starts_with("http://") || word.starts_with("https://") {
                let (address, href) = (word.trim_end().to_owned(), word.trim_end().to_owned());
                view! { <a href=href rel="external">{address}</a> "\n" }.into_any()
            } else {
                word.to_owned().into_any()
            }
        })
        .collect()
}
