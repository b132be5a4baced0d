//! What many files have alike, packed once: the letters that a font's codes stand for, the structure of receipts with as
//! many lines of each kind. Not here: packing (see `file`).

use super::file::{Effort, deflate};
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// How many are kept, one to three kilobytes each: 12 000 receipts of a made-up town have 1 300. A full shelf is emptied.
const ROOM: usize = 4096;

/// By the hash of what was packed: what it was is five times as large.
type Shelf = HashMap<[u8; 32], Arc<[u8]>>;

static SHELF: LazyLock<Mutex<Shelf>> = LazyLock::new(Mutex::default);

/// As [`deflate`] packs it, with most effort, and mostly it need not. The same data is always packed to the same bytes.
pub fn packed(data: &[u8]) -> Arc<[u8]> {
    let key = Sha256::digest(data).into();
    if let Some(packed) = SHELF.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return packed.clone();
    }
    // Nobody waits while something is packed: two may pack the same, once.
    let packed: Arc<[u8]> = deflate(data, Effort::Most).into();
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
                assert_eq!(*packed(data.as_bytes()), *deflate(data.as_bytes(), Effort::Most), "{round} {n}");
            }
            assert!(SHELF.lock().unwrap().len() <= ROOM);
        }
    }
}
