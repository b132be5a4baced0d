//! `kvitok check` over files of strangers, which a fenced process reads.
//! Not here: what is said of which file (see `cabinet/tests`), and the fence itself (see `documents/tests/apart`).

use crate::{kvitok, said};
use documents::pdf::{BundleItem, Typesetter};
use domain::Date;

#[test]
fn a_page_of_a_stranger_is_read_within_its_fence_every_time() {
    let folder = tempfile::tempdir().unwrap();
    let issued = Date { year: 2026, month: 10, day: 1 };
    let page = BundleItem::Separator { street: "ул. Чужая", notes: &["Платите сюда".to_owned()] };
    let file = folder.path().join("stranger.pdf");
    std::fs::write(&file, Typesetter::new().bundle("Печать", issued, [page]).pdf).unwrap();
    assert_eq!(said(&kvitok(folder.path(), &["migrate"])).0, 0);
    // Memory is given by chance: with the allocator's own settings one reading of seven failed.
    for reading in 0..40 {
        let (code, text) = said(&kvitok(folder.path(), &["check", file.to_str().unwrap()]));
        assert!(code == 1 && text.contains("Не нашли такой квитанции"), "reading {reading}: {code} {text}");
    }
}
