//! What a monitoring system asks for, on a port of its own: `/healthz`, `/readyz`, `/metrics`. Counts only.
//! Not here: counting requests (see `requests`), what the figures mean (docs/runbook.md).

mod requests;

pub use requests::measure;

use crate::config::Config;
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use cabinet::Cabinet;
use std::fmt::Write;
use storage::figures::{self, QueueRow};
use tokio::net::TcpListener;

/// Messages that ended are counted for so long after they were queued, milliseconds: a billing month.
const COUNTED_FOR: i64 = 31 * 24 * 60 * 60 * 1000;

/// Starts to answer on `KVITOK_METRICS_LISTEN`, if it is set.
pub async fn start(config: &Config, cabinet: &Cabinet) -> Result<(), String> {
    let Some(address) = config.metrics_listen else { return Ok(()) };
    let listener = TcpListener::bind(address).await;
    let listener = listener.map_err(|error| format!("cannot listen on KVITOK_METRICS_LISTEN {address}: {error}"))?;
    tokio::spawn(axum::serve(listener, router(cabinet)).into_future());
    Ok(())
}

/// The three addresses.
pub fn router(cabinet: &Cabinet) -> Router {
    Router::new()
        .route("/healthz", get(|| async { "alive\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .with_state(cabinet.clone())
}

/// How the queue stands.
struct Queue {
    rows: Vec<QueueRow>,
    in_doubt: i64,
    /// How long the message that waits longest could have gone already, milliseconds.
    late: i64,
    /// Whether new phones get no codes for now.
    held_back: bool,
}

async fn queue(cabinet: &Cabinet) -> cabinet::Outcome<Queue> {
    let now = cabinet.now();
    let held_back = cabinet.holds_codes_back().await?;
    let mut tx = cabinet.db.read().await?;
    let rows = figures::queue(&mut tx, now - COUNTED_FOR).await?;
    let in_doubt = figures::in_doubt(&mut tx, now).await?;
    let late = figures::due_since(&mut tx, now).await?.map_or(0, |since| now - since);
    Ok(Queue { rows, in_doubt, late, held_back })
}

/// Whether requests can be served: the database answers.
async fn ready(State(cabinet): State<Cabinet>) -> Response {
    let answer = async {
        let mut tx = cabinet.db.read().await?;
        figures::in_doubt(&mut tx, cabinet.now()).await
    };
    match answer.await {
        Ok(_) => "ready\n".into_response(),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response(),
    }
}

/// Everything as Prometheus reads it. A database that does not answer leaves its figures out: `kvitok_database_up` is 0.
async fn metrics(State(cabinet): State<Cabinet>) -> Response {
    let mut text = String::new();
    let queue = queue(&cabinet).await.ok();
    write_queue(&mut text, queue.as_ref()).expect("writing to a String cannot fail");
    requests::write(&mut text).expect("writing to a String cannot fail");
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response()
}

fn head(text: &mut String, name: &str, kind: &str, help: &str) -> std::fmt::Result {
    writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}")
}

fn write_queue(text: &mut String, queue: Option<&Queue>) -> std::fmt::Result {
    head(text, "kvitok_database_up", "gauge", "Whether the database answered.")?;
    writeln!(text, "kvitok_database_up {}", u8::from(queue.is_some()))?;
    let Some(queue) = queue else { return Ok(()) };
    head(
        text,
        "kvitok_messages",
        "gauge",
        "Messages by channel and state: those that wait, and those that ended and are not older than 31 days.",
    )?;
    for QueueRow { channel, state, messages } in &queue.rows {
        writeln!(text, "kvitok_messages{{channel=\"{channel}\",state=\"{state}\"}} {messages}")?;
    }
    head(text, "kvitok_messages_in_doubt", "gauge", "Hand-overs whose worker never answered for them.")?;
    writeln!(text, "kvitok_messages_in_doubt {}", queue.in_doubt)?;
    head(text, "kvitok_queue_late_seconds", "gauge", "How long the message that waits longest is due.")?;
    writeln!(text, "kvitok_queue_late_seconds {}.{:03}", queue.late / 1000, queue.late % 1000)?;
    let help = "Whether codes are asked for and not entered, so that new phones get none for now (SMS pumping).";
    head(text, "kvitok_codes_held_back", "gauge", help)?;
    writeln!(text, "kvitok_codes_held_back {}", u8::from(queue.held_back))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_queue_is_written_as_prometheus_reads_it() {
        let row = |channel: &str, state: &str, messages| QueueRow {
            channel: channel.to_owned(),
            state: state.to_owned(),
            messages,
        };
        let queue = Queue {
            rows: vec![row("email", "sent", 62_000), row("sms", "queued", 3)],
            in_doubt: 1,
            late: 61_005,
            held_back: true,
        };
        let mut text = String::new();
        write_queue(&mut text, Some(&queue)).unwrap();
        for line in [
            "kvitok_database_up 1",
            "# TYPE kvitok_messages gauge",
            "kvitok_messages{channel=\"email\",state=\"sent\"} 62000",
            "kvitok_messages{channel=\"sms\",state=\"queued\"} 3",
            "kvitok_messages_in_doubt 1",
            "kvitok_queue_late_seconds 61.005",
            "kvitok_codes_held_back 1",
        ] {
            assert!(text.lines().any(|found| found == line), "{line}\n{text}");
        }
        let mut text = String::new();
        write_queue(&mut text, None).unwrap();
        assert!(text.ends_with("kvitok_database_up 0\n"), "{text}");
    }
}
