//! Every word of letters and SMS, one module a language. Each has the same two functions: `page`, which turns the facts
//! of a letter into blocks of text, and `sms`.
//! Not here: HTML, headers, folders.

mod en;
mod ru;

use crate::Sender;
use crate::page::Page;
use cabinet::letter::{Letter, Sms};
use cabinet::push::Notice;
use domain::Language;

/// A letter in a language.
pub(crate) fn page(language: Language, letter: &Letter, sender: &Sender) -> Page {
    match language {
        Language::Ru => ru::page(letter, sender),
        Language::En => en::page(letter, sender),
    }
}

/// The text of an SMS in a language.
pub fn sms(language: Language, sms: &Sms, sender: &Sender) -> String {
    match language {
        Language::Ru => ru::sms(sms, sender),
        Language::En => en::sms(sms, sender),
    }
}

/// Heading and text of a notice in a language.
pub(crate) fn push(language: Language, notice: Notice) -> (String, String) {
    match language {
        Language::Ru => ru::push::push(notice),
        Language::En => en::push::push(notice),
    }
}
