//! Taking a file of suppliers: it changes what differs and says what it changed.
//! Not here: reading the file (see `registers`).

use crate::{Cabinet, Outcome};
use domain::Supplier;
use storage::suppliers;

/// What a file of suppliers changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SupplierChanges {
    /// New suppliers.
    pub added: usize,
    /// Suppliers that differed.
    pub changed: usize,
    /// Suppliers that were the same.
    pub same: usize,
}

impl Cabinet {
    /// Enters new suppliers and corrects those that differ. Suppliers that are not in the file stay.
    pub async fn take_suppliers(&self, file: &[Supplier]) -> Outcome<SupplierChanges> {
        let mut changes = SupplierChanges::default();
        let mut tx = self.db.write().await?;
        let known = suppliers::list(&mut tx).await?;
        for supplier in file {
            match known.iter().find(|row| row.supplier.inn == supplier.inn) {
                Some(row) if row.supplier == *supplier => changes.same += 1,
                found => {
                    suppliers::upsert(&mut tx, supplier).await?;
                    *(if found.is_some() { &mut changes.changed } else { &mut changes.added }) += 1;
                }
            }
        }
        tx.commit().await?;
        Ok(changes)
    }
}
