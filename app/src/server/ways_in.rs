//! The server's half of `server_fns::ways_in`.
//! Not here: the use cases themselves (see `cabinet`).

use super::ask::{next_of, with_next};
use super::{Ask, Form};
use crate::Refusal;
use cabinet::code_sign_in::Entered;
use domain::view::{CodePage, FormState};

const FORM: &str = "way-in";
const ENTER: &str = "/sign-in/code/enter";

fn form<'a>(page: &'a str, values: &'a [(&'a str, &'a str)]) -> Form<'a> {
    Form { page, name: FORM, values }
}

/// One of the forms of this area as it was typed.
pub async fn load_way_in(form: Option<String>) -> Result<FormState, Refusal> {
    let ask = Ask::take()?;
    ask.answer(ask.cabinet.form(&ask.visitor, FORM, form.as_deref()).await)
}

/// Asks for a code in an SMS.
pub async fn ask_sign_in_code(phone: String, next: Option<String>) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let next = next_of(next.as_deref());
    let outcome = ask.cabinet.ask_sign_in_code(&ask.visitor, &phone).await;
    let page = with_next("/sign-in/code", &next);
    ask.finish(outcome, &with_next(ENTER, &next), form(&page, &[("phone", &phone)])).await
}

/// The form for the code; in a browser that has not asked for one, the form for the phone.
pub async fn load_sign_in_code(form: Option<String>) -> Result<CodePage, Refusal> {
    let ask = Ask::take()?;
    let form = ask.answer(ask.cabinet.form(&ask.visitor, FORM, form.as_deref()).await)?;
    let phone = ask.cabinet.sign_in_code_phone(&ask.visitor).await;
    let phone = phone.and_then(|phone| phone.ok_or(cabinet::Failure::NotFound));
    let phone = ask.answer_or_go(phone, "/sign-in/code")?;
    Ok(CodePage { address: String::new(), phone, form, whose: None })
}

/// Signs in by the code.
pub async fn enter_by_code(code: String, next: Option<String>) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let next = next_of(next.as_deref());
    let page = with_next(ENTER, &next);
    let mut to = next.clone();
    let outcome = match ask.cabinet.enter_by_code(&ask.visitor, &code).await {
        Ok(Entered::In(token)) => ask.enter(Ok(token)).await,
        Ok(Entered::Choose) => {
            to = with_next("/sign-in/code/whose", &next);
            Ok(())
        }
        Err(failure) => Err(failure),
    };
    ask.finish(outcome, &to, form(&page, &[])).await
}

/// Sends another code.
pub async fn resend_sign_in_code(next: Option<String>) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let page = with_next(ENTER, &next_of(next.as_deref()));
    let outcome = ask.cabinet.resend_sign_in_code(&ask.visitor).await;
    ask.finish(outcome, &format!("{page}&sent=1"), form(&page, &[])).await
}

/// The people of the phone that was proven; in a browser that has not proven it, the form for the phone.
pub async fn load_people(form: Option<String>) -> Result<(Vec<String>, FormState), Refusal> {
    let ask = Ask::take()?;
    let form = ask.answer(ask.cabinet.form(&ask.visitor, FORM, form.as_deref()).await)?;
    let people = ask.answer_or_go(ask.cabinet.people_of_phone(&ask.visitor).await, "/sign-in/code")?;
    Ok((people, form))
}

/// Signs in as one of them.
pub async fn enter_as(whose: Option<String>, next: Option<String>) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let next = next_of(next.as_deref());
    let outcome = ask.cabinet.enter_as(&ask.visitor, whose.as_deref().unwrap_or_default()).await;
    let page = with_next("/sign-in/code/whose", &next);
    ask.finish(ask.enter(outcome).await, &next, form(&page, &[])).await
}

/// The second step of a sign-in.
pub async fn second_step(code: String, next: Option<String>) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let next = next_of(next.as_deref());
    let outcome = ask.cabinet.second_step(&ask.visitor, &code).await;
    let page = with_next("/sign-in/second", &next);
    ask.finish(ask.enter(outcome).await, &next, form(&page, &[])).await
}

/// What a device is asked that is to show a passkey.
pub async fn ask_passkey() -> Result<String, Refusal> {
    let ask = Ask::take()?;
    ask.answer(ask.cabinet.ask_passkey(&ask.visitor).await)
}

/// Signs in by it.
pub async fn enter_by_passkey(answer: String, next: Option<String>) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let next = next_of(next.as_deref());
    let outcome = ask.cabinet.enter_by_passkey(&ask.visitor, &answer).await;
    let page = with_next("/sign-in/passkey", &next);
    ask.finish(ask.enter(outcome).await, &next, form(&page, &[])).await
}
