//! The tab «Адреса» and the change between paper and e-mail.
//! Not here: data access, which goes through `server_fns`; the wizard by direct link (see `connect`).

mod add;
mod code;
mod done;
mod electronic;
mod history;
mod list;
mod one;
pub mod parts;
mod picture;
mod returned;

pub use add::AddAddress;
pub use code::{Code, CodeNotReceived};
pub use done::Done;
pub use electronic::Electronic;
pub use history::History;
pub use list::Addresses;
pub use one::Address;
pub use returned::Returned;

#[cfg(all(test, feature = "ssr"))]
pub mod tests;
