//! `/settings/data`: what is in the file with one's own data, and the link to it.
//! Not here: the file (see `kvitok`).

use crate::components::{Back, Data, Page, loaded};
use crate::locales::t;
use crate::server_fns::settings::load_settings;
use leptos::prelude::*;

/// The page.
#[component]
pub fn Data() -> impl IntoView {
    let data = Data::new(|| (), |()| load_settings(None));
    loaded(data, |_| {
        let parts: Vec<_> = t!(settings_forms::DATA_PARTS).into_iter().map(|part| view! { <li>{part}</li> }).collect();
        view! {
            <Page title=t!(settings_forms::DATA_TITLE) back=Back("/settings".into())>
                <p class="lead">{t!(settings_forms::DATA_LEAD)}</p>
                <ul>{parts}</ul>
                <p>{t!(settings_forms::DATA_SECRETS)}</p>
                <p>
                    <a class="button button--primary" href="/settings/data/kvitok.json" rel="external" download="kvitok.json">
                        {t!(settings_forms::DATA_LINK)}
                    </a>
                </p>
            </Page>
        }
        .into_any()
    })
}
