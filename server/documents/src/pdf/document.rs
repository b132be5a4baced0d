//! Drawings made into one file: pages, structure, symbols, metadata.
//! Not here: what is drawn (see `sections`), the font (see `font`) and the container (see `file`).

use super::canvas::{Drawing, HEIGHT, Kid, Kind, Sheet, WIDTH};
use super::face::{Face, Used};
use super::file::{File, Ref, deflate_around, put, put_whole};
use super::font::{self, Fonts};
use super::metadata;
use super::picture::Picture;
use domain::Date;
use std::io::Write as _;

/// A document of one or many drawings that share their fonts.
pub struct Document<'a> {
    face: &'a Face,
    file: File,
    tagged: bool,
    tree: Ref,
    fonts: Fonts,
    used: Used,
    page_tree: Ref,
    structure: Ref,
    pages: Vec<Ref>,
    /// Root elements of the drawings.
    roots: Vec<Ref>,
    /// What `StructParents` and `StructParent` lead to, by their number.
    parents: Vec<Ref>,
}

impl<'a> Document<'a> {
    pub fn new(face: &'a Face, tagged: bool) -> Self {
        let mut file = File::default();
        let (tree, structure, page_tree) = (file.reserve(), file.reserve(), file.reserve());
        let (fonts, used) = (Fonts { plain: file.reserve(), rare: file.reserve() }, Used::default());
        let (pages, roots, parents) = (Vec::new(), Vec::new(), Vec::new());
        Self { face, file, tagged, tree, fonts, used, page_tree, structure, pages, roots, parents }
    }

    /// Sheets so far.
    pub fn sheets(&self) -> usize {
        self.pages.len()
    }

    /// Adds a drawing with the symbols that it shows.
    pub fn add(&mut self, drawing: &Drawing, pictures: &[Picture]) {
        drawing.used.glyphs().for_each(|glyph| self.used.add(glyph));
        let pictures: Vec<Ref> = pictures.iter().map(|picture| self.picture(picture)).collect();
        let first = self.pages.len();
        self.pages.extend(drawing.sheets.iter().map(|_| self.file.reserve()));
        let nodes = if self.tagged { self.file.reserve_many(drawing.nodes.len()) } else { Ref(0) };
        let mut links = Vec::with_capacity(drawing.sheets.len());
        for (index, sheet) in drawing.sheets.iter().enumerate() {
            links.push(self.sheet(sheet, self.pages[first + index], &pictures, nodes));
        }
        if self.tagged {
            self.roots.push(nodes);
            for (index, node) in drawing.nodes.iter().enumerate() {
                let id = nodes.plus(index);
                let parent = if index == 0 { self.structure } else { nodes.plus(node.parent) };
                let pages = &self.pages[first..];
                // Receipts with as many lines of each kind differ in their structure by the words for their symbols only.
                let Some((alt, [left, bottom, right, top])) = &node.alt else {
                    self.file.alike(id, |out| {
                        element(out, node.kind, parent);
                        kids(out, &node.kids, pages, &links, nodes);
                        out.extend(b">>");
                    });
                    continue;
                };
                self.file.object(id, |out| {
                    element(out, node.kind, parent);
                    put!(out, "/A<</O/Layout/Placement/Block/BBox[{left:.0} {bottom:.0} {right:.0} {top:.0}]>>/Alt");
                    metadata::text(out, alt);
                    kids(out, &node.kids, pages, &links, nodes);
                    out.extend(b">>");
                });
            }
        }
    }

    fn picture(&mut self, picture: &Picture) -> Ref {
        let (id, side) = (self.file.reserve(), picture.side);
        // A mask: ink where a pixel is 0.
        let dict = format!("/Subtype/Image/ImageMask true/Width {side}/Height {side}");
        self.file.packed(id, &dict, &picture.packed);
        id
    }

    /// Writes a sheet; returns its links.
    fn sheet(&mut self, sheet: &Sheet, page: Ref, pictures: &[Ref], nodes: Ref) -> Vec<Ref> {
        let content = self.file.reserve();
        self.file.compressed(content, "", &sheet.content);
        let marks = self.tagged.then(|| {
            let marks = self.file.reserve();
            self.file.alike(marks, |out| {
                out.push(b'[');
                for node in &sheet.marks {
                    nodes.plus(*node).put(out);
                    out.push(b' ');
                }
                out.push(b']');
            });
            self.parents.push(marks);
            self.parents.len() - 1
        });
        let mut links = Vec::new();
        for link in &sheet.links {
            let id = self.file.reserve();
            links.push(id);
            let parent = self.tagged.then(|| {
                self.parents.push(nodes.plus(link.node));
                self.parents.len() - 1
            });
            self.file.object(id, |out| {
                let [left, bottom, right, top] = link.rect;
                put!(out, "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[{left:.0} {bottom:.0} {right:.0} {top:.0}]");
                out.extend(b"/Contents");
                metadata::text(out, &link.words);
                if let Some(parent) = parent {
                    put!(out, "/StructParent {parent}");
                }
                out.extend(b"/A<</S/URI/URI(");
                out.extend(link.url.bytes().filter(|b| b.is_ascii_graphic() && !matches!(b, b'(' | b')' | b'\\')));
                out.extend(b")>>>>");
            });
        }
        let (page_tree, fonts) = (self.page_tree, self.fonts);
        self.file.object(page, |out| {
            put!(out, "<</Type/Page/Parent {page_tree}/MediaBox[0 0 {WIDTH} {HEIGHT}]/Contents {content}");
            put!(out, "/Resources<</Font<</R {}", fonts.plain);
            if sheet.rare {
                put!(out, "/X {}", fonts.rare);
            }
            out.extend(b">>");
            if !sheet.symbols.is_empty() {
                out.extend(b"/XObject<<");
                for &symbol in &sheet.symbols {
                    put!(out, "/S{symbol} {}", pictures[symbol]);
                }
                out.extend(b">>");
            }
            out.extend(b">>");
            if let Some(marks) = marks {
                put!(out, "/StructParents {marks}/Tabs/S");
            }
            if !links.is_empty() {
                out.extend(b"/Annots[");
                for link in &links {
                    put!(out, "{link} ");
                }
                out.push(b']');
            }
            out.extend(b">>");
        });
        links
    }

    /// The file.
    pub fn finish(mut self, title: &str, issued: Date) -> Vec<u8> {
        font::write(&mut self.file, self.fonts, self.face, &self.used);
        let (catalog, info) = (self.tree, self.file.reserve());
        let xmp = self.file.reserve();
        let packet = metadata::xmp(title, issued, self.tagged);
        let packet = deflate_around(packet.each_ref().map(String::as_str));
        self.file.packed(xmp, "/Type/Metadata/Subtype/XML", &packet);
        let profile = self.file.reserve();
        self.file.packed(profile, "/N 1", &metadata::GREY);
        self.file.object(info, |out| metadata::info(out, title, issued));
        let (page_tree, structure, pages) = (self.page_tree, self.structure, &self.pages);
        self.file.object(page_tree, |out| {
            put!(out, "<</Type/Pages/Count {}/Kids[", pages.len());
            for page in pages {
                put!(out, "{page} ");
            }
            out.extend(b"]>>");
        });
        if self.tagged {
            let (roots, parents) = (&self.roots, &self.parents);
            self.file.alike(structure, |out| {
                out.extend(b"<</Type/StructTreeRoot/K[");
                for root in roots {
                    put!(out, "{root} ");
                }
                put!(out, "]/ParentTreeNextKey {}/ParentTree<</Nums[", parents.len());
                for (key, parent) in parents.iter().enumerate() {
                    put!(out, "{key} {parent} ");
                }
                out.extend(b"]>>");
                out.extend(CLASSES);
                out.extend(b">>");
            });
        }
        let tagged = self.tagged;
        self.file.object(catalog, |out| {
            put!(out, "<</Type/Catalog/Pages {page_tree}/Metadata {xmp}/Lang(ru)");
            out.extend(b"/ViewerPreferences<</DisplayDocTitle true>>");
            if tagged {
                put!(out, "/MarkInfo<</Marked true>>/StructTreeRoot {structure}");
            }
            out.extend(b"/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(Custom)");
            put!(out, "/Info(Grey)/DestOutputProfile {profile}>>]>>");
        });
        self.file.finish(catalog, info)
    }
}

/// What frequent elements have in common (ISO 32000-1, 14.7.5.2): column heads, row heads.
const CLASSES: &[u8] = b"/ClassMap<</C<</O/Table/Scope/Column>>/R<</O/Table/Scope/Row>>>>";

fn element(out: &mut Vec<u8>, kind: Kind, parent: Ref) {
    let name = match kind {
        Kind::Document => "Document",
        Kind::Section => "Sect",
        Kind::Title => "H1",
        Kind::Heading => "H2",
        Kind::Paragraph => "P",
        Kind::Table => "Table",
        Kind::Row => "TR",
        Kind::ColumnHead | Kind::RowHead(_) => "TH",
        Kind::Cell(_) => "TD",
        Kind::Figure => "Figure",
        Kind::Link => "Link",
    };
    out.extend(b"<</S/");
    out.extend(name.as_bytes());
    out.extend(b"/P ");
    parent.put(out);
    match kind {
        Kind::ColumnHead => out.extend(b"/C/C"),
        Kind::RowHead(1) => out.extend(b"/C/R"),
        Kind::RowHead(span) => put!(out, "/A<</O/Table/Scope/Row/ColSpan {span}>>"),
        Kind::Cell(span) if span > 1 => put!(out, "/A<</O/Table/ColSpan {span}>>"),
        _ => {}
    }
}

fn kids(out: &mut Vec<u8>, kids: &[Kid], pages: &[Ref], links: &[Vec<Ref>], nodes: Ref) {
    if let [Kid::Marked { sheet, mark }] = kids {
        out.extend(b"/Pg ");
        pages[*sheet].put(out);
        out.extend(b"/K ");
        put_whole(out, *mark);
        return;
    }
    if kids.is_empty() {
        return;
    }
    out.extend(b"/K[");
    for (index, kid) in kids.iter().enumerate() {
        if index > 0 {
            out.push(b' ');
        }
        match *kid {
            Kid::Node(node) => nodes.plus(node).put(out),
            Kid::Marked { sheet, mark } => put!(out, "<</Type/MCR/Pg {}/MCID {mark}>>", pages[sheet]),
            Kid::Link { sheet, link } => put!(out, "<</Type/OBJR/Pg {}/Obj {}>>", pages[sheet], links[sheet][link]),
        }
    }
    out.push(b']');
}
