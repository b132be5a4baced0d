//! How many requests there were and how long they took, by the template of their route: `/receipts/{id}`, never an id.
//! Not here: the addresses where it is read (see `monitor`).

use super::head;
use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Upper bounds of the counted classes of duration, in milliseconds; the last class has none.
const BOUNDS: [u64; 10] = [5, 10, 25, 50, 100, 250, 500, 1000, 2500, 10_000];

/// Requests of one route.
#[derive(Clone, Default)]
struct Series {
    /// By the first digit of the status.
    statuses: [u64; 6],
    /// By duration: up to each bound, and above the last.
    classes: [u64; BOUNDS.len() + 1],
    total: Duration,
}

type Key = (&'static str, String);

/// Of the process: requests of every router count.
static SERIES: LazyLock<Mutex<BTreeMap<Key, Series>>> = LazyLock::new(Mutex::default);

/// The layer that counts. What has no route, such as an address that is not there, counts as `other`.
pub async fn measure(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or("other", MatchedPath::as_str).to_owned();
    let method = match request.method().as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        // Anybody can make names up: they would fill the memory.
        _ => "other",
    };
    let started = Instant::now();
    let response = next.run(request).await;
    let took = started.elapsed();
    let mut all = SERIES.lock().unwrap_or_else(PoisonError::into_inner);
    all.entry((method, route)).or_default().count(response.status().as_u16(), took);
    response
}

impl Series {
    fn count(&mut self, status: u16, took: Duration) {
        self.statuses[usize::from(status / 100).min(5)] += 1;
        let class = BOUNDS.iter().position(|bound| took <= Duration::from_millis(*bound)).unwrap_or(BOUNDS.len());
        self.classes[class] += 1;
        self.total += took;
    }
}

pub(super) fn write(text: &mut String) -> std::fmt::Result {
    let all = SERIES.lock().unwrap_or_else(PoisonError::into_inner).clone();
    write_series(text, &all)
}

fn write_series(text: &mut String, all: &BTreeMap<Key, Series>) -> std::fmt::Result {
    head(text, "kvitok_requests_total", "counter", "Requests by route and class of status.")?;
    for ((method, route), series) in all {
        for (class, count) in series.statuses.iter().enumerate().filter(|(_, count)| **count > 0) {
            let labels = format!("method=\"{method}\",route=\"{route}\",status=\"{class}xx\"");
            writeln!(text, "kvitok_requests_total{{{labels}}} {count}")?;
        }
    }
    head(text, "kvitok_request_seconds", "histogram", "How long requests took, by route.")?;
    for ((method, route), series) in all {
        let labels = format!("method=\"{method}\",route=\"{route}\"");
        let mut below = 0;
        for (count, bound) in series.classes.iter().zip(&BOUNDS) {
            below += count;
            let bound = format!("{}.{:03}", bound / 1000, bound % 1000);
            writeln!(text, "kvitok_request_seconds_bucket{{{labels},le=\"{bound}\"}} {below}")?;
        }
        let count: u64 = series.classes.iter().sum();
        writeln!(text, "kvitok_request_seconds_bucket{{{labels},le=\"+Inf\"}} {count}")?;
        writeln!(text, "kvitok_request_seconds_sum{{{labels}}} {:.6}", series.total.as_secs_f64())?;
        writeln!(text, "kvitok_request_seconds_count{{{labels}}} {count}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_counted_by_route_and_each_class_of_duration_holds_the_shorter_ones() {
        let mut series = Series::default();
        series.count(200, Duration::from_millis(4));
        series.count(303, Duration::from_millis(30));
        series.count(500, Duration::from_mins(1));
        let mut text = String::new();
        write_series(&mut text, &BTreeMap::from([(("GET", "/receipts/{id}".to_owned()), series)])).unwrap();
        let of = "method=\"GET\",route=\"/receipts/{id}\"";
        for line in [
            format!("kvitok_requests_total{{{of},status=\"2xx\"}} 1"),
            format!("kvitok_requests_total{{{of},status=\"5xx\"}} 1"),
            format!("kvitok_request_seconds_bucket{{{of},le=\"0.005\"}} 1"),
            format!("kvitok_request_seconds_bucket{{{of},le=\"0.050\"}} 2"),
            format!("kvitok_request_seconds_bucket{{{of},le=\"10.000\"}} 2"),
            format!("kvitok_request_seconds_bucket{{{of},le=\"+Inf\"}} 3"),
            format!("kvitok_request_seconds_sum{{{of}}} 60.034000"),
            format!("kvitok_request_seconds_count{{{of}}} 3"),
        ] {
            assert!(text.lines().any(|found| found == line), "{line}\n{text}");
        }
    }
}
