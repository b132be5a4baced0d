//! `/confirm-email/{token}`: one button, because mail scanners open links and must not confirm anything.
//! Not here: the letter.

use crate::components::{Data, Page, PostForm, framed, loaded, param, post_to};
use crate::locales::t;
use crate::server_fns::auth::{self, LinkKind, LinkState, load_link};
use leptos::prelude::*;

/// The button, or why the link is of no use any more.
#[component]
pub fn ConfirmEmail() -> impl IntoView {
    let token = param("token");
    let data = Data::new(move || token.get(), |token| load_link(LinkKind::Email, token));
    loaded(data, move |link| match link {
        LinkState::Live => page(token.get_untracked()),
        LinkState::Dead => {
            stop(t!(auth::EMAIL_DEAD_TITLE), t!(auth::EMAIL_DEAD_TEXT), "/settings", t!(auth::EMAIL_DEAD_LINK))
        }
        LinkState::Taken => {
            stop(t!(auth::EMAIL_TAKEN_TITLE), t!(auth::EMAIL_TAKEN_TEXT), "/sign-in", t!(auth::EMAIL_TAKEN_LINK))
        }
    })
}

fn page(token: String) -> AnyView {
    let action = post_to::<auth::ConfirmEmail>();
    view! {
        <Page title=t!(auth::CONFIRM_TITLE)>
            <p class="lead">{t!(auth::CONFIRM_LEAD)}</p>
            <PostForm action button=t!(auth::CONFIRM_BUTTON)>
                <input type="hidden" name="token" value=token/>
            </PostForm>
            <p>{t!(auth::CONFIRM_NOT_YOURS)}</p>
        </Page>
    }
    .into_any()
}

fn stop(title: &'static str, text: &'static str, href: &'static str, link: &'static str) -> AnyView {
    view! {
        <Page title>
            <p class="lead">{text}</p>
            <p><a class="button button--primary" href=href>{link}</a></p>
        </Page>
    }
    .into_any()
}

/// After the button.
#[component]
pub fn ConfirmEmailDone() -> impl IntoView {
    framed(|_| {
        view! {
            <Page title=t!(auth::CONFIRMED_TITLE)>
                <p class="lead">{t!(auth::CONFIRMED_LEAD)}</p>
                <p><a class="button button--primary" href="/addresses">{t!(auth::CONFIRMED_LINK)}</a></p>
            </Page>
        }
        .into_any()
    })
}
