//! `/settings`: how things are, each with a link that changes it.
//! Not here: the changes.

use super::parts::{done, line};
use crate::components::{Data, Page, PostForm, loaded, post_to, query};
use crate::locales::t;
use crate::pages::addresses::parts::{EmailTrouble, email_banner};
use crate::server_fns::settings::{GiveUpEmail, load_settings};
use domain::view::SettingsPage;
use leptos::prelude::*;

/// The settings of the person who is signed in.
#[component]
pub fn Settings() -> impl IntoView {
    let (sent, did) = (query("sent"), query("done"));
    let data = Data::new(move || (sent.get(), did.get()), |_| load_settings(None));
    loaded(data, move |data| page(data, sent.get_untracked().is_some(), did.get_untracked()))
}

fn page(data: SettingsPage, sent: bool, did: Option<String>) -> AnyView {
    let viewer = data.viewer;
    let (trouble, state) = if !viewer.email_confirmed {
        (Some(EmailTrouble::Unconfirmed), t!(settings::EMAIL_UNCONFIRMED))
    } else if viewer.email_failing {
        (Some(EmailTrouble::Failing), t!(settings::EMAIL_FAILING))
    } else {
        (None, t!(settings::EMAIL_CONFIRMED))
    };
    let password = if viewer.has_password { t!(settings::PASSWORD_SET) } else { t!(settings::PASSWORD_UNSET) };
    let email = view! { {viewer.email}<br/>{state} }.into_any();
    let phone = view! { <span class="nowrap">{viewer.phone}</span><br/>{t!(settings::PHONE_TEXT)} }.into_any();
    let ways = if data.app { t!(ways_in::app_on(data.codes_left)) } else { sms_state(data.sms_sign_in).to_owned() };
    let ways_term = if data.app { t!(ways_in::APP) } else { t!(ways_in::SMS) };
    let ways = view! { {ways_term} ": " {ways} }.into_any();
    let change = t!(settings_forms::CHANGE);
    view! {
        <Page title=t!(settings::TITLE)>
            {done(did.as_deref())}
            {email_banner(trouble, sent)}
            {waiting(data.waiting_email)}
            <h2>{t!(settings_forms::CONTACTS_HEADING)}</h2>
            <dl class="summary-list">
                {line(t!(settings::EMAIL), email, "/settings/email", change, t!(settings_forms::CHANGE_EMAIL))}
                {line(t!(settings::PHONE), phone, "/settings/phone", change, t!(settings_forms::CHANGE_PHONE))}
                {line(
                    t!(settings::PASSWORD),
                    password.into_any(),
                    "/settings/password",
                    change,
                    t!(settings_forms::CHANGE_PASSWORD),
                )}
            </dl>
            <h2>{t!(settings_forms::SECURITY_HEADING)}</h2>
            <dl class="summary-list">
                {line(t!(settings_forms::WAYS_IN), ways, "/settings/sign-in", change, t!(settings_forms::CHANGE_WAYS_IN))}
                {line(
                    t!(settings_forms::DEVICES),
                    t!(settings_forms::devices_count(data.devices)).into_any(),
                    "/settings/devices",
                    t!(settings_forms::OPEN_DEVICES),
                    "",
                )}
            </dl>
            <h2>{t!(settings_forms::REST_HEADING)}</h2>
            <dl class="summary-list">
                {line(
                    t!(settings_forms::NOTICES),
                    t!(settings_forms::NOTICES_TEXT).into_any(),
                    "/settings/notices",
                    change,
                    t!(settings_forms::CHANGE_NOTICES),
                )}
                {line(t!(look::MORE), t!(look::SETTINGS_TEXT).into_any(), "/accessibility/look", change, t!(look::CHANGE))}
                {line(
                    t!(settings_forms::DATA),
                    t!(settings_forms::DATA_TEXT).into_any(),
                    "/settings/data",
                    t!(settings_forms::DATA_OPEN),
                    "",
                )}
                {line(
                    t!(settings_forms::CLOSE),
                    t!(settings_forms::CLOSE_TEXT).into_any(),
                    "/settings/close",
                    t!(settings_forms::CLOSE_OPEN),
                    "",
                )}
            </dl>
        </Page>
    }
    .into_any()
}

/// Whether a code in an SMS lets in.
pub fn sms_state(on: bool) -> &'static str {
    if on { t!(ways_in::SMS_ON) } else { t!(ways_in::SMS_OFF) }
}

/// An e-mail that waits, and the way to leave everything as it is.
fn waiting(email: Option<String>) -> AnyView {
    let Some(email) = email else { return ().into_any() };
    let action = post_to::<GiveUpEmail>();
    view! {
        <div class="notice">
            <p>{t!(settings_forms::waiting_email(&email))}</p>
            <PostForm action button=t!(settings_forms::GIVE_UP_EMAIL) quiet=true/>
        </div>
    }
    .into_any()
}
