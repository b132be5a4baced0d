//! The HTTP gateways against stand-ins on this machine: what each answer and each silence comes to, and that no doubt
//! becomes a second SMS. Not here: pace and forms of the URL, tested beside them; SMPP (see `smpp`).

use crate::fixtures::{ID, QUEUED, sender};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Form, Router};
use cabinet::letter::Sms;
use cabinet::ports::{Fate, Handover, OpenMessage, Report, SmsGateway, TextMessage, Ticket};
use domain::{CodeDigits, Language, MobilePhone, Money};
use messaging::sms::{SmsUrl, open};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

/// What the stand-in does with a request.
#[derive(Clone, Debug)]
enum Answer {
    Json(&'static str),
    Http(u16),
    /// It never answers.
    Silence,
}

use Answer::{Http, Json, Silence};

type Fields = Vec<(String, String)>;

#[derive(Default)]
struct Script {
    answers: VecDeque<(&'static str, Answer)>,
    asked: Vec<(String, Fields)>,
}

/// A gateway that follows a script: each request must be the next one in it.
#[derive(Clone, Default)]
struct StandIn(Arc<Mutex<Script>>);

impl StandIn {
    async fn open(form: &str, answers: &[(&'static str, Answer)]) -> (Self, Arc<dyn SmsGateway>) {
        let stand_in = Self::default();
        stand_in.0.lock().unwrap().answers.extend(answers.iter().cloned());
        let router = Router::new().route("/{*path}", post(answer)).with_state(stand_in.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("{form}?sender=EIRC&rate=100&timeout=1&base=http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        (stand_in, open(&SmsUrl::parse(&url).unwrap(), sender()).unwrap())
    }

    /// The requests so far; the script must be played to its end.
    fn asked(&self) -> Vec<(String, Fields)> {
        let script = self.0.lock().unwrap();
        assert!(script.answers.is_empty(), "never asked: {:?}", script.answers);
        script.asked.clone()
    }
}

async fn answer(State(stand_in): State<StandIn>, Path(path): Path<String>, Form(fields): Form<Fields>) -> Response {
    let next = {
        let mut script = stand_in.0.lock().unwrap();
        script.asked.push((path.clone(), fields));
        script.answers.pop_front()
    };
    match next {
        Some((expected, answer)) if path == expected => match answer {
            Json(text) => text.into_response(),
            Http(status) => StatusCode::from_u16(status).unwrap().into_response(),
            Silence => std::future::pending().await,
        },
        other => panic!("{path} was asked, {other:?} was next"),
    }
}

fn text() -> TextMessage {
    TextMessage {
        id: ID.parse().unwrap(),
        queued_at: QUEUED,
        to: MobilePhone::parse("8 912 345-67-89").unwrap(),
        language: Language::Ru,
        sms: Sms::Code { code: CodeDigits::from_number(123_456) },
    }
}

fn field<'a>(fields: &'a Fields, name: &str) -> Option<&'a str> {
    fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

const SEND: &str = "sys/send.php";
const STATUS: &str = "sys/status.php";
const SMSC: &str = "smsc://town:p%40ss@smsc.ru";
const SMS_RU: &str = "smsru://KEY@sms.ru";

async fn smsc(answers: &[(&'static str, Answer)]) -> Handover {
    let (stand_in, gateway) = StandIn::open(SMSC, answers).await;
    let handover = gateway.send(&text()).await;
    stand_in.asked();
    handover
}

async fn sms_ru(answers: &[(&'static str, Answer)]) -> Handover {
    let (stand_in, gateway) = StandIn::open(SMS_RU, answers).await;
    let handover = gateway.send(&text()).await;
    stand_in.asked();
    handover
}

#[tokio::test]
async fn smsc_gets_the_words_under_our_id_and_says_what_they_cost() {
    let taken = Json(r#"{"id":"x","cnt":1,"cost":"2.35","balance":"100.5"}"#);
    let (stand_in, gateway) = StandIn::open(SMSC, &[(SEND, taken)]).await;
    let ticket = Ticket { gateway_id: Some(ID.to_owned()), cost: Some(Money(235)) };
    assert_eq!(gateway.send(&text()).await, Handover::Accepted(ticket));
    let asked = stand_in.asked();
    let fields = &asked[0].1;
    for (name, value) in [
        ("login", "town"),
        ("psw", "p@ss"),
        ("phones", "79123456789"),
        ("id", ID),
        ("sender", "EIRC"),
        ("fmt", "3"),
        ("charset", "utf-8"),
    ] {
        assert_eq!(field(fields, name), Some(value), "{name}");
    }
    assert!(field(fields, "mes").unwrap().starts_with("123456 — код"));
}

#[tokio::test]
async fn no_money_or_a_wrong_password_stops_everything_and_a_forbidden_number_only_itself() {
    for (code, json) in
        [(2, r#"{"error":"authorise error","error_code":2}"#), (3, r#"{"error":"no money","error_code":"3"}"#)]
    {
        assert!(matches!(smsc(&[(SEND, Json(json))]).await, Handover::Stopped(_)), "{code}");
    }
    assert!(matches!(smsc(&[(SEND, Json(r#"{"error":"invalid number","error_code":7}"#))]).await, Handover::Refused(_)));
    assert!(matches!(smsc(&[(SEND, Http(403))]).await, Handover::Stopped(_)));
    let send = "sms/send";
    for (code, json) in [(200, r#"{"status":"ERROR","status_code":200}"#), (201, r#"{"status":"ERROR","status_code":201}"#)]
    {
        assert!(matches!(sms_ru(&[(send, Json(json))]).await, Handover::Stopped(_)), "{code}");
    }
    let stop_list = r#"{"status":"OK","status_code":100,"sms":{"79123456789":{"status":"ERROR","status_code":209}}}"#;
    assert!(matches!(sms_ru(&[(send, Json(stop_list))]).await, Handover::Refused(_)));
    let later = r#"{"status":"ERROR","status_code":220}"#;
    assert!(matches!(sms_ru(&[(send, Json(later))]).await, Handover::Deferred(_)));
}

#[tokio::test]
async fn a_gateway_that_asks_to_slow_down_gets_the_message_again_within_the_same_hand_over() {
    let taken = Json(r#"{"id":"x","cnt":1}"#);
    assert!(matches!(smsc(&[(SEND, Http(429)), (SEND, Http(429)), (SEND, taken)]).await, Handover::Accepted(_)));
    let taken = Json(r#"{"status":"OK","status_code":100,"sms":{"79123456789":{"status_code":100,"sms_id":"000000-1"}}}"#);
    let ticket = Ticket { gateway_id: Some("000000-1".to_owned()), cost: None };
    assert_eq!(sms_ru(&[("sms/send", Http(429)), ("sms/send", taken)]).await, Handover::Accepted(ticket));
}

#[tokio::test]
async fn without_an_answer_smsc_is_asked_for_our_id_and_only_what_it_has_counts_as_sent() {
    let known = Json(r#"{"status":0,"last_date":"28.11.2026 10:00:00","last_timestamp":1795849200}"#);
    let unknown = Json(r#"{"status":-3}"#);
    assert!(matches!(smsc(&[(SEND, Silence), (STATUS, known.clone())]).await, Handover::Accepted(_)));
    // The request may still be under way: it is not sent again.
    assert!(matches!(smsc(&[(SEND, Silence), (STATUS, unknown.clone())]).await, Handover::InDoubt(_)));
    assert!(matches!(smsc(&[(SEND, Silence), (STATUS, Silence)]).await, Handover::InDoubt(_)));
    assert!(matches!(smsc(&[(SEND, Http(504)), (STATUS, unknown.clone())]).await, Handover::InDoubt(_)));
    // An answer came, so the request is over: what it does not know then, it has not taken.
    assert!(matches!(smsc(&[(SEND, Http(500)), (STATUS, unknown.clone())]).await, Handover::Deferred(_)));
    assert!(matches!(smsc(&[(SEND, Http(500)), (STATUS, known.clone())]).await, Handover::Accepted(_)));
    assert!(matches!(smsc(&[(SEND, Http(500)), (STATUS, Http(500))]).await, Handover::InDoubt(_)));
    // "An equal request within a minute": it has the first one.
    let twice = Json(r#"{"error":"duplicate request, wait a minute","error_code":9}"#);
    assert!(matches!(smsc(&[(SEND, twice), (STATUS, known)]).await, Handover::Accepted(_)));
}

#[tokio::test]
async fn sms_ru_knows_no_ids_of_ours_so_silence_stays_a_doubt_and_an_error_of_its_server_is_tried_again() {
    assert!(matches!(sms_ru(&[("sms/send", Silence)]).await, Handover::InDoubt(_)));
    assert!(matches!(sms_ru(&[("sms/send", Http(502))]).await, Handover::InDoubt(_)));
    assert!(matches!(sms_ru(&[("sms/send", Json("<html>"))]).await, Handover::InDoubt(_)));
    assert!(matches!(sms_ru(&[("sms/send", Http(500))]).await, Handover::Deferred(_)));
    let (_, gateway) = StandIn::open(SMS_RU, &[]).await;
    assert_eq!(gateway.was_accepted_by(text().id, QUEUED, &text().to).await, None);
}

#[tokio::test]
async fn where_there_is_no_connection_nothing_was_taken() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    for form in [SMSC, SMS_RU] {
        let gateway = open(&SmsUrl::parse(&format!("{form}?base=http://{address}")).unwrap(), sender()).unwrap();
        assert!(matches!(gateway.send(&text()).await, Handover::Deferred(_)), "{form}");
        assert!(gateway.reachable().await.is_err(), "{form}");
    }
}

#[tokio::test]
async fn after_a_crash_smsc_says_whether_it_has_the_message_or_nothing() {
    for (answer, accepted) in [
        (Json(r#"{"status":1}"#), Some(true)),
        (Json(r#"{"status":"-3"}"#), Some(false)),
        (Json(r#"{"error":"authorise error","error_code":2}"#), None),
        (Http(500), None),
    ] {
        let (stand_in, gateway) = StandIn::open(SMSC, &[(STATUS, answer)]).await;
        assert_eq!(gateway.was_accepted_by(text().id, QUEUED, &text().to).await, accepted);
        let fields = &stand_in.asked()[0].1;
        assert_eq!((field(fields, "id"), field(fields, "phone")), (Some(ID), Some("79123456789")));
    }
}

fn reported(gateway_id: &str, ours: bool, fate: Fate, cost: Option<i64>) -> Report {
    Report {
        message: ours.then(|| gateway_id.parse().unwrap()),
        gateway_id: Some(gateway_id.to_owned()),
        fate,
        cost: cost.map(Money),
    }
}

#[tokio::test]
async fn states_are_asked_for_many_at_once() {
    let other = "0199a1b2-0000-7000-8000-000000000002";
    let list = Json(
        r#"[{"status":1,"id":"0199a1b2-0000-7000-8000-000000000001","phone":"79123456789"},
            {"status":25,"id":"0199a1b2-0000-7000-8000-000000000002","phone":"79123456789"},
            {"status":-3,"id":"0199a1b2-0000-7000-8000-000000000003","phone":"79123456789"}]"#,
    );
    let open = |gateway_id: &str| OpenMessage { id: text().id, gateway_id: gateway_id.to_owned(), to: text().to };
    let (stand_in, gateway) = StandIn::open(SMSC, &[(STATUS, list)]).await;
    let reports = gateway.reports(&[open(ID), open(other)]).await;
    let failed = Fate::Failed("the number cannot be reached".to_owned());
    assert_eq!(reports, [reported(ID, true, Fate::Delivered, None), reported(other, true, failed, None)]);
    assert_eq!(field(&stand_in.asked()[0].1, "id"), Some(format!("{ID},{other},").as_str()));

    let states = Json(
        r#"{"status":"OK","status_code":100,"sms":{"000000-1":{"status":"OK","status_code":103,"cost":"2.5"},
            "000000-2":{"status":"OK","status_code":102},"000000-3":{"status":"ERROR","status_code":-1}}}"#,
    );
    let (_, gateway) = StandIn::open(SMS_RU, &[("sms/status", states)]).await;
    let reports = gateway.reports(&[open("000000-1"), open("000000-2"), open("000000-3")]).await;
    assert_eq!(
        reports,
        [reported("000000-1", false, Fate::Delivered, Some(250)), reported("000000-2", false, Fate::Underway, None)]
    );
}

#[tokio::test]
async fn call_backs_are_read_from_a_form_or_an_address_and_anything_else_is_none() {
    let (_, smsc) = StandIn::open(SMSC, &[]).await;
    let body = format!("phone=79123456789&status=1&time=28.11.2026+10%3A00%3A00&id={ID}&cost=2.35");
    let delivered = vec![reported(ID, true, Fate::Delivered, Some(235))];
    assert_eq!(smsc.call_back(&[], body.as_bytes()), Some(delivered));
    let query = [("id".to_owned(), "17".to_owned()), ("status".to_owned(), "20".to_owned())];
    let failed = Fate::Failed("it cannot be delivered".to_owned());
    assert_eq!(smsc.call_back(&query, b""), Some(vec![reported("17", false, failed, None)]));

    let (_, sms_ru) = StandIn::open(SMS_RU, &[]).await;
    let body = b"data%5B0%5D=sms_status%0A000000-1%0A103%0A1795849200&data%5B1%5D=sms_status%0A000000-2%0A104%0A1\
                 &data%5B2%5D=callcheck_status%0A1%0A401&data%5B3%5D=sms_status&hash=0";
    let late = Fate::Failed("it was not delivered in time".to_owned());
    assert_eq!(
        sms_ru.call_back(&[], body),
        Some(vec![reported("000000-1", false, Fate::Delivered, None), reported("000000-2", false, late, None)])
    );
    for body in [&b""[..], b"x=1", b"\xff\xfe", b"id=&status=", b"id=1&status=9999999999999999999999", b"[]"] {
        for gateway in [&smsc, &sms_ru] {
            assert_eq!(gateway.call_back(&[], body), None, "{body:?}");
        }
    }
}

#[tokio::test]
async fn what_is_left_of_the_money_is_said_in_kopecks() {
    let (_, smsc) = StandIn::open(SMSC, &[("sys/balance.php", Json(r#"{"balance":"1234.567"}"#))]).await;
    assert_eq!(smsc.balance().await, Some(Ok(Money(123_456))));
    let (_, sms_ru) =
        StandIn::open(SMS_RU, &[("my/balance", Json(r#"{"status":"OK","status_code":100,"balance":4762.58}"#))]).await;
    assert_eq!(sms_ru.balance().await, Some(Ok(Money(476_258))));
    let (_, smsc) = StandIn::open(SMSC, &[("sys/balance.php", Json(r#"{"error":"authorise error","error_code":2}"#))]).await;
    assert!(smsc.reachable().await.unwrap_err().contains("password is wrong"));
}
