//! Words of «История»: what happened with an address, in plain sentences.
//! Not here: states of letters and payments elsewhere (`receipts`, `pay`).

use super::{dates, relatives};
use domain::view::{AccessEvent, Doer, MessageState};
use domain::{Money, Period};

/// Heading, and the link that leads here.
pub const TITLE: &str = "История";
/// What is here.
pub const LEAD: &str = "Что происходило с этим адресом: квитанции, письма, платежи и кто что менял. Новое сверху.";
/// Nothing yet.
pub const EMPTY: &str = "Пока ничего не происходило.";
/// Leads to the page before.
pub const EARLIER: &str = "Что было раньше";
/// Leads to the receipt that a line is about.
pub const OPEN_RECEIPT: &str = "Открыть квитанцию";

/// Hour and minute.
pub fn clock(hour: u8, minute: u8) -> String {
    format!("{hour}:{minute:02}")
}

fn another(masked: &str) -> String {
    if masked.is_empty() { "Другой жилец".to_owned() } else { format!("Другой жилец ({masked})") }
}

/// Somebody became a holder.
pub fn bound(doer: &Doer) -> String {
    match doer {
        Doer::You => "Вы добавили этот адрес в свой кабинет.".to_owned(),
        Doer::Close(name) => format!("{name}: адрес добавлен в кабинет."),
        Doer::Holder(masked) => format!("{}: адрес добавлен в кабинет.", another(masked)),
    }
}

/// Electronic delivery was chosen.
pub fn electronic(doer: &Doer, from: Period) -> String {
    let what = format!("с\u{a0}{}, согласие подтверждено кодом из смс.", dates::of_month(from));
    match doer {
        Doer::You => format!("Вы перешли на электронную квитанцию {what}"),
        Doer::Close(name) => {
            let from = dates::of_month(from);
            format!(
                "{name}: переход на электронную квитанцию с\u{a0}{from}, согласие подтверждено кодом, который пришёл вам."
            )
        }
        Doer::Holder(masked) => format!("{}: переход на электронную квитанцию {what}", another(masked)),
    }
}

/// Paper was chosen again.
pub fn paper(doer: &Doer, from: Period) -> String {
    let what = format!("с\u{a0}{}.", dates::of_month(from));
    match doer {
        Doer::You => format!("Вы вернули бумажную квитанцию {what}"),
        Doer::Close(name) => format!("{name}: возврат бумажной квитанции {what}"),
        Doer::Holder(masked) => format!("{}: возврат бумажной квитанции {what}", another(masked)),
    }
}

/// Something happened with the access of a close person.
pub fn access(event: AccessEvent, name: &str) -> String {
    format!("{name}: {}.", relatives::what(event))
}

/// A receipt was published.
pub fn published(period: Period, total: Money, corrected: bool) -> String {
    let which = if corrected { "Исправленная квитанция" } else { "Квитанция" };
    format!("{which} за {}: {}.", dates::month(period), total.roubles())
}

/// A letter with a receipt.
pub fn letter(period: Period, to: &str, state: MessageState) -> String {
    let letter = format!("Письмо с квитанцией за {} на {to}", dates::month(period));
    match state {
        MessageState::Held | MessageState::Queued => format!("{letter} ждёт отправки."),
        MessageState::Sending => format!("{letter} отправляется."),
        MessageState::Sent => format!("{letter} отправлено."),
        MessageState::Delivered => format!("{letter} доставлено."),
        MessageState::Deferred => format!("{letter} пока не принято почтой, попробуем ещё раз."),
        MessageState::Failed => format!("{letter} не отправлено: почта его не принимает."),
        MessageState::Returned => format!("{letter} вернулось: почтовый ящик его не принял."),
    }
}

/// A payment.
pub fn paid(period: Period, amount: Money) -> String {
    format!("Оплачено {} за {}.", amount.roubles(), dates::month(period))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_happening_is_a_sentence_that_names_who_and_which_month() {
        let october: Period = "2026-10".parse().unwrap();
        let plain = |text: String| text.replace('\u{a0}', " ");
        assert_eq!(
            plain(electronic(&Doer::You, october)),
            "Вы перешли на электронную квитанцию с октября 2026, согласие подтверждено кодом из смс."
        );
        let other = Doer::Holder("iv***@mail.ru".to_owned());
        assert_eq!(
            plain(paper(&other, october)),
            "Другой жилец (iv***@mail.ru): возврат бумажной квитанции с октября 2026."
        );
        assert_eq!(
            plain(electronic(&Doer::Close("Анна".to_owned()), october)),
            "Анна: переход на электронную квитанцию с октября 2026, согласие подтверждено кодом, который пришёл вам."
        );
        assert_eq!(plain(bound(&Doer::Holder(String::new()))), "Другой жилец: адрес добавлен в кабинет.");
        assert_eq!(plain(paid(october, Money(15_050))), "Оплачено 150,50 ₽ за октябрь 2026.");
        assert_eq!(
            plain(letter(october, "an***@mail.ru", MessageState::Returned)),
            "Письмо с квитанцией за октябрь 2026 на an***@mail.ru вернулось: почтовый ящик его не принял."
        );
    }
}
