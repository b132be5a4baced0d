//! `/settings/devices`: where the cabinet is open, and the way out of each.
//! Not here: what a user agent says (see `domain::device`).

use super::parts::done;
use crate::components::{Back, Data, Page, PostForm, loaded, post_to, query};
use crate::locales::t;
use crate::server_fns::auth::SignOutEverywhere;
use crate::server_fns::settings::{EndDevice, EndOtherDevices, load_devices};
use domain::view::DeviceRow;
use leptos::prelude::*;

/// The list.
#[component]
pub fn Devices() -> impl IntoView {
    let did = query("done");
    let data = Data::new(move || did.get(), |_| load_devices());
    loaded(data, move |rows| page(rows, did.get_untracked()))
}

fn page(rows: Vec<DeviceRow>, did: Option<String>) -> AnyView {
    let others = rows.iter().any(|row| !row.this);
    let rows: Vec<_> = rows.into_iter().map(row).collect();
    let others = others.then(|| {
        let action = post_to::<EndOtherDevices>();
        view! {
            <PostForm action button=t!(settings_forms::END_OTHERS) busy=t!(settings::SIGN_OUT_BUSY)/>
        }
    });
    let everywhere = post_to::<SignOutEverywhere>();
    view! {
        <Page title=t!(settings_forms::DEVICES_TITLE) back=Back("/settings".into())>
            {done(did.as_deref())}
            <p class="lead">{t!(settings_forms::DEVICES_LEAD)}</p>
            <ul class="cards">{rows}</ul>
            {others}
            <h2>{t!(settings::SESSIONS_HEADING)}</h2>
            <p>{t!(settings::SESSIONS_TEXT)}</p>
            <PostForm
                action=everywhere
                button=t!(settings::SIGN_OUT_EVERYWHERE)
                busy=t!(settings::SIGN_OUT_BUSY)
                quiet=true
            />
        </Page>
    }
    .into_any()
}

fn row(row: DeviceRow) -> AnyView {
    let device = t!(settings_forms::device(row.device));
    let end = (!row.this).then(|| {
        let action = post_to::<EndDevice>();
        view! {
            <PostForm action button=t!(settings_forms::end_device_of(&device)) busy=t!(settings::SIGN_OUT_BUSY) quiet=true>
                <input type="hidden" name="id" value=row.id.clone()/>
            </PostForm>
        }
    });
    view! {
        <li class="card">
            <h2 class="card__title">
                {device.clone()}
                {row.this.then(|| view! { ", " <strong>{t!(settings_forms::THIS_DEVICE)}</strong> })}
            </h2>
            <p>{t!(settings_forms::since(row.since))} "; " {t!(settings_forms::seen(row.seen))}</p>
            {end}
        </li>
    }
    .into_any()
}
