//! `KVITOK_SMS_URL`: which gateway, with which account, how fast.
//! Not here: the gateways.

use super::smpp::Account;
use percent_encoding::percent_decode_str;
use reqwest::Url;
use std::fmt;
use std::time::Duration;

/// What `KVITOK_SMS_URL` may be: for error texts, `kvitok doctor` and the documentation.
pub const SMS_FORMS: &str = "empty: SMS go to DATA_DIR/outbox/sms; smsc://LOGIN:PASSWORD@smsc.ru, smsc://:APIKEY@smsc.ru, \
     smsru://API_ID@sms.ru, smpp://USER:PASSWORD@HOST:PORT or smpps://…; each with ?sender=NAME&rate=10&timeout=12, SMPP also \
     with window, system_type, long, alphabet, ids; signs such as @ : / ? # percent-encoded";

/// Messages a second when nothing is said.
const RATE: u32 = 10;
/// Requests under way at once over SMPP when nothing is said.
const WINDOW: usize = 10;
/// The registered port of SMPP.
const SMPP_PORT: u16 = 2775;
/// Seconds that a gateway may think when nothing is said: a worker's lease is thirty, and the fate is asked about within it.
const TIMEOUT: u64 = 12;

/// A checked `KVITOK_SMS_URL`. It holds a password: neither `Debug` nor an error shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct SmsUrl {
    pub(crate) provider: Provider,
    /// The name or number that phones show, as agreed with the gateway.
    pub(crate) sender: Option<String>,
    /// Messages a second at most.
    pub(crate) rate: u32,
    /// How long an answer is waited for.
    pub(crate) timeout: Duration,
}

/// The gateway and its account.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Provider {
    Smsc { login: String, password: String, base: String },
    SmsRu { api_id: String, base: String },
    Smpp(Account),
}

/// Not one of the accepted forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{SMS_FORMS}")]
pub struct NotSmsUrl;

impl SmsUrl {
    /// Reads one of [`SMS_FORMS`]. A parameter that nobody knows is an error: a misspelt one must not go unseen.
    pub fn parse(text: &str) -> Result<Self, NotSmsUrl> {
        let url = Url::parse(text.trim()).map_err(|_| NotSmsUrl)?;
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(NotSmsUrl)?;
        if !["", "/"].contains(&url.path()) || url.fragment().is_some() {
            return Err(NotSmsUrl);
        }
        let decoded = |text: &str| percent_decode_str(text).decode_utf8().map(String::from).map_err(|_| NotSmsUrl);
        let user = decoded(url.username())?;
        let password = decoded(url.password().unwrap_or_default())?;
        let (mut sender, mut rate, mut seconds, mut base) = (None, RATE, TIMEOUT, None);
        let (mut window, mut system_type, mut sar, mut only_ucs2, mut hex_ids) =
            (WINDOW, String::new(), false, false, false);
        let smpp = url.scheme().starts_with("smpp");
        for (key, value) in url.query_pairs() {
            let one_of = |no: &str, yes: &str| match value.as_ref() {
                value if value == no => Ok(false),
                value if value == yes => Ok(true),
                _ => Err(NotSmsUrl),
            };
            match key.as_ref() {
                "sender" if sender_ok(&value) => sender = Some(value.into_owned()),
                "rate" => rate = value.parse().ok().filter(|rate| (1..=1000).contains(rate)).ok_or(NotSmsUrl)?,
                "timeout" => seconds = value.parse().ok().filter(|seconds| (1..=20).contains(seconds)).ok_or(NotSmsUrl)?,
                "window" if smpp => {
                    window = value.parse().ok().filter(|window| (1..=500).contains(window)).ok_or(NotSmsUrl)?;
                }
                "system_type" if smpp && fits(&value, 12) => system_type = value.into_owned(),
                "long" if smpp => sar = one_of("udh", "sar")?,
                "alphabet" if smpp => only_ucs2 = one_of("gsm", "ucs2")?,
                "ids" if smpp => hex_ids = one_of("same", "hex")?,
                "base" if !smpp && loopback(&value) => base = Some(value.trim_end_matches('/').to_owned()),
                _ => return Err(NotSmsUrl),
            }
        }
        let authority = url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
        let https = || base.clone().unwrap_or_else(|| format!("https://{authority}"));
        let provider = match url.scheme() {
            "smsc" if !password.is_empty() => Provider::Smsc { login: user, password, base: https() },
            "smsru" if !user.is_empty() && password.is_empty() => Provider::SmsRu { api_id: user, base: https() },
            "smpp" | "smpps" if fits(&user, 15) && !user.is_empty() && fits(&password, 8) => {
                Provider::Smpp(Account {
                    tls: url.scheme() == "smpps",
                    // As it is written in an address, an IPv6 address stands in brackets.
                    host: host.trim_start_matches('[').trim_end_matches(']').to_owned(),
                    port: url.port().unwrap_or(SMPP_PORT),
                    system_id: user,
                    password,
                    system_type,
                    window,
                    sar,
                    only_ucs2,
                    hex_ids,
                })
            }
            _ => return Err(NotSmsUrl),
        };
        Ok(Self { provider, sender, rate, timeout: Duration::from_secs(seconds) })
    }

    /// Which gateway, for operators: nothing secret.
    pub fn name(&self) -> String {
        match &self.provider {
            Provider::Smsc { base, .. } => format!("SMSC.ru at {base}"),
            Provider::SmsRu { base, .. } => format!("SMS.ru at {base}"),
            Provider::Smpp(account) => {
                let tls = if account.tls { " with TLS" } else { "" };
                format!("SMPP{tls} at {} port {}", account.host, account.port)
            }
        }
    }

    /// Whether the gateway reports by calling us; others report over the connection that is open anyway.
    pub fn calls_back(&self) -> bool {
        matches!(self.provider, Provider::Smsc { .. } | Provider::SmsRu { .. })
    }
}

impl fmt::Debug for SmsUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SmsUrl({})", self.name())
    }
}

/// Names are up to eleven Latin letters and digits, numbers up to fifteen digits (GSM 03.40); some gateways allow
/// spaces, dots and hyphens in names.
fn sender_ok(text: &str) -> bool {
    (1..=15).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b" ._-+".contains(&b))
}

/// SMPP counts bytes, and has no others than ASCII in names and passwords.
fn fits(text: &str, longest: usize) -> bool {
    text.len() <= longest && text.bytes().all(|b| b.is_ascii_graphic())
}

/// Where tests stand in for a gateway: never another machine, since nothing is encrypted there.
fn loopback(text: &str) -> bool {
    let Ok(url) = Url::parse(text) else { return false };
    url.scheme() == "http" && matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]")) && url.path() == "/"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_is_read_and_a_password_may_hold_any_sign() {
        let url = SmsUrl::parse("smsc://town:p%40ss%3A%2Fword%25@smsc.ru?sender=EIRC&rate=25").unwrap();
        let Provider::Smsc { login, password, base } = &url.provider else { panic!("{url:?}") };
        assert_eq!((login.as_str(), password.as_str(), base.as_str()), ("town", "p@ss:/word%", "https://smsc.ru"));
        assert_eq!((url.sender.as_deref(), url.rate), (Some("EIRC"), 25));
        let url = SmsUrl::parse("smsc://:the-key@www2.smsc.ru").unwrap();
        assert!(
            matches!(&url.provider, Provider::Smsc { login, password, .. } if login.is_empty() && password == "the-key")
        );
        assert_eq!(url.rate, 10);
        let url = SmsUrl::parse("smsru://A1B2-C3@sms.ru").unwrap();
        assert!(matches!(&url.provider, Provider::SmsRu { api_id, .. } if api_id == "A1B2-C3"));
        let url =
            SmsUrl::parse("smpps://town:p%40ss@smsc.example.ru:3550?window=50&long=sar&alphabet=ucs2&ids=hex").unwrap();
        let Provider::Smpp(account) = &url.provider else { panic!("{url:?}") };
        assert_eq!((account.host.as_str(), account.port, account.password.as_str()), ("smsc.example.ru", 3550, "p@ss"));
        assert!(account.tls && account.sar && account.only_ucs2 && account.hex_ids && account.window == 50);
        let url = SmsUrl::parse("smpp://town:pass@[::1]").unwrap();
        assert!(matches!(&url.provider, Provider::Smpp(account) if account.host == "::1" && account.port == 2775));
    }

    #[test]
    fn a_test_address_is_taken_only_on_this_machine() {
        assert!(SmsUrl::parse("smsc://a:b@smsc.ru?base=http%3A%2F%2F127.0.0.1%3A8080").is_ok());
        assert!(SmsUrl::parse("smsc://a:b@smsc.ru?base=http://127.0.0.1:8080").is_ok());
        for base in
            ["http://10.0.0.1:8080", "http://127.0.0.1.evil.example", "http://127.0.0.1@evil.example", "ftp://localhost"]
        {
            assert_eq!(SmsUrl::parse(&format!("smsc://a:b@smsc.ru?base={base}")), Err(NotSmsUrl), "{base}");
        }
    }

    #[test]
    fn what_is_no_form_is_refused_and_nothing_shows_the_password() {
        for text in [
            "",
            "smsc.ru",
            "smsc://smsc.ru",
            "smsc://login@smsc.ru",
            "smsc://a:b@smsc.ru/path",
            "smsc://a:b@smsc.ru?rate=0",
            "smsc://a:b@smsc.ru?rate=fast",
            "smsc://a:b@smsc.ru?sendr=EIRC",
            "smsc://a:b@smsc.ru?window=5",
            "smsc://a:b@smsc.ru?sender=%D0%95%D0%98%D0%A0%D0%A6",
            "smsru://sms.ru",
            "smsru://a:b@sms.ru",
            "smpp://a:longer-than-eight@smsc.ru",
            "smpp://:b@smsc.ru",
            "smpp://a:b@smsc.ru?long=short",
            "smpp://a:b@smsc.ru?base=http://127.0.0.1:1",
            "twilio://a:b@twilio.com",
            "https://a:b@smsc.ru",
        ] {
            assert_eq!(SmsUrl::parse(text), Err(NotSmsUrl), "{text}");
        }
        let shown = format!("{:?}", SmsUrl::parse("smsc://town:secret@smsc.ru").unwrap());
        assert!(!shown.contains("secret") && !shown.contains("town"), "{shown}");
    }
}
