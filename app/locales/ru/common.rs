//! Words around every page: header, foot, buttons, refusals.
//! Not here: words of one journey.

pub const SERVICE: &str = "Квиток";
pub const SERVICE_HINT: &str = "Квитанции за квартиру";
pub const SKIP: &str = "Перейти к содержанию";
pub const ENTRANCES: &str = "Вход в кабинет";
pub const NAVIGATION: &str = "Разделы кабинета";
pub const TAB_ADDRESSES: &str = "Адреса";
pub const TAB_RECEIPTS: &str = "Квитанции";
pub const TAB_PAYMENTS: &str = "Платежи";
pub const TAB_SETTINGS: &str = "Настройки";
pub const SIGN_IN: &str = "Войти";
pub const SIGN_UP: &str = "Создать кабинет";
pub const SIGN_OUT: &str = "Выйти";
pub const BACK: &str = "Назад";
pub const CONTINUE: &str = "Продолжить";
pub const BUSY: &str = "Отправляем…";
pub const ERROR_TITLE: &str = "Ошибка: ";
pub const ERROR_HEADING: &str = "Проверьте ответ";
pub const ERROR_HIDDEN: &str = "Ошибка: ";
pub const SHOW_PASSWORD: &str = "Показать пароль";
pub const HIDE_PASSWORD: &str = "Скрыть пароль";
pub const NOT_SENT: &str = "Ответ не дошёл до кабинета. Проверьте интернет и нажмите кнопку ещё раз.";
pub const DONE: &str = "Готово";
pub const PRINT: &str = "Напечатать";
pub const DEMO: &str = "Это учебный кабинет с выдуманными квартирами. Письма и смс никуда не уходят.";
pub const DEMO_LABEL: &str = "Учебный кабинет";
pub const DEMO_LINK: &str = "Посмотреть письма и смс";

pub const HELP: &str = "Помощь";
pub const HELP_LEAD: &str = "Поможем по телефону: подключим, проверим, вернём бумагу.";
pub const FOOT_PAGES: &str = "Об электронной квитанции";
pub const HOW_TO: &str = "Как подключить";
pub const QUESTIONS: &str = "Вопросы и ответы";
pub const CHANNELS: &str = "Без интернета";
pub const CONTACTS: &str = "Контакты";
pub const PRIVACY: &str = "Личные данные";
pub const ACCESSIBILITY: &str = "Доступность";

pub const OTHER_LANGUAGE: &str = "English";

pub const NOT_FOUND_TITLE: &str = "Страница не найдена";
pub const NOT_FOUND_TEXT: &str = "Адрес набран с ошибкой, или страницы больше нет. Проверьте адрес или начните с главной.";
pub const TO_HOME: &str = "На главную";
pub const SIGN_IN_TITLE: &str = "Войдите в кабинет";
pub const SIGN_IN_TEXT: &str = "Эта страница открывается после входа.";
pub const SIGN_IN_LINK: &str = "Войти и открыть страницу";
pub const BROKEN_TITLE: &str = "В работе кабинета ошибка";
pub const BROKEN_TEXT: &str = "Попробуйте позже. Выбранный способ получения квитанций не изменился.";
pub const LOST_TITLE: &str = "Нет связи с кабинетом";
pub const LOST_TEXT: &str = "Проверьте интернет и откройте страницу ещё раз.";
pub const RELOAD: &str = "Открыть ещё раз";

pub fn page_title(heading: &str) -> String {
    format!("{heading} — {SERVICE}")
}

pub fn incident(number: &str) -> String {
    format!("Номер обращения: {number}")
}

pub fn or_call(phone: &str) -> String {
    format!("Срочно? Позвоните: {phone}.")
}
