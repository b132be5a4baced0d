//! Words of the registration, the sign-in and the links from letters.
//! Not here: what was wrong with a form (see `problems`).

pub const EMAIL: &str = "Электронная почта";
pub const EMAIL_HINT: &str = "Сюда будут приходить квитанции. Например: anna@mail.ru";
pub const PHONE: &str = "Мобильный телефон";
pub const PHONE_HINT: &str = "Пришлём смс с кодом, когда вы будете переходить на электронную квитанцию. Рекламы не будет.";
pub const PASSWORD: &str = "Пароль";
pub const NEW_PASSWORD: &str = "Придумайте пароль";
pub const NEW_PASSWORD_HINT: &str =
    "Хотя бы 8 знаков. Надёжнее всего три-четыре слова подряд, которые легко запомнить только вам.";
pub const PERSONAL_DATA: &str = "Даю согласие на обработку персональных данных";

pub const SIGN_UP_TITLE: &str = "Создайте кабинет";
pub const SIGN_UP_LEAD: &str = "Это первый шаг из четырёх. Затем вы добавите адрес и выберете, как получать квитанции.";
pub const SIGN_UP_BUTTON: &str = "Создать кабинет";
pub const SIGN_UP_BUSY: &str = "Создаём…";
pub const HAVE_CABINET: &str = "Кабинет уже есть?";
pub const HAVE_CABINET_LINK: &str = "Войти с почтой и паролем";

pub const SIGN_IN_TITLE: &str = "Вход в кабинет";
pub const LOGIN: &str = "Электронная почта или телефон";
pub const SIGN_IN_BUTTON: &str = "Войти";
pub const SIGN_IN_BUSY: &str = "Входим…";
pub const FORGOTTEN_LINK: &str = "Забыли пароль?";
pub const NO_CABINET: &str = "Ещё нет кабинета?";
pub const NO_CABINET_TEXT: &str =
    "Подключите электронную квитанцию за две минуты — кабинет появится сам. Или сначала создайте кабинет.";

pub const FORGOTTEN_TITLE: &str = "Новый пароль";
pub const FORGOTTEN_LEAD: &str = "Пришлём на почту ссылку, по которой вы зададите новый пароль.";
pub const FORGOTTEN_BUTTON: &str = "Прислать ссылку";
pub const SENT_TITLE: &str = "Проверьте почту";
pub const SENT_LEAD: &str =
    "Если кабинет с этой почтой есть, письмо со ссылкой уже отправлено. Ссылка работает один раз и один час.";
pub const SENT_SPAM: &str = "Нет письма через пять минут — посмотрите папку «Спам».";
pub const SENT_OTHER: &str = "Не помните, какую почту указали, — позвоните нам, телефон внизу страницы.";
pub const NEW_PASSWORD_TITLE: &str = "Задайте новый пароль";
pub const NEW_PASSWORD_BUTTON: &str = "Сохранить пароль";
pub const PASSWORD_DEAD_TITLE: &str = "Ссылка больше не работает";
pub const PASSWORD_DEAD_TEXT: &str = "Ссылка из письма действует один раз и один час. Запросите новую — она придёт сразу.";
pub const PASSWORD_DEAD_LINK: &str = "Запросить новую ссылку";

pub const CONFIRM_TITLE: &str = "Подтвердите почту";
pub const CONFIRM_LEAD: &str = "Осталось одно нажатие, и квитанции смогут приходить на эту почту.";
pub const CONFIRM_BUTTON: &str = "Подтвердить адрес";
pub const CONFIRM_NOT_YOURS: &str = "Если вы не создавали кабинет, закройте страницу: без нажатия ничего не изменится.";
pub const CONFIRMED_TITLE: &str = "Почта подтверждена";
pub const CONFIRMED_LEAD: &str = "Теперь электронные квитанции будут приходить на неё по тем адресам, где вы их выбрали.";
pub const CONFIRMED_LINK: &str = "Открыть адреса";
pub const EMAIL_DEAD_TITLE: &str = "Ссылка больше не работает";
pub const EMAIL_DEAD_TEXT: &str =
    "Ссылка из письма действует один раз и три дня. Войдите в кабинет и запросите письмо ещё раз.";
pub const EMAIL_DEAD_LINK: &str = "Открыть настройки";
pub const EMAIL_TAKEN_TITLE: &str = "Почта занята другим кабинетом";
pub const EMAIL_TAKEN_TEXT: &str = "Эту почту уже подтвердили в другом кабинете. Войдите в него: скорее всего, он тоже ваш.";
pub const EMAIL_TAKEN_LINK: &str = "Войти в другой кабинет";
