//! What many files have alike, packed once: the font, the structure of receipts with as many lines of each kind, what
//! metadata begin with. Not here: packing (see `file`).

use super::file::{Effort, deflate, deflate_open};
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// How many are kept, one to five kilobytes each: 12 000 receipts of a made-up town have 1 300. A full shelf is emptied.
const ROOM: usize = 4096;

/// Something packed.
pub struct Packed {
    /// As it stands in files.
    pub bytes: Vec<u8>,
    /// Bytes before it was packed.
    pub length: usize,
}

/// By the hash of what was packed, or of what it was made of: the thing itself is five times as large.
type Shelf = HashMap<[u8; 32], Arc<Packed>>;

static SHELF: LazyLock<Mutex<Shelf>> = LazyLock::new(Mutex::default);

/// As [`deflate`] packs it with more effort, and mostly it need not. The same data is always packed to the same bytes.
pub fn packed(data: &[u8]) -> Arc<Packed> {
    kept(b"whole", data, || Packed { bytes: deflate(data, Effort::More), length: data.len() })
}

/// As [`deflate_open`] packs it.
pub fn opened(data: &[u8]) -> Arc<Packed> {
    kept(b"open", data, || Packed { bytes: deflate_open(data), length: data.len() })
}

/// With most effort what is made of `parts`, in one way only: it need not be made to be found.
pub fn made_of(parts: &[u8], make: impl FnOnce() -> Vec<u8>) -> Arc<Packed> {
    kept(b"made", parts, || {
        let data = make();
        Packed { bytes: deflate(&data, Effort::Most), length: data.len() }
    })
}

fn kept(kind: &[u8], named: &[u8], make: impl FnOnce() -> Packed) -> Arc<Packed> {
    let key = Sha256::new().chain_update(kind).chain_update([0]).chain_update(named).finalize().into();
    if let Some(packed) = SHELF.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return packed.clone();
    }
    // Nobody waits while something is packed: two may pack the same, once.
    let packed = Arc::new(make());
    let mut shelf = SHELF.lock().unwrap_or_else(PoisonError::into_inner);
    if shelf.len() == ROOM {
        shelf.clear();
    }
    shelf.insert(key, packed.clone());
    packed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_from_the_shelf_is_what_packing_makes() {
        for round in 0..2 {
            for n in 0..ROOM + 10 {
                let data = format!("{n} quittances").repeat(4);
                assert_eq!(packed(data.as_bytes()).bytes, deflate(data.as_bytes(), Effort::More), "{round} {n}");
            }
            assert!(SHELF.lock().unwrap().len() <= ROOM);
        }
    }
}
