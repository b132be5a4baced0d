//! Words of «Квитанции»: the list, one receipt with all its charges, what became of its letters.
//! Not here: words of the paper form, which the PDF carries.

use super::dates;
use domain::view::{LetterState, MessageState, ReceiptRow};
use domain::{Date, Mode, Money, Period};
use std::cmp::Ordering;

/// Heading of the list.
pub const TITLE: &str = "Квитанции";
/// Before an account's number.
pub const ACCOUNT: &str = "Лицевой счёт";
/// Nothing is bound yet.
pub const NO_ADDRESS: &str = "Добавьте адрес, и его квитанции появятся здесь.";
/// An address without receipts.
pub const EMPTY: &str = "Квитанций пока нет. Новая появится в начале следующего месяца, до 5-го числа. Вопросы — по \
                         телефону внизу страницы.";
/// Column.
pub const MONTH: &str = "Месяц";
/// Column.
pub const TOTAL: &str = "К оплате";
/// Column.
pub const PAY_BY: &str = "Оплатить до";
/// Column.
pub const WAY: &str = "Как пришла";
/// Column.
pub const FILE: &str = "Файл";
/// Link to the file.
pub const PDF: &str = "PDF";
/// Older ones.
pub const OLDER: &str = "Показать более ранние квитанции";

/// Whose, for ears, after a link that repeats.
pub fn whose(address: &str) -> String {
    format!(", {address}")
}

/// Whose file, for ears, after «PDF».
pub fn whose_file(period: Period, address: &str) -> String {
    format!(", квитанция за {}, {address}", dates::month(period))
}

/// Caption of the table of an address.
pub fn caption(address: &str) -> String {
    format!("Квитанции: {address}")
}

/// The name of a receipt's month in a list: «Ноябрь 2026».
pub fn month(period: Period) -> String {
    let month = dates::month(period);
    let mut letters = month.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Which way a receipt came, in words.
pub fn way(row: &ReceiptRow) -> &'static str {
    match (row.by_email, row.paper == Money::ZERO) {
        (false, _) => "бумага",
        (true, true) => "эл.\u{a0}почта",
        (true, false) => "часть на бумаге",
    }
}

/// Heading of a receipt.
pub fn receipt_title(period: Period) -> String {
    format!("Квитанция за {}", dates::month(period))
}

/// The first line of a receipt: how much and by when.
pub fn to_pay(total: Money, pay_by: Date) -> String {
    match total.cmp(&Money::ZERO) {
        Ordering::Greater => format!("К оплате {} до {}", total.roubles(), dates::day(pay_by)),
        Ordering::Equal => "Платить не нужно: долга нет".to_owned(),
        Ordering::Less => format!("Платить не нужно: переплата {}", (-total).roubles()),
    }
}

/// The first line once something was paid here: what is left, or that nothing is.
pub fn to_pay_after(paid: Money, left: Money, pay_by: Date) -> String {
    match left.cmp(&Money::ZERO) {
        _ if paid == Money::ZERO => to_pay(left, pay_by),
        Ordering::Greater => format!("Осталось оплатить {} до {}", left.roubles(), dates::day(pay_by)),
        Ordering::Equal => format!("Оплачено {}, больше платить не нужно", paid.roubles()),
        Ordering::Less => {
            format!("Оплачено {}, переплата {}: её учтут в следующей квитанции", paid.roubles(), (-left).roubles())
        }
    }
}

/// Of a sum paid in part.
pub fn paid_of(paid: Money, total: Money) -> String {
    format!("Оплачено {} из {}.", paid.roubles(), total.roubles())
}

/// Button.
pub const PAY: &str = "Оплатить";
/// Button.
pub const DOWNLOAD: &str = "Скачать PDF";
/// Before the check code.
pub const CHECK_CODE: &str = "Код проверки:";
/// Link beside it.
pub const HOW_TO_CHECK: &str = "Как проверить";

/// The first line of a version that has been replaced.
pub fn replaced(on: Date) -> String {
    format!("Эту квитанцию заменила исправленная от {}. Не платите по этой.", dates::day(on))
}
/// Link to the version that replaced it.
pub const REPLACED_BY: &str = "Открыть исправленную квитанцию";

/// A version after the first.
pub fn version(version: i64) -> String {
    format!("Это исправленная квитанция, версия {version}. Прежняя больше не действует, ваши платежи по ней учтены.")
}

/// When it was published.
pub fn published(on: Date) -> String {
    format!("Квитанция составлена {}.", dates::day(on))
}

/// The mark of a part.
pub fn came(mode: Mode) -> &'static str {
    match mode {
        Mode::Electronic => "Пришло по электронной почте",
        Mode::Paper => "Пришло на бумаге",
    }
}

/// Before a supplier's phone.
pub const SUPPLIER_PHONE: &str = "Вопросы по начислениям:";

/// Sum of a line: a debt or an advance.
pub fn opening(opening: Money) -> &'static str {
    if opening < Money::ZERO {
        "Переплата на начало месяца"
    } else {
        "Долг на начало месяца"
    }
}
/// Sum of a line.
pub const CHARGED: &str = "Начислено";
/// Sum of a line.
pub const RECALCULATION: &str = "Перерасчёт";
/// Sum of a line.
pub const BENEFIT: &str = "Льгота";
/// Sum of a line.
pub const PENALTY: &str = "Пени";
/// Sum of a line.
pub const PAID: &str = "Оплачено";
/// Sum of a line.
pub const LINE_TOTAL: &str = "К оплате";
/// Total of a part.
pub const PART_TOTAL: &str = "Итого поставщику";
/// Section with totals.
pub const TOTALS_HEADING: &str = "Итого";
/// Total of all.
pub const GRAND_TOTAL: &str = "Итого к оплате";

/// Section on words.
pub const EXPLAIN: &str = "Что значат эти строки?";
/// Terms and their meaning.
pub const EXPLANATIONS: [(&str, &str); 6] = [
    ("Долг или переплата на начало месяца", "сколько осталось от прошлой квитанции"),
    ("Начислено", "объём, умноженный на тариф"),
    ("Перерасчёт", "исправление за прошлые месяцы, прибавляется или вычитается"),
    ("Льгота", "вычитается из суммы"),
    ("Пени", "прибавляются за просрочку оплаты"),
    ("Оплачено", "сколько поступило от вас с прошлой квитанции, вычитается"),
];

/// Section with letters.
pub const LETTERS_HEADING: &str = "Письма с этой квитанцией";
/// None of them arrived.
pub const COMES_ON_PAPER: &str = "Письма не дошли, поэтому эту квитанцию пришлём и на бумаге.";

/// What became of a letter.
pub fn letter(letter: &LetterState) -> String {
    let on = dates::at(letter.changed);
    let sent = dates::at(letter.sent.unwrap_or(letter.changed));
    match letter.state {
        MessageState::Held | MessageState::Queued => format!("ждёт отправки с {on}"),
        MessageState::Sending => format!("отправляется, {on}"),
        MessageState::Sent => format!("отправлено {sent}"),
        MessageState::Delivered => format!("отправлено {sent}; доставлено"),
        MessageState::Deferred => format!("почта пока не приняла, {on}; отправим ещё раз"),
        MessageState::Failed => format!("не удалось отправить, {on}"),
        MessageState::Returned => format!("отправлено {sent}; вернулось {on}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_says_in_words_how_much_is_to_be_paid_and_by_when() {
        let day = Date { year: 2026, month: 12, day: 15 };
        let text = to_pay(Money(341_277), day).replace('\u{a0}', " ");
        assert_eq!(text, "К оплате 3 412,77 ₽ до 15 декабря 2026");
        assert!(to_pay(Money(-500), day).contains("переплата"));
        assert!(to_pay(Money::ZERO, day).contains("долга нет"));
    }

    #[test]
    fn what_was_paid_here_is_said_and_what_is_left() {
        let day = Date { year: 2026, month: 12, day: 15 };
        let said = |paid, left| to_pay_after(Money(paid), Money(left), day).replace('\u{a0}', " ");
        assert_eq!(said(0, 100), "К оплате 1,00 ₽ до 15 декабря 2026");
        assert_eq!(said(300, 100), "Осталось оплатить 1,00 ₽ до 15 декабря 2026");
        assert_eq!(said(400, 0), "Оплачено 4,00 ₽, больше платить не нужно");
        assert_eq!(said(500, -100), "Оплачено 5,00 ₽, переплата 1,00 ₽: её учтут в следующей квитанции");
        assert_eq!(
            replaced(Date { year: 2026, month: 9, day: 12 }).replace('\u{a0}', " "),
            "Эту квитанцию заменила исправленная от 12 сентября 2026. Не платите по этой."
        );
    }

    #[test]
    fn a_month_in_a_list_begins_with_a_capital() {
        assert_eq!(month("2026-11".parse().unwrap()), "Ноябрь\u{a0}2026");
    }
}
