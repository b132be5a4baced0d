//! `/settings/sign-in/passkeys…`: the passkeys of a person, another one, and the end of one.
//! Not here: the sign-in with one (see `auth::by_passkey`), the button that asks the device (see `components`).

use super::parts::{done, proof_code, proof_field};
use crate::components::{Back, Ceremony, Data, Page, PostForm, loaded, param, passkey_button, post_to, query};
use crate::locales::t;
use crate::server_fns::settings::{
    BeginPasskey, KeepPasskey, RemovePasskey as Remove, load_passkey_question, load_passkeys,
};
use domain::view::{PasskeyView, PasskeysPage};
use leptos::prelude::*;

const HERE: &str = "/settings/sign-in/passkeys";

/// The list, and the form that begins another.
#[component]
pub fn Passkeys() -> impl IntoView {
    let (form, sent, did) = (query("form"), query("sent"), query("done"));
    let data = Data::new(move || (form.get(), sent.get(), did.get()), |(form, ..)| load_passkeys(form));
    loaded(data, move |data| list(data, sent.get_untracked().is_some(), did.get_untracked()))
}

fn list(data: PasskeysPage, sent: bool, did: Option<String>) -> AnyView {
    let action = post_to::<BeginPasskey>();
    let proof = proof_field(&data.form, &data.proof);
    let rows: Vec<_> = data.rows.iter().map(row).collect();
    let rows = (!rows.is_empty()).then(|| view! { <ul class="cards">{rows}</ul> });
    view! {
        <Page title=t!(ways_in::PASSKEYS) back=Back("/settings/sign-in".into()) form=data.form>
            {done(did.as_deref())}
            <p class="lead">{t!(ways_in::PASSKEYS_LEAD)}</p>
            {rows}
            <h2 id="passkey">{t!(ways_in::PASSKEY_ADD_HEADING)}</h2>
            {proof_code(&data.proof, HERE, sent)}
            <PostForm action button=t!(ways_in::PASSKEY_ADD)>{proof}</PostForm>
        </Page>
    }
    .into_any()
}

fn row(row: &PasskeyView) -> AnyView {
    let device = t!(settings_forms::device(row.device));
    view! {
        <li class="card">
            <h2 class="card__title">{device.clone()}</h2>
            <p>{t!(ways_in::passkey_made(row.made))} "; " {t!(ways_in::passkey_used(row.used))}</p>
            <p>
                <a href=format!("{HERE}/{}", row.id)>
                    {t!(ways_in::PASSKEY_REMOVE)} <span class="hidden">": " {device}</span>
                </a>
            </p>
        </li>
    }
    .into_any()
}

/// The device makes it.
#[component]
pub fn NewPasskey() -> impl IntoView {
    let data = Data::new(|| (), |()| load_passkey_question());
    loaded(data, make)
}

fn make(question: String) -> AnyView {
    let action = post_to::<KeepPasskey>();
    let ask = move || {
        let question = question.clone();
        Box::pin(async move { Some(question) }) as _
    };
    view! {
        <Page title=t!(ways_in::PASSKEY_NEW_TITLE) back=Back(HERE.into())>
            <p class="lead">{t!(ways_in::PASSKEY_NEW_LEAD)}</p>
            {passkey_button(Ceremony::Make, t!(ways_in::PASSKEY_NEW), ask, action, Vec::new())}
        </Page>
    }
    .into_any()
}

/// The end of one.
#[component]
pub fn RemovePasskey() -> impl IntoView {
    let (form, sent, id) = (query("form"), query("sent"), param("id"));
    let data = Data::new(move || (form.get(), sent.get()), |(form, _)| load_passkeys(form));
    loaded(data, move |data| remove(data, id.get_untracked(), sent.get_untracked().is_some()))
}

fn remove(data: PasskeysPage, id: String, sent: bool) -> AnyView {
    let action = post_to::<Remove>();
    let proof = proof_field(&data.form, &data.proof);
    let rows = data.rows.into_iter().filter(|row| row.id == id);
    let which: Vec<_> = rows
        .map(|row| view! { <p>{t!(settings_forms::device(row.device))} ", " {t!(ways_in::passkey_made(row.made))}</p> })
        .collect();
    view! {
        <Page title=t!(ways_in::PASSKEY_REMOVE_TITLE) back=Back(HERE.into()) form=data.form>
            <p class="lead">{t!(ways_in::PASSKEY_REMOVE_LEAD)}</p>
            {which}
            {proof_code(&data.proof, &format!("{HERE}/{id}"), sent)}
            <PostForm action button=t!(ways_in::PASSKEY_REMOVE_TITLE)>
                <input type="hidden" name="id" value=id/>
                {proof}
            </PostForm>
        </Page>
    }
    .into_any()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::pages::addresses::tests::html;
    use domain::view::{FormState, ProofWay};

    #[test]
    fn a_code_asked_for_where_a_key_is_removed_leads_back_to_that_key() {
        let proof = ProofWay::Code { phone: "+7 913 •••-••-01".to_owned() };
        let data = PasskeysPage { rows: Vec::new(), proof, form: FormState::default() };
        let page = html(move || remove(data, "7".to_owned(), false));
        assert!(page.contains(r#"name="page" value="/settings/sign-in/passkeys/7""#), "{page}");
    }
}
