//! Words of the wizard «Подключить электронную квитанцию» that it has for itself.
//! Not here: the screens it shares with an address (`switch`, `addresses`) and problems of fields.

/// Heading of the first screen.
pub const TITLE: &str = "Подключить электронную квитанцию";
/// What it takes.
pub const LEAD: &str = "Это займёт около двух минут. Вернуть бумажную квитанцию можно в любой день.";
/// What to have ready.
pub const READY: &str = "Приготовьте:";
/// The list of it.
pub const READY_LIST: [&str; 2] = [
    "телефон — на него придёт смс с кодом;",
    "бумажную квитанцию за последний месяц — из неё нужны номер лицевого счёта и сумма «Итого к оплате».",
];
/// For those who have a cabinet.
pub const HAVE_CABINET: &str = "Кабинет уже есть?";
/// Link.
pub const SIGN_IN: &str = "Войти и перейти на электронную квитанцию в кабинете";
/// Hint of the phone.
pub const PHONE_HINT: &str = "Пришлём одно смс с кодом подтверждения. Рекламы не будет. Например: 8 912 345-67-89";

/// The draft is gone.
pub const LOST: &str = "Ответы не сохранились. Начните сначала: это займёт около двух минут.";
/// Link.
pub const AGAIN: &str = "Начать сначала";

/// Heading of the second screen.
pub const ACCOUNT_TITLE: &str = "Ваш лицевой счёт";

/// Where in the wizard: `Шаг 2 из 4`.
pub fn step(number: u8) -> String {
    format!("Шаг {number} из 4")
}

/// On the last screen: how to come back.
pub const PASSWORD_HEADING: &str = "Чтобы входить в кабинет";
/// What to do.
pub const PASSWORD_TEXT: &str = "Задайте пароль: пришлём ссылку на вашу почту.";
/// Link.
pub const PASSWORD_LINK: &str = "Задать пароль по письму";
