//! Taking a file of suppliers: it changes what differs and says what it changed.
//! Not here: reading the file (see `registers`).

use crate::{Cabinet, Outcome};
use documents::payment_qr::requisites::{self, Doubt};
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

/// What looks wrong with the bank details of suppliers, as sentences for the clerk: control digits that do not hold. The
/// file is taken all the same, because only the supplier can say what is right. Control digits of ИНН are left to the
/// reader of the file, which names the line.
pub fn doubts(file: &[Supplier]) -> Vec<String> {
    let of = |supplier: &Supplier| -> Vec<String> {
        let doubts = requisites::doubts(&supplier.into());
        let sentence = |doubt: &Doubt| format!("{} (ИНН {}): {}", supplier.short_name, supplier.inn, words(*doubt));
        doubts.iter().filter(|doubt| **doubt != Doubt::InnControl).map(sentence).collect()
    };
    file.iter().flat_map(of).collect()
}

fn words(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::InnControl => "контрольные цифры ИНН не сходятся. Сверьте ИНН с поставщиком.",
        Doubt::KppForm => "в КПП должно быть 9 знаков.",
        Doubt::BicForm => "в БИК должно быть 9 цифр.",
        Doubt::AccountForm => "в расчётном счёте должно быть 20 цифр.",
        Doubt::AccountKey => "контрольный ключ расчётного счёта не сходится с БИК. Сверьте счёт и БИК с поставщиком.",
        Doubt::CorrAccountForm => "в корреспондентском счёте должно быть 20 цифр.",
        Doubt::CorrAccountKey => "контрольный ключ корреспондентского счёта не сходится с БИК. Сверьте их с поставщиком.",
    }
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
