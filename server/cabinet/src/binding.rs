//! Binding an account by its number and a total that only the household knows (product rule 8).
//! Not here: other proofs (the code on the receipt, its QR), which come later.

use crate::access::Visitor;
use crate::limits::{BIND_ACCOUNT, BIND_IP, BIND_PERSON, ip_key};
use crate::{Cabinet, Failure, Outcome};
use domain::account::{AccountNumberError, lookup_key};
use domain::id::AccountId;
use domain::money::MoneyError;
use domain::view::{BindingPage, Problem};
use domain::{AccountNumber, Money, Period};
use storage::holders::HolderRow;
use storage::{Tx, accounts, holders, publications, statements};

/// How many of the newest months' totals are accepted: people keep the last receipt, or the one before.
const MONTHS: usize = 3;

/// An account that was proven, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Proven {
    pub account: AccountId,
    pub proof: String,
}

impl Cabinet {
    /// The months whose totals are accepted now, newest first.
    pub(crate) async fn binding_months(&self, tx: &mut Tx) -> Outcome<Vec<Period>> {
        let Some(last) = publications::last_period(tx).await? else { return Ok(Vec::new()) };
        let first = statements::first_period(tx).await?.unwrap_or(last);
        let months = std::iter::successors(Some(last), |month| Some(month.previous()));
        Ok(months.take(MONTHS).take_while(|month| *month >= first).collect())
    }

    /// The page of the form.
    pub async fn binding_page(&self, visitor: &Visitor, form: Option<&str>) -> Outcome<BindingPage> {
        self.resident(visitor).await?;
        let form = self.form(visitor, "bind", form).await?;
        let mut tx = self.db.read().await?;
        Ok(BindingPage { months: self.binding_months(&mut tx).await?, form })
    }

    /// Checks a number and a total. The answer never says which half was wrong, and counts before it looks.
    pub(crate) async fn prove_account(&self, visitor: &Visitor, person: &str, number: &str, total: &str) -> Outcome<Proven> {
        let mut problems = Vec::new();
        let number = AccountNumber::parse(number)
            .map_err(|error| {
                let problem = match error {
                    AccountNumberError::Empty => Problem::AccountEmpty,
                    AccountNumberError::TooLong | AccountNumberError::NotANumber => Problem::AccountNotANumber,
                };
                problems.push(("account", problem));
            })
            .ok();
        let total = Money::parse(total)
            .map_err(|error| {
                let problem = if error == MoneyError::Empty { Problem::TotalEmpty } else { Problem::TotalNotASum };
                problems.push(("total", problem));
            })
            .ok();
        let (Some(number), Some(total)) = (number, total) else { return Err(Failure::Problems(problems)) };
        let key = lookup_key(number.as_str());
        if !self.allow(&[(BIND_ACCOUNT, &key), (BIND_PERSON, person), (BIND_IP, &ip_key(visitor.ip))]).await? {
            return Err(Failure::problem("account", Problem::TooManyAttempts));
        }
        let mut tx = self.db.read().await?;
        let months = self.binding_months(&mut tx).await?;
        let mut found = Vec::new();
        for account in accounts::list_by_lookup_key(&mut tx, &key).await? {
            let Some(oldest) = months.last() else { continue };
            for (month, stated) in statements::list_recent_totals(&mut tx, account.id, *oldest).await? {
                if stated == total && months.contains(&month) {
                    found.push(Proven { account: account.id, proof: format!("total:{month}") });
                    break;
                }
            }
        }
        // Two accounts that differ only in hyphens and have the same total: nobody can be sure which is meant.
        match <[Proven; 1]>::try_from(found) {
            Ok([proven]) => Ok(proven),
            Err(_) => Err(Failure::problem("account", Problem::BindingWrong)),
        }
    }

    /// Binds an account to the signed-in person; again, it changes nothing.
    pub async fn bind_account(&self, visitor: &Visitor, number: &str, total: &str) -> Outcome<AccountId> {
        let resident = self.resident(visitor).await?;
        let proven = self.prove_account(visitor, &resident.id().to_string(), number, total).await?;
        let mut tx = self.db.write().await?;
        let holder = HolderRow {
            resident_id: resident.id(),
            account_id: proven.account,
            bound_at: self.now(),
            proof: proven.proof,
            sms_notices: false,
        };
        holders::insert(&mut tx, &holder).await?;
        tx.commit().await?;
        Ok(proven.account)
    }
}
