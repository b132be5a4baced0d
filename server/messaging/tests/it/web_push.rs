//! Web Push against a stand-in for a push service, which checks the signature and reads the message as a browser does.
//! Not here: who is told what (see `cabinet/tests/rules`).

use crate::fixtures::{ID, QUEUED, november};
use aes_gcm::aead::{Aead, KeyInit};
use aes_gcm::{Aes128Gcm, Nonce};
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use cabinet::ports::{Clock, Handover, Push, PushGateway};
use cabinet::push::Notice;
use cabinet::random::Random;
use domain::{Date, Email, Language};
use hkdf::Hkdf;
use messaging::PushFolder;
use messaging::web_push::{PushKey, WebPush, client};
use p256::ecdsa::signature::Verifier;
use p256::ecdsa::{Signature, VerifyingKey};
use p256::{PublicKey, SecretKey};
use serde_json::Value;
use sha2::Sha256;
use std::sync::{Arc, Mutex};

const AUTH: [u8; 16] = [5; 16];

/// Requests: heads and bodies.
type Came = Vec<(HeaderMap, Vec<u8>)>;

/// What came, and what is answered.
#[derive(Clone)]
struct Service {
    answer: StatusCode,
    came: Arc<Mutex<Came>>,
}

impl Service {
    /// A push service and its address.
    async fn open(answer: StatusCode) -> (Self, String) {
        let service = Self { answer, came: Arc::default() };
        let take = async |State(service): State<Self>, headers: HeaderMap, body: Bytes| {
            service.came.lock().unwrap().push((headers, body.to_vec()));
            (service.answer, [("location", "http://127.0.0.1:1/")])
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new().route("/push/anna", post(take)).with_state(service.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        (service, address)
    }

    fn came(&self) -> Came {
        self.came.lock().unwrap().clone()
    }
}

struct Noon;

impl Clock for Noon {
    fn now_ms(&self) -> i64 {
        QUEUED
    }
}

fn device() -> SecretKey {
    SecretKey::from_slice(&[9; 32]).unwrap()
}

fn push(address: &str, language: Language, notice: Notice) -> Push {
    Push {
        id: ID.parse().unwrap(),
        queued_at: QUEUED,
        endpoint: format!("{address}/push/anna"),
        p256dh: BASE64.encode(device().public_key().to_sec1_bytes()),
        auth: BASE64.encode(AUTH),
        language,
        notice,
    }
}

fn gateway(client: reqwest::Client) -> WebPush {
    WebPush {
        key: PushKey::from_seed([3; 32]),
        contact: Email::parse("info@kvitok.example.ru").unwrap(),
        client,
        clock: Arc::new(Noon),
        random: Random::from_seed(1),
    }
}

/// The stand-in has no certificate.
fn plain() -> reqwest::Client {
    drop(client().unwrap());
    reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build().unwrap()
}

/// Reads a message as a browser does: RFC 8188 and 8291, from the receiving end.
fn read(body: &[u8]) -> Value {
    let (salt, rest) = body.split_at(16);
    let (size, rest) = rest.split_at(4);
    assert_eq!((size, rest[0]), (&4096_u32.to_be_bytes()[..], 65));
    let (sender, sealed) = rest[1..].split_at(65);
    let own = device();
    let shared = own.diffie_hellman(&PublicKey::from_sec1_bytes(sender).unwrap());
    let expand = |salt: &[u8], material: &[u8], info: &[u8], length: usize| {
        let mut out = vec![0; length];
        Hkdf::<Sha256>::new(Some(salt), material).expand(info, &mut out).unwrap();
        out
    };
    let info = [b"WebPush: info\0", &own.public_key().to_sec1_bytes()[..], sender].concat();
    let material = expand(&AUTH, shared.raw_secret_bytes(), &info, 32);
    let key: [u8; 16] = expand(salt, &material, b"Content-Encoding: aes128gcm\0", 16).try_into().unwrap();
    let nonce: [u8; 12] = expand(salt, &material, b"Content-Encoding: nonce\0", 12).try_into().unwrap();
    let text = Aes128Gcm::new(&key.into()).decrypt(&Nonce::from(nonce), sealed).unwrap();
    let end = text.iter().rposition(|byte| *byte != 0).unwrap();
    assert_eq!(text[end], 2, "the last record");
    serde_json::from_slice(&text[..end]).unwrap()
}

/// Checks the signature as a push service does (RFC 8292) and answers the claims.
fn claims(headers: &HeaderMap, public: &str) -> Value {
    let header = headers["authorization"].to_str().unwrap();
    let (token, key) = header.strip_prefix("vapid t=").unwrap().split_once(", k=").unwrap();
    assert_eq!(key, public, "the key that browsers were given");
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let key = VerifyingKey::from_sec1_bytes(&BASE64.decode(key).unwrap()).unwrap();
    key.verify(signed.as_bytes(), &Signature::from_slice(&BASE64.decode(signature).unwrap()).unwrap()).unwrap();
    let (head, claims) = signed.split_once('.').unwrap();
    let json = |part: &str| serde_json::from_slice::<Value>(&BASE64.decode(part).unwrap()).unwrap();
    assert_eq!(json(head)["alg"], "ES256");
    json(claims)
}

fn receipt() -> Notice {
    Notice::Receipt { period: november(), corrected: false }
}

#[tokio::test]
async fn a_push_service_gets_a_signed_message_that_only_the_device_can_read() {
    let (service, address) = Service::open(StatusCode::CREATED).await;
    let gateway = gateway(plain());
    let push = push(&address, Language::Ru, receipt());
    assert_eq!(gateway.send(&push).await, Handover::accepted());
    assert_eq!(gateway.send(&push).await, Handover::accepted());
    let came = service.came();
    let (headers, body) = &came[0];
    for (name, value) in
        [("content-encoding", "aes128gcm"), ("ttl", "259200"), ("urgency", "normal"), ("topic", "receipt-2026-11")]
    {
        assert_eq!(headers[name], value);
    }
    let claims = claims(headers, &gateway.key.public());
    assert_eq!(claims["aud"], address.as_str());
    assert_eq!(claims["sub"], "mailto:info@kvitok.example.ru");
    let left = claims["exp"].as_i64().unwrap() - QUEUED / 1000;
    assert!((1..=24 * 3600).contains(&left), "{left}");
    let message = read(body);
    assert_eq!(message["title"], "Новая квитанция за ноябрь 2026");
    assert_eq!((&message["tag"], &message["url"]), (&Value::from("receipt-2026-11"), &Value::from("/receipts")));
    assert_eq!(came[1].1.len(), body.len());
    assert_ne!(came[1].1[..16], body[..16], "a salt is used once");
    assert_ne!(came[1].1[21..86], body[21..86], "and so is a key");
}

#[tokio::test]
async fn notices_name_the_month_and_nothing_else() {
    let (service, address) = Service::open(StatusCode::CREATED).await;
    let day = Date { year: 2026, month: 12, day: 15 };
    let notices = [
        Notice::Receipt { period: november(), corrected: true },
        Notice::PayBy { period: november(), day },
        Notice::Paid { period: november() },
    ];
    for language in [Language::Ru, Language::En] {
        for notice in notices {
            gateway(plain()).send(&push(&address, language, notice)).await;
        }
    }
    let titles: Vec<String> =
        service.came().iter().map(|(_, body)| read(body)["title"].as_str().unwrap().to_owned()).collect();
    assert_eq!(
        titles,
        [
            "Исправленная квитанция за ноябрь 2026",
            "Квитанция за ноябрь 2026: оплатите до 15 декабря 2026",
            "Оплата за ноябрь 2026 получена",
            "Corrected receipt for November 2026",
            "Receipt for November 2026: pay by 15 December 2026",
            "Payment for November 2026 received",
        ]
    );
}

#[tokio::test]
async fn only_a_device_that_is_gone_is_given_up() {
    for (answer, gone) in [(404, true), (410, true), (400, false), (403, false), (429, false), (500, false), (302, false)] {
        let (service, address) = Service::open(StatusCode::from_u16(answer).unwrap()).await;
        let handover = gateway(plain()).send(&push(&address, Language::Ru, receipt())).await;
        match handover {
            Handover::Refused(_) if gone => {}
            Handover::Deferred(reason) if !gone => {
                assert!(reason.contains(&answer.to_string()) && !reason.contains("anna"), "{reason}");
            }
            other => panic!("{answer}: {other:?}"),
        }
        assert_eq!(service.came().len(), 1, "a redirect is not followed");
    }
    let nobody = gateway(plain()).send(&push("http://127.0.0.1:1", Language::Ru, receipt())).await;
    assert!(matches!(&nobody, Handover::Deferred(reason) if !reason.contains("anna")), "{nobody:?}");
    let mut no_key = push("http://127.0.0.1:1", Language::Ru, receipt());
    no_key.p256dh = BASE64.encode([4; 65]);
    assert!(matches!(gateway(plain()).send(&no_key).await, Handover::Refused(_)));
}

#[tokio::test]
async fn the_real_client_talks_to_nobody_in_the_clear() {
    let (service, address) = Service::open(StatusCode::CREATED).await;
    let handover = gateway(client().unwrap()).send(&push(&address, Language::Ru, receipt())).await;
    assert!(matches!(handover, Handover::Deferred(_)), "{handover:?}");
    assert_eq!(service.came().len(), 0);
}

#[test]
fn the_key_is_the_same_on_every_server_and_another_for_another_installation() {
    let key = |seed: u8| PushKey::from_seed([seed; 32]).public();
    assert_eq!(key(1), key(1));
    assert_ne!(key(1), key(2));
    assert_eq!(key(1).len(), 87);
    assert_eq!(PushKey::from_seed([0xff; 32]).public().len(), 87, "a seed that is no key");
}

#[tokio::test]
async fn without_push_services_a_notice_is_a_file() {
    let dir = tempfile::tempdir().unwrap();
    let folder = PushFolder::open(dir.path(), QUEUED).unwrap();
    let push = push("https://push.example", Language::En, receipt());
    assert_eq!(folder.send(&push).await, Handover::accepted());
    assert_eq!(folder.send(&push).await, Handover::accepted());
    let files: Vec<_> =
        std::fs::read_dir(dir.path().join("outbox/push")).unwrap().map(|file| file.unwrap().path()).collect();
    let [file] = &files[..] else { panic!("{files:?}") };
    let file: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    assert_eq!(file["message"]["title"], "New receipt for November 2026");
}
