//! Publishing a period: receipts, the split between e-mail and paper, the double-entry check, letters in the same
//! transactions. Runs in chunks with a lease, so that it survives a crash and a second operator. Not here: sending.

use crate::push::Devices;
use crate::queue::{Channel, Matter};
use crate::receipts::sums_by_way;
use crate::{Cabinet, Failure, MINUTE, Outcome};
use domain::id::{AccountId, ReceiptId, SupplierId};
use domain::split::{chosen_mode, delivered_by};
use domain::{DeliveryChoice, Mode, Money, Period};
use std::collections::{BTreeMap, HashMap};
use std::time::Duration;
use storage::choices::ChoiceRow;
use storage::holders::ReachRow;
use storage::messages::NewMessage;
use storage::publications::PublicationRow;
use storage::receipts::ReceiptRow;
use storage::statements::{RegisterTotal, Statement};
use storage::suppliers::SupplierRow;
use storage::{StorageError, Tx, accounts, choices, holders, messages, publications, receipts, statements, suppliers};
use uuid::Uuid;

/// Accounts of a chunk: one commit each, so that nobody waits long for the writer of SQLite.
const CHUNK: i64 = 1000;
/// How long a silent run keeps others out.
const LEASE: i64 = MINUTE / 4;

/// Sums of a period by supplier's INN, in kopecks.
pub type BySupplier = BTreeMap<String, Money>;

/// What is published of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// The month.
    pub period: Period,
    /// Accounts with a receipt.
    pub accounts: i64,
    /// Accounts with an electronic part.
    pub electronic_accounts: i64,
    /// The register.
    pub register: BySupplier,
    /// What goes by e-mail.
    pub electronic: BySupplier,
    /// What goes on paper.
    pub paper: BySupplier,
    /// Whether this call changed anything.
    pub changed: bool,
}

/// Why a period was not published.
#[derive(Debug, thiserror::Error)]
pub enum PublishRefusal {
    /// No register was taken for it.
    #[error("no register of {0} was imported")]
    NoRegister(Period),
    /// There is nothing to add up yet.
    #[error("{0} is not published; publish it first")]
    NotPublished(Period),
    /// A later month is out already: choices made since then would be turned back in time.
    #[error("{later} is published already, so {period} cannot be published after it")]
    LaterIsOut {
        /// Asked for.
        period: Period,
        /// Published.
        later: Period,
    },
    /// Double entry does not hold; nothing is sent.
    #[error(
        "the parts of supplier {inn} do not add up to the register: register {register}, electronic {electronic}, paper {paper} kopecks"
    )]
    Mismatch {
        /// Supplier.
        inn: String,
        /// Register.
        register: i64,
        /// Electronic.
        electronic: i64,
        /// Paper.
        paper: i64,
    },
    /// Double entry does not hold for an account; nothing is sent.
    #[error("the receipt of account row {account} does not add up to its statement")]
    AccountMismatch {
        /// Row number.
        account: AccountId,
    },
    /// The lease was lost: another process goes on with the run.
    #[error("another process has taken this publication over; run the command again to see its result")]
    LeaseLost,
    /// Our fault.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<StorageError> for PublishRefusal {
    fn from(error: StorageError) -> Self {
        Self::Failed(error.into())
    }
}

/// A chunk's accounts with everything that decides their split.
struct Chunk {
    statements: Vec<Statement>,
    choices: HashMap<AccountId, Vec<ChoiceRow>>,
    holders: HashMap<AccountId, Vec<ReachRow>>,
    current: HashMap<AccountId, ReceiptRow>,
    devices: Devices,
}

impl Cabinet {
    /// Publishes a period, or goes on with a publication that was interrupted, or corrects one whose register was
    /// corrected. A second call changes nothing and answers the same.
    pub async fn publish(&self, period: Period) -> Result<Publication, PublishRefusal> {
        let owner = self.random.id(self.now());
        loop {
            let now = self.now();
            let mut tx = self.db.write().await?;
            if statements::last_import(&mut tx, period).await?.is_none() {
                return Err(PublishRefusal::NoRegister(period));
            }
            let started = match publications::find(&mut tx, period).await? {
                None => {
                    if let Some(later) = publications::last_period(&mut tx).await?.filter(|last| *last > period) {
                        return Err(PublishRefusal::LaterIsOut { period, later });
                    }
                    publications::insert(&mut tx, period, owner, now, now + LEASE).await?
                }
                Some(seen) if seen.state == "running" && seen.lease_until > now => false,
                Some(seen) if seen.state == "done" && !self.stale(&mut tx, period).await? => {
                    drop(tx);
                    return self.tally(period, None).await;
                }
                Some(seen) => publications::take_over(&mut tx, period, &seen, owner, now, now + LEASE).await?,
            };
            let row = publications::find(&mut tx, period).await?;
            tx.commit().await?;
            match row {
                Some(row) if started => return self.run(period, owner, row).await,
                // Somebody else is at it: wait for the end of the run, or of the lease.
                _ => tokio::time::sleep(Duration::from_millis(300)).await,
            }
        }
    }

    /// What [`Cabinet::publish`] would come to now. Changes nothing and sends nothing.
    pub async fn publish_dry_run(&self, period: Period) -> Result<Publication, PublishRefusal> {
        let mut tx = self.db.read().await?;
        if statements::last_import(&mut tx, period).await?.is_none() {
            return Err(PublishRefusal::NoRegister(period));
        }
        if publications::find(&mut tx, period).await?.is_none()
            && let Some(later) = publications::last_period(&mut tx).await?.filter(|last| *last > period)
        {
            return Err(PublishRefusal::LaterIsOut { period, later });
        }
        let suppliers = suppliers::list(&mut tx).await?;
        let mut sums: BTreeMap<SupplierId, (Money, Money)> = BTreeMap::new();
        let (mut accounts, mut electronic_accounts, mut after, mut changed) = (0, 0, AccountId(0), false);
        loop {
            let chunk = self.load_chunk(&mut tx, period, after).await?;
            let Some(last) = chunk.statements.last().map(|statement| statement.account) else { break };
            let (new, _, _) = self.split(period, &chunk, &suppliers, self.now());
            let new: HashMap<AccountId, &ReceiptRow> = new.iter().map(|receipt| (receipt.account, receipt)).collect();
            changed |= !new.is_empty();
            for statement in &chunk.statements {
                let receipt = new.get(&statement.account).copied().or_else(|| chunk.current.get(&statement.account));
                let electronic = receipt.map(|receipt| receipt.electronic_suppliers.as_slice()).unwrap_or_default();
                add_up(&mut sums, statement, electronic);
                accounts += 1;
                electronic_accounts += i64::from(!electronic.is_empty());
            }
            after = last;
        }
        let totals = statements::list_totals(&mut tx, period).await?;
        Ok(publication(period, (accounts, electronic_accounts), &suppliers, &totals, &sums, changed))
    }

    /// Whether the register of a published period has been corrected since: an import newer than the last run.
    async fn stale(&self, tx: &mut Tx, period: Period) -> Outcome<bool> {
        let mut after = AccountId(0);
        loop {
            let page = statements::list_after(tx, period, after, CHUNK).await?;
            let (Some(first), Some(last)) = (page.first(), page.last()) else { return Ok(false) };
            let current = receipts::list_current(tx, period, first.account, last.account).await?;
            let revisions: HashMap<_, _> = current.iter().map(|receipt| (receipt.account, receipt.revision)).collect();
            if page.iter().any(|statement| revisions.get(&statement.account) != Some(&statement.revision)) {
                return Ok(true);
            }
            after = last.account;
        }
    }

    async fn run(&self, period: Period, owner: Uuid, row: PublicationRow) -> Result<Publication, PublishRefusal> {
        let mut position = row.position;
        let mut tx = self.db.write().await?;
        let signer = self.signer(&mut tx).await?;
        tx.commit().await?;
        loop {
            let now = self.now();
            let mut tx = self.db.write().await?;
            // The lease is checked first: on PostgreSQL this row is also the lock that fences a second runner.
            let suppliers = suppliers::list(&mut tx).await?;
            let chunk = self.load_chunk(&mut tx, period, position).await?;
            let Some(last) = chunk.statements.last().map(|statement| statement.account) else { break };
            if !publications::advance(&mut tx, period, owner, position, last, now + LEASE).await? {
                return Err(PublishRefusal::LeaseLost);
            }
            let (mut new, replaced, letters) = self.split(period, &chunk, &suppliers, now);
            let numbers = accounts::list_numbers(&mut tx, AccountId(position.0 + 1), last).await?;
            signer.sign_all(&mut new, &chunk.statements, &numbers);
            receipts::mark_replaced(&mut tx, &replaced, now).await?;
            receipts::insert_all(&mut tx, &new).await?;
            messages::insert_all(&mut tx, &letters, now).await?;
            tx.commit().await?;
            position = last;
        }
        let publication = self.tally(period, Some((owner, position))).await;
        let now = self.now();
        let mut tx = self.db.write().await?;
        let state = if publication.is_ok() { "done" } else { "failed" };
        if !publications::finish(&mut tx, period, owner, state, now).await? {
            return Err(PublishRefusal::LeaseLost);
        }
        if publication.is_ok() {
            messages::release(&mut tx, period, now).await?;
        }
        tx.commit().await?;
        publication
    }

    async fn load_chunk(&self, tx: &mut Tx, period: Period, after: AccountId) -> Outcome<Chunk> {
        let statements = statements::list_after(tx, period, after, CHUNK).await?;
        let (first, last) = match (statements.first(), statements.last()) {
            (Some(first), Some(last)) => (first.account, last.account),
            _ => (after, after),
        };
        let devices = self.devices_of(tx, first, last).await?;
        let mut chunk =
            Chunk { statements, choices: HashMap::new(), holders: HashMap::new(), current: HashMap::new(), devices };
        for row in choices::list(tx, first, last).await? {
            chunk.choices.entry(row.account).or_default().push(row);
        }
        for row in holders::list_reach(tx, first, last).await? {
            chunk.holders.entry(row.account_id).or_default().push(row);
        }
        for row in receipts::list_current(tx, period, first, last).await? {
            chunk.current.insert(row.account, row);
        }
        Ok(chunk)
    }

    /// The receipts of a chunk, those they replace, and the letters about them. Receipts whose statement has not
    /// changed stay as they are.
    fn split(
        &self,
        period: Period,
        chunk: &Chunk,
        suppliers: &[SupplierRow],
        now: i64,
    ) -> (Vec<ReceiptRow>, Vec<ReceiptId>, Vec<NewMessage>) {
        let (mut new, mut replaced, mut letters) = (Vec::new(), Vec::new(), Vec::new());
        for statement in &chunk.statements {
            let current = chunk.current.get(&statement.account);
            if current.is_some_and(|receipt| receipt.revision == statement.revision) {
                continue;
            }
            let holders = chunk.holders.get(&statement.account).map(Vec::as_slice).unwrap_or_default();
            let choices = chunk.choices.get(&statement.account).map(Vec::as_slice).unwrap_or_default();
            // A correction goes the way the first version went: paper that was printed is not taken back.
            let electronic = match current {
                Some(receipt) => receipt.electronic_suppliers.clone(),
                None => electronic_suppliers(period, statement, suppliers, choices, holders),
            };
            let (electronic_sum, paper_sum) = sums_by_way(statement, &electronic);
            let receipt = ReceiptRow {
                id: ReceiptId(self.random.id(now)),
                period,
                account: statement.account,
                version: current.map_or(1, |receipt| receipt.version + 1),
                revision: statement.revision,
                published_at: now,
                total: statement.total,
                electronic: electronic_sum,
                paper: paper_sum,
                electronic_suppliers: electronic,
                replaced_at: None,
                // Signed when all of the chunk are there.
                mark: None,
            };
            replaced.extend(current.map(|receipt| receipt.id));
            if !receipt.electronic_suppliers.is_empty() {
                letters.extend(self.receipt_messages(&receipt, holders, &chunk.devices, now));
            }
            new.push(receipt);
        }
        (new, replaced, letters)
    }

    /// A letter to every holder and close person who can be reached, SMS and push to those who asked for it; held until
    /// the run has ended.
    fn receipt_messages(&self, receipt: &ReceiptRow, holders: &[ReachRow], devices: &Devices, now: i64) -> Vec<NewMessage> {
        let occasion = receipt.id.to_string();
        let mut out = Vec::new();
        for holder in holders.iter().filter(|holder| holder.reachable) {
            let matter = Matter::Receipt { receipt: receipt.id, whose: holder.whose.clone() };
            out.push(self.message(Channel::Email, (&holder.email, holder.resident_id), &matter, &occasion, now));
            if holder.sms_notices && holder.phone_confirmed {
                out.push(self.message(Channel::Sms, (&holder.phone, holder.resident_id), &matter, &occasion, now));
            }
        }
        out.extend(self.receipt_pushes(receipt, holders, devices));
        for message in &mut out {
            message.held_for = Some(receipt.period);
        }
        out
    }

    /// The totals of a published period, added up anew and checked.
    pub async fn totals(&self, period: Period) -> Result<Publication, PublishRefusal> {
        let mut tx = self.db.read().await?;
        if publications::find(&mut tx, period).await?.is_none_or(|publication| publication.state != "done") {
            return Err(PublishRefusal::NotPublished(period));
        }
        drop(tx);
        self.tally(period, None).await
    }

    /// Reads back everything that is published of a period and checks it against the register: by account and by
    /// supplier, to the kopeck (product rule 3). `lease` is kept alive on the way.
    pub async fn tally(&self, period: Period, lease: Option<(Uuid, AccountId)>) -> Result<Publication, PublishRefusal> {
        let mut tx = self.db.read().await?;
        let rows = suppliers::list(&mut tx).await?;
        let totals = statements::list_totals(&mut tx, period).await?;
        let mut sums: BTreeMap<SupplierId, (Money, Money)> = BTreeMap::new();
        let (mut accounts, mut electronic_accounts, mut after) = (0, 0, AccountId(0));
        let mut renewed = self.now();
        loop {
            let page = statements::list_after(&mut tx, period, after, 4 * CHUNK).await?;
            // After the last statement no receipt may follow: a receipt of nothing is money that nobody charged.
            let end = page.last().map_or(AccountId(i64::MAX), |last| last.account);
            let current = receipts::list_current(&mut tx, period, AccountId(after.0 + 1), end).await?;
            let mut by_account: HashMap<AccountId, &ReceiptRow> = HashMap::with_capacity(current.len());
            for receipt in &current {
                if by_account.insert(receipt.account, receipt).is_some() {
                    return Err(PublishRefusal::AccountMismatch { account: receipt.account });
                }
            }
            for statement in &page {
                let receipt = by_account.remove(&statement.account);
                let holds = receipt.is_some_and(|receipt| {
                    receipt.revision == statement.revision
                        && (receipt.electronic, receipt.paper) == sums_by_way(statement, &receipt.electronic_suppliers)
                        && receipt.electronic + receipt.paper == receipt.total
                        && receipt.total == statement.total
                });
                let (Some(receipt), true) = (receipt, holds) else {
                    return Err(PublishRefusal::AccountMismatch { account: statement.account });
                };
                add_up(&mut sums, statement, &receipt.electronic_suppliers);
                accounts += 1;
                electronic_accounts += i64::from(!receipt.electronic_suppliers.is_empty());
            }
            if let Some(account) = by_account.into_keys().next() {
                return Err(PublishRefusal::AccountMismatch { account });
            }
            if page.is_empty() {
                break;
            }
            after = end;
            if let Some((owner, position)) = lease
                && self.now() - renewed > LEASE / 3
            {
                renewed = self.now();
                let mut tx = self.db.write().await?;
                publications::advance(&mut tx, period, owner, position, position, renewed + LEASE).await?;
                tx.commit().await?;
            }
        }
        let publication = publication(period, (accounts, electronic_accounts), &rows, &totals, &sums, lease.is_some());
        for (inn, register) in &publication.register {
            let of = |sums: &BySupplier| sums.get(inn).copied().unwrap_or_default();
            let (electronic, paper) = (of(&publication.electronic), of(&publication.paper));
            if electronic + paper != *register {
                return Err(PublishRefusal::Mismatch {
                    inn: inn.clone(),
                    register: register.0,
                    electronic: electronic.0,
                    paper: paper.0,
                });
            }
        }
        Ok(publication)
    }
}

/// Adds a statement's lines to the sums of each supplier: electronic, paper.
fn add_up(sums: &mut BTreeMap<SupplierId, (Money, Money)>, statement: &Statement, electronic: &[SupplierId]) {
    for line in &statement.lines {
        let entry = sums.entry(line.supplier).or_default();
        *(if electronic.contains(&line.supplier) { &mut entry.0 } else { &mut entry.1 }) += line.sums.total;
    }
}

/// `accounts` are all of them and those with an electronic part.
fn publication(
    period: Period,
    accounts: (i64, i64),
    suppliers: &[SupplierRow],
    totals: &[RegisterTotal],
    sums: &BTreeMap<SupplierId, (Money, Money)>,
    changed: bool,
) -> Publication {
    let inn = |id: SupplierId| {
        suppliers.iter().find(|row| row.id == id).map(|row| row.supplier.inn.to_string()).unwrap_or_default()
    };
    Publication {
        period,
        accounts: accounts.0,
        electronic_accounts: accounts.1,
        register: totals.iter().map(|total| (inn(total.supplier_id), total.total)).collect(),
        electronic: sums.iter().filter(|(_, s)| s.0 != Money::ZERO).map(|(id, s)| (inn(*id), s.0)).collect(),
        paper: sums.iter().filter(|(_, s)| s.1 != Money::ZERO).map(|(id, s)| (inn(*id), s.1)).collect(),
        changed,
    }
}

/// Which suppliers of a statement go by e-mail: product rule 2, once for each supplier.
fn electronic_suppliers(
    period: Period,
    statement: &Statement,
    suppliers: &[SupplierRow],
    choices: &[ChoiceRow],
    holders: &[ReachRow],
) -> Vec<SupplierId> {
    let reachable = holders.iter().any(|holder| holder.reachable);
    let mut out: Vec<SupplierId> = Vec::new();
    if choices.is_empty() || !reachable {
        return out;
    }
    for line in &statement.lines {
        if out.contains(&line.supplier) {
            continue;
        }
        let connected = suppliers.iter().find(|row| row.id == line.supplier).and_then(|row| row.supplier.electronic_from);
        let own: Vec<DeliveryChoice> = choices.iter().filter(|c| c.supplier == line.supplier).map(|c| c.choice).collect();
        if delivered_by(period, connected, chosen_mode(&own, period), reachable) == Mode::Electronic {
            out.push(line.supplier);
        }
    }
    out
}
