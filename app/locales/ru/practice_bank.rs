//! Words of the practice bank's page.
//! Not here: words of the cabinet's own pages about paying (see `pay`).

/// Heading.
pub const TITLE: &str = "Учебный банк: деньги не списываются";
/// What this page stands for.
pub const LEAD: &str = "Так выглядит страница настоящего банка, где вводят номер карты. Здесь вводить ничего не нужно: выберите, чем закончится платёж.";
/// How much.
pub const SUM: &str = "К оплате";
/// What for.
pub const PURPOSE: &str = "За что";
/// The button that pays.
pub const PAY: &str = "Оплатить";
/// The button that does not.
pub const REFUSE: &str = "Отказаться";
/// Heading where there is no such payment.
pub const UNKNOWN_TITLE: &str = "Такого платежа нет";
/// What to do then.
pub const UNKNOWN_TEXT: &str = "Откройте квитанцию ещё раз и нажмите «Оплатить онлайн».";
/// Link to the cabinet.
pub const HOME: &str = "На главную";
