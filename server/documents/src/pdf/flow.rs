//! Sheets filled from top to bottom: headings, paragraphs, and tables that go on over the page with their heads.
//! Not here: what the tables say (see `sections`).

use super::canvas::{Canvas, HEIGHT, Kind, MM, Type, WIDTH};
use super::face::{Glyph, SPACE};
use super::words;

/// Where text begins.
pub const LEFT: f32 = 10.0 * MM;
/// Where it ends.
pub const RIGHT: f32 = WIDTH - LEFT;
const TOP: f32 = 7.0 * MM;
const BOTTOM: f32 = HEIGHT - 8.5 * MM;

/// How closely a receipt is set: as openly as fits on one page.
#[derive(Clone, Copy, Debug)]
pub struct Density {
    /// Type of tables.
    pub size: f32,
    /// From baseline to baseline.
    pub lead: f32,
    /// Above and below a row's text, together.
    pub pad: f32,
    /// Above a section.
    pub gap: f32,
    /// Whether there is room for what is only comfortable: the sum at the top as well, tables instead of sentences.
    pub roomy: bool,
}

impl Density {
    pub const ALL: [Self; 4] = [
        Self { size: 8.5, lead: 10.4, pad: 4.4, gap: 14.0, roomy: true },
        Self { size: 8.0, lead: 9.4, pad: 2.4, gap: 9.0, roomy: true },
        Self { size: 8.0, lead: 9.2, pad: 2.0, gap: 7.0, roomy: false },
        Self { size: 7.5, lead: 8.6, pad: 1.2, gap: 4.0, roomy: false },
    ];
}

/// A column of a table.
pub struct Column {
    pub title: &'static str,
    /// Points, or none: as wide as its content. The first column takes what is left.
    pub width: Option<f32>,
    /// As wide as its content, but no wider.
    pub most: f32,
    pub right: bool,
}

impl Column {
    pub const fn text(title: &'static str) -> Self {
        Self { title, width: None, most: 130.0, right: false }
    }

    pub const fn number(title: &'static str) -> Self {
        Self { title, width: None, most: 92.0, right: true }
    }

    pub const fn short(title: &'static str, most: f32) -> Self {
        Self { title, width: None, most, right: false }
    }

    pub const fn wide(title: &'static str, width: f32) -> Self {
        Self { title, width: Some(width), most: width, right: false }
    }
}

/// What kind of row it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weighs {
    Line,
    /// The head of a group, on a tinted ground.
    Group,
    /// The last line of the account.
    Total,
}

/// A cell: text, over how many columns, how many digits stand after its decimal comma, and a word behind a number.
pub struct Cell {
    pub text: String,
    pub span: u8,
    pub places: Option<usize>,
    pub suffix: &'static str,
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self { text, span: 1, places: None, suffix: "" }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

/// A row.
pub struct Row {
    pub weighs: Weighs,
    pub cells: Vec<Cell>,
}

/// A row with its text measured.
struct Measured {
    weighs: Weighs,
    cells: Vec<MeasuredCell>,
    height: f32,
}

struct MeasuredCell {
    lines: Vec<Vec<Glyph>>,
    suffix: Vec<Glyph>,
    /// Shows a dash, and is read as an empty cell.
    empty: bool,
    span: u8,
    shift: f32,
    look: Type,
}

/// What the cells of a column have in common.
#[derive(Clone, Copy, Default)]
struct Measures {
    /// All of the column, with the space to the next.
    width: f32,
    /// The space to the next.
    gutter: f32,
    /// The most digits after a decimal comma.
    places: usize,
    /// The widest word behind a number.
    suffix: f32,
}

/// No cell is higher: a name of any length leaves room for the rest.
const MOST_LINES: usize = 8;
/// From a heading's line to what follows.
const BELOW_HEADING: f32 = 3.5;
/// Between columns.
const GUTTER: f32 = 5.0;

/// The flow of a receipt over its sheets.
pub struct Flow<'a> {
    pub canvas: Canvas<'a>,
    pub y: f32,
    pub density: Density,
    /// What stands at the head of every further sheet.
    pub running: String,
    /// Pale, across every sheet.
    pub watermark: Option<&'static str>,
    /// Lines under the rows of this sheet, drawn together: one by one they would be a tenth of the page.
    rules: Vec<f32>,
}

impl<'a> Flow<'a> {
    pub fn new(canvas: Canvas<'a>, density: Density, running: String, watermark: Option<&'static str>) -> Self {
        let mut flow = Self { canvas, y: TOP, density, running, watermark, rules: Vec::new() };
        flow.turn();
        flow
    }

    /// Goes on to the next sheet.
    pub fn turn(&mut self) {
        self.canvas.turn();
        self.y = TOP;
        if let Some(words) = self.watermark {
            let look = Type { grey: 86, ..Type::bold(46.0) };
            self.canvas.artifact(|canvas| canvas.slanted(look, words));
        }
        if self.canvas.drawing.sheets.len() > 1 {
            let running = std::mem::take(&mut self.running);
            self.canvas.artifact(|canvas| {
                canvas.text(LEFT, TOP + 8.0, Type::quiet(8.0), &running);
                canvas.line(LEFT, RIGHT, TOP + 12.0, 0.4, 60);
            });
            self.running = running;
            self.y = TOP + 20.0;
        }
    }

    /// Goes on to the next sheet unless there is room for `height`.
    pub fn need(&mut self, height: f32) {
        if self.y + height > BOTTOM {
            self.turn();
        }
    }

    /// Moves to the foot of the sheet, `height` above its end.
    pub fn sink(&mut self, height: f32) {
        self.need(height);
        self.y = BOTTOM - height;
    }

    /// Writes `лист 1 из 2` under every sheet, if there is more than one.
    pub fn number_sheets(&mut self) {
        let count = self.canvas.drawing.sheets.len();
        for sheet in 0..count * usize::from(count > 1) {
            self.canvas.at_end_of(sheet, |canvas| {
                canvas.artifact(|canvas| {
                    let words = format!("лист {} из {count}", sheet + 1);
                    canvas.text_right(RIGHT, HEIGHT - 5.0 * MM, Type::quiet(8.0), &words);
                });
            });
        }
    }

    /// A section's heading, kept together with `below` points of what follows.
    pub fn heading(&mut self, words: &str, below: f32) {
        self.need(self.density.gap + 12.0 + below);
        self.y += self.density.gap + 8.0;
        let y = self.y;
        self.canvas.element(Kind::Heading, |canvas| {
            canvas.text(LEFT, y, Type::bold(9.0), words);
        });
        self.y += BELOW_HEADING;
    }

    /// A remark at the end of the heading's line.
    pub fn beside_heading(&mut self, words: &str) {
        let y = self.y - BELOW_HEADING;
        self.canvas.element(Kind::Paragraph, |canvas| canvas.text_right(RIGHT, y, Type::quiet(7.5), words));
    }

    /// A heading with sentences to its right: for what is too short for a table.
    pub fn sentences(&mut self, heading: &str, sentences: &[String]) {
        const MARGIN: f32 = LEFT + 122.0;
        if sentences.is_empty() {
            return;
        }
        let (size, lead) = (self.density.size, self.density.lead);
        self.canvas.open(Kind::Section);
        self.heading(heading, lead);
        // The first sentence stands on the heading's line.
        self.y -= BELOW_HEADING + 0.78 * lead;
        for sentence in sentences {
            self.paragraph(MARGIN, RIGHT, Type::regular(size), lead, sentence);
        }
        self.canvas.close();
    }

    /// A paragraph over a part of the width; `y` ends up below it.
    pub fn paragraph(&mut self, left: f32, right: f32, look: Type, lead: f32, words: &str) {
        let glyphs = self.canvas.glyphs(words);
        let lines = self.canvas.wrap(&glyphs, look, right - left, MOST_LINES);
        self.need(length(lines.len()) * lead);
        let y = &mut self.y;
        self.canvas.element(Kind::Paragraph, |canvas| {
            for line in &lines {
                *y += lead;
                canvas.show(left, *y - lead * 0.22, look, line);
            }
        });
    }

    /// A table. Its rows stay whole; after a turn of the page its head is repeated.
    pub fn table(&mut self, columns: &[Column], rows: &[Row]) {
        let look = Type::quiet(self.density.size);
        let measures = self.measures(columns, rows);
        let heads = columns
            .iter()
            .zip(&measures)
            .map(|(column, of)| self.canvas.wrap(&self.canvas.glyphs(column.title), look, of.width - of.gutter, 4));
        let heads: Vec<_> = heads.collect();
        self.canvas.open(Kind::Table);
        self.canvas.open(Kind::Row);
        self.head(columns, &measures, &heads, false);
        self.canvas.close();
        for row in rows {
            let ready = self.measure(row, columns, &measures);
            if self.y + ready.height > BOTTOM {
                self.rule();
                self.turn();
                self.head(columns, &measures, &heads, true);
            }
            self.row(columns, &measures, &ready);
        }
        self.rule();
        self.canvas.close();
    }

    /// Draws the lines under the rows.
    fn rule(&mut self) {
        let rules = std::mem::take(&mut self.rules);
        self.canvas.artifact(|canvas| rules.iter().for_each(|&y| canvas.line(LEFT, RIGHT, y, 0.25, 65)));
    }

    /// Sums of several lines are bold, words never: sums are what is looked for.
    fn look(&self, weighs: Weighs, number: bool) -> Type {
        let size = self.density.size;
        if number && weighs != Weighs::Line { Type::bold(size) } else { Type::regular(size) }
    }

    /// Columns as wide as their content, the first as wide as what is left, but never too narrow for words.
    fn measures(&self, columns: &[Column], rows: &[Row]) -> Vec<Measures> {
        const LEAST: f32 = 92.0;
        const MOST_SPARE: f32 = 24.0;
        let quiet = Type::quiet(self.density.size);
        let wide = |text: &str, look: Type| self.canvas.text_width(text, look);
        let mut of = vec![Measures { gutter: GUTTER, ..Measures::default() }; columns.len()];
        if let Some(last) = of.last_mut() {
            last.gutter = 0.0;
        }
        for row in rows {
            let mut at = 0;
            for cell in &row.cells {
                of[at].places = of[at].places.max(cell.places.unwrap_or(0));
                of[at].suffix = of[at].suffix.max(wide(cell.suffix, quiet));
                at += usize::from(cell.span);
            }
        }
        let mut first = LEAST;
        for row in rows {
            let mut at = 0;
            for cell in &row.cells {
                let look = self.look(row.weighs, columns[at].right);
                if at == 0 && cell.span == 1 {
                    first = first.max(wide(&cell.text, look) + GUTTER);
                }
                if cell.span == 1 && at > 0 && columns[at].width.is_none() {
                    let extra = self.shift(cell, of[at].places, look) + of[at].suffix;
                    let widest = cell.text.split('\n').map(|line| wide(line, look)).fold(0.0, f32::max);
                    of[at].width = of[at].width.max(widest + extra).min(columns[at].most);
                }
                at += usize::from(cell.span);
            }
        }
        for (column, of) in columns.iter().zip(&mut of) {
            // A title takes two lines at most where it can.
            let words = column.title.split(' ').map(|word| wide(word, quiet)).fold(0.0, f32::max);
            of.width = column.width.unwrap_or(of.width.max(words).max(wide(column.title, quiet) * 0.56) + of.gutter);
        }
        let room = RIGHT - LEFT;
        let others: f32 = of[1..].iter().map(|of| of.width).sum();
        if others > room - LEAST {
            let scale = (room - LEAST) / others;
            of[1..].iter_mut().for_each(|of| of.width *= scale);
        }
        // What the first column does not need is given to all.
        let spare = (room - first - others).max(0.0) / length(of.len());
        of[1..].iter_mut().for_each(|of| of.width += spare.min(MOST_SPARE));
        of[0].width = room - of[1..].iter().map(|of| of.width).sum::<f32>();
        of
    }

    fn head(&mut self, columns: &[Column], measures: &[Measures], heads: &[Vec<Vec<Glyph>>], again: bool) {
        let (lead, pad, look) = (self.density.lead, self.density.pad, Type::quiet(self.density.size));
        let most = heads.iter().map(Vec::len).max().unwrap_or(1);
        let (top, mut x) = (self.y, LEFT);
        for ((column, of), lines) in columns.iter().zip(measures).zip(heads) {
            let draw = |canvas: &mut Canvas<'_>| {
                // Titles stand on the line below them.
                let mut y = top + pad / 2.0 + lead * (0.78 + length(most - lines.len()));
                for line in lines {
                    let end = x + of.width - of.gutter;
                    let at = if column.right { end - trimmed(canvas, line, look) } else { x };
                    canvas.show(at, y, look, line);
                    y += lead;
                }
            };
            if again {
                self.canvas.artifact(draw);
            } else {
                self.canvas.element(Kind::ColumnHead, draw);
            }
            x += of.width;
        }
        self.y += length(most) * lead + pad;
        let y = self.y;
        self.canvas.artifact(|canvas| canvas.line(LEFT, RIGHT, y, 0.6, 20));
    }

    fn measure(&self, row: &Row, columns: &[Column], measures: &[Measures]) -> Measured {
        let (mut at, mut cells, mut most) = (0, Vec::with_capacity(row.cells.len()), 1);
        for cell in &row.cells {
            let usual = self.look(row.weighs, columns[at].right);
            let (span, mut look, mut lines) = (usize::from(cell.span), usual, Vec::new());
            let own = &measures[at..at + span];
            let width = own.iter().map(|of| of.width).sum::<f32>() - own[span - 1].gutter;
            let shift = self.shift(cell, own[0].places, look) + if span == 1 { own[0].suffix } else { 0.0 };
            for part in cell.text.split('\n') {
                let glyphs = self.canvas.glyphs(part);
                if columns[at].right {
                    // A number is never broken: rather it is set smaller.
                    let wide = self.canvas.width(&glyphs, look);
                    if wide > width - shift {
                        look.size *= (width - shift).max(1.0) / wide;
                    }
                    lines.push(glyphs);
                } else {
                    if let Some(line) = lines.last_mut() {
                        Vec::push(line, SPACE);
                    }
                    lines.extend(self.canvas.wrap(&glyphs, look, width, MOST_LINES));
                }
            }
            lines.truncate(MOST_LINES);
            most = most.max(lines.len());
            let suffix = self.canvas.glyphs(cell.suffix);
            cells.push(MeasuredCell { lines, suffix, empty: cell.text == words::NOTHING, span: cell.span, shift, look });
            at += span;
        }
        Measured { weighs: row.weighs, cells, height: length(most) * self.density.lead + self.density.pad }
    }

    /// How far a number stands to the left so that decimal commas are below each other.
    fn shift(&self, cell: &Cell, most: usize, look: Type) -> f32 {
        let Some(own) = cell.places else { return 0.0 };
        let wide = |text| self.canvas.text_width(text, look);
        length(most.saturating_sub(own)) * wide("0") + if own == 0 && most > 0 { wide(",") } else { 0.0 }
    }

    fn row(&mut self, columns: &[Column], measures: &[Measures], row: &Measured) {
        let (lead, pad) = (self.density.lead, self.density.pad);
        let (top, bottom) = (self.y, self.y + row.height);
        match row.weighs {
            Weighs::Group => self.canvas.artifact(|canvas| canvas.fill(LEFT, top, RIGHT, bottom, 94)),
            Weighs::Total => self.canvas.artifact(|canvas| canvas.line(LEFT, RIGHT, top, 0.9, 0)),
            Weighs::Line => {}
        }
        self.rules.push(bottom);
        self.canvas.open(Kind::Row);
        let (mut x, mut at) = (LEFT, 0);
        for cell in &row.cells {
            let own = &measures[at..at + usize::from(cell.span)];
            let width: f32 = own.iter().map(|of| of.width).sum();
            let kind = if at == 0 { Kind::RowHead(cell.span) } else { Kind::Cell(cell.span) };
            let (right, end) = (columns[at].right, x + width - own[own.len() - 1].gutter);
            self.canvas.cell(kind, cell.empty, |canvas| {
                let mut y = top + pad / 2.0 + lead * 0.78;
                let indent = if at == 0 && row.weighs != Weighs::Line { 2.0 } else { 0.0 };
                for line in &cell.lines {
                    let start = if right { end - cell.shift - canvas.width(line, cell.look) } else { x + indent };
                    canvas.show(start, y, cell.look, line);
                    y += lead;
                }
                canvas.show(end - own[0].suffix, y - lead, cell.look, &cell.suffix);
            });
            x += width;
            at += usize::from(cell.span);
        }
        self.canvas.close();
        self.y = bottom;
    }
}

/// A number of lines or digits, to be multiplied with.
#[expect(clippy::cast_precision_loss, reason = "there are a few")]
fn length(count: usize) -> f32 {
    count as f32
}

/// The width of a line without the space at its end.
fn trimmed(canvas: &Canvas<'_>, line: &[Glyph], look: Type) -> f32 {
    canvas.width(line.strip_suffix(&[SPACE]).unwrap_or(line), look)
}
