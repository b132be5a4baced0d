//! The breaker against SMS pumping: codes that nobody enters are a sign that numbers are run through at our cost.
//! Not here: limits per phone, block of numbers and address (see `limits`).

use crate::{Cabinet, MINUTE, Outcome};
use storage::Tx;
use storage::confirmations;

/// How far back is looked.
const WINDOW: i64 = 15 * MINUTE;
/// A code younger than this may still be on its way to whoever types it.
const YOUNG: i64 = 3 * MINUTE;
/// Fewer codes than this say nothing.
const LEAST: i64 = 50;
/// Of a hundred codes sent, so many at least are entered while all is well.
const ENTERED: i64 = 30;

impl Cabinet {
    /// Whether so few of the codes of the last minutes were entered that new phones get none for now. It opens again by
    /// itself when those minutes have passed.
    pub(crate) async fn codes_are_pumped(&self, tx: &mut Tx, now: i64) -> Outcome<bool> {
        let (sent, entered) = confirmations::count_entered(tx, now - WINDOW, now - YOUNG).await?;
        let pumped = few(sent, entered);
        if pumped {
            tracing::error!(sent, entered, "codes are asked for and not entered: new phones get none (SMS pumping?)");
        }
        Ok(pumped)
    }

    /// Whether new phones get no codes for now, as [`Cabinet::codes_are_pumped`] would say: for monitoring.
    pub async fn holds_codes_back(&self) -> Outcome<bool> {
        let now = self.now();
        let mut tx = self.db.read().await?;
        let (sent, entered) = confirmations::count_entered(&mut tx, now - WINDOW, now - YOUNG).await?;
        Ok(few(sent, entered))
    }
}

fn few(sent: i64, entered: i64) -> bool {
    sent > LEAST && entered * 100 < sent * ENTERED
}
