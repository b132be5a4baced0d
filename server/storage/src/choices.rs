//! Choices of delivery, by account and supplier: append-only.
//! Not here: what a choice means in a period (see `domain::split`).

use crate::db::on;
use crate::{Result, StorageError, Tx};
use domain::id::{AccountId, ResidentId, SupplierId};
use domain::{DeliveryChoice, Mode, Period};

/// A choice for one supplier of one account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChoiceRow {
    /// The account.
    pub account: AccountId,
    /// The supplier.
    pub supplier: SupplierId,
    /// What and from when.
    pub choice: DeliveryChoice,
}

/// Adds choices that rest on one consent.
pub async fn insert_all(tx: &mut Tx, rows: &[ChoiceRow], consent_seq: i64, resident: ResidentId, now: i64) -> Result<()> {
    let sql =
        "insert into delivery_choice (account_id, supplier_id, consent_seq, mode, effective_from, chosen_at, resident_id)
        values ($1, $2, $3, $4, $5, $6, $7)";
    for row in rows {
        let mode = match row.choice.mode {
            Mode::Electronic => "electronic",
            Mode::Paper => "paper",
        };
        on!(tx, c => sqlx::query(sql)
            .bind(row.account.0)
            .bind(row.supplier.0)
            .bind(consent_seq)
            .bind(mode)
            .bind(row.choice.effective_from.to_i64())
            .bind(now)
            .bind(resident.0)
            .execute(c)
            .await
            .map(drop))?;
    }
    Ok(())
}

/// The choices of accounts from `first` to `last`, by account, in the order in which they were made.
pub async fn list(tx: &mut Tx, first: AccountId, last: AccountId) -> Result<Vec<ChoiceRow>> {
    let sql = "select account_id, supplier_id, mode, effective_from from delivery_choice
        where account_id between $1 and $2 order by account_id, consent_seq, supplier_id";
    let rows: Vec<(i64, i64, String, i64)> =
        on!(tx, c => sqlx::query_as(sql).bind(first.0).bind(last.0).fetch_all(c).await)?;
    rows.into_iter()
        .map(|(account, supplier, mode, effective_from)| {
            let wrong =
                || StorageError::Inconsistent { table: "delivery_choice", what: format!("row of account {account}") };
            Ok(ChoiceRow {
                account: AccountId(account),
                supplier: SupplierId(supplier),
                choice: DeliveryChoice {
                    mode: match mode.as_str() {
                        "electronic" => Mode::Electronic,
                        "paper" => Mode::Paper,
                        _ => return Err(wrong()),
                    },
                    effective_from: Period::from_i64(effective_from).map_err(|_| wrong())?,
                },
            })
        })
        .collect()
}
