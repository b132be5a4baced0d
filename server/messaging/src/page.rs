//! A letter as blocks of text in one language: between the words and the two looks, HTML and plain text.
//! Not here: words (see `words`) and looks (see `html`, `plain`).

/// A whole letter.
pub(crate) struct Page {
    /// `ru` or `en`.
    pub language: &'static str,
    pub subject: String,
    /// The agent's name, above everything.
    pub head: String,
    pub blocks: Vec<Block>,
    /// Whom to ask, below everything.
    pub foot: String,
}

/// A piece of a letter.
pub(crate) enum Block {
    /// The point of the letter, first.
    Headline(String),
    Paragraph(String),
    Heading(String),
    List(Vec<String>),
    Table(Vec<Row>),
    /// The one thing to do.
    Button {
        label: String,
        link: String,
        /// Precedes the link in full, where there is HTML and so a button that may not work.
        in_full: Option<String>,
    },
    /// Another thing to do, quieter than the button.
    SecondButton {
        label: String,
        link: String,
    },
    /// A line that is a link.
    LinkedLine {
        text: String,
        /// Its last word, never broken over two lines; may be empty.
        code: String,
        link: String,
    },
    /// A second thing to do: a sentence and a link in full.
    Link {
        sentence: String,
        link: String,
    },
}

/// A line of a table of sums.
pub(crate) struct Row {
    pub kind: RowKind,
    pub label: String,
    /// Smaller, below the label.
    pub note: String,
    /// Already in words: `1 234,50 ₽`; empty for a head.
    pub sum: String,
}

/// What a line of a table is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowKind {
    /// Names what follows.
    Head,
    Line,
    /// Adds up what one head names.
    Subtotal,
    /// Adds up everything.
    Total,
}

/// A value on one line: control characters and line breaks of foreign files become spaces, so that no name can make a
/// header or a paragraph of its own.
pub(crate) fn one_line(value: &str) -> String {
    let spaced = value.replace(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'), " ");
    spaced.trim().to_owned()
}
