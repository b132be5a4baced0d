//! Glyphs' outlines made small: without hints, on a coarse grid.
//! Not here: which glyph a character has (see `face`).

/// Thousandths of the type size in a unit of the grid. A fifth of the font's bytes is saved; no edge of the largest type
/// moves by more than a fiftieth of a millimetre.
pub const GRID: u16 = 5;

const ON_CURVE: u8 = 0x01;
const SHORT_X: u8 = 0x02;
const SHORT_Y: u8 = 0x04;
const REPEATED: u8 = 0x08;
/// Of a short step: it is positive. Of a long one: it is nothing.
const SAME_X: u8 = 0x10;
const SAME_Y: u8 = 0x20;

pub fn u16_at(data: &[u8], at: usize) -> u16 {
    u16::from_be_bytes([data[at], data[at + 1]])
}

pub fn i16_at(data: &[u8], at: usize) -> i16 {
    i16::from_be_bytes([data[at], data[at + 1]])
}

/// The nearest unit of the grid.
pub fn coarse(value: i16) -> i16 {
    let grid = GRID.cast_signed();
    (value + grid / 2).div_euclid(grid)
}

/// Replaces lengths by those on the grid.
pub fn coarsen(data: &mut [u8], places: impl IntoIterator<Item = usize>) {
    for at in places {
        let value = coarse(i16_at(data, at));
        data[at..at + 2].copy_from_slice(&value.to_be_bytes());
    }
}

/// Where the glyph numbers of a composite glyph's parts stand in its data, and where the parts end.
pub fn parts_of(data: &[u8]) -> (Vec<usize>, usize) {
    const SCALE: u16 = 0x0008;
    const MORE: u16 = 0x0020;
    const TWO_SCALES: u16 = 0x0040;
    const MATRIX: u16 = 0x0080;
    let (mut at, mut found) = (10, Vec::new());
    loop {
        let flags = u16_at(data, at);
        found.push(at + 2);
        at += 4 + if flags & WORDS != 0 { 4 } else { 2 };
        at += match flags {
            f if f & SCALE != 0 => 2,
            f if f & TWO_SCALES != 0 => 4,
            f if f & MATRIX != 0 => 8,
            _ => 0,
        };
        if flags & MORE == 0 {
            return (found, at);
        }
    }
}

/// Of a part: its place is two words, not two bytes.
const WORDS: u16 = 0x0001;

/// A glyph's data (OpenType, "glyf") without its hints and on the grid.
pub fn small(data: &[u8]) -> Vec<u8> {
    if data.is_empty() {
        return Vec::new();
    }
    let mut out = match usize::try_from(i16_at(data, 0)) {
        Ok(contours) => simple(data, contours),
        Err(_) => composite(data),
    };
    coarsen(&mut out, [2, 4, 6, 8]);
    out.resize(out.len().next_multiple_of(2), 0);
    out
}

fn simple(data: &[u8], contours: usize) -> Vec<u8> {
    let at = 10 + 2 * contours;
    let points = usize::from(u16_at(data, at - 2)) + 1;
    let mut rest = data[at + 2 + usize::from(u16_at(data, at))..].iter().copied();
    let mut next = || rest.next().expect("outlines of our fonts are whole");
    let mut flags = Vec::with_capacity(points);
    while flags.len() < points {
        let flag = next();
        let times = if flag & REPEATED == 0 { 0 } else { next() };
        flags.resize(flags.len() + 1 + usize::from(times), flag);
    }
    let mut out = data[..at].to_vec();
    out.extend([0, 0]);
    // Flags are written one by one: deflate packs equal ones better than the format does.
    let (first, mut steps) = (out.len(), Vec::new());
    out.extend(flags.iter().map(|flag| flag & ON_CURVE));
    for (short, same) in [(SHORT_X, SAME_X), (SHORT_Y, SAME_Y)] {
        let (mut place, mut last) = (0, 0);
        for (index, flag) in flags.iter().enumerate() {
            place += match (flag & short != 0, flag & same != 0) {
                (true, true) => i16::from(next()),
                (true, false) => -i16::from(next()),
                (false, true) => 0,
                (false, false) => i16::from_be_bytes([next(), next()]),
            };
            let step = coarse(place) - last;
            last = coarse(place);
            out[first + index] |= match (step, u8::try_from(step.unsigned_abs())) {
                (0, _) => same,
                (_, Ok(length)) => {
                    steps.push(length);
                    short | if step > 0 { same } else { 0 }
                }
                (_, Err(_)) => {
                    steps.extend(step.to_be_bytes());
                    0
                }
            };
        }
    }
    out.append(&mut steps);
    out
}

fn composite(data: &[u8]) -> Vec<u8> {
    const HINTS: u8 = 0x01;
    let (parts, end) = parts_of(data);
    let mut out = data[..end].to_vec();
    for part in parts {
        out[part - 2] &= !HINTS;
        if u16_at(data, part - 2) & WORDS == 0 {
            for byte in &mut out[part + 2..part + 4] {
                let moved = coarse(i16::from(byte.cast_signed()));
                *byte = i8::try_from(moved).expect("half of a byte is one").cast_unsigned();
            }
        } else {
            coarsen(&mut out, [part + 2, part + 4]);
        }
    }
    out
}
