//! Words of «Близкие»: who sees whose receipts, giving access, closing it, the invitation, asking for access.
//! Not here: words of receipts (`receipts`) and of the switch (`switch`).

use super::dates;
use domain::Date;
use domain::view::{AccessEvent, InvitationState, Role};

pub const TAB: &str = "Близкие";
pub const TITLE: &str = "Близкие";
pub const LEAD: &str = "Здесь видно, чьи квитанции открыты вам и кому открыты ваши.";

pub const PEOPLE_HEADING: &str = "Кого я вижу";
pub const PEOPLE_EMPTY: &str = "Пока никого. Близкий человек может дать вам доступ, или попросите его сами.";
pub const ASK_LINK: &str = "Попросить доступ к чужой квитанции";
pub const LATEST: &str = "Последняя квитанция";
pub const OPEN_RECEIPTS: &str = "Все квитанции";
pub const PAY: &str = "Оплатить";
pub const CHOOSE_DELIVERY: &str = "Как приходит квитанция";
pub const LEAVE: &str = "Отказаться от доступа";
pub const COPIES_ON: &str = "Копии писем приходят вам на почту.";
pub const COPIES_START: &str = "Присылать мне копии писем";
pub const COPIES_STOP: &str = "Не присылать копии писем";

pub const GIVEN_HEADING: &str = "Кто видит ваши квитанции";
pub const GIVEN_EMPTY: &str = "Никто, кроме тех, кто сам добавил ваш адрес по лицевому счёту.";
pub const GIVE: &str = "Дать доступ близкому человеку";
pub const GIVE_NO_ADDRESS: &str = "Чтобы дать доступ, сначала добавьте адрес.";
pub const ADDRESS: &str = "Адрес";
pub const MAY: &str = "Что может";
pub const SINCE: &str = "С какого дня";
pub const LAST_VISIT: &str = "Последнее посещение";
pub const NO_VISIT: &str = "ещё не было";
pub const LETTERS: &str = "Копии писем";
pub const YES: &str = "получает";
pub const NO: &str = "не получает";
pub const INVITED: &str = "Приглашение отправлено";
pub const UNTIL: &str = "Действует";
pub const CLOSE: &str = "Закрыть доступ";
pub const CANCEL: &str = "Отменить приглашение";
pub const JOURNAL: &str = "Что было";
pub const ACCEPTED_HEADING: &str = "Доступ открыт";
pub const ACCEPTED_TEXT: &str = "Квитанции близкого человека теперь здесь и в разделе «Квитанции».";
pub const CLOSED_HEADING: &str = "Готово";
pub const CLOSED_TEXT: &str = "Доступа больше нет: он закрывается сразу.";

/// Whose, for ears, after a link that repeats.
pub fn about(name: &str) -> String {
    format!(", {name}")
}

/// What a close person may do, in words.
pub fn may(role: Role) -> &'static str {
    match role {
        Role::View => "смотреть и оплачивать квитанции",
        Role::Manage => "смотреть и оплачивать квитанции, выбирать, как они приходят",
    }
}

/// Until which day an invitation waits.
pub fn until(day: Date) -> String {
    format!("до {}", dates::day(day))
}

/// A line of the journal.
pub fn event(event: AccessEvent, on: Date) -> String {
    format!("{}: {}", dates::day(on), what(event))
}

/// What happened with the access of a close person.
pub fn what(event: AccessEvent) -> &'static str {
    match event {
        AccessEvent::Invited => "приглашение отправлено",
        AccessEvent::Accepted => "приглашение принято",
        AccessEvent::Declined => "приглашение отклонено",
        AccessEvent::Cancelled => "приглашение отменено",
        AccessEvent::Revoked => "доступ закрыт",
        AccessEvent::Left => "человек сам отказался от доступа",
        AccessEvent::Asked => "доступ открыт по коду из смс",
        AccessEvent::Visited => "просмотр квитанций",
        AccessEvent::WentToPay => "переход к оплате",
        AccessEvent::Switched => "переход на электронную квитанцию",
        AccessEvent::Returned => "возврат бумажной квитанции",
        AccessEvent::LettersOn => "копии писем включены",
        AccessEvent::LettersOff => "копии писем выключены",
    }
}

/// Near the heading of every page about somebody else's receipts.
pub fn whose(name: &str) -> String {
    format!("Вы смотрите квитанции: {name}")
}

/// Heading of a group of receipts of somebody else.
pub fn group(name: &str, address: &str) -> String {
    format!("{name} — {address}")
}

/// Step of giving access.
pub fn give_step(step: u8) -> String {
    format!("Шаг {step} из 4")
}

pub const PERSON_TITLE: &str = "Кому дать доступ";
pub const NAME: &str = "Имя близкого человека";
pub const NAME_HINT: &str = "Как вы его зовёте, например: Анна Петрова.";
pub const CONTACT: &str = "Электронная почта или мобильный телефон этого человека";
pub const CONTACT_HINT: &str = "Туда придёт приглашение. С этой почтой или телефоном человек войдёт в свой кабинет.";

pub const ADDRESS_TITLE: &str = "К какому адресу";
pub const ADDRESS_LEGEND: &str = "Адрес";
pub const HOLDER_NAME: &str = "Чьи это квитанции";
pub const HOLDER_NAME_HINT: &str = "Так их подпишем у близкого человека, например: Мария Ивановна.";

pub const ROLE_TITLE: &str = "Что можно делать";
pub const ROLE_LEGEND: &str = "Этот человек сможет";
pub const ROLE_VIEW: &str = "Смотреть и оплачивать квитанции";
pub const ROLE_MANAGE: &str = "Ещё и выбирать, как приходит квитанция: по почте или на бумаге";
pub const ROLE_NEVER: &str = "Ваш телефон, вашу почту и настройки близкий человек не увидит.";
pub const COPIES: &str = "Присылать этому человеку копии писем с квитанциями";

pub const CHECK_TITLE: &str = "Проверьте ответы";
pub const CHECK_PERSON: &str = "Кому";
pub const CHECK_CONTACT: &str = "Куда придёт приглашение";
pub const CHECK_WHOSE: &str = "Чьи квитанции";
pub const CHANGE: &str = "Изменить";
pub const SEND: &str = "Отправить приглашение";
pub const SEND_BUSY: &str = "Отправляем…";

pub const DONE_LEAD: &str = "Приглашение отправлено.";
pub const DONE_TEXT: &str = "Оно действует двое суток и сработает один раз. Когда человек его примет, вам придёт смс.";
pub const TO_RELATIVES: &str = "Открыть «Близкие»";

/// Asks once before access is closed.
pub fn close_title(name: &str, invitation: bool) -> String {
    if invitation {
        format!("Отменить приглашение: {name}?")
    } else {
        format!("Закрыть доступ: {name}?")
    }
}
/// Asks the close person.
pub fn leave_title(name: &str) -> String {
    format!("Отказаться от доступа: {name}?")
}
pub const CLOSE_TEXT: &str = "Человек перестанет видеть квитанции сразу и больше не получит писем о них.";
pub const CANCEL_TEXT: &str = "Ссылка из приглашения больше не сработает.";
pub const LEAVE_TEXT: &str = "Вы перестанете видеть эти квитанции. Вернуть доступ сможет только тот, чьи они.";
pub const CLOSE_BUSY: &str = "Закрываем…";
pub const KEEP: &str = "Оставить как есть";

/// Heading of an invitation.
pub fn invitation_title(state: InvitationState) -> &'static str {
    match state {
        InvitationState::SignIn | InvitationState::Open => "Вам дают доступ к квитанциям",
        InvitationState::WrongPerson => "Приглашение для другого человека",
        InvitationState::Cancelled => "Приглашение отменено",
        InvitationState::Expired => "Срок приглашения вышел",
        InvitationState::Declined => "Приглашение отклонено",
        InvitationState::Used => "Приглашение уже приняли",
    }
}

/// What a dead invitation says: what happened and what to do.
pub fn invitation_over(state: InvitationState, name: &str) -> String {
    match state {
        InvitationState::Cancelled => {
            format!(
                "Доступ закрыл тот, кто его давал. Чьи квитанции: {name}. Если это ошибка, попросите пригласить вас снова."
            )
        }
        InvitationState::Expired => {
            format!("Приглашение действовало двое суток. Чьи квитанции: {name}. Попросите пригласить вас снова.")
        }
        InvitationState::Declined => {
            format!(
                "От этого приглашения отказались. Чьи квитанции: {name}. Если передумали, попросите пригласить вас снова."
            )
        }
        _ => "Эта ссылка сработала один раз и больше не работает. Если приняли вы, войдите в тот же кабинет.".to_owned(),
    }
}

/// Who is signed in, and who was invited.
pub fn wrong_person(signed_in_as: &str, contact: &str) -> String {
    format!("Вы вошли как {signed_in_as}, а приглашение отправлено на {contact}. Выйдите и войдите в тот кабинет.")
}
pub const WHOSE: &str = "Чьи квитанции";
pub const SIGN_IN_TEXT: &str =
    "Войдите в кабинет с почтой или телефоном, куда пришло приглашение. Нет кабинета — создайте его.";
pub const SIGN_IN: &str = "Войти";
pub const SIGN_UP: &str = "Создать кабинет";
pub const ACCEPT: &str = "Принять приглашение";
pub const ACCEPT_BUSY: &str = "Принимаем…";
pub const DECLINE: &str = "Отказаться";

/// Step of asking for access.
pub fn ask_step(step: u8) -> String {
    format!("Шаг {step} из 3")
}
pub const ASK_TITLE: &str = "Попросить доступ к чужой квитанции";
pub const ASK_LEAD: &str = "Понадобится квитанция близкого человека и его мобильный телефон: на него придёт код, который он \
                            назовёт вам.";
pub const ASK_PERSON_TITLE: &str = "Чья это квитанция";
pub const ASK_PHONE: &str = "Мобильный телефон этого человека";
pub const ASK_PHONE_HINT: &str = "Туда придёт смс с кодом.";
pub const ASK_NAME: &str = "Как вас зовут";
pub const ASK_NAME_HINT: &str = "Это имя будет в смс, чтобы вас узнали.";
pub const ASK_SEND: &str = "Отправить код";
pub const ASK_CODE_TITLE: &str = "Попросите назвать код";

/// Where the code went. Says nothing of whether the phone is right.
pub fn ask_code_text(name: &str, phone: &str) -> String {
    format!(
        "Если номер {phone} верный, на него пришло смс с кодом из 6 цифр. Чьи квитанции: {name}. Код действует 10 минут."
    )
}
pub const ASK_CODE_HINT: &str = "6 цифр, которые вам назвали по телефону.";
pub const ASK_CODE_BUTTON: &str = "Открыть доступ";
pub const ASK_AGAIN: &str = "Отправить код ещё раз";
pub const ASK_DONE: &str = "Доступ открыт.";

/// What can be done now.
pub fn ask_done_text(name: &str) -> String {
    format!("Квитанции теперь видны вам, их подпись: {name}. Близкому человеку ушло смс об этом.")
}
pub const ASK_SWITCH: &str = "Перейти на электронную квитанцию";

/// On the page of the choice, made for somebody else.
pub fn for_whom(name: &str) -> String {
    format!(
        "Вы переводите квитанцию близкого человека: {name}. Согласие подписывает он сам: код придёт на его телефон, \
             попросите назвать его. Письма с квитанцией придут на вашу почту."
    )
}

/// On the page of the code, entered for somebody else.
pub fn code_for_whom(name: &str) -> String {
    format!("Попросите назвать код из смс: {name}.")
}
