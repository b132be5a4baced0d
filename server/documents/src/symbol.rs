//! QR symbols: bytes to modules, and modules to an SVG path. Error correction M, byte mode, no ECI, the smallest version.
//! Not here: what the bytes say (see `payment_qr`).

use qrcode::bits::Bits;
use qrcode::canvas::{Canvas, MaskPattern};
use qrcode::ec::create_error_correction_code;
use qrcode::{Color, EcLevel, Version};
use std::fmt::Write;
use std::sync::OnceLock;

/// A symbol without its quiet zone, which is four modules on every side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    size: usize,
    modules: Vec<bool>,
}

/// More bytes than the largest symbol holds: 2331.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("more than a symbol holds")]
pub struct TooLong;

/// Bytes that versions 1 to 40 hold in byte mode with error correction M (ISO/IEC 18004, table 7).
const CAPACITY: [usize; 40] = [
    14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666, 711, 779, 857, 911, 997,
    1059, 1125, 1190, 1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911, 1989, 2099, 2213, 2331,
];

/// Codewords of correction for each block of data, and blocks, of versions 1 to 40 with error correction M (ISO/IEC
/// 18004, table 9).
const BLOCKS: [(usize, usize); 40] = [
    (10, 1),
    (16, 1),
    (26, 1),
    (18, 2),
    (24, 2),
    (16, 4),
    (18, 4),
    (22, 4),
    (22, 5),
    (26, 5),
    (30, 5),
    (22, 8),
    (22, 9),
    (24, 9),
    (24, 10),
    (28, 10),
    (28, 11),
    (26, 13),
    (26, 14),
    (26, 16),
    (26, 17),
    (28, 17),
    (28, 18),
    (28, 20),
    (28, 21),
    (28, 23),
    (28, 25),
    (28, 26),
    (28, 28),
    (28, 29),
    (28, 31),
    (28, 33),
    (28, 35),
    (28, 37),
    (28, 38),
    (28, 40),
    (28, 43),
    (28, 45),
    (28, 47),
    (28, 49),
];

/// The smallest version that holds `length` bytes; none above 2331.
pub fn version(length: usize) -> Option<u8> {
    let at = CAPACITY.iter().position(|&capacity| length <= capacity)?;
    u8::try_from(at + 1).ok()
}

/// Of a mean disturbance: up to 15 of 100 codewords may be lost.
const LEVEL: EcLevel = EcLevel::M;

/// A version as a form to be filled in: drawing its patterns and looking for the way of the codewords around them costs
/// several times what the codewords themselves cost, and is the same in every symbol of that version.
struct Form {
    /// The symbol when all bits of all codewords are 0.
    blank: Vec<bool>,
    /// Where the bits of the codewords go, the highest of the first one first.
    places: Vec<u16>,
    correction: Correction,
}

/// Error correction by Reed and Solomon. A block's remainder is worked out a byte at a time: what each byte adds to it is
/// looked up.
struct Correction {
    /// Codewords of correction for each block.
    length: usize,
    blocks: usize,
    /// The remainders of all 256 bytes, one behind the other.
    remainders: Vec<u8>,
}

impl Correction {
    fn of(version: usize) -> Self {
        let (length, blocks) = BLOCKS[version - 1];
        let remainders = (0..=u8::MAX).flat_map(|byte| create_error_correction_code(&[byte], length)).collect();
        Self { length, blocks, remainders }
    }

    /// All codewords in the order of the symbol: the first of each block of data, the second, … then those of correction.
    fn codewords(&self, data: &[u8]) -> Vec<u8> {
        // The shorter blocks come first.
        let (short, longer) = (data.len() / self.blocks, data.len() % self.blocks);
        let total = data.len() + self.length * self.blocks;
        let mut codewords = vec![0; total];
        let mut rest = data;
        for block in 0..self.blocks {
            let length = short + usize::from(block >= self.blocks - longer);
            let (of_block, behind) = rest.split_at(length);
            rest = behind;
            for (row, &byte) in of_block.iter().enumerate() {
                // The last row has the longer blocks only.
                let column = if row == short { block - (self.blocks - longer) } else { block };
                codewords[row * self.blocks + column] = byte;
            }
            for (row, byte) in self.remainder(of_block).into_iter().enumerate() {
                codewords[data.len() + row * self.blocks + block] = byte;
            }
        }
        codewords
    }

    fn remainder(&self, block: &[u8]) -> Vec<u8> {
        let mut remainder = vec![0; self.length];
        for byte in block {
            let first = usize::from(byte ^ remainder[0]);
            remainder.copy_within(1.., 0);
            remainder[self.length - 1] = 0;
            let adds = &self.remainders[first * self.length..][..self.length];
            remainder.iter_mut().zip(adds).for_each(|(byte, adds)| *byte ^= adds);
        }
        remainder
    }
}

/// The forms that were asked for, by their version.
static FORMS: [OnceLock<Form>; CAPACITY.len()] = [const { OnceLock::new() }; CAPACITY.len()];

impl Form {
    /// Finds out where bits go by drawing their numbers, from 1, one binary digit of all of them at a time: the digits
    /// that a module shows make the number of its bit, or 0 where it belongs to a pattern.
    fn of(number: u8, data: usize) -> Self {
        let (version, correction) = (Version::Normal(number.into()), Correction::of(number.into()));
        let codewords = data + correction.length * correction.blocks;
        let blank = drawn(version, &vec![0; codewords]);
        let bits = codewords * 8;
        let mut numbers = vec![0; blank.len()];
        for digit in 0..=bits.ilog2() {
            let one = |bit: usize| u8::from((bit + 1) >> digit & 1 == 1);
            let codewords: Vec<u8> =
                (0..bits).step_by(8).map(|first| (first..first + 8).fold(0, |byte, bit| byte << 1 | one(bit))).collect();
            let shown = drawn(version, &codewords);
            for (number, (shown, blank)) in numbers.iter_mut().zip(shown.iter().zip(&blank)) {
                *number |= usize::from(shown != blank) << digit;
            }
        }
        let mut places = vec![0; bits];
        for (place, number) in (0_u16..).zip(numbers) {
            if let Some(bit) = number.checked_sub(1) {
                places[bit] = place;
            }
        }
        Self { blank, places, correction }
    }

    /// The symbol of these codewords of data.
    fn filled(&self, data: &[u8]) -> Vec<bool> {
        let codewords = self.correction.codewords(data);
        let mut modules = self.blank.clone();
        for (codeword, places) in codewords.iter().zip(self.places.chunks_exact(8)) {
            for (bit, &place) in (0..8).rev().zip(places) {
                modules[usize::from(place)] ^= codeword >> bit & 1 == 1;
            }
        }
        modules
    }
}

/// A whole symbol of these codewords. Always with mask 0: any mask is readable, the choice of the best one costs ten
/// times what the rest of the symbol costs, and on payment codes it gains nothing in scanning (measured with blurred and
/// noisy pictures).
fn drawn(version: Version, codewords: &[u8]) -> Vec<bool> {
    let mut canvas = Canvas::new(version, LEVEL);
    canvas.draw_all_functional_patterns();
    canvas.draw_data(codewords, &[]);
    canvas.apply_mask(MaskPattern::Checkerboard);
    canvas.into_colors().into_iter().map(|color| color == Color::Dark).collect()
}

/// The symbol of `bytes`.
pub fn encode(bytes: &[u8]) -> Result<Symbol, TooLong> {
    let number = version(bytes.len()).ok_or(TooLong)?;
    let version = Version::Normal(number.into());
    let mut bits = Bits::new(version);
    bits.push_byte_data(bytes).map_err(|_| TooLong)?;
    bits.push_terminator(LEVEL).map_err(|_| TooLong)?;
    let data = bits.into_bytes();
    let form = FORMS[usize::from(number) - 1].get_or_init(|| Form::of(number, data.len()));
    Ok(Symbol { size: 17 + 4 * usize::from(number), modules: form.filled(&data) })
}

/// Dark modules side by side in one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Column of the first.
    pub x: usize,
    /// Row, from the top.
    pub y: usize,
    /// How many.
    pub length: usize,
}

impl Symbol {
    /// Modules on a side: 21 to 177.
    pub fn size(&self) -> usize {
        self.size
    }

    /// Whether a module is dark; light outside of the symbol.
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        x < self.size && y < self.size && self.modules[y * self.size + x]
    }

    /// The rows, from the top; dark modules are true.
    pub fn rows(&self) -> impl Iterator<Item = &[bool]> {
        self.modules.chunks_exact(self.size)
    }

    /// All dark modules, row by row, as the longest runs: what a page paints as rectangles without seams between them.
    pub fn runs(&self) -> impl Iterator<Item = Run> + '_ {
        self.rows().enumerate().flat_map(|(y, row)| {
            let mut x = 0;
            row.chunk_by(PartialEq::eq).filter_map(move |modules| {
                let run = Run { x, y, length: modules.len() };
                x += run.length;
                modules[0].then_some(run)
            })
        })
    }

    /// The `d` of an SVG path in units of modules, without the quiet zone.
    pub fn svg_path(&self) -> String {
        let mut path = String::with_capacity(self.modules.len() * 4);
        for Run { x, y, length } in self.runs() {
            let _ = write!(path, "M{x} {y}h{length}v1h-{length}z");
        }
        path
    }
}
