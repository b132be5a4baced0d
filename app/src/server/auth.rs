//! The server's half of `server_fns::auth`.
//! Not here: the use cases themselves (see `cabinet`).

use super::ask::next_of;
use super::{Ask, Form, go, ticked};
use crate::Refusal;
use crate::server_fns::auth::{FormName, LinkKind, LinkState};
use cabinet::links;
use cabinet::sign_up::SignUp;
use domain::view::FormState;

fn name_of(form: FormName) -> &'static str {
    match form {
        FormName::SignUp => "sign-up",
        FormName::SignIn => "sign-in",
        FormName::Forgotten => "forgotten",
        FormName::NewPassword => "new-password",
    }
}

/// A form as it was left after a failed submit, or an empty one.
pub async fn load_form(name: FormName, form: Option<String>) -> Result<FormState, Refusal> {
    let ask = Ask::take()?;
    ask.answer(ask.cabinet.form(&ask.visitor, name_of(name), form.as_deref()).await)
}

/// Makes a cabinet, signs in and goes on to `next`.
pub async fn sign_up(
    email: String,
    phone: String,
    password: String,
    personal_data: Option<String>,
    next: Option<String>,
) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let consent = ticked(personal_data.as_ref());
    let form = SignUp { email: &email, phone: &phone, password: &password, personal_data: consent };
    let outcome = ask.enter(ask.cabinet.sign_up(&ask.visitor, &form).await).await;
    let next = next_of(next.as_deref());
    let personal_data = if consent { "on" } else { "" };
    let values = [("email", email.as_str()), ("phone", &phone), ("personal_data", personal_data), ("next", &next)];
    ask.finish(outcome, &next, Form { page: "/sign-up", name: "sign-up", values: &values }).await
}

/// Signs in and goes on to `next`.
pub async fn sign_in(login: String, password: String, next: Option<String>) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = ask.enter(ask.cabinet.sign_in(&ask.visitor, &login, &password).await).await;
    let next = next_of(next.as_deref());
    let values = [("login", login.as_str()), ("next", &next)];
    ask.finish(outcome, &next, Form { page: "/sign-in", name: "sign-in", values: &values }).await
}

/// Signs out on this device.
pub async fn sign_out() -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = ask.cabinet.sign_out(&ask.visitor).await;
    ask.end_session();
    ask.finish(outcome, "/", Form { page: "/", name: "sign-out", values: &[] }).await
}

/// Signs out on every device.
pub async fn sign_out_everywhere() -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = ask.cabinet.sign_out_everywhere(&ask.visitor).await;
    if outcome.is_ok() {
        ask.end_session();
    }
    ask.finish(outcome, "/sign-in", Form { page: "/settings", name: "sign-out", values: &[] }).await
}

/// Sends a letter with a link to a new password.
pub async fn forgotten_password(email: String) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = ask.cabinet.forgotten_password(&ask.visitor, &email).await;
    let form = Form { page: "/sign-in/forgotten", name: "forgotten", values: &[("email", &email)] };
    ask.finish(outcome, "/sign-in/forgotten/sent", form).await
}

/// Sets a new password by the link from a letter.
pub async fn new_password(token: String, password: String) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = ask.enter(ask.cabinet.set_password(&ask.visitor, &token, &password).await).await;
    let page = format!("/sign-in/new-password/{token}");
    ask.finish(outcome, "/addresses", Form { page: &page, name: "new-password", values: &[] }).await
}

/// Whether a link from a letter still works; looking does not use it up.
pub async fn load_link(kind: LinkKind, token: String) -> Result<LinkState, Refusal> {
    let ask = Ask::take()?;
    let kind = match kind {
        LinkKind::Email => links::LinkKind::Email,
        LinkKind::Password => links::LinkKind::Password,
    };
    let state = ask.answer(ask.cabinet.link_state(kind, &token).await)?;
    Ok(match state {
        links::LinkState::Live => LinkState::Live,
        links::LinkState::Dead => LinkState::Dead,
        links::LinkState::Taken => LinkState::Taken,
    })
}

/// Confirms the e-mail by the link from a letter.
pub async fn confirm_email(token: String) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = ask.cabinet.confirm_email(&token).await;
    // A used or foreign link shows its own state on its own page: there is nothing to keep of the form.
    let page = format!("/confirm-email/{token}");
    match outcome {
        Err(cabinet::Failure::Problems(_)) => {
            go(&page);
            Ok(())
        }
        other => ask.finish(other, "/confirm-email/done", Form { page: &page, name: "confirm-email", values: &[] }).await,
    }
}

/// Sends the letter with the confirming link again.
pub async fn resend_confirmation() -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = ask.cabinet.resend_confirmation(&ask.visitor).await;
    let form = Form { page: "/settings", name: "resend", values: &[] };
    ask.finish(outcome, "/settings?sent=1", form).await
}
