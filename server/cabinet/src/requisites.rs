//! Requisites: what receipts say about the agent and the payees, frozen at each publication, so that a receipt made
//! again says what it said. Not here: files of suppliers (see `suppliers`).

use crate::{Cabinet, Failure, Outcome};
use documents::content::Agent;
use domain::Supplier;
use domain::id::SupplierId;
use domain::view::{AgentContacts, Requisites};
use serde::{Deserialize, Serialize};
use storage::documents::RequisitesRow;
use storage::{Tx, documents as store, suppliers};

/// Everybody's requisites at a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// `https://…`, where receipts are checked.
    pub site: String,
    /// Who issues receipts.
    pub agent: AgentContacts,
    /// Where the agent takes payments for all suppliers.
    pub joint: Option<Supplier>,
    /// Each supplier. Whether it is connected is not part of it.
    pub suppliers: Vec<(SupplierId, Supplier)>,
}

impl Snapshot {
    /// A supplier of this snapshot.
    pub fn supplier(&self, id: SupplierId) -> Option<&Supplier> {
        self.suppliers.iter().find(|(known, _)| *known == id).map(|(_, supplier)| supplier)
    }

    /// Every payee, the agent too.
    pub fn payees(&self) -> impl Iterator<Item = &Supplier> {
        self.suppliers.iter().map(|(_, supplier)| supplier).chain(&self.joint)
    }

    /// The head of a document.
    pub(crate) fn head(&self) -> Agent {
        let agent = self.agent.clone();
        Agent {
            name: agent.name,
            phone: agent.phone,
            hours: agent.hours,
            email: agent.email,
            office: agent.office,
            site: self.site.clone(),
        }
    }

    pub(crate) fn read(row: &RequisitesRow) -> Outcome<Self> {
        serde_json::from_str(&row.body).map_err(|error| Failure::Broken(format!("requisites {}: {error}", row.id)))
    }
}

/// A payee as pages show it.
pub(crate) fn shown(supplier: &Supplier) -> Requisites {
    Requisites {
        name: supplier.name.clone(),
        inn: supplier.inn.to_string(),
        kpp: supplier.kpp.clone(),
        account: supplier.account.clone(),
        bank: supplier.bank.clone(),
        bic: supplier.bic.clone(),
        corr_account: supplier.corr_account.clone(),
    }
}

impl Cabinet {
    /// The requisites as they are now.
    pub(crate) async fn current_requisites(&self, tx: &mut Tx) -> Outcome<Snapshot> {
        let suppliers = suppliers::list(tx).await?.into_iter();
        Ok(Snapshot {
            site: self.settings.public_url.clone(),
            agent: self.settings.agent.clone(),
            joint: self.settings.agent_payee.clone(),
            suppliers: suppliers.map(|row| (row.id, Supplier { electronic_from: None, ..row.supplier })).collect(),
        })
    }

    /// Keeps the requisites as they are now and answers their number.
    pub(crate) async fn freeze_requisites(&self, tx: &mut Tx) -> Outcome<(i64, Snapshot)> {
        let snapshot = self.current_requisites(tx).await?;
        let body = serde_json::to_string(&snapshot).map_err(|error| Failure::Broken(error.to_string()))?;
        Ok((store::keep_requisites(tx, &body, self.now()).await?, snapshot))
    }
}
