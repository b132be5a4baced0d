//! `/relatives/{grant}/close`: asks once before access is closed, an invitation taken back, or access given up.
//! Not here: the list that leads here (see `list`).

use crate::components::{Back, Data, Page, PostForm, loaded, param, post_to};
use crate::locales::t;
use crate::server_fns::relatives::{CloseAccess, load_close};
use domain::view::ClosePage;
use leptos::prelude::*;

/// The question.
#[component]
pub fn Close() -> impl IntoView {
    let grant = param("grant");
    let data = Data::new(move || grant.get(), load_close);
    loaded(data, page)
}

fn page(data: ClosePage) -> AnyView {
    let (title, text, button) = if data.own {
        (t!(relatives::leave_title(&data.name)), t!(relatives::LEAVE_TEXT), t!(relatives::LEAVE))
    } else {
        let title = t!(relatives::close_title(&data.name, data.invitation));
        if data.invitation {
            (title, t!(relatives::CANCEL_TEXT), t!(relatives::CANCEL))
        } else {
            (title, t!(relatives::CLOSE_TEXT), t!(relatives::CLOSE))
        }
    };
    let action = post_to::<CloseAccess>();
    view! {
        <Page title back=Back("/relatives".into())>
            <p class="whose">{data.address}</p>
            <p>{text}</p>
            <div class="warning-action">
                <PostForm action button busy=t!(relatives::CLOSE_BUSY)>
                    <input type="hidden" name="grant" value=data.grant.to_string()/>
                </PostForm>
            </div>
            <p><a href="/relatives">{t!(relatives::KEEP)}</a></p>
        </Page>
    }
    .into_any()
}
