//! Lines of a file of unknown size, in UTF-8 or windows-1251, with memory that does not grow.
//! Not here: how a line falls into fields (see `table`).

use std::io::{self, Read};
use std::ops::Range;
use std::str::Utf8Error;

/// The longest line that is read, in bytes. A register's line has some three hundred.
pub const MAX_LINE_BYTES: usize = 64 * 1024;

/// One byte of windows-1251 stands for no character.
const UNUSED_IN_WINDOWS_1251: u8 = 0x98;

/// How the letters of a file are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a mark at its beginning.
    Utf8,
    /// windows-1251, as programs of the trade write by default.
    Windows1251,
    /// The code page of DOS, 866; never guessed, only named in a column mapping.
    Ibm866,
}

impl Encoding {
    /// The name that the clerk's spreadsheet uses for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Windows1251 => "windows-1251",
            Self::Ibm866 => "cp866",
        }
    }
}

/// What [`Lines::advance`] came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// A line, now in [`Lines::current`].
    Line,
    /// A line above [`MAX_LINE_BYTES`]; it has been skipped.
    TooLong,
    /// No more lines.
    End,
}

/// The lines of a stream as raw bytes, one at a time, in one buffer.
pub(crate) struct Lines<R> {
    source: R,
    buffer: Vec<u8>,
    unread: Range<usize>,
    line: Range<usize>,
    number: u64,
    bytes_read: u64,
    ended: bool,
}

impl<R: Read> Lines<R> {
    pub(crate) fn new(source: R) -> Self {
        let buffer = vec![0; 4 * MAX_LINE_BYTES];
        Self { source, buffer, unread: 0..0, line: 0..0, number: 0, bytes_read: 0, ended: false }
    }

    /// Goes to the next line. LF and CRLF both end a line.
    pub(crate) fn advance(&mut self) -> io::Result<Step> {
        let mut searched = 0;
        loop {
            if let Some(at) = find_line_end(&self.buffer[self.unread.start + searched..self.unread.end]) {
                return Ok(self.take(searched + at, 1));
            }
            searched = self.unread.len();
            if searched > MAX_LINE_BYTES + 1 {
                self.skip_line()?;
                self.number += 1;
                return Ok(Step::TooLong);
            }
            if self.ended {
                return Ok(if searched == 0 { Step::End } else { self.take(searched, 0) });
            }
            self.fill()?;
        }
    }

    fn take(&mut self, length: usize, end_mark: usize) -> Step {
        let start = self.unread.start;
        self.unread.start += length + end_mark;
        self.number += 1;
        let length = if self.buffer[start..start + length].ends_with(b"\r") { length - 1 } else { length };
        self.line = start..start + length;
        if length > MAX_LINE_BYTES { Step::TooLong } else { Step::Line }
    }

    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            self.unread = 0..0;
            if self.ended {
                return Ok(());
            }
            self.fill()?;
            if let Some(at) = find_line_end(&self.buffer[self.unread.clone()]) {
                self.unread.start += at + 1;
                return Ok(());
            }
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        self.buffer.copy_within(self.unread.clone(), 0);
        self.unread = 0..self.unread.len();
        let count = loop {
            match self.source.read(&mut self.buffer[self.unread.end..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => break result?,
            }
        };
        self.ended = count == 0;
        self.unread.end += count;
        self.bytes_read += count as u64;
        Ok(())
    }
}

impl<R> Lines<R> {
    /// The bytes of the line, without its end.
    pub(crate) fn current(&self) -> &[u8] {
        &self.buffer[self.line.clone()]
    }

    /// The number of the line in the file, from 1.
    pub(crate) fn number(&self) -> u64 {
        self.number
    }

    /// Bytes taken from the stream so far.
    pub(crate) fn bytes_read(&self) -> u64 {
        self.bytes_read
    }
}

fn find_line_end(bytes: &[u8]) -> Option<usize> {
    const CHUNK: usize = 64;
    // A chunk is looked at whole, which the compiler does many bytes at once.
    let holds = |chunk: &[u8]| chunk.iter().fold(false, |found, byte| found | matches!(byte, b'\n'));
    let chunk = bytes.chunks(CHUNK).position(holds)?;
    let start = chunk * CHUNK;
    bytes[start..].iter().position(|byte| *byte == b'\n').map(|at| start + at)
}

/// A byte that stands for no character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BrokenByte {
    /// Its place in the line.
    pub(crate) at: usize,
    /// The encoding in which it was read.
    pub(crate) encoding: Encoding,
}

/// Turns lines into text. The first line that is not plain ASCII decides the encoding of the file.
#[derive(Default)]
pub(crate) struct Decoder {
    encoding: Option<Encoding>,
    decoded: String,
}

impl Decoder {
    /// The encoding, once a line has shown it.
    pub(crate) fn encoding(&self) -> Option<Encoding> {
        self.encoding
    }

    /// The file is said to be in this encoding.
    pub(crate) fn is_in(&mut self, encoding: Encoding) {
        self.encoding = Some(encoding);
    }

    /// The text of a line, or the first byte of it that stands for no character.
    pub(crate) fn decode<'a>(&'a mut self, raw: &'a [u8]) -> Result<&'a str, BrokenByte> {
        let broken_utf8 = |error: Utf8Error| BrokenByte { at: error.valid_up_to(), encoding: Encoding::Utf8 };
        if !matches!(self.encoding, Some(Encoding::Windows1251 | Encoding::Ibm866)) {
            match std::str::from_utf8(raw) {
                Ok(text) if self.encoding.is_some() || text.is_ascii() => return Ok(text),
                Ok(text) => {
                    self.encoding = Some(Encoding::Utf8);
                    return Ok(text);
                }
                Err(error) if self.encoding == Some(Encoding::Utf8) => return Err(broken_utf8(error)),
                Err(error) => {
                    let encoding = more_likely_encoding(raw);
                    self.encoding = Some(encoding);
                    if encoding == Encoding::Utf8 {
                        return Err(broken_utf8(error));
                    }
                }
            }
        }
        let dos = self.encoding == Some(Encoding::Ibm866);
        if !dos && raw.contains(&UNUSED_IN_WINDOWS_1251) {
            let at = raw.iter().take_while(|byte| **byte != UNUSED_IN_WINDOWS_1251).count();
            return Err(BrokenByte { at, encoding: Encoding::Windows1251 });
        }
        let single_byte = if dos { encoding_rs::IBM866 } else { encoding_rs::WINDOWS_1251 };
        let mut decoder = single_byte.new_decoder_without_bom_handling();
        self.decoded.clear();
        self.decoded.reserve(decoder.max_utf8_buffer_length(raw.len()).unwrap_or(raw.len() * 3));
        // Never short of room and never malformed: the reserve is the decoder's own, the one unused byte is out.
        let _ = decoder.decode_to_string(raw, &mut self.decoded, true);
        Ok(&self.decoded)
    }
}

/// Of a line that is not wholly UTF-8: one broken byte among good letters is UTF-8 spoilt on its way; Russian text in
/// windows-1251 is broken at nearly each letter («Пётр» begins like UTF-8, so that the first letter alone is no proof).
fn more_likely_encoding(raw: &[u8]) -> Encoding {
    let (mut good, mut broken) = (0, 0);
    for chunk in raw.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if good > broken { Encoding::Utf8 } else { Encoding::Windows1251 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8]) -> Vec<Result<Vec<u8>, u64>> {
        let mut lines = Lines::new(bytes);
        let mut out = Vec::new();
        loop {
            match lines.advance().unwrap() {
                Step::Line => out.push(Ok(lines.current().to_vec())),
                Step::TooLong => out.push(Err(lines.number())),
                Step::End => return out,
            }
        }
    }

    #[test]
    fn lf_and_crlf_end_a_line_and_the_last_line_needs_no_end() {
        let expected: Vec<_> = ["a", "", "b"].iter().map(|line| Ok(line.as_bytes().to_vec())).collect();
        assert_eq!(lines(b"a\n\nb"), expected);
        assert_eq!(lines(b"a\r\n\r\nb\r\n"), expected);
    }

    #[test]
    fn a_line_above_the_limit_is_skipped_and_the_next_one_is_read() {
        let mut file = vec![b'x'; MAX_LINE_BYTES];
        file.extend(b"\r\n");
        file.extend(vec![b'y'; 3_000_000]);
        file.extend(b"\nshort\n");
        file.extend(vec![b'z'; MAX_LINE_BYTES + 1]);
        assert_eq!(lines(&file), [Ok(vec![b'x'; MAX_LINE_BYTES]), Err(2), Ok(b"short".to_vec()), Err(4)]);
        let mut reader = Lines::new(&file[..]);
        while reader.advance().unwrap() != Step::End {}
        assert_eq!(reader.buffer.len(), 4 * MAX_LINE_BYTES);
    }

    #[test]
    fn the_first_letters_decide_and_one_broken_byte_does_not_change_the_decision() {
        let (windows, _, _) = encoding_rs::WINDOWS_1251.encode("Пётр Сёмин");
        let mut decoder = Decoder::default();
        assert_eq!(decoder.decode(b"plain"), Ok("plain"));
        assert_eq!(decoder.encoding(), None);
        assert_eq!(decoder.decode(&windows), Ok("Пётр Сёмин"));
        assert_eq!(decoder.encoding(), Some(Encoding::Windows1251));
        assert_eq!(decoder.decode(b"ab\x98"), Err(BrokenByte { at: 2, encoding: Encoding::Windows1251 }));

        let mut decoder = Decoder::default();
        let mut spoilt = "Пётр Сёмин".as_bytes().to_vec();
        spoilt[1] = b'?';
        assert_eq!(decoder.decode(&spoilt), Err(BrokenByte { at: 0, encoding: Encoding::Utf8 }));
        assert_eq!(decoder.encoding(), Some(Encoding::Utf8));
    }
}
