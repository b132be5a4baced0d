//! What is looked at before a workbook is opened: whether it is one, and whether unpacking it is safe.
//! Not here: what is on its sheets (see `book`).

use crate::problem::FileError;
use std::io::{self, Read, Seek};
use zip::ZipArchive;
use zip::read::ZipFile;

/// How much of a workbook is taken.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// All parts together, unpacked, in bytes.
    pub(super) bytes: u64,
    /// Any part but a sheet, unpacked: such parts are kept in memory whole, sheets are streamed.
    pub(super) part_bytes: u64,
    /// So many times smaller may a part above [`TIGHT_FROM`] be packed. Real sheets reach some thirty.
    pub(super) ratio: u64,
    /// Filled rows of a sheet.
    pub(super) rows: u32,
}

/// Above these sizes a file is split by hand, or it is no register.
pub(super) const LIMITS: Limits = Limits { bytes: 512 << 20, part_bytes: 64 << 20, ratio: 200, rows: 1_000_000 };

/// Small parts may be packed as tightly as they like.
const TIGHT_FROM: u64 = 4 << 20;
/// A workbook has some dozens.
const MAX_PARTS: usize = 10_000;

/// Refuses what is no workbook or cannot be unpacked safely. The sizes that the zip directory states bound what is unpacked
/// later: the zip library fails on a part that goes on beyond its own.
pub(super) fn check(source: &mut (impl Read + Seek), limits: &Limits) -> Result<(), FileError> {
    let unreadable = |error: io::Error| FileError::Unreadable(error.kind());
    source.rewind().map_err(unreadable)?;
    let mut begin = Vec::with_capacity(8);
    source.by_ref().take(8).read_to_end(&mut begin).map_err(unreadable)?;
    if begin.is_empty() {
        return Err(FileError::ZeroBytes);
    }
    if begin.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(FileError::OldOrLockedWorkbook);
    }
    if !begin.starts_with(b"PK\x03\x04") {
        return Err(FileError::NotAWorkbook);
    }
    let mut zip = ZipArchive::new(&mut *source).map_err(|_| FileError::BrokenWorkbook)?;
    if zip.len() > MAX_PARTS {
        return Err(FileError::ZipBomb);
    }
    let too_large = FileError::WorkbookTooLarge { max_bytes: limits.bytes };
    let mut total = 0_u64;
    for index in 0..zip.len() {
        let part = zip.by_index(index).map_err(|_| FileError::BrokenWorkbook)?;
        if part.size() > TIGHT_FROM && part.size() / part.compressed_size().max(1) > limits.ratio {
            return Err(FileError::ZipBomb);
        }
        total = total.saturating_add(part.size());
        let name = part.name().map_err(|_| FileError::BrokenWorkbook)?.to_lowercase();
        let streamed = name.contains("/worksheets/") && !is_texts(&name);
        if total > limits.bytes || (!streamed && part.size() > limits.part_bytes) {
            return Err(too_large);
        }
    }
    for index in 0..zip.len() {
        let part = zip.by_index(index).map_err(|_| FileError::BrokenWorkbook)?;
        if part.name().is_ok_and(|name| is_texts(&name.to_lowercase())) {
            check_texts(part)?;
        }
    }
    Ok(())
}

/// The part of shared texts, wherever the workbook says it is.
fn is_texts(small_name: &str) -> bool {
    small_name.ends_with("sharedstrings.xml")
}

/// Looks at how many texts the part of shared texts promises: room for them is made at once when the workbook is opened, so
/// that a promise of milliards would end the process.
fn check_texts<R: Read>(mut part: ZipFile<R>) -> Result<(), FileError> {
    const PROMISE: &[u8] = b"uniqueCount";
    const AFTER: usize = 64;
    let size = part.size();
    let mut buffer = vec![0; 64 * 1024];
    let (mut kept, mut begun) = (0, false);
    loop {
        let count = part.read(&mut buffer[kept..]).map_err(|_| FileError::BrokenWorkbook)?;
        let all = &buffer[..kept + count];
        if !begun && matches!(all, [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, ..] | [_, 0, ..]) {
            // UTF-16, which spreadsheets do not write and in which a promise could hide.
            return Err(FileError::BrokenWorkbook);
        }
        begun = true;
        // One that begins at the end of the buffer is looked at with what follows.
        let end = if count == 0 { all.len() } else { all.len().saturating_sub(AFTER) };
        for at in 0..end {
            if all[at..].starts_with(PROMISE) && !may_promise(&all[at + PROMISE.len()..], size) {
                return Err(FileError::ZipBomb);
            }
        }
        if count == 0 {
            return Ok(());
        }
        let rest = end..all.len();
        kept = rest.len();
        buffer.copy_within(rest, 0);
    }
}

/// `="200"`: no more than there is room for in the part, five bytes being the shortest text.
fn may_promise(after: &[u8], part_bytes: u64) -> bool {
    let number = after.iter().skip_while(|byte| matches!(byte, b'=' | b'"' | b'\'') || byte.is_ascii_whitespace());
    let digits: Vec<u8> = number.take_while(|byte| byte.is_ascii_digit()).copied().collect();
    match std::str::from_utf8(&digits).unwrap_or_default() {
        // Not a number: nothing is made room for, or it stands too far to be seen.
        "" => after.len() < 2,
        digits => digits.parse::<u64>().is_ok_and(|count| count <= part_bytes / 5 + 1),
    }
}
