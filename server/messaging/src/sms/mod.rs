//! SMS through gateways that a town buys: SMSC.ru and SMS.ru over HTTPS, any other over SMPP 3.4.
//! Not here: the folder that takes SMS when no gateway is set (see `folder_sms`), words, when something is sent.
//!
//! What all of them keep to, so that no SMS goes out twice (docs/adr/0021-sms-gateways.md):
//! * `Deferred` only when it is certain that the gateway has not taken the message: there was no connection, or it said so.
//! * Without an answer the gateway is asked for our id where it knows one; if it has the message, that is `Accepted`.
//! * Everything else is `InDoubt`: the request may still be under way.

mod http;
mod rate;
mod smpp;
mod sms_ru;
mod smsc;
mod url;

pub use url::{NotSmsUrl, SMS_FORMS, SmsUrl};

use crate::{Sender, TlsError, words};
use cabinet::letter::Sms;
use cabinet::ports::{SmsGateway, TextMessage};
use std::sync::Arc;
use url::Provider;

/// The gateway of a `KVITOK_SMS_URL`. Nothing is connected yet.
pub fn open(url: &SmsUrl, sender: Sender) -> Result<Arc<dyn SmsGateway>, TlsError> {
    Ok(match &url.provider {
        Provider::Smsc { login, password, base } => Arc::new(smsc::Smsc::new(url, login, password, base, sender)?),
        Provider::SmsRu { api_id, base } => Arc::new(sms_ru::SmsRu::new(url, api_id, base, sender)?),
        Provider::Smpp(account) => Arc::new(smpp::Smpp::new(url, account, sender)?),
    })
}

/// Its words in its language.
fn words_of(text: &TextMessage, sender: &Sender) -> String {
    words::sms(text.language, &text.sms, sender)
}

/// Whether somebody sits before a screen and waits for it.
fn urgent(text: &TextMessage) -> bool {
    matches!(text.sms, Sms::Code { .. } | Sms::CodeToReadOut { .. })
}

/// The fields of a posted form; of anything else, none.
fn form(body: &[u8]) -> Vec<(String, String)> {
    // The parser of queries is that of forms.
    let Ok(mut url) = reqwest::Url::parse("form:") else { return Vec::new() };
    url.set_query(std::str::from_utf8(body).ok());
    url.query_pairs().into_owned().collect()
}
