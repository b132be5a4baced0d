//! The debt register for banks: who owes how much, for the bank's own "pay the utilities" page.
//! Not here: who owes (see `cabinet`), registers of payments that come back from banks.
//!
//! Banks agree on the file's name, `ИНН_РС_НОМЕР_ММГГ.txt`, and on account, name and sum as its least; the rest is each
//! contract's own. Ours is windows-1251, CRLF, fields parted by `;`, and the same five in every line:
//!
//! ```text
//! 1902000417;;;092026;2387.23
//! #;1;2387.23
//! ```
//!
//! account; holder; address; month as MMYYYY; roubles. Holder and address are personal data and stay empty unless asked
//! for. The last line begins with `#` and has the number of lines and their sum; a contract may do without it, and may want
//! a comma before the kopecks. There are no quotes: what would part fields becomes a space. Who owes nothing is left out.

use domain::{Inn, Money, Period};
use std::fmt;
use std::io::{self, Write};

const BUFFER_BYTES: usize = 64 * 1024;

/// What a bank's contract leaves open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DebtOptions {
    /// Whether holder and address are written.
    pub personal: bool,
    /// Whether kopecks follow a comma and not a point.
    pub comma: bool,
    /// Whether the last line has the totals.
    pub control_line: bool,
}

impl Default for DebtOptions {
    fn default() -> Self {
        Self { personal: false, comma: false, control_line: true }
    }
}

/// A household that owes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DebtLine<'a> {
    /// The account's number.
    pub account: &'a str,
    /// Who holds it.
    pub holder: &'a str,
    /// Where, in one line.
    pub address: &'a str,
    /// The billing month.
    pub period: Period,
    /// To pay.
    pub sum: Money,
}

/// What a written file comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DebtTotals {
    /// Lines written, without the control line.
    pub lines: u64,
    /// Their sum.
    pub sum: Money,
    /// Households left out because they owe nothing.
    pub left_out: u64,
}

/// A file name cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DebtNameError {
    /// The settlement account is not twenty digits.
    Account,
    /// The number of the file is not 1 to 999.
    Number,
}

impl fmt::Display for DebtNameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Account => "Расчётный счёт получателя — не 20 цифр. Исправьте его в справочнике поставщиков.",
            Self::Number => "Номер реестра задолженностей — от 1 до 999. Укажите другой.",
        })
    }
}

impl std::error::Error for DebtNameError {}

/// The name under which a bank takes the file: `1234567890_40702810012345678912_001_1219.txt`.
pub fn file_name(payee: &Inn, account: &str, number: u16, period: Period) -> Result<String, DebtNameError> {
    if account.len() != 20 || !account.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(DebtNameError::Account);
    }
    if !(1..=999).contains(&number) {
        return Err(DebtNameError::Number);
    }
    Ok(format!("{payee}_{account}_{number:03}_{:02}{:02}.txt", period.month(), period.year() % 100))
}

/// Writes a debt register. Nothing is complete before [`DebtWriter::finish`].
pub struct DebtWriter<W> {
    out: W,
    options: DebtOptions,
    buffer: Vec<u8>,
    totals: DebtTotals,
}

impl<W: Write> DebtWriter<W> {
    /// Begins a file.
    pub fn new(out: W, options: DebtOptions) -> Self {
        Self { out, options, buffer: Vec::with_capacity(BUFFER_BYTES + 4096), totals: DebtTotals::default() }
    }

    /// Adds a household; one that owes nothing is counted and left out.
    pub fn write(&mut self, line: &DebtLine) -> io::Result<()> {
        if line.sum <= Money::ZERO {
            self.totals.left_out += 1;
            return Ok(());
        }
        let (holder, address) = if self.options.personal { (line.holder, line.address) } else { ("", "") };
        for text in [line.account, holder, address] {
            write_text(&mut self.buffer, text);
            self.buffer.push(b';');
        }
        write!(self.buffer, "{:02}{:04};{}\r\n", line.period.month(), line.period.year(), self.plain(line.sum))?;
        self.totals.lines += 1;
        self.totals.sum += line.sum;
        if self.buffer.len() >= BUFFER_BYTES {
            self.out.write_all(&self.buffer)?;
            self.buffer.clear();
        }
        Ok(())
    }

    /// Writes the control line and what is left, and gives the target back with the totals.
    pub fn finish(mut self) -> io::Result<(W, DebtTotals)> {
        if self.options.control_line {
            write!(self.buffer, "#;{};{}\r\n", self.totals.lines, self.plain(self.totals.sum))?;
        }
        self.out.write_all(&self.buffer)?;
        self.out.flush()?;
        Ok((self.out, self.totals))
    }

    fn plain(&self, sum: Money) -> String {
        if self.options.comma { sum.plain().replace('.', ",") } else { sum.plain() }
    }
}

/// A text in windows-1251. A character that it has not is written by one that looks like it, never by a question mark:
/// a bank compares names.
fn write_text(out: &mut Vec<u8>, text: &str) {
    let mut utf8 = [0; 4];
    for c in text.trim().chars() {
        if c == ';' || c.is_control() {
            out.push(b' ');
        } else if !push(out, c.encode_utf8(&mut utf8)) {
            push(out, look_alike(c));
        }
    }
}

fn push(out: &mut Vec<u8>, text: &str) -> bool {
    let (bytes, _, missing) = encoding_rs::WINDOWS_1251.encode(text);
    if !missing {
        out.extend_from_slice(&bytes);
    }
    !missing
}

/// Letters of the peoples of Siberia and the Volga, of Europe, and the signs of typesetters; nothing for the others.
fn look_alike(c: char) -> &'static str {
    const ALIKE: [(&str, &str); 62] = [
        ("ҒӶ", "Г"),
        ("ғӷ", "г"),
        ("ӦӨÖ", "О"),
        ("ӧө", "о"),
        ("ӰҮҰӲ", "У"),
        ("ӱүұӳ", "у"),
        ("ҶӴ", "Ч"),
        ("ҷӵ", "ч"),
        ("ҢӉӇ", "Н"),
        ("ңӊӈ", "н"),
        ("ҚӃ", "К"),
        ("қӄ", "к"),
        ("ӘӐӒ", "А"),
        ("әӑӓ", "а"),
        ("Һ", "Х"),
        ("һ", "х"),
        ("ҖӜ", "Ж"),
        ("җӝ", "ж"),
        ("ӖЀ", "Е"),
        ("ӗѐ", "е"),
        ("ҪӞ", "С"),
        ("ҫ", "с"),
        ("Ҙ", "З"),
        ("ҙӟ", "з"),
        ("ӢӤ", "И"),
        ("ӣӥ", "и"),
        ("Ӹ", "Ы"),
        ("ӹ", "ы"),
        ("Ҡ", "К"),
        ("ҡ", "к"),
        ("²", "2"),
        ("³", "3"),
        ("−‑‒―", "-"),
        ("\u{2009}\u{202f}\u{2002}\u{2003}\u{3000}", " "),
        ("₽", "руб."),
        ("ÁÀÂÃÄÅĂĄ", "A"),
        ("áàâãäåăą", "a"),
        ("ÉÈÊËĚĘ", "E"),
        ("éèêëěę", "e"),
        ("ÍÌÎÏ", "I"),
        ("íìîïı", "i"),
        ("ÓÒÔÕØŐ", "O"),
        ("óòôõöøő", "o"),
        ("ÚÙÛÜŰŮ", "U"),
        ("úùûüűů", "u"),
        ("ÇĆČ", "C"),
        ("çćč", "c"),
        ("ÑŃŇ", "N"),
        ("ñńň", "n"),
        ("ŠŚŞ", "S"),
        ("šśş", "s"),
        ("ŽŹŻ", "Z"),
        ("žźż", "z"),
        ("ÝŸ", "Y"),
        ("ýÿ", "y"),
        ("Ł", "L"),
        ("ł", "l"),
        ("Ğ", "G"),
        ("ğ", "g"),
        ("ß", "ss"),
        ("′ʼʹ", "'"),
        ("″", "\""),
    ];
    ALIKE.iter().find(|(missing, _)| missing.contains(c)).map_or("", |(_, alike)| alike)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(holder: &str, sum: i64) -> DebtLine<'_> {
        let period = "2026-09".parse().unwrap();
        DebtLine { account: "1902000417", holder, address: "ул. Мира; 5", period, sum: Money(sum) }
    }

    fn written(options: DebtOptions, lines: &[DebtLine]) -> (String, DebtTotals) {
        let mut writer = DebtWriter::new(Vec::new(), options);
        for line in lines {
            writer.write(line).unwrap();
        }
        let (bytes, totals) = writer.finish().unwrap();
        let (text, _, broken) = encoding_rs::WINDOWS_1251.decode(&bytes);
        assert!(!broken);
        (text.into_owned(), totals)
    }

    #[test]
    fn a_file_has_its_lines_and_a_control_line_and_no_personal_data() {
        let (text, totals) =
            written(DebtOptions::default(), &[line("Сёмин", 238_723), line("Ким", 5), line("Ли", 0), line("Ан", -100)]);
        assert_eq!(text, "1902000417;;;092026;2387.23\r\n1902000417;;;092026;0.05\r\n#;2;2387.28\r\n");
        assert_eq!(totals, DebtTotals { lines: 2, sum: Money(238_728), left_out: 2 });
    }

    #[test]
    fn personal_data_the_comma_and_no_control_line_are_there_when_asked_for() {
        let options = DebtOptions { personal: true, comma: true, control_line: false };
        let (text, _) = written(options, &[line("Сёмин Пётр", 100)]);
        assert_eq!(text, "1902000417;Сёмин Пётр;ул. Мира  5;092026;1,00\r\n");
    }

    #[test]
    fn letters_that_windows_1251_has_not_are_written_by_their_look_alikes() {
        let options = DebtOptions { personal: true, ..DebtOptions::default() };
        let (text, _) = written(options, &[line("Чағдур Ӧӧрӱ Ҷаңза Müller-Łoś 🏠\nІванова", 100)]);
        assert!(text.starts_with("1902000417;Чагдур Оору Чанза Muller-Los  Іванова;"), "{text}");
        for missing in "ҒӦӱңҷәһ²³−₽éšß".chars() {
            assert!(!look_alike(missing).is_empty(), "{missing}");
            assert!(push(&mut Vec::new(), look_alike(missing)), "{missing}");
        }
    }

    #[test]
    fn a_file_is_named_as_banks_want_it() {
        let inn = Inn::parse("1234567890").unwrap();
        let period = "2019-12".parse().unwrap();
        let name = file_name(&inn, "40702810012345678912", 1, period);
        assert_eq!(name.as_deref(), Ok("1234567890_40702810012345678912_001_1219.txt"));
        let person = Inn::parse("500100732259").unwrap();
        assert!(file_name(&person, "40702810012345678912", 999, period).unwrap().starts_with("500100732259_"));
        assert_eq!(file_name(&inn, "407", 1, period), Err(DebtNameError::Account));
        for number in [0, 1000] {
            assert_eq!(file_name(&inn, "40702810012345678912", number, period), Err(DebtNameError::Number));
        }
    }
}
