//! What many files have alike, packed once: the letters that a font's codes stand for, the end of metadata.
//! Not here: packing (see `file`).

use super::file::{Effort, deflate};
use libdeflater::{Adler32, CompressionLvl, Compressor, Crc};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// How many are kept, a kilobyte each: receipts of a town have a few dozen. A full shelf is emptied.
const ROOM: usize = 256;

/// Something packed, and what it was.
struct Kept {
    data: Box<[u8]>,
    packed: Arc<[u8]>,
}

static SHELF: LazyLock<Mutex<HashMap<u32, Kept>>> = LazyLock::new(Mutex::default);

/// As [`deflate`] packs it, with much effort, and mostly it need not. The same data is always packed to the same bytes.
pub fn packed(data: &[u8]) -> Arc<[u8]> {
    let mut sum = Crc::new();
    sum.update(data);
    let key = sum.sum();
    let found =
        |shelf: &HashMap<_, Kept>| shelf.get(&key).filter(|kept| *kept.data == *data).map(|kept| kept.packed.clone());
    if let Some(packed) = found(&SHELF.lock().unwrap_or_else(PoisonError::into_inner)) {
        return packed;
    }
    // Nobody waits while something is packed: two may pack the same, once.
    let packed: Arc<[u8]> = deflate(data, Effort::Much).into();
    let mut shelf = SHELF.lock().unwrap_or_else(PoisonError::into_inner);
    if shelf.len() == ROOM {
        shelf.clear();
    }
    shelf.insert(key, Kept { data: data.into(), packed: packed.clone() });
    packed
}

/// How streams of many files end.
pub struct Ending {
    plain: Vec<u8>,
    packed: Vec<u8>,
}

impl Ending {
    /// Packs it, as hard as can be.
    pub fn new(plain: Vec<u8>) -> Self {
        let mut compressor = Compressor::new(CompressionLvl::best());
        let mut packed = vec![0; compressor.deflate_compress_bound(plain.len())];
        let length = compressor.deflate_compress(&plain, &mut packed).expect("there is room for the worst case");
        packed.truncate(length);
        Self { plain, packed }
    }

    /// A zlib stream (RFC 1950) of a beginning, which stands in it as it is (RFC 1951, 3.2.4), and this end.
    pub fn after(&self, beginning: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(beginning.len() + self.packed.len() + 16);
        out.extend([0x78, 0x01]);
        for part in beginning.chunks(u16::MAX.into()) {
            let length = u16::try_from(part.len()).unwrap_or_default();
            out.push(0);
            out.extend(length.to_le_bytes());
            out.extend((!length).to_le_bytes());
            out.extend(part);
        }
        out.extend(&self.packed);
        let mut sum = Adler32::new();
        sum.update(beginning);
        sum.update(&self.plain);
        out.extend(sum.sum().to_be_bytes());
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn a_beginning_and_an_ending_unpack_to_both() {
        let ending = Ending::new(b"the end that all of them have, that all of them have".to_vec());
        for length in [0, 1, 300, 65_535, 65_536, 200_000] {
            let beginning: Vec<u8> = (0..length).map(|at| u8::try_from(at % 251).unwrap()).collect();
            let mut unpacked = Vec::new();
            flate2::read::ZlibDecoder::new(&ending.after(&beginning)[..]).read_to_end(&mut unpacked).unwrap();
            assert!(unpacked == [&beginning[..], &ending.plain].concat(), "{length}");
        }
    }

    #[test]
    fn what_comes_from_the_shelf_is_what_packing_makes() {
        for round in 0..3 {
            for n in 0..ROOM + 10 {
                let data = format!("{n} quittances").repeat(40);
                assert_eq!(*packed(data.as_bytes()), *deflate(data.as_bytes(), Effort::Much), "{round} {n}");
            }
            assert!(SHELF.lock().unwrap().len() <= ROOM);
        }
    }
}
