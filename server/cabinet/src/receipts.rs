//! «Квитанции»: the list and one receipt, with all charges and the way each part went (product rule 4).
//! Not here: publishing them.

use crate::access::Visitor;
use crate::addresses::shown_number;
use crate::{Cabinet, Failure, Outcome};
use domain::id::{AccountId, ReceiptId, SupplierId};
use domain::view::{ChargeLine, LetterState, MessageState, ReceiptGroup, ReceiptPage, ReceiptPart, ReceiptRow};
use domain::{Email, Mode, Money, date};
use std::collections::HashMap;
use storage::receipts::ReceiptRow as Stored;
use storage::statements::Statement;
use storage::{Tx, accounts, holders, messages, receipts, statements, suppliers};

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
        pay_by: date::pay_by(stored.period),
    }
}

/// Names of suppliers and services by row number.
pub(crate) struct Names {
    suppliers: HashMap<SupplierId, (String, String)>,
    services: HashMap<i64, (String, String)>,
}

impl Names {
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
                let lines = statement.lines.iter().filter(|line| line.supplier == supplier).map(|line| {
                    let (service, unit) = self.services.get(&line.service).cloned().unwrap_or_default();
                    ChargeLine { service, unit, volume: line.volume, tariff: line.tariff, sums: line.sums }
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

    /// The receipts of every address of the signed-in person; `all` names an account whose older ones are asked for.
    pub async fn receipts(&self, visitor: &Visitor, all: Option<AccountId>) -> Outcome<Vec<ReceiptGroup>> {
        let resident = self.resident(visitor).await?;
        let mut tx = self.db.read().await?;
        let mut groups = Vec::new();
        for holder in holders::list_of_resident(&mut tx, resident.id()).await? {
            let Some(account) = accounts::find(&mut tx, holder.account_id).await? else { continue };
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
            });
        }
        Ok(groups)
    }

    /// One receipt, for a holder of its account. A replaced version leads to the current one.
    pub async fn receipt(&self, visitor: &Visitor, id: ReceiptId) -> Outcome<ReceiptPage> {
        let resident = self.resident(visitor).await?;
        let mut tx = self.db.read().await?;
        let mut stored = receipts::find(&mut tx, id).await?.ok_or(Failure::NotFound)?;
        holders::find(&mut tx, resident.id(), stored.account).await?.ok_or(Failure::NotFound)?;
        if stored.replaced_at.is_some() {
            let current = receipts::list_current(&mut tx, stored.period, stored.account, stored.account).await?;
            stored = current.into_iter().next().ok_or(Failure::NotFound)?;
        }
        let published = receipts::list_of_account(&mut tx, stored.account, ALL).await?;
        if !published.iter().any(|receipt| receipt.id == stored.id) {
            return Err(Failure::NotFound);
        }
        let account = accounts::find(&mut tx, stored.account).await?.ok_or(Failure::NotFound)?;
        let statement =
            statements::find(&mut tx, stored.period, stored.account, stored.revision).await?.ok_or(Failure::NotFound)?;
        let names = Names::load(&mut tx).await?;
        let letters = messages::list_letters(&mut tx, stored.id).await?;
        Ok(ReceiptPage {
            row: row_of(&stored),
            account: account.id,
            number: shown_number(&account.number),
            address: account.address().one_line(),
            parts: names.parts(&statement, &stored.electronic_suppliers),
            published: self.day_of(stored.published_at),
            letters: letters
                .into_iter()
                .map(|letter| LetterState {
                    to: Email::parse(&letter.recipient).map_or_else(|_| String::new(), |email| email.masked()),
                    state: message_state(&letter.state),
                    on: self.day_of(letter.changed_at),
                })
                .collect(),
        })
    }
}

/// The sums of a statement by way: electronic, paper.
pub(crate) fn sums_by_way(statement: &Statement, electronic: &[SupplierId]) -> (Money, Money) {
    let of = |wanted: bool| {
        statement.lines.iter().filter(|l| electronic.contains(&l.supplier) == wanted).map(|l| l.sums.total).sum()
    };
    (of(true), of(false))
}
