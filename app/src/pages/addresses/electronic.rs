//! `/addresses/{id}/electronic`: what will change, both consents, «Согласиться и получить код».
//! Not here: the screen itself, which the wizard shows as well (see `parts`).

use super::parts::{Place, delivery_screen};
use crate::components::{Data, PostForm, loaded, param, post_to, query};
use crate::locales::t;
use crate::server_fns::switch::{StartSwitch, load_switch};
use domain::view::SwitchPage;
use leptos::prelude::*;

/// The choice of electronic delivery.
#[component]
pub fn Electronic() -> impl IntoView {
    let (id, form) = (param("id"), query("form"));
    let data = Data::new(move || (id.get(), form.get()), |(id, form)| load_switch(id, form));
    loaded(data, move |data| page(data, id.get_untracked()))
}

fn page(data: SwitchPage, id: String) -> AnyView {
    let place = Place { caption: data.address.clone(), back: format!("/addresses/{id}"), change: None };
    delivery_screen(data, place, |fields| {
        let action = post_to::<StartSwitch>();
        view! {
            <PostForm
                action
                button=t!(switch::AGREE)
                busy=t!(switch::AGREE_BUSY)
            >
                <input type="hidden" name="id" value=id/>
                {fields}
            </PostForm>
        }
        .into_any()
    })
}
