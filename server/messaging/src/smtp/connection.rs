//! One connection to a mail server: opening it with TLS and sign-in, and one letter after another over it.
//! Not here: keeping connections (see `pool`), what an answer means for a letter (see `verdict`).

use super::url::{SmtpUrl, Tls};
use mail_send::smtp::AssertReply;
use mail_send::{Credentials, SmtpClient};
use memchr::memmem;
use rustls::ClientConfig;
use rustls_pki_types::ServerName;
use smtp_proto::{EXT_DSN, EXT_PIPELINING, EhloResponse, Response};
use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, BufStream};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

/// How long a server may take for each step.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// Connecting, TLS, greeting and sign-in, together.
    pub open: Duration,
    /// One command.
    pub command: Duration,
    /// The answer after the letter's last byte (RFC 5321, 4.5.3.2.6, asks for ten minutes; the queue tries again itself).
    pub last: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { open: Duration::from_secs(30), command: Duration::from_mins(1), last: Duration::from_mins(2) }
    }
}

/// Where a conversation was when it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// Before the first letter.
    Open,
    /// The sender was named.
    Sender,
    /// The recipient was named.
    Recipient,
    /// The letter's bytes were announced or under way: the server has not got all of it.
    Body,
    /// The server has all of it and has not said what it does with it.
    Last,
}

/// Why a letter was not taken.
#[derive(Debug)]
pub(super) enum Trouble {
    /// The server said so.
    Reply(Phase, Response<String>),
    /// The server said nothing any more.
    Silent(Phase, String),
}

/// Room for replies, and for a letter with its PDF, so that it goes out at once.
const READS: usize = 4 * 1024;
const WRITES: usize = 64 * 1024;

/// Bytes of a connection, with TLS or without.
trait Wire: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Wire for T {}

/// A letter as the server gets it.
pub(super) struct Envelope<'a> {
    pub from: &'a str,
    pub to: &'a str,
    /// Named in reports about the letter.
    pub id: &'a str,
    pub bytes: &'a [u8],
}

/// An open connection.
pub(super) struct Connection {
    client: SmtpClient<BufStream<Box<dyn Wire>>>,
    patience: Patience,
    pipelining: bool,
    /// What the server is asked to report, where it can report at all (RFC 3461).
    notify: Option<&'static str>,
}

impl Connection {
    /// Connects, greets, signs in.
    pub(super) async fn open(
        url: &SmtpUrl,
        tls: &Arc<ClientConfig>,
        own_name: &str,
        patience: Patience,
    ) -> Result<Self, Trouble> {
        let opening = Self::open_in_time(url, tls, own_name, patience);
        let opened = timeout(patience.open, opening).await.unwrap_or(Err(mail_send::Error::Timeout));
        opened.map_err(|error| trouble(Phase::Open, error))
    }

    async fn open_in_time(
        url: &SmtpUrl,
        tls: &Arc<ClientConfig>,
        own_name: &str,
        patience: Patience,
    ) -> mail_send::Result<Self> {
        let tcp = TcpStream::connect((url.host.as_str(), url.port)).await?;
        // With Nagle's algorithm on, each letter waits 40 ms for an acknowledgement.
        tcp.set_nodelay(true)?;
        let buffered = |wire: Box<dyn Wire>| BufStream::with_capacity(READS, WRITES, wire);
        let wrap = |wire| SmtpClient { stream: buffered(wire), timeout: patience.command };
        let mut client = match url.tls {
            Tls::Implicit => {
                let mut client = wrap(Box::new(encrypted(url, tls, tcp).await?));
                client.read().await?.assert_positive_completion()?;
                client
            }
            Tls::StartTls => {
                let mut plain = SmtpClient { stream: tcp, timeout: patience.command };
                plain.read().await?.assert_positive_completion()?;
                if !plain.ehlo(own_name).await?.has_capability(smtp_proto::EXT_START_TLS) {
                    return Err(mail_send::Error::MissingStartTls);
                }
                plain.cmd(b"STARTTLS\r\n").await?.assert_positive_completion()?;
                wrap(Box::new(encrypted(url, tls, plain.stream).await?))
            }
            Tls::Off => {
                let mut client = wrap(Box::new(tcp));
                client.read().await?.assert_positive_completion()?;
                client
            }
        };
        let offers: EhloResponse<String> = client.ehlo(own_name).await?;
        if let Some((user, password)) = &url.credentials {
            let credentials = Credentials::Plain { username: user.clone(), secret: password.clone() };
            client.authenticate(&credentials, &offers).await?;
        }
        let notify = if url.notify_success { "SUCCESS,FAILURE" } else { "FAILURE" };
        Ok(Self {
            client,
            patience,
            pipelining: offers.has_capability(EXT_PIPELINING),
            notify: offers.has_capability(EXT_DSN).then_some(notify),
        })
    }

    /// Hands one letter over. After any trouble the connection is to be dropped.
    pub(super) async fn send(&mut self, letter: &Envelope<'_>) -> Result<(), Trouble> {
        let (mut from, mut to) = (format!("MAIL FROM:<{}>", letter.from), format!("RCPT TO:<{}>", letter.to));
        if let Some(notify) = self.notify {
            from = format!("{from} RET=HDRS ENVID={}", letter.id);
            to = format!("{to} NOTIFY={notify} ORCPT=rfc822;{}", xtext(letter.to));
        }
        let commands =
            [(from + "\r\n", Phase::Sender), (to + "\r\n", Phase::Recipient), ("DATA\r\n".to_owned(), Phase::Body)];
        if self.pipelining {
            // One round trip instead of three. What is refused first is what is told.
            let text: Vec<&str> = commands.iter().map(|(command, _)| command.as_str()).collect();
            let replies = self.client.cmds(text).await.map_err(|error| trouble(Phase::Sender, error))?;
            for (reply, (_, phase)) in replies.into_iter().zip(&commands) {
                expect(reply, *phase)?;
            }
        } else {
            for (command, phase) in &commands {
                let reply = self.client.cmd(command).await.map_err(|error| trouble(*phase, error))?;
                expect(reply, *phase)?;
            }
        }
        let written = timeout(self.patience.last, self.write(letter.bytes)).await;
        match written {
            Ok(Ok(())) => {}
            Ok(Err(error)) => return Err(trouble(Phase::Last, error.into())),
            Err(_) => return Err(trouble(Phase::Last, mail_send::Error::Timeout)),
        }
        let answer = timeout(self.patience.last, self.client.read()).await;
        let reply = answer.unwrap_or(Err(mail_send::Error::Timeout)).map_err(|error| trouble(Phase::Last, error))?;
        if reply.is_positive_completion() { Ok(()) } else { Err(Trouble::Reply(Phase::Last, reply)) }
    }

    /// The letter's bytes and the line that ends them.
    async fn write(&mut self, letter: &[u8]) -> std::io::Result<()> {
        let stream = &mut self.client.stream;
        stream.write_all(&dotted(letter)).await?;
        stream.write_all(if letter.ends_with(b"\r\n") { b".\r\n" } else { b"\r\n.\r\n" }).await?;
        stream.flush().await
    }

    /// Says goodbye; whether it is heard does not matter.
    pub(super) async fn close(mut self) {
        let _ = timeout(Duration::from_secs(1), self.client.cmd(b"QUIT\r\n")).await;
        let _ = self.client.stream.shutdown().await;
    }
}

/// A line that begins with a dot gets another one, or it might end the letter (RFC 5321, 4.5.2). Few letters have one.
fn dotted(letter: &[u8]) -> Cow<'_, [u8]> {
    let first = if letter.starts_with(b".") { Some(0) } else { None };
    let places: Vec<usize> = first.into_iter().chain(memmem::find_iter(letter, b"\n.").map(|at| at + 1)).collect();
    if places.is_empty() {
        return Cow::Borrowed(letter);
    }
    let (mut out, mut from) = (Vec::with_capacity(letter.len() + places.len()), 0);
    for place in places {
        out.extend_from_slice(&letter[from..place]);
        out.push(b'.');
        from = place;
    }
    out.extend_from_slice(&letter[from..]);
    Cow::Owned(out)
}

/// 354 for the letter's bytes, anything positive for the rest.
fn expect(reply: Response<String>, phase: Phase) -> Result<(), Trouble> {
    let right = if phase == Phase::Body { reply.code == 354 } else { reply.is_positive_completion() };
    if right { Ok(()) } else { Err(Trouble::Reply(phase, reply)) }
}

fn trouble(phase: Phase, error: mail_send::Error) -> Trouble {
    match error {
        mail_send::Error::UnexpectedReply(reply) | mail_send::Error::AuthenticationFailed(reply) => {
            Trouble::Reply(phase, reply)
        }
        mail_send::Error::UnparseableReply => Trouble::Silent(phase, "the connection was closed".to_owned()),
        mail_send::Error::Timeout => Trouble::Silent(phase, "no answer in time".to_owned()),
        other => Trouble::Silent(phase, other.to_string()),
    }
}

async fn encrypted(
    url: &SmtpUrl,
    tls: &Arc<ClientConfig>,
    tcp: TcpStream,
) -> mail_send::Result<tokio_rustls::client::TlsStream<TcpStream>> {
    let name = ServerName::try_from(url.host.clone()).map_err(|_| mail_send::Error::InvalidTLSName)?;
    Ok(TlsConnector::from(tls.clone()).connect(name, tcp).await?)
}

/// An address as a parameter (RFC 3461, 4): what is not plain is written in hexadecimal digits.
fn xtext(address: &str) -> String {
    let written = |byte: u8| match byte {
        b'+' | b'=' => format!("+{byte:02X}"),
        plain if plain.is_ascii_graphic() => char::from(plain).to_string(),
        other => format!("+{other:02X}"),
    };
    address.bytes().map(written).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_begins_with_a_dot_cannot_end_a_letter() {
        assert_eq!(*dotted(b".\r\nHi.\r\n.\r\n..x\r\n"), *b"..\r\nHi.\r\n..\r\n...x\r\n");
        assert!(matches!(dotted(b"Hi. .\r\n a.b\r\n"), Cow::Borrowed(_)), "others are not copied");
        assert_eq!(*dotted(b""), *b"");
    }
}
