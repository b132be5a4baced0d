//! Marks of authenticity: each receipt version is signed when it is published, and its check code comes from that.
//! Not here: keys (see `keys`), the check itself (see `checking`).

use crate::drafting::Drafting;
use crate::requisites::Snapshot;
use crate::{Cabinet, Outcome};
use documents::seal::{Facts, PartFacts, SigningKey, check_code};
use domain::id::{AccountId, SupplierId};
use domain::{Mode, Money};
use std::collections::HashMap;
use std::sync::Arc;
use storage::receipts::{MarkRow, ReceiptRow};
use storage::statements::Statement;
use storage::{Tx, accounts, receipts, statements};

/// Receipts signed anew in one transaction.
const BATCH: i64 = 500;

/// Signs with one key, over one set of requisites.
pub(crate) struct Signer {
    key: SigningKey,
    requisites: i64,
    snapshot: Arc<Snapshot>,
}

impl Signer {
    fn facts(&self, receipt: &ReceiptRow, number: &str, statement: &Statement) -> Facts {
        let part = |(id, total): (SupplierId, Money)| {
            let payee = self.snapshot.supplier(id);
            PartFacts {
                inn: payee.map(|payee| payee.inn.to_string()).unwrap_or_default(),
                bic: payee.map(|payee| payee.bic.clone()).unwrap_or_default(),
                account: payee.map(|payee| payee.account.clone()).unwrap_or_default(),
                corr_account: payee.map(|payee| payee.corr_account.clone()).unwrap_or_default(),
                total,
                way: if receipt.electronic_suppliers.contains(&id) { Mode::Electronic } else { Mode::Paper },
            }
        };
        Facts {
            receipt: *receipt.id.0.as_bytes(),
            version: receipt.version,
            account: number.to_owned(),
            period: receipt.period,
            total: receipt.total,
            parts: statement.totals().into_iter().map(part).collect(),
        }
    }

    fn mark(&self, receipt: &ReceiptRow, number: &str, statement: &Statement) -> MarkRow {
        let signature = self.facts(receipt, number, statement).sign(&self.key);
        MarkRow {
            requisites: self.requisites,
            key: self.key.number(),
            code: check_code(signature),
            signature: signature.0.to_vec(),
        }
    }

    /// Signs the receipts of a chunk of a publication, on two threads: it is pure computing. `numbers` are the accounts'.
    pub(crate) fn sign_all(&self, new: &mut [ReceiptRow], statements: &[Statement], numbers: &[(i64, String)]) {
        let statements: HashMap<AccountId, &Statement> = statements.iter().map(|s| (s.account, s)).collect();
        let numbers: HashMap<i64, &str> = numbers.iter().map(|(id, number)| (*id, number.as_str())).collect();
        let sign = |receipts: &mut [ReceiptRow]| {
            for receipt in receipts {
                let number = numbers.get(&receipt.account.0).copied().unwrap_or_default();
                receipt.mark = statements.get(&receipt.account).map(|statement| self.mark(receipt, number, statement));
            }
        };
        let (first, second) = new.split_at_mut(new.len() / 2);
        std::thread::scope(|scope| {
            scope.spawn(|| sign(first));
            sign(second);
        });
    }
}

impl Cabinet {
    /// What signs a publication that runs now.
    pub(crate) async fn signer(&self, tx: &mut Tx) -> Outcome<Signer> {
        let key = self.signing_key(tx).await?;
        let (requisites, snapshot) = self.freeze_requisites(tx).await?;
        Ok(Signer { key, requisites, snapshot: Arc::new(snapshot) })
    }

    /// Signs what was published before receipts were signed, or with a key that is revoked since. Answers how many.
    pub async fn sign_unsigned(&self) -> Outcome<u64> {
        let (mut count, mut drafting) = (0, Drafting::default());
        loop {
            let mut tx = self.db.write().await?;
            let unsigned = receipts::list_unsigned(&mut tx, BATCH).await?;
            if unsigned.is_empty() {
                return Ok(count);
            }
            let signer = self.signer(&mut tx).await?;
            let mut marks = Vec::with_capacity(unsigned.len());
            for receipt in &unsigned {
                let account = accounts::find(&mut tx, receipt.account).await?;
                let statement = statements::find(&mut tx, receipt.period, receipt.account, receipt.revision).await?;
                let (Some(account), Some(statement)) = (account, statement) else {
                    let what = format!("receipt {} has no statement to be signed", receipt.id);
                    return Err(crate::Failure::Broken(what));
                };
                // Requisites stay those that the receipt has named: they are part of what is signed.
                let mark = match &receipt.mark {
                    Some(old) => {
                        let snapshot = drafting.requisites(self, &mut tx, receipt).await?;
                        let named = Signer { key: signer.key.clone(), requisites: old.requisites, snapshot };
                        named.mark(receipt, &account.number, &statement)
                    }
                    None => signer.mark(receipt, &account.number, &statement),
                };
                marks.push((receipt.id, mark));
            }
            receipts::set_marks(&mut tx, &marks).await?;
            tx.commit().await?;
            count += marks.len() as u64;
        }
    }
}
