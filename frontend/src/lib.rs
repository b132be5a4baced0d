//! The WASM entry: wakes up the pages that the server has sent.
//! Not here: the pages (see `app`).

use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the script in the page's head once the WASM is there.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_body(app::App);
    if let Some(root) = leptos::prelude::document().document_element() {
        let _ = root.set_attribute("data-hydrated", "true");
    }
}
