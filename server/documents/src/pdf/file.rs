//! A PDF file as objects: compressed object streams and a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8).
//! Not here: what the objects say (see `document`).

use super::shelf;
use libdeflater::{Adler32, CompressionLvl, Compressor};
use sha2::{Digest as _, Sha256};
use std::cell::RefCell;
use std::io::Write as _;

/// The number of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ref(pub u32);

impl Ref {
    /// The number so many further on, of those reserved together.
    pub fn plus(self, index: usize) -> Self {
        Self(self.0 + u32::try_from(index).expect("fewer than 2^32 objects"))
    }
}

impl Ref {
    /// Appends `12 0 R`.
    pub fn put(self, out: &mut Vec<u8>) {
        put_whole(out, self.0);
        out.extend(b" 0 R");
    }
}

impl std::fmt::Display for Ref {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} 0 R", self.0)
    }
}

/// How many objects a stream holds: enough to compress well, few enough to be read alone.
const PACKED: usize = 400;

#[derive(Clone, Copy)]
enum Place {
    Unused,
    At(usize),
    Packed { stream: u32, index: usize },
}

/// Objects that will stand in one stream, and where in it each begins.
#[derive(Default)]
struct Objects {
    data: Vec<u8>,
    index: Vec<(u32, usize)>,
}

impl Objects {
    fn add(&mut self, id: Ref, write: impl FnOnce(&mut Vec<u8>)) {
        self.index.push((id.0, self.data.len()));
        write(&mut self.data);
        self.data.push(b'\n');
    }
}

/// A file being written.
pub struct File {
    out: Vec<u8>,
    places: Vec<Place>,
    own: Objects,
    /// What many files have alike.
    alike: Objects,
}

/// Appends formatted text to bytes.
macro_rules! put {
    ($out:expr, $($text:tt)*) => { write!($out, $($text)*).expect("writing to memory does not fail") };
}
pub(super) use put;

/// Appends a whole number. A file has thousands of them, and formatting would be a twentieth of its making.
pub fn put_whole(out: &mut Vec<u8>, number: impl TryInto<u64>) {
    let mut left = number.try_into().unwrap_or_default();
    let mut digits = [0; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + u8::try_from(left % 10).unwrap_or_default();
        left /= 10;
        if left == 0 {
            break;
        }
    }
    out.extend(&digits[at..]);
}

impl Default for File {
    fn default() -> Self {
        let mut out = Vec::with_capacity(32 * 1024);
        // Bytes above 127 tell programs that the file is binary (ISO 19005-2, 6.1.2).
        out.extend(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
        Self { out, places: vec![Place::Unused], own: Objects::default(), alike: Objects::default() }
    }
}

/// How hard packing tries: a level of libdeflate, 1 to 12.
#[derive(Clone, Copy)]
pub enum Effort {
    /// For what nearly all files have alike.
    Most,
    /// For what some files have alike: a fiftieth smaller than with less, in five times the time.
    More,
    /// For what a file has of its own. With less a receipt would be some 200 bytes larger and made 20 µs sooner.
    Much,
}

/// What packs, and room for what it makes: both are large, one of each for each thread that makes documents.
struct Packer {
    compressor: Compressor,
    room: Vec<u8>,
}

thread_local! {
    static PACKERS: [RefCell<Packer>; 3] = [12, 8, 5].map(|level| {
        let compressor = Compressor::new(CompressionLvl::new(level).expect("a level that libdeflate knows"));
        RefCell::new(Packer { compressor, room: Vec::new() })
    });
}

impl File {
    /// A number for an object that is written later.
    pub fn reserve(&mut self) -> Ref {
        self.places.push(Place::Unused);
        Ref(u32::try_from(self.places.len() - 1).expect("fewer than 2^32 objects"))
    }

    /// Numbers in a row; the first of them.
    pub fn reserve_many(&mut self, count: usize) -> Ref {
        let first = self.places.len();
        self.places.resize(first + count, Place::Unused);
        Ref(u32::try_from(first).expect("fewer than 2^32 objects"))
    }

    /// Writes an object that is not a stream.
    pub fn object(&mut self, id: Ref, write: impl FnOnce(&mut Vec<u8>)) {
        self.own.add(id, write);
        if self.own.index.len() == PACKED {
            self.flush_own();
        }
    }

    /// The same for an object that many files have alike, number and all: such objects are packed together, and once for
    /// all these files.
    pub fn alike(&mut self, id: Ref, write: impl FnOnce(&mut Vec<u8>)) {
        self.alike.add(id, write);
        if self.alike.index.len() == PACKED {
            self.flush_alike();
        }
    }

    fn flush_own(&mut self) {
        let own = std::mem::take(&mut self.own);
        self.objects(own, |data| deflate(data, Effort::Much));
    }

    fn flush_alike(&mut self) {
        let alike = std::mem::take(&mut self.alike);
        self.objects(alike, |data| shelf::packed(data).bytes.clone());
    }

    fn objects(&mut self, objects: Objects, pack: impl FnOnce(&[u8]) -> Vec<u8>) {
        let Objects { mut data, index } = objects;
        if index.is_empty() {
            return;
        }
        let id = self.reserve();
        let mut text = Vec::with_capacity(data.len() + index.len() * 10);
        for (place, &(object, offset)) in index.iter().enumerate() {
            put_whole(&mut text, object);
            text.push(b' ');
            put_whole(&mut text, offset);
            text.push(b' ');
            self.places[object as usize] = Place::Packed { stream: id.0, index: place };
        }
        let first = text.len();
        text.append(&mut data);
        self.packed(id, &format!("/Type/ObjStm/N {}/First {first}", index.len()), &pack(&text));
    }

    /// Writes a stream as it is. `dict` is what stands in its dictionary beside the length.
    pub fn stream(&mut self, id: Ref, dict: &str, data: &[u8]) {
        self.places[id.0 as usize] = Place::At(self.out.len());
        put!(self.out, "{} 0 obj\n<<{dict}/Length {}>>stream\n", id.0, data.len());
        self.out.extend(data);
        self.out.extend(b"\nendstream\nendobj\n");
    }

    /// Writes a stream compressed.
    pub fn compressed(&mut self, id: Ref, dict: &str, data: &[u8]) {
        self.packed(id, dict, &deflate(data, Effort::Much));
    }

    /// Writes a stream that is packed already.
    pub fn packed(&mut self, id: Ref, dict: &str, packed: &[u8]) {
        self.stream(id, &format!("{dict}/Filter/FlateDecode"), packed);
    }

    /// Ends the file. Its identifier is a hash of what was written, so equal content gives equal bytes.
    pub fn finish(mut self, root: Ref, info: Ref) -> Vec<u8> {
        self.flush_alike();
        self.flush_own();
        let id = self.reserve();
        let start = self.out.len();
        self.places[id.0 as usize] = Place::At(start);
        let hash = Sha256::digest(&self.out);
        let rows: Vec<[u8; 7]> = self.places.iter().map(row).collect();
        let mut data = Vec::with_capacity(rows.len() * 8);
        let mut above = [0; 7];
        for row in rows {
            // Each row as its difference to the row above (PNG "up"): neighbours are alike.
            data.push(2);
            data.extend(row.iter().zip(above).map(|(now, before)| now.wrapping_sub(before)));
            above = row;
        }
        let hex = format!("{:016x}", u64::from_be_bytes(std::array::from_fn(|i| hash[i])));
        let dict = format!(
            "/Type/XRef/Size {}/W[1 4 2]/DecodeParms<</Predictor 12/Columns 7>>/Root {root}/Info {info}/ID[<{hex}><{hex}>]",
            self.places.len(),
        );
        self.compressed(id, &dict, &data);
        put!(self.out, "startxref\n{start}\n%%EOF\n");
        self.out
    }
}

/// A zlib stream (RFC 1950), the same bytes for the same data and effort.
pub fn deflate(data: &[u8], effort: Effort) -> Vec<u8> {
    PACKERS.with(|packers| {
        let Packer { compressor, room } = &mut *packers[effort as usize].borrow_mut();
        let most = compressor.zlib_compress_bound(data.len());
        if room.len() < most {
            room.resize(most, 0);
        }
        let length = compressor.zlib_compress(data, room).expect("there is room for the worst case");
        room[..length].to_vec()
    })
}

/// Blocks of a zlib stream (RFC 1951) that end with a byte and do not end the stream. libdeflate ends each that it makes.
pub fn deflate_open(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len() + 64);
    flate2::Compress::new(flate2::Compression::best(), false)
        .compress_vec(data, &mut out, flate2::FlushCompress::Sync)
        .expect("memory can be packed");
    out
}

/// A zlib stream of `[before, own, behind]`: the outer two come from the shelf, the few bytes between are as they are.
pub fn deflate_around([before, own, behind]: [&str; 3]) -> Vec<u8> {
    let [first, last] = [before, behind].map(|data| shelf::opened(data.as_bytes()));
    let length = u16::try_from(own.len()).expect("only a few bytes are not packed");
    let mut sum = Adler32::new();
    for data in [before, own, behind] {
        sum.update(data.as_bytes());
    }
    // Method and size of the window with a check of both; a stored block (RFC 1951, 3.2.4); at last an empty one, which
    // ends the stream.
    let head: &[u8] = &[0x78, 0x9C];
    let stored = [&[0][..], &length.to_le_bytes(), &(!length).to_le_bytes(), own.as_bytes()].concat();
    [head, &first.bytes, &stored, &last.bytes, &[0x03, 0x00], &sum.sum().to_be_bytes()].concat()
}

fn row(place: &Place) -> [u8; 7] {
    let (kind, offset, index) = match *place {
        Place::Unused => (0, 0, 0xFFFF),
        Place::At(offset) => (1, u32::try_from(offset).expect("files stay below 4 GB"), 0),
        Place::Packed { stream, index } => (2, stream, u16::try_from(index).expect("few objects in a stream")),
    };
    let (offset, index) = (offset.to_be_bytes(), index.to_be_bytes());
    [kind, offset[0], offset[1], offset[2], offset[3], index[0], index[1]]
}
