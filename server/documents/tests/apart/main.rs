//! Attacks that only a process of its own survives: this program is the test and, called with `serve`, the child.
//! Not here: what is read (see the test `it`).
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::io::Write;
use std::process::Command;
use std::time::{Duration, Instant};

use documents::inspect::apart::{Fence, inspect_apart, serve};
use documents::inspect::{InspectError, Inspection, Limits};
use flate2::Compression;
use flate2::write::ZlibEncoder;

#[path = "../it/inspect/sheet.rs"]
mod sheet;

use sheet::{MM, Sheet, file, pdf_of, stream};

fn main() {
    if std::env::args().nth(1).as_deref() == Some("serve") {
        serve(&Limits::default(), &fence()).unwrap();
        return;
    }
    let checks: [(&str, fn()); 6] = [
        ("an ordinary document is read", an_ordinary_document_is_read),
        ("a bomb of page content costs the child only", a_bomb_of_page_content_costs_the_child_only),
        ("a bomb within a bomb costs the child only", a_bomb_within_a_bomb_costs_the_child_only),
        ("a picture of enormous size costs the child only", a_picture_of_enormous_size_costs_the_child_only),
        ("endless work is cut off", endless_work_is_cut_off),
        ("a program that is not there or talks nonsense", a_program_that_is_not_there_or_talks_nonsense),
    ];
    for (name, check) in checks {
        let start = Instant::now();
        check();
        println!("{name} ... ok, {} ms", start.elapsed().as_millis());
    }
}

fn fence() -> Fence {
    // The child's limits are what is tested; patience is for a machine with much else to do.
    Fence { patience: Duration::from_mins(1), ..Fence::default() }
}

fn read(pdf: &[u8]) -> Result<Inspection, InspectError> {
    let mut child = Command::new(std::env::current_exe().unwrap());
    inspect_apart(child.arg("serve"), pdf, &Limits::default(), &fence())
}

/// Unpacks to `megabytes` of `filler`. The second megabyte packs to the same bytes as every later one, so they are
/// repeated instead of being made; the checksum at the end is missing, which is found out too late.
fn packed(megabytes: usize, filler: u8) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    let mut ends = Vec::new();
    for _ in 0..3 {
        encoder.write_all(&vec![filler; 1 << 20]).unwrap();
        encoder.flush().unwrap();
        ends.push(encoder.get_ref().len());
    }
    let packed = encoder.get_ref();
    let repeated = &packed[ends[0]..ends[1]];
    assert_eq!(repeated, &packed[ends[1]..ends[2]]);
    [&packed[..ends[0]], &repeated.repeat(megabytes - 1)].concat()
}

fn an_ordinary_document_is_read() {
    let sheet = Sheet::default().text(50.0, 700.0, 10.0, "БИК 049514608").symbol(50.0, 50.0, 35.0 * MM, b"ST00012|");
    let expected = Inspection { pages: 1, text: "БИК 049514608\n".into(), qr: vec![b"ST00012|".to_vec()] };
    assert_eq!(read(&sheet.pdf()), Ok(expected));
    assert_eq!(read(b"no PDF"), Err(InspectError::NotPdf));
    assert_eq!(read(&vec![b' '; 11 << 20]), Err(InspectError::TooBig));
}

fn a_bomb_of_page_content_costs_the_child_only() {
    let bomb = packed(2048, b' ');
    assert!(bomb.len() < 3 << 20);
    let pdf = pdf_of(vec![stream("/Filter /FlateDecode", &bomb)], &[]);
    assert_eq!(read(&pdf), Err(InspectError::TooCostly));
}

fn a_bomb_within_a_bomb_costs_the_child_only() {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&packed(2048, b' ')).unwrap();
    let bomb = encoder.finish().unwrap();
    assert!(bomb.len() < 100_000);
    let pdf = pdf_of(vec![stream("/Filter [/FlateDecode /FlateDecode]", &bomb)], &[]);
    assert_eq!(read(&pdf), Err(InspectError::TooCostly));
}

fn a_picture_of_enormous_size_costs_the_child_only() {
    let keys = "/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceGray \
        /BitsPerComponent 1 /Filter /FlateDecode";
    let picture = stream(keys, &packed(500, 0x55));
    let page = Sheet::default().raw("q 500 0 0 500 0 0 cm /I Do Q").stream();
    assert_eq!(read(&pdf_of(vec![page], &[picture])), Err(InspectError::TooCostly));
}

fn endless_work_is_cut_off() {
    // Ten forms, each of which draws the next one ten times: ten thousand million letters.
    let forms: Vec<Vec<u8>> = (0..10)
        .map(|index| {
            let keys = format!(
                "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /I {} 0 R >> >>",
                11 + index
            );
            stream(&keys, "/I Do ".repeat(10).as_bytes())
        })
        .collect();
    let page = Sheet::default().raw("/I Do").stream();
    assert_eq!(read(&pdf_of(vec![page], &forms)), Err(InspectError::TooCostly));
}

fn a_program_that_is_not_there_or_talks_nonsense() {
    let with = |program: &str| inspect_apart(&mut Command::new(program), &file(&[]), &Limits::default(), &fence());
    assert_eq!(with("/nowhere/kvitok"), Err(InspectError::Unavailable));
    assert_eq!(with("/bin/cat"), Err(InspectError::TooCostly));
    assert_eq!(with("/bin/true"), Err(InspectError::TooCostly));
}
