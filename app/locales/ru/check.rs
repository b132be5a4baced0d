//! Words of «Проверить квитанцию».
//! Not here: how it is found out (see `cabinet`).

use super::dates;
use domain::view::Verdict;
use domain::{Date, Money};

/// Heading, and the link to it everywhere.
pub const TITLE: &str = "Проверить квитанцию";
/// What it does, in three sentences.
pub const LEAD: [&str; 3] = [
    "Покажите код, QR или файл — скажем, наша ли это квитанция.",
    "Код напечатан на каждой нашей квитанции: двенадцать букв и цифр.",
    "Входить не нужно, имён и адресов мы не показываем.",
];

/// Label.
pub const TEXT: &str = "Код с квитанции или текст QR-кода";
/// Its hint.
pub const TEXT_HINT: &str = "Например K7QM‑3X9P‑T2WD. Или текст, который телефон прочитал в QR-коде: вставьте его целиком.";
/// The button.
pub const CHECK: &str = "Проверить";
/// Meanwhile.
pub const CHECK_BUSY: &str = "Проверяем…";

/// Heading of the other form.
pub const FILE_HEADING: &str = "Квитанция пришла файлом";
/// Label.
pub const FILE: &str = "Файл квитанции";
/// Its hint.
pub const FILE_HINT: &str = "Файл PDF до 10 МБ. Мы прочитаем его и не сохраним.";
/// The button.
pub const CHECK_FILE: &str = "Проверить файл";

/// The button.
pub const SCAN: &str = "Сканировать камерой";
/// Heading of the camera's window.
pub const SCAN_TITLE: &str = "Наведите камеру на QR-код";
/// What to do.
pub const SCAN_TEXT: &str = "Держите телефон так, чтобы весь квадрат попал в кадр. Проверим сразу, как прочитаем.";
/// The camera may not be used, or is not there.
pub const SCAN_FAILED: &str = "Камера не включилась. Разрешите её в настройках браузера или перепишите код с квитанции.";
/// The button.
pub const SCAN_CLOSE: &str = "Закрыть камеру";

/// Heading under an answer, above the forms.
pub const AGAIN: &str = "Проверить другую";

/// How an answer looks beside its words: class, sign (not read aloud), one word.
pub fn mark(verdict: &Verdict) -> (&'static str, &'static str, &'static str) {
    match verdict {
        Verdict::Ours { total: None, .. } => ("verdict verdict--payee", "✓", "Код наш"),
        Verdict::Ours { total: Some(_), .. } => ("verdict verdict--ours", "✓", "Наша"),
        Verdict::Replaced { .. } => ("verdict verdict--replaced", "↻", "Заменена"),
        Verdict::PayeeOurs { .. } => ("verdict verdict--payee", "✓", "Получатель наш"),
        Verdict::PayeeOld { .. } => ("verdict verdict--old", "!", "Старые реквизиты"),
        Verdict::Foreign { .. } => ("verdict verdict--foreign", "✗", "Не наша"),
        Verdict::Altered => ("verdict verdict--foreign", "✗", "Изменена"),
        Verdict::Unknown => ("verdict verdict--unknown", "?", "Не знаем"),
    }
}

/// The answer in one sentence.
pub fn sentence(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Ours { period, total: None, .. } => {
            format!("Код верный: с ним мы выпустили квитанцию за {}", dates::month(*period))
        }
        Verdict::Ours { period, total: Some(_), .. } => {
            format!("Это наша квитанция за {}, и её никто не менял", dates::month(*period))
        }
        Verdict::Replaced { period, .. } => {
            format!("Квитанция за {} наша, но её заменила новая", dates::month(*period))
        }
        Verdict::PayeeOurs { .. } => "Реквизиты получателя наши".to_owned(),
        Verdict::PayeeOld { .. } => "Получатель наш, но реквизиты старые. Не платите по ним".to_owned(),
        Verdict::Foreign { .. } => "Реквизиты не наши. Не платите по этому документу".to_owned(),
        Verdict::Altered => "Файл изменён после того, как мы его выпустили. Не платите по нему".to_owned(),
        Verdict::Unknown => "Не можем сказать, наша ли это квитанция".to_owned(),
    }
}

/// When it was published.
pub fn published(on: Date) -> String {
    format!("Мы составили её {}.", dates::day(on))
}

/// The sum of a document that was shown itself.
pub fn total(sum: Money) -> String {
    format!("Итого к оплате в ней {}.", sum.roubles())
}

/// A code can be copied onto another sheet.
pub const CODE_ONLY: &str = "Код могли переписать на чужой листок. Чтобы проверить, кому уйдут деньги, прочитайте телефоном QR-код для оплаты и вставьте его текст ниже.";
/// A document that is whole.
pub const OURS_DO: &str = "По ней можно платить.";

/// A newer version.
pub fn replaced(on: Date) -> String {
    format!("Новая составлена {}. Сумма могла измениться: платите по новой.", dates::day(on))
}

/// Where the newer version is.
pub const REPLACED_DO: &str = "Новая квитанция — в кабинете и в последнем письме.";
/// Nobody vouches for a sum in a payment QR.
pub const PAYEE_DO: &str =
    "Деньги уйдут нашему поставщику. Сумму по этому коду мы подтвердить не можем: сверьте её с квитанцией в кабинете.";

/// Whose old details.
pub fn old_payee(name: &str) -> String {
    format!("Получатель: {name}.")
}

/// What to do.
pub const OLD_DO: &str = "Деньги по ним могут не дойти. Возьмите свежую квитанцию — в кабинете или по телефону.";
/// Before what is not ours.
pub const FOREIGN_FOUND: &str = "Таких реквизитов у нас нет:";
/// What to do.
pub const FOREIGN_DO: &str = "Позвоните нам и сохраните листок или письмо: по ним найдут, кто это прислал.";
/// What to do.
pub const ALTERED_DO: &str = "Откройте квитанцию в кабинете или попросите новую. Скажите нам, откуда пришёл этот файл.";
/// What to do.
pub const UNKNOWN_DO: &str = "Проверьте, всё ли переписано верно. Пока не уверены — не платите, сначала позвоните нам.";
/// Before the phone.
pub const CALL: &str = "Телефон:";
