//! The unified payment document as PDF: one page for an ordinary flat, tagged and archival, the same bytes each time.
//! Not here: its content (see `content`).

mod canvas;
mod document;
mod face;
mod file;
mod flow;
mod font;
mod metadata;
mod outline;
mod picture;
mod sections;
mod shelf;
mod tail;
mod words;

pub use words::period as month_in_words;

use crate::content::{Face as Side, Receipt};
use crate::symbol;
use canvas::{Canvas, Drawing, Type};
use document::Document;
use domain::Date;
use face::Face;
use flow::{Density, Flow};
use picture::Picture;

/// The least side of a payment QR on the page, in millimetres (ГОСТ Р 56042-2014 leaves it open; banks ask for 30).
pub const QR_SIDE_MM: f32 = 35.2;

/// What sets receipts: the font, read once for all of them. It may be shared between threads.
pub struct Typesetter {
    face: Face,
}

/// What goes into a bundle of paper.
#[derive(Clone, Copy, Debug)]
pub enum BundleItem<'a> {
    /// A receipt.
    Receipt(&'a Receipt),
    /// A sheet between streets.
    Separator {
        /// In large type.
        street: &'a str,
        /// Smaller, below it.
        notes: &'a [String],
    },
}

/// A bundle of paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// The file.
    pub pdf: Vec<u8>,
    /// How many sheets it has.
    pub sheets: u32,
}

impl Default for Typesetter {
    fn default() -> Self {
        Self::new()
    }
}

impl Typesetter {
    /// Reads the font. Make one for the program: it takes a few milliseconds.
    pub fn new() -> Self {
        Self { face: Face::new(include_bytes!("../../fonts/PTS55F.ttf"), "PTSans-Regular", 80) }
    }

    fn canvas(&self, tagged: bool) -> Canvas<'_> {
        Canvas::new(&self.face, tagged)
    }

    /// A receipt as a file of its own: PDF/A-2a and PDF/UA-1.
    pub fn receipt(&self, receipt: &Receipt) -> Vec<u8> {
        let pictures = Pictures::new(receipt);
        let drawing = self.draw(receipt, &pictures, true);
        let mut document = Document::new(&self.face, true);
        document.add(&drawing, &pictures.all);
        let title = format!("Квитанция за {}, лицевой счёт {}", words::period(receipt.period), receipt.payer.number);
        document.finish(&title, receipt.issued)
    }

    /// How many sheets a receipt has.
    pub fn pages(&self, receipt: &Receipt) -> u32 {
        let sheets = self.draw(receipt, &Pictures::places(receipt), false).sheets.len();
        u32::try_from(sheets).unwrap_or(u32::MAX)
    }

    /// Receipts and separators for the printer in one file that shares its fonts: PDF/A-2b. It has no structure,
    /// because nobody listens to paper. `issued` is the day of the run.
    pub fn bundle<'a>(&self, title: &str, issued: Date, items: impl IntoIterator<Item = BundleItem<'a>>) -> Bundle {
        let mut document = Document::new(&self.face, false);
        for item in items {
            match item {
                BundleItem::Receipt(receipt) => {
                    let pictures = Pictures::new(receipt);
                    document.add(&self.draw(receipt, &pictures, false), &pictures.all);
                }
                BundleItem::Separator { street, notes } => document.add(&self.separator(street, notes), &[]),
            }
        }
        let sheets = u32::try_from(document.sheets()).unwrap_or(u32::MAX);
        Bundle { pdf: document.finish(title, issued), sheets }
    }

    /// Sets a receipt as openly as fits on one page, else closely on several.
    fn draw(&self, receipt: &Receipt, pictures: &Pictures, tagged: bool) -> Drawing {
        // A guess, so that few receipts are set twice: how many lines there will be, and what stands for many of them.
        let lines = receipt.parts.iter().flat_map(|part| &part.lines);
        let details: usize = lines
            .clone()
            .map(|line| {
                let of = &line.details;
                let some =
                    [of.meter.is_some(), of.norm.is_some(), of.instalment.is_some(), of.recalculation_reason.is_some()];
                some.into_iter().filter(|&some| some).count()
            })
            .sum();
        let symbols = 13 * pictures.parts.iter().flatten().count().div_ceil(5) + 3 * usize::from(pictures.joint.is_some());
        let first = match 3 * receipt.parts.len() + lines.count() + details + symbols {
            0..=28 => 0,
            29..=38 => 1,
            _ => 2,
        };
        let mut sparse = None;
        for density in &Density::ALL[first..] {
            let drawing = self.draw_at(receipt, pictures, tagged, *density);
            if drawing.sheets.len() == 1 {
                return drawing;
            }
            sparse = Some(drawing);
        }
        sparse.unwrap_or_else(|| self.draw_at(receipt, pictures, tagged, Density::ALL[1]))
    }

    fn draw_at(&self, receipt: &Receipt, pictures: &Pictures, tagged: bool, density: Density) -> Drawing {
        let watermark = (receipt.face == Side::Preview).then_some("ОБРАЗЕЦ. НЕ ДЛЯ ОПЛАТЫ");
        let running =
            format!("Квитанция за {} · лицевой счёт {} · продолжение", words::period(receipt.period), receipt.payer.number);
        let mut flow = Flow::new(self.canvas(tagged), density, running, watermark);
        sections::draw(&mut flow, receipt);
        tail::draw(&mut flow, receipt, pictures);
        flow.number_sheets();
        flow.canvas.drawing
    }

    fn separator(&self, street: &str, notes: &[String]) -> Drawing {
        let mut flow = Flow::new(self.canvas(false), Density::ALL[0], String::new(), None);
        flow.y = 250.0;
        flow.paragraph(flow::LEFT, flow::RIGHT, Type::bold(40.0), 48.0, street);
        flow.y += 16.0;
        for note in notes {
            flow.paragraph(flow::LEFT, flow::RIGHT, Type::regular(16.0), 22.0, note);
        }
        flow.canvas.drawing
    }
}

/// The symbols of a receipt and whose they are.
struct Pictures {
    all: Vec<Picture>,
    /// By part.
    parts: Vec<Option<usize>>,
    joint: Option<usize>,
    check: Option<usize>,
}

impl Pictures {
    /// With the symbols themselves.
    fn new(receipt: &Receipt) -> Self {
        let mut all = Vec::new();
        let places = Self::each(receipt, |bytes| {
            all.push(Picture::new(&symbol::encode(bytes).ok()?));
            Some(all.len() - 1)
        });
        Self { all, ..places }
    }

    /// Only where symbols stand: all that is asked to count sheets.
    fn places(receipt: &Receipt) -> Self {
        Self::each(receipt, |bytes| symbol::version(bytes.len()).map(|_| 0))
    }

    /// What does not fit into a symbol is left out: the requisites are printed in full.
    fn each(receipt: &Receipt, mut picture: impl FnMut(&[u8]) -> Option<usize>) -> Self {
        let all = Vec::new();
        if receipt.face == Side::Preview {
            return Self { all, parts: vec![None; receipt.parts.len()], joint: None, check: None };
        }
        let parts = receipt.parts.iter().map(|part| picture(part.qr.as_deref()?)).collect();
        let joint = receipt.joint.as_ref().and_then(|joint| picture(&joint.qr));
        let check = receipt.mark.as_ref().and_then(|mark| picture(mark.url.as_bytes()));
        Self { all, parts, joint, check }
    }
}
