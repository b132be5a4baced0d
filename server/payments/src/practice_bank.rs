//! A bank for demonstrations: it takes no money and does what the person presses. Orders live in a folder.
//! Not here: its pages (see `kvitok`).

use crate::OrderId;
use async_trait::async_trait;
use cabinet::ports::{Acquirer, OrderStatus, PaymentOrder};
use domain::Money;
use serde::{Deserialize, Serialize};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::{fs, io};

/// Two orders opened at once must not share an unfinished file.
static ATTEMPTS: AtomicU64 = AtomicU64::new(0);

/// An order as the bank keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PracticeOrder {
    /// How much.
    pub amount: Money,
    /// What for, as the cabinet has named it.
    pub description: String,
}

/// Keeps each order as a file whose ending says where it stands: a decision renames it, so that of two decisions made
/// at once one counts, and a restart forgets nothing.
#[derive(Clone, Debug)]
pub struct PracticeBank {
    folder: Arc<Path>,
}

const PENDING: &str = "pending.json";
const PAID: &str = "paid.json";
const REFUSED: &str = "refused.json";

impl PracticeBank {
    /// The bank of a data folder. Nothing is written until the first order.
    pub fn new(data_dir: &Path) -> Self {
        Self { folder: data_dir.join("practice-bank").into() }
    }

    /// An order and where it stands; nothing for a number that is no order.
    pub async fn order(&self, order: &str) -> Option<(PracticeOrder, OrderStatus)> {
        let id = OrderId::parse(order)?;
        self.with_files(move |bank| bank.find(&id)).await.ok().flatten()
    }

    /// Pays or refuses an order. Whoever comes second changes nothing. Says where the order stands now.
    pub async fn decide(&self, order: &str, pay: bool) -> OrderStatus {
        let Some(id) = OrderId::parse(order) else { return OrderStatus::Unknown };
        let decided = self.with_files(move |bank| {
            let decision = if pay { PAID } else { REFUSED };
            match fs::rename(bank.path(&id, PENDING), bank.path(&id, decision)) {
                Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
                _ => Ok(bank.find(&id)?.map(|(_, status)| status)),
            }
        });
        decided.await.ok().flatten().unwrap_or(OrderStatus::Unknown)
    }

    fn path(&self, id: &OrderId, ending: &str) -> PathBuf {
        self.folder.join(format!("{id}.{ending}"))
    }

    /// Files off the async threads.
    async fn with_files<T: Send + 'static>(
        &self,
        work: impl FnOnce(Self) -> io::Result<T> + Send + 'static,
    ) -> io::Result<T> {
        let bank = self.clone();
        tokio::task::spawn_blocking(move || work(bank)).await.unwrap_or_else(|stopped| Err(io::Error::other(stopped)))
    }

    /// Orders only go from pending to decided: in this order of looking none is missed while it is renamed.
    fn find(&self, id: &OrderId) -> io::Result<Option<(PracticeOrder, OrderStatus)>> {
        let stands = [(PENDING, OrderStatus::Pending), (PAID, OrderStatus::Paid), (REFUSED, OrderStatus::Refused)];
        for (ending, status) in stands {
            match fs::read(self.path(id, ending)) {
                Ok(bytes) => return Ok(Some((serde_json::from_slice(&bytes)?, status))),
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Ok(None)
    }

    /// Writes beside the final name and renames: no reader sees half an order.
    fn write(&self, id: &OrderId, order: &PracticeOrder) -> io::Result<()> {
        if self.find(id)?.is_some() {
            return Ok(());
        }
        fs::create_dir_all(&self.folder)?;
        let attempt = ATTEMPTS.fetch_add(1, Ordering::Relaxed);
        let unfinished = self.folder.join(format!(".tmp-{}-{attempt}-{id}", std::process::id()));
        let mut file = fs::File::create(&unfinished)?;
        file.write_all(&serde_json::to_vec(order)?)?;
        fs::rename(&unfinished, self.path(id, PENDING))
    }
}

#[async_trait]
impl Acquirer for PracticeBank {
    async fn open(&self, order: &PaymentOrder) -> Result<String, String> {
        let id = OrderId::parse(&order.id).ok_or("the number of an order must be 32 to 64 hexadecimal digits")?;
        let page = format!("/demo-bank/{id}");
        let order = PracticeOrder { amount: order.amount, description: order.description.clone() };
        match self.with_files(move |bank| bank.write(&id, &order)).await {
            Ok(()) => Ok(page),
            Err(error) => Err(format!("the folder {} cannot be written: {}", self.folder.display(), error.kind())),
        }
    }

    async fn status(&self, order: &str) -> OrderStatus {
        self.order(order).await.map_or(OrderStatus::Unknown, |(_, status)| status)
    }

    fn practice(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0123456789abcdef0123456789abcdef";

    fn order(id: &str) -> PaymentOrder {
        PaymentOrder {
            id: id.into(),
            amount: Money(123_450),
            description: "Квитанция за сентябрь 2026".into(),
            return_url: "http://127.0.0.1:3000/pay-return/x".into(),
        }
    }

    #[tokio::test]
    async fn an_order_waits_is_decided_once_and_survives_a_restart() {
        let dir = tempfile::tempdir().unwrap();
        let bank = PracticeBank::new(dir.path());
        assert_eq!(bank.status(ID).await, OrderStatus::Unknown);
        assert_eq!(bank.open(&order(ID)).await, Ok(format!("/demo-bank/{ID}")));
        assert_eq!(bank.status(ID).await, OrderStatus::Pending);
        assert_eq!(bank.decide(ID, true).await, OrderStatus::Paid);
        assert_eq!(bank.decide(ID, false).await, OrderStatus::Paid, "the first decision stands");
        assert_eq!(bank.open(&order(ID)).await, Ok(format!("/demo-bank/{ID}")), "opened again, it is not forgotten");
        let restarted = PracticeBank::new(dir.path());
        let (kept, status) = restarted.order(ID).await.unwrap();
        assert_eq!((kept.amount, status), (Money(123_450), OrderStatus::Paid));
        assert_eq!(kept.description, "Квитанция за сентябрь 2026");
    }

    #[tokio::test]
    async fn a_refused_order_stays_refused_and_other_orders_are_their_own() {
        let dir = tempfile::tempdir().unwrap();
        let bank = PracticeBank::new(dir.path());
        let other = "f".repeat(64);
        bank.open(&order(ID)).await.unwrap();
        bank.open(&order(&other)).await.unwrap();
        assert_eq!(bank.decide(ID, false).await, OrderStatus::Refused);
        assert_eq!(bank.status(&other).await, OrderStatus::Pending);
        let names: Vec<_> = fs::read_dir(dir.path().join("practice-bank")).unwrap().collect();
        assert_eq!(names.len(), 2, "no unfinished file is left: {names:?}");
    }

    #[tokio::test]
    async fn of_many_decisions_at_once_one_counts() {
        let dir = tempfile::tempdir().unwrap();
        let bank = PracticeBank::new(dir.path());
        bank.open(&order(ID)).await.unwrap();
        let tasks: Vec<_> = (0..16)
            .map(|index| {
                let bank = bank.clone();
                tokio::spawn(async move { bank.decide(ID, index % 2 == 0).await })
            })
            .collect();
        let last = bank.decide(ID, true).await;
        for task in tasks {
            assert_eq!(task.await.unwrap(), last);
        }
    }

    #[tokio::test]
    async fn a_number_that_is_no_order_never_reaches_the_folder() {
        let dir = tempfile::tempdir().unwrap();
        let bank = PracticeBank::new(dir.path());
        fs::write(dir.path().join("secret.pending.json"), r#"{"amount":1,"description":"x"}"#).unwrap();
        for wrong in ["", "../secret", "..%2Fsecret", "0123456789ABCDEF0123456789ABCDEF"] {
            assert_eq!(bank.status(wrong).await, OrderStatus::Unknown, "{wrong}");
            assert_eq!(bank.decide(wrong, true).await, OrderStatus::Unknown, "{wrong}");
            assert!(bank.open(&order(wrong)).await.is_err(), "{wrong}");
        }
        assert!(!dir.path().join("practice-bank").exists());
    }

    #[tokio::test]
    async fn a_folder_that_cannot_be_written_is_a_refusal_for_operators() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("practice-bank"), b"a file").unwrap();
        let refusal = PracticeBank::new(dir.path()).open(&order(ID)).await.unwrap_err();
        assert!(refusal.contains("practice-bank cannot be written"), "{refusal}");
    }
}
