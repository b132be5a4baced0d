//! Documents that claim to be ours are read, and documents that attack are survived.
//! Not here: attacks that only a process of its own survives (see the test `apart`).

mod sheet;

use std::process::Command;

use documents::content::Payee;
use documents::inspect::apart::worker;
use documents::inspect::{InspectError, Inspection, Limits, bics, inns, inspect, settlement_accounts};
use documents::pdf::Typesetter;
use documents::symbol::encode;

use crate::sample;
use sheet::{MM, Sheet, file, pdf, pdf_of, stream};

const OURS: &str = "40702810900000000123";
const THEIRS: &str = "40817810655000777888";

fn seen(pdf: &[u8]) -> Inspection {
    inspect(pdf, &Limits::default()).unwrap()
}

/// For documents whose symbols do not matter.
fn quickly(pdf: &[u8]) -> Result<Inspection, InspectError> {
    inspect(pdf, &Limits { dpi: vec![20.0], ..Limits::default() })
}

fn payment(account: &str, length: usize) -> Vec<u8> {
    let mut payload = format!("ST00011|Name=\u{41e}|PersonalAcc={account}|Purpose=").into_bytes();
    // windows-1251: no UTF-8.
    payload.extend((0xc0..=0xff).cycle().take(length.saturating_sub(payload.len())));
    payload
}

/// What qpdf makes of a file, through files of its own.
fn qpdf(arguments: &[&str], input: &[u8]) -> Vec<u8> {
    let folder = std::env::temp_dir().join(format!("kvitok-{}-{:?}", std::process::id(), std::thread::current().id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (from, to) = (folder.join("from.pdf"), folder.join("to.pdf"));
    std::fs::write(&from, input).unwrap();
    assert!(Command::new("qpdf").args(arguments).args([&from, &to]).status().unwrap().success());
    let output = std::fs::read(&to).unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    output
}

fn receipt() -> Sheet {
    Sheet::default()
        .text(40.0, 700.0, 9.0, &format!("р. счет {OURS}"))
        .text(40.0, 720.0, 9.0, "ИНН 1901000001")
        .text(200.0, 720.0, 9.0, "БИК 049514608")
        .symbol(300.0, 500.0, 35.0 * MM, &payment(OURS, 200))
}

#[test]
fn text_is_read_in_the_order_it_is_seen_and_symbols_as_bytes() {
    let inspection = seen(&receipt().pdf());
    assert_eq!(inspection.pages, 1);
    assert_eq!(inspection.text, format!("ИНН 1901000001 БИК 049514608\nр. счет {OURS}\n"));
    assert_eq!(inspection.qr, [payment(OURS, 200)]);
}

#[test]
fn a_receipt_of_ours_gives_back_every_account_and_every_symbol() {
    let typesetter = Typesetter::new();
    for receipt in [sample::small(), sample::ordinary(), sample::long(30)] {
        let inspection = seen(&typesetter.receipt(&receipt));
        let accounts = settlement_accounts(&inspection.text);
        for Payee { account, corr_account, .. } in receipt.parts.iter().map(|part| &part.payee) {
            assert!(accounts.contains(account), "{account} of {accounts:?}");
            assert!(corr_account.is_empty() || accounts.contains(corr_account), "{corr_account} of {accounts:?}");
        }
        let symbols = receipt.parts.iter().filter_map(|part| part.qr.as_ref());
        let symbols: Vec<_> = symbols.chain(receipt.joint.iter().map(|joint| &joint.qr)).collect();
        assert!(!symbols.is_empty() && symbols.iter().all(|symbol| inspection.qr.contains(symbol)));
    }
}

#[test]
fn symbols_of_every_size_are_read_with_several_on_a_page() {
    // Versions 5 to 17.
    for length in [70, 110, 150, 220, 290, 360, 430, 500] {
        let payloads: Vec<_> = (0..4_u8).map(|index| payment(&format!("4070281090000000012{index}"), length)).collect();
        let places = [(40.3, 80.0), (170.7, 230.1), (301.9, 380.6), (431.1, 530.5)];
        let sheet = payloads
            .iter()
            .zip(places)
            .fold(Sheet::default(), |sheet, (payload, (x, y))| sheet.symbol(x, y, 35.0 * MM, payload));
        let found = seen(&sheet.pdf()).qr;
        assert!(payloads.iter().all(|payload| found.contains(payload)), "{length} bytes: {} of 4", found.len());
        assert_eq!(found.len(), 4);
    }
}

#[test]
fn symbols_and_text_of_later_pages_count_too_and_of_the_fifth_no_more() {
    let sheets: Vec<_> = (0..6).map(|index| Sheet::default().text(50.0, 50.0, 10.0, &format!("page {index}"))).collect();
    let inspection = quickly(&pdf(&sheets)).unwrap();
    assert_eq!(inspection.pages, 6);
    assert_eq!(inspection.text, "page 0\npage 1\npage 2\npage 3\n");
}

#[test]
fn digits_replaced_in_the_unpacked_file_are_seen() {
    let packed = qpdf(&["--object-streams=generate", "--recompress-flate"], &receipt().pdf());
    let unpacked = qpdf(&["--qdf", "--object-streams=disable"], &packed);
    let place = unpacked.windows(OURS.len()).position(|window| window == OURS.as_bytes()).unwrap();
    let forged = [&unpacked[..place], THEIRS.as_bytes(), &unpacked[place + OURS.len()..]].concat();
    assert_eq!(settlement_accounts(&seen(&forged).text), [THEIRS]);
}

#[test]
fn a_symbol_painted_over_is_gone_and_the_picture_above_it_is_read() {
    let theirs = payment(THEIRS, 150);
    let code = encode(&theirs).unwrap();
    let side = code.size() + 8;
    // Outside of the symbol is its quiet zone, four modules wide.
    let dark = |place: usize| code.is_dark((place % side).wrapping_sub(4), (place / side).wrapping_sub(4));
    let grey: Vec<u8> = (0..side * side).map(|place| if dark(place) { 0 } else { 255 }).collect();
    let keys =
        format!("/Type /XObject /Subtype /Image /Width {side} /Height {side} /ColorSpace /DeviceGray /BitsPerComponent 8");
    let forged = receipt().raw("q 1 g 290 490 120 120 re f Q q 110 0 0 110 295 495 cm /I Do Q\n");
    let forged = pdf_of(vec![forged.stream()], &[stream(&keys, &grey)]);
    assert_eq!(seen(&forged).qr, [theirs]);
}

#[test]
fn text_written_over_text_is_read_as_it_is_seen_and_as_it_was() {
    let forged = receipt().raw("1 g 36 696 300 14 re f 0 g\n").text(40.0, 700.0, 9.0, &format!("р. счет {THEIRS}"));
    assert_eq!(settlement_accounts(&seen(&forged.pdf()).text), [THEIRS, OURS]);
    // The last digits only: nowhere in the file does the account stand in one piece.
    let digits = OURS.len() - 5;
    let start = 40.0 + 9.0 * 0.556 * 15.0;
    let forged = Sheet::default().text(40.0, 700.0, 9.0, OURS).text(start, 700.0, 9.0, "77777");
    let seen = settlement_accounts(&seen(&forged.pdf()).text);
    assert_eq!(seen[0], format!("{}77777", &OURS[..digits]));
}

#[test]
fn digits_placed_one_by_one_in_any_order_make_one_number() {
    let place = |sheet: Sheet, index: usize| {
        let x = 40.0 + 9.0 * 0.556 * f64::from(u32::try_from(index).unwrap());
        sheet.text(x, 700.0, 9.0, &THEIRS[index..=index])
    };
    let sheet = (0..20).rev().fold(Sheet::default(), place);
    assert_eq!(settlement_accounts(&quickly(&sheet.pdf()).unwrap().text), [THEIRS]);
}

#[test]
fn what_is_no_pdf_or_too_big_is_said_to_be_so() {
    let noise: Vec<u8> = (0..100_000_u32).map(|index| (index.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    assert_eq!(inspect(&noise, &Limits::default()), Err(InspectError::NotPdf));
    assert_eq!(inspect(b"", &Limits::default()), Err(InspectError::NotPdf));
    let mut big = receipt().pdf();
    big.resize(50 << 20, b'\n');
    assert_eq!(inspect(&big, &Limits::default()), Err(InspectError::TooBig));
    let garbage = [b"%PDF-1.7\n".as_slice(), &noise].concat();
    assert_eq!(inspect(&garbage, &Limits::default()), Err(InspectError::Broken));
    assert_eq!(inspect(b"%PDF-", &Limits::default()), Err(InspectError::Broken));
}

#[test]
fn a_file_with_a_password_is_encrypted_and_one_that_opens_without_is_read() {
    let closed = qpdf(&["--encrypt", "secret", "owner", "256", "--"], &receipt().pdf());
    assert_eq!(inspect(&closed, &Limits::default()), Err(InspectError::Encrypted));
    let protected = qpdf(&["--encrypt", "", "owner", "256", "--"], &receipt().pdf());
    assert_eq!(settlement_accounts(&quickly(&protected).unwrap().text), [OURS]);
}

#[test]
fn truncated_and_damaged_files_answer_without_a_panic() {
    let whole = receipt().pdf();
    for part in 1..40 {
        let _ = quickly(&whole[..whole.len() * part / 40]);
    }
    let compressed = qpdf(&["--object-streams=generate"], &Sheet::default().text(9.0, 9.0, 9.0, OURS).pdf());
    for place in (9..compressed.len()).step_by(7) {
        let mut damaged = compressed.clone();
        damaged[place] ^= 0x15;
        let _ = quickly(&damaged);
    }
}

#[test]
fn trees_that_loop_nest_or_have_no_end_of_pages_end() {
    let catalogue = (1, b"<< /Type /Catalog /Pages 2 0 R >>".to_vec());
    let loops = file(&[
        catalogue.clone(),
        (2, b"<< /Type /Pages /Kids [2 0 R 2 0 R 3 0 R] /Count 9 >>".to_vec()),
        (3, b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 9 /Parent 3 0 R >>".to_vec()),
    ]);
    assert_eq!(quickly(&loops), Err(InspectError::Broken));
    let deep = [vec![b'['; 1_000_000], vec![b']'; 1_000_000]].concat();
    assert_eq!(quickly(&file(&[catalogue, (2, deep)])), Err(InspectError::Broken));
    let many = pdf(&(0..5_000).map(|_| Sheet::default().text(50.0, 50.0, 10.0, "x")).collect::<Vec<_>>());
    assert_eq!(quickly(&many).unwrap().pages, 5_000);
    let nested = Sheet::default().raw(&"q ".repeat(200_000)).raw(&"[".repeat(200_000)).pdf();
    assert_eq!(quickly(&nested).unwrap().pages, 1);
}

#[test]
fn the_worker_answers_in_json_whatever_it_is_given() {
    for (given, expected) in [(receipt().pdf(), Ok(1)), (b"no".to_vec(), Err(InspectError::NotPdf))] {
        let mut answer = Vec::new();
        worker(given.as_slice(), &mut answer, &Limits::default()).unwrap();
        let answer: Result<Inspection, InspectError> = serde_json::from_slice(&answer).unwrap();
        assert_eq!(answer.map(|inspection| inspection.qr.len()), expected);
    }
    let mut answer = Vec::new();
    worker(std::io::repeat(b' '), &mut answer, &Limits { bytes: 1_000, ..Limits::default() }).unwrap();
    assert_eq!(answer, br#"{"Err":"NotPdf"}"#);
}

#[test]
fn accounts_are_found_whole_and_in_groups() {
    let found = |text: &str| settlement_accounts(text);
    assert_eq!(found(&format!("р/с {OURS}, к/с 30101810400000000225")), [OURS, "30101810400000000225"]);
    assert_eq!(found("40702 810 9 0000 0000123"), [OURS]);
    assert_eq!(found("40702.810.9.0000.0000123"), [OURS]);
    assert_eq!(found("4070 2810 9000 0000 0123"), [OURS]);
    assert_eq!(found("40702\u{a0}81090\u{a0}00000\u{a0}00123"), [OURS]);
    assert_eq!(found("БИК 049514608 40702810900000000123 ИНН 1901000001"), [OURS]);
    assert_eq!(found("40702A98900000000123"), ["40702A98900000000123"]);
    assert_eq!(found(&format!("{OURS} {OURS}")), [OURS]);
}

#[test]
fn numbers_that_are_no_accounts_stay_unnoticed() {
    for text in [
        "ЕЛС 10АА123456, лицевой счёт 1234567890",
        "тел. 8 902 996 12 34, 89029961234",
        "01.07.2026 12 345 678 901 234 5",
        "0000 1111 2222 3333 4444",
        "4070 2840 9000 0000 0123",
        "407028109000000001234",
        "4070281090000000012",
        "40702810900000000123А",
        "1 234,56 7 890,12 3 456,78 9 012,34",
        "12345\n67890\n12345\n67890",
    ] {
        assert!(settlement_accounts(text).is_empty(), "{text}");
    }
}

#[test]
fn bics_and_taxpayer_numbers_are_told_from_their_neighbours() {
    let text = "Получатель: ООО «Тепло», ИНН/КПП 1901000001/040101001, р/с 40702810900000000123, \
        БИК: 049514608, тел. 041234567, ЕЛС 1234567890, лс 0412345678";
    assert_eq!(bics(text), ["049514608"]);
    assert_eq!(inns(text), ["1901000001"]);
    assert_eq!(inns("ИНН получателя платежа: 500100732259"), ["500100732259"]);
    // A heading stands above its column, and only control digits tell what is in it.
    assert_eq!(inns("Получатель ИНН, КПП Банк\nООО «Тепло» 7707083893 190101001, 7707083894"), ["7707083893"]);
    assert_eq!(inns("89029961234 7707083893 912345678901 ИНН, лицевой счёт 7707083893"), [""; 0]);
    assert_eq!(bics("БИК 024501901 КПП 041001001 019514901 190101001"), ["024501901", "019514901"]);
}
