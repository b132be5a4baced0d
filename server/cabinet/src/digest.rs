//! One letter with several receipts for somebody who would get many in one month.
//! Not here: the letters themselves (see `receipt_letter`), whom they go to (see `publish`).

use crate::queue::Matter;
use crate::{Cabinet, Outcome};
use domain::Period;
use domain::id::{MessageId, ReceiptId};
use storage::Tx;
use storage::messages::{self, HeldRow};

/// From so many receipts on. Two are better apart: each is found by its address in the mailbox.
const LEAST: i64 = 3;

impl Cabinet {
    /// Joins the held letters of a period, in the transaction that lets them go.
    pub(crate) async fn join_letters(&self, tx: &mut Tx, period: Period, now: i64) -> Outcome<()> {
        let held = messages::list_held(tx, period, LEAST).await?;
        for of_person in held.chunk_by(|one, next| one.resident_id == next.resident_id) {
            let (ids, receipts): (Vec<_>, Vec<_>) = of_person.iter().filter_map(own_letter).unzip();
            let Some((first, others)) = ids.split_first() else { continue };
            let payload = serde_json::to_string(&Matter::Receipts { receipts }).unwrap_or_default();
            messages::join(tx, *first, &payload, others, now).await?;
        }
        Ok(())
    }
}

/// A receipt with the letter that would have been its own.
fn own_letter(held: &HeldRow) -> Option<(MessageId, (ReceiptId, Option<String>))> {
    match serde_json::from_str(&held.payload) {
        Ok(Matter::Receipt { receipt, whose }) => Some((held.id, (receipt, whose))),
        _ => None,
    }
}
