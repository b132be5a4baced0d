//! Words of the demo's outbox.
//! Not here: texts of the letters themselves (see `messaging`).

/// Heading.
pub const TITLE: &str = "Отправленные сообщения";
/// What it is.
pub const LEAD: &str = "Письма и смс учебного кабинета складываются сюда. Новые сверху.";
/// Section.
pub const TEXTS: &str = "Смс";
/// Section.
pub const MAILS: &str = "Письма";
/// Nothing yet.
pub const NO_TEXTS: &str = "Смс пока нет.";
/// Nothing yet.
pub const NO_MAILS: &str = "Писем пока нет.";
/// To whom and when.
pub fn to(to: &str, at: &str) -> String {
    format!("Кому: {to}, {at}")
}
/// The letter as it looks.
pub const OPEN_HTML: &str = "Показать письмо";
/// The letter's text part.
pub const OPEN_TEXT: &str = "Показать текст письма";
