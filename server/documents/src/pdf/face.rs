//! A typeface: which glyph a character has, how wide it is, and the font program of just the glyphs that were used.
//! Not here: where text stands (see `canvas`).

use super::font::Plain;
use super::outline::{GRID, coarse, coarsen, i16_at, parts_of, small, u16_at};
use skrifa::{FontRef, MetadataProvider as _, Tag};
use std::sync::OnceLock;

/// A glyph's number in our face; it is also its code in the page's text.
pub type Glyph = u16;

/// The space: the first glyph after `.notdef`.
pub const SPACE: Glyph = 1;

/// Stands for every character that the font lacks.
const MISSING: char = '□';

/// Characters of ordinary receipts. They come first, so that an ordinary document's font can end after them; neighbours
/// in Unicode stand together, for short maps, and the most frequent have no number to be escaped (13, 40, 41, 92).
const FREQUENT: &str = concat!(
    " \u{a0}()«»%№₽²³*+,-./0123456789:;–—‑−“”„’·…_@",
    "абвгдежзийклмнопрстуфхцчшщъыьэюяёАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁ",
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ@_\"'&!?#*=",
    "□",
);

/// What nearly every receipt shows. All of it is in every font, used or not: some hundred bytes more, and receipts of a
/// town share some hundred fonts, each of which is packed once.
const ORDINARY: &str = concat!(
    " ()«»№₽²³,-./0123456789:–—‑@",
    "абвгдежзийклмнопрстуфхцчшщъыьэюяёАБВГДЕИКЛМНОПРСТУФХЧЩ",
    "acefhiklmnoptvxyABCEHKMOPQRTX",
);

/// What a third of all receipts shows, by the letters of their check codes: whoever shows one of a group has it all.
const COMPANIONS: [&str; 3] = ["DFGJ", "NSV", "WYZ"];

/// Stands in `codes` for what is not shown at all.
const DROPPED: Glyph = Glyph::MAX;

/// The number of the first glyph that is not frequent. Frequent ones have codes of a byte, the others of two.
pub const RARE: Glyph = 256;

/// The first character that is not looked up.
const LAST: char = '\u{2600}';

/// One glyph: its outline without hints, and metrics in units of the grid.
#[derive(Clone, Default)]
struct Outline {
    shows: Option<char>,
    data: Vec<u8>,
    parts: Vec<Glyph>,
    advance: u16,
    bearing: i16,
}

/// A typeface, taken apart once: its glyphs are renumbered and freed of hints, which printers and screens of today
/// leave unread and which are four fifths of the file.
pub struct Face {
    /// `PTSans-Regular`.
    pub name: &'static str,
    /// Width of the main stems, for viewers that must substitute.
    pub stem: u16,
    /// By character: a glyph, 0 for what the font lacks, [`DROPPED`].
    codes: Vec<Glyph>,
    outlines: Vec<Outline>,
    ordinary: Used,
    companions: [Used; COMPANIONS.len()],
    /// What is the same in the plain font of every file.
    pub plain: OnceLock<Plain>,
    head: Vec<u8>,
    hhea: Vec<u8>,
    maxp: Vec<u8>,
}

/// Which glyphs of a face a file shows.
#[derive(Clone, Default)]
pub struct Used([u64; 16]);

impl Used {
    /// Takes note of a glyph.
    pub fn add(&mut self, glyph: Glyph) {
        self.0[usize::from(glyph / 64) % 16] |= 1 << (glyph % 64);
    }

    /// Whether a glyph is shown.
    pub fn has(&self, glyph: Glyph) -> bool {
        self.0[usize::from(glyph / 64) % 16] & 1 << (glyph % 64) != 0
    }

    /// Those of the frequent glyphs, and those of the others.
    fn apart(&self) -> [Self; 2] {
        const FIRST: usize = RARE as usize / 64;
        [true, false].map(|low| Self(std::array::from_fn(|word| if (word < FIRST) == low { self.0[word] } else { 0 })))
    }

    /// All of it as bytes.
    pub fn bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|word| word.to_le_bytes()).collect()
    }

    /// The glyphs in rising order.
    pub fn glyphs(&self) -> impl Iterator<Item = Glyph> + '_ {
        (0..1024).filter(|&glyph| self.has(glyph))
    }

    /// A tag of six letters, as names of subsets carry (ISO 32000-1, 9.6.4).
    pub fn tag(&self) -> String {
        let mixed = self.0.iter().fold(0x9E37_79B9_7F4A_7C15_u64, |hash, &word| {
            (hash ^ word).wrapping_mul(0x0000_0100_0000_01B3).rotate_left(23)
        });
        (0..6).map(|i| char::from(b'A' + (mixed >> (8 * i) & 0xFF) as u8 % 26)).collect()
    }
}

/// Where a font of ours is read from: it is part of the program, so every failure is a mistake of ours.
struct Source<'a> {
    font: FontRef<'a>,
    glyf: &'a [u8],
    loca: &'a [u8],
    hmtx: &'a [u8],
    metrics: usize,
}

impl<'a> Source<'a> {
    fn new(data: &'a [u8]) -> Self {
        let font = FontRef::new(data).expect("the font we ship can be read");
        let table = |tag: &[u8; 4]| font.table_data(Tag::new(tag)).expect("a table every font has").as_bytes();
        let (glyf, loca, hmtx, hhea) = (table(b"glyf"), table(b"loca"), table(b"hmtx"), table(b"hhea"));
        Self { font: font.clone(), glyf, loca, hmtx, metrics: usize::from(u16_at(hhea, 34)) }
    }

    fn table(&self, tag: [u8; 4]) -> Vec<u8> {
        self.font.table_data(Tag::new(&tag)).expect("a table every font has").as_bytes().to_vec()
    }

    fn glyph(&self, id: u16) -> &'a [u8] {
        let at = |index: usize| {
            let raw = &self.loca[index * 4..index * 4 + 4];
            u32::from_be_bytes([raw[0], raw[1], raw[2], raw[3]]) as usize
        };
        &self.glyf[at(usize::from(id))..at(usize::from(id) + 1)]
    }

    fn advance(&self, id: u16) -> u16 {
        u16_at(self.hmtx, usize::from(id).min(self.metrics - 1) * 4)
    }

    fn bearing(&self, id: u16) -> i16 {
        let id = usize::from(id);
        let at = if id < self.metrics { id * 4 + 2 } else { self.metrics * 4 + (id - self.metrics) * 2 };
        i16_at(self.hmtx, at)
    }
}

/// An upright box, drawn for [`MISSING`]: no font of ours has it.
fn missing() -> Outline {
    let mut data = Vec::new();
    for value in [2_i16, 60, 0, 540, 700, 3, 7, 0] {
        data.extend(value.to_be_bytes());
    }
    data.extend([1; 8]);
    let outer = [(60, 0), (60, 700), (540, 700), (540, 0)];
    let inner = [(110, 50), (490, 50), (490, 650), (110, 650)];
    let points: Vec<(i16, i16)> = outer.into_iter().chain(inner).collect();
    let steps = |axis: fn(&(i16, i16)) -> i16| {
        let mut last = 0;
        points
            .iter()
            .flat_map(move |point| {
                let step = axis(point) - last;
                last = axis(point);
                step.to_be_bytes()
            })
            .collect::<Vec<u8>>()
    };
    data.extend(steps(|point| point.0));
    data.extend(steps(|point| point.1));
    Outline { shows: Some(MISSING), data: small(&data), parts: Vec::new(), advance: 600 / GRID, bearing: coarse(60) }
}

impl Face {
    /// Takes a font of ours apart. `name` is its PostScript name, `stem` the width of its stems.
    pub fn new(data: &'static [u8], name: &'static str, stem: u16) -> Self {
        let source = Source::new(data);
        let (mut head, mut hhea) = (source.table(*b"head"), source.table(*b"hhea"));
        assert_eq!(u16_at(&head, 18), 1000, "the fonts we ship count in thousandths");
        head[18..20].copy_from_slice(&(1000 / GRID).to_be_bytes());
        coarsen(&mut head, [36, 38, 40, 42]);
        coarsen(&mut hhea, [4, 6, 8, 10, 12, 14, 16]);
        let mut face = Self {
            name,
            stem,
            codes: vec![0; LAST as usize],
            outlines: vec![Outline::default()],
            ordinary: Used::default(),
            companions: Default::default(),
            plain: OnceLock::new(),
            head,
            hhea,
            maxp: source.table(*b"maxp"),
        };
        face.take(&source, FREQUENT.chars());
        assert!(face.outlines.len() <= usize::from(RARE), "the frequent characters stay below the rare ones");
        face.outlines.resize(RARE.into(), Outline::default());
        // Soft hyphens and marks of direction are no glyphs of ours: they are dropped before they are looked up.
        let rare = ('\u{a1}'..LAST).filter(|&c| c != '\u{ad}');
        face.take(&source, ('!'..='~').chain(rare));
        // From here on what looks alike is alike.
        let of = |shown: char| shown as usize;
        for shown in ('\0'..LAST).filter(|&c| is_invisible(c)) {
            face.codes[of(shown)] = DROPPED;
        }
        for shown in ['\t', '\n', '\r'] {
            face.codes[of(shown)] = SPACE;
        }
        for shown in ('\u{2000}'..='\u{200a}').chain(['\u{202f}', '\u{205f}']) {
            face.codes[of(shown)] = face.codes[of('\u{a0}')];
        }
        face.ordinary = face.used_by(ORDINARY);
        face.companions = COMPANIONS.map(|group| face.used_by(group));
        face
    }

    fn used_by(&self, text: &str) -> Used {
        let mut used = Used::default();
        self.each(text, |glyph| used.add(glyph));
        used
    }

    /// Takes over the glyphs of these characters, then the parts they are composed of.
    fn take(&mut self, source: &Source<'_>, chars: impl Iterator<Item = char>) {
        let first = self.outlines.len();
        let charmap = source.font.charmap();
        let mut ids = Vec::new();
        for shown in chars {
            if self.codes[shown as usize] != 0 {
                continue;
            }
            let outline = if shown == MISSING {
                ids.push(0);
                missing()
            } else {
                let Some(id) = charmap.map(shown).and_then(|id| u16::try_from(id.to_u32()).ok()) else { continue };
                ids.push(id);
                Self::outline(source, id, Some(shown))
            };
            self.codes[shown as usize] = Glyph::try_from(self.outlines.len()).expect("fewer than 65536 glyphs");
            self.outlines.push(outline);
        }
        // Parts of composite glyphs are added behind and may be composed themselves.
        let mut at = first;
        while at < self.outlines.len() {
            let data = &self.outlines[at].data;
            if data.len() > 10 && i16_at(data, 0) < 0 {
                for place in parts_of(data).0 {
                    let id = u16_at(&self.outlines[at].data, place);
                    let part = match ids.iter().position(|&known| known == id) {
                        Some(index) => first + index,
                        None => {
                            ids.push(id);
                            self.outlines.push(Self::outline(source, id, None));
                            self.outlines.len() - 1
                        }
                    };
                    let part = Glyph::try_from(part).expect("fewer than 65536 glyphs");
                    self.outlines[at].data[place..place + 2].copy_from_slice(&part.to_be_bytes());
                    self.outlines[at].parts.push(part);
                }
            }
            at += 1;
        }
    }

    fn outline(source: &Source<'_>, id: u16, shows: Option<char>) -> Outline {
        let (data, advance) = (small(source.glyph(id)), (source.advance(id) + GRID / 2) / GRID);
        Outline { shows, data, parts: Vec::new(), advance, bearing: coarse(source.bearing(id)) }
    }

    /// The glyphs of a text, one after another. White space becomes a space; what is invisible is dropped; runs of
    /// characters that the font lacks become one box.
    pub fn each(&self, text: &str, mut take: impl FnMut(Glyph)) {
        let missing = self.codes[MISSING as usize];
        let mut last = 0;
        for shown in text.chars() {
            let code = self.codes.get(shown as usize).copied();
            last = match code.unwrap_or_else(|| self.code_beyond(shown)) {
                DROPPED => continue,
                0 if last == missing => continue,
                0 => missing,
                glyph => glyph,
            };
            take(last);
        }
    }

    /// As in `codes`, of a character that is not in it.
    fn code_beyond(&self, shown: char) -> Glyph {
        match shown {
            '\u{3000}' => self.codes['\u{a0}' as usize],
            c if is_invisible(c) => DROPPED,
            _ => 0,
        }
    }

    /// Width in thousandths of the type size.
    pub fn advance(&self, glyph: Glyph) -> u16 {
        self.outlines[usize::from(glyph)].advance * GRID
    }

    /// The character a glyph stands for.
    pub fn shows(&self, glyph: Glyph) -> Option<char> {
        self.outlines[usize::from(glyph)].shows
    }

    /// The box around all glyphs, and ascent and descent, in thousandths of the type size.
    pub fn extent(&self) -> ([i16; 4], i16, i16) {
        let of = |table: &[u8], at| i16_at(table, at) * GRID.cast_signed();
        ([36, 38, 40, 42].map(|at| of(&self.head, at)), of(&self.hhea, 4), of(&self.hhea, 6))
    }

    /// The glyphs of a file's plain font, which are the ordinary ones and what it shows of the frequent ones; then those of
    /// its font of rare glyphs.
    pub fn fonts(&self, used: &Used) -> [Used; 2] {
        let [mut plain, rare] = used.apart();
        let companions = self.companions.iter().filter(|group| group.glyphs().any(|glyph| used.has(glyph)));
        for more in companions.chain([&self.ordinary]) {
            plain.0.iter_mut().zip(more.0).for_each(|(word, more)| *word |= more);
        }
        [plain, rare]
    }

    /// A TrueType font program of these glyphs. Numbers stay, the others are empty, so no text has to be rewritten. One of
    /// frequent glyphs says itself that its codes are their numbers.
    pub fn program(&self, used: &Used) -> Vec<u8> {
        let mut all = used.clone();
        let mut open: Vec<Glyph> = used.glyphs().collect();
        while let Some(glyph) = open.pop() {
            for &part in &self.outlines[usize::from(glyph)].parts {
                if !all.has(part) {
                    all.add(part);
                    open.push(part);
                }
            }
        }
        let count = all.glyphs().last().unwrap_or(0) + 1;
        let (mut glyf, mut loca, mut hmtx) = (Vec::with_capacity(16 * 1024), Vec::new(), Vec::new());
        for glyph in 0..count {
            let outline = &self.outlines[usize::from(glyph)];
            loca.extend(half(glyf.len()));
            if all.has(glyph) {
                glyf.extend(&outline.data);
                hmtx.extend(outline.advance.to_be_bytes());
                hmtx.extend(outline.bearing.to_be_bytes());
            } else {
                hmtx.extend([0; 4]);
            }
        }
        loca.extend(half(glyf.len()));
        let mut head = self.head.clone();
        head[8..12].fill(0);
        head[50..52].fill(0);
        let mut hhea = self.hhea.clone();
        hhea[34..36].copy_from_slice(&count.to_be_bytes());
        let mut maxp = self.maxp.clone();
        maxp[4..6].copy_from_slice(&count.to_be_bytes());
        maxp[26..28].fill(0);
        let tables = [(b"glyf", glyf), (b"head", head), (b"hhea", hhea), (b"hmtx", hmtx), (b"loca", loca), (b"maxp", maxp)];
        let codes = (count <= RARE).then(|| (b"cmap", cmap(count)));
        assemble(&codes.into_iter().chain(tables).collect::<Vec<_>>())
    }
}

fn half(offset: usize) -> [u8; 2] {
    u16::try_from(offset / 2).expect("all our glyphs are below 128 kB").to_be_bytes()
}

/// Soft hyphens, marks of direction, combining marks, selectors of variants: nothing that our fonts could show.
fn is_invisible(c: char) -> bool {
    let marks = matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}');
    let joined = matches!(c, '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}');
    marks || joined || matches!(c, '\u{ad}' | '\u{feff}') || c.is_control()
}

/// The sum that a font file has of its tables (OpenType, "Calculating checksums").
fn checksum(data: &[u8]) -> u32 {
    data.chunks(4).fold(0_u32, |sum, word| {
        let mut bytes = [0; 4];
        bytes[..word.len()].copy_from_slice(word);
        sum.wrapping_add(u32::from_be_bytes(bytes))
    })
}

/// The table of codes, for symbols (OpenType, "cmap", format 4; PDF reads it so, ISO 32000-1, 9.6.6.4): 0xF000 and a
/// glyph's number is the glyph, for `count` glyphs.
fn cmap(count: u16) -> Vec<u8> {
    const SYMBOLS: u16 = 0xF000;
    let version_tables_platform_encoding = [0, 1, 3, 0];
    let offset = [0, 12];
    let format_length_language = [4, 32, 0];
    // Two segments: how many, doubled, and what helps to search them.
    let search = [4, 4, 1, 0];
    // Last codes, padding, first codes, differences, offsets; the last segment is what all such tables end with.
    let segments = [SYMBOLS + count - 1, 0xFFFF, 0, SYMBOLS + 1, 0xFFFF, SYMBOLS.wrapping_neg(), 1, 0, 0];
    let words = version_tables_platform_encoding.into_iter().chain(offset).chain(format_length_language);
    words.chain(search).chain(segments).flat_map(u16::to_be_bytes).collect()
}

/// A font file of these tables, which stand in the order of their names.
fn assemble(tables: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    // For six or seven tables: the search among the first four, and how much the others are.
    let mut out = vec![0, 1, 0, 0];
    let count = u16::try_from(tables.len()).expect("a few tables");
    for word in [count, 64, 2, count * 16 - 64] {
        out.extend(word.to_be_bytes());
    }
    let mut offset = 12 + 16 * tables.len();
    let mut head = 0;
    for (tag, data) in tables {
        if *tag == b"head" {
            head = offset;
        }
        out.extend(*tag);
        for value in [checksum(data) as usize, offset, data.len()] {
            out.extend(u32::try_from(value).expect("below 4 GB").to_be_bytes());
        }
        offset += data.len().next_multiple_of(4);
    }
    for (_, data) in tables {
        out.extend(data);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    let adjustment = 0xB1B0_AFBA_u32.wrapping_sub(checksum(&out));
    out[head + 8..head + 12].copy_from_slice(&adjustment.to_be_bytes());
    out
}
