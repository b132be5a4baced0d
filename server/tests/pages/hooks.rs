//! Call-backs of the SMS gateway and what monitoring asks for: no pages, but of the same server.
//! Not here: what a call-back says (see `messaging`), what becomes of it (see the rules of `cabinet`).

use crate::browser::{Browser, on_the_server, page_text, router};
use async_trait::async_trait;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use cabinet::ports::{Handover, Report, SmsGateway, TextMessage};
use domain::id::MessageId;
use kvitok::http::{sms_path, with_hooks};
use std::sync::{Arc, Mutex};
use storage::Engine;
use testbed::World;

type Fields = Vec<(String, String)>;

/// A gateway that notes who called back with what.
#[derive(Default)]
struct Noted(Mutex<Vec<(Fields, Vec<u8>)>>);

#[async_trait]
impl SmsGateway for Noted {
    async fn send(&self, _: &TextMessage) -> Handover {
        Handover::accepted()
    }
    async fn was_accepted(&self, _: MessageId, _: i64) -> Option<bool> {
        None
    }
    fn call_back(&self, fields: &[(String, String)], body: &[u8]) -> Option<Vec<Report>> {
        self.0.lock().unwrap().push((fields.to_vec(), body.to_vec()));
        None
    }
}

#[test]
fn a_gateway_with_the_secret_is_heard_and_everybody_else_finds_nothing_there() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let gateway = Arc::new(Noted::default());
        let mut browser = Browser::new(with_hooks(router(&world).await, &world.cabinet, gateway.clone()));
        let path = sms_path(&world.cabinet);

        let get = Request::get(format!("{path}?id=1&status=1")).body(Body::empty()).unwrap();
        let answer = browser.send(get).await;
        assert_eq!((answer.status(), page_text(answer).await.as_str()), (StatusCode::OK, "100"));
        // Whatever a browser would be refused for: a gateway is another site, and has no form of ours.
        let post = Request::post(&path)
            .header(header::ORIGIN, "https://smsc.ru")
            .header("sec-fetch-site", "cross-site")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from("id=2&status=20"))
            .unwrap();
        let answer = browser.send(post).await;
        assert_eq!((answer.status(), page_text(answer).await.as_str()), (StatusCode::OK, "100"));
        let fields = vec![("id".to_owned(), "1".to_owned()), ("status".to_owned(), "1".to_owned())];
        let heard = [(fields, Vec::new()), (Vec::new(), b"id=2&status=20".to_vec())];
        assert_eq!(*gateway.0.lock().unwrap(), heard);

        let large = Request::post(&path).body(Body::from(vec![b'x'; 65 * 1024])).unwrap();
        assert_eq!(browser.send(large).await.status(), StatusCode::PAYLOAD_TOO_LARGE);

        let nothing = browser.get("/hooks/nothing").await;
        for wrong in
            [format!("{path}0"), path[..path.len() - 1].to_owned(), "/hooks/sms/0".to_owned(), "/hooks/sms/%ff".to_owned()]
        {
            let page = browser.get(&wrong).await;
            assert_eq!((page.status, page.main()), (nothing.status, nothing.main()), "{wrong}");
        }
        let post = Request::post("/hooks/sms/0123456789abcdef0123456789abcdef").body(Body::from("id=3&status=1")).unwrap();
        let unknown = Request::post("/hooks/nothing").body(Body::from("id=3&status=1")).unwrap();
        assert_eq!(browser.send(post).await.status(), browser.send(unknown).await.status());
        assert_eq!(gateway.0.lock().unwrap().len(), 2, "nobody else was heard");
    });
}

#[test]
fn monitoring_sees_counts_by_route_and_nobodys_data() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut browser = Browser::new(router(&world).await);
        browser.sign_up("monitored@example.ru", "89130000777").await;
        let receipt = "/receipts/0199a1b2-0000-7000-8000-00000000beef";
        browser.get(receipt).await;
        browser.get("/no-such-page?next=/receipts").await;

        let mut monitoring = Browser::new(kvitok::monitor::router(&world.cabinet));
        let mut ask = async |path: &str| {
            let answer = monitoring.send(Request::get(path).body(Body::empty()).unwrap()).await;
            (answer.status(), page_text(answer).await)
        };
        assert_eq!(ask("/healthz").await, (StatusCode::OK, "alive\n".to_owned()));
        assert_eq!(ask("/readyz").await, (StatusCode::OK, "ready\n".to_owned()));
        let (status, text) = ask("/metrics").await;
        assert_eq!(status, StatusCode::OK);
        for line in [
            "kvitok_database_up 1",
            "kvitok_messages{channel=\"email\",state=\"queued\"} 1",
            "kvitok_messages_in_doubt 0",
            "kvitok_codes_held_back 0",
        ] {
            assert!(text.lines().any(|found| found == line), "{line}\n{text}");
        }
        assert!(text.contains("method=\"GET\",route=\"/receipts/{"), "{text}");
        for data in ["monitored", "89130000777", "beef", "no-such-page", "?next"] {
            assert!(!text.contains(data), "{data}");
        }
        world.cabinet.db.close().await;
        assert_eq!(ask("/readyz").await.0, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(ask("/healthz").await.0, StatusCode::OK);
        assert!(ask("/metrics").await.1.contains("kvitok_database_up 0\n"));
    });
}
