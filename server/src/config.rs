//! Settings: a TOML file, every key also as an environment variable; a wrong one is named before any port is opened.
//! Not here: what the settings are used for.

use cabinet::Settings;
use domain::view::AgentContacts;
use domain::{Email, Inn, QrOptions, Supplier};
use jiff::tz::TimeZone;
use messaging::sms::{SMS_FORMS, SmsUrl};
use messaging::smtp::{SMTP_FORMS, SmtpUrl};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use storage::DbUrl;

/// Everything that can be set.
#[derive(Clone, Debug)]
pub struct Config {
    /// `KVITOK_DATABASE_URL`.
    pub database_url: DbUrl,
    /// `KVITOK_DATA_DIR`.
    pub data_dir: PathBuf,
    /// `KVITOK_LISTEN`.
    pub listen: SocketAddr,
    /// `KVITOK_METRICS_LISTEN`: where monitoring asks; without it, nowhere.
    pub metrics_listen: Option<SocketAddr>,
    /// `KVITOK_SECRET_KEY`: 64 hexadecimal digits; without it, `DATA_DIR/secret.key`, made at the first start.
    pub secret_key: Option<[u8; 32]>,
    /// `KVITOK_CLIENT_IP_HEADER`: the header in which a proxy of ours puts the visitor's address.
    pub client_ip_header: Option<String>,
    /// `KVITOK_PAYMENTS_URL`: whether the practice bank is open.
    pub practice_bank: bool,
    /// `KVITOK_SMS_URL`; without it, SMS go into a folder.
    pub sms_url: Option<SmsUrl>,
    /// `KVITOK_PUSH`: whether push services of browsers are sent to.
    pub web_push: bool,
    /// `KVITOK_MAIL_FROM`.
    pub mail_from: Email,
    /// `KVITOK_SMTP_URL`: the mail server, or the folder.
    pub smtp: Option<SmtpUrl>,
    /// `KVITOK_BOUNCE_ADDRESS`: where letters return, with a tag of each letter's own.
    pub bounce_address: Option<Email>,
    /// `KVITOK_DKIM_KEY` and `KVITOK_DKIM_SELECTOR`: the file of the key that signs letters, and its name in DNS.
    pub dkim: Option<(PathBuf, String)>,
    /// What the use cases need.
    pub settings: Settings,
    /// Variables that look like settings and are none: a misspelt one must not go unseen.
    pub unknown_variables: Vec<String>,
}

/// A key with its default and the forms it accepts: the documentation, `doctor` and error texts are made of it.
pub struct Key {
    /// As in the file; in the environment `KVITOK_` and upper case.
    pub name: &'static str,
    /// Default.
    pub default: &'static str,
    /// Accepted forms.
    pub forms: &'static str,
}

const fn key(name: &'static str, default: &'static str, forms: &'static str) -> Key {
    Key { name, default, forms }
}

/// Every key there is.
pub const KEYS: &[Key] = &[
    key("database_url", "sqlite://data/kvitok.db", "sqlite://PATH or postgres://USER:PASSWORD@HOST:PORT/NAME"),
    key("data_dir", "data", "a folder for the outbox and the key"),
    key("listen", "127.0.0.1:3000", "ADDRESS:PORT"),
    key("metrics_listen", "", "ADDRESS:PORT for /healthz, /readyz and /metrics, never open to the world; empty: off"),
    key("public_url", "http://127.0.0.1:3000", "https://HOST, or http:// with a loopback host"),
    key("timezone", "Asia/Krasnoyarsk", "a name of the IANA time zone database"),
    key("quiet_hours", "21:00-8:00", "HH:MM-HH:MM, no SMS but codes go out then; off: they go out at any hour"),
    key("secret_key", "", "64 hexadecimal digits, the same on every server; empty: DATA_DIR/secret.key"),
    key(
        "client_ip_header",
        "",
        "a header that your proxy sets itself, such as x-real-ip; empty: the address of the connection",
    ),
    key("mail_from", "kvitok@localhost.localdomain", "an e-mail address"),
    key("smtp_url", "", SMTP_FORMS),
    key(
        "bounce_address",
        "",
        "an e-mail address whose mailbox keeps what stands after a +, and whose mail is given to `kvitok bounce`; empty: \
         letters that come back are not noticed",
    ),
    key("dkim_key", "", "a file with a private key in PEM, RSA or Ed25519; empty: letters are not signed here"),
    key("dkim_selector", "kvitok", "letters, digits, - and . : the key's name in DNS, SELECTOR._domainkey.DOMAIN"),
    key("sms_url", "", SMS_FORMS),
    key("push", "", "web: to the push services of browsers, over the internet; empty: push goes to DATA_DIR/outbox/push"),
    key(
        "payments_url",
        "",
        "empty: the built-in practice bank, which takes no money; off: no online payment (acquirers come with a later version)",
    ),
    key("letter_pdf", "attach", "attach: letters carry the receipt as PDF; link: only a link to it"),
    key("agent_name", "Единый расчётный центр", "the name residents know"),
    key("agent_phone", "8 800 555-01-02", "the phone on every page"),
    key("agent_hours", "пн–пт 8:00–20:00, сб 9:00–15:00", "when the phone is answered"),
    key("agent_email", "info@kvitok.example", "an address for questions"),
    key("agent_office", "655017, Абакан, ул. Щетинкина, 20", "where the office is"),
    key(
        "agent_inn",
        "",
        "ИНН of the agent, if it takes payments for all suppliers: then receipts have a joint QR; or empty",
    ),
    key("agent_kpp", "", "КПП, nine digits, or empty"),
    key("agent_bic", "", "БИК, nine digits; needed with agent_inn"),
    key("agent_bank", "", "the bank; needed with agent_inn"),
    key("agent_account", "", "settlement account, twenty digits; needed with agent_inn"),
    key("agent_corr_account", "", "correspondent account, twenty digits; needed with agent_inn"),
];

/// A setting is wrong, or unknown.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read or is not TOML.
    #[error("{path}: {reason}")]
    File {
        /// Which file.
        path: String,
        /// Why.
        reason: String,
    },
    /// There is no such key.
    #[error("{0}: there is no such setting; `kvitok doctor` lists them all")]
    Unknown(String),
    /// A value is not of an accepted form.
    #[error("{name}: this value is not accepted. Accepted: {forms}")]
    Wrong {
        /// The variable's name.
        name: String,
        /// Accepted forms.
        forms: &'static str,
    },
}

fn variable(name: &str) -> String {
    format!("KVITOK_{}", name.to_uppercase())
}

/// Variables that the build and the tests use and that are no settings.
const NOT_SETTINGS: &[&str] = &[
    "KVITOK_BIN",
    "KVITOK_LOG",
    "KVITOK_LOG_FORMAT",
    "KVITOK_PG_FSYNC",
    "KVITOK_PG_PORT",
    "KVITOK_SCREENS",
    "KVITOK_SITE_DIR",
    "KVITOK_STEPS",
    "KVITOK_STEPS_OWNER",
    "KVITOK_TEST_MONTH",
    "KVITOK_TEST_URL",
    "KVITOK_WASM",
];

/// The values of all keys: defaults, over them the file, over it the environment.
fn values(
    file: Option<&Path>,
    environment: impl Iterator<Item = (String, String)>,
) -> Result<(BTreeMap<&'static str, String>, Vec<String>), ConfigError> {
    let mut values: BTreeMap<&'static str, String> = KEYS.iter().map(|key| (key.name, key.default.to_owned())).collect();
    let mut unknown = Vec::new();
    let known = |name: &str| KEYS.iter().find(|key| key.name == name).map(|key| key.name);
    if let Some(path) = file {
        let wrong = |reason: String| ConfigError::File { path: path.display().to_string(), reason };
        let text = std::fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
        let table: toml::Table = text.parse().map_err(|error: toml::de::Error| wrong(error.message().to_owned()))?;
        for (name, value) in table {
            let name = known(&name).ok_or_else(|| ConfigError::Unknown(name.clone()))?;
            let toml::Value::String(value) = value else { return Err(wrong(format!("{name} must be a text in quotes"))) };
            values.insert(name, value);
        }
    }
    for (variable, value) in environment {
        if let Some(name) = variable.strip_prefix("KVITOK_")
            && !NOT_SETTINGS.contains(&variable.as_str())
        {
            match known(&name.to_lowercase()) {
                Some(name) => drop(values.insert(name, value)),
                None => unknown.push(variable),
            }
        }
    }
    Ok((values, unknown))
}

impl Config {
    /// Reads and checks all settings.
    pub fn load(file: Option<&Path>, environment: impl Iterator<Item = (String, String)>) -> Result<Self, ConfigError> {
        let (values, unknown_variables) = values(file, environment)?;
        let text = |name: &'static str| values.get(name).map(|value| value.trim().to_owned()).unwrap_or_default();
        let wrong = |name: &'static str| ConfigError::Wrong {
            name: variable(name),
            forms: KEYS.iter().find(|key| key.name == name).map_or("", |key| key.forms),
        };
        if !["", "off"].contains(&text("payments_url").as_str()) {
            return Err(wrong("payments_url"));
        }
        let email = |name: &'static str| match text(name) {
            empty if empty.is_empty() => Ok(None),
            address => Email::parse(&address).map(Some).map_err(|_| wrong(name)),
        };
        let smtp = match text("smtp_url") {
            empty if empty.is_empty() => None,
            url => Some(SmtpUrl::parse(&url).map_err(|_| wrong("smtp_url"))?),
        };
        let selector = text("dkim_selector");
        if selector.is_empty() || !selector.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.')) {
            return Err(wrong("dkim_selector"));
        }
        let public_url = text("public_url").trim_end_matches('/').to_owned();
        if !public_url_ok(&public_url) {
            return Err(wrong("public_url"));
        }
        let secret_key = match text("secret_key") {
            empty if empty.is_empty() => None,
            digits => {
                let bytes = cabinet::secret::unhex(&digits).and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
                Some(bytes.ok_or_else(|| wrong("secret_key"))?)
            }
        };
        Ok(Self {
            database_url: text("database_url").parse().map_err(|_| wrong("database_url"))?,
            data_dir: text("data_dir").into(),
            listen: text("listen").parse().map_err(|_| wrong("listen"))?,
            metrics_listen: match text("metrics_listen").as_str() {
                "" => None,
                address => Some(address.parse().map_err(|_| wrong("metrics_listen"))?),
            },
            secret_key,
            client_ip_header: Some(text("client_ip_header").to_lowercase()).filter(|name| !name.is_empty()),
            practice_bank: text("payments_url").is_empty(),
            sms_url: match text("sms_url").as_str() {
                "" => None,
                url => Some(SmsUrl::parse(url).map_err(|_| wrong("sms_url"))?),
            },
            web_push: match text("push").as_str() {
                "" => false,
                "web" => true,
                _ => return Err(wrong("push")),
            },
            mail_from: Email::parse(&text("mail_from")).map_err(|_| wrong("mail_from"))?,
            smtp,
            bounce_address: email("bounce_address")?,
            dkim: Some(text("dkim_key")).filter(|file| !file.is_empty()).map(|file| (file.into(), selector)),
            settings: Settings {
                public_url,
                agent: AgentContacts {
                    name: text("agent_name"),
                    phone: text("agent_phone"),
                    hours: text("agent_hours"),
                    email: text("agent_email"),
                    office: text("agent_office"),
                },
                agent_payee: agent_payee(&text).map_err(wrong)?,
                attach_pdf: match text("letter_pdf").as_str() {
                    "attach" => true,
                    "link" => false,
                    _ => return Err(wrong("letter_pdf")),
                },
                quiet_hours: match text("quiet_hours").as_str() {
                    "off" => None,
                    hours => Some(hours.parse().map_err(|_| wrong("quiet_hours"))?),
                },
                timezone: TimeZone::get(&text("timezone")).map_err(|_| wrong("timezone"))?,
                demo: false,
            },
            unknown_variables,
        })
    }
}

/// The agent as payee; the error names the key that is missing or has not its form. Control digits are not checked here:
/// `kvitok doctor` says which do not hold.
fn agent_payee(text: &impl Fn(&'static str) -> String) -> Result<Option<Supplier>, &'static str> {
    const KEYS: [&str; 6] = ["agent_inn", "agent_kpp", "agent_bic", "agent_bank", "agent_account", "agent_corr_account"];
    if KEYS.iter().all(|key| text(key).is_empty()) {
        return Ok(None);
    }
    let digits = |key: &'static str, length: usize| {
        let value = text(key);
        let fits = value.len() == length && value.bytes().all(|b| b.is_ascii_digit());
        if fits { Ok(value) } else { Err(key) }
    };
    let name = text("agent_name");
    Ok(Some(Supplier {
        inn: Inn::parse(&text("agent_inn")).map_err(|_| "agent_inn")?,
        kpp: if text("agent_kpp").is_empty() { String::new() } else { digits("agent_kpp", 9)? },
        short_name: name.clone(),
        name,
        bic: digits("agent_bic", 9)?,
        bank: Some(text("agent_bank")).filter(|bank| !bank.is_empty()).ok_or("agent_bank")?,
        account: digits("agent_account", 20)?,
        corr_account: digits("agent_corr_account", 20)?,
        phone: text("agent_phone"),
        electronic_from: None,
        qr: QrOptions::default(),
    }))
}

/// `https://` anywhere; plain http only on the machine itself, because cookies would travel in the open.
fn public_url_ok(url: &str) -> bool {
    let host_of = |rest: &str| rest.split(['/', ':']).next().unwrap_or_default().to_owned();
    if let Some(rest) = url.strip_prefix("https://") {
        return !host_of(rest).is_empty() && !rest.contains(['/', '@', '?', '#', ' ']);
    }
    url.strip_prefix("http://").is_some_and(|rest| {
        let loopback = ["localhost", "127.0.0.1"].contains(&host_of(rest).as_str());
        (loopback || rest.starts_with("[::1]")) && !rest.contains(['/', '@', '?', '#', ' '])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(pairs: &[(&str, &str)]) -> Result<Config, ConfigError> {
        Config::load(None, pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())))
    }

    #[test]
    fn with_no_settings_at_all_the_defaults_hold() {
        let config = load(&[("PATH", "/bin")]).unwrap();
        assert_eq!(config.listen.to_string(), "127.0.0.1:3000");
        assert!(matches!(config.database_url, DbUrl::Sqlite(path) if path == Path::new("data/kvitok.db")));
    }

    #[test]
    fn a_wrong_setting_is_named_with_the_forms_it_accepts() {
        for (name, value, forms) in [
            ("KVITOK_DATABASE_URL", "mysql://x", "sqlite://"),
            ("KVITOK_LISTEN", "3000", "ADDRESS:PORT"),
            ("KVITOK_METRICS_LISTEN", "9090", "ADDRESS:PORT"),
            ("KVITOK_PUBLIC_URL", "http://kvitok.example.ru", "https://HOST"),
            ("KVITOK_TIMEZONE", "Abakan", "IANA"),
            ("KVITOK_QUIET_HOURS", "night", "HH:MM-HH:MM"),
            ("KVITOK_SECRET_KEY", "abc", "64 hexadecimal"),
            ("KVITOK_MAIL_FROM", "nobody", "e-mail"),
            ("KVITOK_SMTP_URL", "smtp://user:word@mail.town.ru?tls=perhaps", "smtps://"),
            ("KVITOK_BOUNCE_ADDRESS", "bounces", "e-mail"),
            ("KVITOK_DKIM_SELECTOR", "a b", "SELECTOR._domainkey"),
            ("KVITOK_SMS_URL", "smsc://secret@smsc.ru", "smsc://LOGIN:PASSWORD@smsc.ru"),
            ("KVITOK_PUSH", "yes", "push services"),
            ("KVITOK_PAYMENTS_URL", "yookassa://shop", "practice bank"),
            ("KVITOK_LETTER_PDF", "yes", "attach"),
            ("KVITOK_AGENT_INN", "12", "ИНН of the agent"),
        ] {
            let text = load(&[(name, value)]).unwrap_err().to_string();
            assert!(text.contains(name) && text.contains(forms) && !text.contains(value), "{text}");
        }
        assert_eq!(load(&[("KVITOK_LISTNE", "x")]).unwrap().unknown_variables, ["KVITOK_LISTNE"]);
    }
}
