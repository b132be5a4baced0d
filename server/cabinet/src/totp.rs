//! Codes of authenticator apps: HOTP (RFC 4226) over steps of half a minute (RFC 6238), with SHA-1, which all apps know.
//! Not here: whose secret it is, and which steps have been used (see `second_factor`).

use hmac::{Hmac, Mac};
use sha1::Sha1;
use subtle::ConstantTimeEq;

/// Seconds a code lives in the app.
const STEP: i64 = 30;
/// Letters of base32 (RFC 4648).
const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The step of a moment in unix milliseconds.
pub(crate) fn step_of(ms: i64) -> i64 {
    ms.div_euclid(1000 * STEP)
}

/// The code of a step, as a number of `digits` digits.
fn number(secret: &[u8], step: i64, digits: u32) -> u32 {
    let mut mac = Hmac::<Sha1>::new_from_slice(secret).expect("HMAC takes a key of any length");
    mac.update(&step.to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let at = usize::from(hash[19] & 15);
    let word = u32::from_be_bytes(hash[at..at + 4].try_into().expect("four of twenty bytes"));
    (word & 0x7fff_ffff) % 10_u32.pow(digits)
}

/// The step whose code was typed: this one, the one before or the one after, because clocks differ.
pub(crate) fn find_step(secret: &[u8], now_ms: i64, typed: &str) -> Option<i64> {
    let now = step_of(now_ms);
    [now, now - 1, now + 1]
        .into_iter()
        .find(|step| bool::from(format!("{:06}", number(secret, *step, 6)).as_bytes().ct_eq(typed.as_bytes())))
}

/// Base32 without padding.
pub(crate) fn base32(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(5) * 8);
    let (mut buffer, mut bits) = (0_u32, 0);
    for byte in bytes {
        buffer = (buffer << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            out.push(char::from(ALPHABET[((buffer >> bits) & 31) as usize]));
        }
        buffer &= (1 << bits) - 1;
    }
    if bits > 0 {
        out.push(char::from(ALPHABET[((buffer << (5 - bits)) & 31) as usize]));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8] = b"12345678901234567890";

    #[test]
    fn codes_are_those_of_appendix_b_of_rfc_6238() {
        let vectors = [
            (59, 94_287_082),
            (1_111_111_109, 7_081_804),
            (1_111_111_111, 14_050_471),
            (1_234_567_890, 89_005_924),
            (2_000_000_000, 69_279_037),
            (20_000_000_000, 65_353_130),
        ];
        for (seconds, code) in vectors {
            assert_eq!(number(SECRET, step_of(seconds * 1000), 8), code, "{seconds}");
        }
    }

    #[test]
    fn codes_are_those_of_appendix_d_of_rfc_4226() {
        let codes: Vec<u32> = (0..4).map(|count| number(SECRET, count, 6)).collect();
        assert_eq!(codes, [755_224, 287_082, 359_152, 969_429]);
    }

    #[test]
    fn a_clock_may_be_half_a_minute_wrong_and_no_more() {
        let now = 1_234_567_890_000;
        let step = step_of(now);
        for (away, taken) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] {
            let typed = format!("{:06}", number(SECRET, step + away, 6));
            assert_eq!(find_step(SECRET, now, &typed), taken.then_some(step + away), "{away}");
        }
        for typed in ["", "1", "0000000", "шесть"] {
            assert_eq!(find_step(SECRET, now, typed), None);
        }
    }

    #[test]
    fn base32_is_that_of_rfc_4648() {
        let vectors = [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB")];
        for (bytes, text) in vectors {
            assert_eq!(base32(bytes.as_bytes()), text);
        }
        assert_eq!(base32(SECRET), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }
}
