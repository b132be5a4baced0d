//! `/settings/data/kvitok.json`: everything about the person as a file of their own.
//! Not here: what is in it (see `cabinet::own_data`).

use super::failed;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use cabinet::access::Visitor;
use cabinet::{Cabinet, Failure};

pub(super) fn router(cabinet: &Cabinet) -> Router {
    Router::new().route("/settings/data/kvitok.json", get(file)).with_state(cabinet.clone())
}

async fn file(State(cabinet): State<Cabinet>, request: Request) -> Response {
    let visitor = request.extensions().get::<Visitor>().cloned().unwrap_or_default();
    match cabinet.own_data(&visitor).await {
        Ok(data) => {
            let headers = [
                (header::CONTENT_TYPE, "application/json; charset=utf-8"),
                (header::CONTENT_DISPOSITION, "attachment; filename=\"kvitok.json\""),
            ];
            (headers, serde_json::to_string_pretty(&data).unwrap_or_default()).into_response()
        }
        Err(Failure::SignIn) => Redirect::to("/sign-in?next=/settings/data").into_response(),
        Err(failure) => failed(&cabinet, &failure),
    }
}
