//! Ed25519 signatures: over the facts of a receipt version, and over the bytes of a PDF as a seal inside it.
//! Not here: where keys come from and which are trusted (see `cabinet`).

use domain::{CheckCode, Mode, Money, Period};
use ed25519_dalek::Signer;
use sha2::{Digest, Sha256, Sha512};
use std::fmt;

/// A key that signs, with its number: keys are replaced, signatures remain.
#[derive(Clone)]
pub struct SigningKey {
    number: i64,
    key: ed25519_dalek::SigningKey,
}

/// A public key with its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifyingKey {
    number: i64,
    key: ed25519_dalek::VerifyingKey,
}

/// The bytes are no public key of Ed25519.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a public key of Ed25519")]
pub struct KeyError;

/// A signature of Ed25519.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signature(pub [u8; 64]);

impl SigningKey {
    /// The key of a secret seed.
    pub fn from_seed(number: i64, seed: [u8; 32]) -> Self {
        Self { number, key: ed25519_dalek::SigningKey::from_bytes(&seed) }
    }

    /// Its number.
    pub fn number(&self) -> i64 {
        self.number
    }

    /// Its public half.
    pub fn verifying_key(&self) -> VerifyingKey {
        VerifyingKey { number: self.number, key: self.key.verifying_key() }
    }

    /// Its public half, to be published.
    pub fn public_bytes(&self) -> [u8; 32] {
        self.key.verifying_key().to_bytes()
    }
}

/// The number only: the key is secret.
impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey").field("number", &self.number).finish_non_exhaustive()
    }
}

impl VerifyingKey {
    /// From what [`SigningKey::public_bytes`] gave. A weak key, under which anybody could sign, is refused.
    pub fn from_bytes(number: i64, bytes: &[u8; 32]) -> Result<Self, KeyError> {
        match ed25519_dalek::VerifyingKey::from_bytes(bytes) {
            Ok(key) if !key.is_weak() => Ok(Self { number, key }),
            _ => Err(KeyError),
        }
    }

    /// Its number.
    pub fn number(&self) -> i64 {
        self.number
    }

    /// The bytes.
    pub fn public_bytes(&self) -> [u8; 32] {
        self.key.to_bytes()
    }

    fn accepts(&self, message: &[u8], signature: Signature) -> bool {
        self.key.verify_strict(message, &ed25519_dalek::Signature::from_bytes(&signature.0)).is_ok()
    }
}

/// What is signed about a version of a receipt: whose, for which month, how much, and to whom it is paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The receipt's identifier.
    pub receipt: [u8; 16],
    /// Version, from 1.
    pub version: i64,
    /// Account number.
    pub account: String,
    /// The month.
    pub period: Period,
    /// The sum of all parts.
    pub total: Money,
    /// By supplier.
    pub parts: Vec<PartFacts>,
}

/// What is signed about a supplier's part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartFacts {
    /// ИНН of the payee.
    pub inn: String,
    /// БИК.
    pub bic: String,
    /// Settlement account.
    pub account: String,
    /// Correspondent account.
    pub corr_account: String,
    /// What is to be paid.
    pub total: Money,
    /// Which way it went.
    pub way: Mode,
}

/// Begins every signed message over facts; a change of [`Facts::canonical_bytes`] changes it.
const FACTS_DOMAIN: &[u8] = b"kvitok receipt 1\n";

impl Facts {
    /// What is signed. Numbers are big-endian; a text is its length in bytes (4 bytes) and its UTF-8.
    ///
    /// ```text
    /// 17  "kvitok receipt 1\n"
    /// 16  identifier of the receipt
    ///  8  version
    ///  …  account number: text
    ///  7  month: YYYY-MM
    ///  8  total, kopecks (two's complement)
    ///  4  number of parts, and for each:
    ///       …  ИНН, БИК, account, correspondent account: four texts
    ///       8  total, kopecks
    ///       1  'E' electronic, 'P' paper
    /// ```
    pub fn canonical_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(96 + 80 * self.parts.len());
        out.extend_from_slice(FACTS_DOMAIN);
        out.extend_from_slice(&self.receipt);
        out.extend_from_slice(&self.version.to_be_bytes());
        put_text(&mut out, &self.account);
        out.extend_from_slice(self.period.to_string().as_bytes());
        out.extend_from_slice(&self.total.0.to_be_bytes());
        put_length(&mut out, self.parts.len());
        for part in &self.parts {
            for text in [&part.inn, &part.bic, &part.account, &part.corr_account] {
                put_text(&mut out, text);
            }
            out.extend_from_slice(&part.total.0.to_be_bytes());
            out.push(match part.way {
                Mode::Electronic => b'E',
                Mode::Paper => b'P',
            });
        }
        out
    }

    /// Signs the facts; equal facts and key give an equal signature.
    pub fn sign(&self, key: &SigningKey) -> Signature {
        Signature(key.key.sign(&self.canonical_bytes()).to_bytes())
    }

    /// Whether the signature is of these facts by that key.
    pub fn verify(&self, signature: Signature, key: &VerifyingKey) -> bool {
        key.accepts(&self.canonical_bytes(), signature)
    }
}

fn put_length(out: &mut Vec<u8>, length: usize) {
    out.extend_from_slice(&u32::try_from(length).expect("a receipt is far below four gigabytes").to_be_bytes());
}

fn put_text(out: &mut Vec<u8>, text: &str) {
    put_length(out, text.len());
    out.extend_from_slice(text.as_bytes());
}

/// The check code that stands for a signature: sixty bits of its SHA-256.
pub fn check_code(signature: Signature) -> CheckCode {
    CheckCode::from_hash(&Sha256::digest(signature.0).into())
}

/// A seal found in a PDF. It says who claims to have sealed what; [`Seal::verify`] says whether that is true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// The number of the key.
    pub key_number: i64,
    /// The receipt's identifier.
    pub receipt_id: [u8; 16],
    signature: Signature,
    /// Where its line begins.
    at: usize,
}

/// Why a PDF cannot be sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// Its end has no `startxref` on a line of its own.
    #[error("not the end of a PDF")]
    NotAPdf,
    /// There is a seal, or what looks like one, already.
    #[error("there is a seal already")]
    Sealed,
}

/// Begins every signed message over a PDF.
const PDF_DOMAIN: &[u8] = b"kvitok pdf 1\n";
const MARK: &[u8] = b"%KVITOK-SEAL ";
const START_XREF: &[u8] = b"startxref";
/// `startxref`, an offset of twenty digits and `%%EOF` take less: what stands further from the end is another one.
const TAIL: usize = 64;
/// 64 bytes in base64 without padding.
const SIGNATURE_TEXT: usize = 86;

/// Puts a seal into a PDF: one comment line before its last `startxref`, where it moves no object, and which readers
/// pass over (ISO 32000, 7.2.4).
///
/// ```text
/// %KVITOK-SEAL 1 <key number> <receipt id: 32 hex digits> <signature: 86 characters of base64url>
/// ```
///
/// Signed is `kvitok pdf 1\n`, the number of bytes before the line (8 bytes, big-endian), and SHA-512 of: all bytes
/// before the line, the line up to the signature, and all bytes after the line.
pub fn seal_pdf(mut pdf: Vec<u8>, key: &SigningKey, receipt_id: [u8; 16]) -> Result<Vec<u8>, SealError> {
    let at = last_startxref(&pdf).ok_or(SealError::NotAPdf)?;
    if memchr::memmem::find(&pdf, MARK).is_some() {
        return Err(SealError::Sealed);
    }
    let head = head(key.number, receipt_id);
    let signature = Signature(key.key.sign(&message(&pdf[..at], &head, &pdf[at..])).to_bytes());
    let line = format!("{head}{}\n", base64url(signature));
    pdf.splice(at..at, line.into_bytes());
    Ok(pdf)
}

/// The seal of a PDF, if its last `startxref` follows one. Looks at the end of the file only.
pub fn read_seal(pdf: &[u8]) -> Option<Seal> {
    let end = last_startxref(pdf)?;
    let before = pdf[..end].strip_suffix(b"\n")?;
    let longest = MARK.len() + 2 + 20 + 1 + 32 + 1 + SIGNATURE_TEXT;
    let window = before.len().saturating_sub(longest + 1);
    let at = before[window..].iter().rposition(|&b| b == b'\n' || b == b'\r').map(|p| window + p + 1)?;
    let line = std::str::from_utf8(&before[at..]).ok()?;
    let (start, signature) = line.split_at_checked(line.len().checked_sub(SIGNATURE_TEXT)?)?;
    let mut words = start.strip_prefix("%KVITOK-SEAL 1 ")?.split(' ');
    let (key_number, id) = (words.next()?.parse().ok()?, words.next()?);
    let mut receipt_id = [0; 16];
    for (i, byte) in receipt_id.iter_mut().enumerate() {
        *byte = u8::from_str_radix(id.get(2 * i..2 * i + 2)?, 16).ok()?;
    }
    // One spelling only: `+7`, `007`, capital letters and words too many are no seal of ours.
    (start == head(key_number, receipt_id)).then_some(())?;
    Some(Seal { key_number, receipt_id, signature: from_base64url(signature)?, at })
}

impl Seal {
    /// Whether `pdf`, from which this seal was read, is byte for byte what the holder of `key` sealed.
    pub fn verify(&self, pdf: &[u8], key: &VerifyingKey) -> bool {
        if key.number != self.key_number || read_seal(pdf).as_ref() != Some(self) {
            return false;
        }
        let head = head(self.key_number, self.receipt_id);
        let after = self.at + head.len() + SIGNATURE_TEXT + 1;
        key.accepts(&message(&pdf[..self.at], &head, &pdf[after..]), self.signature)
    }
}

fn head(key_number: i64, receipt_id: [u8; 16]) -> String {
    format!("%KVITOK-SEAL 1 {key_number} {:032x} ", u128::from_be_bytes(receipt_id))
}

fn message(before: &[u8], head: &str, after: &[u8]) -> Vec<u8> {
    let hash = Sha512::new().chain_update(before).chain_update(head).chain_update(after).finalize();
    [PDF_DOMAIN, &(before.len() as u64).to_be_bytes(), &hash].concat()
}

/// Where the last `startxref` begins, if it begins a line.
fn last_startxref(pdf: &[u8]) -> Option<usize> {
    let from = pdf.len().saturating_sub(TAIL);
    let at = from + pdf[from..].windows(START_XREF.len()).rposition(|window| window == START_XREF)?;
    matches!(pdf[..at].last(), Some(b'\n' | b'\r')).then_some(at)
}

const BASE64URL: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Without padding (RFC 4648, section 5).
fn base64url(signature: Signature) -> String {
    let mut out = String::with_capacity(SIGNATURE_TEXT);
    for bytes in signature.0.chunks(3) {
        let group = bytes.iter().fold(0_u32, |n, &b| n << 8 | u32::from(b)) << (8 * (3 - bytes.len()));
        out.extend((0..=bytes.len()).map(|i| char::from(BASE64URL[(group >> (18 - 6 * i) & 63) as usize])));
    }
    out
}

/// The one signature that is written so: other spellings of the last character are refused.
fn from_base64url(text: &str) -> Option<Signature> {
    let mut out = Vec::with_capacity(66);
    for letters in text.as_bytes().chunks(4) {
        let mut group = 0_u32;
        for i in 0..4 {
            let digit = letters.get(i).map_or(Some(0), |l| BASE64URL.iter().position(|b| b == l))?;
            group = group << 6 | u32::try_from(digit).ok()?;
        }
        out.extend_from_slice(&group.to_be_bytes()[1..]);
    }
    let signature = Signature(out.get(..64)?.try_into().ok()?);
    (base64url(signature) == text).then_some(signature)
}
