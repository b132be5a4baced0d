//! PDFs written by hand: what is on them is known to the byte, and they can be as wrong as a test wants.
//! Not here: receipts (see `pdf`).

use std::fmt::Write as _;

use documents::symbol::encode;

/// Points to the millimetre.
pub const MM: f64 = 72.0 / 25.4;

/// Codes of windows-1251 as Unicode, so that Cyrillic needs no font in the file.
const TO_UNICODE: &str = "begincmap\n1 begincodespacerange <00> <FF> endcodespacerange\n\
    2 beginbfrange <20> <7E> <0020> <C0> <FF> <0410> endbfrange\nendcmap";

/// A sheet of A4 under the pen; x and y in points from the lower left corner.
#[derive(Default)]
pub struct Sheet {
    content: Vec<u8>,
}

impl Sheet {
    /// Writes a line; Cyrillic letters but `ё`, and ASCII.
    pub fn text(mut self, x: f64, y: f64, size: f64, text: &str) -> Self {
        self.content.extend(format!("BT /F {size} Tf {x} {y} Td <").bytes());
        for char in text.chars() {
            let code = match char {
                'А'..='я' => u32::from(char) - u32::from('А') + 0xc0,
                char => u32::from(char),
            };
            self.content.extend(format!("{code:02x}").bytes());
        }
        self.content.extend(b"> Tj ET\n");
        self
    }

    /// Draws a QR code `side` points wide without its margin.
    pub fn symbol(mut self, x: f64, y: f64, side: f64, payload: &[u8]) -> Self {
        let code = encode(payload).unwrap();
        let module = side / f64::from(u32::try_from(code.size()).unwrap());
        let mut path = String::new();
        for (row, top) in (0..code.size()).zip(1_u32..) {
            for (column, left) in (0..code.size()).zip(0_u32..) {
                if code.is_dark(column, row) {
                    let (left, bottom) = (x + f64::from(left) * module, y + side - f64::from(top) * module);
                    writeln!(path, "{left:.4} {bottom:.4} {module:.4} {module:.4} re").unwrap();
                }
            }
        }
        self.content.extend(path.bytes());
        self.content.extend(b"f\n");
        self
    }

    /// Adds operators as they are.
    pub fn raw(mut self, operators: &str) -> Self {
        self.content.extend(operators.bytes());
        self
    }

    /// Its content as a stream object.
    pub fn stream(&self) -> Vec<u8> {
        stream("", &self.content)
    }

    pub fn pdf(self) -> Vec<u8> {
        pdf(&[self])
    }
}

/// A PDF of these sheets.
pub fn pdf(sheets: &[Sheet]) -> Vec<u8> {
    let contents = sheets.iter().map(Sheet::stream).collect();
    pdf_of(contents, &[])
}

/// A stream object; `keys` are added to its dictionary.
pub fn stream(keys: &str, data: &[u8]) -> Vec<u8> {
    let mut stream = format!("<< /Length {} {keys} >>\nstream\n", data.len()).into_bytes();
    stream.extend(data);
    stream.extend(b"\nendstream");
    stream
}

/// A PDF with these content streams, one a page, and these further objects from number 10 on; 10 is every page's
/// image `/I`.
pub fn pdf_of(contents: Vec<Vec<u8>>, further: &[Vec<u8>]) -> Vec<u8> {
    let pages: Vec<usize> = (0..contents.len()).map(|index| 100 + 2 * index).collect();
    let kids = pages.iter().fold(String::new(), |kids, page| format!("{kids}{page} 0 R "));
    let mut objects: Vec<(usize, Vec<u8>)> = vec![
        (1, b"<< /Type /Catalog /Pages 2 0 R >>".to_vec()),
        (2, format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len()).into_bytes()),
        (
            3,
            format!(
                "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 4 0 R \
            /FirstChar 0 /LastChar 255 /Widths [{}] >>",
                "556 ".repeat(256)
            )
            .into_bytes(),
        ),
        (4, stream("", TO_UNICODE.as_bytes())),
    ];
    objects.extend(further.iter().cloned().enumerate().map(|(index, object)| (10 + index, object)));
    for (page, content) in pages.into_iter().zip(contents) {
        let dictionary = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R \
             /Resources << /Font << /F 3 0 R >> /XObject << /I 10 0 R >> >> >>",
            page + 1
        );
        objects.push((page, dictionary.into_bytes()));
        objects.push((page + 1, content));
    }
    file(&objects)
}

/// A file of numbered objects; number 1 is the catalogue.
pub fn file(objects: &[(usize, Vec<u8>)]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut table = String::from("xref\n0 1\n0000000000 65535 f \n");
    for (number, object) in objects {
        write!(table, "{number} 1\n{:010} 00000 n \n", file.len()).unwrap();
        file.extend(format!("{number} 0 obj\n").bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let size = objects.iter().map(|(number, _)| number + 1).max().unwrap_or(1);
    let start = file.len();
    file.extend(table.bytes());
    file.extend(format!("trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").bytes());
    file
}
