//! Russian words, one module an area.
//! Not here: texts of letters and SMS (see `messaging`) and of consents (see `cabinet`).

#[path = "ru/accessibility.rs"]
pub mod accessibility;
#[path = "ru/addresses.rs"]
pub mod addresses;
#[path = "ru/auth.rs"]
pub mod auth;
#[path = "ru/channels.rs"]
pub mod channels;
#[path = "ru/common.rs"]
pub mod common;
#[path = "ru/connect.rs"]
pub mod connect;
#[path = "ru/contacts.rs"]
pub mod contacts;
#[path = "ru/dates.rs"]
pub mod dates;
#[path = "ru/dev.rs"]
pub mod dev;
#[path = "ru/home.rs"]
pub mod home;
#[path = "ru/how_to.rs"]
pub mod how_to;
#[path = "ru/privacy.rs"]
pub mod privacy;
#[path = "ru/problems.rs"]
pub mod problems;
#[path = "ru/questions.rs"]
pub mod questions;
#[path = "ru/receipts.rs"]
pub mod receipts;
#[path = "ru/settings.rs"]
pub mod settings;
#[path = "ru/switch.rs"]
pub mod switch;
