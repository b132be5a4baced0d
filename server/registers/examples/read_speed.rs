//! Prints how fast a register of a town is made and read: `cargo run --release --example read_speed -- 62000`.
//! Not here: the import, which also writes to a database.

use registers::{RegisterReader, Town};
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let accounts = std::env::args().nth(1).map_or(Ok(62_000), |text| text.parse())?;
    let town = Town::new(accounts, 1);
    let period = "2026-09".parse()?;
    let started = Instant::now();
    let mut file = Vec::new();
    let totals = town.write_register(period, &mut file)?;
    println!("made: {} lines, {} bytes in {:?}", totals.lines, file.len(), started.elapsed());

    // windows-1251 has no such digits.
    let text = std::str::from_utf8(&file)?.replace('²', "2").replace('³', "3");
    let (windows, _, _) = encoding_rs::WINDOWS_1251.encode(&text);
    for (name, bytes) in [("UTF-8", &file[..]), ("windows-1251", &windows[..])] {
        let started = Instant::now();
        let mut reader = RegisterReader::open(bytes)?;
        let (mut lines, mut total) = (0_u64, 0);
        while let Some(line) = reader.next_line() {
            total += line?.sums.total.0;
            lines += 1;
        }
        assert_eq!((lines, total), (totals.lines, totals.total.0));
        let seconds = started.elapsed().as_secs_f64();
        println!("read {name}: {:.0} thousand lines a second", f64::from(u32::try_from(lines)?) / seconds / 1000.0);
    }
    Ok(())
}
