//! Small files for the tests, and a register read whole.
//! Not here: the towns (see `town.rs`).

use registers::{COLUMNS, RegisterLine, RegisterReader, RowError};

/// A correct line, to be spoilt by the tests.
pub const LINE: &str = "2026-09;1902000417;30АБ104512;Абакан;ул. Щетинкина;12а;3 комн. 2;Сёмин Пётр Ильич;54,3;2;7707083893;\
                        Отопление;Гкал;1,1186;2412,55;1000,00;2698,66;-12,5;300;1.07;1000;2387,23";

/// The header of `COLUMNS` and these lines.
pub fn file(lines: &[&str]) -> String {
    let mut file = COLUMNS.join(";");
    for line in lines {
        file.push('\n');
        file.push_str(line);
    }
    file.push('\n');
    file
}

/// The same text in windows-1251.
pub fn windows_1251(text: &str) -> Vec<u8> {
    let (bytes, _, spoilt) = encoding_rs::WINDOWS_1251.encode(text);
    assert!(!spoilt, "a letter that windows-1251 has not");
    bytes.into_owned()
}

/// Each line of a register as text that shows all of its fields, or its error.
pub fn read(bytes: &[u8]) -> Vec<Result<String, RowError>> {
    read_with(bytes, |line| format!("{line:?}"))
}

/// The same with a way to show a line.
pub fn read_with<T>(bytes: &[u8], show: impl Fn(&RegisterLine) -> T) -> Vec<Result<T, RowError>> {
    let mut reader = RegisterReader::open(bytes).expect("the header is good");
    let mut out = Vec::new();
    while let Some(line) = reader.next_line() {
        out.push(line.map(|line| show(&line)));
    }
    out
}

/// A line with one of its fields replaced.
pub fn with(column: &str, value: &str) -> String {
    let at = COLUMNS.iter().position(|name| *name == column).expect("a known column");
    let mut fields: Vec<&str> = LINE.split(';').collect();
    fields[at] = value;
    fields.join(";")
}
