//! Words of the contacts.
//! Not here: the phone and the office themselves, which are settings.

pub const TITLE: &str = "Контакты";
pub const PHONE: &str = "Телефон";
pub const HOURS: &str = "Часы работы";
pub const EMAIL: &str = "Электронная почта";
pub const OFFICE: &str = "Офис";
pub const READY_TITLE: &str = "Что держать под рукой, когда звоните";
pub const READY: &str =
    "Бумажную квитанцию или номер лицевого счёта. Если на экране ошибка — её номер, он стоит под сообщением.";
pub const NEVER: &str = "Пароль и код из смс не называйте никому, нам они не нужны.";
