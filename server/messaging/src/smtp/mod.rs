//! Letters to a mail server by SMTP: connections that are kept, one round trip before a letter, signed with DKIM.
//! Not here: what a letter looks like (see `letters`), how often it is tried (see `cabinet::delivery`).

mod connection;
mod pool;
mod url;
mod verdict;

use crate::dkim::Dkim;
use crate::{Sender, letters, tls};
use cabinet::ports::{Handover, Mail, Mailer};
use connection::{Connection, Envelope, Phase, Trouble};
use domain::Email;
use domain::id::MessageId;
use pool::Pool;
use rustls::ClientConfig;
use std::sync::Arc;

pub use connection::Patience;
pub use url::{SMTP_FORMS, SmtpUrl, Tls};

/// A mail server.
pub struct SmtpMailer {
    url: SmtpUrl,
    tls: Arc<ClientConfig>,
    sender: Sender,
    dkim: Option<Dkim>,
    bounces: Option<Email>,
    patience: Patience,
    pool: Pool,
}

impl SmtpMailer {
    /// A server that is spoken to when the first letter comes. `bounces` is the address to which letters return, with a
    /// tag of the letter's own in it: `bounces+TAG@…`; without it they return to the sender's address, untold.
    pub fn new(url: SmtpUrl, sender: Sender, dkim: Option<Dkim>, bounces: Option<Email>) -> Result<Self, tls::TlsError> {
        let tls = Arc::new(tls::client_config()?);
        Ok(Self { url, tls, sender, dkim, bounces, patience: Patience::default(), pool: Pool::default() })
    }

    /// With another patience: for tests.
    #[must_use]
    pub fn patient(self, patience: Patience) -> Self {
        Self { patience, ..self }
    }

    /// Connects, signs in and says goodbye: for `kvitok doctor`. The reason of a failure is for operators.
    pub async fn try_out(&self) -> Result<(), String> {
        match self.connect().await {
            Ok(connection) => {
                connection.close().await;
                Ok(())
            }
            Err(trouble) => match verdict::verdict(&trouble) {
                Handover::Stopped(reason) | Handover::Deferred(reason) => Err(reason),
                other => Err(format!("{other:?}")),
            },
        }
    }

    async fn connect(&self) -> Result<Connection, Trouble> {
        Connection::open(&self.url, &self.tls, self.sender.host(), self.patience).await
    }

    /// The envelope's sender: where the letter returns.
    fn return_path(&self, mail: &Mail) -> String {
        match self.bounces.as_ref().and_then(|bounces| bounces.as_str().rsplit_once('@')) {
            Some((local, domain)) => format!("{local}+{}@{domain}", mail.return_tag),
            None => self.sender.from.as_str().to_owned(),
        }
    }

    async fn deliver(&self, letter: &Envelope<'_>) -> Result<(), Trouble> {
        if let Some(mut connection) = self.pool.take() {
            match connection.send(letter).await {
                Ok(()) => {
                    self.pool.put(connection);
                    return Ok(());
                }
                // It was closed at rest, or has carried enough letters: the server has got nothing of this one.
                Err(Trouble::Silent(Phase::Sender, _)) => {}
                Err(Trouble::Reply(Phase::Sender, reply)) if reply.code == 421 => {}
                Err(trouble) => return Err(after(connection, trouble)),
            }
        }
        let mut connection = self.connect().await?;
        match connection.send(letter).await {
            Ok(()) => {
                self.pool.put(connection);
                Ok(())
            }
            Err(trouble) => Err(after(connection, trouble)),
        }
    }
}

/// A refusal leaves the connection in a state of the server's own choice: it is not used again.
fn after(connection: Connection, trouble: Trouble) -> Trouble {
    if matches!(trouble, Trouble::Reply(..)) {
        tokio::spawn(connection.close());
    }
    trouble
}

#[async_trait::async_trait]
impl Mailer for SmtpMailer {
    fn at_once(&self) -> usize {
        self.url.connections
    }

    async fn send(&self, mail: &Mail) -> Handover {
        let mut bytes = letters::render(mail, &self.sender);
        if let Some(dkim) = &self.dkim {
            let Ok(signature) = dkim.sign(&bytes) else {
                return Handover::Stopped("the DKIM key cannot sign".to_owned());
            };
            bytes.splice(0..0, signature.into_bytes());
        }
        let (from, id) = (self.return_path(mail), mail.id.to_string());
        let letter = Envelope { from: &from, to: mail.to.as_str(), id: &id, bytes: &bytes };
        match self.deliver(&letter).await {
            Ok(()) => Handover::accepted(),
            Err(trouble) => verdict::verdict(&trouble),
        }
    }

    async fn was_accepted(&self, _: MessageId, _: i64) -> Option<bool> {
        None
    }
}
