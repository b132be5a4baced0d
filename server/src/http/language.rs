//! `GET /language/{ru|en}?back=/path`: keeps the language that was chosen and leads back to the page.
//! Not here: what is remembered with a person (see `cabinet`), words (see `app`).

use super::see_other;
use app::http::{LANGUAGE, LANGUAGE_AGE, cookie};
use axum::Router;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Extension, Path, Query, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use axum::routing::get;
use cabinet::Cabinet;
use cabinet::access::Visitor;
use domain::Language;
use serde::Deserialize;

/// Where to go afterwards.
#[derive(Deserialize)]
struct Back {
    back: Option<String>,
}

/// The route.
pub fn router<S: Clone + Send + Sync + 'static>(cabinet: &Cabinet) -> Router<S> {
    Router::new().route("/language/{language}", get(choose).with_state(cabinet.clone()))
}

/// A language that is none changes nothing; a place that is not ours is the first page. A link is followed by robots and
/// by prefetching browsers: the worst that can happen is another language, which its link takes back.
async fn choose(
    State(cabinet): State<Cabinet>,
    visitor: Option<Extension<Visitor>>,
    Path(language): Path<String>,
    back: Result<Query<Back>, QueryRejection>,
) -> Response {
    let back = back.ok().and_then(|Query(back)| back.back).filter(|path| !path.starts_with("/api/") && !loops(path));
    let mut response = see_other(back.as_deref().unwrap_or("/"));
    let Some(language) = Language::parse(&language) else { return response };
    let visitor = visitor.map(|Extension(visitor)| visitor).unwrap_or_default();
    if let Err(failure) = cabinet.choose_language(&visitor, language).await {
        return super::failed(&cabinet, &failure);
    }
    let cookie = cookie(cabinet.settings.https(), LANGUAGE, language.as_str(), LANGUAGE_AGE);
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

/// Back to this very route would choose again.
fn loops(path: &str) -> bool {
    path.starts_with("/language/")
}
