//! «Адреса»: what each address of a person is, what comes electronically and what on paper, since when.
//! Not here: changing it (see `switch`).

use crate::access::{Manages, Visitor};
use crate::{Cabinet, Outcome};
use domain::id::{AccountId, SupplierId};
use domain::split::{chosen_mode, delivered_by};
use domain::view::{AddressCard, AddressPage, AddressStatus, SupplierDelivery, Viewer};
use domain::{AccountNumber, DeliveryChoice, Email, Mode, Period};
use storage::accounts::AccountRow;
use storage::holders::ReachRow;
use storage::suppliers::SupplierRow;
use storage::{Tx, accounts, choices, holders, publications, statements, suppliers};

/// A supplier of an account and the choices made for it.
#[derive(Clone, Debug)]
pub(crate) struct SupplierState {
    pub row: SupplierRow,
    pub choices: Vec<DeliveryChoice>,
}

/// What is known of an account's delivery.
#[derive(Clone, Debug)]
pub(crate) struct AccountState {
    pub next_period: Period,
    pub suppliers: Vec<SupplierState>,
    pub holders: Vec<ReachRow>,
}

impl SupplierState {
    fn chosen(&self, period: Period) -> Mode {
        chosen_mode(&self.choices, period)
    }

    /// Whether a switch now would change anything: connected by the next period and not chosen yet.
    pub(crate) fn can_switch(&self, next: Period) -> bool {
        self.connected(next) && self.chosen(next) == Mode::Paper
    }

    /// Whether electronic delivery is chosen.
    pub(crate) fn can_return(&self, next: Period) -> bool {
        self.chosen(next) == Mode::Electronic
    }

    pub(crate) fn connected(&self, period: Period) -> bool {
        self.row.supplier.electronic_from.is_some_and(|from| from <= period)
    }
}

impl AccountState {
    /// Rule 14: reachable while at least one confirmed, working e-mail is on the account.
    pub(crate) fn reachable(&self) -> bool {
        self.holders.iter().any(|holder| holder.reachable)
    }

    fn status(&self) -> AddressStatus {
        let next = self.next_period;
        let wants = self.suppliers.iter().any(|s| s.connected(next) && s.chosen(next) == Mode::Electronic);
        if !wants {
            return AddressStatus::Paper;
        }
        if !self.reachable() {
            let confirmed = self.holders.iter().any(|holder| holder.confirmed);
            return if confirmed { AddressStatus::EmailFails } else { AddressStatus::WaitsForEmail };
        }
        let all = self.suppliers.iter().all(|s| s.connected(next) && s.chosen(next) == Mode::Electronic);
        if all { AddressStatus::Electronic } else { AddressStatus::Mixed }
    }
}

impl Cabinet {
    /// The next period that has not been published: the first that a choice made now changes (product rule 2).
    pub(crate) async fn next_period(&self, tx: &mut Tx) -> Outcome<Period> {
        if let Some(last) = publications::last_period(tx).await? {
            return Ok(last.next());
        }
        if let Some(first) = statements::first_period(tx).await? {
            return Ok(first);
        }
        let today = self.day_of(self.now());
        Period::new(today.year, today.month).map_err(|error| crate::Failure::Broken(error.to_string()))
    }

    /// The delivery of an account: suppliers of its newest statement, their choices, its holders.
    pub(crate) async fn account_state(&self, tx: &mut Tx, account: AccountId) -> Outcome<AccountState> {
        let next_period = self.next_period(tx).await?;
        let newest = statements::find_newest_of(tx, account, next_period).await?;
        let mut ids: Vec<SupplierId> = Vec::new();
        for line in newest.map(|(_, statement)| statement.lines).unwrap_or_default() {
            if !ids.contains(&line.supplier) {
                ids.push(line.supplier);
            }
        }
        let all_choices = choices::list(tx, account, account).await?;
        let suppliers = suppliers::list(tx)
            .await?
            .into_iter()
            .filter(|row| ids.contains(&row.id))
            .map(|row| {
                let choices = all_choices.iter().filter(|c| c.supplier == row.id).map(|c| c.choice).collect();
                SupplierState { row, choices }
            })
            .collect();
        Ok(AccountState { next_period, suppliers, holders: holders::list_reach(tx, account, account).await? })
    }

    pub(crate) fn card(account: &AccountRow, state: &AccountState) -> AddressCard {
        AddressCard {
            id: account.id,
            number: shown_number(&account.number),
            address: account.address().one_line(),
            status: state.status(),
        }
    }

    /// The addresses of the signed-in person, with the person itself for the banners of the page.
    pub async fn addresses(&self, visitor: &Visitor) -> Outcome<(Viewer, Vec<AddressCard>)> {
        let resident = self.resident(visitor).await?;
        let viewer = self.viewer(visitor).await?.ok_or(crate::Failure::SignIn)?;
        let mut tx = self.db.read().await?;
        let mut cards = Vec::new();
        for holder in holders::list_of_resident(&mut tx, resident.id()).await? {
            let Some(account) = accounts::find(&mut tx, holder.account_id).await? else { continue };
            let state = self.account_state(&mut tx, holder.account_id).await?;
            cards.push(Self::card(&account, &state));
        }
        Ok((viewer, cards))
    }

    /// The page of an address.
    pub async fn address(&self, of: &dyn Manages) -> Outcome<AddressPage> {
        let mut tx = self.db.read().await?;
        let manager = of.manager();
        let of = manager.viewer();
        let account = of.account();
        let state = self.account_state(&mut tx, account.id).await?;
        let next = state.next_period;
        let reachable = state.reachable();
        let suppliers: Vec<SupplierDelivery> = state
            .suppliers
            .iter()
            .map(|s| SupplierDelivery {
                name: s.row.supplier.short_name.clone(),
                connected_from: s.row.supplier.electronic_from,
                mode: delivered_by(next, s.row.supplier.electronic_from, s.chosen(next), reachable),
                since: s.choices.last().map(|choice| choice.effective_from),
            })
            .collect();
        let latest = self.newest_receipt(&mut tx, account.id).await?;
        let row = of.resident().row();
        let returned = state.suppliers.iter().filter_map(|s| s.choices.last()).find(|choice| choice.mode == Mode::Paper);
        Ok(AddressPage {
            card: Self::card(account, &state),
            can_switch: state.suppliers.iter().any(|s| s.can_switch(next)),
            can_return: state.suppliers.iter().any(|s| s.can_return(next)),
            suppliers,
            next_period: next,
            email: Email::parse(&row.email).map_or_else(|_| String::new(), |email| email.masked()),
            sms_notices: of.grant().is_none() && manager.holder().is_some_and(|holder| holder.sms_notices),
            latest,
            just_returned_from: returned.map(|choice| choice.effective_from),
            whose: of.whose(),
        })
    }
}

/// An account number as pages and letters show it: in groups.
pub(crate) fn shown_number(number: &str) -> String {
    AccountNumber::parse(number).map_or_else(|_| number.to_owned(), |number| number.spaced())
}
