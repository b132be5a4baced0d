//! `/demo-bank/{order}`, the practice bank's page, and `/pay-return/{order}`, to which any bank sends the payer back.
//! Not here: what the page looks like (see `app`), the bank itself (see `payments`), what its answer means (see
//! `cabinet::paying`).

use super::{assets, failed, see_other};
use app::{PracticePayment, practice_bank};
use axum::Router;
use axum::extract::{Extension, Form, Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use cabinet::access::Visitor;
use cabinet::ports::OrderStatus;
use cabinet::{Cabinet, Failure};
use domain::view::AgentContacts;
use payments::{PracticeBank, PracticeOrder};
use serde::Deserialize;

#[derive(Clone)]
struct Bank {
    bank: PracticeBank,
    agent: AgentContacts,
}

/// Who looks at the page: it speaks their language.
type Whose = Option<Extension<Visitor>>;

/// What was pressed.
#[derive(Deserialize)]
struct Decision {
    answer: String,
}

/// The practice bank's pages; only for a cabinet that has no real bank.
pub fn bank<S: Clone + Send + Sync + 'static>(bank: PracticeBank, cabinet: &Cabinet) -> Router<S> {
    let state = Bank { bank, agent: cabinet.settings.agent.clone() };
    Router::new().route("/demo-bank/{order}", get(show).post(decide).with_state(state))
}

/// Where the payer comes back.
pub fn back<S: Clone + Send + Sync + 'static>(cabinet: &Cabinet) -> Router<S> {
    Router::new().route("/pay-return/{order}", get(finish).with_state(cabinet.clone()))
}

async fn show(State(Bank { bank, agent }): State<Bank>, visitor: Whose, Path(order): Path<String>) -> Response {
    match bank.order(&order).await {
        Some((pending, OrderStatus::Pending)) => page(&agent, visitor, Some((&order, pending))),
        Some(_) => see_other(&format!("/pay-return/{order}")),
        None => page(&agent, visitor, None),
    }
}

async fn decide(
    State(Bank { bank, agent }): State<Bank>,
    visitor: Whose,
    Path(order): Path<String>,
    decision: Form<Decision>,
) -> Response {
    match bank.decide(&order, decision.answer == "pay").await {
        OrderStatus::Unknown => page(&agent, visitor, None),
        _ => see_other(&format!("/pay-return/{order}")),
    }
}

/// Opening it twice changes nothing more: it asks the bank, whoever opens it.
async fn finish(State(cabinet): State<Cabinet>, Path(order): Path<String>) -> Response {
    match cabinet.finish_payment(&order).await {
        Ok(path) => see_other(&path),
        Err(Failure::NotFound) => see_other("/"),
        Err(failure) => failed(&cabinet, &failure),
    }
}

/// The page of a payment; without one it says that there is none.
fn page(agent: &AgentContacts, visitor: Whose, order: Option<(&str, PracticeOrder)>) -> Response {
    let status = if order.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    let language = visitor.and_then(|Extension(visitor)| visitor.language).unwrap_or_default();
    let style = format!("/pkg/kvitok.{}.css", assets::hash());
    let html = match order {
        Some((id, PracticeOrder { amount, description })) => {
            let action = format!("/demo-bank/{id}");
            let payment = PracticePayment { action: &action, amount, description: &description };
            practice_bank(language, &style, &agent.phone, Some(payment))
        }
        None => practice_bank(language, &style, &agent.phone, None),
    };
    let policy = HeaderValue::from_static(
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    );
    (status, [(header::CONTENT_SECURITY_POLICY, policy)], Html(html)).into_response()
}
