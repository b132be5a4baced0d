//! Words of the switch to electronic receipts: what changes, the code, «Готово».
//! Not here: the address itself (`addresses`) and the wizard's own words (`connect`).

use super::dates;
use domain::Period;

/// Heading of the page of choice.
pub const TITLE: &str = "Перейти на электронную квитанцию";
/// Section: what changes.
pub const ELECTRONIC_HEADING: &str = "По электронной почте";
/// Before the suppliers that come by e-mail.
pub fn electronic_text(period: Period) -> String {
    format!("Начиная с квитанции за {} сюда придут начисления этих поставщиков:", dates::month(period))
}
/// Section: what does not.
pub const PAPER_HEADING: &str = "На бумаге, как раньше";
/// Before the suppliers that stay on paper.
pub const PAPER_TEXT: &str = "Эти поставщики пока не подключены к электронной квитанции:";
/// When nothing stays.
pub const PAPER_NONE: &str = "На бумаге не останется ничего.";
/// When nothing can be switched.
pub const NOTHING: &str = "Поставщики этого адреса пока не подключены к электронной квитанции. Квитанция приходит на бумаге, \
                           как раньше.";
/// Section with contacts.
pub const WHERE_HEADING: &str = "Проверьте почту и телефон";
/// Term.
pub const EMAIL: &str = "Квитанции придут на почту";
/// Term.
pub const PHONE: &str = "Код придёт в смс на номер";
/// Link back to the first screen of the wizard.
pub const CHANGE: &str = "Изменить почту или телефон";
/// The checkbox, word for word (product section 5).
pub const SMS_NOTICES: &str = "Получать информационные сообщения по смс";
/// What an empty box means.
pub const SMS_HINT: &str = "Без отметки сообщения о новых начислениях приходят только на электронную почту.";
/// Section with documents.
pub const DOCUMENTS_HEADING: &str = "Согласие";
/// What signs it.
pub const DOCUMENTS_TEXT: &str = "Нажимая кнопку, вы соглашаетесь получать квитанции в электронном виде. Код из смс \
                                  подписывает согласие. Вернуть бумажную квитанцию можно в любой день.";
/// Before the consent given at registration.
pub const PERSONAL_DATA_GIVEN: &str = "Согласие на обработку персональных данных вы уже дали.";
/// The button.
pub const AGREE: &str = "Согласиться и получить код";
/// While it is being sent.
pub const AGREE_BUSY: &str = "Отправляем код…";

/// Heading of the code page.
pub const CODE_TITLE: &str = "Введите код из смс";
/// Where it went and how long it lives.
pub fn code_sent(phone: &str) -> String {
    format!("Мы отправили смс с кодом из 6 цифр на номер {phone}. Код действует 10 минут.")
}
/// The one field.
pub const CODE_LABEL: &str = "Код из сообщения";
/// Its hint.
pub const CODE_HINT: &str = "6 цифр. Никому не сообщайте код, даже нашему сотруднику.";
/// The button.
pub const CODE_BUTTON: &str = "Подтвердить";
/// While it is being sent.
pub const CODE_BUSY: &str = "Проверяем…";
/// After a new code was asked for.
pub const CODE_RESENT_HEADING: &str = "Отправили новое смс";
/// Which code will do.
pub const CODE_RESENT: &str = "Подойдёт и код из прежнего сообщения, пока не прошло 10 минут.";
/// Leads to help.
pub const NOT_RECEIVED: &str = "Не пришёл код?";

/// Heading of that help.
pub const NOT_RECEIVED_TITLE: &str = "Не пришёл код?";
/// First thing to look at, with the masked phone.
pub fn check_phone(phone: &str) -> String {
    format!("Проверьте, что смотрите телефон с номером {phone}.")
}
/// The next ones.
pub const CHECKS: [&str; 3] = [
    "Подождите две-три минуты: сообщения иногда задерживаются.",
    "Посмотрите, есть ли связь и место для сообщений. Помогает выключить и снова включить телефон.",
    "Загляните в папку «Спам» среди сообщений.",
];
/// Before the button.
pub const RESEND_TEXT: &str = "Отправить код ещё раз можно через минуту после прошлого сообщения.";
/// The button.
pub const RESEND: &str = "Отправить код ещё раз";
/// While it is being sent.
pub const RESEND_BUSY: &str = "Отправляем…";
/// When nothing helps.
pub const CALL: &str = "Кода всё нет? Позвоните нам:";

/// From which month.
pub fn done_text(period: Period) -> String {
    format!("Квитанция за {} придёт по электронной почте.", dates::month(period))
}
/// The same while the e-mail is not confirmed.
pub const DONE_AFTER_EMAIL: &str = "Электронная квитанция выбрана.";
/// Section: one more step.
pub const CONFIRM_HEADING: &str = "Остался один шаг";
/// What it is.
pub const CONFIRM_TEXT: &str = "Откройте наше письмо и нажмите ссылку в нём. Пока почта не подтверждена, квитанция \
                                приходит на бумаге.";
/// Term.
pub const DONE_ADDRESS: &str = "Адрес";
/// Term.
pub const DONE_FROM: &str = "Первая электронная квитанция";
/// Its value.
pub fn done_from(period: Period) -> String {
    format!("за {}", dates::month(period))
}
/// Term.
pub const DONE_EMAIL: &str = "Куда приходят письма";
/// Term.
pub const DONE_ELECTRONIC: &str = "По электронной почте";
/// Term.
pub const DONE_PAPER: &str = "Остаётся на бумаге";
/// Value of the latter when it is empty.
pub const DONE_PAPER_NONE: &str = "ничего";
/// Term.
pub const DONE_SMS: &str = "Информационные сообщения";
/// Its value.
pub fn done_sms(on: bool) -> &'static str {
    if on { "на электронную почту и по смс" } else { "на электронную почту" }
}
/// Section: what comes next.
pub const NEXT_HEADING: &str = "Что дальше";
/// What comes next.
pub const NEXT_TEXT: &str = "Письмо с квитанцией приходит в начале месяца, раньше бумажной. Мы уже отправили на почту \
                             подтверждение. Вернуть бумажную квитанцию можно в любой день на странице адреса.";
/// Link.
pub const TO_RECEIPTS: &str = "Открыть квитанции";
/// Link.
pub const TO_ADDRESS: &str = "Открыть адрес";
/// Link.
pub const TO_ADDRESSES: &str = "Открыть адреса";
