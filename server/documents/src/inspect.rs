//! Reading a PDF that somebody wants to have checked: its text and the QR codes on its pages, within limits.
//! Not here: the verdict (see `cabinet`).

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro::RenderCache;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::{LoadPdfError, Pdf};
use serde::{Deserialize, Serialize};

pub mod apart;
mod details;
mod letters;
mod symbols;

pub use details::{bics, inns, settlement_accounts};

/// How much is looked at. What these limits cannot bound is bounded by [`apart`].
#[derive(Clone, Debug, PartialEq)]
pub struct Limits {
    /// Size of the file.
    pub bytes: usize,
    /// Pages looked at, from the first; the others are only counted.
    pub pages: usize,
    /// Dots per inch a page is drawn with, once for each; fewer where `pixels` does not allow so many.
    pub dpi: Vec<f32>,
    /// Pixels of a drawn page.
    pub pixels: f32,
    /// Characters of all pages together.
    pub characters: usize,
}

impl Default for Limits {
    fn default() -> Self {
        // A sheet of A4 has 8.7 million pixels at 300 dpi.
        Self { bytes: 10 << 20, pages: 4, dpi: vec![220.0, 300.0], pixels: 9e6, characters: 100_000 }
    }
}

/// What a document says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inspection {
    /// How many pages it has, also those not looked at.
    pub pages: usize,
    /// The text as it is seen, line by line. Where text lies under other text, the line as it was written follows it.
    pub text: String,
    /// What the QR codes say that can be seen on the pages, as bytes: the encoding is theirs.
    pub qr: Vec<Vec<u8>>,
}

/// Why a document could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum InspectError {
    /// It does not begin like a PDF.
    #[error("Это не PDF. Выберите файл квитанции с расширением .pdf.")]
    NotPdf,
    /// It cannot be opened without a password.
    #[error("Файл закрыт паролем. Выберите файл, который открывается без пароля.")]
    Encrypted,
    /// More bytes than [`Limits::bytes`].
    #[error("Файл слишком большой. Квитанция занимает меньше одного мегабайта: выберите файл из письма или из кабинета.")]
    TooBig,
    /// Damaged, or made in a way we do not understand.
    #[error("Файл повреждён. Скачайте квитанцию ещё раз или проверьте её по коду.")]
    Broken,
    /// Reading took more memory or time than [`apart::Fence`] allows.
    #[error("Файл слишком сложный для квитанции. Проверьте её по коду или позвоните нам.")]
    TooCostly,
    /// The process that reads could not be started: the server's trouble, not the document's.
    #[error("Сейчас проверить файл не получается. Попробуйте позже или проверьте квитанцию по коду.")]
    Unavailable,
}

/// Reads a PDF. It never panics, and its work is bounded in pages and pixels; but what a stream unpacks to is not, so
/// bytes of strangers are to be read by [`apart::inspect_apart`].
pub fn inspect(pdf: &[u8], limits: &Limits) -> Result<Inspection, InspectError> {
    if !pdf[..pdf.len().min(1024)].windows(5).any(|window| window == b"%PDF-") {
        return Err(InspectError::NotPdf);
    }
    if pdf.len() > limits.bytes {
        return Err(InspectError::TooBig);
    }
    // Nothing outlives the closure but its answer, so nothing half-done can be seen.
    catch_unwind(AssertUnwindSafe(|| read(pdf, limits))).unwrap_or(Err(InspectError::Broken))
}

fn read(pdf: &[u8], limits: &Limits) -> Result<Inspection, InspectError> {
    let pdf = Pdf::new(pdf.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => InspectError::Encrypted,
        LoadPdfError::Invalid => InspectError::Broken,
    })?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(InspectError::Broken);
    }
    let cache = RenderCache::new();
    let settings = InterpreterSettings::default();
    let mut inspection = Inspection { pages: pages.len(), ..Inspection::default() };
    let mut characters = limits.characters;
    for page in pages.iter().take(limits.pages) {
        let text = letters::text(page, &settings, &mut characters);
        inspection.text.push_str(&text);
        for payload in symbols::payloads(page, &cache, &settings, limits) {
            if !inspection.qr.contains(&payload) {
                inspection.qr.push(payload);
            }
        }
    }
    Ok(inspection)
}
