//! QR symbols: bytes to modules, and modules to an SVG path. Error correction M, byte mode, no ECI, the smallest version.
//! Not here: what the bytes say (see `payment_qr`).

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};
use std::fmt::Write;

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

/// The smallest version that holds `length` bytes; none above 2331.
pub fn version(length: usize) -> Option<u8> {
    let at = CAPACITY.iter().position(|&capacity| length <= capacity)?;
    u8::try_from(at + 1).ok()
}

/// The symbol of `bytes`. Always with mask 0: any mask is readable, the choice of the best one costs ten times what the
/// rest of the symbol costs, and on payment codes it gains nothing in scanning (measured with blurred and noisy pictures).
pub fn encode(bytes: &[u8]) -> Result<Symbol, TooLong> {
    if version(bytes.len()).is_none() {
        return Err(TooLong);
    }
    let segments = [QrSegment::make_bytes(bytes)];
    let (level, mask) = (QrCodeEcc::Medium, Some(Mask::new(0)));
    let code = QrCode::encode_segments_advanced(&segments, level, Version::MIN, Version::MAX, mask, false);
    let code = code.map_err(|_| TooLong)?;
    let side = code.size();
    let modules = (0..side).flat_map(|y| (0..side).map(move |x| (x, y))).map(|(x, y)| code.get_module(x, y)).collect();
    Ok(Symbol { size: usize::try_from(side).expect("21 to 177"), modules })
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

    /// All dark modules, row by row, as the longest runs: what a page paints as rectangles without seams between them.
    pub fn runs(&self) -> impl Iterator<Item = Run> + '_ {
        self.modules.chunks_exact(self.size).enumerate().flat_map(|(y, row)| {
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
