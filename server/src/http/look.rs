//! `POST /look`: how pages look from now on. No server function: the answer has to be a whole page in its new dress.
//! Not here: the page with the choices (see `app`), what is kept for a person (see `cabinet`).

use super::{MAX_FORM, see_other};
use app::http::{LocalPath, look_cookie};
use axum::Router;
use axum::extract::rejection::FormRejection;
use axum::extract::{Extension, Form, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use axum::routing::get;
use cabinet::Cabinet;
use cabinet::access::Visitor;
use domain::{Look, Scheme, Spacing, TextSize};
use serde::Deserialize;
use tower_http::limit::RequestBodyLimitLayer;

/// What was chosen; what is not sent stays as it is.
#[derive(Default, Deserialize)]
struct Choice {
    text: Option<String>,
    scheme: Option<String>,
    spacing: Option<String>,
    /// The page to come back to.
    back: Option<String>,
}

impl Choice {
    fn over(&self, before: Look) -> Look {
        Look {
            text: self.text.as_deref().map_or(before.text, TextSize::of),
            scheme: self.scheme.as_deref().map_or(before.scheme, Scheme::of),
            spacing: self.spacing.as_deref().map_or(before.spacing, Spacing::of),
        }
    }
}

/// The route.
pub fn router<S: Clone + Send + Sync + 'static>(cabinet: &Cabinet) -> Router<S> {
    // Somebody who opens the address of the form's target wants the form.
    let back = get(|| async { see_other("/accessibility/look") });
    let route = back.post(choose).layer(RequestBodyLimitLayer::new(MAX_FORM)).with_state(cabinet.clone());
    Router::new().route("/look", route)
}

async fn choose(
    State(cabinet): State<Cabinet>,
    visitor: Option<Extension<Visitor>>,
    form: Result<Form<Choice>, FormRejection>,
) -> Response {
    let visitor = visitor.map(|Extension(visitor)| visitor).unwrap_or_default();
    let choice = form.map(|Form(choice)| choice).unwrap_or_default();
    let look = choice.over(visitor.look.unwrap_or_default());
    // The device remembers in any case: whoever needs large type gets it also when the database does not answer.
    if let Err(failure) = cabinet.keep_look(&visitor, look).await {
        tracing::error!(%failure, "a look could not be kept for the person");
    }
    // Only pages are worth coming back to.
    let page = |path: &LocalPath| !["/api/", "/look"].iter().any(|start| path.as_str().starts_with(start));
    let back = choice.back.as_deref().and_then(LocalPath::parse).filter(page);
    let mut response = see_other(back.as_ref().map_or("/", LocalPath::as_str));
    if let Ok(value) = HeaderValue::from_str(&look_cookie(cabinet.settings.https(), look)) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}
