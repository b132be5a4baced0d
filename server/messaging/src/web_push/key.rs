//! The key with which we sign for push services: VAPID, RFC 8292. Derived from the installation's key, never stored.
//! Not here: what is signed for whom and when (see `web_push`).

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use p256::SecretKey;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use sha2::{Digest, Sha256};

/// The key pair.
#[derive(Clone)]
pub struct PushKey(SecretKey);

impl PushKey {
    /// The key of a seed. One in four thousand million seeds is none: then its hash is the seed.
    pub fn from_seed(mut seed: [u8; 32]) -> Self {
        loop {
            if let Ok(key) = SecretKey::from_slice(&seed) {
                return Self(key);
            }
            seed = Sha256::digest(seed).into();
        }
    }

    /// Its public half, base64url, as browsers ask for it.
    pub fn public(&self) -> String {
        BASE64.encode(self.0.public_key().to_sec1_bytes())
    }

    /// The header `Authorization` for a push service: until `until` (unix seconds) the bearer may send there what comes
    /// from us. `contact` is whom the service asks when something is wrong.
    pub fn authorization(&self, service: &str, until: i64, contact: &str) -> String {
        let claims = serde_json::json!({ "aud": service, "exp": until, "sub": format!("mailto:{contact}") });
        let head = BASE64.encode(r#"{"typ":"JWT","alg":"ES256"}"#);
        let signed = format!("{head}.{}", BASE64.encode(claims.to_string()));
        let signature: Signature = SigningKey::from(&self.0).sign(signed.as_bytes());
        format!("vapid t={signed}.{}, k={}", BASE64.encode(signature.to_bytes()), self.public())
    }
}
