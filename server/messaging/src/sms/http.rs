//! Forms posted to an SMS gateway over HTTPS, and what is certain about a request that failed.
//! Not here: what the answers mean (see the gateways).

use crate::tls::{TlsError, client_config};
use domain::Money;
use reqwest::header::RETRY_AFTER;
use reqwest::redirect::Policy;
use std::time::Duration;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// The longest answer that is read, in bytes: a hundred states are below 20 kB.
const LONGEST: usize = 256 * 1024;

/// What is certain about a request without an answer.
#[derive(Debug)]
pub(crate) enum Failed {
    /// No connection came about: nobody has seen the request.
    NotSent(String),
    /// It was sent, wholly or in part; the gateway may have acted upon it, or may do so later.
    Unknown(String),
}

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// How long the gateway asks to wait; half a minute at most is believed.
    pub(crate) retry_after: Option<Duration>,
    pub(crate) json: Option<serde_json::Value>,
}

/// A client that keeps its connections.
#[derive(Clone, Debug)]
pub(crate) struct Http(reqwest::Client);

impl Http {
    /// `timeout` is how long a gateway may think.
    pub(crate) fn new(timeout: Duration) -> Result<Self, TlsError> {
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(client_config()?)
            .connect_timeout(CONNECT_TIMEOUT.min(timeout))
            .timeout(timeout)
            .redirect(Policy::none())
            .no_proxy();
        Ok(Self(client.build().expect("no setting of this client depends on the machine")))
    }

    /// Posts a form. Everything secret is in its body: addresses get into logs.
    pub(crate) async fn post(&self, url: &str, fields: &[(&str, &str)]) -> Result<Answer, Failed> {
        let sent = self.0.post(url).form(fields).send().await;
        let mut response = sent.map_err(|error| {
            let reason = reason(&error);
            if error.is_connect() { Failed::NotSent(reason) } else { Failed::Unknown(reason) }
        })?;
        let status = response.status().as_u16();
        let seconds = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok());
        let retry_after = seconds.map(|seconds: u64| Duration::from_secs(seconds.min(30)));
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| Failed::Unknown(reason(&error)))? {
            body.extend_from_slice(&chunk);
            if body.len() > LONGEST {
                return Err(Failed::Unknown("an answer without end".to_owned()));
            }
        }
        Ok(Answer { status, retry_after, json: serde_json::from_slice(&body).ok() })
    }
}

/// Why a request failed, without its address.
fn reason(error: &reqwest::Error) -> String {
    let what = match () {
        () if error.is_connect() => "no connection to the gateway",
        () if error.is_timeout() => "no answer of the gateway in time",
        () => "the connection to the gateway broke",
    };
    what.to_owned()
}

/// A sum in roubles as gateways write it, a number or a text with any number of decimals; parts of a kopeck are left out.
pub(crate) fn roubles(value: &serde_json::Value) -> Option<Money> {
    let text = match value {
        serde_json::Value::String(text) => text.trim().to_owned(),
        serde_json::Value::Number(number) => number.to_string(),
        _ => return None,
    };
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole.strip_prefix('-').unwrap_or(whole)) || !digits(part) {
        return None;
    }
    let kopecks: i64 = format!("{part:0<2}").get(..2)?.parse().ok()?;
    let roubles = whole.parse::<i64>().ok()?.checked_mul(100)?;
    Some(Money(if whole.starts_with('-') { roubles - kopecks } else { roubles + kopecks }))
}

/// A whole number, however it is written: the same field is `1` in one answer and `"1"` in another.
pub(crate) fn integer(value: &serde_json::Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.trim().parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn sums_and_numbers_are_read_however_a_gateway_writes_them() {
        for (value, kopecks) in
            [(json!(2.5), 250), (json!("2.5"), 250), (json!("4762.589"), 476_258), (json!(10), 1000), (json!("-0.05"), -5)]
        {
            assert_eq!(roubles(&value), Some(Money(kopecks)), "{value}");
        }
        for value in [json!("1e3"), json!("много"), json!(null), json!("")] {
            assert_eq!(roubles(&value), None, "{value}");
        }
        assert_eq!((integer(&json!("-3")), integer(&json!(25)), integer(&json!("x"))), (Some(-3), Some(25), None));
    }
}
