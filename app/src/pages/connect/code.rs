//! `/connect/code` and `/connect/code/not-received`: the code from the SMS.
//! Not here: the screens themselves, which the cabinet shows as well (see `addresses::parts`).

use super::{lost, step_data};
use crate::components::{Data, PostForm, loaded, post_to, query};
use crate::locales::t;
use crate::pages::addresses::parts::{Place, code_screen, not_received_link, not_received_screen};
use crate::server_fns::connect::{ConnectCode, ConnectPage, ConnectResend, ConnectStep, load_connect};
use crate::server_fns::frame::load_frame;
use leptos::prelude::*;

/// The fourth step.
#[component]
pub fn Code() -> impl IntoView {
    let sent = query("sent");
    loaded(step_data(ConnectStep::Code), move |data| page(&data, sent.get_untracked().is_some()))
}

fn page(data: &ConnectPage, sent: bool) -> AnyView {
    let Some(code) = &data.code else { return lost() };
    let place = Place { caption: t!(connect::step(4)), back: "/connect/delivery".to_owned(), change: Some("/connect") };
    code_screen(code, place, sent, |field| {
        let action = post_to::<ConnectCode>();
        view! {
            <PostForm
                action
                button=t!(switch::CODE_BUTTON)
                busy=t!(switch::CODE_BUSY)
            >
                {field}
            </PostForm>
            {not_received_link("/connect/code/not-received".to_owned())}
        }
        .into_any()
    })
}

/// What to check when no code comes.
#[component]
pub fn CodeNotReceived() -> impl IntoView {
    let form = query("form");
    let data = Data::new(
        move || form.get(),
        |form| async move { Ok((load_connect(ConnectStep::Code, form).await?, load_frame().await?.agent.phone)) },
    );
    loaded(data, |(data, phone)| not_received(&data, phone))
}

fn not_received(data: &ConnectPage, phone: String) -> AnyView {
    let Some(code) = &data.code else { return lost() };
    let action = post_to::<ConnectResend>();
    let form = view! {
        <PostForm
            action
            button=t!(switch::RESEND)
            busy=t!(switch::RESEND_BUSY)
        />
    };
    not_received_screen(code, phone, "/connect/code".to_owned(), form.into_any())
}
