//! Words of «Как выглядят страницы» and of the buttons that lead there.
//! Not here: what the choices do (see the style sheets).

use domain::{Scheme, Spacing, TextSize};

/// Button in the header, while the text is ordinary.
pub const BIG: &str = "Крупный текст";
/// Button in the header, while the text is big.
pub const ORDINARY: &str = "Обычный текст";
/// Link beside it.
pub const MORE: &str = "Вид страниц";

/// Heading.
pub const TITLE: &str = "Как выглядят страницы";
/// What it is for.
pub const LEAD: &str =
    "Выберите, как вам удобнее читать. Запомним выбор на этом устройстве, а после входа в кабинет — и на других.";
/// Legend.
pub const TEXT: &str = "Размер текста";
/// Legend.
pub const SCHEME: &str = "Цвета";
/// Legend.
pub const SPACING: &str = "Расстояние между буквами и строками";
/// A sentence in each of the looks, to compare them.
pub const SAMPLE: &str = "К оплате 3\u{a0}412,77\u{a0}₽ до 15\u{a0}декабря";
/// Button.
pub const SAVE: &str = "Сохранить";
/// After the button.
pub const SAVED: &str = "Готово";
/// What happened.
pub const SAVED_TEXT: &str = "Теперь все страницы выглядят так.";
/// Section on what works without this page.
pub const BROWSER_HEADING: &str = "Ещё крупнее";
/// What works without this page.
pub const BROWSER_TEXT: &str = "Страницы можно увеличить и в самом браузере: на компьютере клавишами Ctrl и +, на телефоне двумя \
                                пальцами или размером шрифта в настройках телефона.";
/// On the list of settings: what there is to choose.
pub const SETTINGS_TEXT: &str = "Размер текста, цвета, расстояние между буквами и строками.";
/// For ears, after «Изменить».
pub const CHANGE: &str = "вид страниц";

/// A size of text.
pub fn text(text: TextSize) -> &'static str {
    match text {
        TextSize::Normal => "Обычный",
        TextSize::Big => "Крупный",
    }
}

/// Colours.
pub fn scheme(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Auto => "Как на устройстве",
        Scheme::Light => "Светлые",
        Scheme::Dark => "Тёмные",
        Scheme::BlackOnWhite => "Чёрным по белому",
        Scheme::WhiteOnBlack => "Белым по чёрному",
    }
}

/// Spacing.
pub fn spacing(spacing: Spacing) -> &'static str {
    match spacing {
        Spacing::Normal => "Обычное",
        Spacing::Wide => "Увеличенное",
    }
}
