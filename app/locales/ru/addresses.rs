//! Words of «Адреса»: the list, adding an address, the page of one address, the way back to paper.
//! Not here: the switch to electronic receipts (`switch`) and receipts themselves (`receipts`).

use super::dates;
use domain::view::AddressStatus;
use domain::{Mode, Period};

/// Heading of the list.
pub const TITLE: &str = "Адреса";
/// What the list is for.
pub const LEAD: &str = "Откройте адрес, чтобы выбрать, как приходит квитанция.";
/// Leads to the form that binds an account.
pub const ADD: &str = "Добавить адрес";
/// Before an account's number.
pub const ACCOUNT: &str = "Лицевой счёт";
/// Before a status.
pub const STATUS: &str = "Квитанция приходит:";

/// Heading when nothing is bound yet.
pub const EMPTY_HEADING: &str = "Здесь пока нет адресов";
/// What to do then.
pub const EMPTY_TEXT: &str = "Добавьте адрес, чтобы видеть квитанции и перейти на электронную.";
/// What is needed for it.
pub const EMPTY_HAVE: &str = "Возьмите бумажную квитанцию за последний месяц. Из неё нужны две строки:";
/// The two.
pub const EMPTY_LINES: [&str; 2] = ["номер лицевого счёта — вверху квитанции;", "сумма «Итого к оплате» — внизу."];

/// An address in one word.
pub fn status(status: AddressStatus) -> &'static str {
    match status {
        AddressStatus::Paper => "на бумаге",
        AddressStatus::Mixed => "часть по электронной почте, часть на бумаге",
        AddressStatus::Electronic => "по электронной почте",
        AddressStatus::WaitsForEmail => "на бумаге, пока не подтверждена электронная почта",
        AddressStatus::EmailFails => "на бумаге, потому что письма не доходят",
    }
}

/// Heading of the form that binds an account.
pub const BIND_TITLE: &str = "Добавить адрес";
/// Above the form.
pub const BIND_LEAD: &str = "Перепишите две строки из бумажной квитанции. Сумму знает только тот, у кого квитанция в \
                             руках, — так никто чужой не увидит ваши начисления.";
/// First field.
pub const NUMBER_LABEL: &str = "Номер лицевого счёта";
/// Where it is.
pub const NUMBER_HINT: &str = "Вверху квитанции. Пробелы и дефисы можно не ставить.";
/// Second field.
pub const TOTAL_LABEL: &str = "Итого к оплате";
/// Sends the form.
pub const BIND_BUTTON: &str = "Добавить адрес";
/// While it is being sent.
pub const BIND_BUSY: &str = "Проверяем…";
/// Heading of help for those without a receipt.
pub const NO_RECEIPT: &str = "Нет бумажной квитанции под рукой?";
/// What they can do.
pub const NO_RECEIPT_TEXT: &str = "Позвоните нам: подскажем, как добавить адрес. Телефон внизу страницы.";

/// Hint of the total: which months are taken.
pub fn total_hint(months: &[Period]) -> String {
    let months: Vec<String> = months.iter().take(2).map(|month| format!("за {}", dates::month(*month))).collect();
    if months.is_empty() {
        return "Внизу квитанции за последний месяц. Например: 3412,77".to_owned();
    }
    format!("Внизу квитанции {}. Например: 3412,77", months.join(" или "))
}

/// Title of the drawn receipt.
pub const PICTURE_TITLE: &str = "Где найти обе строки на бумажной квитанции";
/// Its description.
pub const PICTURE_TEXT: &str = "Рисунок бумажной квитанции. Вверху обведён номер лицевого счёта, под ним строки \
                                начислений, внизу обведена сумма «Итого к оплате».";
/// On the drawn receipt.
pub const PICTURE_RECEIPT: &str = "КВИТАНЦИЯ";
/// On the drawn receipt.
pub const PICTURE_ACCOUNT: &str = "Лицевой счёт";
/// On the drawn receipt.
pub const PICTURE_NUMBER: &str = "1902 0004 17";
/// On the drawn receipt.
pub const PICTURE_TOTAL: &str = "Итого к оплате";
/// On the drawn receipt.
pub const PICTURE_SUM: &str = "3\u{a0}412,77";

/// Section with suppliers.
pub const HOW_HEADING: &str = "Как приходит квитанция";

/// How the charges of a supplier come: in words, with the month where a choice was made.
pub fn way(mode: Mode, since: Option<Period>) -> String {
    let way = match mode {
        Mode::Electronic => "по электронной почте",
        Mode::Paper => "на бумаге",
    };
    since.map_or_else(|| way.to_owned(), |period| format!("{way} {}", from(period)))
}

/// A supplier that cannot be had electronically yet.
pub const NOT_CONNECTED: &str = "пока только на бумаге";

/// A supplier that can be had electronically from a later month.
pub fn connected_later(period: Period) -> String {
    format!("пока только на бумаге, электронная будет {}", from(period))
}

fn from(period: Period) -> String {
    format!("с\u{a0}{}", dates::of_month(period))
}

/// The one button of the page.
pub const SWITCH: &str = "Перейти на электронную квитанцию";
/// What the button leads to.
pub fn switch_text(period: Period) -> String {
    format!("Первой электронной станет квитанция за {}. Вернуть бумагу можно в любой день здесь же.", dates::month(period))
}
/// The way back.
pub const RETURN: &str = "Вернуть бумажную квитанцию";
/// While it is being sent.
pub const RETURN_BUSY: &str = "Возвращаем…";
/// What the way back leads to.
pub fn return_text(period: Period) -> String {
    format!("Захотите вернуть бумагу — она придёт снова, начиная с квитанции за {}.", dates::month(period))
}
/// Nothing to switch and nothing to return.
pub const NOTHING_TO_SWITCH: &str = "Поставщики этого адреса пока не подключены к электронной квитанции. Когда \
                                     подключатся, здесь появится кнопка перехода.";

/// Where letters go, masked.
pub fn letters_to(email: &str) -> String {
    format!("Письма приходят на {email}.")
}
/// Notices by SMS are on.
pub const SMS_ON: &str = "Информационные сообщения приходят и по смс.";
/// Notices by SMS are off.
pub const SMS_OFF: &str = "Информационные сообщения приходят только на электронную почту.";

/// Section with the newest receipt.
pub const LATEST_HEADING: &str = "Последняя квитанция";
/// Leads to every receipt.
pub const ALL_RECEIPTS: &str = "Все квитанции";

/// Banner: e-mail not confirmed.
pub const UNCONFIRMED_HEADING: &str = "Подтвердите электронную почту";
/// What it means.
pub const UNCONFIRMED_TEXT: &str = "Откройте наше письмо и нажмите ссылку в нём. Пока почта не подтверждена, \
                                    квитанция приходит на бумаге.";
/// Banner: letters come back.
pub const FAILING_HEADING: &str = "Письма к вам не доходят";
/// What it means.
pub const FAILING_TEXT: &str = "Почтовый ящик не принимает письма, поэтому квитанция снова приходит на бумаге. \
                                Проверьте, есть ли в ящике место, и подтвердите почту ещё раз.";
/// Sends the letter with the link once more.
pub const RESEND: &str = "Отправить письмо ещё раз";
/// While it is being sent.
pub const RESEND_BUSY: &str = "Отправляем…";
/// After it.
pub const RESENT_HEADING: &str = "Письмо отправлено";
/// What to look at.
pub const RESENT_TEXT: &str = "Оно приходит за несколько минут. Загляните и в папку «Спам».";

/// Heading after the return to paper.
pub const RETURNED_TITLE: &str = "Готово: бумажная квитанция вернётся";
/// From which month.
pub fn returned_text(period: Period) -> String {
    format!("Квитанция за {} и все следующие придут на бумаге.", dates::month(period))
}
/// What else.
pub const RETURNED_REST: &str = "В кабинете квитанции видны по-прежнему. Снова перейти на электронную можно в любой \
                                 день на странице адреса.";
/// Back to the address.
pub const TO_ADDRESS: &str = "Открыть адрес";

/// Opens the explanation of pay links.
pub const LINKS: &str = "Ссылки на оплату";
/// What they are and why one would switch them off.
pub const LINKS_TEXT: &str = "В каждом письме с квитанцией есть ссылка на оплату. Она открывается без входа в кабинет: по ней видно сумму, \
    но не видно имени и квартиры. Если письмо попало к чужому человеку, отключите ссылки. В следующих письмах будут новые.";
/// Button.
pub const REVOKE_LINKS: &str = "Отключить прежние ссылки";
/// While it works.
pub const REVOKE_LINKS_BUSY: &str = "Отключаем…";
/// Done.
pub const LINKS_REVOKED: &str = "Готово: прежние ссылки на оплату больше не открываются. Оплатить можно из кабинета.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hint_of_the_total_names_the_months_that_are_taken() {
        let november: Period = "2026-11".parse().unwrap();
        let hint = total_hint(&[november, november.previous()]).replace('\u{a0}', " ");
        assert!(hint.contains("за ноябрь 2026 или за октябрь 2026"), "{hint}");
        assert!(total_hint(&[]).contains("за последний месяц"));
    }

    #[test]
    fn the_way_of_a_supplier_names_the_month_of_the_choice() {
        let way = way(Mode::Electronic, "2026-11".parse().ok()).replace('\u{a0}', " ");
        assert_eq!(way, "по электронной почте с ноября 2026");
    }
}
