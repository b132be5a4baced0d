//! The key of an installation, and what is derived from it: codes, links, keyed hashes. None of these is stored.
//! Not here: passwords (see `passwords`), where the key is kept (see `kvitok`).

use domain::CodeDigits;
use domain::id::{ConfirmationId, MessageId};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use subtle::ConstantTimeEq;
use uuid::Uuid;

/// The key of the installation: 32 bytes, the same on every server.
#[derive(Clone)]
pub struct Secret(Arc<[u8; 32]>);

/// Bytes of the secret half of a link: 128 bits.
const LINK_MAC: usize = 16;

/// Bytes of the secret half of a return address: 64 bits, guessed one letter at a time.
const RETURN_MAC: usize = 8;

impl Secret {
    /// From its bytes.
    pub fn new(key: [u8; 32]) -> Self {
        Self(Arc::new(key))
    }

    /// HMAC-SHA-256 over a label and data; labels keep uses apart.
    fn mac(&self, label: &str, data: &[u8]) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0[..]).expect("HMAC takes a key of any length");
        mac.update(label.as_bytes());
        mac.update(&[0]);
        mac.update(data);
        mac.finalize().into_bytes().into()
    }

    /// The code of a confirmation: derived, so that no queue and no row ever holds it.
    ///
    /// 64 of the 256 bits modulo a million: the bias is below 10⁻¹³.
    pub fn code(&self, id: ConfirmationId) -> CodeDigits {
        let mac = self.mac("code", id.0.as_bytes());
        let number = u64::from_be_bytes(mac[..8].try_into().expect("eight of 32 bytes"));
        CodeDigits::from_number(u32::try_from(number % 1_000_000).expect("below a million"))
    }

    /// What is stored of a code.
    pub fn code_hash(&self, id: ConfirmationId, code: &CodeDigits) -> [u8; 32] {
        let mut data = id.0.as_bytes().to_vec();
        data.extend_from_slice(code.digits().as_bytes());
        self.mac("code-hash", &data)
    }

    /// The token of a link in a letter: its id and a mac, as 64 hexadecimal digits.
    pub fn link_token(&self, kind: &str, id: Uuid) -> String {
        let mut bytes = id.as_bytes().to_vec();
        bytes.extend_from_slice(&self.mac(kind, id.as_bytes())[..LINK_MAC]);
        hex(&bytes)
    }

    /// The id inside a token, if the token is ours and of this kind.
    pub fn open_link_token(&self, kind: &str, token: &str) -> Option<Uuid> {
        let bytes = unhex(token)?;
        let (id, mac) = bytes.split_at_checked(16)?;
        let id = Uuid::from_slice(id).ok()?;
        let expected = self.mac(kind, id.as_bytes());
        bool::from(expected[..LINK_MAC].ct_eq(mac)).then_some(id)
    }

    /// The part of a letter's return address that only we can make: its id and a mac, as 48 hexadecimal digits. With a
    /// word before it, it fits into the 64 characters of a local part (RFC 5321, 4.5.3.1.1).
    pub fn return_tag(&self, id: MessageId) -> String {
        let mut bytes = id.0.as_bytes().to_vec();
        bytes.extend_from_slice(&self.mac("return", id.0.as_bytes())[..RETURN_MAC]);
        hex(&bytes)
    }

    /// The letter a return address is of, if the address is ours. Mail servers may change the case of letters.
    pub fn open_return_tag(&self, tag: &str) -> Option<MessageId> {
        let bytes = unhex(&tag.to_ascii_lowercase())?;
        let (id, mac) = bytes.split_at_checked(16)?;
        let id = Uuid::from_slice(id).ok()?;
        let expected = self.mac("return", id.as_bytes());
        bool::from(expected[..RETURN_MAC].ct_eq(mac)).then_some(MessageId(id))
    }

    /// The seed of a signing key: private keys are derived, never stored.
    pub fn signing_seed(&self, number: i64) -> [u8; 32] {
        self.mac("signing key", &number.to_be_bytes())
    }

    /// The seed of the key that signs for push services.
    pub fn push_seed(&self) -> [u8; 32] {
        self.mac("push key", &[])
    }

    /// The secret of an authenticator app: twenty bytes, derived from the id of the second factor.
    pub fn app_secret(&self, id: Uuid) -> [u8; 20] {
        self.mac("app", id.as_bytes())[..20].try_into().expect("twenty of 32 bytes")
    }

    /// What a recovery code is written from.
    pub fn recovery(&self, id: Uuid, number: u8) -> [u8; 32] {
        let mut data = id.as_bytes().to_vec();
        data.push(number);
        self.mac("recovery", &data)
    }

    /// The secret part of the address that a gateway calls back: 32 hexadecimal digits.
    pub fn hook_secret(&self, gateway: &str) -> String {
        hex(&self.mac("hook", gateway.as_bytes())[..LINK_MAC])
    }

    /// Whether somebody who calls knows it; the comparison takes as long for any that is wrong.
    pub fn is_hook_secret(&self, gateway: &str, given: &str) -> bool {
        self.hook_secret(gateway).as_bytes().ct_eq(given.as_bytes()).into()
    }

    /// A key for counting that does not say what is counted.
    pub fn count_key(&self, limit: &str, what: &str) -> [u8; 32] {
        self.mac("limit", format!("{limit}\0{what}").as_bytes())
    }

    /// The id of the one draft of a form that a browser has.
    pub fn draft_id(&self, form: &str, browser: &[u8]) -> [u8; 32] {
        let mut data = form.as_bytes().to_vec();
        data.push(0);
        data.extend_from_slice(browser);
        self.mac("draft", &data)
    }
}

/// SHA-256, for tokens of full entropy: the database never holds the token itself.
pub fn token_hash(token: &[u8]) -> [u8; 32] {
    Sha256::digest(token).into()
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        write!(out, "{byte:02x}").expect("writing to a String cannot fail");
        out
    })
}

/// Back from [`hex`]; nothing for anything else.
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || text.len() > 256 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    (0..text.len()).step_by(2).map(|i| u8::from_str_radix(&text[i..i + 2], 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_opens_only_with_the_key_and_the_kind_it_was_made_with() {
        let (ours, theirs) = (Secret::new([1; 32]), Secret::new([2; 32]));
        let id = Uuid::from_u128(7);
        let token = ours.link_token("email", id);
        assert_eq!(ours.open_link_token("email", &token), Some(id));
        assert_eq!(ours.open_link_token("password", &token), None);
        assert_eq!(theirs.open_link_token("email", &token), None);
        for changed in ["", "00", "не ссылка", &token[2..], &format!("{}0", &token[1..])] {
            assert_eq!(ours.open_link_token("email", changed), None, "{changed}");
        }
    }

    #[test]
    fn the_address_of_a_call_back_opens_only_whole_and_with_the_key() {
        let (ours, theirs) = (Secret::new([1; 32]), Secret::new([2; 32]));
        let secret = ours.hook_secret("sms");
        assert!(ours.is_hook_secret("sms", &secret) && secret.len() == 32);
        assert!(!theirs.is_hook_secret("sms", &secret) && !ours.is_hook_secret("mail", &secret));
        for wrong in ["", &secret[1..], &secret.to_uppercase(), "%00"] {
            assert!(!ours.is_hook_secret("sms", wrong), "{wrong}");
        }
    }

    #[test]
    fn codes_are_six_digits_and_differ_by_confirmation_and_key() {
        let secret = Secret::new([1; 32]);
        let codes: std::collections::HashSet<String> =
            (0..1000).map(|n| secret.code(ConfirmationId(Uuid::from_u128(n))).digits().to_owned()).collect();
        assert!(codes.len() > 990 && codes.iter().all(|code| code.len() == 6));
        let id = ConfirmationId(Uuid::from_u128(1));
        assert_ne!(secret.code_hash(id, &secret.code(id)), Secret::new([2; 32]).code_hash(id, &secret.code(id)));
    }
}
