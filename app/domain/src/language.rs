//! The languages that people can choose.
//! Not here: words in them (see `app/locales` and `messaging`).

use serde::{Deserialize, Serialize};

/// A language of pages, letters and SMS.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Russian: everybody's until they choose.
    #[default]
    Ru,
    /// English.
    En,
}

impl Language {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Ru, Self::En];

    /// Takes what [`Language::as_str`] gives and nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.as_str() == text)
    }

    /// The code of HTML and of `Content-Language` (BCP 47).
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ru => "ru",
            Self::En => "en",
        }
    }

    /// The one that a page offers instead.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Ru => Self::En,
            Self::En => Self::Ru,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_code_only() {
        for language in Language::ALL {
            assert_eq!(Language::parse(language.as_str()), Some(language));
            assert_eq!(language.other().other(), language);
        }
        for bad in ["", "RU", "en-GB", "de", "en\0", "english"] {
            assert_eq!(Language::parse(bad), None, "{bad}");
        }
    }
}
