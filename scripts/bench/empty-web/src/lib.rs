//! An almost empty Leptos application: a router, one form, one Suspense. What Leptos itself weighs.
//! Not here: anything of ours. The versions are those of the project's `Cargo.lock`.

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;
use wasm_bindgen::prelude::wasm_bindgen;

/// Says hello.
#[server]
pub async fn greet(name: String) -> Result<String, ServerFnError> {
    Ok(name)
}

#[component]
fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <main>
                <Routes fallback=|| "Not found">
                    <Route path=path!("/") view=Home/>
                    <Route path=path!("/about") view=|| "About"/>
                </Routes>
            </main>
        </Router>
    }
}

#[component]
fn Home() -> impl IntoView {
    let action = ServerAction::<Greet>::new();
    let greeting = Resource::new(|| (), |()| greet("world".into()));
    view! {
        <Title text="Home"/>
        <ActionForm action>
            <input name="name"/>
            <button type="submit">"Send"</button>
        </ActionForm>
        <Suspense fallback=|| "…">{move || Suspend::new(async move { greeting.await.ok() })}</Suspense>
    }
}

/// Called by the script in the page's head.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_body(App);
}
