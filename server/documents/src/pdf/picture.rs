//! A QR symbol as the picture of a page, packed for it.
//! Not here: where pictures stand (see `tail`), packing of everything else (see `file`).

use crate::symbol::Symbol;
use libdeflater::Adler32;

/// A QR symbol as a picture: a bit a pixel, rows filled up to bytes, light is 1; a zlib stream.
pub struct Picture {
    /// Pixels a side.
    pub side: usize,
    /// The rows, packed.
    pub packed: Vec<u8>,
}

/// Pixels of a module's side. Programs blur small pictures when they enlarge them: with one pixel a module, none of the
/// codes of a page was scanned from a screen of 110 dots per inch; with two, all are.
pub const PIXELS: usize = 2;

impl Picture {
    pub fn new(symbol: &Symbol) -> Self {
        Self { side: symbol.size() * PIXELS, packed: packed(symbol) }
    }
}

/// The byte of four modules in a row, each of two bits, light is 1; `darks` has a bit for each, the first one highest.
const fn byte(darks: usize) -> u8 {
    let mut byte = 0xFF;
    let mut at = 0;
    while at < 4 {
        if darks >> at & 1 == 1 {
            byte ^= 0b11 << (2 * at);
        }
        at += 1;
    }
    byte
}

/// A zlib stream (RFC 1950) of one block (RFC 1951, 3.2.7) whose codes are known beforehand: modules are as good as
/// random, so all sixteen bytes are equally frequent, and each row is followed by itself. A general packer looks for more
/// in vain and takes several times as long.
fn packed(symbol: &Symbol) -> Vec<u8> {
    let width = symbol.size().div_ceil(4);
    let repeat = Repeat::of(width);
    let mut out = Bits { out: Vec::with_capacity(64 + symbol.size() * (width + 4) * 5 / 8), held: 0, count: 0 };
    // Method and size of the window, then a check of both.
    out.out.extend([0x78, 0x01]);
    repeat.put_header(&mut out);
    let mut sum = Adler32::new();
    let mut bytes = Vec::with_capacity(2 * width);
    for row in symbol.rows() {
        let mut put = |darks: usize| {
            let (code, length, byte) = LITERALS[darks];
            out.put(code, length);
            bytes.push(byte);
        };
        let (fours, rest) = row.as_chunks::<4>();
        for four in fours {
            put(four.iter().fold(0, |darks, &dark| darks << 1 | usize::from(dark)));
        }
        if !rest.is_empty() {
            // What fills up the last byte is light.
            put(rest.iter().fold(0, |darks, &dark| darks << 1 | usize::from(dark)) << (4 - rest.len()));
        }
        out.put(repeat.length.0, repeat.length.1);
        out.put(repeat.distance.0, repeat.distance.1);
        bytes.extend_from_within(..);
        sum.update(&bytes);
        bytes.clear();
    }
    out.put(END, RARE_BITS);
    let mut out = out.finish();
    out.extend(sum.sum().to_be_bytes());
    out
}

/// Bits from the lowest up, as deflate writes them.
struct Bits {
    out: Vec<u8>,
    held: u64,
    count: u32,
}

impl Bits {
    fn put(&mut self, bits: u32, count: u32) {
        self.held |= u64::from(bits) << self.count;
        self.count += count;
        if self.count >= 32 {
            self.out.extend(&self.held.to_le_bytes()[..4]);
            self.held >>= 32;
            self.count -= 32;
        }
    }

    fn finish(mut self) -> Vec<u8> {
        self.out.extend(&self.held.to_le_bytes()[..self.count.div_ceil(8) as usize]);
        self.out
    }
}

/// Fifteen bytes have codes of four bits, the last one of five; end and repetition share what is left.
const RARE_BITS: u32 = 6;
/// The last two codes of six bits, in the order of their symbols: 256 is the end of the block. Huffman codes are written
/// from their highest bit, hence turned round.
const END: u32 = reversed(0b11_1110, RARE_BITS);
const AGAIN: u32 = reversed(0b11_1111, RARE_BITS);

/// Code, number of bits and the byte itself, by its dark modules. Codes of equal length rise with the byte.
const LITERALS: [(u32, u32, u8); 16] = {
    let mut codes = [(reversed(0b1_1110, 5), 5, byte(0)); 16];
    let (mut darks, mut code) = (15, 0);
    while darks > 0 {
        codes[darks] = (reversed(code, 4), 4, byte(darks));
        (darks, code) = (darks - 1, code + 1);
    }
    codes
};

const fn reversed(code: u32, bits: u32) -> u32 {
    code.reverse_bits() >> (32 - bits)
}

/// The repetition of a row of so many bytes.
struct Repeat {
    /// Its symbol among the lengths, 257 and above.
    length_symbol: usize,
    /// Its symbol among the distances.
    distance_symbol: usize,
    /// Bits of the length, and how many.
    length: (u32, u32),
    distance: (u32, u32),
}

impl Repeat {
    /// RFC 1951, 3.2.5. The narrowest symbol has rows of 6 bytes, the widest of 45.
    fn of(width: usize) -> Self {
        let (step, extra) = stepped(width - 3, 4);
        let (back, far) = stepped(width - 1, 2);
        Self {
            length_symbol: 257 + step,
            distance_symbol: back,
            length: (AGAIN | extra.0 << RARE_BITS, RARE_BITS + extra.1),
            // The only code of a distance is one bit, 0.
            distance: (far.0 << 1, 1 + far.1),
        }
    }

    /// Which codes there are (RFC 1951, 3.2.7): the lengths of the codes of all symbols, in codes of three bits each.
    fn put_header(&self, out: &mut Bits) {
        let mut lengths = vec![0; self.length_symbol + 1 + self.distance_symbol + 1];
        for (_, bits, byte) in LITERALS {
            lengths[usize::from(byte)] = bits;
        }
        lengths[256] = RARE_BITS;
        lengths[self.length_symbol] = RARE_BITS;
        lengths[self.length_symbol + 1 + self.distance_symbol] = 1;
        out.put(0b101, 3);
        out.put(number(self.length_symbol - 256), 5);
        out.put(number(self.distance_symbol), 5);
        // Of the lengths 16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1 those that occur, and 16.
        out.put(14, 4);
        for place in [3, 3, 3, 3, 0, 0, 0, 3, 0, 3, 0, 3, 0, 0, 0, 0, 0, 3] {
            out.put(place, 3);
        }
        for run in lengths.chunk_by(|a, b| a == b && *a == 0) {
            match run {
                [0, 0, 0, ..] if run.len() > 10 => {
                    out.put(reversed(7, 3), 3);
                    out.put(number(run.len() - 11), 7);
                }
                [0, 0, 0, ..] => {
                    out.put(reversed(6, 3), 3);
                    out.put(number(run.len() - 3), 3);
                }
                run => run.iter().for_each(|length| out.put(reversed(code_of_length(*length), 3), 3)),
            }
        }
    }
}

/// Codes of three bits in the order of what they stand for: 0, 1, 4, 5, 6, 16, 17, 18.
fn code_of_length(length: u32) -> u32 {
    match length {
        0 | 1 => length,
        _ => length - 2,
    }
}

/// Lengths and distances grow in steps, `each` of the same number of further bits before that grows by one: the step,
/// then the further bits and how many.
fn stepped(value: usize, each: usize) -> (usize, (u32, u32)) {
    if value < 2 * each {
        return (value, (0, 0));
    }
    let further = (value / each).ilog2();
    let step = (value >> further) + each * further as usize;
    (step, (number(value & ((1 << further) - 1)), further))
}

fn number(value: usize) -> u32 {
    u32::try_from(value).expect("rows of symbols are short")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::symbol::encode;
    use std::io::Read;

    #[test]
    fn pictures_of_all_sizes_unpack_to_two_rows_of_two_pixels_a_module() {
        for length in [1, 20, 60, 100, 200, 300, 331, 500, 800, 1200, 1600, 2000, 2331] {
            let symbol = encode(&vec![b'7'; length]).unwrap();
            let picture = Picture::new(&symbol);
            let mut bits = Vec::new();
            flate2::read::ZlibDecoder::new(&picture.packed[..]).read_to_end(&mut bits).unwrap();
            let width = picture.side.div_ceil(8);
            assert_eq!(bits.len(), width * picture.side);
            for y in 0..picture.side {
                for x in 0..width * 8 {
                    let light = bits[y * width + x / 8] >> (7 - x % 8) & 1 == 1;
                    assert_eq!(!light, symbol.is_dark(x / PIXELS, y / PIXELS), "{length} bytes: {x}, {y}");
                }
            }
        }
    }

    #[test]
    fn a_general_packer_makes_them_hardly_smaller() {
        for length in [60, 300, 500] {
            let bytes: Vec<u8> = (0..length).map(|at| b'!' + u8::try_from(at * 7 % 90).unwrap()).collect();
            let picture = Picture::new(&encode(&bytes).unwrap());
            let mut bits = Vec::new();
            flate2::read::ZlibDecoder::new(&picture.packed[..]).read_to_end(&mut bits).unwrap();
            let general = super::super::file::deflate(&bits, super::super::file::Effort::Much).len();
            assert!(picture.packed.len() * 100 <= general * 108, "{} and {general}", picture.packed.len());
        }
    }
}
