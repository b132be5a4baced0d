//! «Квитанции»: the list, one receipt with all charges and the way each part went (product rule 4), and its PDF.
//! Not here: publishing them, and what explains them (see `understanding`).

use crate::access::{ViewerOf, Visitor};
use crate::addresses::shown_number;
use crate::{Cabinet, Failure, Outcome};
use domain::id::{AccountId, ReceiptId, ResidentId, SupplierId};
use domain::view::{ChargeLine, LetterState, MessageState, ReceiptGroup, ReceiptPage, ReceiptPart, ReceiptRow};
use domain::{Email, Mode, Money, date};
use std::collections::HashMap;
use storage::accounts::AccountRow;
use storage::receipts::ReceiptRow as Stored;
use storage::statements::Statement;
use storage::{Tx, accounts, grants, holders, messages, receipts, statements, suppliers};

/// Months on a list before the link to all of them.
const SHOWN: i64 = 12;
/// Months on the full list: ten years.
const ALL: i64 = 120;

pub(crate) fn row_of(stored: &Stored) -> ReceiptRow {
    ReceiptRow {
        id: stored.id,
        period: stored.period,
        total: stored.total,
        electronic: stored.electronic,
        paper: stored.paper,
        by_email: !stored.electronic_suppliers.is_empty(),
        pay_by: date::pay_by(stored.period),
    }
}

/// Names of suppliers and services by row number.
#[derive(Default)]
pub(crate) struct Names {
    suppliers: HashMap<SupplierId, (String, String)>,
    services: HashMap<i64, (String, String)>,
}

impl Names {
    /// The name residents know.
    pub(crate) fn supplier(&self, id: SupplierId) -> &str {
        self.suppliers.get(&id).map(|(name, _)| name.as_str()).unwrap_or_default()
    }

    /// Name and unit.
    pub(crate) fn service(&self, id: i64) -> (&str, &str) {
        self.services.get(&id).map(|(name, unit)| (name.as_str(), unit.as_str())).unwrap_or_default()
    }

    pub(crate) async fn load(tx: &mut Tx) -> Outcome<Self> {
        let suppliers = suppliers::list(tx).await?;
        let services = suppliers::list_services(tx).await?;
        Ok(Self {
            suppliers: suppliers.into_iter().map(|row| (row.id, (row.supplier.short_name, row.supplier.phone))).collect(),
            services: services.into_iter().map(|row| (row.id, (row.name, row.unit))).collect(),
        })
    }

    /// A statement by supplier, electronic parts first, otherwise in the order of the register.
    pub(crate) fn parts(&self, statement: &Statement, electronic: &[SupplierId]) -> Vec<ReceiptPart> {
        let mut order: Vec<SupplierId> = Vec::new();
        for line in &statement.lines {
            if !order.contains(&line.supplier) {
                order.push(line.supplier);
            }
        }
        order.sort_by_key(|supplier| !electronic.contains(supplier));
        order
            .into_iter()
            .map(|supplier| {
                let (name, phone) = self.suppliers.get(&supplier).cloned().unwrap_or_default();
                let lines = statement.lines.iter().enumerate().filter(|(_, line)| line.supplier == supplier);
                let lines = lines.map(|(place, line)| {
                    let (service, unit) = self.services.get(&line.service).cloned().unwrap_or_default();
                    let details = statement.details.get(&place).cloned().unwrap_or_default();
                    ChargeLine { service, unit, volume: line.volume, tariff: line.tariff, sums: line.sums, details }
                });
                ReceiptPart {
                    supplier: name,
                    phone,
                    mode: if electronic.contains(&supplier) { Mode::Electronic } else { Mode::Paper },
                    lines: lines.collect(),
                    total: statement.total_of(supplier),
                }
            })
            .collect()
    }
}

/// The state of a message from its row.
pub(crate) fn message_state(text: &str) -> MessageState {
    match text {
        "held" => MessageState::Held,
        "sending" => MessageState::Sending,
        "sent" => MessageState::Sent,
        "delivered" => MessageState::Delivered,
        "deferred" => MessageState::Deferred,
        "failed" => MessageState::Failed,
        "returned" => MessageState::Returned,
        _ => MessageState::Queued,
    }
}

impl Cabinet {
    pub(crate) async fn newest_receipt(&self, tx: &mut Tx, account: AccountId) -> Outcome<Option<ReceiptRow>> {
        Ok(receipts::list_of_account(tx, account, 1).await?.first().map(row_of))
    }

    /// The receipts of every address of the signed-in person, then those of close ones; `all` names an account whose older ones are asked for.
    pub async fn receipts(&self, visitor: &Visitor, all: Option<AccountId>) -> Outcome<Vec<ReceiptGroup>> {
        let resident = self.resident(visitor).await?;
        let mut tx = self.db.read().await?;
        let mut groups = Vec::new();
        for (account, whose) in self.seen_accounts(&mut tx, resident.id()).await? {
            let limit = if all == Some(account.id) { ALL } else { SHOWN };
            let mut rows = receipts::list_of_account(&mut tx, account.id, limit + 1).await?;
            let more = rows.len() > usize::try_from(limit).unwrap_or(usize::MAX);
            rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
            groups.push(ReceiptGroup {
                id: account.id,
                number: shown_number(&account.number),
                address: account.address().one_line(),
                rows: rows.iter().map(row_of).collect(),
                more,
                whose,
            });
        }
        Ok(groups)
    }

    /// The accounts whose receipts a person sees: own ones, then those of close persons, each with whose it is.
    pub(crate) async fn seen_accounts(
        &self,
        tx: &mut Tx,
        resident: ResidentId,
    ) -> Outcome<Vec<(AccountRow, Option<String>)>> {
        let mut seen: Vec<(AccountRow, Option<String>)> = Vec::new();
        for holder in holders::list_of_resident(tx, resident).await? {
            seen.extend(accounts::find(tx, holder.account_id).await?.map(|account| (account, None)));
        }
        for grant in grants::list_of_close(tx, resident).await? {
            if seen.iter().all(|(account, _)| account.id != grant.account) {
                seen.extend(accounts::find(tx, grant.account).await?.map(|account| (account, Some(grant.holder_name))));
            }
        }
        Ok(seen)
    }

    /// A published receipt that the signed-in person may see, of any version, with the account's current receipts.
    async fn seen_receipt(&self, visitor: &Visitor, tx: &mut Tx, id: ReceiptId) -> Outcome<(ViewerOf, Stored, Vec<Stored>)> {
        let resident = self.resident(visitor).await?;
        let stored = receipts::find(tx, id).await?.ok_or(Failure::NotFound)?;
        let of = self.viewer_in(tx, resident, stored.account).await?;
        let published = receipts::list_of_account(tx, stored.account, ALL).await?;
        // An old version of a month whose correction is being published still shows; a first version does not yet.
        if !published.iter().any(|receipt| receipt.period == stored.period) {
            return Err(Failure::NotFound);
        }
        Ok((of, stored, published))
    }

    /// One receipt, for whoever may see its account. A replaced version says so and names the one that replaced it.
    pub async fn receipt(&self, visitor: &Visitor, id: ReceiptId) -> Outcome<ReceiptPage> {
        let mut tx = self.db.read().await?;
        let (of, stored, published) = self.seen_receipt(visitor, &mut tx, id).await?;
        let current = published.iter().find(|receipt| receipt.period == stored.period).ok_or(Failure::NotFound)?;
        let account = accounts::find(&mut tx, stored.account).await?.ok_or(Failure::NotFound)?;
        let statement =
            statements::find(&mut tx, stored.period, stored.account, stored.revision).await?.ok_or(Failure::NotFound)?;
        let names = Names::load(&mut tx).await?;
        let letters = messages::list_letters(&mut tx, stored.id).await?;
        let around = self.around(&mut tx, &stored, &statement, &published, &names).await?;
        let left = self.left_of(&mut tx, &stored).await?;
        let is_current = current.id == stored.id;
        let lost = |state: &str| matches!(message_state(state), MessageState::Failed | MessageState::Returned);
        let comes_on_paper = is_current && !letters.is_empty() && letters.iter().all(|letter| lost(&letter.state));
        let pay_path = if is_current { Some(self.pay_path_of(&mut tx, &stored).await?) } else { None };
        drop(tx);
        self.note_visit(&of).await?;
        Ok(ReceiptPage {
            row: row_of(&stored),
            account: account.id,
            number: shown_number(&account.number),
            address: account.address().one_line(),
            parts: names.parts(&statement, &stored.electronic_suppliers),
            published: self.day_of(stored.published_at),
            letters: letters
                .into_iter()
                // Where the holder's letters go is none of a close person's business.
                .filter(|letter| of.grant().is_none() || letter.recipient == of.resident().row().email)
                .map(|letter| LetterState {
                    to: Email::parse(&letter.recipient).map_or_else(|_| String::new(), |email| email.masked()),
                    state: message_state(&letter.state),
                    sent: letter.sent_at.map(|at| self.moment(at)),
                    changed: self.moment(letter.changed_at),
                })
                .collect(),
            comes_on_paper,
            code: stored.mark.as_ref().map(|mark| mark.code),
            version: stored.version,
            replaced: (!is_current).then(|| (current.id, self.day_of(current.published_at))),
            correction: around.correction,
            last_month: around.last_month,
            last_year: around.last_year,
            months: around.months,
            paid: left.paid,
            left: left.left(),
            pay_path,
            whose: of.whose(),
        })
    }

    /// The PDF of one receipt, for whoever may see its account, and the name of its file.
    pub async fn receipt_pdf(&self, visitor: &Visitor, id: ReceiptId) -> Outcome<(String, Vec<u8>)> {
        let mut tx = self.db.read().await?;
        let (of, stored, _) = self.seen_receipt(visitor, &mut tx, id).await?;
        let pdf = self.pdf_of(&mut tx, id).await?;
        drop(tx);
        self.note_visit(&of).await?;
        Ok((file_name(&stored), pdf))
    }
}

/// `kvitanciya-2026-09.pdf`: it sorts by month in a folder, and any mail program can write it.
pub(crate) fn file_name(receipt: &Stored) -> String {
    let version = if receipt.version > 1 { format!("-v{}", receipt.version) } else { String::new() };
    format!("kvitanciya-{}{version}.pdf", receipt.period)
}

/// The sums of a statement by way: electronic, paper.
pub(crate) fn sums_by_way(statement: &Statement, electronic: &[SupplierId]) -> (Money, Money) {
    let of = |wanted: bool| {
        statement.lines.iter().filter(|l| electronic.contains(&l.supplier) == wanted).map(|l| l.sums.total).sum()
    };
    (of(true), of(false))
}
