//! Tests of the words: both trees have the same, each is used, and each is written as its language is.
//! Not here: what single words say (see the tests beside them).

use std::collections::BTreeMap;
use std::fs::{read_dir, read_to_string};
use std::path::{Path, PathBuf};

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Every file of words of a language by its name; `"` inside a literal is written `\"`, so it can be looked for.
fn words(language: &str) -> BTreeMap<String, String> {
    let files = read_dir(folder("locales").join(language)).unwrap().map(|entry| entry.unwrap().path());
    let files = files.filter(|path| !path.ends_with("understanding_tests.rs"));
    files.map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), read_to_string(&path).unwrap())).collect()
}

/// The lines of a text that are no comments and no tests.
fn code(text: &str) -> impl Iterator<Item = &str> {
    let text = text.split("#[cfg(test)]").next().unwrap_or(text);
    text.lines().filter(|line| !line.trim_start().starts_with("//"))
}

/// The public words of a file, as `auth::TITLE`; also those that it has from the other language.
fn items(file: &str, text: &str) -> Vec<String> {
    let module = file.trim_end_matches(".rs");
    let mut found = Vec::new();
    for line in code(text) {
        let declared = ["pub const ", "pub fn "].iter().find_map(|start| line.strip_prefix(start));
        let borrowed = line.strip_prefix("pub use crate::locales::ru::").and_then(|rest| rest.split_once("::"));
        match (declared, borrowed) {
            (Some(rest), _) => found.push(rest),
            (_, Some((_, rest))) => found.extend(rest.split([',', '{', '}', ';', ' '])),
            _ => {}
        }
    }
    let name = |rest: &str| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default().to_owned();
    let mut found: Vec<String> =
        found.into_iter().map(name).filter(|name| !name.is_empty()).map(|name| format!("{module}::{name}")).collect();
    found.sort();
    found
}

/// All public words of a language.
fn all_items(language: &str) -> Vec<String> {
    let files = words(language);
    files.iter().filter(|(file, _)| !file.ends_with("_tests.rs")).flat_map(|(file, text)| items(file, text)).collect()
}

/// The text of the crate itself, without comments and spaces.
fn sources(folder: &Path, out: &mut String) {
    for entry in read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            let text = read_to_string(&path).unwrap();
            out.extend(code(&text).flat_map(str::chars).filter(|c| !c.is_whitespace()));
        }
    }
}

#[test]
fn both_languages_have_the_same_words() {
    let (ru, en) = (all_items("ru"), all_items("en"));
    assert!(ru.len() > 500, "{}", ru.len());
    let only = |some: &[String], others: &[String]| some.iter().filter(|&name| !others.contains(name)).cloned().collect();
    let (no_english, no_russian): (Vec<String>, Vec<String>) = (only(&ru, &en), only(&en, &ru));
    assert_eq!((no_english, no_russian), (Vec::new(), Vec::new()));
}

#[test]
fn every_word_is_used() {
    let mut pages = String::new();
    sources(&folder("src"), &mut pages);
    for language in ["ru", "en"] {
        let mut all = String::new();
        sources(&folder("locales").join(language), &mut all);
        let unused: Vec<String> = all_items(language)
            .into_iter()
            .filter(|item| {
                let (_, name) = item.split_once("::").unwrap();
                let bare =
                    |text: &str| text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| *word == name).count();
                // `t!(auth::TITLE)` of a page; or another word that is made with it.
                let used = pages.match_indices(item.as_str()).any(|(at, _)| {
                    !pages[at + item.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
                        && pages[..at].ends_with("t!(")
                });
                // Its own declaration does not count: without spaces it is one word with `const` or `fn`.
                !used && bare(&all) == 0
            })
            .collect();
        assert_eq!(unused, Vec::<String>::new(), "{language}");
    }
}

#[test]
fn no_word_scolds_begs_or_sounds_like_an_office() {
    let russian =
        ["неверный формат", "некорректн", "недопустим", "пожалуйста", "осуществ", "извините", "кликните"].as_slice();
    let english = [
        "please",
        "invalid",
        "oops",
        "sorry",
        "incorrect",
        "illegal",
        "failed",
        "click",
        "in order to",
        "utilize",
        "e.g.",
        "submit",
        "login",
        "sign-in page",
    ]
    .as_slice();
    for (language, banned) in [("ru", russian), ("en", english)] {
        for (file, text) in words(language) {
            for line in code(&text) {
                // Names of items are not read by people.
                let said = said(line).to_lowercase();
                for banned in banned {
                    assert!(!said.contains(banned), "{language}/{file}: {banned}: {line}");
                }
            }
        }
    }
}

/// What stands between the quotes of a line, or a whole line in the middle of a longer text.
fn said(line: &str) -> String {
    if line.contains('"') { line.split('"').skip(1).step_by(2).collect::<Vec<_>>().join(" ") } else { String::new() }
}

#[test]
fn quotes_dashes_and_dots_are_those_of_print() {
    let russian = ["\\\"", " - ", "...", "“", "”", "„"].as_slice();
    let english = ["\\\"", " - ", "...", "«", "»", "„", "'", " — "].as_slice();
    for (language, banned) in [("ru", russian), ("en", english)] {
        for (file, text) in words(language) {
            for line in code(&text).filter(|line| line.contains('"')) {
                let literals = line.replace("&'static", "").replace("'static", "").replace(r"'\u{a0}'", "");
                for banned in banned {
                    assert!(!literals.contains(banned), "{language}/{file}: {banned}: {line}");
                }
            }
        }
    }
}

#[test]
fn english_words_have_no_russian_letters_and_no_double_spaces() {
    let cyrillic = |c: char| ('\u{400}'..='\u{4ff}').contains(&c);
    for (file, text) in words("en") {
        for line in code(&text) {
            // The name of the other language, and the units of registers, are Russian on purpose.
            let on_purpose = line.contains("OTHER_LANGUAGE") || line.contains("=>") && file == "figures.rs";
            assert!(on_purpose || !line.contains(cyrillic), "{file}: {line}");
            assert!(!line.trim_start().contains("  "), "{file}: two spaces: {line}");
        }
    }
}
