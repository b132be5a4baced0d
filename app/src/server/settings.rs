//! The server's half of `server_fns::settings`.
//! Not here: the use cases themselves (see `cabinet`).

use super::{Ask, Form, ticked};
use crate::Refusal;
use cabinet::Outcome;
use cabinet::reauth::Proof;
use domain::view::{AppPage, CodePage, DeviceRow, NewEmailPage, NoticesPage, PasskeysPage, SettingsPage, UndoPage};

/// All forms of the settings are kept under one name: their fields differ.
const FORM: &str = "settings";
const PASSKEYS: &str = "/settings/sign-in/passkeys";

fn form<'a>(page: &'a str, values: &'a [(&'a str, &'a str)]) -> Form<'a> {
    Form { page, name: FORM, values }
}

fn proof<'a>(current: Option<&'a String>, code: Option<&'a String>) -> Proof<'a> {
    Proof { password: current.map_or("", String::as_str), code: code.map_or("", String::as_str) }
}

/// The hub, or one of its forms as it was typed.
pub async fn load_settings(form: Option<String>) -> Result<SettingsPage, Refusal> {
    let ask = Ask::take()?;
    let form = ask.answer(ask.cabinet.form(&ask.visitor, FORM, form.as_deref()).await)?;
    ask.answer(ask.cabinet.settings_page(&ask.visitor, form).await)
}

/// Sends the code that stands for a password.
pub async fn send_proof_code(page: String) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    // Only pages of the settings have this button.
    let page = if page.starts_with("/settings/") && !page.contains('?') { page } else { "/settings".to_owned() };
    let outcome = ask.cabinet.send_proof_code(&ask.visitor).await;
    ask.finish(outcome, &format!("{page}?sent=1"), form(&page, &[])).await
}

/// Asks for another e-mail.
pub async fn change_email(email: String, current: Option<String>, code: Option<String>) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = ask.cabinet.change_email(&ask.visitor, &email, proof(current.as_ref(), code.as_ref())).await;
    ask.finish(outcome, "/settings?done=email-asked", form("/settings/email", &[("email", &email)])).await
}

/// What the link of the letter to the new e-mail is worth.
pub async fn load_new_email(token: String) -> Result<NewEmailPage, Refusal> {
    let ask = Ask::take()?;
    ask.answer(ask.cabinet.new_email_page(&token).await)
}

/// Puts the new e-mail in force.
pub async fn confirm_new_email(token: String) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = ask.cabinet.confirm_new_email(&token).await;
    let page = format!("/settings/email/confirm/{token}");
    ask.finish(outcome, "/settings/email/done", form(&page, &[])).await
}

/// Keeps the e-mail in force after all.
pub async fn give_up_email() -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = ask.cabinet.give_up_email(&ask.visitor).await;
    ask.finish(outcome, "/settings?done=email-kept", form("/settings", &[])).await
}

/// Asks for another phone.
pub async fn change_phone(phone: String, current: Option<String>, code: Option<String>) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = ask.cabinet.change_phone(&ask.visitor, &phone, proof(current.as_ref(), code.as_ref())).await;
    ask.finish(outcome, "/settings/phone/code", form("/settings/phone", &[("phone", &phone)])).await
}

/// The form for the code that came to the new phone; without one that is under way, the form for a phone.
pub async fn load_phone_code(form: Option<String>) -> Result<CodePage, Refusal> {
    let ask = Ask::take()?;
    let form = ask.answer(ask.cabinet.form(&ask.visitor, FORM, form.as_deref()).await)?;
    ask.answer_or_go(ask.cabinet.phone_code_page(&ask.visitor, form).await, "/settings/phone")
}

/// Puts the new phone in force.
pub async fn confirm_phone(code: String) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = ask.cabinet.confirm_phone(&ask.visitor, &code).await;
    ask.finish(outcome, "/settings?done=phone", form("/settings/phone/code", &[])).await
}

/// Sends another code to the new phone.
pub async fn resend_phone_code() -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = ask.cabinet.resend_phone_code(&ask.visitor).await;
    ask.finish(outcome, "/settings/phone/code?sent=1", form("/settings/phone/code", &[])).await
}

/// What a link that undoes a change would put back.
pub async fn load_undo(token: String) -> Result<UndoPage, Refusal> {
    let ask = Ask::take()?;
    ask.answer(ask.cabinet.undo_page(&token).await)
}

/// Puts it back.
pub async fn undo_change(token: String) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = ask.cabinet.undo_change(&token).await;
    if outcome.is_ok() {
        ask.end_session();
    }
    let page = format!("/settings/undo/{token}");
    ask.finish(outcome, "/settings/undo/done", form(&page, &[])).await
}

/// Changes the password.
pub async fn change_password(password: String, current: Option<String>, code: Option<String>) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = ask.cabinet.change_password(&ask.visitor, &password, proof(current.as_ref(), code.as_ref())).await;
    ask.finish(outcome, "/settings?done=password", form("/settings/password", &[])).await
}

/// The devices that are signed in.
pub async fn load_devices() -> Result<Vec<DeviceRow>, Refusal> {
    let ask = Ask::take()?;
    ask.answer(ask.cabinet.devices(&ask.visitor).await)
}

/// Signs out on one of them.
pub async fn end_device(id: String) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = ask.cabinet.end_device(&ask.visitor, &id).await;
    ask.finish(outcome, "/settings/devices?done=device", form("/settings/devices", &[])).await
}

/// Signs out on all the others.
pub async fn end_other_devices() -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = ask.cabinet.end_other_devices(&ask.visitor).await;
    ask.finish(outcome, "/settings/devices?done=devices", form("/settings/devices", &[])).await
}

/// What the person is told by SMS.
pub async fn load_notices() -> Result<NoticesPage, Refusal> {
    let ask = Ask::take()?;
    ask.answer(ask.cabinet.notices(&ask.visitor).await)
}

/// Chooses it anew.
pub async fn set_notices(charges: Vec<String>, by_others: Option<String>, remind: Option<String>) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let charges: Vec<_> = charges.iter().filter_map(|id| id.parse().ok()).collect();
    let (by_others, remind) = (ticked(by_others.as_ref()), ticked(remind.as_ref()));
    let outcome = ask.cabinet.set_notices(&ask.visitor, &charges, by_others, remind).await;
    ask.finish(outcome, "/settings?done=notices", form("/settings/notices", &[])).await
}

/// From now on this device is told by push.
pub async fn keep_push(endpoint: String, p256dh: String, auth: String) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    ask.answer(ask.cabinet.keep_push(&ask.visitor, &endpoint, &p256dh, &auth).await)
}

/// Whether the device with this address is told by push.
pub async fn push_is_on(endpoint: String) -> Result<bool, Refusal> {
    let ask = Ask::take()?;
    ask.answer(ask.cabinet.push_is_on(&ask.visitor, &endpoint).await)
}

/// This device is told no more.
pub async fn drop_push(endpoint: String) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    ask.answer(ask.cabinet.drop_push(&ask.visitor, &endpoint).await)
}

/// No device of the person is told any more.
pub async fn drop_all_push() -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = ask.cabinet.drop_all_push(&ask.visitor).await;
    ask.finish(outcome, "/settings?done=notices", form("/settings/notices", &[])).await
}

/// Allows or forbids the sign-in by a code in an SMS.
pub async fn set_sms_sign_in(allow: Option<String>, current: Option<String>, code: Option<String>) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let proof = proof(current.as_ref(), code.as_ref());
    let outcome = ask.cabinet.set_code_sign_in(&ask.visitor, ticked(allow.as_ref()), proof).await;
    ask.finish(outcome, "/settings/sign-in?done=sms", form("/settings/sign-in/sms", &[])).await
}

/// Begins to set up an authenticator app.
pub async fn begin_app(current: Option<String>, code: Option<String>) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = ask.cabinet.begin_app(&ask.visitor, proof(current.as_ref(), code.as_ref())).await;
    ask.finish(outcome, "/settings/sign-in/app/code", form("/settings/sign-in/app", &[])).await
}

/// The secret for the app; without one that is being set up, the page that begins.
pub async fn load_app(form: Option<String>) -> Result<AppPage, Refusal> {
    let ask = Ask::take()?;
    let form = ask.answer(ask.cabinet.form(&ask.visitor, FORM, form.as_deref()).await)?;
    ask.answer_or_go(ask.cabinet.app_page(&ask.visitor, form).await, "/settings/sign-in/app")
}

/// Brings the app into force by its first code.
pub async fn enable_app(code: String) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome: Outcome<()> = ask.cabinet.enable_app(&ask.visitor, &code).await;
    ask.finish(outcome, "/settings/sign-in/app/codes", form("/settings/sign-in/app/code", &[])).await
}

/// Recovery codes that are fresh; later on, the settings.
pub async fn load_recovery_codes() -> Result<Vec<String>, Refusal> {
    let ask = Ask::take()?;
    ask.answer_or_go(ask.cabinet.recovery_codes(&ask.visitor).await, "/settings/sign-in")
}

/// Asks for the app no more.
pub async fn remove_app(current: Option<String>, code: Option<String>) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = ask.cabinet.remove_app(&ask.visitor, proof(current.as_ref(), code.as_ref())).await;
    ask.finish(outcome, "/settings/sign-in?done=app-off", form("/settings/sign-in/app", &[])).await
}

/// The passkeys; where there can be none, the ways of signing in.
pub async fn load_passkeys(form: Option<String>) -> Result<PasskeysPage, Refusal> {
    let ask = Ask::take()?;
    let form = ask.answer(ask.cabinet.form(&ask.visitor, FORM, form.as_deref()).await)?;
    ask.answer_or_go(ask.cabinet.passkeys_page(&ask.visitor, form).await, "/settings/sign-in")
}

/// Begins to make a passkey.
pub async fn begin_passkey(current: Option<String>, code: Option<String>) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = ask.cabinet.begin_passkey(&ask.visitor, proof(current.as_ref(), code.as_ref())).await;
    ask.finish(outcome, "/settings/sign-in/passkeys/new", form(PASSKEYS, &[])).await
}

/// What the device is asked for it; when none was begun, the page that begins.
pub async fn load_passkey_question() -> Result<String, Refusal> {
    let ask = Ask::take()?;
    ask.answer_or_go(ask.cabinet.passkey_question(&ask.visitor).await, PASSKEYS)
}

/// Keeps the passkey that the device has made.
pub async fn keep_passkey(answer: String) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = ask.cabinet.keep_passkey(&ask.visitor, &answer).await;
    ask.finish(outcome, "/settings/sign-in/passkeys?done=passkey", form(PASSKEYS, &[])).await
}

/// Forgets a passkey.
pub async fn remove_passkey(id: String, current: Option<String>, code: Option<String>) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = ask.cabinet.remove_passkey(&ask.visitor, &id, proof(current.as_ref(), code.as_ref())).await;
    let page = format!("{PASSKEYS}/{}", crate::components::escaped(&id));
    ask.finish(outcome, "/settings/sign-in/passkeys?done=passkey-off", form(&page, &[])).await
}

/// Closes the cabinet for good.
pub async fn close_cabinet(current: Option<String>, code: Option<String>) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = ask.cabinet.close_cabinet(&ask.visitor, proof(current.as_ref(), code.as_ref())).await;
    if outcome.is_ok() {
        ask.end_session();
    }
    ask.finish(outcome, "/settings/closed", form("/settings/close", &[])).await
}
