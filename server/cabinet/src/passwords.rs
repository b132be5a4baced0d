//! Passwords: Argon2id at OWASP's first setting, off the async threads, and only a few at a time.
//! Not here: who may sign in.

use crate::random::Random;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::view::Problem;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// The hasher of an installation.
#[derive(Clone)]
pub struct Passwords {
    /// How many hashes run at once: a storm of sign-ins must leave a core for pages.
    slots: Arc<Semaphore>,
    /// Hash of nothing that anybody types: compared with when there is nobody, so that the answer takes as long.
    decoy: Arc<str>,
}

/// Shortest password, in characters (NIST SP 800-63B).
pub const MIN_CHARS: usize = 8;
/// Longest: far above any passphrase, below what would make hashing costly.
const MAX_CHARS: usize = 200;

/// What everybody tries first, beside repetitions and rows of digits.
const COMMON: &[&str] = &[
    "password",
    "passw0rd",
    "password1",
    "qwertyui",
    "qwertyuiop",
    "qwerty123",
    "qwerty12",
    "1q2w3e4r",
    "1q2w3e4r5t",
    "1qaz2wsx",
    "zaq12wsx",
    "q1w2e3r4",
    "asdfghjk",
    "asdfghjkl",
    "zxcvbnm1",
    "zxcvbnm,",
    "iloveyou",
    "sunshine",
    "princess",
    "football",
    "welcome1",
    "admin123",
    "administrator",
    "letmein1",
    "trustno1",
    "superman",
    "computer",
    "internet",
    "samsung1",
    "marina12",
    "natasha1",
    "nastya12",
    "kristina",
    "vladimir",
    "alexander",
    "aleksandr",
    "ekaterina",
    "svetlana",
    "anastasia",
    "krasnoyarsk",
    "йцукенгш",
    "йцукенгшщ",
    "йцукенгшщз",
    "пароль12",
    "пароль123",
    "привет12",
    "привет123",
    "любовь12",
    "абакан12",
    "абакан123",
    "квитанция",
    "qazwsxedc",
    "qweasdzxc",
    "1234qwer",
    "qwer1234",
    "123qweasd",
    "12345qwert",
    "a1b2c3d4",
    "abcd1234",
    "abc12345",
    "aa123456",
    "q1234567",
    "123456789a",
    "pass1234",
    "test1234",
    "monkey12",
    "dragon12",
    "master12",
    "shadow12",
    "michael1",
];

/// Whether a password may be chosen. No rules of composition: they make passwords worse (ASVS 6.2.5).
pub fn check(password: &str) -> Option<Problem> {
    let lower = password.to_lowercase();
    let chars: Vec<char> = lower.chars().collect();
    let repeats = chars.windows(2).all(|pair| pair[0] == pair[1]);
    let row = chars.iter().all(char::is_ascii_digit)
        && (chars.windows(2).all(|pair| (pair[1] as i32 - pair[0] as i32).rem_euclid(10) == 1)
            || chars.windows(2).all(|pair| (pair[0] as i32 - pair[1] as i32).rem_euclid(10) == 1));
    match chars.len() {
        0 => Some(Problem::PasswordEmpty),
        n if n < MIN_CHARS => Some(Problem::PasswordTooShort),
        n if n > MAX_CHARS => Some(Problem::PasswordTooLong),
        _ if repeats || row || COMMON.contains(&lower.as_str()) => Some(Problem::PasswordCommon),
        _ => None,
    }
}

fn argon2() -> Argon2<'static> {
    // 19 MiB, two passes, one lane: OWASP Password Storage, ASVS 5.0 appendix C.
    let params = Params::new(19 * 1024, 2, 1, None).expect("constant parameters");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn hash_now(password: &str, salt: [u8; 16]) -> String {
    let salt = SaltString::encode_b64(&salt).expect("sixteen bytes make a salt");
    argon2().hash_password(password.as_bytes(), &salt).expect("constant parameters").to_string()
}

impl Passwords {
    /// With as many slots as there are cores, at least two.
    pub fn new(random: &Random) -> Self {
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        let decoy = hash_now(&crate::secret::hex(&random.bytes::<16>()), random.bytes());
        Self { slots: Arc::new(Semaphore::new(cores.max(2))), decoy: decoy.into() }
    }

    /// A PHC string with a fresh salt.
    pub async fn hash(&self, random: &Random, password: &str) -> String {
        let (password, salt) = (password.to_owned(), random.bytes());
        self.run(move || hash_now(&password, salt)).await
    }

    /// The first of these hashes that is of this password. Takes the time of one hash at least, even for none.
    pub async fn find_match(&self, password: &str, hashes: Vec<Option<String>>) -> Option<usize> {
        let (password, decoy) = (password.to_owned(), self.decoy.clone());
        self.run(move || {
            let verify = |hash: &str| {
                PasswordHash::new(hash).is_ok_and(|hash| argon2().verify_password(password.as_bytes(), &hash).is_ok())
            };
            let found = hashes.iter().position(|hash| hash.as_deref().is_some_and(verify));
            if hashes.iter().all(Option::is_none) {
                let _same_time = verify(&decoy);
            }
            found
        })
        .await
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> T {
        let _slot = self.slots.acquire().await.expect("the semaphore is never closed");
        tokio::task::spawn_blocking(work).await.expect("hashing does not panic")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_of_eight_characters_is_enough_unless_everybody_has_it() {
        assert_eq!(check("дом у реки"), None);
        assert_eq!(check(""), Some(Problem::PasswordEmpty));
        assert_eq!(check("1234567"), Some(Problem::PasswordTooShort));
        assert_eq!(check(&"я".repeat(201)), Some(Problem::PasswordTooLong));
        for common in ["12345678", "87654321", "1234567890", "aaaaaaaa", "Qwerty123", "ЙЦУКЕНГШ"] {
            assert_eq!(check(common), Some(Problem::PasswordCommon), "{common}");
        }
    }

    #[tokio::test]
    async fn a_hash_is_of_its_own_password_only() {
        let random = Random::from_seed(1);
        let passwords = Passwords::new(&random);
        let hash = passwords.hash(&random, "дом у реки").await;
        assert_eq!(passwords.find_match("дом у реки", vec![None, Some(hash.clone())]).await, Some(1));
        assert_eq!(passwords.find_match("дом у моря", vec![Some(hash)]).await, None);
        assert_eq!(passwords.find_match("дом у моря", vec![]).await, None);
    }
}
