//! Words of the page that the device shows when there is no network.
//! Not here: when it is shown (see `public/sw.js`).

/// Heading.
pub const TITLE: &str = "Нет связи";
/// What has happened and what to do.
pub const LEAD: &str = "Страница не открылась: устройство сейчас без интернета. Проверьте связь и попробуйте ещё раз.";
/// Link to the same page.
pub const AGAIN: &str = "Попробовать ещё раз";
/// Before the phone.
pub const CALL: &str = "Если срочно, позвоните:";
