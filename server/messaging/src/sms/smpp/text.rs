//! The words of an SMS as SMPP carries them: GSM 03.38 where it has all the letters, else UCS-2; several parts if long.
//! Not here: the requests around them (see `smpp`).

use rusmpp::extra::encoding::gsm7bit::Gsm7BitUnpacked;
use rusmpp::values::DataCoding;

/// What fits: (one message alone, each part of several), in units of an alphabet.
const GSM: (usize, usize) = (160, 153);
const UCS2: (usize, usize) = (70, 67);
const ESCAPE: u8 = 0x1b;

/// The words, cut.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cut {
    pub(super) coding: DataCoding,
    pub(super) parts: Vec<Vec<u8>>,
}

/// Cuts the words so that nobody gets half a letter. `only_ucs2` is for gateways whose own alphabet is not GSM 03.38.
pub(super) fn cut(words: &str, only_ucs2: bool) -> Cut {
    let gsm = if only_ucs2 { None } else { Gsm7BitUnpacked::new().encode_to_vec(words).ok() };
    if let Some(septets) = gsm {
        // What follows an escape belongs to it.
        let parts = split(&septets, GSM, |unit| *unit == ESCAPE);
        return Cut { coding: DataCoding::McSpecific, parts: parts.into_iter().map(<[u8]>::to_vec).collect() };
    }
    let units: Vec<u16> = words.encode_utf16().collect();
    let parts = split(&units, UCS2, |unit| (0xd800..0xdc00).contains(unit));
    let bytes = |part: &[u16]| part.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    Cut { coding: DataCoding::Ucs2, parts: parts.into_iter().map(bytes).collect() }
}

/// Parts of the allowed length; a unit that `begins` a pair is never the last of its part.
fn split<T>(units: &[T], (alone, each): (usize, usize), begins: impl Fn(&T) -> bool) -> Vec<&[T]> {
    if units.len() <= alone {
        return vec![units];
    }
    let (mut parts, mut rest) = (Vec::new(), units);
    while !rest.is_empty() {
        let mut length = each.min(rest.len());
        if length < rest.len() && begins(&rest[length - 1]) {
            length -= 1;
        }
        let (part, after) = rest.split_at(length);
        parts.push(part);
        rest = after;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lengths(cut: &Cut) -> Vec<usize> {
        cut.parts.iter().map(Vec::len).collect()
    }

    #[test]
    fn latin_words_go_in_the_alphabet_of_the_network_and_russian_ones_in_ucs2() {
        let latin = cut("Your code: 123456 @kvitok", false);
        assert_eq!((latin.coding, latin.parts.len()), (DataCoding::McSpecific, 1));
        // @ is the first letter of GSM 03.38.
        assert_eq!(latin.parts[0][18], 0);
        let russian = cut("Код: 123456", false);
        assert_eq!(
            russian,
            Cut {
                coding: DataCoding::Ucs2, parts: vec!["Код: 123456".encode_utf16().flat_map(u16::to_be_bytes).collect()]
            }
        );
        assert_eq!(cut("code", true).coding, DataCoding::Ucs2);
    }

    #[test]
    fn long_words_are_cut_where_a_part_is_full_and_never_within_a_letter() {
        assert_eq!(lengths(&cut(&"a".repeat(160), false)), [160]);
        assert_eq!(lengths(&cut(&"a".repeat(161), false)), [153, 8]);
        assert_eq!(lengths(&cut(&"ж".repeat(70), false)), [140]);
        assert_eq!(lengths(&cut(&"ж".repeat(135), false)), [134, 134, 2]);
        // € is an escape and a letter; a house is two units of UTF-16.
        assert_eq!(lengths(&cut(&("a".repeat(152) + "€" + &"a".repeat(20)), false)), [152, 22]);
        assert_eq!(lengths(&cut(&("ж".repeat(66) + "🏠" + &"ж".repeat(20)), false)), [132, 44]);
    }
}
