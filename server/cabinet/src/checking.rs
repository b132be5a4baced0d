//! «Проверить квитанцию»: whether a code, a PDF or the text of a payment QR is ours. Says nothing personal to anybody.
//! Not here: seals and the reading of PDFs (see `documents`).

use crate::access::Visitor;
use crate::limits::{CHECK_FILE_IP, CHECK_IP, ip_key};
use crate::ports::Inspector;
use crate::requisites::{Snapshot, shown};
use crate::{Cabinet, Failure, Outcome};
use documents::inspect::{InspectError, Inspection, Limits, settlement_accounts};
use documents::payment_qr::{Key, ReadPayment, read, read_text};
use documents::seal::{Seal, read_seal};
use domain::view::{CheckPage, FormState, Problem, Verdict};
use domain::{CheckCode, Supplier};
use storage::receipts::ReceiptRow;
use storage::{Tx, accounts, documents as store, publications, receipts, statements, suppliers};
use tokio::sync::Semaphore;

/// The largest file that is looked at, in bytes: fifty times the size of a receipt of ours.
pub const LARGEST_FILE: usize = 10 << 20;
/// The name of the form in which a verdict is kept for the page after a redirect.
const FORM: &str = "check";
/// Foreign details that are shown, at most.
const SHOWN: usize = 5;

/// Reading a stranger's PDF may take a second of a core and much memory: one at a time.
static INSPECTING: Semaphore = Semaphore::const_new(1);

/// Reads PDFs in this very process: for files whose maker is known, as in tests. A hostile one can take all memory.
#[derive(Debug)]
pub struct InProcess;

impl Inspector for InProcess {
    fn inspect(&self, pdf: &[u8]) -> Result<Inspection, InspectError> {
        documents::inspect::inspect(pdf, &Limits::default())
    }
}

/// What a typed text was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Checked {
    /// A check code: its page has an address of its own.
    Code(CheckCode),
    /// The text of a payment QR, judged.
    Verdict(Verdict),
}

/// Whose a payee is.
enum Whose {
    Ours(Box<Supplier>),
    Old(String),
    Foreign,
}

/// Everybody's requisites, now and before.
struct Known {
    now: Vec<Supplier>,
    before: Vec<Supplier>,
}

impl Known {
    async fn load(cabinet: &Cabinet, tx: &mut Tx) -> Outcome<Self> {
        let now = cabinet.current_requisites(tx).await?;
        let mut before = Vec::new();
        for row in store::list_requisites(tx).await? {
            before.extend(Snapshot::read(&row)?.payees().cloned());
        }
        Ok(Self { now: now.payees().cloned().collect(), before })
    }

    fn of(&self, payment: &ReadPayment) -> Whose {
        // Two values of one field: which of them a bank takes is not known.
        if payment.contradicts_itself() {
            return Whose::Foreign;
        }
        let same = |payee: &&Supplier| {
            payment.personal_acc() == Some(&payee.account)
                && payment.bic() == Some(&payee.bic)
                && payment.get(&Key::PayeeInn).is_none_or(|inn| inn == payee.inn.as_str())
                // Some write no correspondent account, or `0`.
                && payment
                    .get(&Key::CorrespAcc)
                    .is_none_or(|corr| corr == payee.corr_account || corr.trim_matches('0').is_empty())
        };
        if let Some(payee) = self.now.iter().find(same) {
            return Whose::Ours(Box::new(payee.clone()));
        }
        self.before.iter().find(same).map_or(Whose::Foreign, |payee| Whose::Old(payee.short_name.clone()))
    }

    /// Whether an account number is one that money of ours goes to, now or before.
    fn has_account(&self, account: &str) -> bool {
        self.now.iter().chain(&self.before).any(|payee| payee.account == account || payee.corr_account == account)
    }
}

impl Cabinet {
    /// What stands on the page: the verdict on a code in its address, or one that was kept for this browser.
    pub async fn check_page(&self, visitor: &Visitor, code: Option<&str>, form: Option<&str>) -> Outcome<CheckPage> {
        let mut form = self.form(visitor, FORM, form).await?;
        let kept = form.values.remove("verdict").and_then(|json| serde_json::from_str(&json).ok());
        let verdict = match code {
            None => kept,
            Some(code) => match CheckCode::parse(code) {
                Ok(code) => Some(self.check_receipt_code(visitor, code).await?),
                Err(_) => Some(Verdict::Unknown),
            },
        };
        Ok(CheckPage { verdict, form })
    }

    /// Keeps a verdict for the page after the redirect, and answers the id of its form.
    pub async fn keep_verdict(&self, visitor: &Visitor, verdict: &Verdict) -> Outcome<String> {
        let json = serde_json::to_string(verdict).map_err(|error| Failure::Broken(error.to_string()))?;
        let state = FormState { values: [("verdict".to_owned(), json)].into(), problems: Vec::new() };
        self.keep_state(visitor, FORM, &state).await
    }

    async fn may_check(&self, visitor: &Visitor, file: bool) -> Outcome<bool> {
        let limit = if file { CHECK_FILE_IP } else { CHECK_IP };
        self.allow(&[(limit, &ip_key(visitor.ip))]).await
    }

    /// Whose receipt a code is on.
    pub async fn check_receipt_code(&self, visitor: &Visitor, code: CheckCode) -> Outcome<Verdict> {
        if !self.may_check(visitor, false).await? {
            return Err(Failure::problem("text", Problem::TooManyAttempts));
        }
        let mut tx = self.db.read().await?;
        let receipt = receipts::find_by_code(&mut tx, code).await?;
        self.ours(&mut tx, receipt, false).await
    }

    /// The verdict on a receipt of ours; a stranger who has only the code does not learn the sum.
    async fn ours(&self, tx: &mut Tx, receipt: Option<ReceiptRow>, with_sum: bool) -> Outcome<Verdict> {
        let Some(receipt) = receipt else { return Ok(Verdict::Unknown) };
        let publication = publications::find(tx, receipt.period).await?;
        if publication.is_none_or(|publication| publication.finished_at.is_none()) {
            return Ok(Verdict::Unknown);
        }
        if let Some(at) = receipt.replaced_at {
            return Ok(Verdict::Replaced { period: receipt.period, replaced: self.day_of(at) });
        }
        if let Some(name) = self.moved_payee(tx, &receipt).await? {
            return Ok(Verdict::PayeeOld { name });
        }
        Ok(Verdict::Ours {
            period: receipt.period,
            published: self.day_of(receipt.published_at),
            total: with_sum.then_some(receipt.total),
        })
    }

    /// A payee of a receipt that takes money elsewhere by now: the receipt is ours, but is not to be paid by.
    async fn moved_payee(&self, tx: &mut Tx, receipt: &ReceiptRow) -> Outcome<Option<String>> {
        let Some(mark) = &receipt.mark else { return Ok(None) };
        let rows = store::list_requisites(tx).await?;
        let Some(row) = rows.iter().find(|row| row.id == mark.requisites) else { return Ok(None) };
        let (then, now) = (Snapshot::read(row)?, self.current_requisites(tx).await?);
        let statement = statements::find(tx, receipt.period, receipt.account, receipt.revision).await?;
        let moved = statement.iter().flat_map(|statement| &statement.lines).find_map(|line| {
            let (then, now) = (then.supplier(line.supplier)?, now.supplier(line.supplier)?);
            let same = (&then.account, &then.bic) == (&now.account, &now.bic);
            (!same).then(|| now.short_name.clone())
        });
        Ok(moved)
    }

    /// A check code, an address with one, or the text of a payment QR, as typed, pasted or scanned.
    pub async fn check_typed(&self, visitor: &Visitor, text: &str) -> Outcome<Checked> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Failure::problem("text", Problem::CheckEmpty));
        }
        let code = code_of_our_address(text, &self.settings.public_url).unwrap_or(text);
        if let Ok(code) = CheckCode::parse(code) {
            return Ok(Checked::Code(code));
        }
        let Ok(payment) = read_text(text) else { return Err(Failure::problem("text", Problem::CheckNotACode)) };
        if !self.may_check(visitor, false).await? {
            return Err(Failure::problem("text", Problem::TooManyAttempts));
        }
        let mut tx = self.db.read().await?;
        let known = Known::load(self, &mut tx).await?;
        Ok(Checked::Verdict(self.judge(&mut tx, &known, &payment).await?))
    }

    /// The verdict on one payment QR.
    async fn judge(&self, tx: &mut Tx, known: &Known, payment: &ReadPayment) -> Outcome<Verdict> {
        let payee = match known.of(payment) {
            Whose::Foreign => return Ok(Verdict::Foreign { found: details(payment) }),
            Whose::Old(name) => return Ok(Verdict::PayeeOld { name }),
            Whose::Ours(payee) => payee,
        };
        // A QR that names its receipt is judged as a whole: the sum as well.
        if let Some(code) = payment.quitt_id().and_then(|id| CheckCode::parse(id).ok())
            && let Some(receipt) = receipts::find_by_code(tx, code).await?
            && (receipt.replaced_at.is_some() || self.asked_by(tx, &receipt, &payee, payment).await?)
        {
            return self.ours(tx, Some(receipt), true).await;
        }
        Ok(Verdict::PayeeOurs { payee: shown(&payee) })
    }

    /// Whether a receipt asks for what a QR asks for: the account, and the whole sum or that of this payee's part.
    async fn asked_by(&self, tx: &mut Tx, receipt: &ReceiptRow, payee: &Supplier, payment: &ReadPayment) -> Outcome<bool> {
        let account = accounts::find(tx, receipt.account).await?;
        let statement = statements::find(tx, receipt.period, receipt.account, receipt.revision).await?;
        let (Some(account), Some(statement)) = (account, statement) else { return Ok(false) };
        let part = suppliers::list(tx).await?.into_iter().find(|row| row.supplier.inn == payee.inn);
        let part = part.map(|row| statement.total_of(row.id));
        let same_account = payment.pers_acc().is_none_or(|number| number == account.number);
        Ok(same_account && payment.sum().is_some_and(|sum| sum == receipt.total || Some(sum) == part))
    }

    /// A PDF: by its seal first; without a good one, by whom it asks to pay.
    pub async fn check_file(&self, visitor: &Visitor, pdf: Vec<u8>) -> Outcome<Verdict> {
        let wrong = |problem| Err(Failure::problem("file", problem));
        if pdf.is_empty() {
            return wrong(Problem::FileEmpty);
        }
        if pdf.len() > LARGEST_FILE {
            return wrong(Problem::FileTooBig);
        }
        if !pdf[..pdf.len().min(1024)].windows(5).any(|five| five == b"%PDF-") {
            return wrong(Problem::FileNotPdf);
        }
        if !self.may_check(visitor, true).await? {
            return wrong(Problem::TooManyAttempts);
        }
        let mut tx = self.db.read().await?;
        // A seal of a revoked key says nothing, neither that a file is ours nor that it was changed.
        let seal = match read_seal(&pdf) {
            Some(seal) if self.is_revoked(&mut tx, seal.key_number).await? => None,
            seal => seal,
        };
        if let Some(verdict) = self.sealed(&mut tx, seal.as_ref(), &pdf).await? {
            return Ok(verdict);
        }
        drop(tx);
        let inspected = {
            let _one = INSPECTING.acquire().await.map_err(|_| Failure::Broken("no more inspections".to_owned()))?;
            let inspector = self.inspector.clone();
            let made = tokio::task::spawn_blocking(move || inspector.inspect(&pdf)).await;
            made.unwrap_or(Err(InspectError::Unavailable))
        };
        match inspected {
            Ok(inspection) => self.look(seal.is_some(), &inspection).await,
            Err(InspectError::Encrypted) => wrong(Problem::FileEncrypted),
            Err(InspectError::NotPdf) => wrong(Problem::FileNotPdf),
            Err(InspectError::TooBig) => wrong(Problem::FileTooBig),
            Err(InspectError::Unavailable) => Err(Failure::Broken("a file could not be inspected".to_owned())),
            // Ours once, by its seal, and no longer readable: somebody changed it.
            Err(InspectError::Broken | InspectError::TooCostly) if seal.is_some() => Ok(Verdict::Altered),
            Err(InspectError::Broken | InspectError::TooCostly) => wrong(Problem::FileBroken),
        }
    }

    /// The verdict on a file whose seal holds.
    async fn sealed(&self, tx: &mut Tx, seal: Option<&Seal>, pdf: &[u8]) -> Outcome<Option<Verdict>> {
        let Some(seal) = seal else { return Ok(None) };
        let Some(key) = self.trusted_key(tx, seal.key_number).await? else { return Ok(None) };
        if !seal.verify(pdf, &key) {
            return Ok(None);
        }
        let id = domain::id::ReceiptId(uuid::Uuid::from_bytes(seal.receipt_id));
        let receipt = receipts::find(tx, id).await?;
        self.ours(tx, receipt, true).await.map(Some)
    }

    /// The verdict on a file without a good seal, by every QR code and every account number on it.
    async fn look(&self, had_seal: bool, inspection: &Inspection) -> Outcome<Verdict> {
        let mut tx = self.db.read().await?;
        let known = Known::load(self, &mut tx).await?;
        let mut found: Vec<String> = Vec::new();
        let mut ours = None;
        for bytes in &inspection.qr {
            let Ok(payment) = read(bytes) else { continue };
            match self.judge(&mut tx, &known, &payment).await? {
                Verdict::Foreign { found: details } => found.extend(details),
                // A warning stays, whatever the other codes say.
                _ if matches!(ours, Some(Verdict::PayeeOld { .. } | Verdict::Replaced { .. })) => {}
                // A real code in a document that nobody vouches for makes its payee ours, not the document.
                Verdict::Ours { .. } => {
                    if let Whose::Ours(payee) = known.of(&payment) {
                        ours = Some(Verdict::PayeeOurs { payee: shown(&payee) });
                    }
                }
                verdict => ours = Some(verdict),
            }
        }
        found.extend(settlement_accounts(&inspection.text).into_iter().filter(|account| !known.has_account(account)));
        let mut seen = std::collections::HashSet::new();
        found.retain(|detail| seen.insert(detail.clone()));
        found.truncate(SHOWN);
        Ok(match ours {
            _ if !found.is_empty() => Verdict::Foreign { found },
            _ if had_seal => Verdict::Altered,
            // A receipt has one page or two; what stands on the pages that were not read nobody knows.
            _ if inspection.pages > Limits::default().pages => Verdict::Unknown,
            // Printed to a file, or saved anew by another program: whom it pays is known, the rest is not vouched for.
            Some(verdict @ (Verdict::PayeeOurs { .. } | Verdict::PayeeOld { .. } | Verdict::Replaced { .. })) => verdict,
            _ => Verdict::Unknown,
        })
    }
}

/// The code in the address that our second QR holds. A QR may hold it in capitals, which take less room. An address of
/// another site is no code of ours, whatever it ends in.
fn code_of_our_address<'a>(text: &'a str, public_url: &str) -> Option<&'a str> {
    let text = text.trim();
    let (start, rest) = text.split_at_checked(public_url.len())?;
    let (path, code) = rest.split_at_checked("/check/".len())?;
    let ours = start.eq_ignore_ascii_case(public_url) && path.eq_ignore_ascii_case("/check/");
    let code = code.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    (ours && !code.is_empty()).then_some(code)
}

/// What a payment QR asks to be paid to, as it stands in it, cut to a length that a page can bear.
fn details(payment: &ReadPayment) -> Vec<String> {
    let shown = |key: &Key| matches!(key, Key::Name | Key::PersonalAcc | Key::Bic | Key::PayeeInn);
    let cut = |text: &str| text.chars().filter(|c| !c.is_control()).take(100).collect::<String>();
    payment.fields.iter().filter(|(key, _)| shown(key)).map(|(_, value)| cut(value)).take(SHOWN).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_our_small_qr_is_its_code() {
        let ours = "https://kvitok.example";
        for text in [
            "https://kvitok.example/check/K7QM3X9PT2WD",
            " HTTPS://KVITOK.EXAMPLE/CHECK/K7QM3X9PT2WD\n",
            "https://kvitok.example/check/K7QM3X9PT2WD/",
            "https://kvitok.example/check/K7QM3X9PT2WD?from=paper#top",
        ] {
            assert_eq!(code_of_our_address(text, ours), Some("K7QM3X9PT2WD"), "{text}");
        }
    }

    #[test]
    fn another_address_and_other_texts_are_left_as_they_are() {
        let ours = "https://kvitok.example";
        for text in [
            "",
            "K7QM-3X9P-T2WD",
            "https://kvitok.example",
            "https://kvitok.example/check/",
            "https://kvitok.example/check/?x",
            "https://kvitok.example.evil/check/K7QM3X9PT2WD",
            "https://evil.example/check/K7QM3X9PT2WD",
            "http://kvitok.example/check/K7QM3X9PT2WD",
            "https://kvitok.examplе/check/K7QM3X9PT2WD", // a Cyrillic letter in the middle of the split
            "ST00012|Name=Ромашка|PersonalAcc=40702810000000000001",
        ] {
            assert_eq!(code_of_our_address(text, ours), None, "{text}");
        }
    }
}
