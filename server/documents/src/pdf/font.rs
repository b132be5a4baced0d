//! A font as it stands in a file: program, widths, the meaning of its codes.
//! Not here: where its outlines come from (see `face`).

use super::face::{Face, Used};
use super::file::{Effort, File, Ref, deflate, put};
use super::shelf;
use std::io::Write as _;

/// Writes the font `font` of the used glyphs, with its descendant, descriptor and program (ISO 32000-1, 9.7).
pub fn write(file: &mut File, font: Ref, face: &Face, used: &Used) {
    let [cid, descriptor, program, unicode] = [(); 4].map(|()| file.reserve());
    let name = format!("{}+{}", used.tag(), face.name);
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
    let ([left, bottom, right, top], ascent, descent) = face.extent();
    file.object(descriptor, |out| {
        put!(out, "<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[{left} {bottom} {right} {top}]");
        put!(out, "/ItalicAngle 0/Ascent {ascent}/Descent {descent}/CapHeight 700/StemV {}", face.stem);
        put!(out, "/FontFile2 {program}>>");
    });
    let data = face.program(used);
    file.packed(program, &format!("/Length1 {}", data.len()), &deflate(&data, Effort::Much));
    file.packed(unicode, "", &shelf::packed(&to_unicode(face, used)));
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

/// A `ToUnicode` map: neighbours in the font that are neighbours in Unicode as a range, with those between that are not
/// used: whole alphabets are shorter than their parts.
fn to_unicode(face: &Face, used: &Used) -> Vec<u8> {
    let mut ranges: Vec<(u16, u16, u32)> = Vec::new();
    for glyph in 0..=used.glyphs().last().unwrap_or(0) {
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
    ranges.retain(|(first, last, _)| (*first..=*last).any(|glyph| used.has(glyph)));
    let mut out = Vec::with_capacity(1024);
    out.extend(b"/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CIDSystemInfo<</Registry(Adobe)");
    out.extend(b"/Ordering(UCS)/Supplement 0>>def/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n");
    out.extend(b"1 begincodespacerange<0000><FFFF>endcodespacerange\n");
    for chunk in ranges.chunks(100) {
        put!(out, "{} beginbfrange\n", chunk.len());
        for (first, last, start) in chunk {
            put!(out, "<{first:04X}><{last:04X}><{start:04X}>\n");
        }
        out.extend(b"endbfrange\n");
    }
    out.extend(b"endcmap CMapName currentdict/CMap defineresource pop end end");
    out
}
