//! SMS.ru by its HTTP interface. It knows no ids of ours: a message without an answer stays in doubt for ever.
//! Not here: how a request is sent (see `http`) and how fast (see `rate`).

use super::http::{Answer, Failed, Http, integer, roubles};
use super::rate::{Attempt, Limiter};
use super::{SmsUrl, urgent, words_of};
use crate::{Sender, TlsError};
use cabinet::ports::{Fate, Handover, OpenMessage, Report, SmsGateway, TextMessage, Ticket};
use domain::Money;
use domain::id::MessageId;

/// Messages that one question about states may name.
const AT_ONCE: usize = 100;

/// The adapter.
pub(crate) struct SmsRu {
    http: Http,
    limiter: Limiter,
    api_id: String,
    base: String,
    from: Option<String>,
    sender: Sender,
}

impl SmsRu {
    pub(crate) fn new(url: &SmsUrl, api_id: &str, base: &str, sender: Sender) -> Result<Self, TlsError> {
        Ok(Self {
            http: Http::new(url.timeout)?,
            limiter: Limiter::new(url.rate),
            api_id: api_id.to_owned(),
            base: base.to_owned(),
            from: url.sender.clone(),
            sender,
        })
    }

    async fn ask(&self, path: &str, fields: &[(&str, &str)]) -> Result<Answer, Failed> {
        let mut all = vec![("api_id", self.api_id.as_str()), ("json", "1")];
        all.extend(fields);
        self.http.post(&format!("{}/{path}", self.base), &all).await
    }

    async fn attempt(&self, text: &TextMessage, words: &str) -> Attempt {
        let phone = text.to.as_str().trim_start_matches('+');
        let mut fields = vec![("to", phone), ("msg", words)];
        fields.extend(self.from.as_deref().map(|from| ("from", from)));
        let answer = match self.ask("sms/send", &fields).await {
            Ok(answer) => answer,
            Err(Failed::NotSent(reason)) => return Attempt::Done(Handover::Deferred(reason)),
            Err(Failed::Unknown(reason)) => return Attempt::Done(Handover::InDoubt(reason)),
        };
        let json = answer.json.unwrap_or_default();
        let of_message = json.get("sms").and_then(|all| all.as_object()?.values().next());
        let code = |json: &serde_json::Value| json.get("status_code").and_then(integer);
        let code = of_message.and_then(code).or_else(|| code(&json));
        Attempt::Done(match (answer.status, code) {
            (429, _) => return Attempt::SlowDown(answer.retry_after),
            (_, Some(100)) => {
                let text = |name: &str| of_message.and_then(|sms| sms.get(name));
                let gateway_id = text("sms_id").and_then(|id| id.as_str()).map(str::to_owned);
                Handover::Accepted(Ticket { gateway_id, cost: text("cost").and_then(roubles) })
            }
            (_, Some(code)) => refused(code),
            (401 | 403, None) => Handover::Stopped("SMS.ru refuses this account".to_owned()),
            // Its documentation asks to repeat after an error of the server: nothing was taken then.
            (500 | 503, None) => Handover::Deferred(format!("HTTP {} of SMS.ru", answer.status)),
            (status, None) => Handover::InDoubt(format!("HTTP {status} of SMS.ru without sense")),
        })
    }
}

#[async_trait::async_trait]
impl SmsGateway for SmsRu {
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

    async fn reports(&self, open: &[OpenMessage]) -> Vec<Report> {
        let mut reports = Vec::new();
        for some in open.chunks(AT_ONCE) {
            let ids = some.iter().map(|open| open.gateway_id.as_str()).collect::<Vec<_>>().join(",");
            let Ok(Answer { json: Some(json), .. }) = self.ask("sms/status", &[("sms_id", &ids)]).await else {
                return reports;
            };
            let Some(all) = json.get("sms").and_then(|all| all.as_object()) else { continue };
            reports.extend(all.iter().filter_map(|(id, sms)| {
                let cost = sms.get("cost").and_then(roubles);
                Some(Report { cost, ..report(id, sms.get("status_code").and_then(integer)?)? })
            }));
        }
        reports
    }

    /// `data[0]`, `data[1]`, …: kind, id, state and moment, a line each.
    fn call_back(&self, _: &[(String, String)], body: &[u8]) -> Option<Vec<Report>> {
        let posted = super::form(body);
        let data: Vec<&str> =
            posted.iter().filter(|(name, _)| name.starts_with("data")).map(|(_, value)| value.as_str()).collect();
        if data.is_empty() {
            return None;
        }
        let one = |text: &&str| {
            let mut lines = text.lines();
            let id = (lines.next()? == "sms_status").then(|| lines.next())??;
            report(id, lines.next()?.trim().parse().ok()?)
        };
        Some(data.iter().filter_map(one).collect())
    }

    async fn balance(&self) -> Option<Result<Money, String>> {
        let answer = match self.ask("my/balance", &[]).await {
            Ok(answer) => answer,
            Err(Failed::NotSent(reason) | Failed::Unknown(reason)) => return Some(Err(reason)),
        };
        let json = answer.json.unwrap_or_default();
        Some(match (json.get("balance").and_then(roubles), json.get("status_code").and_then(integer)) {
            (Some(balance), _) => Ok(balance),
            (None, Some(code)) => Err(format!("SMS.ru: {code}, {}", meaning(code))),
            (None, None) => Err(format!("HTTP {} of SMS.ru without sense", answer.status)),
        })
    }
}

/// Its refusal; codes as in its documentation.
fn refused(code: i64) -> Handover {
    let reason = format!("SMS.ru: {code}, {}", meaning(code));
    match code {
        // For everybody until somebody acts.
        200 | 201 | 204 | 206 | 300..=302 => Handover::Stopped(reason),
        // For this message and for good.
        202 | 203 | 205 | 207..=209 | 212 | 214 | 232 | 233 => Handover::Refused(reason),
        // For now: the service, the limits of a day or a minute to one number, whatever is not known.
        _ => Handover::Deferred(reason),
    }
}

/// A state of a message; what is not known to it says nothing.
fn report(id: &str, code: i64) -> Option<Report> {
    let fate = match code {
        100..=102 => Fate::Underway,
        103 | 110 => Fate::Delivered,
        104..=108 | 150 => Fate::Failed(meaning(code).to_owned()),
        _ => return None,
    };
    Some(Report { message: None, gateway_id: Some(id.to_owned()), fate, cost: None })
}

/// Its codes, for operators.
fn meaning(code: i64) -> &'static str {
    match code {
        104 => "it was not delivered in time",
        105 => "the operator deleted it",
        106 => "a fault of the phone",
        107 => "it cannot be delivered",
        108 => "it was rejected",
        150 => "no way to this number",
        200 | 300 | 301 => "the account's key is wrong",
        201 => "no money left",
        202 | 207 => "nothing goes to this number",
        203 => "no text",
        204 => "the sender's name is not agreed",
        205 => "the text is too long",
        206 => "the limit of the day is reached",
        209 => "the number is in the stop list",
        212 => "the text is not UTF-8",
        214 => "the number is abroad",
        220 | 500 => "the service asks to try again later",
        230..=233 => "too many messages to this number",
        302 => "the account is not confirmed",
        _ => "see the codes of SMS.ru",
    }
}
