//! Words of the ways of signing in: a code in an SMS, an authenticator app, recovery codes, passkeys.
//! Not here: e-mail and password (`auth`).

use super::dates;
use domain::view::Moment;

/// Heading of the settings.
pub const TITLE: &str = "Способы входа";
/// What is always there.
pub const LEAD: &str =
    "По почте или телефону и паролю можно войти всегда. Здесь вы выбираете, что ещё подойдёт или понадобится.";
/// Term.
pub const SMS: &str = "Код из смс";
/// State.
pub const SMS_ON: &str = "можно войти без пароля";
/// State.
pub const SMS_OFF: &str = "для входа не подходит";
/// Hidden half of its link.
pub const CHANGE_SMS: &str = "вход по коду из смс";
/// Term.
pub const APP: &str = "Приложение с кодами";
/// State.
pub fn app_on(codes_left: u32) -> String {
    format!("нужно при каждом входе. Осталось запасных кодов: {codes_left}")
}
/// State.
pub const APP_OFF: &str = "не нужно";
/// Hidden half of its link.
pub const CHANGE_APP: &str = "вход с кодом из приложения";

/// Heading.
pub const SMS_TITLE: &str = "Вход по коду из смс";
/// What it is.
pub const SMS_LEAD: &str =
    "Вместо пароля можно войти по коду, который придёт на ваш телефон. Это удобно, если телефон всегда у вас.";
/// What to think of.
pub const SMS_RISK: &str = "Кто держит ваш телефон в руках, тот сможет войти и в кабинет.";
/// Why not.
pub const SMS_UNCONFIRMED: &str = "Сначала телефон нужно подтвердить. Это происходит, когда вы вводите первый код из смс: при переходе на \
                                   электронную квитанцию или при смене телефона.";
/// Button.
pub const SMS_ALLOW: &str = "Разрешить вход по смс";
/// Button.
pub const SMS_FORBID: &str = "Запретить вход по смс";

/// Heading.
pub const APP_TITLE: &str = "Код из приложения";
/// What it is.
pub const APP_LEAD: &str = "Приложение на вашем телефоне показывает код, новый каждые полминуты. С ним при входе нужны и пароль, и телефон: \
                            одного пароля чужому человеку не хватит.";
/// What is needed.
pub const APP_WHICH: &str =
    "Подойдёт любое такое приложение, например Яндекс Ключ, Google Authenticator, Aegis или «Пароли» на iPhone.";
/// Button.
pub const APP_BEGIN: &str = "Подключить приложение";
/// Heading.
pub const APP_SCAN_TITLE: &str = "Подключите приложение";
/// First step.
pub const APP_SCAN: &str = "Откройте приложение, добавьте в нём новую запись и наведите камеру на этот рисунок.";
/// For ears.
pub const APP_QR_LABEL: &str = "QR-код для приложения. То же самое словами ниже.";
/// Instead of the picture.
pub const APP_TYPE: &str = "Или введите в приложение ключ:";
/// On the same phone.
pub const APP_OPEN: &str = "Приложение на этом же устройстве? Откройте ссылку";
/// Label.
pub const APP_CODE: &str = "Код из приложения";
/// Its hint.
pub const APP_CODE_HINT: &str = "6 цифр, которые приложение показывает сейчас.";
/// Button.
pub const APP_ENABLE: &str = "Включить";
/// Heading.
pub const CODES_TITLE: &str = "Запишите запасные коды";
/// What they are for.
pub const CODES_LEAD: &str =
    "Вход с кодом из приложения включён. Если телефон потеряется, войдите по запасному коду. Каждый подходит один раз.";
/// What to do with them.
pub const CODES_KEEP: &str = "Перепишите или напечатайте их и держите там же, где документы. Второй раз мы их не покажем.";
/// Link.
pub const CODES_DONE: &str = "Коды записаны";
/// Heading.
pub const APP_OFF_TITLE: &str = "Отключить приложение";
/// What happens.
pub const APP_OFF_LEAD: &str = "При входе код из приложения больше не понадобится. Запасные коды перестанут действовать.";
/// Button.
pub const APP_OFF_BUTTON: &str = "Отключить приложение";

/// Link on the sign-in page.
pub const BY_CODE: &str = "Войти по коду из смс";
/// Heading.
pub const BY_CODE_TITLE: &str = "Вход по коду из смс";
/// For whom.
pub const BY_CODE_LEAD: &str = "Пришлём код на телефон из кабинета, если вы разрешили такой вход или ещё не задали пароль.";
/// Label.
pub const PHONE: &str = "Мобильный телефон";
/// Its hint.
pub const PHONE_HINT: &str = "Номер, который указан в кабинете.";
/// Button.
pub const BY_CODE_BUTTON: &str = "Получить код";
/// Where it went, if it went.
pub fn code_sent(phone: &str) -> String {
    format!("Если по номеру {phone} можно войти, на него уже идёт смс с кодом из 6 цифр. Код действует 10 минут.")
}
/// Button.
pub const ENTER: &str = "Войти";
/// Where else.
pub const NO_CODE: &str = "Нет смс через две-три минуты? Войдите с паролем.";
/// Link.
pub const WITH_PASSWORD: &str = "Войти с паролем";
/// Heading.
pub const WHOSE_TITLE: &str = "В чей кабинет войти?";
/// Why.
pub const WHOSE_LEAD: &str = "С этим телефоном открыто несколько кабинетов. Выберите по почте.";
/// The question for the group.
pub const WHOSE: &str = "Электронная почта кабинета";

/// Heading.
pub const SECOND_TITLE: &str = "Введите код из приложения";
/// What.
pub const SECOND_LEAD: &str = "Откройте приложение с кодами на телефоне и введите 6 цифр для кабинета.";
/// Label.
pub const SECOND_CODE: &str = "Код из приложения или запасной код";
/// When there is none.
pub const SECOND_LOST: &str = "Нет телефона под рукой?";
/// What then.
pub const SECOND_LOST_TEXT: &str = "Введите один из запасных кодов. Если нет и их, позвоните нам: телефон внизу страницы.";

/// Term, and heading of their page.
pub const PASSKEYS: &str = "Ключи входа";
/// How many there are.
pub fn passkeys_count(count: u32) -> String {
    if count == 0 {
        "нет".to_owned()
    } else {
        format!("можно войти без пароля. Ключей: {count}")
    }
}
/// Hidden half of its link.
pub const CHANGE_PASSKEYS: &str = "ключи входа";
/// What they are.
pub const PASSKEYS_LEAD: &str = "С ключом входа пароль не нужен: телефон или компьютер узнаёт вас сам, по отпечатку пальца, лицу или коду, \
                                 которым вы его открываете. Ключ нельзя подсмотреть или выманить, и на чужом сайте он не сработает.";
/// Heading of the form.
pub const PASSKEY_ADD_HEADING: &str = "Добавить ключ";
/// Button.
pub const PASSKEY_ADD: &str = "Добавить ключ входа";
/// When one was made.
pub fn passkey_made(moment: Moment) -> String {
    format!("создан {}", dates::at(moment))
}
/// When one was used last.
pub fn passkey_used(moment: Option<Moment>) -> String {
    moment.map_or_else(|| "им ещё не входили".to_owned(), |moment| format!("последний вход {}", dates::at(moment)))
}
/// Link of one; the hidden half says which.
pub const PASSKEY_REMOVE: &str = "Убрать";
/// Heading, and the button.
pub const PASSKEY_REMOVE_TITLE: &str = "Убрать ключ входа";
/// What happens.
pub const PASSKEY_REMOVE_LEAD: &str = "Этот ключ больше не откроет кабинет. Пароль и другие ключи останутся. На самом устройстве ключ можно удалить в его настройках.";
/// Heading.
pub const PASSKEY_NEW_TITLE: &str = "Создайте ключ";
/// What happens.
pub const PASSKEY_NEW_LEAD: &str =
    "Нажмите кнопку. Устройство спросит отпечаток пальца, лицо или код, которым вы его открываете, и запомнит ключ.";
/// Button.
pub const PASSKEY_NEW: &str = "Создать ключ на этом устройстве";
/// Link on the sign-in page.
pub const BY_PASSKEY: &str = "Войти по ключу";
/// Heading.
pub const BY_PASSKEY_TITLE: &str = "Вход по ключу";
/// For whom.
pub const BY_PASSKEY_LEAD: &str =
    "Если вы добавили ключ входа в настройках, нажмите кнопку и подтвердите на устройстве, что это вы.";
/// Before the page is awake, and without scripts.
pub const PASSKEY_ASLEEP: &str = "Ключ работает, когда в браузере включены скрипты. Если кнопки нет, войдите с паролем.";
/// A browser that cannot.
pub const PASSKEY_UNABLE: &str = "Этот браузер не умеет работать с ключами. Обновите его или пользуйтесь паролем.";
/// The person or the device said no.
pub const PASSKEY_FAILED: &str = "Ключ не получен: вы отменили или устройство не ответило. Попробуйте ещё раз.";
