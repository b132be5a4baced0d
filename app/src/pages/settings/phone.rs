//! `/settings/phone` and `/settings/phone/code`: another phone, and the code that came there.
//! Not here: the screen of a code, which the change of delivery shows as well (see `addresses::parts`).

use super::parts::{proof_code, proof_field};
use crate::components::{Back, Data, Field, Page, PostForm, TextField, loaded, post_to, query};
use crate::locales::t;
use crate::pages::addresses::parts::{Place, code_screen};
use crate::server_fns::settings::{ChangePhone, ConfirmPhone, ResendPhoneCode, load_phone_code, load_settings};
use domain::view::{CodePage, SettingsPage};
use leptos::prelude::*;

/// The form.
#[component]
pub fn Phone() -> impl IntoView {
    let (form, sent) = (query("form"), query("sent"));
    let data = Data::new(move || (form.get(), sent.get()), |(form, _)| load_settings(form));
    loaded(data, move |data| page(data, sent.get_untracked().is_some()))
}

fn page(data: SettingsPage, sent: bool) -> AnyView {
    let action = post_to::<ChangePhone>();
    let phone = Field::of(&data.form, "phone");
    let proof = proof_field(&data.form, &data.proof);
    view! {
        <Page title=t!(settings_forms::PHONE_TITLE) back=Back("/settings".into()) form=data.form>
            <p class="lead">{t!(settings_forms::phone_lead(&data.viewer.phone))}</p>
            {proof_code(&data.proof, "/settings/phone", sent)}
            <PostForm action button=t!(settings_forms::PHONE_BUTTON) busy=t!(switch::AGREE_BUSY)>
                <TextField
                    field=phone
                    label=t!(settings_forms::PHONE_NEW)
                    hint=t!(settings_forms::PHONE_NEW_HINT)
                    kind="tel"
                    autocomplete="tel"
                    inputmode="tel"
                    width="input--phone"
                />
                {proof}
            </PostForm>
        </Page>
    }
    .into_any()
}

/// The field for the code.
#[component]
pub fn PhoneCode() -> impl IntoView {
    let (form, sent) = (query("form"), query("sent"));
    let data = Data::new(move || (form.get(), sent.get()), |(form, _)| load_phone_code(form));
    loaded(data, move |data| {
        // The line above the heading says what the code is for.
        let data = CodePage { address: t!(settings_forms::PHONE_TITLE).to_owned(), ..data };
        code(&data, sent.get_untracked().is_some())
    })
}

fn code(data: &CodePage, sent: bool) -> AnyView {
    let place = Place { caption: data.address.clone(), back: "/settings/phone".to_owned(), change: None };
    code_screen(data, place, sent, |field| {
        let action = post_to::<ConfirmPhone>();
        let resend = post_to::<ResendPhoneCode>();
        view! {
            <PostForm action button=t!(switch::CODE_BUTTON) busy=t!(switch::CODE_BUSY)>
                {field}
            </PostForm>
            <h2>{t!(switch::NOT_RECEIVED_TITLE)}</h2>
            <p>{t!(switch::RESEND_TEXT)}</p>
            <PostForm action=resend button=t!(switch::RESEND) busy=t!(switch::RESEND_BUSY) quiet=true/>
        }
        .into_any()
    })
}
