//! Words of the pages of «Настройки»: contacts, password, devices, notices, the file with one's data, the end.
//! Not here: the hub's states (`settings`), ways of signing in (`ways_in`).

use super::dates;
use domain::device::{Browser, Device, System};
use domain::view::Moment;

/// Link of a line; the hidden half says what.
pub const CHANGE: &str = "Изменить";
/// Hidden half.
pub const CHANGE_EMAIL: &str = "электронную почту";
/// Hidden half.
pub const CHANGE_PHONE: &str = "телефон";
/// Hidden half.
pub const CHANGE_PASSWORD: &str = "пароль";
/// Hidden half.
pub const CHANGE_NOTICES: &str = "уведомления";
/// Hidden half.
pub const CHANGE_WAYS_IN: &str = "способы входа";
/// Link of a line.
pub const OPEN_DEVICES: &str = "Посмотреть устройства";

/// Heading of the group of lines about contacts and the password.
pub const CONTACTS_HEADING: &str = "Почта, телефон, пароль";
/// Heading of the group about the sign-in.
pub const SECURITY_HEADING: &str = "Вход и устройства";
/// Heading of the group about everything else.
pub const REST_HEADING: &str = "Уведомления и данные";
/// Term.
pub const DEVICES: &str = "Устройства";
/// How many devices are signed in.
pub fn devices_count(count: u32) -> String {
    match (count % 10, count % 100) {
        (1, hundred) if hundred != 11 => format!("вход выполнен на {count} устройстве"),
        _ => format!("вход выполнен на {count} устройствах"),
    }
}
/// Term.
pub const NOTICES: &str = "Уведомления";
/// What they are.
pub const NOTICES_TEXT: &str = "что приходит письмом, а что ещё и смс";
/// Term.
pub const WAYS_IN: &str = "Способы входа";
/// Term.
pub const DATA: &str = "Мои данные";
/// What it is.
pub const DATA_TEXT: &str = "всё, что кабинет о вас знает, одним файлом";
/// Link.
pub const DATA_OPEN: &str = "Скачать данные";
/// Term.
pub const CLOSE: &str = "Закрыть кабинет";
/// What it means.
pub const CLOSE_TEXT: &str = "квитанции снова придут на бумаге";
/// Link.
pub const CLOSE_OPEN: &str = "Закрыть кабинет";
/// An e-mail that waits.
pub fn waiting_email(email: &str) -> String {
    format!("Новая почта {email} ждёт подтверждения: откройте письмо, которое на неё пришло.")
}
/// Button.
pub const GIVE_UP_EMAIL: &str = "Оставить прежнюю почту";

/// What has just been done, by its mark in the address.
pub fn done(what: &str) -> Option<&'static str> {
    Some(match what {
        "email-asked" => {
            "Отправили письмо на новую почту. Откройте его и подтвердите адрес. До этого письма приходят на прежнюю."
        }
        "email-kept" => "Почта осталась прежней.",
        "phone" => "Телефон изменён. Теперь коды и сообщения приходят на новый номер.",
        "password" => "Пароль изменён. На других устройствах нужно войти снова.",
        "notices" => "Запомнили, о чём вам сообщать.",
        "device" => "Вышли на этом устройстве.",
        "devices" => "Вышли на всех остальных устройствах.",
        "sms" => "Запомнили. Вход по коду из смс настроен.",
        "app-off" => "Код из приложения при входе больше не нужен.",
        "passkey" => "Ключ входа добавлен. В следующий раз можно войти по нему.",
        "passkey-off" => "Ключ входа убран.",
        _ => return None,
    })
}

/// Label of the password that is in force.
pub const CURRENT: &str = "Ваш пароль";
/// Its hint.
pub const CURRENT_HINT: &str = "Тот, с которым вы входите в кабинет. Так мы узнаём, что это вы.";
/// People without a password.
pub fn proof_by_code(phone: &str) -> String {
    format!("Пароля у вас ещё нет, поэтому подтвердите изменения кодом из смс. Он придёт на номер {phone}.")
}
/// Button.
pub const PROOF_SEND: &str = "Прислать код";
/// After it.
pub const PROOF_SENT: &str = "Отправили смс с кодом. Введите его ниже вместе с остальным.";

/// Heading.
pub const EMAIL_TITLE: &str = "Новая электронная почта";
/// What happens.
pub fn email_lead(email: &str) -> String {
    format!("Сейчас письма приходят на {email}. Пока вы не подтвердите новую почту, всё останется так.")
}
/// Label.
pub const EMAIL_NEW: &str = "Новая почта";
/// Its hint.
pub const EMAIL_NEW_HINT: &str = "Например: anna@mail.ru. Пришлём на неё письмо со ссылкой.";
/// Button.
pub const EMAIL_BUTTON: &str = "Прислать письмо";
/// Heading of the page of the link.
pub const NEW_EMAIL_TITLE: &str = "Подтвердите новую почту";
/// What the button does.
pub fn new_email_lead(email: &str) -> String {
    format!("После нажатия письма с квитанциями будут приходить на {email}.")
}
/// Button.
pub const NEW_EMAIL_BUTTON: &str = "Подтвердить новую почту";
/// For those who have not asked.
pub const NEW_EMAIL_NOT_YOURS: &str = "Если вы не меняли почту, закройте страницу: без нажатия ничего не изменится.";
/// Heading after it.
pub const NEW_EMAIL_DONE_TITLE: &str = "Почта изменена";
/// What now.
pub const NEW_EMAIL_DONE: &str =
    "Письма с квитанциями теперь приходят на новую почту. На прежнюю мы отправили сообщение об этом.";
/// Heading of a dead link.
pub const LINK_DEAD_TITLE: &str = "Ссылка больше не работает";
/// What to do.
pub const LINK_DEAD_TEXT: &str = "Она действует один раз и три дня. Откройте настройки и посмотрите, какие почта и телефон там \
                                  указаны. Если что-то не так, позвоните нам: телефон внизу страницы.";
/// Link.
pub const LINK_DEAD_LINK: &str = "Открыть настройки";

/// Heading.
pub const UNDO_TITLE: &str = "Вернуть прежнее";
/// What the button does.
pub fn undo_email_lead(email: &str) -> String {
    format!("Вернём почту {email}.")
}
/// What the button does.
pub fn undo_phone_lead(phone: &str) -> String {
    format!("Вернём номер {phone}.")
}
/// What else it does.
pub const UNDO_TEXT: &str = "Ещё мы выйдем из кабинета на всех устройствах, отключим прежний пароль и пришлём на почту ссылку, \
                             чтобы задать новый. Так чужой человек больше не войдёт.";
/// Button.
pub const UNDO_BUTTON: &str = "Вернуть и выйти везде";
/// Heading after it.
pub const UNDONE_TITLE: &str = "Вернули как было";
/// What now.
pub const UNDONE_LEAD: &str = "На всех устройствах выполнен выход, прежний пароль больше не подходит.";
/// What to do.
pub const UNDONE_NEXT: &str =
    "Откройте почту: там письмо со ссылкой, по которой вы зададите новый пароль. Ссылка работает час.";
/// Link.
pub const UNDONE_LINK: &str = "Прислать ссылку ещё раз";

/// Heading.
pub const PHONE_TITLE: &str = "Новый телефон";
/// What happens.
pub fn phone_lead(phone: &str) -> String {
    format!("Сейчас коды и сообщения приходят на {phone}. На новый номер мы пришлём смс с кодом.")
}
/// Label.
pub const PHONE_NEW: &str = "Новый номер";
/// Its hint.
pub const PHONE_NEW_HINT: &str = "Мобильный, например: 8 912 345-67-89";
/// Button.
pub const PHONE_BUTTON: &str = "Получить код";

/// Heading.
pub const PASSWORD_TITLE: &str = "Новый пароль";
/// What happens.
pub const PASSWORD_LEAD: &str = "После смены пароля мы выйдем из кабинета на всех устройствах, кроме этого.";
/// Button.
pub const PASSWORD_BUTTON: &str = "Сохранить пароль";
/// For those who do not remember.
pub const PASSWORD_FORGOTTEN: &str = "Не помните свой пароль?";

/// Heading.
pub const DEVICES_TITLE: &str = "Устройства";
/// What they are.
pub const DEVICES_LEAD: &str =
    "Здесь всё, откуда сейчас открыт ваш кабинет. Незнакомое устройство? Выйдите на нём и смените пароль.";
/// Mark of the one at hand.
pub const THIS_DEVICE: &str = "это устройство";
/// When it was signed in.
pub fn since(moment: Moment) -> String {
    format!("вход {}", dates::at(moment))
}
/// When it was used last, to the hour.
pub fn seen(moment: Moment) -> String {
    format!("последний раз {}", dates::at(moment))
}
/// Button of a line.
pub const END_DEVICE: &str = "Выйти на этом устройстве";
/// Its hidden half.
pub fn end_device_of(device: &str) -> String {
    format!("{END_DEVICE}: {device}")
}
/// Button.
pub const END_OTHERS: &str = "Выйти на всех остальных";
/// A device in words.
pub fn device(device: Device) -> String {
    let browser = device.browser.map(|browser| match browser {
        Browser::Chrome => "Chrome",
        Browser::Edge => "Edge",
        Browser::Firefox => "Firefox",
        Browser::Opera => "Opera",
        Browser::Safari => "Safari",
        Browser::Samsung => "Samsung Internet",
        Browser::Yandex => "Яндекс Браузер",
    });
    let system = device.system.map(|system| match system {
        System::Android => "телефон или планшет Android",
        System::Mac => "компьютер Mac",
        System::Ipad => "iPad",
        System::Iphone => "iPhone",
        System::Linux => "компьютер с Linux",
        System::Windows => "компьютер с Windows",
    });
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => "Неизвестное устройство".to_owned(),
    }
}

/// Heading.
pub const NOTICES_TITLE: &str = "Уведомления";
/// Section.
pub const CHARGES_HEADING: &str = "Новая квитанция";
/// How it comes in any case.
pub fn charges_text(email: &str) -> String {
    format!(
        "Электронная квитанция приходит письмом на {email}. Отметьте адреса, по которым нужно ещё и смс с суммой и сроком."
    )
}
/// Nothing bound yet.
pub const NO_ADDRESSES: &str = "Адресов пока нет. Добавьте адрес, и здесь можно будет выбрать смс о начислениях.";
/// Link.
pub const ADD_ADDRESS: &str = "Добавить адрес";
/// Heading of the reminder.
pub const REMIND_HEADING: &str = "Срок оплаты";
/// What comes.
pub const REMIND_TEXT: &str = "За три дня до срока пришлём одно письмо, если что-то не оплачено: о ваших адресах и об адресах близких, чьи письма вы получаете.";
/// Its box.
pub const REMIND: &str = "Напоминать письмом о сроке оплаты";
/// Section.
pub const CHANGES_HEADING: &str = "Изменения в способе получения";
/// How it comes in any case.
pub const CHANGES_TEXT: &str =
    "Если другой человек с вашим лицевым счётом выберет бумагу или почту, мы сразу пришлём письмо.";
/// Checkbox.
pub const CHANGES_SMS: &str = "Прислать об этом ещё и смс";
/// Section.
pub const SAFETY_HEADING: &str = "Почта, телефон, пароль";
/// Not to be switched off.
pub const SAFETY_TEXT: &str =
    "О смене почты, телефона и пароля сообщаем всегда: так чужой человек не сделает этого незаметно.";
/// Where SMS go.
pub fn sms_to(phone: &str) -> String {
    format!("Смс приходят на {phone}.")
}
/// Why none come yet.
pub const SMS_UNCONFIRMED: &str =
    "Смс пока не приходят: телефон ещё не подтверждён. Он подтвердится, когда вы введёте первый код.";
/// Button.
pub const NOTICES_BUTTON: &str = "Сохранить";

/// Heading.
pub const DATA_TITLE: &str = "Мои данные";
/// What is in the file.
pub const DATA_LEAD: &str = "В файле всё, что кабинет о вас знает:";
/// Its parts.
pub const DATA_PARTS: [&str; 7] = [
    "почта и телефон, когда они подтверждены",
    "лицевые счета, способы получения квитанций",
    "согласия, которые вы дали",
    "платежи по вашим лицевым счетам",
    "устройства, на которых выполнен вход",
    "кому вы дали доступ и чьи квитанции видите",
    "письма и смс: когда отправлены, дошли ли",
];
/// What is not.
pub const DATA_SECRETS: &str = "Паролей и кодов в файле нет. Храните его у себя: в нём личные сведения.";
/// Link with the kind of file.
pub const DATA_LINK: &str = "Скачать файл (JSON)";

/// Heading.
pub const CLOSE_TITLE: &str = "Закрыть кабинет";
/// What happens.
pub const CLOSE_LEAD: &str = "Закрыть кабинет можно сразу, отменить это нельзя.";
/// What happens, by points.
pub const CLOSE_POINTS: [&str; 4] = [
    "Квитанции, которые приходили только вам на почту, снова придут на бумаге.",
    "Ваши почта, телефон и пароль будут удалены, на всех устройствах выполнен выход.",
    "Согласия и квитанции за прошлые месяцы мы храним столько, сколько велит закон.",
    "Лицевые счета останутся: их можно добавить в новый кабинет.",
];
/// Link to the file first.
pub const CLOSE_DATA: &str = "Сначала скачать свои данные";
/// Button.
pub const CLOSE_BUTTON: &str = "Закрыть кабинет навсегда";
/// While it is being sent.
pub const CLOSE_BUSY: &str = "Закрываем…";
/// Heading after it.
pub const CLOSED_TITLE: &str = "Кабинет закрыт";
/// What now.
pub const CLOSED_LEAD: &str =
    "Почта, телефон и пароль удалены. Если квитанции приходили только вам, следующие придут на бумаге.";
