//! What a file says of itself: XMP metadata that claims PDF/A-2 and PDF/UA-1, the same in the old dictionary, and what grey is.
//! Not here: pages and structure (see `document`).

use super::file::{Effort, deflate};
use domain::Date;
use std::sync::LazyLock;

/// The colour profile of the output intent (ICC.1:2010): grey of gamma 2.2 on white, which is all the colour we use.
/// Packed once: it is the same in every file.
pub static GREY: LazyLock<Vec<u8>> = LazyLock::new(|| deflate(include_bytes!("grey.icc"), Effort::Most));

/// The XMP packet (ISO 16684-1) in three pieces, of which only the second differs between the documents of a run: the last
/// word of the title. `tagged` documents claim level `A`, others `B`.
pub fn xmp(title: &str, issued: Date, tagged: bool) -> [String; 3] {
    let title = escaped(title);
    let (common, own) = title.rsplit_once(' ').unwrap_or(("", &title));
    let space = if common.is_empty() { "" } else { " " };
    let day = format!("{:04}-{:02}-{:02}T00:00:00Z", issued.year, issued.month, issued.day);
    let level = if tagged { 'A' } else { 'B' };
    let (claim, schema) = if tagged { (UA, UA_SCHEMA) } else { ("", "") };
    let before = format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">{schema}<rdf:Description rdf:about=\"\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" \
         xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\
         <pdfaid:part>2</pdfaid:part><pdfaid:conformance>{level}</pdfaid:conformance>{claim}\
         <dc:language><rdf:Bag><rdf:li>ru</rdf:li></rdf:Bag></dc:language><xmp:CreateDate>{day}</xmp:CreateDate>\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{common}{space}"
    );
    let behind = "</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>".to_owned();
    [before, own.to_owned(), behind]
}

/// The claim of PDF/UA-1 (ISO 14289-1, 5).
const UA: &str = "<pdfuaid:part>1</pdfuaid:part>";

/// PDF/A asks for a description of every property that it does not know (ISO 19005-2, 6.6.2.3).
const UA_SCHEMA: &str = "<rdf:Description rdf:about=\"\" \
    xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" \
    xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" \
    xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\
    <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\
    <pdfaSchema:schema>PDF/UA</pdfaSchema:schema>\
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\
    <pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
    <pdfaProperty:category>internal</pdfaProperty:category>\
    <pdfaProperty:description>part</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>\
    </rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>";

/// The information dictionary: the same title and day.
pub fn info(out: &mut Vec<u8>, title: &str, issued: Date) {
    out.extend(b"<</Title");
    text(out, title);
    out.extend(format!("/CreationDate(D:{:04}{:02}{:02}000000Z)>>", issued.year, issued.month, issued.day).bytes());
}

/// A text string (ISO 32000-1, 7.9.2.2), as UTF-16: as bytes, because digits for them would double it.
pub fn text(out: &mut Vec<u8>, text: &str) {
    out.extend(b"(\xFE\xFF");
    for byte in text.encode_utf16().flat_map(u16::to_be_bytes) {
        match byte {
            b'(' | b')' | b'\\' => out.extend([b'\\', byte]),
            b'\r' => out.extend(b"\\r"),
            byte => out.push(byte),
        }
    }
    out.push(b')');
}

fn escaped(text: &str) -> String {
    let allowed = text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}'));
    allowed.fold(String::with_capacity(text.len()), |mut out, c| {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c => out.push(c),
        }
        out
    })
}
