//! What the use cases need from the world: a clock, gateways for letters, SMS and push, an acquirer, a reader of PDFs.
//! Not here: implementations, but for the system clock; adapters live in `messaging`.

use crate::letter::{Letter, Sms};
use crate::push::Notice;
use documents::inspect::{InspectError, Inspection};
use domain::id::MessageId;
use domain::{Email, Language, MobilePhone, Money};

/// Where the time comes from. Milliseconds since 1970-01-01 UTC.
pub trait Clock: Send + Sync {
    /// Now.
    fn now_ms(&self) -> i64;
}

/// A letter ready to be handed over.
#[derive(Clone, Debug)]
pub struct Mail {
    /// Stable over every attempt: the Message-ID and the file name are made from it.
    pub id: MessageId,
    /// When it was queued, unix milliseconds: file names sort by it.
    pub queued_at: i64,
    /// To whom.
    pub to: Email,
    /// In which language.
    pub language: Language,
    /// What.
    pub letter: Letter,
    /// Part of the address to which it returns if it cannot be delivered: 48 hexadecimal digits that only we can make.
    pub return_tag: String,
    /// Absolute address that ends letters of this kind, where the reader may end them (RFC 8058).
    pub unsubscribe: Option<String>,
}

/// An SMS ready to be handed over.
#[derive(Clone, Debug)]
pub struct TextMessage {
    /// Stable over every attempt: the gateway's client id.
    pub id: MessageId,
    /// When it was queued, unix milliseconds.
    pub queued_at: i64,
    /// To whom.
    pub to: MobilePhone,
    /// In which language.
    pub language: Language,
    /// What.
    pub sms: Sms,
}

/// What a gateway said about a message it took.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ticket {
    /// The gateway's own number of the message: later reports name it.
    pub gateway_id: Option<String>,
    /// What it costs, where the gateway says so.
    pub cost: Option<Money>,
}

/// What a gateway answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Handover {
    /// It is theirs now.
    Accepted(Ticket),
    /// Not now; try again later. The reason is for operators: a gateway's words, never personal data.
    Deferred(String),
    /// The gateway takes nothing now, whatever the message: it is not there, the money is out, the password is wrong. The
    /// message waits however long it takes, and the lane rests. For operators.
    Stopped(String),
    /// Never: the address takes nothing.
    Refused(String),
    /// Never, for a reason that is not the address: the message or its sender is not liked.
    Rejected(String),
    /// No answer came, or one that says nothing, so it may be theirs and may be lost. It stays claimed: two minutes later,
    /// when no request can be under way any more, the gateway is asked whether it took it. For operators.
    InDoubt(String),
}

impl Handover {
    /// Accepted by a gateway that says nothing more.
    pub fn accepted() -> Self {
        Self::Accepted(Ticket::default())
    }
}

/// What became of a message after its gateway took it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is on its way.
    Underway,
    /// It arrived: on the phone, or at the mail server of the person.
    Delivered,
    /// It will never arrive: the address takes nothing. The reason is for operators.
    Failed(String),
    /// It did not arrive, for a reason that is not the address: its sender or its content is not liked.
    Blocked(String),
}

/// A gateway's later word about a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Our own id of the message, where the gateway gives it back.
    pub message: Option<MessageId>,
    /// The gateway's number of it, as in its [`Ticket`].
    pub gateway_id: Option<String>,
    /// What became of it.
    pub fate: Fate,
    /// What it cost in the end, where the gateway says so.
    pub cost: Option<Money>,
}

/// A message that a gateway took and that is not settled yet: one to be asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenMessage {
    /// Our id.
    pub id: MessageId,
    /// The gateway's number of it.
    pub gateway_id: String,
    /// To whom: some gateways ask for the phone, too.
    pub to: MobilePhone,
}

/// A notice ready to be pushed to a device.
#[derive(Clone, Debug)]
pub struct Push {
    /// Stable over every attempt.
    pub id: MessageId,
    /// When it was queued, unix milliseconds.
    pub queued_at: i64,
    /// The address of the device at its push service: https, and a service that we know.
    pub endpoint: String,
    /// The device's public key, base64url.
    pub p256dh: String,
    /// The device's shared secret, base64url.
    pub auth: String,
    /// In which language.
    pub language: Language,
    /// What.
    pub notice: Notice,
}

/// A gateway for push.
#[async_trait::async_trait]
pub trait PushGateway: Send + Sync {
    /// Hands a notice over; sent twice, the device shows one. [`Handover::Refused`] means that the device is gone for
    /// good and may be forgotten.
    async fn send(&self, push: &Push) -> Handover;
}

/// A gateway for letters.
#[async_trait::async_trait]
pub trait Mailer: Send + Sync {
    /// How many letters of a mass run it takes at once.
    fn at_once(&self) -> usize {
        16
    }
    /// Hands a letter over. Called again with the same id, it must not make a second letter where it can help it.
    async fn send(&self, mail: &Mail) -> Handover;
    /// After a crash: whether the letter with this id was accepted. `None` where the gateway cannot be asked.
    async fn was_accepted(&self, id: MessageId, queued_at: i64) -> Option<bool>;
}

/// A gateway for SMS.
#[async_trait::async_trait]
pub trait SmsGateway: Send + Sync {
    /// How many SMS of a mass run may be on their way to it at once: enough for its rate when it takes half a second to
    /// answer.
    fn at_once(&self) -> usize {
        8
    }
    /// Hands an SMS over. Called again with the same id, it must not send a second one where it can help it.
    async fn send(&self, text: &TextMessage) -> Handover;
    /// After a crash: whether the SMS with this id was accepted. `None` where the gateway cannot be asked.
    async fn was_accepted(&self, id: MessageId, queued_at: i64) -> Option<bool>;
    /// The same, for gateways that find a message only by its phone and id together.
    async fn was_accepted_by(&self, id: MessageId, queued_at: i64, _to: &MobilePhone) -> Option<bool> {
        self.was_accepted(id, queued_at).await
    }
    /// What is new about messages it took: asked for, or come by the open connection, again and again until it is
    /// [noted](Self::noted). Nothing where the gateway tells by call-backs only.
    async fn reports(&self, _open: &[OpenMessage]) -> Vec<Report> {
        Vec::new()
    }
    /// All that `reports` gave is on the disk: only now is the gateway told that we have it.
    async fn noted(&self) {}
    /// Ends as soon as the open connection has brought something. Never where nothing comes that way.
    async fn told(&self) {
        std::future::pending::<()>().await;
    }
    /// Reads a call-back of the gateway: the fields of its query and its body. `None` where it is no call-back of this
    /// gateway; who may call is checked before.
    fn call_back(&self, _fields: &[(String, String)], _body: &[u8]) -> Option<Vec<Report>> {
        None
    }
    /// Whether the gateway answers and lets us in. The reason is for operators.
    async fn reachable(&self) -> Result<(), String> {
        self.balance().await.map_or(Ok(()), |balance| balance.map(drop))
    }
    /// What is left of the money at the gateway, where it can be asked. The reason of a failure is for operators.
    async fn balance(&self) -> Option<Result<Money, String>> {
        None
    }
}

/// A payment to be taken by an acquirer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentOrder {
    /// Unguessable; the same for every attempt to open this payment.
    pub id: String,
    /// How much.
    pub amount: Money,
    /// `Квитанция за сентябрь 2026`: no personal data, it is shown by the bank.
    pub description: String,
    /// Absolute address to which the payer is sent back.
    pub return_url: String,
}

/// What an acquirer knows of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderStatus {
    /// The payer has not decided yet.
    Pending,
    /// The money is taken.
    Paid,
    /// Refused, or the payer turned back.
    Refused,
    /// There is no such order, or the acquirer does not answer.
    Unknown,
}

/// A gateway for online payment.
#[async_trait::async_trait]
pub trait Acquirer: Send + Sync {
    /// Opens an order and answers the page where it is paid; the reason of a refusal is for operators.
    async fn open(&self, order: &PaymentOrder) -> Result<String, String>;
    /// Where an order stands.
    async fn status(&self, order: &str) -> OrderStatus;
    /// Whether it takes no money: for demonstrations.
    fn practice(&self) -> bool;
    /// Whether there is one at all: without, people pay by QR code and requisites.
    fn is_open(&self) -> bool {
        true
    }
}

/// Reads the PDFs of strangers, where a hostile one can do no harm.
pub trait Inspector: Send + Sync {
    /// Reads one; it may take seconds and is called off the async threads.
    fn inspect(&self, pdf: &[u8]) -> Result<Inspection, InspectError>;
}
