//! The wizard by direct link: from nothing to the electronic receipt with one SMS.
//! Not here: the same change inside the cabinet (see `switch`).

use crate::Refusal;
use domain::Period;
use domain::view::{CodePage, DonePage, FormState, SwitchPage};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A step of the wizard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConnectStep {
    /// `/connect`: e-mail and phone.
    Contacts,
    /// `/connect/account`.
    Account,
    /// `/connect/delivery`.
    Delivery,
    /// `/connect/code`.
    Code,
    /// `/connect/done`.
    Done,
}

/// What a step of the wizard shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConnectPage {
    /// The step.
    pub step: ConnectStep,
    /// Its form as typed.
    pub form: FormState,
    /// Step «Account»: the months whose total is accepted, newest first.
    pub months: Vec<Period>,
    /// Step «Delivery».
    pub switch: Option<SwitchPage>,
    /// Step «Code».
    pub code: Option<CodePage>,
    /// Step «Done».
    pub done: Option<DonePage>,
}

/// A step; where an earlier one is unanswered, the server sends the person there.
#[server(endpoint = "load-connect", prefix = "/api")]
pub async fn load_connect(step: ConnectStep, form: Option<String>) -> Result<ConnectPage, Refusal> {
    crate::server::connect::load_connect(step, form).await
}

/// The first step.
#[server(endpoint = "connect-contacts", prefix = "/api")]
pub async fn connect_contacts(email: String, phone: String, personal_data: Option<String>) -> Result<(), Refusal> {
    crate::server::connect::connect_contacts(email, phone, personal_data).await
}

/// The second step.
#[server(endpoint = "connect-account", prefix = "/api")]
pub async fn connect_account(account: String, total: String) -> Result<(), Refusal> {
    crate::server::connect::connect_account(account, total).await
}

/// The third step: agrees and asks for the code.
#[server(endpoint = "connect-delivery", prefix = "/api")]
pub async fn connect_delivery(sms_notices: Option<String>) -> Result<(), Refusal> {
    crate::server::connect::connect_delivery(sms_notices).await
}

/// The fourth step: signs with the code.
#[server(endpoint = "connect-code", prefix = "/api")]
pub async fn connect_code(code: String) -> Result<(), Refusal> {
    crate::server::connect::connect_code(code).await
}

/// Sends another code.
#[server(endpoint = "connect-resend", prefix = "/api")]
pub async fn connect_resend() -> Result<(), Refusal> {
    crate::server::connect::connect_resend().await
}
