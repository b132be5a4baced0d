//! «Адреса»: the list, one address, binding an account.
//! Not here: the change between paper and e-mail (see `switch`).

use crate::Refusal;
use domain::view::{AddressCard, AddressPage, BindingPage, HistoryPage, Viewer};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The list of addresses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressesPage {
    /// Whose they are.
    pub viewer: Viewer,
    /// One card an address.
    pub cards: Vec<AddressCard>,
}

/// The addresses of the person who is signed in.
#[server(endpoint = "load-addresses", prefix = "/api")]
pub async fn load_addresses() -> Result<AddressesPage, Refusal> {
    crate::server::addresses::load_addresses().await
}

/// The form that binds an account.
#[server(endpoint = "load-binding", prefix = "/api")]
pub async fn load_binding(form: Option<String>) -> Result<BindingPage, Refusal> {
    crate::server::addresses::load_binding(form).await
}

/// Binds an account by its number and the total of a recent receipt.
#[server(endpoint = "bind-account", prefix = "/api")]
pub async fn bind_account(account: String, total: String) -> Result<(), Refusal> {
    crate::server::addresses::bind_account(account, total).await
}

/// One address.
#[server(endpoint = "load-address", prefix = "/api")]
pub async fn load_address(id: String) -> Result<AddressPage, Refusal> {
    crate::server::addresses::load_address(id).await
}

/// What happened with an address, up to now or before a moment in unix milliseconds.
#[server(endpoint = "load-history", prefix = "/api")]
pub async fn load_history(id: String, before: Option<String>) -> Result<HistoryPage, Refusal> {
    crate::server::addresses::load_history(id, before).await
}
