//! The texts that people agree to, each a document of its own with a version. A changed text gets a new version;
//! old texts stay in the consents themselves. Not here: words of the interface (see the locales of `app`).

use domain::view::{AgentContacts, Document};

fn document(title: &str, version: &str, paragraphs: Vec<String>) -> Document {
    Document { title: title.to_owned(), version: version.to_owned(), paragraphs }
}

/// Consent to processing of personal data (152-FZ art. 9 part 4: operator, purpose, data, actions, term, withdrawal).
pub fn personal_data(agent: &AgentContacts) -> Document {
    let name = &agent.name;
    document(
        "Согласие на обработку персональных данных",
        "2026-11-01",
        vec![
            format!(
                "Я свободно, своей волей и в своём интересе даю согласие организации «{name}» ({office}) на обработку моих \
                 персональных данных.",
                office = agent.office
            ),
            "Цель: создание личного кабинета и доставка платёжных документов за жилищно-коммунальные услуги способом, \
             который я выберу."
                .to_owned(),
            "Данные: адрес электронной почты, номер мобильного телефона, номер лицевого счёта и адрес помещения, способ \
             получения квитанций, сведения о входах в кабинет (время, IP-адрес, браузер)."
                .to_owned(),
            "Действия: сбор, запись, хранение, уточнение, использование, передача оператору связи номера телефона и текста \
             сообщения для отправки СМС, удаление. Данные хранятся в России."
                .to_owned(),
            format!(
                "Срок: до закрытия кабинета. Согласие можно отозвать в любой день: по телефону {phone}, письмом на {email} или в \
                 офисе. После отзыва квитанции приходят на бумаге.",
                phone = agent.phone,
                email = agent.email
            ),
        ],
    )
}

/// Consent to electronic delivery instead of paper, signed by the code from the SMS.
pub fn electronic_delivery(agent: &AgentContacts) -> Document {
    let name = &agent.name;
    document(
        "Согласие на получение квитанций в электронном виде",
        "2026-11-01",
        vec![
            format!(
                "Прошу организацию «{name}» доставлять мне платёжные документы (квитанции) по указанному лицевому счёту в \
                 электронном виде: на подтверждённый адрес электронной почты и в личный кабинет."
            ),
            "Электронная квитанция заменяет бумажную по тем поставщикам услуг, которые подключены к электронной доставке и \
             перечислены на странице выбора. Начисления остальных поставщиков приходят на бумаге, как раньше."
                .to_owned(),
            "Если письма до меня не доходят или адрес почты не подтверждён, квитанция приходит на бумаге, пока почта снова не \
             заработает."
                .to_owned(),
            "Я подписываю это согласие кодом из СМС, который приходит на мой телефон (простая электронная подпись, \
             статья 9 Федерального закона № 63-ФЗ), и никому этот код не сообщаю."
                .to_owned(),
            format!(
                "Вернуть бумажную квитанцию можно в любой день, бесплатно и без объяснения причин: в кабинете на странице \
                 адреса или по телефону {phone}. Возврат действует со следующей квитанции.",
                phone = agent.phone
            ),
        ],
    )
}

/// Return to paper: what the press of the button means.
pub fn paper_return(agent: &AgentContacts) -> Document {
    document(
        "Отказ от получения квитанций в электронном виде",
        "2026-11-01",
        vec![format!(
            "Отзываю согласие на получение квитанций в электронном виде по указанному лицевому счёту и прошу организацию «{}» \
             доставлять их на бумаге, начиная с указанного месяца.",
            agent.name
        )],
    )
}
