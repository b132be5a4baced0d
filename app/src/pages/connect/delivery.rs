//! `/connect/delivery`: what will change, both consents.
//! Not here: the screen itself, which the cabinet shows as well (see `addresses::parts`).

use super::{lost, step_data};
use crate::components::{PostForm, loaded, post_to};
use crate::locales::t;
use crate::pages::addresses::parts::{Place, delivery_screen};
use crate::server_fns::connect::{ConnectDelivery, ConnectPage, ConnectStep};
use leptos::prelude::*;

/// The third step.
#[component]
pub fn Delivery() -> impl IntoView {
    loaded(step_data(ConnectStep::Delivery), page)
}

fn page(data: ConnectPage) -> AnyView {
    let Some(switch) = data.switch else { return lost() };
    let place = Place { caption: t!(connect::step(3)), back: "/connect/account".to_owned(), change: Some("/connect") };
    delivery_screen(switch, place, |fields| {
        let action = post_to::<ConnectDelivery>();
        view! {
            <PostForm
                action
                button=t!(switch::AGREE)
                busy=t!(switch::AGREE_BUSY)
            >
                {fields}
            </PostForm>
        }
        .into_any()
    })
}
