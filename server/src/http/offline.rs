//! `/offline`: what the installed app shows when there is no network. The same for everybody, since it is kept on devices.
//! Not here: when it is shown (see `public/sw.js`), the page itself (see `app`).

use app::offline;
use axum::Router;
use axum::extract::Request;
use axum::routing::get;
use cabinet::Cabinet;
use leptos::config::LeptosOptions;
use leptos_axum::render_app_async_with_context;

/// The route.
pub fn router<S: Clone + Send + Sync + 'static>(cabinet: &Cabinet, options: &LeptosOptions) -> Router<S> {
    let (phone, options) = (cabinet.settings.agent.phone.clone(), options.clone());
    let page = render_app_async_with_context(|| {}, move || offline(options.clone(), &phone));
    Router::new().route("/offline", get(move |request: Request| page(request)))
}
