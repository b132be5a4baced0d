//! The crate from outside, in one test binary.
//! Not here: how documents are stored and answered for (see `cabinet`).

// `cfg(test)` always holds here; it tells clippy that helpers are test code too.
#[cfg(test)]
mod inspect;
#[cfg(test)]
mod payment_qr;
#[cfg(test)]
mod pdf;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod seal;
#[cfg(test)]
mod symbol;
