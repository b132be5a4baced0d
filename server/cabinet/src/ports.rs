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

/// What a gateway answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Handover {
    /// It is theirs now.
    Accepted,
    /// Not now; try again later. The reason is for operators: a gateway's words, never personal data.
    Deferred(String),
    /// Never.
    Refused(String),
}

impl Handover {
    /// Accepted by a gateway that says nothing more.
    pub fn accepted() -> Self {
        Self::Accepted
    }
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
    /// Hands a letter over. Called again with the same id, it must not make a second letter where it can help it.
    async fn send(&self, mail: &Mail) -> Handover;
    /// After a crash: whether the letter with this id was accepted. `None` where the gateway cannot be asked.
    async fn was_accepted(&self, id: MessageId, queued_at: i64) -> Option<bool>;
}

/// A gateway for SMS.
#[async_trait::async_trait]
pub trait SmsGateway: Send + Sync {
    /// Hands an SMS over. Called again with the same id, it must not send a second one where it can help it.
    async fn send(&self, text: &TextMessage) -> Handover;
    /// After a crash: whether the SMS with this id was accepted. `None` where the gateway cannot be asked.
    async fn was_accepted(&self, id: MessageId, queued_at: i64) -> Option<bool>;
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
