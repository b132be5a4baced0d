//! `/settings/notices`: what comes by SMS and on devices beside the letters.
//! Not here: what is sent in any case.

use super::device_push::device_push;
use crate::components::{Back, Checkbox, Data, Field, Page, PostForm, loaded, post_to};
use crate::locales::t;
use crate::server_fns::settings::{SetNotices, load_notices};
use domain::view::{AddressNotices, FormState, NoticesPage};
use leptos::prelude::*;

/// The form.
#[component]
pub fn Notices() -> impl IntoView {
    let data = Data::new(|| (), |()| load_notices());
    loaded(data, page)
}

fn page(data: NoticesPage) -> AnyView {
    let action = post_to::<SetNotices>();
    let empty = data.addresses.is_empty();
    let boxes: Vec<_> = data.addresses.into_iter().map(address).collect();
    let mut form = FormState::default();
    if data.changes_sms {
        form.values.insert("by_others".to_owned(), "yes".to_owned());
    }
    if data.remind {
        form.values.insert("remind".to_owned(), "yes".to_owned());
    }
    let phone = if data.phone_confirmed {
        t!(settings_forms::sms_to(&data.phone))
    } else {
        t!(settings_forms::SMS_UNCONFIRMED).to_owned()
    };
    view! {
        <Page title=t!(settings_forms::NOTICES_TITLE) back=Back("/settings".into())>
            <p class="lead">{phone}</p>
            <PostForm action button=t!(settings_forms::NOTICES_BUTTON)>
                <h2 id="charges">{t!(settings_forms::CHARGES_HEADING)}</h2>
                {if empty {
                    view! {
                        <p>{t!(settings_forms::NO_ADDRESSES)}</p>
                        <p><a href="/addresses/add">{t!(settings_forms::ADD_ADDRESS)}</a></p>
                    }
                    .into_any()
                } else {
                    view! {
                        <p>{t!(settings_forms::charges_text(&data.email))}</p>
                        <div role="group" aria-labelledby="charges">{boxes}</div>
                    }
                    .into_any()
                }}
                <h2>{t!(settings_forms::REMIND_HEADING)}</h2>
                <p>{t!(settings_forms::REMIND_TEXT)}</p>
                <Checkbox field=Field::of(&form, "remind") label=t!(settings_forms::REMIND)/>
                <h2>{t!(settings_forms::CHANGES_HEADING)}</h2>
                <p>{t!(settings_forms::CHANGES_TEXT)}</p>
                <Checkbox field=Field::of(&form, "by_others") label=t!(settings_forms::CHANGES_SMS)/>
                <h2>{t!(settings_forms::SAFETY_HEADING)}</h2>
                <p>{t!(settings_forms::SAFETY_TEXT)}</p>
            </PostForm>
            {device_push(data.push_key, data.push_devices)}
        </Page>
    }
    .into_any()
}

/// A box of its own for each address; all of them are one list to the server.
fn address(row: AddressNotices) -> AnyView {
    let id = format!("charges-{}", row.id);
    view! {
        <div class="field">
            <div class="checkbox">
                <input
                    class="checkbox__box"
                    id=id.clone()
                    name="charges[]"
                    type="checkbox"
                    value=row.id.to_string()
                    checked=row.sms
                />
                <label class="checkbox__label" for=id>{row.address}</label>
            </div>
        </div>
    }
    .into_any()
}
