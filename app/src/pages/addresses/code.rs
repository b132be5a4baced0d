//! `/addresses/{id}/code` and `/addresses/{id}/code/not-received`: the code from the SMS.
//! Not here: the screens themselves, which the wizard shows as well (see `parts`).

use super::parts::{Place, code_screen, not_received_link, not_received_screen};
use crate::components::{Data, PostForm, loaded, param, post_to, query};
use crate::locales::t;
use crate::server_fns::frame::load_frame;
use crate::server_fns::switch::{ConfirmSwitch, ResendCode, load_code};
use domain::view::CodePage;
use leptos::prelude::*;

/// The field for the code.
#[component]
pub fn Code() -> impl IntoView {
    let (id, form, sent) = (param("id"), query("form"), query("sent"));
    let data = Data::new(move || (id.get(), form.get(), sent.get()), |(id, form, _)| load_code(id, form));
    loaded(data, move |data| page(&data, id.get_untracked(), sent.get_untracked().is_some()))
}

fn page(data: &CodePage, id: String, sent: bool) -> AnyView {
    let place = Place { caption: data.address.clone(), back: format!("/addresses/{id}/electronic"), change: None };
    let help = not_received_link(format!("/addresses/{id}/code/not-received"));
    code_screen(data, place, sent, |field| {
        let action = post_to::<ConfirmSwitch>();
        view! {
            <PostForm
                action
                button=t!(switch::CODE_BUTTON)
                busy=t!(switch::CODE_BUSY)
            >
                <input type="hidden" name="id" value=id/>
                {field}
            </PostForm>
            {help}
        }
        .into_any()
    })
}

/// What to check when no code comes.
#[component]
pub fn CodeNotReceived() -> impl IntoView {
    let (id, form) = (param("id"), query("form"));
    let data = Data::new(
        move || (id.get(), form.get()),
        |(id, form)| async move { Ok((load_code(id, form).await?, load_frame().await?.agent.phone)) },
    );
    loaded(data, move |(code, phone)| not_received(&code, phone, id.get_untracked()))
}

fn not_received(code: &CodePage, phone: String, id: String) -> AnyView {
    let back = format!("/addresses/{id}/code");
    let action = post_to::<ResendCode>();
    let form = view! {
        <PostForm
            action
            button=t!(switch::RESEND)
            busy=t!(switch::RESEND_BUSY)
        >
            <input type="hidden" name="id" value=id/>
        </PostForm>
    };
    not_received_screen(code, phone, back, form.into_any())
}
