//! Call-backs of the SMS gateway, `/hooks/sms/{secret}`: no page, no visitor, no form of ours, so outside their layers.
//! Not here: what a call-back says (see `messaging::sms`), what becomes of it (see `cabinet::reports`).

use axum::Router;
use axum::body::to_bytes;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use cabinet::Cabinet;
use cabinet::ports::SmsGateway;
use std::sync::Arc;
use tower::ServiceExt;

/// The largest call-back that is read, in bytes: a hundred states are below 20 kB.
const LARGEST: usize = 64 * 1024;
/// What SMS.ru waits for; to the others any 200 is fine.
const THANKS: &str = "100";

/// What the route needs.
#[derive(Clone)]
struct Hooks {
    cabinet: Cabinet,
    sms: Arc<dyn SmsGateway>,
    /// Everything else: an address with a wrong secret is answered as any address that is not there.
    application: Router,
}

/// The application with the route for call-backs before it.
pub fn with_hooks(application: Router, cabinet: &Cabinet, sms: Arc<dyn SmsGateway>) -> Router {
    let hooks = Hooks { cabinet: cabinet.clone(), sms, application: application.clone() };
    Router::new().route("/hooks/sms/{secret}", any(sms_call_back)).with_state(hooks).fallback_service(application)
}

/// The path that is entered at the gateway.
pub fn sms_path(cabinet: &Cabinet) -> String {
    format!("/hooks/sms/{}", cabinet.secret.hook_secret("sms"))
}

async fn sms_call_back(
    State(hooks): State<Hooks>,
    secret: Result<Path<String>, PathRejection>,
    fields: Result<Query<Vec<(String, String)>>, QueryRejection>,
    request: Request,
) -> Response {
    if !secret.is_ok_and(|Path(secret)| hooks.cabinet.secret.is_hook_secret("sms", &secret)) {
        return hooks.application.oneshot(request).await.into_response();
    }
    let Ok(body) = to_bytes(request.into_body(), LARGEST).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let fields = fields.map(|Query(fields)| fields).unwrap_or_default();
    // What is no report, such as the gateway's trial call when the address is entered, is thanked for all the same.
    let reports = hooks.sms.call_back(&fields, &body).unwrap_or_default();
    match hooks.cabinet.note_reports(&reports).await {
        Ok(_) => THANKS.into_response(),
        // The gateway calls again.
        Err(failure) => {
            tracing::error!(%failure, "a call-back could not be noted");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
