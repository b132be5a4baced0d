//! A small workbook of the ГИС ЖКХ template, to be spoilt by the tests.
//! Not here: the tests (see `reading` and `traps`).

use crate::common::read_with;
use domain::Inn;
use registers::FileProblems;
use registers::xlsx::{AccountFacts, sample};
use rust_xlsxwriter::{Formula, Workbook};
use std::collections::HashMap;
use std::io::Cursor;

/// Row of the first document and the first service, from 0.
const FIRST: u32 = 3;

/// A document of two payees: two services of the first, one of the second.
#[derive(Default)]
pub struct Gis {
    /// Sheet from 1, row, column, and what is put there.
    changes: Vec<(usize, u32, u16, Put)>,
    names: Vec<(usize, String)>,
    /// The document's number is written once over its services.
    pub merge_numbers: bool,
}

enum Put {
    Text(String),
    Number(f64),
    Formula(String, Option<String>),
}

impl Gis {
    pub fn new() -> Self {
        Self::default()
    }

    fn put(mut self, sheet: usize, row: u32, column: u16, put: Put) -> Self {
        self.changes.push((sheet, row, column, put));
        self
    }

    /// Changes the n-th row of «Разделы 1-2».
    pub fn document(self, n: u32, column: u16, text: &str) -> Self {
        self.put(1, FIRST + n - 1, column, Put::Text(text.to_owned()))
    }

    /// Changes the n-th row of «Разделы 3-6».
    pub fn service(self, n: u32, column: u16, text: &str) -> Self {
        self.put(2, FIRST + n - 1, column, Put::Text(text.to_owned()))
    }

    pub fn number(self, sheet: usize, n: u32, column: u16, number: f64) -> Self {
        self.put(sheet, FIRST + n - 1, column, Put::Number(number))
    }

    /// Puts a formula into the first row, with a kept result or none.
    pub fn formula(self, sheet: usize, column: u16, formula: &str, result: Option<&str>) -> Self {
        self.put(sheet, FIRST, column, Put::Formula(formula.to_owned(), result.map(str::to_owned)))
    }

    /// Renames a header that reaches from the second to the third row.
    pub fn header(self, sheet: usize, column: u16, text: &str) -> Self {
        self.put(sheet, 1, column, Put::Text(text.to_owned()))
    }

    pub fn sheet_name(mut self, index: usize, name: &str) -> Self {
        self.names.push((index, name.to_owned()));
        self
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut book = Workbook::new();
        for (name, heads) in [("Разделы 1-2", &sample::DOCUMENTS[..]), ("Разделы 3-6", &sample::SERVICES[..])]
        {
            sample::write_header(book.add_worksheet().set_name(name).unwrap(), heads).unwrap();
        }
        let documents = [
            "30АБ104512-01|Текущий|ПД-1|09.2026|54,3|2|3166,16|1000||1000|2687,23|049514608|40702810123456789012|||1|1,07",
            "30АБ104512-01|Текущий|ПД-1|09.2026|54,3|2|||50||130|040407388|40802810123456789012|||2|",
        ];
        let services = [
            "ПД-1|Отопление|Гкал|Прибор учета|1,1186|||2412,55|2698,66|-12,50|300||417,25||||Перерыв в подаче|||2386,16||1",
            "ПД-1|Горячая вода|м³|Норматив|2|Норматив|1|100|300|||3,17||||||||300||1",
            "ПД-1|Вывоз ТКО|чел.||2|||90|180|||||||||||180||2",
        ];
        for (sheet, rows) in [&documents[..], &services[..]].into_iter().enumerate() {
            for (row, values) in (FIRST..).zip(rows) {
                for (column, value) in (0..).zip(values.split('|')).filter(|(_, value)| !value.is_empty()) {
                    book.worksheet_from_index(sheet).unwrap().write_string(row, column, value).unwrap();
                }
            }
        }
        for (sheet, row, column, put) in &self.changes {
            let sheet = book.worksheet_from_index(sheet - 1).unwrap();
            match put {
                Put::Text(text) if text.is_empty() => {
                    sheet.clear_cell(*row, *column);
                }
                Put::Text(text) => {
                    sheet.write_string(*row, *column, text).unwrap();
                }
                Put::Number(number) => {
                    sheet.write_number(*row, *column, *number).unwrap();
                }
                Put::Formula(formula, result) => {
                    let formula = Formula::new(formula).set_result(result.as_deref().unwrap_or(NO_RESULT));
                    sheet.write_formula(*row, *column, formula).unwrap();
                }
            }
        }
        if self.merge_numbers {
            let sheet = book.worksheet_from_index(1).unwrap();
            sheet.clear_cell(FIRST + 1, 0);
            sheet.merge_range(FIRST, 0, FIRST + 1, 0, "ПД-1", &rust_xlsxwriter::Format::new()).unwrap();
        }
        for (index, name) in &self.names {
            book.worksheet_from_index(*index).unwrap().set_name(name).unwrap();
        }
        let book = book.save_to_buffer().unwrap();
        edited(&book, |_, part| {
            let text = String::from_utf8(part).unwrap();
            text.replace(&format!("<v>{NO_RESULT}</v>"), "").into_bytes()
        })
    }
}

/// Stands for a result that is taken out of the finished file: the library always writes one.
const NO_RESULT: &str = "777777777";

/// The workbook with its parts changed.
pub fn edited(book: &[u8], change: impl Fn(&str, Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    use std::io::{Read, Write};
    let mut from = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut part = from.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        to.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        to.write_all(&change(&name, bytes)).unwrap();
    }
    to.finish().unwrap().into_inner()
}

/// What the base knows of the one account.
pub fn facts(els: &str) -> Option<AccountFacts> {
    let text = str::to_owned;
    (els == "30АБ104512").then(|| AccountFacts {
        number: text("1902000417"),
        els: text(els),
        city: text("Абакан"),
        street: text("ул. Щетинкина"),
        house: text("12а"),
        flat: text("3"),
        holder: text("Сёмин Пётр"),
    })
}

/// The two payees.
pub fn payee(bic: &str, account: &str) -> Option<Inn> {
    let inn = match (bic, account) {
        ("049514608", "40702810123456789012") => "7707083893",
        ("040407388", "40802810123456789012") => "500100732259",
        _ => return None,
    };
    Some(Inn::parse(inn).unwrap())
}

/// The accounts of a register by their unified numbers.
pub fn town_facts(register: &[u8]) -> HashMap<String, AccountFacts> {
    let facts = read_with(register, |line| AccountFacts {
        number: line.account.to_owned(),
        els: line.els.to_owned(),
        city: line.city.to_owned(),
        street: line.street.to_owned(),
        house: line.house.to_owned(),
        flat: line.flat.to_owned(),
        holder: line.holder.to_owned(),
    });
    facts.into_iter().map(|facts| facts.unwrap()).map(|facts| (facts.els.clone(), facts)).collect()
}

/// All that the clerk is told.
pub fn sentences(problems: FileProblems) -> Vec<String> {
    match problems {
        FileProblems::File(error) => vec![error.to_string()],
        FileProblems::Rows(problems) => problems.first.iter().map(ToString::to_string).collect(),
    }
}

/// The one thing that the clerk is told.
pub fn sentence(problems: FileProblems) -> String {
    let mut all = sentences(problems);
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}
