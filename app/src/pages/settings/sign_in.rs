//! `/settings/sign-in`: the ways of signing in; the code in an SMS allowed or forbidden.
//! Not here: the authenticator app (see `app`).

use super::hub::sms_state;
use super::parts::{done, line, proof_code, proof_field};
use crate::components::{Back, Data, Page, PostForm, loaded, post_to, query};
use crate::locales::t;
use crate::server_fns::settings::{SetSmsSignIn, load_settings};
use domain::view::SettingsPage;
use leptos::prelude::*;

/// The list.
#[component]
pub fn WaysIn() -> impl IntoView {
    let did = query("done");
    let data = Data::new(move || did.get(), |_| load_settings(None));
    loaded(data, move |data| list(&data, did.get_untracked()))
}

fn list(data: &SettingsPage, did: Option<String>) -> AnyView {
    let app = if data.app { t!(ways_in::app_on(data.codes_left)) } else { t!(ways_in::APP_OFF).to_owned() };
    let change = t!(settings_forms::CHANGE);
    let passkeys = data.passkeys.map(|count| {
        let state = t!(ways_in::passkeys_count(count)).into_any();
        line(t!(ways_in::PASSKEYS), state, "/settings/sign-in/passkeys", change, t!(ways_in::CHANGE_PASSKEYS))
    });
    let sms = sms_state(data.sms_sign_in).into_any();
    view! {
        <Page title=t!(ways_in::TITLE) back=Back("/settings".into())>
            {done(did.as_deref())}
            <p class="lead">{t!(ways_in::LEAD)}</p>
            <dl class="summary-list">
                {line(t!(ways_in::SMS), sms, "/settings/sign-in/sms", change, t!(ways_in::CHANGE_SMS))}
                {passkeys}
                {line(t!(ways_in::APP), app.into_any(), "/settings/sign-in/app", change, t!(ways_in::CHANGE_APP))}
            </dl>
        </Page>
    }
    .into_any()
}

/// The code in an SMS.
#[component]
pub fn SignInBySms() -> impl IntoView {
    let (form, sent) = (query("form"), query("sent"));
    let data = Data::new(move || (form.get(), sent.get()), |(form, _)| load_settings(form));
    loaded(data, move |data| sms(data, sent.get_untracked().is_some()))
}

fn sms(data: SettingsPage, sent: bool) -> AnyView {
    let body = if data.phone_confirmed {
        let action = post_to::<SetSmsSignIn>();
        let button = if data.sms_sign_in { t!(ways_in::SMS_FORBID) } else { t!(ways_in::SMS_ALLOW) };
        let allow = (!data.sms_sign_in).then(|| view! { <input type="hidden" name="allow" value="yes"/> });
        let proof = proof_field(&data.form, &data.proof);
        view! {
            {proof_code(&data.proof, "/settings/sign-in/sms", sent)}
            <PostForm action button>
                {allow}
                {proof}
            </PostForm>
        }
        .into_any()
    } else {
        view! { <p>{t!(ways_in::SMS_UNCONFIRMED)}</p> }.into_any()
    };
    view! {
        <Page title=t!(ways_in::SMS_TITLE) back=Back("/settings/sign-in".into()) form=data.form>
            <p class="lead">{t!(ways_in::SMS_LEAD)}</p>
            <p>{t!(ways_in::SMS_RISK)}</p>
            {body}
        </Page>
    }
    .into_any()
}
