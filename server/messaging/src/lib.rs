//! How letters and SMS leave the house: the adapters behind the cabinet's ports, and every word in the messages.
//! Not here: when something is sent and to whom (see `cabinet::delivery`).

pub mod folder_mail;
pub mod folder_push;
pub mod folder_sms;
mod html;
pub mod letters;
mod outbox;
mod page;
mod plain;
mod sender;
pub mod web_push;
mod words;

pub use folder_mail::MailFolder;
pub use folder_push::PushFolder;
pub use folder_sms::SmsFolder;
pub use outbox::FolderError;
pub use sender::Sender;
pub use words::sms as sms_text;
