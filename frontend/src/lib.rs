//! The WASM entry: wakes up the pages that the server has sent.
//! Not here: the pages (see `app`).

mod waking;

use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the script in the page's head once the WASM is there. The part with the code of this page comes first: until
/// then the page works as without scripts, and so it goes on if the part does not come.
#[wasm_bindgen]
pub fn hydrate() {
    wasm_bindgen_futures::spawn_local(async {
        let path = leptos::prelude::location().pathname().unwrap_or_default();
        if app::parts::load_part_of(&path).await.is_ok() {
            waking::wake(|| leptos::mount::hydrate_body(app::App)).await;
            app::parts::load_parts_ahead();
            app::parts::register_worker();
            if let Some(root) = leptos::prelude::document().document_element() {
                let _ = root.set_attribute("data-hydrated", "true");
            }
        }
    });
}
