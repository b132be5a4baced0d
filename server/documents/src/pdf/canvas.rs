//! Sheets being drawn: text, lines, boxes and symbols, each inside an element of the document's structure.
//! Not here: what is drawn (see `sections`), and how sheets become a file (see `document`).

use super::face::{Face, Glyph, RARE, SPACE, Used};
use super::file::{put, put_whole};
use std::io::Write as _;

/// Width of A4 in points.
pub const WIDTH: f32 = 595.28;
/// Height of A4 in points.
pub const HEIGHT: f32 = 841.89;

/// Less than this is no width: sums of floats differ by it.
const SLACK: f32 = 0.05;

/// Points of a millimetre.
pub const MM: f32 = 72.0 / 25.4;

/// Weight of type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    Regular,
    Bold,
}

/// How text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Type {
    pub weight: Weight,
    /// In points.
    pub size: f32,
    /// 0 is black, 100 white.
    pub grey: u8,
}

impl Type {
    pub const fn regular(size: f32) -> Self {
        Self { weight: Weight::Regular, size, grey: 0 }
    }

    pub const fn bold(size: f32) -> Self {
        Self { weight: Weight::Bold, size, grey: 0 }
    }

    /// Of secondary importance, and still 7:1 on white.
    pub const fn quiet(size: f32) -> Self {
        Self { weight: Weight::Regular, size, grey: 32 }
    }
}

/// An element of the structure (ISO 32000-1, 14.8.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Document,
    Section,
    Title,
    Heading,
    Paragraph,
    Table,
    Row,
    ColumnHead,
    /// The head of a row, over so many columns.
    RowHead(u8),
    /// A cell over so many columns.
    Cell(u8),
    Figure,
    Link,
}

/// What an element holds.
pub enum Kid {
    Node(usize),
    Marked { sheet: usize, mark: usize },
    Link { sheet: usize, link: usize },
}

/// An element with what it holds, in reading order.
pub struct Node {
    pub kind: Kind,
    pub parent: usize,
    pub kids: Vec<Kid>,
    /// Of a picture: the words for it, and its left, bottom, right and top.
    pub alt: Option<(String, [f32; 4])>,
}

/// A place that leads somewhere.
pub struct LinkBox {
    /// Left, bottom, right, top, as PDF counts.
    pub rect: [f32; 4],
    pub url: String,
    pub words: String,
    /// Its element.
    pub node: usize,
}

/// A sheet of a document.
#[derive(Default)]
pub struct Sheet {
    pub content: Vec<u8>,
    /// The element of each piece of marked content.
    pub marks: Vec<usize>,
    /// Numbers of the symbols shown.
    pub symbols: Vec<usize>,
    pub links: Vec<LinkBox>,
    /// Whether it shows rare glyphs, which have a font of their own.
    pub rare: bool,
}

/// A document drawn, not yet a file.
pub struct Drawing {
    pub sheets: Vec<Sheet>,
    pub nodes: Vec<Node>,
    /// Glyphs of the face.
    pub used: Used,
    /// Whether it has a structure; paper needs none.
    pub tagged: bool,
}

/// What is drawn on.
pub struct Canvas<'a> {
    face: &'a Face,
    pub drawing: Drawing,
    open: Vec<usize>,
    set: Set,
}

/// What a sheet's content has set last: ink; font, whether it is the one of rare glyphs, and size; weight and size.
#[derive(Default)]
struct Set {
    ink: Option<u8>,
    font: Option<(bool, u32)>,
    weight: Option<(Weight, u32)>,
}

/// A length to a tenth of a point, a thirtieth of a millimetre: more digits only make the file larger.
fn number(out: &mut Vec<u8>, value: f32) {
    #[expect(clippy::cast_possible_truncation, reason = "lengths on a page are small")]
    let tenths = (value * 10.0).round() as i32;
    if tenths < 0 {
        out.push(b'-');
    }
    let (whole, rest) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    put_whole(out, whole);
    if rest > 0 {
        out.push(b'.');
        put_whole(out, rest);
    }
}

impl<'a> Canvas<'a> {
    pub fn new(face: &'a Face, tagged: bool) -> Self {
        let root = Node { kind: Kind::Document, parent: 0, kids: Vec::new(), alt: None };
        let nodes = vec![root];
        let drawing = Drawing { sheets: Vec::new(), nodes, used: Used::default(), tagged };
        Self { face, drawing, open: vec![0], set: Set::default() }
    }

    /// Goes on to a new sheet.
    pub fn turn(&mut self) {
        self.drawing.sheets.push(Sheet { content: Vec::with_capacity(24 * 1024), ..Sheet::default() });
        self.set = Set::default();
    }

    /// Goes back to a sheet, to write what is known only at the end.
    pub fn at_end_of(&mut self, sheet: usize, draw: impl FnOnce(&mut Self)) {
        let behind = self.drawing.sheets.split_off(sheet + 1);
        self.set = Set::default();
        draw(self);
        self.drawing.sheets.extend(behind);
        self.set = Set::default();
    }

    fn sheet(&mut self) -> &mut Sheet {
        self.drawing.sheets.last_mut().expect("a sheet is begun before anything is drawn")
    }

    fn out(&mut self) -> &mut Vec<u8> {
        &mut self.sheet().content
    }

    fn numbers(&mut self, values: &[f32], operator: &str) {
        let out = self.out();
        for &value in values {
            number(out, value);
            out.push(b' ');
        }
        out.extend(operator.as_bytes());
        out.push(b'\n');
    }

    /// Begins an element.
    pub fn open(&mut self, kind: Kind) {
        if self.drawing.tagged {
            let (node, parent) = (self.drawing.nodes.len(), self.open.last().copied().unwrap_or(0));
            self.drawing.nodes.push(Node { kind, parent, kids: Vec::new(), alt: None });
            self.drawing.nodes[parent].kids.push(Kid::Node(node));
            self.open.push(node);
        }
    }

    /// Ends the element that was begun last.
    pub fn close(&mut self) {
        if self.drawing.tagged {
            self.open.pop();
        }
    }

    /// An element and what is seen of it.
    pub fn element(&mut self, kind: Kind, draw: impl FnOnce(&mut Self)) {
        self.open(kind);
        self.marked(draw);
        self.close();
    }

    /// A cell of a table. One with nothing in it is only drawn.
    pub fn cell(&mut self, kind: Kind, empty: bool, draw: impl FnOnce(&mut Self)) {
        if empty {
            self.open(kind);
            self.close();
            self.artifact(draw);
        } else {
            self.element(kind, draw);
        }
    }

    /// A symbol with its top left corner there, without its quiet zone, and the words for those who do not see it.
    pub fn symbol(&mut self, symbol: usize, left: f32, top: f32, side: f32, words: String) {
        self.open(Kind::Figure);
        if let (true, Some(&node)) = (self.drawing.tagged, self.open.last()) {
            let place = [left, HEIGHT - top - side, left + side, HEIGHT - top];
            self.drawing.nodes[node].alt = Some((words, place));
        }
        self.marked(|canvas| {
            canvas.ink(0);
            canvas.sheet().symbols.push(symbol);
            canvas.numbers(&[], "q");
            canvas.numbers(&[side, 0.0, 0.0, side, left, HEIGHT - top - side], "cm");
            put!(canvas.out(), "/S{symbol} Do Q\n");
        });
        self.close();
    }

    /// A link around what is drawn: left, top, right, bottom.
    pub fn link(&mut self, place: [f32; 4], url: &str, words: &str, draw: impl FnOnce(&mut Self)) {
        self.open(Kind::Link);
        self.marked(draw);
        let [left, top, right, bottom] = place;
        let node = self.open.last().copied().unwrap_or(0);
        let rect = [left, HEIGHT - bottom, right, HEIGHT - top];
        let sheet = self.drawing.sheets.len() - 1;
        let link = self.sheet().links.len();
        self.sheet().links.push(LinkBox { rect, url: url.to_owned(), words: words.to_owned(), node });
        if self.drawing.tagged {
            self.drawing.nodes[node].kids.push(Kid::Link { sheet, link });
        }
        self.close();
    }

    /// Content of the open element.
    fn marked(&mut self, draw: impl FnOnce(&mut Self)) {
        if !self.drawing.tagged {
            return draw(self);
        }
        let node = self.open.last().copied().unwrap_or(0);
        let sheet = self.drawing.sheets.len() - 1;
        let mark = self.sheet().marks.len();
        self.sheet().marks.push(node);
        self.drawing.nodes[node].kids.push(Kid::Marked { sheet, mark });
        let out = self.out();
        out.extend(b"/P<</MCID ");
        put_whole(out, mark);
        out.extend(b">>BDC\n");
        draw(self);
        self.out().extend(b"EMC\n");
    }

    /// What is ornament or repetition and is not read aloud.
    pub fn artifact(&mut self, draw: impl FnOnce(&mut Self)) {
        if self.drawing.tagged {
            self.out().extend(b"/Artifact BMC\n");
        }
        draw(self);
        if self.drawing.tagged {
            self.out().extend(b"EMC\n");
        }
    }

    fn ink(&mut self, grey: u8) {
        if self.set.ink != Some(grey) {
            self.set.ink = Some(grey);
            put!(self.out(), ".{grey:02} g\n");
        }
    }

    /// The glyphs of a text.
    pub fn glyphs(&self, text: &str) -> Vec<Glyph> {
        let mut out = Vec::with_capacity(text.len());
        self.face.each(text, |glyph| out.push(glyph));
        out
    }

    /// How wide glyphs are, in points.
    pub fn width(&self, glyphs: &[Glyph], look: Type) -> f32 {
        points(glyphs.iter().map(|&glyph| self.advance(glyph, look)).sum(), look)
    }

    /// How wide a text is, in points: columns are measured by all their texts, and most of those are drawn later.
    pub fn text_width(&self, text: &str, look: Type) -> f32 {
        let mut sum = 0;
        self.face.each(text, |glyph| sum += self.advance(glyph, look));
        points(sum, look)
    }

    /// How far a glyph's neighbour stands from it, in thousandths of the type size.
    fn advance(&self, glyph: Glyph, look: Type) -> u32 {
        u32::from(self.face.advance(glyph) + if look.weight == Weight::Bold { APART } else { 0 })
    }

    /// Breaks into lines of at most `width`, at spaces or, where a word is wider, anywhere. At most `limit` lines: what
    /// is beyond ends in an ellipsis. A broken line keeps its space, so that words do not run together when read.
    pub fn wrap(&self, glyphs: &[Glyph], look: Type, width: f32, limit: usize) -> Vec<Vec<Glyph>> {
        let mut lines = Vec::new();
        let mut rest = glyphs;
        while !rest.is_empty() {
            let (mut taken, mut so_far, mut space) = (0, 0.0, None);
            while let Some(glyph) = rest.get(taken) {
                let advance = self.width(&[*glyph], look);
                if *glyph == SPACE {
                    space = Some(taken + 1);
                } else if so_far + advance > width + SLACK && taken > 0 {
                    break;
                }
                so_far += advance;
                taken += 1;
            }
            let end = if taken == rest.len() { taken } else { space.unwrap_or(taken) };
            if lines.len() + 1 == limit && end < rest.len() {
                let dots = self.glyphs("…");
                let mut last = rest[..end].to_vec();
                while last.last() == Some(&SPACE)
                    || (!last.is_empty() && self.width(&last, look) + self.width(&dots, look) > width)
                {
                    last.pop();
                }
                last.extend(dots);
                lines.push(last);
                return lines;
            }
            lines.push(rest[..end].to_vec());
            rest = &rest[end..];
        }
        lines
    }

    /// Draws glyphs from `x` on the baseline `y`, counted from the top.
    pub fn show(&mut self, x: f32, y: f32, look: Type, glyphs: &[Glyph]) {
        if glyphs.is_empty() {
            return;
        }
        for &glyph in glyphs {
            self.drawing.used.add(glyph);
        }
        self.ink(look.grey);
        self.out().extend(b"BT");
        let mut start = Some((x, HEIGHT - y));
        // Each text follows where the one before has ended.
        for run in glyphs.chunk_by(|one, next| (*one < RARE) == (*next < RARE)) {
            self.look(look, run[0] >= RARE);
            let out = self.out();
            if let Some((x, y)) = start.take() {
                out.push(b' ');
                number(out, x);
                out.push(b' ');
                number(out, y);
                out.extend(b" Td");
            }
            out.push(b'(');
            string(out, run);
            out.extend(b")Tj");
        }
        self.out().extend(b" ET\n");
    }

    /// Sets font, size and weight where they change.
    fn look(&mut self, look: Type, rare: bool) {
        let size = look.size.to_bits();
        let (font, weight) = (Some((rare, size)), Some((look.weight, size)));
        let Set { font: last_font, weight: last_weight, .. } = self.set;
        let sheet = self.sheet();
        sheet.rare |= rare;
        let out = &mut sheet.content;
        if last_font != font {
            out.extend(if rare { b"/X " } else { b"/R " });
            number(out, look.size);
            out.extend(b" Tf");
        }
        match (look.weight, last_weight) {
            (Weight::Bold, last) if last != weight => bold(out, look.size),
            (Weight::Bold, _) | (_, Some((Weight::Regular, _))) => {}
            (Weight::Regular, _) => out.extend(b" 0 Tr 0 Tc"),
        }
        (self.set.font, self.set.weight) = (font, weight);
    }

    /// Draws a text from the left; returns where it ends.
    pub fn text(&mut self, x: f32, y: f32, look: Type, text: &str) -> f32 {
        let glyphs = self.glyphs(text);
        self.show(x, y, look, &glyphs);
        x + self.width(&glyphs, look)
    }

    /// Draws a text that ends at `x`.
    pub fn text_right(&mut self, x: f32, y: f32, look: Type, text: &str) {
        let glyphs = self.glyphs(text);
        self.show(x - self.width(&glyphs, look), y, look, &glyphs);
    }

    /// Draws a text of frequent glyphs slantwise, in the middle of the sheet.
    pub fn slanted(&mut self, look: Type, text: &str) {
        let glyphs = self.glyphs(text);
        let half = self.width(&glyphs, look) / 2.0;
        for &glyph in &glyphs {
            self.drawing.used.add(glyph);
        }
        let (cos, sin) = (0.588, 0.809);
        let (x, y) = (WIDTH / 2.0 - half * cos, HEIGHT / 2.0 - half * sin);
        self.ink(look.grey);
        let out = self.out();
        put!(out, "q .{:02} G BT/R ", look.grey);
        number(out, look.size);
        out.extend(b" Tf");
        if look.weight == Weight::Bold {
            bold(out, look.size);
        }
        put!(out, " {cos} {sin} -{sin} {cos} {x:.2} {y:.2} Tm(");
        string(out, &glyphs);
        out.extend(b")Tj ET Q\n");
    }

    /// A level line from `left` to `right`.
    pub fn line(&mut self, left: f32, right: f32, y: f32, thick: f32, grey: u8) {
        self.fill(left, y - thick / 2.0, right, y + thick / 2.0, grey);
    }

    /// A dotted level line.
    pub fn dots(&mut self, left: f32, right: f32, y: f32) {
        self.out().extend(b"q 1 J 0.3 G [0 3] 0 d 1 w\n");
        self.numbers(&[left, HEIGHT - y], "m");
        self.numbers(&[right, HEIGHT - y], "l S Q");
    }

    /// A filled box.
    pub fn fill(&mut self, left: f32, top: f32, right: f32, bottom: f32, grey: u8) {
        self.ink(grey);
        self.numbers(&[left, HEIGHT - bottom, right - left, bottom - top], "re f");
    }
}

/// Thousandths of a type size in points.
fn points(thousandths: u32, look: Type) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a line is far narrower than 2^24 thousandths")]
    let thousandths = thousandths as f32;
    thousandths * look.size / 1000.0
}

/// What bold letters stand further apart than others, in thousandths of the type size.
const APART: u16 = 20;

/// Bold is the one face with a line around its letters: a second face would be a seventh of every file.
fn bold(out: &mut Vec<u8>, size: f32) {
    put!(out, " 2 Tr 1 j {:.2} w {:.2} Tc", size * 0.04, size * f32::from(APART) / 1000.0);
}

/// A string of glyphs of one font: a byte for each, of rare ones two.
fn string(out: &mut Vec<u8>, glyphs: &[Glyph]) {
    for glyph in glyphs {
        let bytes = glyph.to_be_bytes();
        for &byte in if *glyph < RARE { &bytes[1..] } else { &bytes[..] } {
            match byte {
                b'(' | b')' | b'\\' => out.extend([b'\\', byte]),
                b'\r' => out.extend(b"\\r"),
                byte => out.push(byte),
            }
        }
    }
}
