//! What many files have alike, packed once: the letters that a font's codes stand for.
//! Not here: packing (see `file`).

use super::file::{Effort, deflate};
use libdeflater::Crc;
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

#[cfg(test)]
mod tests {
    use super::*;

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
