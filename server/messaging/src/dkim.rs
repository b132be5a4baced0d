//! DKIM signatures (RFC 6376, RFC 8463): relaxed canonicalisation, RSA or Ed25519, so that a mailbox knows our letters from
//! forged ones. Ours because the libraries that sign bring DNS resolvers or an RSA with an open advisory along; AWS-LC,
//! which TLS uses anyway, signs. Not here: which letters are signed (all), where the key lies (see the binary).

use aws_lc_rs::digest;
use aws_lc_rs::encoding::{AsDer as _, PublicKeyX509Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use memchr::{memchr, memchr2, memmem};
use rustls_pki_types::PrivateKeyDer;
use rustls_pki_types::pem::PemObject;

/// What is signed. `from` is named once more than it stands there: nobody can add a second one (RFC 6376, 5.4.2).
const SIGNED: [&str; 10] = [
    "from",
    "from",
    "to",
    "subject",
    "date",
    "message-id",
    "mime-version",
    "content-type",
    "auto-submitted",
    "list-unsubscribe",
];

/// A key that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DkimError {
    /// Not a private key in PEM.
    #[error("not a private key in PEM (RSA of 2048 bits and more, or Ed25519)")]
    Key,
    /// The key does not sign.
    #[error("the key does not sign")]
    Sign,
}

enum Key {
    Rsa(RsaKeyPair),
    Ed25519(Ed25519KeyPair),
}

/// A key with the place where its public half is published: `SELECTOR._domainkey.DOMAIN`.
pub struct Dkim {
    key: Key,
    /// Its public half as DNS records carry it: an RSA key as `SubjectPublicKeyInfo`, an Ed25519 key as it is (RFC 6376,
    /// 3.6.1; RFC 8463, 4.2).
    published: Vec<u8>,
    selector: String,
    domain: String,
}

impl Dkim {
    /// From a PEM file's text.
    pub fn new(pem: &str, selector: &str, domain: &str) -> Result<Self, DkimError> {
        let der = PrivateKeyDer::from_pem_slice(pem.as_bytes()).map_err(|_| DkimError::Key)?;
        let key = match &der {
            PrivateKeyDer::Pkcs1(key) => RsaKeyPair::from_der(key.secret_pkcs1_der()).ok().map(Key::Rsa),
            PrivateKeyDer::Pkcs8(key) => {
                let bytes = key.secret_pkcs8_der();
                let rsa = RsaKeyPair::from_pkcs8(bytes).ok().map(Key::Rsa);
                rsa.or_else(|| Ed25519KeyPair::from_pkcs8_maybe_unchecked(bytes).ok().map(Key::Ed25519))
            }
            _ => None,
        };
        let key = key.ok_or(DkimError::Key)?;
        let published = match &key {
            Key::Rsa(key) => {
                let der: PublicKeyX509Der<'_> = key.public_key().as_der().map_err(|_| DkimError::Key)?;
                der.as_ref().to_vec()
            }
            Key::Ed25519(key) => key.public_key().as_ref().to_vec(),
        };
        Ok(Self { key, published, selector: selector.to_owned(), domain: domain.to_owned() })
    }

    /// Name and text of the DNS record that publishes the key.
    pub fn record(&self) -> (String, String) {
        let kind = match &self.key {
            Key::Rsa(_) => "rsa",
            Key::Ed25519(_) => "ed25519",
        };
        let name = format!("{}._domainkey.{}", self.selector, self.domain);
        (name, format!("v=DKIM1; k={kind}; p={}", STANDARD.encode(&self.published)))
    }

    /// The `DKIM-Signature` header of a message whose lines end in CRLF, with its own line end.
    pub fn sign(&self, message: &[u8]) -> Result<String, DkimError> {
        let end = memmem::find(message, b"\r\n\r\n").unwrap_or(message.len());
        let body = message.get(end + 4..).unwrap_or_default();
        let headers = unfolded(&String::from_utf8_lossy(&message[..end]));
        let mut hashed = Vec::new();
        let mut named = Vec::new();
        for name in SIGNED {
            // From the bottom, each once: a name without a header left stands for "there is none".
            let nth = named.iter().filter(|known| **known == name).count();
            named.push(name);
            if let Some((_, value)) = headers.iter().rev().filter(|(known, _)| known == name).nth(nth) {
                hashed.push(format!("{name}:{}", relaxed(value)));
            }
        }
        let algorithm = match &self.key {
            Key::Rsa(_) => "rsa-sha256",
            Key::Ed25519(_) => "ed25519-sha256",
        };
        let body_hash = STANDARD.encode(sha256(&relaxed_body(body)));
        let value = format!(
            " v=1; a={algorithm}; c=relaxed/relaxed; d={}; s={};\r\n h={};\r\n bh={body_hash};\r\n b=",
            self.domain,
            self.selector,
            named.join(":")
        );
        hashed.push(format!("dkim-signature:{}", relaxed(&value)));
        let signature = self.signature(hashed.join("\r\n").as_bytes())?;
        let lines: Vec<&str> =
            signature.as_bytes().chunks(70).map(|line| std::str::from_utf8(line).unwrap_or_default()).collect();
        Ok(format!("DKIM-Signature:{value}{}\r\n", lines.join("\r\n ")))
    }

    fn signature(&self, hashed: &[u8]) -> Result<String, DkimError> {
        Ok(match &self.key {
            Key::Rsa(key) => {
                let mut out = vec![0; key.public_modulus_len()];
                key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), hashed, &mut out).map_err(|_| DkimError::Sign)?;
                STANDARD.encode(out)
            }
            // RFC 8463, 3: what is signed is the hash.
            Key::Ed25519(key) => STANDARD.encode(key.sign(&sha256(hashed))),
        })
    }
}

fn sha256(bytes: &[u8]) -> Vec<u8> {
    digest::digest(&digest::SHA256, bytes).as_ref().to_vec()
}

/// Names in lower case and values, lines that go on put together.
fn unfolded(head: &str) -> Vec<(String, String)> {
    let mut headers: Vec<(String, String)> = Vec::new();
    for line in head.split("\r\n") {
        match (line.starts_with([' ', '\t']), headers.last_mut()) {
            (true, Some((_, value))) => value.push_str(line),
            _ => {
                if let Some((name, value)) = line.split_once(':') {
                    headers.push((name.trim_end().to_ascii_lowercase(), value.to_owned()));
                }
            }
        }
    }
    headers
}

/// White space of a header's value as one space each, none at the ends (RFC 6376, 3.4.2).
fn relaxed(value: &str) -> String {
    value.split([' ', '\t', '\r', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// White space within lines as one space, none at their ends, no empty lines at the end of all (RFC 6376, 3.4.4).
fn relaxed_body(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len() + 2);
    let mut rest = body;
    // Most lines are base64 and have no white space: they are taken over as they are, all up to the next that has.
    while let Some(found) = memchr2(b' ', b'\t', rest) {
        let (before, from) = rest.split_at(found);
        let end = memchr(b'\r', from).unwrap_or(from.len());
        out.extend_from_slice(before);
        for word in from[..end].split(|byte| matches!(byte, b' ' | b'\t')).filter(|word| !word.is_empty()) {
            out.push(b' ');
            out.extend_from_slice(word);
        }
        rest = &from[end..];
    }
    out.extend_from_slice(rest);
    while out.ends_with(b"\r\n") {
        out.truncate(out.len() - 2);
    }
    if !out.is_empty() {
        out.extend_from_slice(b"\r\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_of_headers_and_bodies_is_relaxed_as_the_standard_shows() {
        // RFC 6376, 3.4.5.
        let headers = unfolded("A: X\r\nB : Y\t\r\n\tZ  ");
        let told: Vec<String> = headers.iter().map(|(name, value)| format!("{name}:{}", relaxed(value))).collect();
        assert_eq!(told, ["a:X", "b:Y Z"]);
        for (body, relaxed) in [
            (" C \r\nD \t E\r\n\r\n\r\n", " C\r\nD E\r\n"),
            ("\r\n\r\n", ""),
            ("", ""),
            (" \t\r\n  \r\n", ""),
            ("AAAA\r\nBBBB\r\n", "AAAA\r\nBBBB\r\n"),
            ("AAAA\r\n\r\n\tB\t\tC\r\nDD\r\n \r\n", "AAAA\r\n\r\n B C\r\nDD\r\n"),
            ("no line end", "no line end\r\n"),
        ] {
            assert_eq!(String::from_utf8_lossy(&relaxed_body(body.as_bytes())), relaxed, "{body:?}");
        }
    }
}
