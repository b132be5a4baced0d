//! The letter with a receipt: its charges, what a correction changed, the links, and the PDF.
//! Not here: when it is sent (see `delivery`) and its words (see `messaging`).

use crate::addresses::shown_number;
use crate::drafting::{Drafting, Rows, sealed};
use crate::letter::ReceiptLetter;
use crate::receipts::Names;
use crate::{Cabinet, Failure, Outcome};
use documents::content::Face;
use documents::seal::SigningKey;
use domain::id::ReceiptId;
use domain::{Mode, date};
use std::collections::HashMap;
use storage::receipts::DocumentRow;
use storage::{Tx, receipts};

/// What the letters of a turn are made of. It is read at once: one query for each would cost more than the letter.
#[derive(Default)]
pub(crate) struct Material {
    names: Names,
    drafting: Drafting,
    keys: HashMap<i64, Outcome<SigningKey>>,
    /// Or why one cannot be made.
    documents: HashMap<ReceiptId, Result<DocumentRow, String>>,
}

impl Material {
    /// The receipts of these ids, as far as they are there.
    pub(crate) async fn load(cabinet: &Cabinet, tx: &mut Tx, ids: &[ReceiptId]) -> Outcome<Self> {
        if ids.is_empty() {
            return Ok(Self::default());
        }
        let (mut drafting, mut documents) = (Drafting::default(), HashMap::with_capacity(ids.len()));
        for (id, row) in receipts::list_documents(tx, ids).await? {
            let document = match row {
                Ok(row) => match drafting.load(cabinet, tx, [&row.receipt]).await {
                    Ok(()) => Ok(row),
                    Err(Failure::Broken(why)) => Err(why),
                    Err(failure) => return Err(failure),
                },
                Err(error) => Err(error.to_string()),
            };
            documents.insert(id, document);
        }
        Ok(Self { names: Names::load(tx).await?, drafting, keys: cabinet.sealing_keys(tx).await?, documents })
    }
}

impl Cabinet {
    /// The letter with a receipt; none if the receipt is not there. The PDF takes a millisecond of computing.
    pub(crate) async fn receipt_letter(&self, id: ReceiptId, material: &Material) -> Outcome<Option<ReceiptLetter>> {
        let row = match material.documents.get(&id) {
            Some(Ok(row)) => row,
            Some(Err(why)) => return Err(Failure::Broken(why.clone())),
            None => return Ok(None),
        };
        let DocumentRow { account, receipt, statement, .. } = row;
        let correction = if receipt.version > 1 {
            let mut tx = self.db.read().await?;
            self.correction(&mut tx, receipt, statement, &material.names).await?
        } else {
            None
        };
        let parts = material.names.parts(statement, &receipt.electronic_suppliers);
        let (electronic, paper): (Vec<_>, Vec<_>) = parts.into_iter().partition(|part| part.mode == Mode::Electronic);
        let pay_path = self.pay_path(receipt, row.pay_epoch);
        let pdf = if self.settings.attach_pdf {
            let content = self.draft(&material.drafting, Face::Electronic, &Rows::of(row, pay_path.clone()))?;
            let key = match receipt.mark.as_ref().and_then(|mark| material.keys.get(&mark.key)) {
                Some(Err(failure)) => return Err(Failure::Broken(failure.to_string())),
                Some(Ok(key)) => Some(key),
                None => None,
            };
            Some((crate::receipts::file_name(receipt), sealed(&content, key, id)?))
        } else {
            None
        };
        let code = receipt.mark.as_ref().map(|mark| mark.code);
        let check = code.map_or_else(|| "/check".to_owned(), |code| format!("/check/{}", code.compact()));
        Ok(Some(ReceiptLetter {
            address: account.address().one_line(),
            number: shown_number(&account.number),
            period: receipt.period,
            corrected: receipt.version > 1,
            electronic,
            electronic_total: receipt.electronic,
            paper: paper.into_iter().map(|part| (part.supplier, part.total)).collect(),
            paper_total: receipt.paper,
            total: receipt.total,
            pay_by: date::pay_by(receipt.period),
            link: self.settings.url(&format!("/receipts/{id}")),
            pay_link: self.settings.url(&pay_path),
            correction,
            code,
            check_link: self.settings.url(&check),
            whose: None,
            pdf,
        }))
    }
}
