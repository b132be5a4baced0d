//! Signatures over facts and seals in PDFs: what holds, and that any change at all breaks it.
//! Not here: real PDFs (see `pdf`).

use documents::seal::{Facts, PartFacts, SealError, Signature, SigningKey, VerifyingKey, check_code, read_seal, seal_pdf};
use domain::{Mode, Money};
use std::sync::LazyLock;

const ID: [u8; 16] = [0x0a, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 0xff];
const PDF: &[u8] = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\nxref\n0 2\n0000000000 65535 f \n0000000015 00000 n \ntrailer\n<< /Size 2 /Root 1 0 R >>\nstartxref\n50\n%%EOF\n";

fn key() -> SigningKey {
    SigningKey::from_seed(7, [42; 32])
}

fn facts() -> Facts {
    Facts {
        receipt: ID,
        version: 1,
        account: "1234567890".into(),
        period: "2026-09".parse().unwrap(),
        total: Money(381_630),
        parts: vec![PartFacts {
            inn: "6168108630".into(),
            bic: "046015602".into(),
            account: "40702810952090030727".into(),
            corr_account: "30101810600000000602".into(),
            total: Money(381_630),
            way: Mode::Electronic,
        }],
    }
}

#[test]
fn facts_are_signed_and_a_code_stands_for_the_signature() {
    let signature = facts().sign(&key());
    assert!(facts().verify(signature, &key().verifying_key()));
    assert_eq!(facts().sign(&key()), signature, "signing is deterministic");
    let published = VerifyingKey::from_bytes(7, &key().public_bytes()).unwrap();
    assert!(facts().verify(signature, &published));
    assert_eq!(check_code(signature), check_code(Signature(signature.0)));
    assert_eq!(check_code(signature).compact().len(), 12);
    let other = SigningKey::from_seed(7, [43; 32]);
    assert!(!facts().verify(signature, &other.verifying_key()));
    assert_ne!(check_code(facts().sign(&other)), check_code(signature));
}

#[test]
fn the_canonical_bytes_are_as_documented() {
    let mut expected = b"kvitok receipt 1\n".to_vec();
    expected.extend(ID);
    expected.extend([0, 0, 0, 0, 0, 0, 0, 1]);
    expected.extend(b"\0\0\0\x0a1234567890");
    expected.extend(b"2026-09");
    expected.extend(381_630_i64.to_be_bytes());
    expected.extend([0, 0, 0, 1]);
    expected.extend(b"\0\0\0\x0a6168108630\0\0\0\x09046015602");
    expected.extend(b"\0\0\0\x1440702810952090030727\0\0\0\x1430101810600000000602");
    expected.extend(381_630_i64.to_be_bytes());
    expected.push(b'E');
    assert_eq!(facts().canonical_bytes(), expected);
}

#[test]
fn every_fact_is_signed() {
    type Change = fn(&mut Facts);
    let forgeries: [Change; 13] = [
        |f| f.receipt[15] = 0,
        |f| f.version = 2,
        |f| f.account = "1234567891".into(),
        |f| f.period = f.period.next(),
        |f| f.total = Money(-381_630),
        |f| f.parts.clear(),
        |f| f.parts.push(f.parts[0].clone()),
        |f| f.parts[0].inn = "6163123641".into(),
        |f| f.parts[0].bic = "044525225".into(),
        |f| f.parts[0].account = "40702810138250123017".into(),
        |f| f.parts[0].corr_account = String::new(),
        |f| f.parts[0].total = Money(1),
        |f| f.parts[0].way = Mode::Paper,
    ];
    let signature = facts().sign(&key());
    for (i, apply) in forgeries.into_iter().enumerate() {
        let mut changed = facts();
        apply(&mut changed);
        assert!(!changed.verify(signature, &key().verifying_key()), "change {i}");
    }
    // Moving a border between two texts changes the bytes.
    let mut moved = facts();
    (moved.parts[0].inn, moved.parts[0].bic) = ("616810863004".into(), "6015602".into());
    assert_ne!(moved.canonical_bytes(), facts().canonical_bytes());
}

#[test]
fn a_seal_is_one_comment_line_before_the_last_startxref() {
    let sealed = seal_pdf(PDF.to_vec(), &key(), ID).unwrap();
    let text = String::from_utf8_lossy(&sealed);
    let line = text.lines().find(|line| line.starts_with("%KVITOK")).unwrap();
    assert!(line.starts_with("%KVITOK-SEAL 1 7 0a0102030405060708090a0b0c0d0eff "));
    assert!(text.contains(&format!(">>\n{line}\nstartxref\n50\n%%EOF\n")));
    assert_eq!(text.replace(&format!("{line}\n"), ""), String::from_utf8_lossy(PDF));
    assert_eq!(sealed, seal_pdf(PDF.to_vec(), &key(), ID).unwrap(), "the same bytes when made again");
}

#[test]
fn a_seal_holds_for_its_file_and_key_only() {
    let sealed = seal_pdf(PDF.to_vec(), &key(), ID).unwrap();
    let seal = read_seal(&sealed).unwrap();
    assert_eq!((seal.key_number, seal.receipt_id), (7, ID));
    assert!(seal.verify(&sealed, &key().verifying_key()));
    assert!(!seal.verify(&sealed, &SigningKey::from_seed(7, [1; 32]).verifying_key()), "another key of that number");
    assert!(!seal.verify(&sealed, &SigningKey::from_seed(8, [42; 32]).verifying_key()), "the key under another number");
    assert!(!seal.verify(PDF, &key().verifying_key()), "the file without the seal");
    assert_eq!(read_seal(PDF), None);
    assert!(!valid(&seal_pdf(PDF.to_vec(), &SigningKey::from_seed(7, [1; 32]), ID).unwrap()), "a forger's seal");
}

#[test]
fn what_is_no_pdf_or_is_sealed_already_is_not_sealed() {
    let sealed = seal_pdf(PDF.to_vec(), &key(), ID).unwrap();
    assert_eq!(seal_pdf(sealed, &key(), ID), Err(SealError::Sealed));
    for pdf in [&b""[..], b"startxref", b"not a PDF", b"x startxref\n1\n%%EOF"] {
        assert_eq!(seal_pdf(pdf.to_vec(), &key(), ID), Err(SealError::NotAPdf));
        assert_eq!(read_seal(pdf), None);
    }
}

#[test]
fn every_single_byte_counts() {
    let sealed = sealed();
    for at in 0..sealed.len() {
        let mut changed = sealed.to_vec();
        changed[at] ^= 1 << (at % 8);
        assert!(!valid(&changed), "byte {at} changed");
        let mut shorter = sealed.to_vec();
        shorter.remove(at);
        assert!(!valid(&shorter) || shorter == sealed, "byte {at} removed");
        let mut longer = sealed.to_vec();
        longer.insert(at, b'\n');
        assert!(!valid(&longer), "a line break put in at {at}");
    }
    for length in 0..sealed.len() {
        assert!(!valid(&sealed[..length]), "cut to {length}");
    }
}

#[test]
fn nothing_can_be_appended_and_no_second_seal_put_in() {
    let sealed = sealed();
    for tail in [&b"\n"[..], b" ", b"\0", b"startxref\n1\n%%EOF\n", PDF, sealed] {
        assert!(!valid(&[sealed, tail].concat()), "{tail:?}");
    }
    let text = sealed.windows(9).position(|window| window == b"%KVITOK-S").unwrap();
    let line_end = text + sealed[text..].iter().position(|&b| b == b'\n').unwrap() + 1;
    let line = &sealed[text..line_end];
    assert!(!valid(&[&sealed[..text], line, &sealed[text..]].concat()), "the line twice");
    assert!(!valid(&[b"%PDF-1.7\n", line, &sealed[9..]].concat()), "the line at the beginning as well");
    // An incremental update that shows another payee, with the old end moved behind it.
    let update = b"1 0 obj\n<< /Type /Catalog /Evil 1 >>\nendobj\n";
    assert!(!valid(&[&sealed[..text], update, &sealed[text..]].concat()));
    assert!(!valid(&[sealed, update, line, b"startxref\n50\n%%EOF\n"].concat()));
}

/// Whether the bytes carry a seal that holds under the key.
pub fn valid(pdf: &[u8]) -> bool {
    static KEY: LazyLock<VerifyingKey> = LazyLock::new(|| key().verifying_key());
    read_seal(pdf).is_some_and(|seal| seal.verify(pdf, &KEY))
}

/// The little PDF, sealed once for all tests.
pub fn sealed() -> &'static [u8] {
    static SEALED: LazyLock<Vec<u8>> = LazyLock::new(|| seal_pdf(PDF.to_vec(), &key(), ID).unwrap());
    &SEALED
}
