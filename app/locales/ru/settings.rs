//! Words of «Настройки»: e-mail, phone, password, sessions.
//! Not here: sign-in pages (`auth`).

/// Heading.
pub const TITLE: &str = "Настройки";
/// Term.
pub const EMAIL: &str = "Электронная почта";
/// State of the e-mail.
pub const EMAIL_CONFIRMED: &str = "подтверждена, письма приходят сюда";
/// State of the e-mail.
pub const EMAIL_UNCONFIRMED: &str = "ещё не подтверждена";
/// State of the e-mail.
pub const EMAIL_FAILING: &str = "письма не доходят";
/// Term.
pub const PHONE: &str = "Телефон";
/// What the phone is for.
pub const PHONE_TEXT: &str = "на него приходят коды подтверждения";
/// Term.
pub const PASSWORD: &str = "Пароль";
/// State of the password.
pub const PASSWORD_SET: &str = "задан";
/// State of the password.
pub const PASSWORD_UNSET: &str = "ещё не задан";
/// Link.
pub const CHANGE_PASSWORD: &str = "Сменить пароль по письму";
/// Link.
pub const SET_PASSWORD: &str = "Задать пароль по письму";
/// Section.
pub const SESSIONS_HEADING: &str = "Выход на всех устройствах";
/// What it does.
pub const SESSIONS_TEXT: &str = "Если вы входили с чужого телефона или компьютера, выйдите сразу везде. На этом \
                                 устройстве тоже понадобится войти снова.";
/// Button.
pub const SIGN_OUT_EVERYWHERE: &str = "Выйти на всех устройствах";
/// While it is being sent.
pub const SIGN_OUT_BUSY: &str = "Выходим…";
