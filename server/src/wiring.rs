//! Putting the rooms together: database, clock, key, gateways.
//! Not here: settings (see `config`), what is done with them (see `commands`).

use crate::config::Config;
use cabinet::delivery::Gateways;
use cabinet::ports::{Acquirer, Clock, Inspector, Mailer, PushGateway, SmsGateway};
use cabinet::random::Random;
use cabinet::secret::{Secret, hex, unhex};
use cabinet::{Cabinet, Passwords};
use documents::inspect::apart::{Fence, inspect_apart};
use documents::inspect::{InspectError, Inspection, Limits};
use messaging::dkim::Dkim;
use messaging::smtp::SmtpMailer;
use messaging::web_push::{self, PushKey, WebPush};
use messaging::{MailFolder, PushFolder, Sender, SmsFolder};
use payments::{Closed, PracticeBank};
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use storage::Db;

/// The clock of the machine.
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one home of the real time")]
    fn now_ms(&self) -> i64 {
        jiff::Timestamp::now().as_millisecond()
    }
}

/// Reads the PDFs of strangers in a process of their own, fenced in memory and time (see `inspect-pdf` in `cli`).
struct Apart;

impl Inspector for Apart {
    fn inspect(&self, pdf: &[u8]) -> Result<Inspection, InspectError> {
        // Not by its path: a new version may have been put there since this one started.
        let mut child = Command::new("/proc/self/exe");
        // Left to itself, the allocator asks for a gigabyte of addresses at once and then, within the fence, takes what it
        // can get of it: sometimes so much that nothing is left for a page.
        child.arg("inspect-pdf").env_clear().env("MIMALLOC_ARENA_RESERVE", "0");
        inspect_apart(&mut child, pdf, &Limits::default(), &Fence::default())
    }
}

/// Why the rooms could not be put together, for operators.
#[derive(Debug, thiserror::Error)]
pub enum WiringError {
    /// The database cannot be reached or is of another version.
    #[error("the database of KVITOK_DATABASE_URL cannot be used: {0}")]
    Database(#[from] storage::StorageError),
    /// The folder of data cannot be used.
    #[error("the folder of KVITOK_DATA_DIR cannot be used: {0}")]
    Folder(String),
    /// A gateway cannot be used as it is set.
    #[error("{0}")]
    Gateway(String),
    /// Push services cannot be reached at all.
    #[error(transparent)]
    Push(#[from] web_push::NoClient),
}

/// Opens the database, brings its schema up to date, and reads the key.
pub async fn open(config: &Config) -> Result<Cabinet, WiringError> {
    let random = Random::from_system();
    let secret = match config.secret_key {
        Some(key) => key,
        None => key_file(&config.data_dir, &random)?,
    };
    let db = Db::connect(&config.database_url).await?;
    db.migrate().await?;
    let secret = Secret::new(secret);
    Ok(Cabinet {
        db,
        clock: Arc::new(SystemClock),
        passwords: Passwords::new(&random),
        random,
        push_key: PushKey::from_seed(secret.push_seed()).public().into(),
        secret,
        settings: Arc::new(config.settings.clone()),
        acquirer: acquirer(config),
        inspector: Arc::new(Apart),
    })
}

/// The bank that takes no money, with its orders in the folder of data; or none.
fn acquirer(config: &Config) -> Arc<dyn Acquirer> {
    if config.practice_bank { Arc::new(PracticeBank::new(&config.data_dir)) } else { Arc::new(Closed) }
}

/// Push services of browsers, or a folder.
fn push(config: &Config, cabinet: &Cabinet) -> Result<Arc<dyn PushGateway>, WiringError> {
    if !config.web_push {
        let folder = PushFolder::open(&config.data_dir, cabinet.now());
        return Ok(Arc::new(folder.map_err(|error| WiringError::Folder(error.to_string()))?));
    }
    Ok(Arc::new(WebPush {
        key: PushKey::from_seed(cabinet.secret.push_seed()),
        contact: config.mail_from.clone(),
        client: web_push::client()?,
        clock: cabinet.clock.clone(),
        random: cabinet.random.clone(),
    }))
}

/// The gateways: a mail server and an SMS gateway, or folders in their place.
pub fn gateways(config: &Config, cabinet: &Cabinet) -> Result<Gateways, WiringError> {
    let sender = sender(config);
    let folder = |error: messaging::FolderError| WiringError::Folder(error.to_string());
    let mailer: Arc<dyn Mailer> = match smtp(config)? {
        Some(smtp) => Arc::new(smtp),
        None => Arc::new(MailFolder::open(&config.data_dir, sender.clone(), cabinet.now()).map_err(folder)?),
    };
    let sms: Arc<dyn SmsGateway> = match &config.sms_url {
        Some(url) => messaging::sms::open(url, sender).map_err(|error| WiringError::Gateway(error.to_string()))?,
        None => Arc::new(SmsFolder::open(&config.data_dir, sender, cabinet.now()).map_err(folder)?),
    };
    Ok(Gateways { mailer, sms, push: push(config, cabinet)? })
}

/// Who letters and SMS come from.
pub fn sender(config: &Config) -> Sender {
    Sender {
        agent: config.settings.agent.clone(),
        public_url: config.settings.public_url.clone(),
        from: config.mail_from.clone(),
        timezone: config.settings.timezone.clone(),
    }
}

/// The mail server, where one is set.
pub fn smtp(config: &Config) -> Result<Option<SmtpMailer>, WiringError> {
    let Some(url) = config.smtp.clone() else { return Ok(None) };
    let mailer = SmtpMailer::new(url, sender(config), dkim(config)?, config.bounce_address.clone());
    mailer.map(Some).map_err(|error| WiringError::Gateway(error.to_string()))
}

/// The key that signs letters, where one is set.
pub fn dkim(config: &Config) -> Result<Option<Dkim>, WiringError> {
    let Some((file, selector)) = &config.dkim else { return Ok(None) };
    let wrong = |reason: String| WiringError::Gateway(format!("KVITOK_DKIM_KEY {}: {reason}", file.display()));
    let pem = std::fs::read_to_string(file).map_err(|error| wrong(error.to_string()))?;
    let domain = config.mail_from.as_str().rsplit_once('@').map_or("", |(_, domain)| domain);
    Dkim::new(&pem, selector, domain).map(Some).map_err(|error| wrong(error.to_string()))
}

/// Reads `secret.key`, or makes it, readable by its owner alone. Two processes that start at once read the same one:
/// the key is linked into place whole, by whoever is first.
fn key_file(data_dir: &Path, random: &Random) -> Result<[u8; 32], WiringError> {
    let folder = |error: std::io::Error| WiringError::Folder(error.to_string());
    std::fs::create_dir_all(data_dir).map_err(folder)?;
    let path = data_dir.join("secret.key");
    if !path.exists() {
        let partial = data_dir.join(format!(".secret-{}", hex(&random.bytes::<8>())));
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&partial).map_err(folder)?;
        writeln!(file, "{}", hex(&random.bytes::<32>())).and_then(|()| file.sync_all()).map_err(folder)?;
        let linked = std::fs::hard_link(&partial, &path);
        std::fs::remove_file(&partial).map_err(folder)?;
        match linked {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(folder(error)),
            _ => {}
        }
    }
    let text = std::fs::read_to_string(&path).map_err(folder)?;
    let key = unhex(text.trim()).and_then(|key| <[u8; 32]>::try_from(key).ok());
    key.ok_or_else(|| WiringError::Folder("secret.key does not hold 64 hexadecimal digits".to_owned()))
}
