//! Sends a code and a receipt's SMS through a gateway and says what becomes of them: `send_sms URL PHONE`.
//! Not here: the tests of gateways; this is for scripts/check-smpp.sh, and for whoever tries a new contract.

use cabinet::letter::Sms;
use cabinet::ports::{Handover, OpenMessage, TextMessage};
use domain::id::MessageId;
use domain::view::AgentContacts;
use domain::{CodeDigits, Email, Language, MobilePhone, Money, Period};
use jiff::tz::TimeZone;
use messaging::Sender;
use messaging::sms::{SmsUrl, open};
use std::time::Duration;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [url, phone] = arguments.as_slice() else { return Err("usage: send_sms URL PHONE".into()) };
    let to = MobilePhone::parse(phone)?;
    let sender = Sender {
        agent: AgentContacts { name: "Единый расчётный центр".to_owned(), ..AgentContacts::default() },
        public_url: "https://kvitok.example.ru".to_owned(),
        from: Email::parse("info@kvitok.example.ru")?,
        timezone: TimeZone::UTC,
    };
    let gateway = open(&SmsUrl::parse(url)?, sender)?;
    gateway.reachable().await?;
    let period = Period::new(2026, 11)?;
    let receipt = Sms::Receipt { period, total: Money(345_600), pay_by: domain::date::pay_by(period) };
    let code = Sms::Code { code: CodeDigits::from_number(123_456) };
    let mut waiting = Vec::new();
    for (number, language, sms) in [(1, Language::Ru, code.clone()), (2, Language::En, code), (3, Language::Ru, receipt)] {
        let id: MessageId = format!("0199a1b2-0000-7000-8000-00000000000{number}").parse()?;
        let handover = gateway.send(&TextMessage { id, queued_at: 0, to: to.clone(), language, sms }).await;
        println!("{number} {handover:?}");
        if let Handover::Accepted(ticket) = handover {
            let gateway_id = ticket.gateway_id.unwrap_or_default();
            waiting.push(OpenMessage { id, gateway_id, to: to.clone() });
        }
    }
    for _ in 0..50 {
        for report in gateway.reports(&waiting).await {
            println!("report {} {:?}", report.gateway_id.as_deref().unwrap_or("-"), report.fate);
            waiting.retain(|open| Some(&open.gateway_id) != report.gateway_id.as_ref());
        }
        gateway.noted().await;
        if waiting.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    println!("{} without a report", waiting.len());
    Ok(())
}
