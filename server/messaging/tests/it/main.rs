//! The crate from outside, in one test binary.
//! Not here: rules of single functions, tested beside them.

// `cfg(test)` always holds here; it tells clippy that helpers are test code too.
#[cfg(test)]
mod bounces;
#[cfg(test)]
mod dkim;
#[cfg(test)]
mod english;
#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod folders;
#[cfg(test)]
mod gateways;
#[cfg(test)]
mod letters;
#[cfg(test)]
mod receipts;
#[cfg(test)]
mod settings;
#[cfg(test)]
mod smpp;
#[cfg(test)]
mod sms;
#[cfg(test)]
mod smtp;
#[cfg(test)]
mod web_push;
