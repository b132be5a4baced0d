//! The HTTP server: routes, and the layers that every answer passes.
//! Not here: pages and server functions (see `app`).

mod assets;
mod demo_bank;
mod gallery;
mod hooks;
mod language;
mod look;
mod offline;
mod own_data;
mod receipt_pdf;
mod unsubscribe;
mod upload;
mod visitor;

pub use hooks::{sms_path, with_hooks};

use crate::config::Config;
use app::http::LocalPath;
use app::parts::PartFiles;
use app::{App, OutboxReader, shell};
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use cabinet::access::Visitor;
use cabinet::delivery::Stop;
use cabinet::{Cabinet, Failure};
use leptos::config::LeptosOptions;
use leptos::prelude::{provide_context, use_context};
use leptos::server_fn::axum::server_fn_paths;
use leptos::server_fn::error::SERVER_FN_ERROR_HEADER;
use leptos_axum::{
    LeptosRoutes, generate_route_list_with_exclusions, handle_server_fns_with_context, render_app_async_with_context,
};
use payments::PracticeBank;
use std::time::Duration;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use visitor::VisitorSource;

/// The largest form that is read, in bytes: far above every form there is.
const MAX_FORM: usize = 64 * 1024;
/// How long a server that is asked to stop still takes requests.
const LEAVING: Duration = Duration::from_secs(1);

/// What the context of every page and server function holds.
#[derive(Clone)]
struct Context {
    cabinet: Cabinet,
    outbox: Option<OutboxReader>,
    parts: PartFiles,
}

impl Context {
    fn provide(&self) {
        provide_context(self.cabinet.clone());
        provide_context(self.parts.clone());
        let visitor = use_context::<Parts>().and_then(|parts| parts.extensions.get::<Visitor>().cloned());
        provide_context(visitor.and_then(|visitor| visitor.language).unwrap_or_default());
        if let Some(outbox) = &self.outbox {
            provide_context(outbox.clone());
        }
    }
}

/// The whole application. `outbox` is there only in the demo.
pub fn router(config: &Config, cabinet: &Cabinet, outbox: Option<OutboxReader>) -> Router {
    let hash = assets::hash();
    let options = LeptosOptions::builder().output_name(format!("kvitok.{hash}")).site_pkg_dir("pkg").build();
    let https = cabinet.settings.https();
    let context = Context { cabinet: cabinet.clone(), outbox, parts: assets::parts() };

    let for_pages = context.clone();
    let for_functions = context.clone();
    let functions = move |mut request: Request| {
        let context = for_functions.clone();
        async move {
            let page = prefer_pages(&mut request);
            let answer = handle_server_fns_with_context(move || context.provide(), request).await.into_response();
            // Our forms end in a redirect even when they fail: what is left is a form without some of its fields.
            if page && answer.headers().contains_key(SERVER_FN_ERROR_HEADER) { half_a_form() } else { answer }
        }
    };
    // Left to itself Leptos would give each server function a route of its own, past the one with our layers.
    let own_routes = server_fn_paths().map(|(path, _)| path.to_owned()).collect();
    let routes = generate_route_list_with_exclusions(App, Some(own_routes));
    let practice = if cabinet.acquirer.practice() {
        demo_bank::bank(PracticeBank::new(&config.data_dir), cabinet)
    } else {
        Router::new()
    };
    let pages = Router::new()
        .route("/api/{*function}", post(functions).layer(RequestBodyLimitLayer::new(MAX_FORM)))
        .leptos_routes_with_context(&options, routes, move || for_pages.provide(), {
            let options = options.clone();
            move || shell(options.clone())
        })
        .with_state(options.clone())
        .merge(language::router(cabinet))
        .merge(upload::router(cabinet))
        .merge(look::router(cabinet))
        .merge(gallery::router(cabinet, &options))
        .merge(offline::router(cabinet, &options))
        .merge(own_data::router(cabinet))
        .merge(unsubscribe::router(cabinet))
        .merge(receipt_pdf::router(cabinet.clone()))
        .merge(demo_bank::back(cabinet))
        .merge(practice)
        .fallback(get(unknown_page).with_state((options, context)))
        .layer(from_fn_with_state(VisitorSource::new(config, cabinet), visitor::identify))
        .layer(always(header::CACHE_CONTROL, "no-store"))
        // A PDF is packed already: packing it again costs more than making it.
        .layer(
            CompressionLayer::new()
                .br(true)
                .gzip(true)
                .compress_when(DefaultPredicate::new().and(NotForContentType::const_new("application/pdf"))),
        );

    let layers = ServiceBuilder::new()
        .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| broken()))
        .layer(always(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        // Our own pages need the referrer of a form post; nobody else needs ours.
        .layer(always(header::REFERRER_POLICY, "same-origin"))
        .layer(always(HeaderName::from_static("cross-origin-opener-policy"), "same-origin"))
        .layer(always(
            HeaderName::from_static("permissions-policy"),
            "camera=(self), geolocation=(), microphone=(), payment=(), usb=()",
        ))
        .option_layer(https.then(|| always(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains")))
        .layer(CsrfLayer::new());
    let all = assets::router().merge(pages).layer(layers).layer(from_fn(crate::monitor::measure));
    // Around the router, because a route is chosen before its layers see the address.
    Router::new().fallback_service(ServiceBuilder::new().layer(from_fn(receipt_pdf::rewrite)).service(all))
}

/// Only our own script asks for JSON. Everybody else who posts a form gets a redirect, also a client that says it
/// takes anything: Leptos would give it JSON. Says whether it is such a client.
fn prefer_pages(request: &mut Request) -> bool {
    let json = HeaderValue::from_static("application/json");
    let page = request.headers().get(header::ACCEPT) != Some(&json);
    if page {
        request.headers_mut().insert(header::ACCEPT, HeaderValue::from_static("text/html"));
    }
    page
}

/// No page of ours sends this; Leptos would redirect to the referrer with the error in the address.
fn half_a_form() -> Response {
    let text = "Форма пришла не целиком. Откройте страницу ещё раз.";
    (StatusCode::BAD_REQUEST, text).into_response()
}

fn always(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
}

/// The page of the application that says that there is none.
async fn unknown_page(State((options, context)): State<(LeptosOptions, Context)>, request: Request) -> Response {
    let page = render_app_async_with_context(move || context.provide(), move || shell(options.clone()));
    let mut response = page(request).await.into_response();
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

/// The demo's letters as a mail program shows them: with the styles inside them, and nothing that runs.
pub fn letters(data_dir: &std::path::Path) -> Router {
    let data_dir = data_dir.to_owned();
    let show = move |axum::extract::Path(name): axum::extract::Path<String>| async move {
        let policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-top-navigation-by-user-activation";
        let headers = [(header::CONTENT_SECURITY_POLICY, policy), (header::CACHE_CONTROL, "no-store")];
        match crate::outbox::html(&data_dir, &name) {
            Some(html) => (headers, axum::response::Html(html)).into_response(),
            None => StatusCode::NOT_FOUND.into_response(),
        }
    };
    Router::new().route("/dev/outbox/mail/{name}", get(show))
}

/// Sends a browser on after a form, or from an address that is no page.
fn see_other(path: &str) -> Response {
    let path = LocalPath::parse(path).map_or_else(|| "/".to_owned(), |path| path.to_string());
    Redirect::to(&path).into_response()
}

/// For routes that are no server functions: what is broken is logged once, under a number for the person.
fn failed(cabinet: &Cabinet, failure: &Failure) -> Response {
    let incident = cabinet::secret::hex(&cabinet.random.bytes::<4>());
    tracing::error!(incident, %failure, "a request could not be answered");
    see_other(&format!("/problem?incident={incident}"))
}

/// The last resort: a sentence without anything internal.
fn broken() -> Response {
    let text = "В работе кабинета ошибка. Попробуйте через несколько минут.";
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    let plain = HeaderValue::from_static("text/plain; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, plain);
    response
}

/// Serves until it is asked to stop; requests under way get ten seconds.
pub async fn serve(listener: tokio::net::TcpListener, router: Router, mut stop: Stop) -> std::io::Result<()> {
    use axum::serve::ListenerExt;
    let listener = listener.tap_io(|stream| {
        // With Nagle's algorithm on, the last chunk of a page waits 40 ms for an acknowledgement.
        let _ = stream.set_nodelay(true);
    });
    // A proxy keeps connections for later; a form sent down one that is just being closed would be lost. So for a moment
    // every answer asks to let its connection go, before the door is shut.
    let leaving = stop.clone();
    let router = router.layer(map_response(move |mut answer: Response| {
        if leaving.is_asked() {
            answer.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        std::future::ready(answer)
    }));
    let service = router.into_make_service_with_connect_info::<std::net::SocketAddr>();
    let mut asked = stop.clone();
    let server = axum::serve(listener, service).with_graceful_shutdown(async move {
        asked.asked().await;
        tokio::time::sleep(LEAVING).await;
    });
    tokio::select! {
        result = async { server.await } => result,
        () = async { stop.asked().await; tokio::time::sleep(Duration::from_secs(10)).await } => Ok(()),
    }
}
