//! SMSC.ru by its HTTP interface. It keeps our own id of a message, so it can be asked about any, also after a crash.
//! Not here: how a request is sent (see `http`) and how fast (see `rate`).

use super::http::{Answer, Failed, Http, integer, roubles};
use super::rate::{Attempt, Limiter};
use super::{SmsUrl, urgent, words_of};
use crate::{Sender, TlsError};
use cabinet::ports::{Fate, Handover, OpenMessage, Report, SmsGateway, TextMessage, Ticket};
use domain::id::MessageId;
use domain::{MobilePhone, Money};
use serde_json::Value;

/// Messages that one question about states may name.
const AT_ONCE: usize = 100;

/// The adapter.
pub(crate) struct Smsc {
    http: Http,
    limiter: Limiter,
    account: Account,
    base: String,
    from: Option<String>,
    sender: Sender,
}

/// Login and password; without a login the password is an API key.
struct Account {
    login: String,
    password: String,
}

/// What the gateway knows about a message.
enum Known {
    Yes,
    No,
    /// It did not say.
    Silent,
}

impl Smsc {
    pub(crate) fn new(url: &SmsUrl, login: &str, password: &str, base: &str, sender: Sender) -> Result<Self, TlsError> {
        Ok(Self {
            http: Http::new(url.timeout)?,
            limiter: Limiter::new(url.rate),
            account: Account { login: login.to_owned(), password: password.to_owned() },
            base: base.to_owned(),
            from: url.sender.clone(),
            sender,
        })
    }

    async fn ask(&self, script: &str, fields: &[(&str, &str)]) -> Result<Answer, Failed> {
        let mut all = match self.account.login.as_str() {
            "" => vec![("apikey", self.account.password.as_str())],
            login => vec![("login", login), ("psw", self.account.password.as_str())],
        };
        all.extend([("fmt", "3"), ("charset", "utf-8")]);
        all.extend(fields);
        self.http.post(&format!("{}/sys/{script}.php", self.base), &all).await
    }

    /// One attempt to hand a message over under our id.
    async fn attempt(&self, text: &TextMessage, words: &str) -> Attempt {
        let id = text.id.to_string();
        let phone = digits(&text.to);
        let mut fields = vec![("phones", phone), ("mes", words), ("id", id.as_str()), ("cost", "3")];
        fields.extend(self.from.as_deref().map(|from| ("sender", from)));
        let answer = match self.ask("send", &fields).await {
            Ok(answer) => answer,
            Err(Failed::NotSent(reason)) => return Attempt::Done(Handover::Deferred(reason)),
            Err(Failed::Unknown(reason)) => return Attempt::Done(self.unclear(text, reason, false).await),
        };
        match (answer.status, &answer.json) {
            (429, _) => Attempt::SlowDown(answer.retry_after),
            (401 | 403, _) => Attempt::Done(Handover::Stopped("SMSC.ru refuses this account".to_owned())),
            (503, _) => Attempt::Done(Handover::Deferred("SMSC.ru is closed: HTTP 503".to_owned())),
            (200, Some(json)) if json.get("error_code").is_some() => self.refused(text, json).await,
            (200, Some(json)) if json.get("id").is_some() => {
                let cost = json.get("cost").and_then(roubles);
                Attempt::Done(Handover::Accepted(Ticket { gateway_id: Some(id), cost }))
            }
            // A proxy of theirs gave up waiting; what is behind it may go on.
            (502 | 504, _) => {
                let reason = format!("HTTP {} of SMSC.ru", answer.status);
                Attempt::Done(self.unclear(text, reason, false).await)
            }
            (status, _) => Attempt::Done(self.unclear(text, format!("HTTP {status} of SMSC.ru without sense"), true).await),
        }
    }

    /// Its refusal in words of ours; `error_code` as in its documentation.
    async fn refused(&self, text: &TextMessage, json: &Value) -> Attempt {
        let code = json.get("error_code").and_then(integer).unwrap_or_default();
        let reason = format!("SMSC.ru: error {code}, {}", meaning(code));
        Attempt::Done(match code {
            2..=4 => Handover::Stopped(reason),
            1 | 5..=8 => Handover::Refused(reason),
            // Too many requests at once, or the same request within a minute: then it has the first one.
            9 => match self.known(text.id, &text.to).await {
                Known::Yes => Handover::Accepted(ticket(text.id)),
                _ => return Attempt::SlowDown(None),
            },
            _ => Handover::Deferred(reason),
        })
    }

    /// Whether it was taken all the same. Not being known means that it was not only if the request is `over`.
    async fn unclear(&self, text: &TextMessage, reason: String, over: bool) -> Handover {
        match self.known(text.id, &text.to).await {
            Known::Yes => Handover::Accepted(ticket(text.id)),
            Known::No if over => Handover::Deferred(reason),
            _ => Handover::InDoubt(reason),
        }
    }

    async fn known(&self, id: MessageId, to: &MobilePhone) -> Known {
        let answer = self.ask("status", &[("phone", digits(to)), ("id", &id.to_string())]).await;
        let Ok(Answer { status: 200, json: Some(json), .. }) = answer else { return Known::Silent };
        let one = json.as_array().and_then(|list| list.first()).unwrap_or(&json);
        match one.get("status").and_then(integer) {
            Some(-3) => Known::No,
            Some(_) => Known::Yes,
            None => Known::Silent,
        }
    }
}

#[async_trait::async_trait]
impl SmsGateway for Smsc {
    fn at_once(&self) -> usize {
        self.limiter.at_once()
    }

    async fn send(&self, text: &TextMessage) -> Handover {
        let words = words_of(text, &self.sender);
        self.limiter.patiently(urgent(text), || self.attempt(text, &words)).await
    }

    async fn was_accepted(&self, _: MessageId, _: i64) -> Option<bool> {
        None
    }

    async fn was_accepted_by(&self, id: MessageId, _: i64, to: &MobilePhone) -> Option<bool> {
        match self.known(id, to).await {
            Known::Yes => Some(true),
            Known::No => Some(false),
            Known::Silent => None,
        }
    }

    async fn reports(&self, open: &[OpenMessage]) -> Vec<Report> {
        let mut reports = Vec::new();
        for some in open.chunks(AT_ONCE) {
            let joined = |one: fn(&OpenMessage) -> &str| some.iter().map(one).collect::<Vec<_>>().join(",");
            // A comma at the end makes it a list, also of one.
            let ids = joined(|open| &open.gateway_id) + ",";
            let phones = joined(|open| digits(&open.to)) + ",";
            let Ok(Answer { json: Some(json), .. }) = self.ask("status", &[("phone", &phones), ("id", &ids)]).await else {
                return reports;
            };
            let list = json.as_array().map_or(std::slice::from_ref(&json), Vec::as_slice);
            reports.extend(list.iter().filter_map(report));
        }
        reports
    }

    fn call_back(&self, fields: &[(String, String)], body: &[u8]) -> Option<Vec<Report>> {
        let posted = super::form(body);
        let field = |name: &str| fields.iter().chain(&posted).find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let json = serde_json::json!({ "id": field("id")?, "status": field("status")?, "cost": field("cost") });
        report(&json).map(|report| vec![report])
    }

    async fn balance(&self) -> Option<Result<Money, String>> {
        let answer = match self.ask("balance", &[]).await {
            Ok(answer) => answer,
            Err(Failed::NotSent(reason) | Failed::Unknown(reason)) => return Some(Err(reason)),
        };
        let json = answer.json.unwrap_or_default();
        Some(match (json.get("balance").and_then(roubles), json.get("error_code").and_then(integer)) {
            (Some(balance), _) => Ok(balance),
            (None, Some(code)) => Err(format!("SMSC.ru: error {code}, {}", meaning(code))),
            (None, None) => Err(format!("HTTP {} of SMSC.ru without sense", answer.status)),
        })
    }
}

/// Our id is theirs.
fn ticket(id: MessageId) -> Ticket {
    Ticket { gateway_id: Some(id.to_string()), cost: None }
}

/// Without the plus, as in its examples.
fn digits(phone: &MobilePhone) -> &str {
    phone.as_str().trim_start_matches('+')
}

/// A state, from an answer or a call-back.
fn report(json: &Value) -> Option<Report> {
    let id = match json.get("id")? {
        Value::String(id) => id.clone(),
        // A message that was sent past us, by hand: it may have a number.
        other => other.as_i64()?.to_string(),
    };
    let fate = match json.get("status").and_then(integer)? {
        // Waiting, stopped for a check, with the operator.
        -2..=0 => Fate::Underway,
        // Delivered, read, a link in it followed.
        1 | 2 | 4 => Fate::Delivered,
        3 => Fate::Failed("it was not delivered in time".to_owned()),
        20 => Fate::Failed("it cannot be delivered".to_owned()),
        22 => Fate::Failed("the number is wrong".to_owned()),
        23 => Fate::Failed("the gateway forbids it".to_owned()),
        24 => Fate::Failed("no money was left at the gateway".to_owned()),
        25 => Fate::Failed("the number cannot be reached".to_owned()),
        // Not known to it, or a state that is not ours to guess.
        _ => return None,
    };
    let cost = json.get("cost").and_then(roubles);
    Some(Report { message: id.parse().ok(), gateway_id: Some(id), fate, cost })
}

/// Its error codes, for operators.
fn meaning(code: i64) -> &'static str {
    match code {
        1 => "a parameter is wrong",
        2 => "login or password is wrong, or this address may not send",
        3 => "no money left",
        4 => "our address is blocked for a while after too many errors",
        5 => "a wrong date",
        6 => "the text or the sender's name is forbidden",
        7 => "a wrong phone number",
        8 => "nothing can be delivered to this number",
        9 => "too many or equal requests",
        _ => "unknown",
    }
}
