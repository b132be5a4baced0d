//! Words of the pay page and of «Платежи».
//! Not here: the practice bank's own pages (see `kvitok`) and what a receipt is made of (see `receipts`).

use super::dates;
use domain::view::PaymentState;
use domain::{Date, Money, Period};

/// A link that does not work any more.
pub const DEAD_TITLE: &str = "Ссылка на оплату больше не работает";
/// What to do instead.
pub const DEAD_TEXT: &str =
    "Откройте последнее письмо с квитанцией: в нём новая ссылка. Или войдите в кабинет: все квитанции там.";
/// Before the phone.
pub const DEAD_CALL: &str = "Не получается — позвоните:";
/// A link.
pub const DEAD_SIGN_IN: &str = "Войти в кабинет";

/// Heading of the pay page.
pub fn title(period: Period) -> String {
    // A heading is large: in large type on a phone the month and the year do not fit into one line.
    format!("Оплата квитанции за {}", dates::month(period)).replace('\u{a0}', " ")
}

/// Before the end of the account number.
pub const ACCOUNT: &str = "Лицевой счёт";
/// Above the sum.
pub const LEFT: &str = "Осталось оплатить";
/// Nothing is left: above the paid sum.
pub const ALL_PAID: &str = "Оплачено";
/// Nothing was to be paid.
pub const NOTHING: &str = "Платить не нужно";

/// Until when.
pub fn until(pay_by: Date) -> String {
    format!("Оплатите до {}.", dates::day(pay_by))
}

/// The day is over.
pub fn overdue(pay_by: Date) -> String {
    format!("Срок был до {}. Оплатить можно и сейчас.", dates::day(pay_by))
}

/// Part of it is paid already.
pub fn paid_of(paid: Money, total: Money) -> String {
    format!("Уже оплачено {} из {}.", paid.roubles(), total.roubles())
}

/// Paid, nothing left.
pub const PAID_TEXT: &str = "Деньги приняты. Больше по этой квитанции платить не нужно.";
/// The receipt itself asks for nothing.
pub const NOTHING_TEXT: &str = "По этой квитанции долга нет.";

/// A newer receipt is out: heading.
pub const NEWER: &str = "Есть квитанция новее";

/// What to do.
pub fn newer(period: Period) -> String {
    format!("Что осталось по этой квитанции, вошло в квитанцию за {}. Оплатите её.", dates::month(period))
}

/// A link.
pub fn newer_link(period: Period) -> String {
    format!("Оплатить квитанцию за {}", dates::month(period))
}

/// Heading of what is on its way.
pub const PENDING: &str = "Ждём ответа банка";

/// What is on its way.
pub fn pending(sum: Money) -> String {
    format!("Банк ещё не подтвердил платёж на {}. Откройте страницу снова через минуту.", sum.roubles())
}

/// Somebody turned back on the bank's page.
pub const PENDING_AGAIN: &str = "Не закончили на странице банка — нажмите «Оплатить онлайн» ещё раз.";
/// A link.
pub const PENDING_RELOAD: &str = "Проверить ещё раз";

/// The button.
pub const PAY: &str = "Оплатить онлайн";
/// Under the button: where it leads.
pub const PAY_HINT: &str = "Откроется страница банка. Номер карты мы не видим и не храним.";
/// Under the button, while there is no real bank.
pub const PRACTICE: &str = "Сейчас подключён учебный банк: деньги не списываются.";

/// Heading of the codes.
pub const BY_QR: &str = "Оплатить по QR-коду";
/// How.
pub const BY_QR_TEXT: &str = "Откройте приложение своего банка, выберите «Оплата по QR-коду» и наведите камеру. Платите с этого же телефона — сохраните снимок экрана и выберите его в приложении.";
/// Heading of the joint payment.
pub const JOINT: &str = "Всё одним платежом";
/// Below it.
pub const JOINT_TEXT: &str = "Сумму получит расчётный центр и сам передаст её поставщикам.";
/// Heading of the payees after the joint one.
pub const EACH: &str = "Или каждому поставщику отдельно";

/// What a picture is, for ears.
pub fn qr_label(payee: &str, sum: Money) -> String {
    format!("QR-код для оплаты: {payee}, {}", sum.roubles())
}

/// A payee with nothing left.
pub const PAYEE_PAID: &str = "Оплачено";
/// A payee whose part asks for nothing.
pub const PAYEE_NOTHING: &str = "Платить не нужно";

/// An advance with one payee.
pub fn advance(sum: Money) -> String {
    format!("Переплата {}", sum.roubles())
}

/// Heading of the payees when nothing is left.
pub const BY_PAYEE: &str = "По поставщикам";
/// Heading of the details, folded.
pub const DETAILS: &str = "Реквизиты получателя";
/// Whose, for ears.
pub fn of_payee(name: &str) -> String {
    format!(": {name}")
}

/// Row of the details.
pub const NAME: &str = "Получатель";
/// Row of the details.
pub const INN: &str = "ИНН";
/// Row of the details.
pub const KPP: &str = "КПП";
/// Row of the details.
pub const SETTLEMENT: &str = "Расчётный счёт";
/// Row of the details.
pub const BANK: &str = "Банк";
/// Row of the details.
pub const BIC: &str = "БИК";
/// Row of the details.
pub const CORR: &str = "Корреспондентский счёт";
/// Row of the details.
pub const PURPOSE: &str = "Назначение платежа";
/// Row of the details.
pub const SUM: &str = "Сумма";

/// The button.
pub const COPY: &str = "Скопировать реквизиты";
/// It worked.
pub const COPIED: &str = "Реквизиты скопированы. Вставьте их в приложение банка.";
/// It did not.
pub const NOT_COPIED: &str = "Браузер не дал скопировать. Выделите текст и скопируйте его сами.";

/// Heading below the payees.
pub const DOUBT: &str = "Сомневаетесь в бумаге?";
/// Before the link.
pub const DOUBT_TEXT: &str = "Бывает, что в ящик бросают чужие листки. Проверьте, наша ли квитанция у вас в руках.";

/// Heading of the tab.
pub const PAYMENTS: &str = "Платежи";
/// No payment yet.
pub const EMPTY: &str = "Платежей пока нет. Оплатите квитанцию в кабинете или по ссылке из письма — платёж появится здесь.";
/// A link.
pub const EMPTY_LINK: &str = "Открыть квитанции";
/// What is not here.
pub const PAYMENTS_LEAD: &str =
    "Здесь платежи, которые прошли через кабинет. Платежи через банк и почту попадут в следующую квитанцию.";
/// Column.
pub const MONTH: &str = "За месяц";
/// Column.
pub const ADDRESS: &str = "Адрес";
/// Column.
pub const PARTS: &str = "Кому";
/// Column.
pub const STATE: &str = "Состояние";
/// Column.
pub const DAY: &str = "Дата";

/// Where a payment stands.
pub fn state(state: PaymentState) -> &'static str {
    match state {
        PaymentState::Pending => "Ждём ответа банка",
        PaymentState::Paid => "Оплачено",
        PaymentState::Failed => "Не прошёл",
    }
}

/// Under a payment that failed.
pub const NOT_TAKEN: &str = "Деньги не списаны";
