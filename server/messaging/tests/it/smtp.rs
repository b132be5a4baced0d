//! Letters over SMTP against a server that fails in every way servers do, at every step of the conversation.
//! Not here: what the queue makes of the answers (see the rules of delivering), a real mail server (see `end2end`).

use crate::fixtures::{mail, receipt, sender};
use cabinet::letter::Letter;
use cabinet::ports::{Handover, Mail, Mailer};
use messaging::smtp::{Patience, SmtpMailer, SmtpUrl};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

/// What the server does instead of agreeing.
#[derive(Clone, Copy, Debug)]
enum Fault {
    Say(&'static str),
    Hang,
    Close,
}

/// What it got: the envelope and the letter's bytes.
#[derive(Clone, Debug, Default, PartialEq)]
struct Received {
    from: String,
    to: String,
    data: String,
}

#[derive(Default)]
struct Seen {
    letters: Vec<Received>,
    connections: usize,
    commands: Vec<String>,
}

/// A mail server. Faults are by the first word of a command; `.` is the end of the letter, `hello` the greeting. Each is
/// used up by one command.
struct Server {
    url: String,
    seen: Arc<Mutex<Seen>>,
    faults: Arc<Mutex<HashMap<&'static str, Vec<Fault>>>>,
}

const OFFERS: &str = "250-town\r\n250-PIPELINING\r\n250-DSN\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME\r\n";

impl Server {
    async fn start(offers: &'static str, faults: &[(&'static str, Fault)]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Seen::default()));
        let mut by_word: HashMap<_, Vec<_>> = HashMap::new();
        for (word, fault) in faults {
            by_word.entry(*word).or_default().insert(0, *fault);
        }
        let faults = Arc::new(Mutex::new(by_word));
        tokio::spawn({
            let (seen, faults) = (seen.clone(), faults.clone());
            async move {
                while let Ok((stream, _)) = listener.accept().await {
                    seen.lock().unwrap().connections += 1;
                    tokio::spawn(talk(stream, offers, seen.clone(), faults.clone()));
                }
            }
        });
        Self { url, seen, faults }
    }

    fn mailer(&self) -> SmtpMailer {
        mailer_at(&self.url, Duration::from_secs(30))
    }

    fn letters(&self) -> Vec<Received> {
        self.seen.lock().unwrap().letters.clone()
    }

    fn next(&self, word: &'static str, fault: Fault) {
        self.faults.lock().unwrap().entry(word).or_default().push(fault);
    }
}

fn mailer_at(url: &str, patience: Duration) -> SmtpMailer {
    let bounces = domain::Email::parse("bounces@kvitok.example.ru").unwrap();
    let mailer = SmtpMailer::new(SmtpUrl::parse(url).unwrap(), sender(), None, Some(bounces)).unwrap();
    mailer.patient(Patience { open: patience, command: patience, last: patience })
}

async fn talk(
    stream: TcpStream,
    offers: &'static str,
    seen: Arc<Mutex<Seen>>,
    faults: Arc<Mutex<HashMap<&'static str, Vec<Fault>>>>,
) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    let mut letter = Received::default();
    let mut said = String::from("hello");
    let mut in_data = false;
    loop {
        let word = said.split([' ', ':', '\r']).next().unwrap_or_default().to_owned();
        let fault = faults.lock().unwrap().get_mut(word.as_str()).and_then(Vec::pop);
        let address = || said.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
        let answer = match (fault, word.as_str()) {
            (Some(Fault::Say(answer)), _) => format!("{answer}\r\n"),
            (Some(Fault::Hang), _) => std::future::pending().await,
            (Some(Fault::Close), _) => return Ok(()),
            (None, "hello") => "220 town\r\n".to_owned(),
            (None, "EHLO") => offers.to_owned(),
            (None, "MAIL") => {
                letter.from = address();
                "250 ok\r\n".to_owned()
            }
            (None, "RCPT") => {
                letter.to = address();
                "250 ok\r\n".to_owned()
            }
            (None, "DATA") => {
                in_data = true;
                "354 go on\r\n".to_owned()
            }
            (None, ".") => {
                seen.lock().unwrap().letters.push(std::mem::take(&mut letter));
                "250 2.0.0 taken\r\n".to_owned()
            }
            (None, "AUTH") => "235 welcome\r\n".to_owned(),
            (None, "QUIT") => "221 bye\r\n".to_owned(),
            (None, _) => "502 what?\r\n".to_owned(),
        };
        stream.write_all(answer.as_bytes()).await?;
        said.clear();
        while in_data {
            let mut line = String::new();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(());
            }
            if line == ".\r\n" {
                in_data = false;
                said = ".".to_owned();
            } else {
                letter.data.push_str(line.strip_prefix('.').unwrap_or(&line));
            }
        }
        if said.is_empty() {
            if stream.read_line(&mut said).await? == 0 {
                return Ok(());
            }
            seen.lock().unwrap().commands.push(said.trim().to_owned());
        }
    }
}

fn letter() -> Mail {
    mail(Letter::Receipt(Box::new(receipt())))
}

fn deferred(answer: &Handover) -> bool {
    matches!(answer, Handover::Deferred(_))
}

fn stopped(answer: &Handover) -> bool {
    matches!(answer, Handover::Stopped(_))
}

#[tokio::test]
async fn a_letter_arrives_byte_for_byte_under_a_return_address_of_its_own() {
    let server = Server::start(OFFERS, &[]).await;
    assert_eq!(server.mailer().send(&letter()).await, Handover::accepted());
    let got = &server.letters()[0];
    assert_eq!(got.from, format!("bounces+{}@kvitok.example.ru", letter().return_tag));
    assert!(got.from.split('@').next().unwrap().len() <= 64, "RFC 5321, 4.5.3.1.1");
    assert_eq!(got.to, "anna@mail.ru");
    let rendered = String::from_utf8(messaging::letters::render(&letter(), &sender())).unwrap();
    assert_eq!(got.data.trim_end(), rendered.trim_end());
    let commands = server.seen.lock().unwrap().commands.clone();
    assert!(commands.iter().any(|command| command.contains("RET=HDRS ENVID=")), "{commands:?}");
    assert!(commands.iter().any(|command| command.ends_with("NOTIFY=FAILURE ORCPT=rfc822;anna@mail.ru")), "{commands:?}");
}

#[tokio::test]
async fn many_letters_go_over_one_connection_with_pipelining_and_without() {
    for offers in [OFFERS, "250 town\r\n"] {
        let server = Server::start(offers, &[]).await;
        let mailer = server.mailer();
        for _ in 0..5 {
            assert_eq!(mailer.send(&letter()).await, Handover::accepted());
        }
        assert_eq!((server.letters().len(), server.seen.lock().unwrap().connections), (5, 1));
    }
}

#[tokio::test]
async fn a_server_that_signs_us_in_gets_the_password_and_one_that_refuses_it_stops_the_lane() {
    let server = Server::start(OFFERS, &[("AUTH", Fault::Say("535 5.7.8 no"))]).await;
    let url = server.url.replace("smtp://", "smtp://anna:secret@");
    let mailer = mailer_at(&url, Duration::from_secs(30));
    let answer = mailer.send(&letter()).await;
    assert!(stopped(&answer) && !format!("{answer:?}").contains("secret"), "{answer:?}");
    assert_eq!(mailer.send(&letter()).await, Handover::accepted());
}

#[tokio::test]
async fn a_connection_that_was_closed_at_rest_costs_no_letter() {
    let server = Server::start(OFFERS, &[]).await;
    let mailer = server.mailer();
    assert_eq!(mailer.send(&letter()).await, Handover::accepted());
    for fault in [Fault::Close, Fault::Say("421 4.7.0 enough letters on this connection")] {
        server.next("MAIL", fault);
        assert_eq!(mailer.send(&letter()).await, Handover::accepted(), "{fault:?}");
    }
    assert_eq!((server.letters().len(), server.seen.lock().unwrap().connections), (3, 3));
}

#[tokio::test]
async fn what_a_server_says_decides_about_the_letter_the_address_or_the_lane() {
    type Kind = fn(&Handover) -> bool;
    let cases: [(&'static str, &'static str, Kind); 11] = [
        ("hello", "554 go away", stopped),
        ("EHLO", "421 4.3.2 closing", stopped),
        ("MAIL", "451 4.3.0 later", deferred),
        ("MAIL", "421 4.3.2 closing", deferred),
        ("MAIL", "550 5.7.1 we do not like you", |answer| matches!(answer, Handover::Rejected(_))),
        ("RCPT", "450 4.2.0 greylisted", deferred),
        ("RCPT", "550 5.1.1 <anna@mail.ru> no such user", |answer| matches!(answer, Handover::Refused(_))),
        ("RCPT", "550 5.7.1 blocked", |answer| matches!(answer, Handover::Rejected(_))),
        ("DATA", "451 4.3.0 disk full", deferred),
        (".", "452 4.3.1 disk full", deferred),
        (".", "554 5.7.1 spam", |answer| matches!(answer, Handover::Rejected(_))),
    ];
    for offers in [OFFERS, "250 town\r\n"] {
        for (word, says, right) in cases {
            let server = Server::start(offers, &[(word, Fault::Say(says))]).await;
            let mailer = server.mailer();
            let answer = mailer.send(&letter()).await;
            assert!(right(&answer), "{word} {says}: {answer:?}");
            assert!(!format!("{answer:?}").contains("anna@"), "{answer:?}");
            assert!(server.letters().is_empty());
            assert_eq!(mailer.send(&letter()).await, Handover::accepted(), "the next one after {word} {says}");
        }
    }
}

#[tokio::test]
async fn a_server_that_hangs_or_closes_at_any_step_loses_no_letter_and_says_what_is_unknown() {
    let mut cases = JoinSet::new();
    for word in ["hello", "EHLO", "MAIL", "RCPT", "DATA", "."] {
        for fault in [Fault::Hang, Fault::Close] {
            cases.spawn(fails_once(word, fault));
        }
    }
    while let Some(case) = cases.join_next().await {
        case.unwrap();
    }
}

async fn fails_once(word: &'static str, fault: Fault) {
    let server = Server::start(OFFERS, &[(word, fault)]).await;
    // A hang is noticed after this long; all others answer at once, however busy the machine is.
    let mailer = mailer_at(&server.url, Duration::from_secs(4));
    let answer = mailer.send(&letter()).await;
    let right = if ["hello", "EHLO"].contains(&word) { stopped(&answer) } else { deferred(&answer) };
    assert!(right, "{fault:?} at {word}: {answer:?}");
    assert_eq!(mailer.send(&letter()).await, Handover::accepted(), "{fault:?} at {word}");
    let ids: Vec<_> = server.letters().iter().map(|got| got.data.contains(&letter().id.to_string())).collect();
    assert_eq!(ids, [true], "under the same Message-ID");
}

#[tokio::test]
async fn no_server_at_all_stops_the_lane() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    drop(listener);
    let mailer = SmtpMailer::new(SmtpUrl::parse(&url).unwrap(), sender(), None, None).unwrap();
    assert!(stopped(&mailer.send(&letter()).await));
    assert!(mailer.try_out().await.is_err());
}

#[tokio::test]
async fn a_server_without_the_tls_that_is_asked_for_gets_nothing() {
    let server = Server::start("250 town\r\n", &[]).await;
    let mailer = mailer_at(&format!("{}?tls=starttls", server.url), Duration::from_secs(30));
    assert!(stopped(&mailer.send(&letter()).await));
    let commands = server.seen.lock().unwrap().commands.clone();
    assert!(commands.iter().all(|command| command.starts_with("EHLO")), "{commands:?}");
}
