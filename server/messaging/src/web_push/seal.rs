//! Encryption of a push message for one device: RFC 8291 over the content coding `aes128gcm` of RFC 8188, one record.
//! Not here: who sent it (see `key`), how it travels (see `web_push`).

use aes_gcm::aead::{Aead, KeyInit};
use aes_gcm::{Aes128Gcm, Nonce};
use hkdf::Hkdf;
use p256::{PublicKey, SecretKey};
use sha2::Sha256;

/// Size of the record that the header promises: ours is the last and shorter.
const RECORD: u32 = 4096;
/// Every message is filled up to this many bytes: its length tells nobody what it says.
const FILLED: usize = 512;
/// Ends the text, and says that no record follows.
const LAST: u8 = 2;

/// A message cannot be sealed: the device's key is no key, or the text is too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the device's keys are no keys")]
pub struct NotSealed;

/// Seals a text for a device. `own` and `salt` are new for each message.
pub fn seal(text: &[u8], device: &[u8], auth: &[u8], own: &SecretKey, salt: &[u8; 16]) -> Result<Vec<u8>, NotSealed> {
    let mut filled = text.to_vec();
    filled.push(LAST);
    if filled.len() < FILLED {
        filled.resize(FILLED, 0);
    }
    seal_record(&filled, device, auth, own, salt)
}

fn seal_record(record: &[u8], device: &[u8], auth: &[u8], own: &SecretKey, salt: &[u8; 16]) -> Result<Vec<u8>, NotSealed> {
    let their_key = PublicKey::from_sec1_bytes(device).map_err(|_| NotSealed)?;
    let own_key = own.public_key().to_sec1_bytes();
    let shared = own.diffie_hellman(&their_key);
    let info = [b"WebPush: info\0", device, &own_key].concat();
    let mut material = [0; 32];
    expand(auth, shared.raw_secret_bytes(), &info, &mut material)?;
    let (mut key, mut nonce) = ([0; 16], [0; 12]);
    expand(salt, &material, b"Content-Encoding: aes128gcm\0", &mut key)?;
    expand(salt, &material, b"Content-Encoding: nonce\0", &mut nonce)?;
    let sealed = Aes128Gcm::new(&key.into()).encrypt(&Nonce::from(nonce), record).map_err(|_| NotSealed)?;
    let length = u8::try_from(own_key.len()).map_err(|_| NotSealed)?;
    Ok([&salt[..], &RECORD.to_be_bytes(), &[length], &own_key, &sealed].concat())
}

fn expand(salt: &[u8], material: &[u8], info: &[u8], out: &mut [u8]) -> Result<(), NotSealed> {
    Hkdf::<Sha256>::new(Some(salt), material).expand(info, out).map_err(|_| NotSealed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine;
    use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;

    #[test]
    fn the_example_of_the_standard_comes_out_byte_for_byte() {
        let bytes = |text: &str| BASE64.decode(text).unwrap();
        let own = SecretKey::from_slice(&bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")).unwrap();
        let device = bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4");
        let salt: [u8; 16] = bytes("DGv6ra1nlYgDCS1FRnbzlw").try_into().unwrap();
        let record = [b"When I grow up, I want to be a watermelon", &[LAST][..]].concat();
        let sealed = seal_record(&record, &device, &bytes("BTBZMqHH6r4Tts7J_aSIgg"), &own, &salt).unwrap();
        let expected = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6T\
                        lzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";
        assert_eq!(BASE64.encode(sealed), expected);
    }

    #[test]
    fn messages_are_of_one_length_and_what_is_no_key_is_refused() {
        let own = SecretKey::from_slice(&[7; 32]).unwrap();
        let device = SecretKey::from_slice(&[9; 32]).unwrap().public_key().to_sec1_bytes();
        let length = |text: &str| seal(text.as_bytes(), &device, &[1; 16], &own, &[2; 16]).unwrap().len();
        assert_eq!(length(""), length("Новая квитанция за сентябрь 2026"));
        let off_the_curve = [&[4][..], &[1; 64]].concat();
        for wrong in [&[][..], &[0; 65], &off_the_curve] {
            assert_eq!(seal(b"x", wrong, &[1; 16], &own, &[2; 16]), Err(NotSealed));
        }
    }
}
