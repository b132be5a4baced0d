//! The one home of randomness: ids and tokens. Seeded by the system, or by a test.
//! Not here: codes and secrets of links, which are derived (see `secret`).

use rand::{RngCore, SeedableRng};
use rand_chacha::ChaCha20Rng;
use std::sync::{Arc, Mutex, PoisonError};
use uuid::Uuid;

/// A cryptographic generator, shared.
#[derive(Clone)]
pub struct Random(Arc<Mutex<ChaCha20Rng>>);

impl Random {
    /// Seeded by the operating system.
    pub fn from_system() -> Self {
        Self(Arc::new(Mutex::new(ChaCha20Rng::from_os_rng())))
    }

    /// The same on every run: for tests and trials.
    pub fn from_seed(seed: u64) -> Self {
        Self(Arc::new(Mutex::new(ChaCha20Rng::seed_from_u64(seed))))
    }

    /// Fresh bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut bytes);
        bytes
    }

    /// A fresh id that sorts by its time (UUID version 7, RFC 9562).
    pub fn id(&self, now_ms: i64) -> Uuid {
        uuid::Builder::from_unix_timestamp_millis(u64::try_from(now_ms).unwrap_or(0), &self.bytes()).into_uuid()
    }
}
