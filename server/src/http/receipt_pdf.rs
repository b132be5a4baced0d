//! Files about receipts: the PDF at the address of its page, and the public keys that seals are checked with.
//! Not here: their content (see `cabinet`).

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use cabinet::access::Visitor;
use cabinet::{Cabinet, Failure};
use domain::id::ReceiptId;

/// Where the router finds the file: it cannot tell `/receipts/{id}.pdf` from the page `/receipts/{id}` by itself.
const INSIDE: &str = "/receipts/pdf/";

pub(super) fn router(cabinet: Cabinet) -> Router {
    Router::new().route("/receipts/pdf/{id}", get(pdf)).route("/check/keys.json", get(keys)).with_state(cabinet)
}

/// Leads `/receipts/{id}.pdf` to the file.
pub(super) async fn rewrite(mut request: Request, next: Next) -> Response {
    let inside = request
        .uri()
        .path()
        .strip_prefix("/receipts/")
        .and_then(|rest| rest.strip_suffix(".pdf"))
        .filter(|id| !id.contains('/'))
        .and_then(|id| format!("{INSIDE}{id}").parse::<Uri>().ok());
    if let Some(inside) = inside {
        *request.uri_mut() = inside;
    }
    next.run(request).await
}

async fn pdf(State(cabinet): State<Cabinet>, Path(id): Path<String>, request: Request) -> Response {
    let visitor = request.extensions().get::<Visitor>().cloned().unwrap_or_default();
    let Ok(receipt) = id.parse::<ReceiptId>() else { return not_found() };
    match cabinet.receipt_pdf(&visitor, receipt).await {
        Ok((name, pdf)) => {
            let disposition = HeaderValue::from_str(&format!("inline; filename=\"{name}\""))
                .unwrap_or_else(|_| HeaderValue::from_static("inline"));
            let headers = [
                (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
                (header::CONTENT_DISPOSITION, disposition),
            ];
            (headers, Body::from(pdf)).into_response()
        }
        Err(Failure::SignIn) => Redirect::to(&format!("/sign-in?next=/receipts/{receipt}")).into_response(),
        Err(Failure::NotFound | Failure::Problems(_)) => not_found(),
        Err(failure) => {
            tracing::error!(%failure, "a receipt could not be made");
            let text = "Квитанция сейчас не открывается. Попробуйте через несколько минут.";
            (StatusCode::SERVICE_UNAVAILABLE, text).into_response()
        }
    }
}

/// The same for a receipt of somebody else and for none.
fn not_found() -> Response {
    (StatusCode::NOT_FOUND, "Такой квитанции нет. Откройте её из раздела «Квитанции».").into_response()
}

async fn keys(State(cabinet): State<Cabinet>) -> Response {
    match cabinet.public_keys().await {
        Ok(keys) => {
            let json = serde_json::to_string_pretty(&keys).unwrap_or_default();
            ([(header::CONTENT_TYPE, "application/json")], json).into_response()
        }
        Err(failure) => {
            tracing::error!(%failure, "the public keys could not be read");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}
