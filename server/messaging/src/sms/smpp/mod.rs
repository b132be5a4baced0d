//! Any gateway that speaks SMPP 3.4: one connection both ways, so many requests under way at once, receipts back over it.
//! It can only be asked by its own numbers: a message without an answer stays in doubt for ever.
//! Not here: the words as bytes (see `text`), connecting (see `link`), receipts (see `receipt`), how fast (see `rate`).

mod link;
mod receipt;
mod text;

use super::rate::{Attempt, Limiter};
use super::{SmsUrl, urgent, words_of};
use crate::{Sender, TlsError};
use cabinet::ports::{Handover, OpenMessage, Report, SmsGateway, TextMessage, Ticket};
use domain::id::MessageId;
pub(crate) use link::Account;
use link::Link;
use rusmpp::pdus::SubmitSm;
use rusmpp::tlvs::MessageSubmissionRequestTlvValue as Field;
use rusmpp::types::{EmptyOrFullCOctetString, OctetString};
use rusmpp::values::{EsmClass, Npi, RegisteredDelivery, Ton};
use rusmpp::{Command, CommandStatus};
use rusmppc::error::Error;
use std::sync::{Mutex, PoisonError};
use tokio::sync::Semaphore;

/// A receipt of the SMSC, at the end; not of the phone, which some SMSCs refuse to be asked for.
const RECEIPT: u8 = 1;
/// A code lives ten minutes: later it must not arrive.
const CODE_LIVES: &[u8; 17] = b"000000001000000R\0";

/// The adapter.
pub(crate) struct Smpp {
    link: Link,
    limiter: Limiter,
    window: Semaphore,
    account: Account,
    from: Option<String>,
    sender: Sender,
}

impl Smpp {
    pub(crate) fn new(url: &SmsUrl, account: &Account, sender: Sender) -> Result<Self, TlsError> {
        Ok(Self {
            link: Link::new(account.clone(), url.timeout)?,
            limiter: Limiter::new(url.rate),
            window: Semaphore::new(account.window),
            account: account.clone(),
            from: url.sender.clone(),
            sender,
        })
    }

    /// One part; the numbers of those that are taken gather in `taken`.
    async fn attempt(&self, parts: &[SubmitSm], taken: &Mutex<Vec<String>>) -> Attempt {
        let sent = || taken.lock().unwrap_or_else(PoisonError::into_inner);
        let next = sent().len();
        let Ok(_turn) = self.window.acquire().await else {
            return Attempt::Done(Handover::Deferred("the gateway is closed".to_owned()));
        };
        let client = match self.link.client().await {
            Ok(client) => client,
            Err(handover) => return Attempt::Done(handover),
        };
        match client.submit_sm(parts[next].clone()).await {
            Ok(response) => {
                sent().push(self.account.number(response.message_id().as_str()));
                if next + 1 < parts.len() {
                    return Attempt::Next;
                }
                let mut numbers = std::mem::take(&mut *sent());
                let last = numbers.pop();
                self.link.remember_parts(&numbers, last.as_deref());
                Attempt::Done(Handover::Accepted(Ticket { gateway_id: last, cost: None }))
            }
            Err(Error::UnexpectedResponse { response }) => refused(&response),
            Err(Error::Encode(_)) => Attempt::Done(Handover::Refused("it cannot be written as SMPP".to_owned())),
            Err(Error::ResponseTimeout { .. }) => {
                Attempt::Done(Handover::InDoubt("no answer of the gateway in time".to_owned()))
            }
            Err(_) => Attempt::Done(Handover::InDoubt("the connection to the gateway broke".to_owned())),
        }
    }

    /// The words as requests, one a part.
    fn parts(&self, text: &TextMessage) -> Option<Vec<SubmitSm>> {
        let cut = text::cut(&words_of(text, &self.sender), self.account.only_ucs2);
        let (ton, npi, from) = source(self.from.as_deref().unwrap_or_default());
        let whole = SubmitSm::builder()
            .source_addr_ton(ton)
            .source_addr_npi(npi)
            .source_addr(from.parse().ok()?)
            .dest_addr_ton(Ton::International)
            .dest_addr_npi(Npi::Isdn)
            .destination_addr(text.to.as_str().trim_start_matches('+').parse().ok()?)
            .registered_delivery(RegisteredDelivery::from(RECEIPT))
            .data_coding(cut.coding)
            .build();
        let total = u8::try_from(cut.parts.len()).ok()?;
        // The same for every attempt, so that a phone never joins parts of different messages.
        let reference = text.id.0.as_bytes()[15];
        let mut parts = Vec::with_capacity(cut.parts.len());
        for (number, bytes) in (1..=total).zip(&cut.parts) {
            let mut part = whole.clone();
            if urgent(text) {
                part.validity_period = EmptyOrFullCOctetString::from_static_slice(CODE_LIVES).ok()?;
            }
            let mut octets = Vec::with_capacity(bytes.len() + 6);
            if total > 1 && self.account.sar {
                part.push_tlv(Field::SarMsgRefNum(u16::from(reference)));
                part.push_tlv(Field::SarTotalSegments(total));
                part.push_tlv(Field::SarSegmentSeqnum(number));
            } else if total > 1 {
                part.esm_class = EsmClass::default().with_udhi_indicator();
                octets.extend([5, 0, 3, reference, total, number]);
            }
            octets.extend(bytes);
            part.set_short_message(OctetString::from_vec(octets).ok()?);
            parts.push(part);
        }
        Some(parts)
    }
}

#[async_trait::async_trait]
impl SmsGateway for Smpp {
    fn at_once(&self) -> usize {
        self.account.window.min(self.limiter.at_once())
    }

    async fn send(&self, text: &TextMessage) -> Handover {
        let Some(parts) = self.parts(text) else {
            return Handover::Refused("it cannot be written as SMPP".to_owned());
        };
        let taken = Mutex::new(Vec::new());
        let handover = self.limiter.patiently(urgent(text), || self.attempt(&parts, &taken)).await;
        let begun = taken.lock().map_or(0, |taken| taken.len());
        match handover {
            // Its beginning is theirs already: it cannot go again.
            Handover::Deferred(reason) | Handover::Stopped(reason) | Handover::InDoubt(reason) if begun > 0 => {
                Handover::Refused(format!("{reason}; {begun} of {} parts were taken", parts.len()))
            }
            other => other,
        }
    }

    async fn was_accepted(&self, _: MessageId, _: i64) -> Option<bool> {
        None
    }

    async fn reports(&self, open: &[OpenMessage]) -> Vec<Report> {
        if !open.is_empty() {
            // Receipts come over the connection; a failure is told by whoever sends.
            let _ = self.link.client().await;
        }
        self.link.reports()
    }

    async fn noted(&self) {
        self.link.noted().await;
    }

    async fn told(&self) {
        self.link.brought().await;
    }

    async fn reachable(&self) -> Result<(), String> {
        match self.link.client().await {
            Ok(_) => Ok(()),
            Err(Handover::Deferred(reason) | Handover::Stopped(reason)) => Err(reason),
            Err(_) => Err("no connection to the gateway".to_owned()),
        }
    }
}

/// How a sender's name or number is marked: names are alphanumeric, long numbers international, short ones the network's.
fn source(from: &str) -> (Ton, Npi, &str) {
    let digits = from.trim_start_matches('+');
    match digits.len() {
        0 => (Ton::Unknown, Npi::Unknown, ""),
        _ if !digits.bytes().all(|b| b.is_ascii_digit()) => (Ton::Alphanumeric, Npi::Unknown, from),
        1..=8 => (Ton::NetworkSpecific, Npi::Unknown, digits),
        _ => (Ton::International, Npi::Isdn, digits),
    }
}

/// A negative answer: the SMSC has not taken it, that much is certain.
fn refused(response: &Command) -> Attempt {
    let status = response.status();
    let reason = format!("the gateway answered {:#010x}", u32::from(status));
    Attempt::Done(match status {
        CommandStatus::EsmeRthrottled | CommandStatus::EsmeRmsgqful => return Attempt::SlowDown(None),
        CommandStatus::EsmeRinvdstadr
        | CommandStatus::EsmeRinvdstton
        | CommandStatus::EsmeRinvdstnpi
        | CommandStatus::EsmeRinvmsglen => Handover::Refused(reason),
        CommandStatus::EsmeRinvsrcadr | CommandStatus::EsmeRinvsrcton | CommandStatus::EsmeRinvsrcnpi => {
            Handover::Stopped(format!("{reason}: it does not take the sender's name"))
        }
        _ => Handover::Deferred(reason),
    })
}
