//! The built site, embedded: scripts, WASM, styles, pictures, ready compressed.
//! Not here: pages.

use app::parts::PartFiles;
use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

mod site {
    include!(concat!(env!("OUT_DIR"), "/site.rs"));
}

fn find(path: &str) -> Option<&'static [u8]> {
    let at = site::FILES.binary_search_by(|(name, _)| (*name).cmp(path)).ok()?;
    Some(site::FILES[at].1)
}

/// The hash in the names of the built files: `js: HASH` of `hash.txt`; `none` where the site is not built.
pub fn hash() -> String {
    let text = find("/hash.txt").and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("js:"));
    line.map_or("none", str::trim).to_owned()
}

/// The files of each lazy part: none where the site is not built.
pub fn parts() -> PartFiles {
    PartFiles::parse(find("/parts.txt").and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default())
}

/// One route a file.
pub fn router() -> Router {
    let hidden = |name: &str| {
        ["/hash.txt", "/parts.txt", WORKER].contains(&name) || [".br", ".gz"].iter().any(|end| name.ends_with(end))
    };
    let mut router = Router::new().route(WORKER, get(async || worker()));
    for (name, _) in site::FILES.iter().filter(|(name, _)| !hidden(name)) {
        router = router.route(name, get(serve));
    }
    router
}

/// The worker of the installed app.
const WORKER: &str = "/sw.js";

/// With the build's number in it, so that a new build is a new worker; asked for anew each time; free to talk to us alone.
fn worker() -> Response {
    let Some(text) = find(WORKER).and_then(|bytes| std::str::from_utf8(bytes).ok()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, content_type(WORKER)),
        (header::CACHE_CONTROL, "no-cache"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; connect-src 'self'; img-src 'self'"),
    ];
    (headers, text.replace("HASH", &hash())).into_response()
}

async fn serve(request: Request) -> Response {
    let path = request.uri().path();
    let accepted = request.headers().get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let accepts = |coding: &str| accepted.split(',').any(|part| part.trim().split(';').next() == Some(coding));
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(path)));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    // A name with the hash in it never changes its meaning; the others are asked for anew each day.
    let hashed = path.starts_with("/pkg/kvitok.");
    let cache = if hashed { "public, max-age=31536000, immutable" } else { "public, max-age=86400" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    for (coding, end) in [("br", ".br"), ("gzip", ".gz")] {
        if accepts(coding)
            && let Some(bytes) = find(&format!("{path}{end}"))
        {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
            return (headers, bytes).into_response();
        }
    }
    match find(path) {
        Some(bytes) => (headers, bytes).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
