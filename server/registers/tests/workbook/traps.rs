//! Workbooks made to do harm, and workbooks spoilt by chance: refused in a sentence, without a crash or much memory.
//! Not here: workbooks that are merely wrong (see `reading`).

use crate::parts::{Gis, edited, facts, payee, sentence};
use proptest::prelude::*;
use registers::FileError;
use registers::xlsx::{detect, read_gis, read_register};
use std::io::{Cursor, Write};

const BOMB: &str = "Книга сжата так сильно, как настоящие не бывают: похоже на файл-ловушку. Она не загружена. \
                    Пересохраните её в Excel или выгрузите заново.";

/// A zip with one part of so many zeros.
fn zeros(megabytes: usize) -> Vec<u8> {
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    to.start_file("xl/worksheets/sheet1.xml", zip::write::SimpleFileOptions::default()).unwrap();
    for _ in 0..megabytes {
        to.write_all(&vec![0; 1 << 20]).unwrap();
    }
    to.finish().unwrap().into_inner()
}

#[test]
fn a_part_packed_beyond_belief_is_a_bomb() {
    let bomb = zeros(8);
    assert!(bomb.len() < 20_000);
    assert_eq!(sentence(read_gis(Cursor::new(&bomb)).unwrap_err()), BOMB);
    assert_eq!(sentence(read_register(Cursor::new(&bomb)).unwrap_err()), BOMB);
}

#[test]
fn a_directory_that_lies_of_the_size_is_not_believed() {
    let mut bomb = zeros(8);
    // The size unpacked, in the central directory and before the part itself.
    let directory = bomb.windows(4).rposition(|bytes| bytes == b"PK\x01\x02").unwrap();
    for at in [directory + 24, 22] {
        bomb[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
    }
    let told = sentence(read_gis(Cursor::new(bomb)).unwrap_err());
    assert!(told.starts_with("Книга Excel повреждена и не читается."), "{told}");
}

#[test]
fn a_promise_of_milliards_of_texts_is_not_made_room_for() {
    let book = Gis::new().bytes();
    for promise in
        ["uniqueCount=\"99999999999\"", "uniqueCount = '9223372036854775807'", "uniqueCount=\"99999999999999999999\""]
    {
        let trap = edited(&book, |name, part| {
            if name != "xl/sharedStrings.xml" {
                return part;
            }
            let text = String::from_utf8(part).unwrap();
            let at = text.find("uniqueCount").unwrap();
            let end = at + text[at..].find('>').unwrap();
            format!("{}{promise}{}", &text[..at], &text[end..]).into_bytes()
        });
        assert_eq!(sentence(read_gis(Cursor::new(trap)).unwrap_err()), BOMB);
    }
}

#[test]
fn sheets_with_what_no_spreadsheet_writes_are_refused_in_a_sentence() {
    let book = Gis::new().bytes();
    for (from, to) in [
        ("<v>", "<v>+"),
        ("t=\"s\"", "t=\"n\""),
        ("t=\"s\"", "t=\"z\""),
        ("<v>1", "<v>9999999"),
        ("r=\"A4\"", "r=\"A99999999999\""),
        ("r=\"A5\"", "r=\"A4\""),
        ("</sheetData>", ""),
        ("<c ", "<c s=\"99999999\" "),
        ("<mergeCell ref=\"", "<mergeCell ref=\"A1:XFD1048576\"/><mergeCell ref=\""),
        ("<sheetData>", "<sheetData><!DOCTYPE a [<!ENTITY b \"c\">]>&b;"),
    ] {
        let spoilt = edited(&book, |name, part| {
            if !name.contains("worksheets/sheet") {
                return part;
            }
            String::from_utf8(part).unwrap().replace(from, to).into_bytes()
        });
        // Some of it still reads; nothing of it may crash.
        if let Err(problems) = read_gis(Cursor::new(&spoilt)) {
            assert!(!problems.to_string().is_empty());
        }
        let known = detect(Cursor::new(&spoilt));
        assert!(known.is_ok() || known == Err(FileError::BrokenWorkbook), "{from} {to}: {known:?}");
    }
    assert!(read_gis(Cursor::new(&book)).is_ok_and(|file| file.into_register(facts, payee).is_ok()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_spoilt_sheet_makes_the_reader_panic(at in any::<prop::sample::Index>(), bytes in prop::collection::vec(any::<u8>(), 1..4)) {
        let spoilt = edited(&Gis::new().bytes(), |name, mut part| {
            if name.starts_with("xl/") {
                let at = at.index(part.len() - 4);
                part[at..at + bytes.len()].copy_from_slice(&bytes);
            }
            part
        });
        if let Err(problems) = read_gis(Cursor::new(&spoilt)) {
            prop_assert!(!problems.to_string().is_empty());
        }
    }
}
