//! Bank details in the text of a document: settlement accounts, BICs and taxpayer numbers.
//! Not here: whether they are ours (see `cabinet`).

use domain::Inn;

/// A run of letters and digits, and where it stands in the text.
struct Word<'a> {
    start: usize,
    text: &'a str,
}

impl Word<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }

    fn is_number(&self) -> bool {
        self.text.bytes().all(|byte| byte.is_ascii_digit())
    }
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(skipped) = rest.find(char::is_alphanumeric) {
        let start = text.len() - rest.len() + skipped;
        let length = text[start..].find(|char: char| !char.is_alphanumeric()).unwrap_or(text.len() - start);
        words.push(Word { start, text: &text[start..start + length] });
        rest = &text[start + length..];
    }
    words
}

/// Settlement and correspondent accounts in the order of their first appearance: twenty characters in one, or in
/// groups divided by a space, a dot or a hyphen. Which places a division may have follows the parts of an account
/// (balance account 3 + 2, currency 3, control digit 1, branch 4, number 7; Bank of Russia 809-П) or equal groups of
/// four or five; a divided one must be in roubles, or sums and dates side by side would make accounts.
pub fn settlement_accounts(text: &str) -> Vec<String> {
    let words = words(text);
    let mut accounts = Vec::new();
    for first in 0..words.len() {
        let mut account = String::new();
        let mut cuts = Vec::new();
        for (index, word) in words.iter().enumerate().skip(first) {
            let gap = index.checked_sub(1).filter(|_| index > first).map(|before| &text[words[before].end()..word.start]);
            if gap.is_some_and(|gap| !matches!(gap, " " | "." | "-" | "\u{a0}" | "\u{202f}" | "\u{2009}")) {
                break;
            }
            if index > first {
                cuts.push(account.len());
            }
            account.push_str(word.text);
            if account.len() >= 20 {
                break;
            }
        }
        if is_account(&account) && (cuts.is_empty() || (is_divided(&cuts) && in_roubles(&account))) {
            note(&mut accounts, account);
        }
    }
    accounts
}

fn note(found: &mut Vec<String>, text: String) {
    if !found.contains(&text) {
        found.push(text);
    }
}

/// `^[1-9]\d{4}[0-9ABCEHKMPTX]\d{14}$`: the sixth place is a letter in accounts of clearing currencies.
fn is_account(text: &str) -> bool {
    text.len() == 20
        && text.bytes().enumerate().all(|(place, byte)| match place {
            0 => matches!(byte, b'1'..=b'9'),
            5 => byte.is_ascii_digit() || b"ABCEHKMPTX".contains(&byte),
            _ => byte.is_ascii_digit(),
        })
}

fn is_divided(cuts: &[usize]) -> bool {
    let parts: [&[usize]; 3] = [&[3, 5, 8, 9, 13], &[4, 8, 12, 16], &[5, 10, 15]];
    parts.iter().any(|places| cuts.iter().all(|cut| places.contains(cut)))
}

/// 810 in accounts of banks, 643 in those of the treasury.
fn in_roubles(account: &str) -> bool {
    matches!(account.get(5..8), Some("810" | "643"))
}

/// BICs: nine digits after the word БИК, or nine digits of their own that begin with 04 (banks) or 01 (territorial
/// treasuries) and are not a КПП, which has nine digits too.
pub fn bics(text: &str) -> Vec<String> {
    numbers(text, |number, label, paired| {
        number.len() == 9
            && match label {
                Some(Label::Bic) => number.starts_with('0'),
                Some(_) => false,
                None => !paired && (number.starts_with("04") || number.starts_with("01")),
            }
    })
}

/// Taxpayer numbers, ИНН: ten or twelve digits after the word ИНН; and, as it may head a column, anywhere after it
/// such digits of their own whose control digits hold: nine of ten phones and unified account numbers fail there.
pub fn inns(text: &str) -> Vec<String> {
    let Some(head) = words(text).into_iter().find(|word| Label::of(word.text) == Some(Label::Inn)) else {
        return Vec::new();
    };
    numbers(&text[head.start..], |number, label, paired| {
        matches!(number.len(), 10 | 12)
            && !paired
            && match label {
                Some(Label::Inn) => true,
                Some(_) => false,
                None => Inn::parse(number).is_ok_and(|inn| inn.control_digits_hold()),
            }
    })
}

/// The word that says what the number after it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    Bic,
    Inn,
    Other,
}

impl Label {
    fn of(word: &str) -> Option<Self> {
        match word.to_lowercase().as_str() {
            "бик" | "bic" => Some(Self::Bic),
            "инн" | "inn" => Some(Self::Inn),
            "кпп" | "kpp" | "елс" | "лс" | "счёт" | "счет" | "тел" | "телефон" | "огрн" | "окпо" | "октмо" | "код" => {
                Some(Self::Other)
            }
            _ => None,
        }
    }
}

/// Numbers that are `wanted`, told by their digits, the label before them, and whether they are the second of a pair
/// with a slash: in `ИНН/КПП 1901000001/190101001` the label belongs to the first.
fn numbers(text: &str, wanted: impl Fn(&str, Option<Label>, bool) -> bool) -> Vec<String> {
    let words = words(text);
    let mut found = Vec::new();
    for (index, word) in words.iter().enumerate().filter(|(_, word)| word.is_number()) {
        let before = &words[..index];
        let paired = before.last().is_some_and(|last| last.is_number() && &text[last.end()..word.start] == "/");
        // `ИНН получателя платежа: 19…` is the farthest a label stands.
        let labels = before.iter().rev().take(3).take_while(|word| !word.is_number());
        let mut labels = labels.filter_map(|word| Some((Label::of(word.text)?, word)));
        let label = labels.next().map(|(nearest, word)| match labels.next() {
            Some((Label::Inn, inn)) if &text[inn.end()..word.start] == "/" => Label::Inn,
            _ => nearest,
        });
        if wanted(word.text, label, paired) {
            note(&mut found, word.text.to_owned());
        }
    }
    found
}
