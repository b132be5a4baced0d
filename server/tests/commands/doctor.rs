//! `kvitok doctor` before gateways that are reached over TLS: trusted, and not.
//! Not here: what is sent through them (see `messaging/tests`).

use crate::{kvitok_with, said};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::thread;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio_rustls::rustls::{ServerConfig, ServerConnection, StreamOwned, crypto::aws_lc_rs::default_provider};

type Tls = StreamOwned<ServerConnection, TcpStream>;

/// A server at `localhost` that shows this certificate and then speaks as `speak` does; its port.
fn server(certified: &CertifiedKey<rcgen::KeyPair>, speak: fn(Tls)) -> u16 {
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(certified.signing_key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certified.cert.der().clone()], key)
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let tls = StreamOwned::new(ServerConnection::new(config.clone()).unwrap(), stream);
            thread::spawn(move || speak(tls));
        }
    });
    port
}

/// A mail server that lets everybody in.
fn smtp(tls: Tls) {
    let mut tls = BufReader::new(tls);
    let mut answer = "220 localhost ESMTP\r\n";
    loop {
        let mut line = String::new();
        // Whoever does not trust the certificate goes away.
        if tls.get_mut().write_all(answer.as_bytes()).is_err() || tls.read_line(&mut line).unwrap_or(0) == 0 {
            return;
        }
        answer = match line.get(..4).unwrap_or_default() {
            "EHLO" => "250-localhost\r\n250-AUTH PLAIN\r\n250 PIPELINING\r\n",
            "AUTH" => "235 2.7.0 welcome\r\n",
            "QUIT" => "221 2.0.0 bye\r\n",
            _ => "250 2.0.0 ok\r\n",
        };
    }
}

/// An SMSC that takes every sign-in (SMPP 3.4, 4.1.5 and 4.1.6) and answers all else with success.
fn smpp(mut tls: Tls) {
    let mut head = [0; 16];
    while tls.read_exact(&mut head).is_ok() {
        let word = |at: usize| u32::from_be_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
        let mut body = vec![0; word(0) as usize - 16];
        if tls.read_exact(&mut body).is_err() {
            return;
        }
        // Its own name, of no letters, where it takes a sign-in.
        let body: &[u8] = if word(4) == 9 { &[0] } else { &[] };
        let length = 16 + u32::try_from(body.len()).unwrap();
        let answer = [length, word(4) | 0x8000_0000, 0, word(12)].map(u32::to_be_bytes).concat();
        if tls.write_all(&[&answer[..], body].concat()).is_err() {
            return;
        }
    }
}

/// What the doctor says of both gateways on a machine that trusts the certificates of this file.
fn doctor(folder: &Path, trusted: &Path, mail: u16, sms: u16) -> String {
    let (mail, sms) = (format!("smtps://town:secret@localhost:{mail}"), format!("smpps://town:secret@localhost:{sms}"));
    let trusted = trusted.to_str().unwrap();
    let settings = [("SSL_CERT_FILE", trusted), ("KVITOK_SMTP_URL", &mail), ("KVITOK_SMS_URL", &sms)];
    said(&kvitok_with(folder, &["doctor"], &settings)).1
}

#[test]
fn gateways_are_trusted_by_the_certificates_of_this_machine_and_by_no_others() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let certified = || generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let (ours, foreign) = (certified(), certified());
    let file = |name: &str, of: &CertifiedKey<rcgen::KeyPair>| {
        let path = folder.join(name);
        std::fs::write(&path, of.cert.pem()).unwrap();
        path
    };
    let (trusted, others) = (file("ours.pem", &ours), file("foreign.pem", &foreign));
    let (mail, sms) = (server(&ours, smtp), server(&ours, smpp));
    assert_eq!(said(&kvitok_with(folder, &["migrate"], &[])).0, 0);

    let text = doctor(folder, &trusted, mail, sms);
    assert!(text.contains("ok    mail server: takes us") && text.contains("ok    SMS gateway"), "{text}");
    let text = doctor(folder, &others, mail, sms);
    assert!(text.contains("FAIL  mail server") && text.contains("FAIL  SMS gateway"), "{text}");
    assert!(text.contains("certificate"), "the operator is told why: {text}");
}
