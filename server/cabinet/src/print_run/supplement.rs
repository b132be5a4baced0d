//! The supplement, дополнительный тираж: receipts of a month whose letters came back, printed after all (product rule 13).
//! Not here: files (see the parent module), what makes a letter come back (see `reports`).

use super::{Due, Manifest, PrintRefusal, Run};
use crate::Cabinet;
use domain::Period;
use std::path::Path;
use storage::supplements;

impl Cabinet {
    /// Writes a supplement: that of the number asked for once more, or one that was begun and not written, or a new one
    /// with every receipt that came back since the last. `None` where there is nothing to print. A receipt is in one
    /// supplement only, so that nobody gets it twice.
    pub async fn print_supplement(
        &self,
        period: Period,
        number: Option<i64>,
        folder: &Path,
        sheets: Option<u32>,
    ) -> Result<Option<Manifest>, PrintRefusal> {
        self.must_be_published(period).await?;
        let now = self.now();
        let mut tx = self.db.write().await?;
        let known = supplements::list(&mut tx, period).await?;
        let number = match number {
            Some(number) if known.iter().any(|row| row.number == number) => number,
            Some(number) => return Err(PrintRefusal::NoSupplement { period, number }),
            None => match known.first() {
                Some(begun) if begun.done_at.is_none() => begun.number,
                last => {
                    let next = last.map_or(1, |row| row.number + 1);
                    if supplements::begin(&mut tx, period, next, now).await? == 0 {
                        return Ok(None);
                    }
                    next
                }
            },
        };
        let due = Due::Total(supplements::total(&mut tx, period, number).await?);
        tx.commit().await?;
        let made = self.write_files(period, Run::Supplement(number), &due, folder, sheets).await?;
        let mut tx = self.db.write().await?;
        supplements::finish(&mut tx, period, number, now).await?;
        tx.commit().await?;
        Ok(Some(made))
    }
}
