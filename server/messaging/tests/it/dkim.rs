//! DKIM signatures, as another implementation checked them: both expected ones passed dkimpy 1.1 with the record below.
//! Not here: canonicalisation by itself, tested beside it.

use messaging::dkim::{Dkim, DkimError};

const RSA: &str = include_str!("keys/rsa.pem");
const ED25519: &str = include_str!("keys/ed25519.pem");

/// With everything that canonicalisation has to do: a folded header, double spaces, a trailing space, empty last lines.
const MESSAGE: &str = "From: =?utf-8?B?0JXQoNCm?= <info@kvitok.example.ru>\r\nTo: <anna@mail.ru>\r\nSubject: A  receipt\r\n \
    for November\r\nDate: Sat, 5 Dec 2026 10:04:11 +0700\r\nMessage-ID: <1@kvitok.example.ru>\r\nMIME-Version: 1.0\r\n\
    Content-Type: text/plain\r\nX-Other: not signed\r\n\r\nGood  day. \r\n\r\n.\r\n\tTo pay\r\n\r\n\r\n";

fn key(pem: &str) -> Dkim {
    Dkim::new(pem, "k2026", "kvitok.example.ru").unwrap()
}

#[test]
fn a_signature_is_the_one_that_another_implementation_accepted() {
    for (pem, accepted) in [(RSA, include_str!("keys/rsa.signature")), (ED25519, include_str!("keys/ed25519.signature"))] {
        let signature = key(pem).sign(MESSAGE.as_bytes()).unwrap();
        assert_eq!(signature.replace("\r\n", "\n"), accepted);
        assert!(signature.split("\r\n").all(|line| line.len() <= 998), "RFC 5322, 2.1.1");
    }
}

#[test]
fn a_changed_letter_has_another_signature() {
    let signature = |text: &str| key(ED25519).sign(text.as_bytes()).unwrap();
    assert_ne!(signature(MESSAGE), signature(&MESSAGE.replace("To pay", "To pay 1 rouble")));
    assert_ne!(signature(MESSAGE), signature(&MESSAGE.replace("info@", "forger@")));
    assert_eq!(signature(MESSAGE), signature(&MESSAGE.replace("not signed", "changed on the way")));
}

#[test]
fn the_same_key_in_either_wrapping_has_the_same_record() {
    let (name, text) = key(RSA).record();
    assert_eq!(name, "k2026._domainkey.kvitok.example.ru");
    assert!(text.starts_with("v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA"), "{text}");
    assert_eq!(key(include_str!("keys/rsa8.pem")).record().1, text);
    assert!(key(ED25519).record().1.starts_with("v=DKIM1; k=ed25519; p="));
}

#[test]
fn what_is_no_key_is_refused_and_not_repeated() {
    for wrong in ["", "secret", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"] {
        let Err(error) = Dkim::new(wrong, "s", "d") else { panic!("{wrong}") };
        assert!(matches!(error, DkimError::Key) && !error.to_string().contains("secret"));
    }
}
