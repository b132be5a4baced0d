//! What was wrong with a form and what to do about it: one sentence for each, the same in the summary and at the field.
//! Not here: which problem it is (see `domain::view::Problem`).

use domain::view::Problem;

pub fn text(problem: Problem) -> &'static str {
    match problem {
        Problem::EmailEmpty => "Введите электронную почту",
        Problem::EmailNotAnAddress => "Введите почту целиком, например: anna@mail.ru",
        Problem::PhoneEmpty => "Введите номер мобильного телефона",
        Problem::PhoneNotAPhone => "В номере телефона должно быть 11 цифр, например: 8 912 345-67-89",
        Problem::PhoneNotMobile => "Введите российский мобильный номер: на него придёт смс с кодом",
        Problem::LoginEmpty => "Введите почту или телефон",
        Problem::PasswordEmpty => "Введите пароль",
        Problem::PasswordTooShort => "Придумайте пароль длиннее: хотя бы 8 знаков",
        Problem::PasswordTooLong => "Придумайте пароль короче: до 200 знаков",
        Problem::PasswordCommon => "Придумайте другой пароль: этот подбирают в первую очередь",
        Problem::SignInWrong => "Почта, телефон или пароль не подошли. Проверьте их и попробуйте ещё раз",
        Problem::PersonalDataConsentNeeded => "Отметьте согласие: без него нельзя создать кабинет",
        Problem::AccountEmpty => "Введите номер лицевого счёта с квитанции",
        Problem::AccountNotANumber => "В лицевом счёте только цифры. Перепишите номер с верхней части квитанции",
        Problem::TotalEmpty => "Введите сумму из строки «Итого к оплате»",
        Problem::TotalNotASum => "Введите сумму цифрами, например: 3412,77",
        Problem::BindingWrong => "Счёт и сумма не подошли друг к другу. Сверьте оба числа с квитанцией",
        Problem::CodeEmpty => "Введите код из сообщения",
        Problem::CodeTooShort => "В коде 6 цифр. Введите код целиком",
        Problem::CodeTooLong => "В коде 6 цифр. Уберите лишние",
        Problem::CodeNotDigits => "Введите только цифры из сообщения",
        Problem::CodeWrong => "Код не подошёл. Проверьте цифры в последнем сообщении",
        Problem::CodeExpired => "Код действовал 10 минут и больше не работает. Запросите новый",
        Problem::CodeTooManyTries => "Код введён неверно 5 раз и больше не работает. Запросите новый",
        Problem::CodeTooSoon => "Новый код можно запросить через минуту после прошлого",
        Problem::CodeTooMany => "На этот номер отправлено слишком много кодов. Попробуйте завтра или позвоните нам",
        Problem::TooManyAttempts => "Слишком много попыток. Подождите час или позвоните нам",
        Problem::LinkDead => "Ссылка из письма больше не работает. Запросите новую",
        Problem::EmailTaken => "Эта почта подтверждена в другом кабинете. Войдите в него или укажите другую почту",
        Problem::NothingToSwitch => "По этому адресу пока нет поставщиков с электронной квитанцией",
        Problem::DraftGone => "Прошло много времени, и ответы не сохранились. Начните сначала",
        Problem::CheckEmpty => "Введите код с квитанции или вставьте текст QR-кода",
        Problem::CheckNotACode => {
            "Это не код квитанции и не QR-код для оплаты. В коде двенадцать букв и цифр: перепишите его целиком"
        }
        Problem::FileEmpty => "Выберите файл квитанции",
        Problem::FileTooBig => "Файл больше 10 МБ: наши квитанции намного меньше. Выберите другой файл",
        Problem::FileNotPdf => "Это не PDF. Выберите файл, который пришёл в письме или скачан из кабинета",
        Problem::FileEncrypted => {
            "Файл закрыт паролем, а наши квитанции открываются без него. Выберите другой файл или позвоните нам"
        }
        Problem::FileBroken => "Файл не читается. Скачайте квитанцию ещё раз и выберите новый файл",
        Problem::NothingToPay => "Платить не нужно: по этой квитанции всё оплачено",
        Problem::PasswordWrong => "Пароль не подошёл. Введите тот, с которым входите в кабинет",
        Problem::EmailSame => "Эта почта уже указана в кабинете. Введите новую",
        Problem::PhoneSame => "Этот номер уже указан в кабинете. Введите новый",
        Problem::CodeOfOldPhone => "Телефон в кабинете сменился, и этот код больше не подходит. Запросите новый",
        Problem::AppCodeEmpty => "Введите код из приложения",
        Problem::AppCodeWrong => "Код не подошёл. Откройте приложение и введите новый: он меняется каждые полминуты",
        Problem::FirstStepGone => "Прошло больше десяти минут. Начните вход сначала",
        Problem::PasskeyNotKept => "Устройство не создало ключ, или прошло больше десяти минут. Начните сначала",
        Problem::PasskeysTooMany => "Ключей уже двадцать. Уберите лишние и попробуйте снова",
        Problem::PasskeyWrong => "Этот ключ не подошёл. Попробуйте ещё раз или войдите с паролем",
        Problem::WhoseEmpty => "Выберите, в чей кабинет войти",
        Problem::NameEmpty => "Введите имя",
        Problem::NameTooLong => "Введите имя короче: до 100 знаков",
        Problem::ContactEmpty => "Введите электронную почту или мобильный телефон",
        Problem::ContactNotAContact => "Введите почту целиком, например: anna@mail.ru, или мобильный номер из 11 цифр",
        Problem::ContactOwn => "Это ваши почта или телефон. Введите те, что у другого человека",
        Problem::AddressNotChosen => "Выберите адрес",
        Problem::TooManyInvitations => "Приглашений за день слишком много. Попробуйте завтра или позвоните нам",
        Problem::AccessOwn => "Этот адрес уже есть в вашем кабинете. Введите счёт другого человека",
        Problem::BankRefused => "Банк не принял платёж, деньги не списаны. Попробуйте ещё раз или оплатите по QR-коду",
    }
}
