//! QR codes as a phone sees them: the page is drawn in memory and looked at.
//! Not here: what their payload means (see `payment_qr`).

use std::borrow::Cow;
use std::iter;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use quircs::Quirc;

use super::Limits;

/// Points to the inch (ISO 32000-1, 8.3.2.3).
const POINTS: f32 = 72.0;
/// Millimetres: payment symbols are 35 wide, with their quiet zone 38 to 42.
const STEP: f32 = 42.0;

/// The payloads of the QR codes on a page.
pub(super) fn payloads<'a>(
    page: &'a Page<'a>,
    cache: &RenderCache<'a>,
    settings: &InterpreterSettings,
    limits: &Limits,
) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    // A symbol that is not noticed at one size is noticed at another: its modules fall on other pixels.
    for &dpi in &limits.dpi {
        if let Some(drawn) = draw(page, cache, settings, dpi, limits.pixels) {
            for part in drawn.parts() {
                look(&part, &mut found);
            }
        }
    }
    found
}

/// A page in shades of grey.
#[derive(Clone)]
struct Drawn {
    width: usize,
    height: usize,
    grey: Vec<u8>,
    /// Pixels to the millimetre.
    scale: f32,
}

impl Drawn {
    /// The whole page, then windows of it: where symbols stand in a row, the reader takes corners of neighbours for
    /// corners of one symbol. A symbol of up to [`STEP`] lies in some window whole.
    fn parts(&self) -> impl Iterator<Item = Cow<'_, Self>> {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a page has at most 65535 pixels a side"
        )]
        let step = (STEP * self.scale).ceil().max(1.0) as usize;
        let starts = move |length: usize| (0..length.saturating_sub(step).max(1)).step_by(step);
        let windows = starts(self.height).flat_map(move |top| starts(self.width).map(move |left| (left, top)));
        iter::once(Cow::Borrowed(self)).chain(windows.map(move |(left, top)| Cow::Owned(self.window(left, top, 2 * step))))
    }

    fn window(&self, left: usize, top: usize, side: usize) -> Self {
        let (right, bottom) = ((left + side).min(self.width), (top + side).min(self.height));
        let rows = (top..bottom).map(|row| &self.grey[row * self.width + left..row * self.width + right]);
        Self { width: right - left, height: bottom - top, grey: rows.collect::<Vec<_>>().concat(), scale: self.scale }
    }
}

fn draw<'a>(
    page: &'a Page<'a>,
    cache: &RenderCache<'a>,
    settings: &InterpreterSettings,
    dpi: f32,
    pixels: f32,
) -> Option<Drawn> {
    let (width, height) = page.render_dimensions();
    let largest = (pixels / (width * height)).sqrt();
    let longest = f32::from(u16::MAX) / width.max(height);
    let scale = (dpi / POINTS).min(largest).min(longest);
    // Less than a pixel, or not a number.
    if !(scale * width >= 1.0 && scale * height >= 1.0) {
        return None;
    }
    let target = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let pixmap = render(page, cache, settings, &RenderSettings::default(), &target);
    let grey = pixmap
        .data()
        .iter()
        .map(|pixel| {
            u8::try_from((u16::from(pixel.r) * 3 + u16::from(pixel.g) * 6 + u16::from(pixel.b)) / 10).unwrap_or(255)
        })
        .collect();
    Some(Drawn { width: pixmap.width().into(), height: pixmap.height().into(), grey, scale: scale * POINTS / 25.4 })
}

/// Adds what can be read. The reader looks at 32 corners of symbols at most, ten symbols and two corners: that bounds
/// its work.
fn look(drawn: &Drawn, found: &mut Vec<Vec<u8>>) {
    let mut reader = Quirc::default();
    let codes = reader.identify(drawn.width, drawn.height, &drawn.grey).flatten();
    for payload in codes.filter_map(|code| code.decode().ok()).map(|data| data.payload) {
        if !found.contains(&payload) {
            found.push(payload);
        }
    }
}
