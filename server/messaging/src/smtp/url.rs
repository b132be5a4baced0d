//! `KVITOK_SMTP_URL`: which mail server, how, and as whom.
//! Not here: connecting.

use crate::gateway_url::{GatewayUrl, UrlError};
use std::fmt;

/// The accepted forms, as errors and the settings' table name them.
pub const SMTP_FORMS: &str = "empty: letters go to DATA_DIR/outbox/mail; smtp://[USER:PASSWORD@]HOST[:587] with STARTTLS, or \
    smtps://… on 465; ?connections=16 (1–256), ?notify=success, ?tls=off for a server in your own network";

/// How the connection is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tls {
    /// From the first byte.
    Implicit,
    /// After the greeting; without it nothing is sent.
    StartTls,
    /// Not at all: the same machine, or a network of one's own.
    Off,
}

/// A mail server. The password is shown nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpUrl {
    /// Host.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Encryption.
    pub tls: Tls,
    /// User and password.
    pub credentials: Option<(String, String)>,
    /// Letters of a mass run under way at once.
    pub connections: usize,
    /// Also ask for reports about letters that arrived (RFC 3461).
    pub notify_success: bool,
}

impl fmt::Debug for SmtpUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SmtpUrl({}:{})", self.host, self.port)
    }
}

impl SmtpUrl {
    /// Reads one.
    pub fn parse(text: &str) -> Result<Self, UrlError> {
        let url = GatewayUrl::parse(text)?;
        let loopback = url.is_loopback();
        let (tls, port) = match (url.scheme.as_str(), url.option("tls")) {
            ("smtps", None) => (Tls::Implicit, 465),
            ("smtp", None) if !loopback => (Tls::StartTls, 587),
            ("smtp", Some("starttls")) => (Tls::StartTls, 587),
            ("smtp", None | Some("off")) => (Tls::Off, 25),
            _ => return Err(UrlError),
        };
        let connections = url.number("connections", 1..=256)?.unwrap_or(16);
        let notify_success = match url.option("notify") {
            None => false,
            Some("success") => true,
            Some(_) => return Err(UrlError),
        };
        url.only(&["tls", "connections", "notify"])?;
        Ok(Self {
            port: url.port.unwrap_or(port),
            tls,
            connections,
            notify_success,
            credentials: url.credentials,
            host: url.host,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_mail_server() {
        let url = SmtpUrl::parse("smtps://info%40town.ru:p%40ss%3A@smtp.yandex.ru?connections=4&notify=success").unwrap();
        assert_eq!((url.host.as_str(), url.port, url.tls), ("smtp.yandex.ru", 465, Tls::Implicit));
        assert_eq!(url.credentials, Some(("info@town.ru".to_owned(), "p@ss:".to_owned())));
        assert_eq!((url.connections, url.notify_success), (4, true));
        assert!(!format!("{url:?}").contains("p@ss"));
        assert_eq!(SmtpUrl::parse("smtp://mail.town.ru").unwrap().tls, Tls::StartTls);
        let local = SmtpUrl::parse("smtp://127.0.0.1").unwrap();
        assert_eq!((local.port, local.tls), (25, Tls::Off));
        assert_eq!(SmtpUrl::parse("smtp://mail.lan:2525?tls=off").unwrap().port, 2525);
        for wrong in ["mail.town.ru", "smtp://", "smtp://h?tls=maybe", "smtp://h?conections=1", "smtp://h?connections=0"] {
            assert!(SmtpUrl::parse(wrong).is_err(), "{wrong}");
        }
    }
}
