//! Undoing a wrong decoding: a scanner that took windows-1251 for Latin-1 or Shift JIS, a program that took UTF-8 for either.
//! Not here: what the text says (see `read`).

use super::Encoding;
use encoding_rs::{SHIFT_JIS, UTF_8, WINDOWS_1251, WINDOWS_1252};
use std::borrow::Cow;

/// The text as its writer meant it: the given one, or what its bytes say in another encoding if that has a clearly
/// greater share of Russian letters among its letters beyond ASCII.
pub(super) fn undo_wrong_decoding(text: &str, named: Encoding) -> Cow<'_, str> {
    let given = russian_share(text);
    if text.is_ascii() || given >= ALL {
        return Cow::Borrowed(text);
    }
    let misread_as = [latin1(text), whole(WINDOWS_1251, text), whole(SHIFT_JIS, text)];
    let mut best: (u32, Option<String>) = (given, None);
    for bytes in misread_as.iter().flatten() {
        for meant in [UTF_8, named.table()] {
            let Some(candidate) = meant.decode_without_bom_handling_and_without_replacement(bytes) else { continue };
            let share = russian_share(&candidate);
            if share > best.0 {
                best = (share, Some(candidate.into_owned()));
            }
        }
    }
    best.1.map_or(Cow::Borrowed(text), Cow::Owned)
}

/// A share of one.
const ALL: u32 = 1000;

/// Thousandths of characters beyond ASCII that Russian text has.
fn russian_share(text: &str) -> u32 {
    let (mut russian, mut all) = (0_u64, 0_u64);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        all += 1;
        russian += u64::from(matches!(c, 'А'..='я' | 'Ё' | 'ё' | '«' | '»' | '№' | '—' | '–' | '“' | '”' | '„' | '\u{a0}'));
    }
    u32::try_from(russian * u64::from(ALL) / all.max(1)).unwrap_or(0)
}

/// The bytes of text that was decoded as Latin-1, or as windows-1252, which has letters among its controls.
fn latin1(text: &str) -> Option<Vec<u8>> {
    text.chars()
        .map(|c| {
            u8::try_from(u32::from(c)).ok().or_else(|| {
                let mut letter = [0; 4];
                match whole(WINDOWS_1252, c.encode_utf8(&mut letter))?.as_slice() {
                    [byte] => Some(*byte),
                    _ => None,
                }
            })
        })
        .collect()
}

/// The bytes of text that was decoded as `encoding`, if all of it can have been.
fn whole(encoding: &'static encoding_rs::Encoding, text: &str) -> Option<Vec<u8>> {
    let (bytes, _, lacking) = encoding.encode(text);
    (!lacking).then(|| bytes.into_owned())
}
