//! Push to the devices of people by the push services of their browsers (RFC 8030, 8291, 8292).
//! Not here: words (see `words`), which services there are and who is told (see `cabinet::push`).

mod key;
mod seal;

pub use key::PushKey;

use crate::words;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use cabinet::ports::{Clock, Handover, Push, PushGateway};
use cabinet::push::Notice;
use cabinet::random::Random;
use domain::Email;
use p256::SecretKey;
use reqwest::header::{AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE};
use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode, Url};
use std::sync::Arc;
use std::time::Duration;

/// How long a push service keeps a notice for a device that is switched off: three days, in seconds.
const KEPT: &str = "259200";
/// A signature holds for half of the day that is allowed at most, in seconds.
const SIGNED_FOR: i64 = 12 * 3600;
/// A push service that does not answer by then is tried again later.
const TIMEOUT: Duration = Duration::from_secs(20);

/// The gateway.
pub struct WebPush {
    /// Signs.
    pub key: PushKey,
    /// Whom a push service asks when something is wrong.
    pub contact: Email,
    /// Made by [`client`].
    pub client: Client,
    /// For the end of signatures.
    pub clock: Arc<dyn Clock>,
    /// For the keys of single messages.
    pub random: Random,
}

/// Why there is no client: the machine has no trusted certificates.
#[derive(Debug, thiserror::Error)]
#[error("push services cannot be reached: {0}")]
pub struct NoClient(String);

/// A client that talks to push services and nobody else: https alone, no detour, no proxy.
pub fn client() -> Result<Client, NoClient> {
    // Another gateway may have chosen the same one before.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let strict = Client::builder().https_only(true).redirect(Policy::none()).no_proxy().timeout(TIMEOUT);
    strict.build().map_err(|error| NoClient(error.to_string()))
}

/// What the service worker shows (`public/sw.js`). A new notice of a tag takes the place of the old one.
pub(crate) fn message(push: &Push) -> serde_json::Value {
    let (tag, url) = match push.notice {
        Notice::Receipt { period, .. } => (format!("receipt-{period}"), "/receipts"),
        Notice::PayBy { period, .. } => (format!("pay-by-{period}"), "/receipts"),
        Notice::Paid { period } => (format!("paid-{period}"), "/payments"),
    };
    let (title, body) = words::push(push.language, push.notice);
    serde_json::json!({ "title": title, "body": body, "lang": push.language.as_str(), "tag": tag, "url": url })
}

impl WebPush {
    fn sealed(&self, push: &Push) -> Option<Vec<u8>> {
        let (device, auth) = (BASE64.decode(&push.p256dh).ok()?, BASE64.decode(&push.auth).ok()?);
        let own = std::iter::repeat_with(|| SecretKey::from_slice(&self.random.bytes::<32>())).find_map(Result::ok)?;
        seal::seal(message(push).to_string().as_bytes(), &device, &auth, &own, &self.random.bytes()).ok()
    }
}

#[async_trait::async_trait]
impl PushGateway for WebPush {
    async fn send(&self, push: &Push) -> Handover {
        let Ok(url) = Url::parse(&push.endpoint) else { return Handover::Refused("not an address".to_owned()) };
        let Some(body) = self.sealed(push) else { return Handover::Refused("not the keys of a device".to_owned()) };
        let until = self.clock.now_ms() / 1000 + SIGNED_FOR;
        let service = url.origin().ascii_serialization();
        let tag = message(push)["tag"].as_str().unwrap_or_default().to_owned();
        let answer = self
            .client
            .post(url)
            .header(AUTHORIZATION, self.key.authorization(&service, until, self.contact.as_str()))
            .header(CONTENT_TYPE, "application/octet-stream")
            .header(CONTENT_ENCODING, "aes128gcm")
            .header("ttl", KEPT)
            .header("urgency", "normal")
            // Of two notices with one tag that wait for a device the service keeps the later one.
            .header("topic", tag)
            .body(body)
            .send()
            .await;
        match answer.map(|answer| answer.status()) {
            Ok(status) if status.is_success() => Handover::accepted(),
            Ok(StatusCode::NOT_FOUND | StatusCode::GONE) => Handover::Refused("the device is gone".to_owned()),
            // Our mistake or theirs: when it is mended, the notice still goes.
            Ok(status) => Handover::Deferred(format!("the push service answers {}", status.as_u16())),
            // Without the address in it: it says who the device is.
            Err(error) => Handover::Deferred(format!("the push service: {}", error.without_url())),
        }
    }
}
