//! A form that works the same with and without JavaScript; its server function ends in a redirect.
//! Not here: its fields (see `fields`).

use super::browser::{call, get, wait};
use crate::locales::t;
use leptos::ev;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::server_fn::redirect::call_redirect_hook;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{Object, Reflect};
use web_sys::{FormData, HtmlFormElement, UrlSearchParams};

/// Where a form goes. Without its type: one form for all server functions keeps the WASM small (ADR 18).
#[derive(Clone, Copy, Debug)]
pub struct Target(&'static str);

/// The address of a server function: `post_to::<SignUp>()`.
pub fn post_to<S: ServerFn>() -> Target {
    Target(S::url())
}

/// The form and its one button. While it is on its way the button says so and another press is ignored.
#[component]
pub fn PostForm(
    /// `post_to::<SignUp>()`.
    action: Target,
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
) -> impl IntoView {
    let (pending, set_pending) = signal(false);
    let (failed, set_failed) = signal(false);
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if pending.get_untracked() {
            return;
        }
        let Some(fields) = fields_of(&event) else { return };
        set_pending.set(true);
        set_failed.set(false);
        spawn_local(async move {
            let sent = post(action, &fields).await;
            // The page may be another by now.
            let _ = set_failed.try_set(sent.is_err());
            let _ = set_pending.try_set(false);
        });
    };
    let inside = form_inside(pending, failed, button, busy, quiet, children.map(|children| children().into_any()));
    view! {
        <form method="post" action=action.0 novalidate=true on:submit=submit>
            {inside}
        </form>
    }
    .into_any()
}

fn fields_of(event: &ev::SubmitEvent) -> Option<UrlSearchParams> {
    let form: HtmlFormElement = event.target()?.dyn_into().ok()?;
    let fields = FormData::new_with_form(&form).ok()?;
    UrlSearchParams::new_with_str_sequence_sequence(&fields).ok()
}

/// Sends the fields, and goes where the answer leads. No answer, or one of a broken server, is an error.
pub async fn post(action: Target, fields: &UrlSearchParams) -> Result<(), JsValue> {
    let headers = Object::new();
    Reflect::set(&headers, &"Accept".into(), &"application/json".into())?;
    let request = Object::new();
    Reflect::set(&request, &"method".into(), &"POST".into())?;
    Reflect::set(&request, &"headers".into(), &headers)?;
    Reflect::set(&request, &"body".into(), fields)?;
    let answer = wait(call(&window(), "fetch", &[action.0.into(), request.into()])?).await?;
    if get(&answer, "ok")?.is_falsy() {
        return Err(JsValue::UNDEFINED);
    }
    if let Some(next) = call(&get(&answer, "headers")?, "get", &["location".into()])?.as_string() {
        call_redirect_hook(&next);
    }
    Ok(())
}

/// Apart from [`PostForm`] because it is the same for every server function: one copy in the WASM.
fn form_inside(
    pending: ReadSignal<bool>,
    failed: ReadSignal<bool>,
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
