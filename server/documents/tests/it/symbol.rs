//! QR symbols: sizes, format, the path and the runs.
//! Not here: scanning them back from a page (see `pdf`).

use documents::symbol::{Symbol, encode, version};

/// Format bits (ISO/IEC 18004, 7.9) of error correction M with masks 0 to 7.
const FORMAT_M: [u16; 8] = [
    0b101_0100_0001_0010,
    0b101_0001_0010_0101,
    0b101_1110_0111_1100,
    0b101_1011_0100_1011,
    0b100_0101_1111_1001,
    0b100_0000_1100_1110,
    0b100_1111_1001_0111,
    0b100_1010_1010_0000,
];

/// The mask that the format bits beside the upper left corner name, if they are those of error correction M.
fn mask(symbol: &Symbol) -> Option<usize> {
    let row = [0, 1, 2, 3, 4, 5, 7, 8].map(|x| (x, 8));
    let column = [7, 5, 4, 3, 2, 1, 0].map(|y| (8, y));
    let bits = row.into_iter().chain(column).fold(0, |bits, (x, y)| bits << 1 | u16::from(symbol.is_dark(x, y)));
    FORMAT_M.iter().position(|&format| format == bits)
}

fn masked(mask: usize, x: usize, y: usize) -> bool {
    match mask {
        0 => (x + y).is_multiple_of(2),
        1 => y.is_multiple_of(2),
        2 => x.is_multiple_of(3),
        3 => (x + y).is_multiple_of(3),
        4 => (y / 2 + x / 3).is_multiple_of(2),
        5 => x * y % 2 + x * y % 3 == 0,
        6 => (x * y % 2 + x * y % 3).is_multiple_of(2),
        _ => ((x + y) % 2 + x * y % 3).is_multiple_of(2),
    }
}

#[test]
fn a_symbol_is_of_the_smallest_version_that_holds_its_bytes() {
    for (length, smallest) in [(1, 1), (14, 1), (15, 2), (251, 11), (252, 12), (388, 15), (480, 17), (2331, 40)] {
        assert_eq!(version(length), Some(smallest), "{length} bytes");
        assert_eq!(encode(&vec![b'1'; length]).unwrap().size(), usize::from(smallest) * 4 + 17, "{length} bytes");
    }
    assert_eq!(version(2332), None);
    assert!(encode(&[b'1'; 2332]).is_err());
}

#[test]
fn a_symbol_is_of_level_m_and_begins_with_byte_mode_and_no_eci() {
    // Digits alone tempt an encoder into numeric mode, and Cyrillic letters into an ECI header.
    for text in ["0123456789", "ST00012|Name=ООО «Три кита»"] {
        let bytes = text.as_bytes();
        let symbol = encode(bytes).unwrap();
        let mask = mask(&symbol).expect("format bits of level M");
        // The first codewords climb the two right-hand columns: mode 0100, then eight bits of the length.
        let last = symbol.size() - 1;
        let bits = (0..6).flat_map(|row| [(last, last - row), (last - 1, last - row)]);
        let read = bits.fold(0, |n, (x, y)| n << 1 | u16::from(symbol.is_dark(x, y) != masked(mask, x, y)));
        assert_eq!(read, 0b0100 << 8 | u16::try_from(bytes.len()).unwrap(), "{text}");
    }
}

#[test]
fn symbols_of_all_versions_are_those_of_another_encoder() {
    use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};
    let mut length = 1;
    for smallest in 1..=40 {
        while version(length + 1) == Some(smallest) {
            length += 1;
        }
        let bytes: Vec<u8> = (0..length).map(|at| u8::try_from(at * at % 251).unwrap()).collect();
        let theirs = QrCode::encode_segments_advanced(
            &[QrSegment::make_bytes(&bytes)],
            QrCodeEcc::Medium,
            Version::MIN,
            Version::MAX,
            Some(Mask::new(0)),
            false,
        );
        let (ours, theirs) = (encode(&bytes).unwrap(), theirs.unwrap());
        assert_eq!(i32::try_from(ours.size()).unwrap(), theirs.size());
        for (y, row) in (0..).zip(ours.rows()) {
            for (x, &dark) in (0..).zip(row) {
                assert_eq!(dark, theirs.get_module(x, y), "version {smallest}, column {x}, row {y}");
            }
        }
        length += 1;
    }
}

#[test]
fn equal_bytes_make_equal_symbols() {
    assert_eq!(encode(b"ST00012|Name=A").unwrap(), encode(b"ST00012|Name=A").unwrap());
    assert_ne!(encode(b"ST00012|Name=A").unwrap(), encode(b"ST00012|Name=B").unwrap());
}

#[test]
fn runs_cover_the_dark_modules_once_and_are_as_long_as_can_be() {
    let symbol = encode(&[b'x'; 300]).unwrap();
    let mut painted = vec![false; symbol.size() * symbol.size()];
    for run in symbol.runs() {
        assert!(!symbol.is_dark(run.x.wrapping_sub(1), run.y) && !symbol.is_dark(run.x + run.length, run.y));
        for x in run.x..run.x + run.length {
            assert!(!std::mem::replace(&mut painted[run.y * symbol.size() + x], true));
        }
    }
    for y in 0..symbol.size() {
        for x in 0..symbol.size() {
            assert_eq!(painted[y * symbol.size() + x], symbol.is_dark(x, y), "{x} {y}");
        }
    }
}

#[test]
fn the_svg_path_draws_the_runs() {
    let symbol = encode(b"ST00012").unwrap();
    let path = symbol.svg_path();
    assert!(path.starts_with("M0 0h7v1h-7z"), "{path}");
    assert_eq!(path.matches('M').count(), symbol.runs().count());
    let dark: usize =
        path.split('M').skip(1).map(|part| part.split(['h', 'v']).nth(1).unwrap().parse::<usize>().unwrap()).sum();
    assert_eq!(dark, symbol.runs().map(|run| run.length).sum::<usize>());
}
