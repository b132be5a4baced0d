//! The tab «Настройки»: a calm list, and a page for each thing that can be changed.
//! Not here: data access, which goes through `server_fns`.

mod app;
mod browser_push;
mod close;
mod data;
mod device_push;
mod devices;
mod email;
mod hub;
mod notices;
mod parts;
mod passkeys;
mod password;
mod phone;
mod sign_in;
mod undo;

pub use app::{App, AppCode, RecoveryCodes};
pub use close::{Close, Closed};
pub use data::Data;
pub use devices::Devices;
pub use email::{Email, EmailDone, NewEmail};
pub use hub::Settings;
pub use notices::Notices;
pub use passkeys::{NewPasskey, Passkeys, RemovePasskey};
pub use password::Password;
pub use phone::{Phone, PhoneCode};
pub use sign_in::{SignInBySms, WaysIn};
pub use undo::{Undo, Undone};
