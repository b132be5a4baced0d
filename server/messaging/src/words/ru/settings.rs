//! The Russian words of letters and SMS about the settings.
//! Not here: what they are about (see `cabinet::settings_letter`).

use super::{button_in_full, headline, or_call, paragraph};
use crate::Sender;
use crate::page::Block;
use cabinet::settings_letter::{CodePurpose, SettingsLetter, SettingsSms};

/// Subject and blocks of a letter.
pub(super) fn letter(letter: &SettingsLetter, sender: &Sender) -> (String, Vec<Block>) {
    match letter {
        SettingsLetter::NewEmail { link } => new_email(link),
        SettingsLetter::EmailWanted { sign_in } => email_wanted(sign_in),
        SettingsLetter::EmailChange { to, done, undo } => email_change(to, *done, undo, sender),
        SettingsLetter::PhoneChanged { to, undo } => phone_changed(to, undo, sender),
        SettingsLetter::PasswordChanged { forgotten } => password_changed(forgotten, sender),
        SettingsLetter::SecondFactor { on, settings } => second_factor(*on, settings, sender),
        SettingsLetter::Passkey { on, settings } => passkey(*on, settings, sender),
        SettingsLetter::Closed => closed(sender),
    }
}

fn new_email(link: &str) -> (String, Vec<Block>) {
    let subject = "Подтвердите новую почту";
    let blocks = vec![
        headline(subject),
        paragraph(
            "Эту почту указали в личном кабинете вместо прежней. Подтвердите её, и письма с квитанциями пойдут сюда. \
             До этого они приходят на прежнюю почту.",
        ),
        button_in_full("Подтвердить новую почту", link),
        paragraph("Ссылка работает три дня и только один раз."),
        paragraph("Если это были не вы, ничего не делайте: без подтверждения ничего не изменится."),
    ];
    (subject.to_owned(), blocks)
}

fn email_wanted(sign_in: &str) -> (String, Vec<Block>) {
    let blocks = vec![
        headline("Вашу почту указали в другом кабинете"),
        paragraph(
            "Кто-то попробовал указать вашу почту в своём личном кабинете. Она подтверждена в вашем, поэтому там ничего \
             не изменилось.",
        ),
        button_in_full("Войти в свой кабинет", sign_in),
        paragraph(
            "Если это были вы, сначала смените почту в том кабинете, где она подтверждена. Если нет, ничего не делайте.",
        ),
    ];
    ("Вашу почту указали в другом кабинете".to_owned(), blocks)
}

fn email_change(to: &str, done: bool, undo: &str, sender: &Sender) -> (String, Vec<Block>) {
    let (subject, text) = if done {
        ("Почта в кабинете изменена", format!("Теперь письма с квитанциями приходят на {to}, а сюда больше не придут."))
    } else {
        (
            "В кабинете меняют почту",
            format!("В личном кабинете указали новую почту: {to}. Пока её не подтвердят, письма приходят сюда, как раньше."),
        )
    };
    let blocks = vec![
        headline(subject),
        paragraph(text),
        paragraph("Если это сделали вы, делать ничего не нужно."),
        paragraph(
            "Если не вы, верните прежнюю почту. Мы сразу закроем вход на всех устройствах и пришлём ссылку, чтобы задать \
             новый пароль.",
        ),
        button_in_full("Это не я, вернуть прежнюю почту", undo),
        paragraph(format!("Ссылка работает три дня и только один раз{}.", or_call(sender))),
    ];
    (subject.to_owned(), blocks)
}

fn phone_changed(to: &str, undo: &str, sender: &Sender) -> (String, Vec<Block>) {
    let subject = "Телефон в кабинете изменён";
    let blocks = vec![
        headline(subject),
        paragraph(format!("Теперь коды и сообщения приходят на номер {to}.")),
        paragraph("Если это сделали вы, делать ничего не нужно."),
        paragraph(
            "Если не вы, верните прежний номер. Мы сразу закроем вход на всех устройствах и пришлём ссылку, чтобы задать \
             новый пароль.",
        ),
        button_in_full("Это не я, вернуть прежний номер", undo),
        paragraph(format!("Ссылка работает три дня и только один раз{}.", or_call(sender))),
    ];
    (subject.to_owned(), blocks)
}

fn password_changed(forgotten: &str, sender: &Sender) -> (String, Vec<Block>) {
    let subject = "Пароль в кабинете изменён";
    let blocks = vec![
        headline(subject),
        paragraph("Прежний пароль больше не подходит. На других устройствах нужно войти снова."),
        paragraph(format!("Если это сделали не вы, задайте свой пароль по ссылке{}.", or_call(sender))),
        button_in_full("Задать свой пароль", forgotten),
    ];
    (subject.to_owned(), blocks)
}

fn second_factor(on: bool, settings: &str, sender: &Sender) -> (String, Vec<Block>) {
    let (subject, text) = if on {
        ("Вход с кодом из приложения включён", "Теперь при входе в кабинет нужен ещё и код из приложения на вашем телефоне.")
    } else {
        ("Вход с кодом из приложения выключен", "Теперь код из приложения при входе в кабинет не нужен.")
    };
    let blocks = vec![
        headline(subject),
        paragraph(text),
        paragraph(format!("Если это сделали не вы, сразу смените пароль в настройках{}.", or_call(sender))),
        button_in_full("Открыть настройки", settings),
    ];
    (subject.to_owned(), blocks)
}

fn passkey(on: bool, settings: &str, sender: &Sender) -> (String, Vec<Block>) {
    let (subject, text) = if on {
        (
            "Добавлен ключ входа",
            "Теперь в кабинет можно войти без пароля: по ключу на устройстве, отпечатком пальца, лицом или кодом, которым \
             оно открывается.",
        )
    } else {
        ("Ключ входа убран", "Один из ключей больше не открывает кабинет. Пароль действует, как и раньше.")
    };
    let blocks = vec![
        headline(subject),
        paragraph(text),
        paragraph(format!("Если это сделали не вы, уберите чужой ключ и сразу смените пароль{}.", or_call(sender))),
        button_in_full("Посмотреть ключи входа", settings),
    ];
    (subject.to_owned(), blocks)
}

fn closed(sender: &Sender) -> (String, Vec<Block>) {
    let subject = "Личный кабинет закрыт";
    let blocks = vec![
        headline(subject),
        paragraph(
            "Мы закрыли ваш личный кабинет и убрали из него почту, телефон и пароль. Если квитанции приходили только вам, \
             следующие снова придут на бумаге.",
        ),
        paragraph(format!(
            "Открыть новый кабинет можно в любой день. Если закрыли не вы, откройте новый{}.",
            or_call(sender)
        )),
    ];
    (subject.to_owned(), blocks)
}

/// The text of an SMS. The last line binds a code to the site, so that a phone offers it there and nowhere else.
pub(super) fn sms(sms: &SettingsSms, agent: &str, host: &str) -> String {
    match sms {
        SettingsSms::Code { code, purpose } => {
            let what = match purpose {
                CodePurpose::Phone => "код для нового телефона в кабинете",
                CodePurpose::SignIn => "код для входа в кабинет",
                CodePurpose::Proof => "код для изменений в кабинете",
            };
            format!("{code} — {what}. Никому его не сообщайте.\n\n@{host} #{code}", code = code.digits())
        }
        SettingsSms::PhoneChanged { undo } => {
            format!("{agent}: в кабинете сменили телефон. Если не вы, верните прежний за три дня: {undo}")
        }
    }
}
