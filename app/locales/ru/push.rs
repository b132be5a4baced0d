//! Words about notices on the screen of a device.
//! Not here: the notices themselves (see `messaging`).

/// Heading.
pub const HEADING: &str = "На экране этого устройства";
/// What comes, and what nobody else learns by it.
pub const LEAD: &str =
    "Новая квитанция, срок оплаты, полученный платёж. На экране будет только месяц: без суммы, адреса и имени.";
/// As long as no script runs.
pub const ASLEEP: &str = "Кнопка появится, когда страница загрузится до конца. Если в браузере выключен JavaScript, включить эти уведомления нельзя: письма и смс приходят и без него.";
/// The browser has no such thing.
pub const UNABLE: &str = "Этот браузер не умеет показывать уведомления. На iPhone и iPad сначала добавьте «Квиток» на экран «Домой» и откройте оттуда.";
/// The person has forbidden it.
pub const FORBIDDEN: &str =
    "Браузеру запрещено показывать уведомления этого сайта. Разрешите их в настройках браузера и откройте страницу снова.";
/// It is on.
pub const IS_ON: &str = "На этом устройстве уведомления включены.";
/// It did not work.
pub const NOT_DONE: &str = "Не получилось. Проверьте связь и нажмите ещё раз.";
/// Button.
pub const TURN_ON: &str = "Включить на этом устройстве";
/// Button.
pub const TURN_OFF: &str = "Выключить на этом устройстве";
/// Button.
pub const TURN_OFF_EVERYWHERE: &str = "Выключить на всех устройствах";
/// How many there are.
pub fn devices(count: usize) -> String {
    format!("Устройств с уведомлениями: {count}.")
}
