//! The server's half of `server_fns::addresses`.
//! Not here: the use cases themselves (see `cabinet`).

use super::{Ask, Form};
use crate::Refusal;
use crate::server_fns::addresses::AddressesPage;
use cabinet::access::{ManagerOf, ResidentOf, ViewerOf};
use cabinet::{Failure, Outcome};
use domain::id::AccountId;
use domain::view::{AddressPage, BindingPage, HistoryPage};

/// The holder of the account in a page's address; a number that is none is somebody else's as well.
pub(super) async fn holder(ask: &Ask, id: &str) -> Outcome<ResidentOf> {
    ask.cabinet.resident(&ask.visitor).await?;
    let id: AccountId = id.parse().map_err(|_| Failure::NotFound)?;
    ask.cabinet.resident_of(&ask.visitor, id).await
}

/// Whoever may read the receipts of the account in a page's address.
pub(super) async fn viewer(ask: &Ask, id: &str) -> Outcome<ViewerOf> {
    ask.cabinet.resident(&ask.visitor).await?;
    let id: AccountId = id.parse().map_err(|_| Failure::NotFound)?;
    ask.cabinet.viewer_of(&ask.visitor, id).await
}

/// Whoever may choose how the receipts of the account in a page's address come.
pub(super) async fn manager(ask: &Ask, id: &str) -> Outcome<ManagerOf> {
    ask.cabinet.resident(&ask.visitor).await?;
    let id: AccountId = id.parse().map_err(|_| Failure::NotFound)?;
    ask.cabinet.manager_of(&ask.visitor, id).await
}

/// The addresses of the person.
pub async fn load_addresses() -> Result<AddressesPage, Refusal> {
    let ask = Ask::take()?;
    let (viewer, cards) = ask.answer(ask.cabinet.addresses(&ask.visitor).await)?;
    Ok(AddressesPage { viewer, cards })
}

/// The form that binds an account.
pub async fn load_binding(form: Option<String>) -> Result<BindingPage, Refusal> {
    let ask = Ask::take()?;
    ask.answer(ask.cabinet.binding_page(&ask.visitor, form.as_deref()).await)
}

/// Binds an account.
pub async fn bind_account(account: String, total: String) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = ask.cabinet.bind_account(&ask.visitor, &account, &total).await;
    let next = outcome.as_ref().map(|id| format!("/addresses/{id}")).unwrap_or_default();
    let values = [("account", account.as_str()), ("total", &total)];
    ask.finish(outcome.map(drop), &next, Form { page: "/addresses/add", name: "bind", values: &values }).await
}

/// The page of an address.
pub async fn load_address(id: String) -> Result<AddressPage, Refusal> {
    let ask = Ask::take()?;
    let of = ask.answer(manager(&ask, &id).await)?;
    ask.answer(ask.cabinet.address(&of).await)
}

/// The history of an address. A moment that is none is the present one.
pub async fn load_history(id: String, before: Option<String>) -> Result<HistoryPage, Refusal> {
    let ask = Ask::take()?;
    let of = ask.answer(holder(&ask, &id).await)?;
    ask.answer(ask.cabinet.history(&of, before.and_then(|before| before.parse().ok())).await)
}
