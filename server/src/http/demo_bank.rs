//! `/demo-bank/{order}`, the practice bank's page, and `/pay-return/{order}`, to which any bank sends the payer back.
//! Not here: the bank itself (see `payments`) and what its answer means (see `cabinet::paying`).

use super::{assets, failed, see_other};
use axum::Router;
use axum::extract::{Form, Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use cabinet::ports::OrderStatus;
use cabinet::{Cabinet, Failure};
use domain::view::AgentContacts;
use leptos::prelude::*;
use payments::{PracticeBank, PracticeOrder};
use serde::Deserialize;

const TITLE: &str = "Учебный банк: деньги не списываются";
const LEAD: &str = "Так выглядит страница настоящего банка, где вводят номер карты. Здесь вводить ничего не нужно: выберите, чем закончится платёж.";
const SUM: &str = "К оплате";
const PURPOSE: &str = "За что";
const PAY: &str = "Оплатить";
const REFUSE: &str = "Отказаться";
const UNKNOWN_TITLE: &str = "Такого платежа нет";
const UNKNOWN_TEXT: &str = "Откройте квитанцию ещё раз и нажмите «Оплатить онлайн».";
const HOME: &str = "На главную";
const SKIP: &str = "Перейти к содержанию";
const HELP: &str = "Помощь:";

#[derive(Clone)]
struct Bank {
    bank: PracticeBank,
    agent: AgentContacts,
}

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

async fn show(State(Bank { bank, agent }): State<Bank>, Path(order): Path<String>) -> Response {
    match bank.order(&order).await {
        Some((pending, OrderStatus::Pending)) => page(StatusCode::OK, &agent, order_page(&order, pending)),
        Some(_) => see_other(&format!("/pay-return/{order}")),
        None => page(StatusCode::NOT_FOUND, &agent, unknown()),
    }
}

async fn decide(State(Bank { bank, agent }): State<Bank>, Path(order): Path<String>, decision: Form<Decision>) -> Response {
    match bank.decide(&order, decision.answer == "pay").await {
        OrderStatus::Unknown => page(StatusCode::NOT_FOUND, &agent, unknown()),
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

/// Title and `main`.
type Inside = (&'static str, AnyView);

fn order_page(id: &str, order: PracticeOrder) -> Inside {
    let action = format!("/demo-bank/{id}");
    let view = view! {
        <p>{LEAD}</p>
        <dl class="summary-list">
            <div><dt>{SUM}</dt><dd>{order.amount.roubles()}</dd></div>
            <div><dt>{PURPOSE}</dt><dd>{order.description}</dd></div>
        </dl>
        <form method="post" action=action novalidate=true>
            <div class="button-row">
                <button class="button button--primary" type="submit" name="answer" value="pay">{PAY}</button>
                <button class="button button--quiet" type="submit" name="answer" value="refuse">{REFUSE}</button>
            </div>
        </form>
    };
    (TITLE, view.into_any())
}

fn unknown() -> Inside {
    let view = view! {
        <p>{UNKNOWN_TEXT}</p>
        <p><a href="/">{HOME}</a></p>
    };
    (UNKNOWN_TITLE, view.into_any())
}

/// A page without scripts in the cabinet's style.
fn page(status: StatusCode, agent: &AgentContacts, (title, main): Inside) -> Response {
    let style = format!("/pkg/kvitok.{}.css", assets::hash());
    let call = agent.phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect::<String>();
    let html = view! {
        <html lang="ru">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="robots" content="noindex"/>
                <title>{title}</title>
                <link rel="stylesheet" href=style/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
            </head>
            <body>
                <a class="skip-link" href="#main">{SKIP}</a>
                <main id="main" tabindex="-1">
                    <h1>{title}</h1>
                    {main}
                </main>
                <footer class="site-foot">
                    <p>{HELP} " " <a href=format!("tel:{call}")>{agent.phone.clone()}</a></p>
                </footer>
            </body>
        </html>
    };
    let html = format!("<!DOCTYPE html>{}", html.to_html());
    let policy = HeaderValue::from_static(
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    );
    (status, [(header::CONTENT_SECURITY_POLICY, policy)], Html(html)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Money;

    #[tokio::test]
    async fn the_banks_page_says_that_no_money_is_taken_and_shows_texts_as_texts() {
        let agent = AgentContacts { phone: "8 800 555-01-02".into(), ..AgentContacts::default() };
        let order = PracticeOrder { amount: Money(123_450), description: "<b>Квитанция</b>".into() };
        let response = page(StatusCode::OK, &agent, order_page(&"a".repeat(64), order));
        let bytes = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
        let html = String::from_utf8(bytes.to_vec()).unwrap().replace('\u{a0}', " ");
        assert!(html.starts_with("<!DOCTYPE html><html"), "{html}");
        for there in
            ["деньги не списываются", "1 234,50 ₽", "&lt;b&gt;", "tel:88005550102", "value=\"pay\"", "value=\"refuse\""]
        {
            assert!(html.contains(there), "{there}: {html}");
        }
    }
}
