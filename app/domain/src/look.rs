//! How pages look for one person: size of text, colours, letter spacing; and the short text that cookie and database hold.
//! Not here: the style sheets, and the words of the choices (see `app`).

use serde::{Deserialize, Serialize};
use std::fmt;

/// How large the text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum TextSize {
    /// As the browser's own settings say.
    #[default]
    Normal,
    /// «Крупный текст».
    Big,
}

/// Which colours pages have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scheme {
    /// As the device says.
    #[default]
    Auto,
    /// Light, whatever the device says.
    Light,
    /// Dark, whatever the device says.
    Dark,
    /// Nothing but black on white.
    BlackOnWhite,
    /// Nothing but white on black.
    WhiteOnBlack,
}

/// How far letters, words and lines are apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Spacing {
    /// As the type was drawn.
    #[default]
    Normal,
    /// Wider.
    Wide,
}

/// A look of all pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// Size of text.
    pub text: TextSize,
    /// Colours.
    pub scheme: Scheme,
    /// Letter spacing.
    pub spacing: Spacing,
}

impl TextSize {
    /// Every choice, in the order in which it is offered.
    pub const ALL: [Self; 2] = [Self::Normal, Self::Big];

    /// Its name in cookies, forms and style sheets.
    pub fn name(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Big => "big",
        }
    }

    /// The choice of this name; anything else is the ordinary one.
    pub fn of(name: &str) -> Self {
        Self::ALL.into_iter().find(|choice| choice.name() == name).unwrap_or_default()
    }
}

impl Scheme {
    /// Every choice, in the order in which it is offered.
    pub const ALL: [Self; 5] = [Self::Auto, Self::Light, Self::Dark, Self::BlackOnWhite, Self::WhiteOnBlack];

    /// Its name in cookies, forms and style sheets.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::BlackOnWhite => "black-on-white",
            Self::WhiteOnBlack => "white-on-black",
        }
    }

    /// The choice of this name; anything else is the ordinary one.
    pub fn of(name: &str) -> Self {
        Self::ALL.into_iter().find(|choice| choice.name() == name).unwrap_or_default()
    }
}

impl Spacing {
    /// Every choice, in the order in which it is offered.
    pub const ALL: [Self; 2] = [Self::Normal, Self::Wide];

    /// Its name in cookies, forms and style sheets.
    pub fn name(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Wide => "wide",
        }
    }

    /// The choice of this name; anything else is the ordinary one.
    pub fn of(name: &str) -> Self {
        Self::ALL.into_iter().find(|choice| choice.name() == name).unwrap_or_default()
    }
}

impl Look {
    /// Reads `big.white-on-black.wide`. Whatever is missing or unknown is as usual: a page never fails over its look.
    pub fn parse(text: &str) -> Self {
        let mut names = text.split('.');
        let mut next = || names.next().unwrap_or_default();
        Self { text: TextSize::of(next()), scheme: Scheme::of(next()), spacing: Spacing::of(next()) }
    }
}

impl fmt::Display for Look {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.text.name(), self.scheme.name(), self.spacing.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_look_is_read_as_it_was_written() {
        for text in TextSize::ALL {
            for scheme in Scheme::ALL {
                for spacing in Spacing::ALL {
                    let look = Look { text, scheme, spacing };
                    assert_eq!(Look::parse(&look.to_string()), look);
                }
            }
        }
        let look = Look { text: TextSize::Big, scheme: Scheme::WhiteOnBlack, spacing: Spacing::Wide };
        assert_eq!(look.to_string(), "big.white-on-black.wide");
    }

    #[test]
    fn what_is_missing_or_unknown_is_as_usual() {
        for garbage in ["", ".", "....", "huge.pink.none", "BIG", "<script>", "normal.auto.normal.more", "я"] {
            assert_eq!(Look::parse(garbage), Look::default(), "{garbage}");
        }
        assert_eq!(Look::parse("big"), Look { text: TextSize::Big, ..Look::default() });
        assert_eq!(Look::parse("huge.dark"), Look { scheme: Scheme::Dark, ..Look::default() });
    }
}
