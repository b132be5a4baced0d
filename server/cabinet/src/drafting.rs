//! A receipt as a document: its content put together from the rows, with payment QR codes and the mark of authenticity.
//! Not here: layout, symbols and signatures (see `documents`).

use crate::addresses::shown_number;
use crate::requisites::Snapshot;
use crate::{Cabinet, Failure, Outcome};
use documents::content::{Face, Joint, Line, Mark, Part, Payee, Payer, Receipt};
use documents::payment_qr::{self, ReceiptFacts};
use documents::pdf::Typesetter;
use documents::seal::{SigningKey, seal_pdf};
use domain::id::{ReceiptId, SupplierId};
use domain::{Date, Mode, Money, Supplier, date};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};
use storage::accounts::AccountRow;
use storage::receipts::{DocumentRow, ReceiptRow};
use storage::statements::Statement;
use storage::{Tx, accounts, documents as store, receipts, statements, suppliers};

/// Fonts are read and measured once a process.
pub(crate) static TYPESETTER: LazyLock<Typesetter> = LazyLock::new(Typesetter::new);

/// Name and unit of each service.
type Services = HashMap<i64, (String, String)>;

/// What many receipts share, loaded once for all of them.
#[derive(Default)]
pub(crate) struct Drafting {
    requisites: HashMap<i64, Arc<Snapshot>>,
    services: Option<Services>,
}

/// The requisites that a receipt names; zero for one that was published before they were kept.
fn requisites_id(receipt: &ReceiptRow) -> i64 {
    receipt.mark.as_ref().map_or(0, |mark| mark.requisites)
}

impl Drafting {
    /// Loads what these receipts need and is not here yet.
    pub(crate) async fn load(
        &mut self,
        cabinet: &Cabinet,
        tx: &mut Tx,
        receipts: impl IntoIterator<Item = &ReceiptRow>,
    ) -> Outcome<()> {
        for receipt in receipts {
            self.requisites(cabinet, tx, receipt).await?;
        }
        if self.services.is_none() {
            let rows = suppliers::list_services(tx).await?;
            self.services = Some(rows.into_iter().map(|row| (row.id, (row.name, row.unit))).collect());
        }
        Ok(())
    }

    /// The requisites that a receipt names; those of now for one that was published before they were kept.
    pub(crate) async fn requisites(
        &mut self,
        cabinet: &Cabinet,
        tx: &mut Tx,
        receipt: &ReceiptRow,
    ) -> Outcome<Arc<Snapshot>> {
        let id = requisites_id(receipt);
        if let Some(known) = self.requisites.get(&id) {
            return Ok(known.clone());
        }
        let snapshot = if id == 0 {
            cabinet.current_requisites(tx).await?
        } else {
            let rows = store::list_requisites(tx).await?;
            let row = rows.iter().find(|row| row.id == id);
            Snapshot::read(row.ok_or_else(|| Failure::Broken(format!("requisites {id} are gone")))?)?
        };
        let snapshot = Arc::new(snapshot);
        self.requisites.insert(id, snapshot.clone());
        Ok(snapshot)
    }

    fn loaded(&self, receipt: &ReceiptRow) -> Outcome<(&Snapshot, &Services)> {
        let loaded = self.requisites.get(&requisites_id(receipt)).zip(self.services.as_ref());
        let (snapshot, services) = loaded.ok_or_else(|| Failure::Broken(format!("receipt {} is not loaded", receipt.id)))?;
        Ok((snapshot, services))
    }
}

/// What a payment QR of a receipt is about.
pub(crate) struct PayeeQr<'a> {
    pub receipt: &'a ReceiptRow,
    pub account: &'a AccountRow,
    pub day: Date,
}

impl PayeeQr<'_> {
    /// The payload; none where the payee's requisites make none. A QR that no bank reads is worse than none.
    pub(crate) fn bytes(&self, supplier: &Supplier, sum: Money) -> Option<Vec<u8>> {
        let facts = ReceiptFacts {
            pers_acc: &self.account.number,
            period: self.receipt.period,
            sum,
            purpose: None,
            code: self.receipt.mark.as_ref().map(|mark| mark.code),
            issued: self.day,
            pay_by: date::pay_by(self.receipt.period),
            payer_name: &self.account.holder,
            payer_address: &self.account.address().one_line(),
        };
        payment_qr::for_receipt(&Payee::from(supplier), &supplier.qr, &facts).ok()
    }
}

/// The rows of one receipt.
pub(crate) struct Rows<'a> {
    pub receipt: &'a ReceiptRow,
    pub account: &'a AccountRow,
    pub statement: &'a Statement,
    /// The path of its pay page.
    pub pay_path: Option<String>,
}

impl<'a> Rows<'a> {
    /// Of a receipt that is read on a screen or in a letter.
    pub(crate) fn of(row: &'a DocumentRow, pay_path: String) -> Self {
        Self { receipt: &row.receipt, account: &row.account, statement: &row.statement, pay_path: Some(pay_path) }
    }
}

impl Cabinet {
    /// The content of a receipt's document. `drafting` has loaded what it needs.
    pub(crate) fn draft(&self, drafting: &Drafting, face: Face, rows: &Rows<'_>) -> Outcome<Receipt> {
        let Rows { receipt, account, statement, pay_path } = rows;
        let (snapshot, services) = drafting.loaded(receipt)?;
        let day = self.day_of(receipt.published_at);
        let qr = PayeeQr { receipt, account, day };
        let electronic = |supplier: SupplierId| receipt.electronic_suppliers.contains(&supplier);
        let mut totals = statement.totals();
        totals.sort_by_key(|(supplier, _)| !electronic(*supplier));
        let (mut parts, mut elsewhere) = (Vec::with_capacity(totals.len()), Vec::new());
        for (id, total) in totals {
            let supplier = snapshot.supplier(id);
            if face == Face::Paper && electronic(id) {
                elsewhere.push((supplier.map(|s| s.short_name.clone()).unwrap_or_default(), total));
                continue;
            }
            let asked = supplier.filter(|_| total > Money::ZERO && face != Face::Preview);
            parts.push(Part {
                payee: supplier.map(Payee::from).unwrap_or_default(),
                way: if electronic(id) { Mode::Electronic } else { Mode::Paper },
                lines: lines_of(statement, id, services),
                total,
                qr: asked.and_then(|supplier| qr.bytes(supplier, total)),
            });
        }
        let total: Money = parts.iter().map(|part| part.total).sum();
        // Beside the only payee's own code a joint one over the same sum would be paid as well.
        let several = parts.iter().filter(|part| part.qr.is_some()).count() > 1;
        let joint = snapshot.joint.as_ref().filter(|_| several && total > Money::ZERO && face != Face::Preview);
        let mark = receipt.mark.as_ref().filter(|_| face != Face::Preview);
        Ok(Receipt {
            face,
            period: receipt.period,
            version: receipt.version,
            issued: day,
            pay_by: date::pay_by(receipt.period),
            agent: snapshot.head(),
            payer: Payer {
                number: shown_number(&account.number),
                els: account.els.clone(),
                address: account.address().one_line(),
                holder: account.holder.clone(),
                area: account.area(),
                residents: account.residents,
            },
            parts,
            elsewhere,
            joint: joint.and_then(|agent| Some(Joint { payee: Payee::from(agent), total, qr: qr.bytes(agent, total)? })),
            mark: mark.map(|mark| Mark { code: mark.code, url: format!("{}/check/{}", snapshot.site, mark.code.compact()) }),
            pay_url: pay_path
                .as_ref()
                .filter(|_| face == Face::Electronic && total > Money::ZERO)
                .map(|path| format!("{}{path}", snapshot.site)),
        })
    }

    /// A published receipt as PDF, sealed; the same bytes each time.
    pub(crate) async fn pdf_of(&self, tx: &mut Tx, id: ReceiptId) -> Outcome<Vec<u8>> {
        let row = receipts::list_documents(tx, &[id]).await?.pop().ok_or(Failure::NotFound)?.1?;
        let mut drafting = Drafting::default();
        drafting.load(self, tx, [&row.receipt]).await?;
        let rows = Rows::of(&row, self.pay_path(&row.receipt, row.pay_epoch));
        let content = self.draft(&drafting, Face::Electronic, &rows)?;
        let key = match &row.receipt.mark {
            Some(mark) => self.sealing_keys(tx).await?.remove(&mark.key).transpose()?,
            None => None,
        };
        apart(move || sealed(&content, key.as_ref(), id)).await
    }

    /// The PDF of a published receipt of this period for an account number, or a preview of one that is not published.
    pub async fn receipt_file(&self, number: &str, period: domain::Period) -> Outcome<Vec<u8>> {
        let mut tx = self.db.read().await?;
        let key = domain::account::lookup_key(number);
        let found = accounts::list_by_lookup_key(&mut tx, &key).await?;
        let exact = found.iter().find(|account| account.number == number.trim());
        let account = exact.or(if found.len() == 1 { found.first() } else { None }).ok_or(Failure::NotFound)?;
        let current = receipts::list_current(&mut tx, period, account.id, account.id).await?;
        if let Some(receipt) = current.first() {
            return self.pdf_of(&mut tx, receipt.id).await;
        }
        let stored = statements::list_newest(&mut tx, period, &[account.id]).await?;
        let statement = statements::decode(stored.into_iter().next().ok_or(Failure::NotFound)?)?;
        let preview = ReceiptRow {
            id: ReceiptId(uuid::Uuid::nil()),
            period,
            account: account.id,
            version: 1,
            revision: statement.revision,
            published_at: self.now(),
            total: statement.total,
            electronic: Money::ZERO,
            paper: statement.total,
            electronic_suppliers: Vec::new(),
            replaced_at: None,
            mark: None,
        };
        let mut drafting = Drafting::default();
        drafting.load(self, &mut tx, [&preview]).await?;
        let rows = Rows { receipt: &preview, account, statement: &statement, pay_path: None };
        let content = self.draft(&drafting, Face::Preview, &rows)?;
        apart(move || sealed(&content, None, preview.id)).await
    }
}

/// A receipt as PDF, with a seal if there is a key: a millisecond of pure computing.
pub(crate) fn sealed(content: &Receipt, key: Option<&SigningKey>, id: ReceiptId) -> Outcome<Vec<u8>> {
    let pdf = TYPESETTER.receipt(content);
    match key {
        Some(key) => seal_pdf(pdf, key, *id.0.as_bytes()).map_err(|error| Failure::Broken(error.to_string())),
        None => Ok(pdf),
    }
}

/// Computes on a thread for it: other requests go on meanwhile.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> Outcome<T> + Send + 'static) -> Outcome<T> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|_| Failure::Broken("a receipt could not be laid out".to_owned()))?
}

fn lines_of(statement: &Statement, supplier: SupplierId, services: &Services) -> Vec<Line> {
    let of = statement.lines.iter().enumerate().filter(|(_, line)| line.supplier == supplier);
    of.map(|(place, line)| {
        let (service, unit) = services.get(&line.service).cloned().unwrap_or_default();
        Line {
            service,
            unit,
            volume: line.volume,
            tariff: line.tariff,
            sums: line.sums,
            details: statement.details.get(&place).cloned().unwrap_or_default(),
        }
    })
    .collect()
}
