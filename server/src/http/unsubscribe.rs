//! `/unsubscribe/{token}`: the address behind the button that mail programs show beside a letter (RFC 8058).
//! Not here: choosing notices one by one (see the page of notices).

use super::{failed, see_other};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use cabinet::Cabinet;

/// A mail program posts; a person who opens the address in a browser chooses on the page of notices.
pub(super) fn router(cabinet: &Cabinet) -> Router {
    let choose = || async { see_other("/settings/notices") };
    Router::new().route("/unsubscribe/{token}", get(choose).post(end)).with_state(cabinet.clone())
}

async fn end(State(cabinet): State<Cabinet>, Path(token): Path<String>) -> Response {
    match cabinet.unsubscribe(&token).await {
        // Who holds a link that is none of ours learns nothing.
        Ok(_) => StatusCode::OK.into_response(),
        Err(failure) => failed(&cabinet, &failure),
    }
}
