//! `/dev/components`: every component in every state, for eyes and for axe. Rendered on the server only, without scripts:
//! the browser's half of the program need not carry it. Not here: the document around it (see `shell`).

use super::samples;
use crate::components::{
    Back, Checkbox, Choice, DocumentDetails, Field, Notice, Page, PasswordField, PostForm, RadioField, Radios, TextField,
    layout, post_to,
};
use crate::locales::t;
use crate::pages::receipts::{chart, sheet, why};
use crate::server_fns::auth::SignOutEverywhere;
use crate::server_fns::frame::Frame;
use domain::view::{FormState, Problem};
use leptos::prelude::*;

/// The whole page: header, everything, foot.
pub fn gallery(frame: &Frame) -> AnyView {
    let main = view! {
        <Page title=t!(gallery::TITLE) back=Back("/dev/outbox".into()) form=wrong() caption="Шаг 2 из 4">
            <p class="lead">{t!(gallery::LEAD)}</p>
            {buttons()}
            {fields()}
            {boxes()}
            {tags()}
            {tables()}
            {receipt()}
        </Page>
    };
    layout(frame, "/dev/components", "/dev/components".to_owned(), main.into_any())
}

/// A form that was not accepted.
fn wrong() -> FormState {
    let problems = [
        ("email-wrong", Problem::EmailNotAnAddress),
        ("password-wrong", Problem::PasswordTooShort),
        ("agree-wrong", Problem::PersonalDataConsentNeeded),
        ("role-wrong", Problem::AddressNotChosen),
    ];
    FormState {
        values: [("email-wrong".to_owned(), "анна".to_owned()), ("agree-ticked".to_owned(), "yes".to_owned())].into(),
        problems: problems.map(|(field, problem)| (field.to_owned(), problem)).into(),
    }
}

fn buttons() -> AnyView {
    let action = post_to::<SignOutEverywhere>();
    view! {
        <h2>"Кнопки"</h2>
        <div class="button-row">
            <button class="button button--primary" type="button">"Продолжить"</button>
            <button class="button button--quiet" type="button">"Скачать PDF"</button>
            <a class="button button--quiet" href="/dev/components">"Ссылка как кнопка"</a>
        </div>
        <div class="button-row">
            <button class="button button--primary" type="button" aria-busy="true">{t!(common::BUSY)}</button>
            <button class="button button--quiet" type="button" aria-busy="true">{t!(common::BUSY)}</button>
        </div>
        <PostForm action button=t!(settings::SIGN_OUT_EVERYWHERE) quiet=true/>
        <div role="status"><p class="field__error">{t!(common::NOT_SENT)}</p></div>
    }
    .into_any()
}

fn fields() -> AnyView {
    let form = wrong();
    let field = |name: &'static str| Field::of(&form, name);
    let choices = [("one", "Первый ответ", true), ("two", "Второй ответ", false)];
    let options = vec![("view".to_owned(), "Смотреть".to_owned()), ("manage".to_owned(), "Выбирать".to_owned())];
    let choices = choices.map(|(value, label, chosen)| Choice { value, label, chosen, sample: None });
    view! {
        <h2>"Поля"</h2>
        <form method="post" action="/look" novalidate=true>
            <TextField field=field("email") label="Электронная почта" hint="Сюда придёт письмо" kind="email"/>
            <TextField field=field("email-wrong") label="Почта с ошибкой" hint="Сюда придёт письмо" kind="email"/>
            <TextField field=field("code") label="Код из сообщения" inputmode="numeric" width="input--code"/>
            <TextField field=field("account") label="Лицевой счёт" inputmode="numeric" width="input--account"/>
            <TextField field=field("total") label="Итого к оплате" width="input--sum"/>
            <PasswordField field=field("password") label="Пароль" hint="Хотя бы 8 знаков" autocomplete="off"/>
            <PasswordField field=field("password-wrong") label="Пароль с ошибкой" autocomplete="off"/>
            <Checkbox field=field("agree") label="Даю согласие" hint="Его можно отозвать"/>
            <Checkbox field=field("agree-ticked") label="Галочка стоит"/>
            <Checkbox field=field("agree-wrong") label="Согласие с ошибкой"/>
            <Radios name="answer" legend="Один ответ из двух" choices=choices.into()/>
            <RadioField field=field("role-wrong") legend="Ответ, который не выбрали" options=options/>
        </form>
    }
    .into_any()
}

fn boxes() -> AnyView {
    view! {
        <h2>"Рамки"</h2>
        <Notice heading="Нужно знать"><p>"Письмо ещё не дошло."</p></Notice>
        <Notice heading="Готово" good=true><p>"Квитанция придёт по электронной почте."</p></Notice>
        <p class="inset">"Отступ с чертой слева."</p>
        <p class="small">"Мелкий текст."</p>
        <details class="details">
            <summary>"Сложено"</summary>
            <p>"Текст внутри."</p>
        </details>
        <details class="details" open=true>
            <summary>"Раскрыто"</summary>
            <p>"Текст внутри."</p>
        </details>
        <DocumentDetails document=samples::document()/>
        <ul class="cards">
            <li class="card">
                <h3 class="card__title"><a href="/dev/components">"Абакан, ул. Щетинкина, д.\u{a0}12, кв.\u{a0}45"</a></h3>
                <p>"Лицевой счёт 1902\u{a0}0004\u{a0}17"</p>
            </li>
        </ul>
    }
    .into_any()
}

fn tags() -> AnyView {
    view! {
        <h2>"Метки"</h2>
        <p><strong class="tag tag--electronic">"эл.\u{a0}почта"</strong></p>
        <p><strong class="tag tag--mixed">"часть на бумаге"</strong></p>
        <p><strong class="tag tag--paper">"бумага"</strong></p>
        <p><strong class="tag tag--wrong">"письма не доходят"</strong></p>
    }
    .into_any()
}

fn tables() -> AnyView {
    let row = |month: &'static str, total: &'static str| {
        view! {
            <tr role="row">
                <th scope="row" role="rowheader"><a href="/dev/components">{month}</a></th>
                <td role="cell" class="sum" data-label="К оплате">{total}</td>
                <td role="cell" data-label="Как пришла">"эл.\u{a0}почта"</td>
            </tr>
        }
    };
    view! {
        <h2>"Таблица и список"</h2>
        <table class="receipt-table figures" role="table">
            <caption class="hidden">"Квитанции"</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th scope="col" role="columnheader">"Месяц"</th>
                    <th scope="col" role="columnheader" class="sum">"К оплате"</th>
                    <th scope="col" role="columnheader">"Как пришла"</th>
                </tr>
            </thead>
            <tbody role="rowgroup">
                {row("Ноябрь\u{a0}2026", "4\u{a0}312,50\u{a0}₽")}
                {row("Октябрь\u{a0}2026", "3\u{a0}412,77\u{a0}₽")}
            </tbody>
        </table>
        <dl class="summary-list">
            <div><dt>"Электронная почта"</dt><dd>"anna@example.ru"<br/>"подтверждена"</dd></div>
            <div><dt>"Телефон"</dt><dd><span class="nowrap">"8\u{a0}913\u{a0}000-00-01"</span></dd></div>
        </dl>
    }
    .into_any()
}

fn receipt() -> AnyView {
    let data = samples::receipt();
    let bars: Vec<_> = data.months.iter().map(|month| (month.period, month.charged)).collect();
    view! {
        {why(&data)}
        {chart(&bars, Some(data.row.period))}
        <h2>"Квитанция"</h2>
        {sheet(&data)}
    }
    .into_any()
}
