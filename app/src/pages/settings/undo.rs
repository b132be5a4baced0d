//! `/settings/undo/{token}`: puts an e-mail or a phone back that somebody else has changed. Needs no sign-in.
//! Not here: the letter and the SMS.

use super::email::dead;
use crate::components::{Data, Page, PostForm, framed, loaded, param, post_to};
use crate::locales::t;
use crate::server_fns::settings::{UndoChange, load_undo};
use domain::view::UndoPage;
use leptos::prelude::*;

/// One button, because mail scanners open links and must not change anything.
#[component]
pub fn Undo() -> impl IntoView {
    let token = param("token");
    let data = Data::new(move || token.get(), load_undo);
    loaded(data, move |link| match link {
        UndoPage::Email(email) => page(token.get_untracked(), t!(settings_forms::undo_email_lead(&email))),
        UndoPage::Phone(phone) => page(token.get_untracked(), t!(settings_forms::undo_phone_lead(&phone))),
        UndoPage::Dead => dead(t!(settings_forms::LINK_DEAD_TITLE), t!(settings_forms::LINK_DEAD_TEXT)),
    })
}

fn page(token: String, lead: String) -> AnyView {
    let action = post_to::<UndoChange>();
    view! {
        <Page title=t!(settings_forms::UNDO_TITLE)>
            <p class="lead">{lead}</p>
            <p>{t!(settings_forms::UNDO_TEXT)}</p>
            <PostForm action button=t!(settings_forms::UNDO_BUTTON)>
                <input type="hidden" name="token" value=token/>
            </PostForm>
        </Page>
    }
    .into_any()
}

/// After the button.
#[component]
pub fn Undone() -> impl IntoView {
    framed(|_| {
        view! {
            <Page title=t!(settings_forms::UNDONE_TITLE)>
                <p class="lead done">{t!(settings_forms::UNDONE_LEAD)}</p>
                <p>{t!(settings_forms::UNDONE_NEXT)}</p>
                <p><a class="button button--quiet" href="/sign-in/forgotten">{t!(settings_forms::UNDONE_LINK)}</a></p>
            </Page>
        }
        .into_any()
    })
}
