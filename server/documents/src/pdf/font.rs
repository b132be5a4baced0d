//! A font as it stands in a file: program, widths, the meaning of its codes.
//! Not here: where its outlines come from (see `face`).

use super::face::{Face, Glyph, RARE, Used};
use super::file::{Effort, File, Ref, deflate, put};
use super::shelf;
use std::io::Write as _;
use std::ops::RangeInclusive;

/// The fonts of a file.
#[derive(Clone, Copy)]
pub struct Fonts {
    /// Of frequent glyphs, whose codes are a byte each; every file has it.
    pub plain: Ref,
    /// Of the others, with codes of two bytes; only files that show some have it.
    pub rare: Ref,
}

/// What is the same in the plain font of every file: whatever it shows, all its codes have their widths and meanings.
pub struct Plain {
    last: Glyph,
    widths: Vec<u8>,
    /// Packed.
    unicode: Vec<u8>,
}

impl Plain {
    fn of(face: &Face) -> Self {
        let last = (1..RARE).rfind(|&glyph| face.shows(glyph).is_some()).unwrap_or(1);
        let mut widths = vec![b'['];
        (1..=last).for_each(|glyph| put!(widths, "{} ", face.advance(glyph)));
        widths.push(b']');
        let unicode = deflate(&to_unicode(&ranges(face, 1..=last), 2), Effort::Most);
        Self { last, widths, unicode }
    }
}

/// Writes the fonts of the used glyphs, with their descriptors and programs (ISO 32000-1, 9.6 and 9.7).
pub fn write(file: &mut File, fonts: Fonts, face: &Face, used: &Used) {
    let [plain, rare] = face.fonts(used);
    write_plain(file, fonts.plain, face, &plain);
    if rare.glyphs().next().is_some() {
        write_rare(file, fonts.rare, face, &rare);
    }
}

fn write_plain(file: &mut File, font: Ref, face: &Face, used: &Used) {
    let alike = face.plain.get_or_init(|| Plain::of(face));
    let [widths, descriptor, unicode] = [(); 3].map(|()| file.reserve());
    let name = name(face, used);
    file.object(font, |out| {
        put!(out, "<</Type/Font/Subtype/TrueType/BaseFont/{name}/FirstChar 1/LastChar {}", alike.last);
        put!(out, "/Widths {widths}/FontDescriptor {descriptor}/ToUnicode {unicode}>>");
    });
    file.alike(widths, |out| out.extend(&alike.widths));
    write_descriptor(file, descriptor, face, used, &name);
    file.packed(unicode, "", &alike.unicode);
}

fn write_rare(file: &mut File, font: Ref, face: &Face, used: &Used) {
    let [cid, descriptor, unicode] = [(); 3].map(|()| file.reserve());
    let name = name(face, used);
    file.object(font, |out| {
        put!(out, "<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H");
        put!(out, "/DescendantFonts[{cid}]/ToUnicode {unicode}>>");
    });
    file.object(cid, |out| {
        put!(out, "<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDToGIDMap/Identity/FontDescriptor {descriptor}");
        out.extend(b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/W");
        widths(out, face, used);
        out.extend(b">>");
    });
    write_descriptor(file, descriptor, face, used, &name);
    let mut ranges = ranges(face, RARE..=used.glyphs().last().unwrap_or(RARE));
    ranges.retain(|(first, last, _)| (*first..=*last).any(|glyph| used.has(glyph)));
    file.packed(unicode, "", &shelf::packed(&to_unicode(&ranges, 4)).bytes);
}

fn name(face: &Face, used: &Used) -> String {
    format!("{}+{}", used.tag(), face.name)
}

/// The descriptor, and the program that it leads to.
fn write_descriptor(file: &mut File, descriptor: Ref, face: &Face, used: &Used, name: &str) {
    let program = file.reserve();
    let ([left, bottom, right, top], ascent, descent) = face.extent();
    file.object(descriptor, |out| {
        // Symbolic: codes are numbers of glyphs.
        put!(out, "<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[{left} {bottom} {right} {top}]");
        put!(out, "/ItalicAngle 0/Ascent {ascent}/Descent {descent}/CapHeight 700/StemV {}", face.stem);
        put!(out, "/FontFile2 {program}>>");
    });
    let packed = shelf::made_of(&[face.name.as_bytes(), &used.bytes()].concat(), || face.program(used));
    file.packed(program, &format!("/Length1 {}", packed.length), &packed.bytes);
}

/// The array `W` (ISO 32000-1, 9.7.4.3).
fn widths(out: &mut Vec<u8>, face: &Face, used: &Used) {
    let mut last = None;
    out.push(b'[');
    for glyph in used.glyphs() {
        if last.is_none_or(|last| last + 1 != glyph) {
            put!(out, "{}{glyph}[", if last.is_some() { "]" } else { "" });
        }
        put!(out, "{} ", face.advance(glyph));
        last = Some(glyph);
    }
    out.extend(if last.is_some() { &b"]]"[..] } else { b"]" });
}

/// What these glyphs stand for: neighbours in the font that are neighbours in Unicode as first and last glyph and first
/// character.
fn ranges(face: &Face, glyphs: RangeInclusive<Glyph>) -> Vec<(Glyph, Glyph, u32)> {
    let mut ranges: Vec<(Glyph, Glyph, u32)> = Vec::new();
    for glyph in glyphs {
        let Some(shown) = face.shows(glyph).map(u32::from) else { continue };
        match ranges.last_mut() {
            // A range stays within one high byte of code and of character.
            Some((first, last, start))
                if *last + 1 == glyph
                    && *start + u32::from(glyph - *first) == shown
                    && *first >> 8 == glyph >> 8
                    && *start >> 8 == shown >> 8 =>
            {
                *last = glyph;
            }
            _ => ranges.push((glyph, glyph, shown)),
        }
    }
    ranges
}

/// A `ToUnicode` map of codes of so many hexadecimal digits (ISO 32000-1, 9.10.3).
fn to_unicode(ranges: &[(Glyph, Glyph, u32)], digits: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(1024);
    out.extend(b"/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CIDSystemInfo<</Registry(Adobe)");
    out.extend(b"/Ordering(UCS)/Supplement 0>>def/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n");
    put!(out, "1 begincodespacerange<{:0digits$}><{}>endcodespacerange\n", 0, "F".repeat(digits));
    for chunk in ranges.chunks(100) {
        put!(out, "{} beginbfrange\n", chunk.len());
        for (first, last, start) in chunk {
            put!(out, "<{first:0digits$X}><{last:0digits$X}><{start:04X}>\n");
        }
        out.extend(b"endbfrange\n");
    }
    out.extend(b"endcmap CMapName currentdict/CMap defineresource pop end end");
    out
}
