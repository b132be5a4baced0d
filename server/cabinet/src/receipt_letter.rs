//! The letter with a receipt: its charges, what a correction changed, the links, and the PDF.
//! Not here: when it is sent (see `delivery`) and its words (see `messaging`).

use crate::addresses::shown_number;
use crate::drafting::Drafting;
use crate::letter::ReceiptLetter;
use crate::receipts::Names;
use crate::{Cabinet, Outcome};
use documents::content::Face;
use domain::id::ReceiptId;
use domain::{Mode, date};
use storage::{accounts, receipts, statements};

/// What the letters of one batch share.
#[derive(Default)]
pub(crate) struct Shared {
    names: Option<Names>,
    drafting: Drafting,
}

impl Cabinet {
    pub(crate) async fn receipt_letter(&self, id: ReceiptId, shared: &mut Shared) -> Outcome<Option<ReceiptLetter>> {
        let mut tx = self.db.read().await?;
        let Some(receipt) = receipts::find(&mut tx, id).await? else { return Ok(None) };
        let Some(account) = accounts::find(&mut tx, receipt.account).await? else { return Ok(None) };
        let statement = statements::find(&mut tx, receipt.period, receipt.account, receipt.revision).await?;
        let Some(statement) = statement else { return Ok(None) };
        if shared.names.is_none() {
            shared.names = Some(Names::load(&mut tx).await?);
        }
        let Some(names) = &shared.names else { return Ok(None) };
        let correction = self.correction(&mut tx, &receipt, &statement, names).await?;
        let parts = names.parts(&statement, &receipt.electronic_suppliers);
        let (electronic, paper): (Vec<_>, Vec<_>) = parts.into_iter().partition(|part| part.mode == Mode::Electronic);
        let pdf = if self.settings.attach_pdf {
            let pdf = self.pdf_of(&mut tx, &mut shared.drafting, &receipt, Face::Electronic).await?;
            Some((crate::receipts::file_name(&receipt), pdf))
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
            pay_link: self.settings.url(&self.pay_path_of(&mut tx, &receipt).await?),
            correction,
            code,
            check_link: self.settings.url(&check),
            whose: None,
            pdf,
        }))
    }
}
