//! The text of a page from the glyphs that are drawn on it, in the order it is seen.
//! Not here: bank details in it (see `details`), and text inside pictures, which nobody reads.

use hayro::hayro_interpret::font::{Glyph, GlyphRun};
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache, InterpreterSettings,
    SoftMask, TransformExt, interpret_page,
};
use hayro::hayro_syntax::page::Page;
use hayro::kurbo::{Affine, BezPath, Point, Rect};

/// Glyph space has a thousand units to the em (ISO 32000-1, 9.2.4).
const EM: f64 = 1000.0;

/// A glyph on the page. `along` and `across` are measured in the direction of its own line, so that turned text is
/// text as well.
struct Letter {
    text: String,
    /// Direction of the line, whole degrees.
    angle: i32,
    along: f64,
    width: f64,
    across: f64,
    size: f64,
    /// Its place in the order of drawing.
    drawn: usize,
}

impl Letter {
    fn end(&self) -> f64 {
        self.along + self.width
    }

    /// Whether so much of one lies on the other that only the later one can be read.
    fn hides(&self, other: &Self) -> bool {
        let shared = self.end().min(other.end()) - self.along.max(other.along);
        shared > 0.5 * self.width.min(other.width).max(0.1 * self.size)
    }
}

/// The text of a page; takes what it uses off `characters`.
pub(super) fn text(page: &Page<'_>, settings: &InterpreterSettings, characters: &mut usize) -> String {
    let transform = page.initial_transform(true);
    let (width, height) = page.render_dimensions();
    let cache = InterpreterCache::new();
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context = Context::new(transform.to_kurbo(), bounds, &cache, page.xref(), settings.clone());
    let mut device = Collector { letters: Vec::new(), left: *characters };
    interpret_page(page, &mut context, &mut device);
    *characters = device.left;
    lines(device.letters)
}

fn lines(mut letters: Vec<Letter>) -> String {
    letters.sort_by(|a, b| a.angle.cmp(&b.angle).then(a.across.total_cmp(&b.across)));
    let mut text = String::new();
    let mut rest = letters.as_mut_slice();
    while let Some(first) = rest.first() {
        let (angle, bottom) = (first.angle, first.across + 0.3 * first.size);
        let length = rest.partition_point(|letter| letter.angle == angle && letter.across <= bottom);
        let (line, after) = rest.split_at_mut(length.max(1));
        push_line(&mut text, line);
        rest = after;
    }
    text
}

fn push_line(text: &mut String, line: &mut [Letter]) {
    line.sort_by(|a, b| a.along.total_cmp(&b.along));
    let mut seen: Vec<&Letter> = Vec::with_capacity(line.len());
    let mut hidden = false;
    for letter in line.iter() {
        match seen.last_mut().filter(|last| last.hides(letter)) {
            Some(last) => {
                hidden |= last.text != letter.text;
                if last.drawn < letter.drawn {
                    *last = letter;
                }
            }
            None => seen.push(letter),
        }
    }
    push_letters(text, seen.into_iter());
    if hidden {
        line.sort_by_key(|letter| letter.drawn);
        push_letters(text, line.iter());
    }
}

fn push_letters<'a>(text: &mut String, letters: impl Iterator<Item = &'a Letter>) {
    let mut end: Option<f64> = None;
    for letter in letters {
        // Digits of a group stand closer than a fifth of an em; a step back is another string.
        if end.is_some_and(|end| letter.along - end > 0.2 * letter.size || end - letter.along > 0.5 * letter.size) {
            text.push(' ');
        }
        text.push_str(&letter.text);
        end = Some(letter.end());
    }
    text.push('\n');
}

/// Notes letters and draws nothing.
struct Collector {
    letters: Vec<Letter>,
    left: usize,
}

impl Collector {
    fn note(&mut self, glyph: &Glyph<'_>, transform: Affine) {
        let text = match glyph.as_unicode() {
            Some(BfString::Char(char)) => char.to_string(),
            Some(BfString::String(text)) => text,
            None => return,
        };
        let advance = match glyph {
            Glyph::Outline(glyph) => glyph.advance_width(),
            Glyph::Type3(glyph) => glyph.advance_width(),
        };
        let origin = transform * Point::ZERO;
        let em = transform * Point::new(EM, 0.0) - origin;
        let size = em.hypot();
        if !origin.is_finite() || !size.is_finite() || size <= 0.0 {
            return;
        }
        let direction = em / size;
        #[expect(clippy::cast_possible_truncation, reason = "an angle has at most 360 degrees")]
        let angle = em.atan2().to_degrees().round() as i32;
        self.left = self.left.saturating_sub(text.chars().count());
        self.letters.push(Letter {
            text,
            angle,
            along: origin.to_vec2().dot(direction),
            width: f64::from(advance.unwrap_or(500.0)) / EM * size,
            across: -origin.to_vec2().cross(direction),
            size,
            drawn: self.letters.len(),
        });
    }
}

impl<'a> Device<'a> for Collector {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            if self.left == 0 {
                return;
            }
            self.note(glyph, props.transform * glyph.transform());
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn draw_rect(&mut self, _: &Rect, _: DrawProps<'a>, _: &DrawMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_clip_rect(&mut self, _: &Rect) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
