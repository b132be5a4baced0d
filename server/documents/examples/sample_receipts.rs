//! Writes the receipts that the tests draw into a folder: `cargo run -p documents --example sample_receipts -- FOLDER`.
//! Not here: what they say (see `tests/it/sample.rs`).

#![expect(clippy::unwrap_used, reason = "fixtures of the tests")]

#[path = "../tests/it/sample.rs"]
mod sample;

use documents::pdf::Typesetter;

fn main() {
    let folder = std::env::args().nth(1).unwrap_or_else(|| ".".to_owned());
    let typesetter = Typesetter::new();
    for (name, receipt) in [
        ("small", sample::small()),
        ("ordinary", sample::ordinary()),
        ("corrected", sample::corrected()),
        ("paper", sample::paper()),
        ("preview", sample::preview()),
        ("long", sample::long(60)),
        ("usual", sample::usual()),
        ("advance", sample::advance()),
        ("hostile", sample::hostile()),
    ] {
        let pdf = typesetter.receipt(&receipt);
        println!("{name}: {} bytes, {} sheets", pdf.len(), typesetter.pages(&receipt));
        std::fs::write(format!("{folder}/{name}.pdf"), pdf).unwrap();
    }
}
