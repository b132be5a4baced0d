//! The settings: contacts, password, devices, notices, ways of signing in, the end.
//! Not here: the sign-in itself (see `auth`, `ways_in`).

use crate::Refusal;
use domain::view::{AppPage, CodePage, DeviceRow, NewEmailPage, NoticesPage, PasskeysPage, SettingsPage, UndoPage};
use leptos::prelude::*;

/// The hub, or one of its forms as it was typed.
#[server(endpoint = "load-settings", prefix = "/api")]
pub async fn load_settings(form: Option<String>) -> Result<SettingsPage, Refusal> {
    crate::server::settings::load_settings(form).await
}

/// Sends the code that stands for the password of a person without one, from a page of the settings.
#[server(endpoint = "send-proof-code", prefix = "/api")]
pub async fn send_proof_code(page: String) -> Result<(), Refusal> {
    crate::server::settings::send_proof_code(page).await
}

/// Asks for another e-mail.
#[server(endpoint = "change-email", prefix = "/api")]
pub async fn change_email(email: String, current: Option<String>, code: Option<String>) -> Result<(), Refusal> {
    crate::server::settings::change_email(email, current, code).await
}

/// What the link of the letter to the new e-mail is worth.
#[server(endpoint = "load-new-email", prefix = "/api")]
pub async fn load_new_email(token: String) -> Result<NewEmailPage, Refusal> {
    crate::server::settings::load_new_email(token).await
}

/// Puts the new e-mail in force.
#[server(endpoint = "confirm-new-email", prefix = "/api")]
pub async fn confirm_new_email(token: String) -> Result<(), Refusal> {
    crate::server::settings::confirm_new_email(token).await
}

/// Keeps the e-mail in force after all.
#[server(endpoint = "give-up-email", prefix = "/api")]
pub async fn give_up_email() -> Result<(), Refusal> {
    crate::server::settings::give_up_email().await
}

/// Asks for another phone.
#[server(endpoint = "change-phone", prefix = "/api")]
pub async fn change_phone(phone: String, current: Option<String>, code: Option<String>) -> Result<(), Refusal> {
    crate::server::settings::change_phone(phone, current, code).await
}

/// The form for the code that came to the new phone.
#[server(endpoint = "load-phone-code", prefix = "/api")]
pub async fn load_phone_code(form: Option<String>) -> Result<CodePage, Refusal> {
    crate::server::settings::load_phone_code(form).await
}

/// Puts the new phone in force.
#[server(endpoint = "confirm-phone", prefix = "/api")]
pub async fn confirm_phone(code: String) -> Result<(), Refusal> {
    crate::server::settings::confirm_phone(code).await
}

/// Sends another code to the new phone.
#[server(endpoint = "resend-phone-code", prefix = "/api")]
pub async fn resend_phone_code() -> Result<(), Refusal> {
    crate::server::settings::resend_phone_code().await
}

/// What a link that undoes a change would put back.
#[server(endpoint = "load-undo", prefix = "/api")]
pub async fn load_undo(token: String) -> Result<UndoPage, Refusal> {
    crate::server::settings::load_undo(token).await
}

/// Puts it back.
#[server(endpoint = "undo-change", prefix = "/api")]
pub async fn undo_change(token: String) -> Result<(), Refusal> {
    crate::server::settings::undo_change(token).await
}

/// Changes the password.
#[server(endpoint = "change-password", prefix = "/api")]
pub async fn change_password(password: String, current: Option<String>, code: Option<String>) -> Result<(), Refusal> {
    crate::server::settings::change_password(password, current, code).await
}

/// The devices that are signed in.
#[server(endpoint = "load-devices", prefix = "/api")]
pub async fn load_devices() -> Result<Vec<DeviceRow>, Refusal> {
    crate::server::settings::load_devices().await
}

/// Signs out on one of them.
#[server(endpoint = "end-device", prefix = "/api")]
pub async fn end_device(id: String) -> Result<(), Refusal> {
    crate::server::settings::end_device(id).await
}

/// Signs out on all the others.
#[server(endpoint = "end-other-devices", prefix = "/api")]
pub async fn end_other_devices() -> Result<(), Refusal> {
    crate::server::settings::end_other_devices().await
}

/// What the person is told by SMS.
#[server(endpoint = "load-notices", prefix = "/api")]
pub async fn load_notices() -> Result<NoticesPage, Refusal> {
    crate::server::settings::load_notices().await
}

/// Chooses it anew.
#[server(endpoint = "set-notices", prefix = "/api")]
pub async fn set_notices(
    #[server(default)] charges: Vec<String>,
    by_others: Option<String>,
    remind: Option<String>,
) -> Result<(), Refusal> {
    crate::server::settings::set_notices(charges, by_others, remind).await
}

/// From now on this device is told by push. For scripts alone: only they know the device's keys.
#[server(endpoint = "keep-push", prefix = "/api")]
pub async fn keep_push(endpoint: String, p256dh: String, auth: String) -> Result<(), Refusal> {
    crate::server::settings::keep_push(endpoint, p256dh, auth).await
}

/// Whether the device with this address is told by push.
#[server(endpoint = "push-is-on", prefix = "/api")]
pub async fn push_is_on(endpoint: String) -> Result<bool, Refusal> {
    crate::server::settings::push_is_on(endpoint).await
}

/// This device is told no more.
#[server(endpoint = "drop-push", prefix = "/api")]
pub async fn drop_push(endpoint: String) -> Result<(), Refusal> {
    crate::server::settings::drop_push(endpoint).await
}

/// No device of the person is told any more.
#[server(endpoint = "drop-all-push", prefix = "/api")]
pub async fn drop_all_push() -> Result<(), Refusal> {
    crate::server::settings::drop_all_push().await
}

/// Allows (`yes`) or forbids the sign-in by a code in an SMS.
#[server(endpoint = "set-sms-sign-in", prefix = "/api")]
pub async fn set_sms_sign_in(allow: Option<String>, current: Option<String>, code: Option<String>) -> Result<(), Refusal> {
    crate::server::settings::set_sms_sign_in(allow, current, code).await
}

/// Begins to set up an authenticator app.
#[server(endpoint = "begin-app", prefix = "/api")]
pub async fn begin_app(current: Option<String>, code: Option<String>) -> Result<(), Refusal> {
    crate::server::settings::begin_app(current, code).await
}

/// The secret for the app.
#[server(endpoint = "load-app", prefix = "/api")]
pub async fn load_app(form: Option<String>) -> Result<AppPage, Refusal> {
    crate::server::settings::load_app(form).await
}

/// Brings the app into force by its first code.
#[server(endpoint = "enable-app", prefix = "/api")]
pub async fn enable_app(code: String) -> Result<(), Refusal> {
    crate::server::settings::enable_app(code).await
}

/// Recovery codes that are fresh.
#[server(endpoint = "load-recovery-codes", prefix = "/api")]
pub async fn load_recovery_codes() -> Result<Vec<String>, Refusal> {
    crate::server::settings::load_recovery_codes().await
}

/// Asks for the app no more.
#[server(endpoint = "remove-app", prefix = "/api")]
pub async fn remove_app(current: Option<String>, code: Option<String>) -> Result<(), Refusal> {
    crate::server::settings::remove_app(current, code).await
}

/// The passkeys.
#[server(endpoint = "load-passkeys", prefix = "/api")]
pub async fn load_passkeys(form: Option<String>) -> Result<PasskeysPage, Refusal> {
    crate::server::settings::load_passkeys(form).await
}

/// Begins to make a passkey.
#[server(endpoint = "begin-passkey", prefix = "/api")]
pub async fn begin_passkey(current: Option<String>, code: Option<String>) -> Result<(), Refusal> {
    crate::server::settings::begin_passkey(current, code).await
}

/// What the device is asked for it.
#[server(endpoint = "load-passkey-question", prefix = "/api")]
pub async fn load_passkey_question() -> Result<String, Refusal> {
    crate::server::settings::load_passkey_question().await
}

/// Keeps the passkey that the device has made. For scripts alone: only they can ask the device.
#[server(endpoint = "keep-passkey", prefix = "/api")]
pub async fn keep_passkey(answer: String) -> Result<(), Refusal> {
    crate::server::settings::keep_passkey(answer).await
}

/// Forgets a passkey.
#[server(endpoint = "remove-passkey", prefix = "/api")]
pub async fn remove_passkey(id: String, current: Option<String>, code: Option<String>) -> Result<(), Refusal> {
    crate::server::settings::remove_passkey(id, current, code).await
}

/// Closes the cabinet for good.
#[server(endpoint = "close-cabinet", prefix = "/api")]
pub async fn close_cabinet(current: Option<String>, code: Option<String>) -> Result<(), Refusal> {
    crate::server::settings::close_cabinet(current, code).await
}
