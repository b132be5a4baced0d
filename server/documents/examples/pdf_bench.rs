//! What a receipt costs: `cargo run --release -p documents --example pdf_bench -- 2000`.
//! Not here: the whole run of a month (see `make bench`).

#![expect(clippy::unwrap_used, dead_code, reason = "fixtures of the tests")]

#[path = "../tests/it/sample.rs"]
mod sample;

use documents::content::Receipt;
use documents::pdf::{BundleItem, Typesetter};
use std::hint::black_box;

/// Processor time of this thread in milliseconds, where the system tells it.
fn cpu() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    text.split(' ').next().unwrap().parse::<f64>().unwrap() / 1e6
}

fn measure(name: &str, count: u32, mut work: impl FnMut() -> usize) {
    work();
    let start = cpu();
    let mut bytes = 0;
    for _ in 0..count {
        bytes = black_box(work());
    }
    println!("{name:34} {:7.3} ms {bytes:8} bytes", (cpu() - start) / f64::from(count));
}

fn codes(receipt: &Receipt) -> usize {
    let joint = receipt.joint.iter().map(|joint| joint.qr.as_slice());
    let check = receipt.mark.iter().map(|mark| mark.url.as_bytes());
    let all = receipt.parts.iter().filter_map(|part| part.qr.as_deref()).chain(joint).chain(check);
    all.map(|bytes| documents::symbol::encode(bytes).unwrap().size()).sum()
}

fn main() {
    let count = std::env::args().nth(1).map_or(1000, |count| count.parse().unwrap());
    measure("fonts, once", 20, || size_of_val(&Typesetter::new()));
    let typesetter = Typesetter::new();
    let mut bare = sample::ordinary();
    for part in &mut bare.parts {
        part.qr = None;
    }
    bare.joint = None;
    bare.mark = None;
    let (small, usual, ordinary, long) = (sample::small(), sample::usual(), sample::ordinary(), sample::long(60));
    measure("1 supplier", count, || typesetter.receipt(&small).len());
    measure("3 suppliers", count, || typesetter.receipt(&usual).len());
    measure("5 suppliers, no codes", count, || typesetter.receipt(&bare).len());
    measure("5 suppliers, 7 codes", count, || typesetter.receipt(&ordinary).len());
    measure("  of it: the codes", count, || codes(&ordinary));
    measure("  of it: setting (counts sheets)", count, || typesetter.pages(&ordinary) as usize);
    measure("71 lines", count / 10, || typesetter.receipt(&long).len());
    let items = || std::iter::repeat_n(BundleItem::Receipt(&ordinary), 500);
    measure("bundle of 500, a sheet", 2, || typesetter.bundle("Печать", ordinary.issued, items()).pdf.len() / 500);
    measure("bundle of 500 (divide by 500)", 2, || typesetter.bundle("Печать", ordinary.issued, items()).pdf.len());
}
