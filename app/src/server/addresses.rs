//! The server's half of `server_fns::addresses`.
//! Not here: the use cases themselves (see `cabinet`).

use crate::Refusal;
use crate::server_fns::addresses::AddressesPage;
use domain::view::{AddressPage, BindingPage};

/// The addresses of the person who is signed in.
pub async fn load_addresses() -> Result<AddressesPage, Refusal> {
    Err(Refusal::Transport)
}

/// The form that binds an account.
pub async fn load_binding(_form: Option<String>) -> Result<BindingPage, Refusal> {
    Err(Refusal::Transport)
}

/// Binds an account by its number and the total of a recent receipt.
pub async fn bind_account(_account: String, _total: String) -> Result<(), Refusal> {
    Err(Refusal::Transport)
}

/// One address.
pub async fn load_address(_id: String) -> Result<AddressPage, Refusal> {
    Err(Refusal::Transport)
}
