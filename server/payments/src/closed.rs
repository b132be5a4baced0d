//! No acquirer: people pay by QR code and requisites.
//! Not here: the pages that then offer nothing else (see `app`).

use async_trait::async_trait;
use cabinet::ports::{Acquirer, OrderStatus, PaymentOrder};

/// Takes no orders.
#[derive(Clone, Copy, Debug)]
pub struct Closed;

#[async_trait]
impl Acquirer for Closed {
    async fn open(&self, _: &PaymentOrder) -> Result<String, String> {
        Err("KVITOK_PAYMENTS_URL is off".to_owned())
    }
    async fn status(&self, _: &str) -> OrderStatus {
        OrderStatus::Unknown
    }
    fn practice(&self) -> bool {
        false
    }
    fn is_open(&self) -> bool {
        false
    }
}
