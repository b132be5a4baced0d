//! The connection to an SMSC: made when it is needed, kept alive, made again after a while when it broke; what comes back
//! over it. Not here: what is sent (see `smpp`).

use super::receipt;
use crate::tls::{TlsError, client_config};
use cabinet::ports::{Fate, Handover, Report};
use rusmpp::pdus::{BindTransceiver, DeliverSmResp};
use rusmpp::types::COctetStringError;
use rusmpp::values::InterfaceVersion;
use rusmpp::{CommandStatus, Pdu};
use rusmppc::error::Error;
use rusmppc::{Client, ConnectionBuilder, Event};
use rustls::pki_types::ServerName;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::sync::Notify;
use tokio::time::{Instant, timeout};
use tokio_rustls::TlsConnector;
use tokio_stream::{Stream, StreamExt};

/// How often an idle connection is tried; proxies and SMSCs close those that are silent for a minute.
const ENQUIRE: Duration = Duration::from_secs(20);
/// The first and the longest wait before it is connected again.
const BACK_OFF: (Duration, Duration) = (Duration::from_secs(1), Duration::from_mins(1));
/// Parts and reports that are kept until somebody takes them.
const KEPT: usize = 20_000;
/// Failures that are remembered after they were given out: far more than come while the parts of a message are sent.
const REMEMBERED: usize = 500;

/// How to get in, and this SMSC's ways.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Account {
    pub(crate) tls: bool,
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) system_id: String,
    pub(crate) password: String,
    pub(crate) system_type: String,
    /// Requests under way at once.
    pub(crate) window: usize,
    /// Parts of long messages are marked by fields of SMPP, not by a header in the words.
    pub(crate) sar: bool,
    /// Its own alphabet is not GSM 03.38.
    pub(crate) only_ucs2: bool,
    /// It numbers messages in hexadecimal when it takes them and in decimal in receipts.
    pub(crate) hex_ids: bool,
}

impl Account {
    /// A message's number as receipts will have it.
    pub(super) fn number(&self, id: &str) -> String {
        let decimal = self.hex_ids.then(|| u64::from_str_radix(id, 16).ok()).flatten();
        decimal.map_or_else(|| id.to_owned(), |number| number.to_string())
    }
}

/// The connection, or why there is none.
#[derive(Default)]
struct State {
    client: Option<Client>,
    failures: u32,
    /// Not before then, and what it failed of.
    again: Option<(Instant, Handover)>,
}

/// A report, and the SMSC's request that brought it, unless that is answered already.
struct Brought {
    report: Report,
    request: Option<Request>,
}

/// A request of the SMSC that waits for its answer.
struct Request {
    client: Client,
    sequence: u32,
}

impl Request {
    async fn answer(self) {
        // Where the connection is gone, the SMSC brings it again over the next.
        let _ = self.client.deliver_sm_resp(self.sequence, DeliverSmResp::default()).await;
    }
}

/// What came back and is not noted yet.
#[derive(Default)]
struct Inbox {
    reports: VecDeque<Brought>,
    /// Those that were given out to be noted.
    lent: Vec<Brought>,
    /// The last failures that were given out: one may be of a part whose message had no number yet.
    failed: VecDeque<Report>,
    /// Numbers of parts but the last, each with the number of the last: that is the message's. `None` is the number of a
    /// message that failed already by one of its parts.
    parts: HashMap<String, Option<String>>,
}

pub(super) struct Link {
    account: Account,
    /// Where the account is reached over TLS.
    tls: Option<TlsConnector>,
    timeout: Duration,
    state: tokio::sync::Mutex<State>,
    inbox: Arc<Mutex<Inbox>>,
    brought: Arc<Notify>,
}

impl Link {
    pub(super) fn new(account: Account, timeout: Duration) -> Result<Self, TlsError> {
        let tls = if account.tls { Some(TlsConnector::from(Arc::new(client_config()?))) } else { None };
        Ok(Self {
            account,
            tls,
            timeout,
            state: tokio::sync::Mutex::default(),
            inbox: Arc::default(),
            brought: Arc::default(),
        })
    }

    /// The connection that is open, or a new one. After a failure the same answer for a while: one second, then doubling.
    pub(super) async fn client(&self) -> Result<Client, Handover> {
        let mut state = self.state.lock().await;
        if let Some(client) = state.client.as_ref().filter(|client| client.is_active()) {
            return Ok(client.clone());
        }
        state.client = None;
        if let Some((moment, failure)) = &state.again
            && Instant::now() < *moment
        {
            return Err(failure.clone());
        }
        let made = timeout(self.timeout, self.connect()).await;
        match made.unwrap_or_else(|_| Err(Handover::Deferred("no answer of the gateway in time".to_owned()))) {
            Ok(client) => {
                *state = State { client: Some(client.clone()), ..State::default() };
                Ok(client)
            }
            Err(failure) => {
                let wait = (BACK_OFF.0 * 2_u32.pow(state.failures.min(6))).min(BACK_OFF.1);
                state.failures += 1;
                state.again = Some((Instant::now() + wait, failure.clone()));
                Err(failure)
            }
        }
    }

    async fn connect(&self) -> Result<Client, Handover> {
        let nothing = |_| Handover::Deferred("no connection to the gateway".to_owned());
        let stream = TcpStream::connect((self.account.host.as_str(), self.account.port)).await.map_err(nothing)?;
        // Each request is a small packet that somebody waits for.
        let _ = stream.set_nodelay(true);
        let builder = ConnectionBuilder::new()
            .enquire_link_interval(ENQUIRE)
            .enquire_link_response_timeout(self.timeout)
            .response_timeout(self.timeout)
            // It speaks 5.0, of which 3.4 is a part.
            .disable_interface_version_check();
        let Some(connector) = &self.tls else {
            let (client, events) = builder.connected(stream);
            return self.bind(client, events).await;
        };
        let name = ServerName::try_from(self.account.host.clone());
        let name = name.map_err(|_| Handover::Stopped("the gateway's name is none that a certificate has".to_owned()))?;
        let stream = connector.connect(name, stream).await;
        let stream = stream.map_err(|_| Handover::Deferred("the gateway's certificate is not trusted".to_owned()))?;
        let (client, events) = builder.connected(stream);
        self.bind(client, events).await
    }

    async fn bind<S>(&self, client: Client, events: S) -> Result<Client, Handover>
    where
        S: Stream<Item = Event> + Send + Unpin + 'static,
    {
        let stopped = |_: COctetStringError| Handover::Stopped("the account is longer than SMPP allows".to_owned());
        let bind = BindTransceiver::builder()
            .system_id(self.account.system_id.parse().map_err(stopped)?)
            .password(self.account.password.parse().map_err(stopped)?)
            .system_type(self.account.system_type.parse().map_err(stopped)?)
            .interface_version(InterfaceVersion::Smpp3_4)
            .build();
        tokio::spawn(listen(client.clone(), events, self.inbox.clone(), self.brought.clone()));
        match client.bind_transceiver(bind).await {
            Ok(_) => Ok(client),
            Err(error) => {
                let _ = client.close().await;
                Err(match error {
                    Error::UnexpectedResponse { response } => not_let_in(response.status()),
                    _ => Handover::Deferred("the gateway broke off the sign-in".to_owned()),
                })
            }
        }
    }

    fn inbox(&self) -> MutexGuard<'_, Inbox> {
        self.inbox.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A failed part is a failed message. Receipts of the first part may have come before the last was taken.
    pub(super) fn remember_parts(&self, parts: &[String], last: Option<&str>) {
        let Some(last) = last.filter(|_| !parts.is_empty()) else { return };
        let mut inbox = self.inbox();
        if inbox.parts.len() + parts.len() > KEPT {
            // Receipts that never came.
            inbox.parts.clear();
        }
        inbox.parts.extend(parts.iter().map(|part| (part.clone(), Some(last.to_owned()))));
        let given = std::mem::take(&mut inbox.failed);
        let again = given.into_iter().map(|report| Brought { report, request: None });
        for brought in std::mem::take(&mut inbox.reports) {
            if let Some(settled) = inbox.note(brought) {
                tokio::spawn(settled.answer());
            }
        }
        for brought in again {
            if brought.report.gateway_id.as_ref().is_some_and(|id| parts.contains(id)) {
                inbox.note(brought);
                self.brought.notify_one();
            } else {
                inbox.failed.push_back(brought.report);
            }
        }
    }

    /// What came and is not noted yet.
    pub(super) fn reports(&self) -> Vec<Report> {
        let inbox = &mut *self.inbox();
        for brought in inbox.reports.drain(..) {
            if matches!(brought.report.fate, Fate::Failed(_)) {
                inbox.failed.push_back(brought.report.clone());
            }
            inbox.lent.push(brought);
        }
        let forgotten = inbox.failed.len().saturating_sub(REMEMBERED);
        inbox.failed.drain(..forgotten);
        inbox.lent.iter().map(|brought| brought.report.clone()).collect()
    }

    /// What was given out is noted: the SMSC need not bring it again.
    pub(super) async fn noted(&self) {
        let lent = std::mem::take(&mut self.inbox().lent);
        for request in lent.into_iter().filter_map(|brought| brought.request) {
            request.answer().await;
        }
    }

    /// Waits until something has come.
    pub(super) async fn brought(&self) {
        self.brought.notified().await;
    }
}

/// A sign-in that the SMSC refuses: what a person must mend stops everything, the rest is tried again.
fn not_let_in(status: CommandStatus) -> Handover {
    match status {
        CommandStatus::EsmeRinvpaswd | CommandStatus::EsmeRinvsysid | CommandStatus::EsmeRinvsystyp => {
            Handover::Stopped("the gateway refuses user, password or system type".to_owned())
        }
        // Also given for a wrong password.
        CommandStatus::EsmeRbindfail => Handover::Stopped("the gateway refuses this account".to_owned()),
        other => Handover::Deferred(format!("the gateway refuses the sign-in: {:#010x}", u32::from(other))),
    }
}

/// Takes what the SMSC sends until the connection ends; every message gets its answer, or it would come again for ever: a
/// report when it is noted, everything else at once.
async fn listen(
    client: Client,
    mut events: impl Stream<Item = Event> + Unpin,
    inbox: Arc<Mutex<Inbox>>,
    brought: Arc<Notify>,
) {
    while let Some(event) = events.next().await {
        let Event::Incoming(command) = event else { continue };
        let sequence = command.sequence_number();
        match command.pdu() {
            Some(Pdu::DeliverSm(sm)) => {
                let request = Request { client: client.clone(), sequence };
                let settled = match receipt::read(sm) {
                    Some(receipt) => {
                        let report = Report { message: None, gateway_id: Some(receipt.id), fate: receipt.fate, cost: None };
                        inbox.lock().unwrap_or_else(PoisonError::into_inner).note(Brought { report, request: Some(request) })
                    }
                    None => Some(request),
                };
                match settled {
                    Some(request) => request.answer().await,
                    None => brought.notify_one(),
                }
            }
            Some(Pdu::Unbind) => {
                let _ = client.unbind_resp(sequence).await;
                let _ = client.close().await;
            }
            _ => {}
        }
    }
}

impl Inbox {
    /// Keeps a report; one that says nothing new is settled, and its request given back.
    fn note(&mut self, mut brought: Brought) -> Option<Request> {
        let report = &mut brought.report;
        let id = report.gateway_id.clone().unwrap_or_default();
        match self.parts.get(&id).cloned() {
            None => {}
            // It failed by a part, or a part is where it should be: the last one speaks for the whole.
            Some(None) => return brought.request,
            Some(Some(last)) => {
                if report.fate != Fate::Underway {
                    self.parts.remove(&id);
                }
                if !matches!(report.fate, Fate::Failed(_)) {
                    return brought.request;
                }
                self.parts.insert(last.clone(), None);
                report.gateway_id = Some(last);
            }
        }
        if self.reports.len() == KEPT {
            self.reports.pop_front();
        }
        self.reports.push_back(brought);
        None
    }
}
