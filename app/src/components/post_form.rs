//! A form that works the same with and without JavaScript; its server function ends in a redirect.
//! Not here: its fields (see `fields`).

use crate::locales::t;
use leptos::ev;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::server_fn::client::Client;
use leptos::server_fn::codec::PostUrl;
use leptos::server_fn::request::ClientReq;
use leptos::server_fn::{Http, ServerFn};
use leptos::web_sys::FormData;
use serde::de::DeserializeOwned;

/// The form and its one button. While it is on its way the button says so and another press is ignored.
#[component]
pub fn PostForm<S, Output>(
    /// `ServerAction::<SignUp>::new()`, made inside the page.
    action: ServerAction<S>,
    /// The verb on the button.
    #[prop(into)]
    button: String,
    /// What the button says meanwhile.
    #[prop(optional, into)]
    busy: Option<String>,
    /// Not the main button of the page.
    #[prop(optional)]
    quiet: bool,
    /// The fields.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView
where
    S: ServerFn<Protocol = Http<PostUrl, Output>> + DeserializeOwned + Clone + Send + Sync + 'static,
    <<S::Client as Client<S::Error>>::Request as ClientReq<S::Error>>::FormData: From<FormData>,
    S::Output: Send + Sync + 'static,
    S::Error: Send + Sync + 'static,
    <S as ServerFn>::Client: Client<<S as ServerFn>::Error>,
{
    let pending = action.pending();
    let failed = Memo::new(move |_| action.value().with(|value| matches!(value, Some(Err(_)))));
    let ignore_second = move |event: ev::SubmitEvent| {
        if pending.get_untracked() {
            event.prevent_default();
        }
    };
    let inside = form_inside(pending, failed, button, busy, quiet, children.map(|children| children().into_any()));
    view! {
        <ActionForm action attr:novalidate=true on:submit:capture=ignore_second>
            {inside}
        </ActionForm>
    }
    .into_any()
}

/// Apart from [`PostForm`] because it is the same for every server function: one copy in the WASM.
fn form_inside(
    pending: Memo<bool>,
    failed: Memo<bool>,
    button: String,
    busy: Option<String>,
    quiet: bool,
    children: Option<AnyView>,
) -> AnyView {
    let class = if quiet { "button button--quiet" } else { "button button--primary" };
    let busy = busy.unwrap_or_else(|| t!(common::BUSY).to_owned());
    view! {
        {children}
        <div class="form-end">
            <div role="status">
                {move || failed.get().then(|| view! { <p class="field__error">{t!(common::NOT_SENT)}</p> })}
            </div>
            <button class=class type="submit" aria-busy=move || pending.get().then_some("true")>
                {move || if pending.get() { busy.clone() } else { button.clone() }}
            </button>
        </div>
    }
    .into_any()
}
