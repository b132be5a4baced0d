//! The words of the interface: one tree of modules per language, reached only through `t!`.
//! Not here: the words themselves (see `app/locales`).

/// A word or a phrase of the interface: `t!(auth::TITLE)`, `t!(dates::month(period))`.
macro_rules! t {
    ($($path:tt)*) => { $crate::locales::ru::$($path)* };
}
pub(crate) use t;

#[path = "../locales/ru.rs"]
pub(crate) mod ru;

#[cfg(test)]
mod tests {
    use std::path::Path;

    /// The text of every file of words; `"` inside a literal is written `\"`, so it can be looked for.
    fn words() -> Vec<(String, String)> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales/ru");
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        files.map(|path| (path.display().to_string(), std::fs::read_to_string(&path).unwrap())).collect()
    }

    #[test]
    fn no_word_scolds_begs_or_sounds_like_an_office() {
        for (file, text) in words() {
            let text = text.to_lowercase();
            for banned in ["неверный формат", "некорректн", "недопустим", "пожалуйста", "осуществ", "извините", "кликните"]
            {
                assert!(!text.contains(banned), "{file}: {banned}");
            }
        }
    }

    #[test]
    fn quotes_dashes_and_dots_are_those_of_russian_print() {
        for (file, text) in words() {
            for banned in ["\\\"", " - ", "...", "“", "”", "„"] {
                let code = text.lines().find(|line| !line.trim_start().starts_with("//") && line.contains(banned));
                assert_eq!(code, None, "{file}: {banned}");
            }
        }
    }
}
