//! `/sign-in/passkey`: the sign-in with a key on this device.
//! Not here: making one (see `settings::passkeys`), the button that asks the device (see `components`).

use crate::components::{Back, Ceremony, Data, Page, escaped, loaded, passkey_button, post_to, query};
use crate::locales::t;
use crate::server_fns::ways_in::{EnterByPasskey, ask_passkey, load_way_in};
use domain::view::FormState;
use leptos::prelude::*;

/// The page with the button.
#[component]
pub fn ByPasskey() -> impl IntoView {
    let (form, next) = (query("form"), query("next"));
    let data = Data::new(move || form.get(), load_way_in);
    loaded(data, move |form| page(form, next.get_untracked()))
}

fn page(form: FormState, next: Option<String>) -> AnyView {
    let action = post_to::<EnterByPasskey>();
    let with_password = match &next {
        Some(next) => format!("/sign-in?next={}", escaped(next)),
        None => "/sign-in".to_owned(),
    };
    let fields = next.map(|next| ("next", next)).into_iter().collect();
    let ask = || Box::pin(async { ask_passkey().await.ok() }) as _;
    view! {
        <Page title=t!(ways_in::BY_PASSKEY_TITLE) back=Back(with_password.clone()) form>
            <p class="lead">{t!(ways_in::BY_PASSKEY_LEAD)}</p>
            <div id="passkey">{passkey_button(Ceremony::Show, t!(ways_in::ENTER), ask, action, fields)}</div>
            <p><a href=with_password>{t!(ways_in::WITH_PASSWORD)}</a></p>
        </Page>
    }
    .into_any()
}
