//! `/dev/components`, the demo's page of all components; outside the demo it does not exist.
//! Not here: the page itself (see `app`).

use app::gallery;
use axum::Router;
use axum::extract::Request;
use axum::routing::get;
use cabinet::Cabinet;
use leptos::config::LeptosOptions;
use leptos_axum::render_app_async_with_context;

/// The route, in the demo only.
pub fn router<S: Clone + Send + Sync + 'static>(cabinet: &Cabinet, options: &LeptosOptions) -> Router<S> {
    if !cabinet.settings.demo {
        return Router::new();
    }
    let (agent, options) = (cabinet.settings.agent.clone(), options.clone());
    let page = render_app_async_with_context(|| {}, move || gallery(options.clone(), agent.clone()));
    Router::new().route("/dev/components", get(move |request: Request| page(request)))
}
