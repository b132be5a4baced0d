//! How letters and SMS leave the house: the adapters behind the cabinet's ports, and every word in the messages.
//! Not here: when something is sent and to whom (see `cabinet::delivery`).

pub mod bounce;
pub mod dkim;
pub mod folder_mail;
pub mod folder_push;
pub mod folder_sms;
mod gateway_url;
mod html;
pub mod letters;
mod outbox;
mod page;
mod plain;
mod sender;
pub mod sms;
pub mod smtp;
mod tls;
pub mod web_push;
mod words;

pub use folder_mail::MailFolder;
pub use folder_push::PushFolder;
pub use folder_sms::SmsFolder;
pub use gateway_url::UrlError;
pub use outbox::FolderError;
pub use sender::Sender;
pub use tls::TlsError;
pub use words::sms as sms_text;
