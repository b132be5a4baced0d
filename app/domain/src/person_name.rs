//! Names that people type for each other: «Мария Ивановна». Shown on other people's pages, so nothing hides in them.
//! Not here: the names of account holders, which come from registers as they are.

use std::fmt;

/// The longest name, in characters.
pub const LONGEST: usize = 100;

/// A name without control characters and without marks that turn or hide text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonName(String);

/// Why a text is not a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PersonNameError {
    /// Nothing that can be read.
    #[error("the name is empty")]
    Empty,
    /// More than a hundred characters.
    #[error("the name is longer than {LONGEST} characters")]
    TooLong,
}

/// Marks that are not seen: zero width, direction, the byte order mark, the soft hyphen, fillers, tags.
fn unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

impl PersonName {
    /// Takes out what cannot be seen, makes every run of spaces and line ends one space.
    pub fn parse(text: &str) -> Result<Self, PersonNameError> {
        let seen: String = text.chars().filter(|c| !unseen(*c)).map(|c| if c.is_control() { ' ' } else { c }).collect();
        let name = seen.split_whitespace().collect::<Vec<_>>().join(" ");
        if !name.chars().any(char::is_alphanumeric) {
            return Err(PersonNameError::Empty);
        }
        if name.chars().count() > LONGEST {
            return Err(PersonNameError::TooLong);
        }
        Ok(Self(name))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_letters_and_loses_what_cannot_be_seen() {
        for (typed, name) in [
            ("  Мария   Ивановна ", "Мария Ивановна"),
            ("Мария\u{a0}Ивановна\r\n", "Мария Ивановна"),
            ("Ма\u{200b}рия\u{feff} \u{202e}Ивановна\u{2066}", "Мария Ивановна"),
            ("Анна\u{0}-\u{7f}Мария О’Хара", "Анна - Мария О’Хара"),
            ("سارة", "سارة"),
        ] {
            assert_eq!(PersonName::parse(typed).map(|name| name.to_string()), Ok(name.to_owned()), "{typed:?}");
        }
    }

    #[test]
    fn nothing_to_read_is_no_name_and_three_hundred_characters_are_too_many() {
        for typed in ["", "   ", "\u{200b}\u{202e}", "—", "\n\t", "\u{3164}"] {
            assert_eq!(PersonName::parse(typed), Err(PersonNameError::Empty), "{typed:?}");
        }
        assert!(PersonName::parse(&"я".repeat(LONGEST)).is_ok());
        assert_eq!(PersonName::parse(&"я".repeat(300)), Err(PersonNameError::TooLong));
        assert!(PersonName::parse(&format!("{}Мария", "\u{200b}".repeat(300))).is_ok(), "unseen marks are not counted");
    }
}
