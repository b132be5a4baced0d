//! Writing what was read: accounts, services and statements, batch by batch, in the import's one transaction.
//! Not here: reading (see `reading`).

use super::reading::{Batch, Group, ReadLine, duplicate};
use crate::{Failure, Outcome};
use domain::Period;
use domain::id::{AccountId, SupplierId};
use std::collections::{BTreeMap, HashMap};
use storage::accounts::{self, AccountRow};
use storage::statements::{self, Details, Line, NewStatement, Statement, StoredLines, encode_details};
use storage::{Tx, suppliers};

/// What the file is to its period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// The first file.
    New,
    /// The period is not published: the earlier file is forgotten.
    InPlaceOfEarlier,
    /// The period is published: statements that differ get a revision.
    Correction,
}

/// An import under way.
pub(super) struct Intake {
    period: Period,
    mode: Mode,
    now: i64,
    import_id: i64,
    next_account: i64,
    /// Row number of each service, by its number in the file.
    services: Vec<i64>,
    known_services: HashMap<(String, String), i64>,
    /// A bit for each account that the file has named: a million accounts take 125 kB.
    seen: Vec<u64>,
    accounts: i64,
    accounts_of: BTreeMap<SupplierId, i64>,
    new_accounts: i64,
    changed: i64,
}

impl Intake {
    pub(super) async fn begin(tx: &mut Tx, period: Period, mode: Mode, now: i64) -> Outcome<Self> {
        if mode == Mode::InPlaceOfEarlier {
            statements::delete_period(tx, period).await?;
        }
        let services = suppliers::list_services(tx).await?;
        Ok(Self {
            period,
            mode,
            now,
            import_id: statements::next_import_id(tx).await?,
            next_account: accounts::last_id(tx).await? + 1,
            services: Vec::new(),
            known_services: services.into_iter().map(|row| ((row.name, row.unit), row.id)).collect(),
            seen: Vec::new(),
            accounts: 0,
            accounts_of: BTreeMap::new(),
            new_accounts: 0,
            changed: 0,
        })
    }

    pub(super) fn period(&self) -> Period {
        self.period
    }
    pub(super) fn mode(&self) -> Mode {
        self.mode
    }
    pub(super) fn import_id(&self) -> i64 {
        self.import_id
    }
    pub(super) fn accounts(&self) -> i64 {
        self.accounts
    }
    /// Accounts with at least one line of a supplier.
    pub(super) fn accounts_of(&self, supplier: SupplierId) -> i64 {
        self.accounts_of.get(&supplier).copied().unwrap_or_default()
    }
    pub(super) fn new_accounts(&self) -> i64 {
        self.new_accounts
    }
    pub(super) fn changed(&self) -> i64 {
        self.changed
    }

    /// Accounts of the period that the file has not named.
    pub(super) async fn missing(&self, tx: &mut Tx) -> Outcome<i64> {
        Ok(statements::count_accounts(tx, self.period).await? - self.accounts)
    }

    /// Takes a batch; the inner error is a sentence for the clerk.
    pub(super) async fn take(&mut self, tx: &mut Tx, batch: Batch) -> Outcome<Result<(), String>> {
        for service in batch.new_services {
            let id = match self.known_services.get(&service) {
                Some(id) => *id,
                None => suppliers::insert_service(tx, &service.0, &service.1).await?,
            };
            self.services.push(id);
            self.known_services.insert(service, id);
        }
        // An account may stand in a batch twice, apart: its groups become one before anything is written.
        let mut groups: Vec<Group> = Vec::with_capacity(batch.groups.len());
        let mut place: HashMap<String, usize> = HashMap::with_capacity(batch.groups.len());
        for group in batch.groups {
            if let Some(&at) = place.get(&group.account.number) {
                for line in group.lines {
                    if let Some(problem) = self.twin(&groups[at].lines, &line, &group.account.number) {
                        return Ok(Err(problem));
                    }
                    groups[at].lines.push(line);
                }
            } else {
                place.insert(group.account.number.clone(), groups.len());
                groups.push(group);
            }
        }
        self.number_accounts(tx, &mut groups).await?;
        self.write(tx, groups).await
    }

    fn twin(&self, lines: &[ReadLine], line: &ReadLine, account: &str) -> Option<String> {
        let twin = lines.iter().find(|l| l.supplier == line.supplier && l.service == line.service)?;
        Some(duplicate(line.line, account, &self.service_name(line.service), twin.line))
    }

    fn service_name(&self, number: usize) -> String {
        let id = self.services.get(number);
        let known = self.known_services.iter().find(|(_, known)| Some(*known) == id);
        known.map(|((name, _), _)| name.clone()).unwrap_or_default()
    }

    /// Gives every group its account's row number; enters new accounts and corrects those whose description changed.
    async fn number_accounts(&mut self, tx: &mut Tx, groups: &mut [Group]) -> Outcome<()> {
        let numbers: Vec<&str> = groups.iter().map(|group| group.account.number.as_str()).collect();
        let known: HashMap<String, AccountRow> =
            accounts::list_by_numbers(tx, &numbers).await?.into_iter().map(|row| (row.number.clone(), row)).collect();
        let (mut changed, mut before) = (Vec::new(), Vec::new());
        for group in groups {
            match known.get(&group.account.number) {
                Some(row) => {
                    group.account.id = row.id;
                    if *row != group.account {
                        changed.push(group.account.clone());
                        before.push(row.clone());
                    }
                }
                None => {
                    group.account.id = AccountId(self.next_account);
                    self.next_account += 1;
                    self.new_accounts += 1;
                    changed.push(group.account.clone());
                }
            }
        }
        // Receipts that are out go on saying what they said.
        accounts::keep_history(tx, &before, self.now).await?;
        Ok(accounts::upsert_all(tx, &changed).await?)
    }

    /// Marks an account as named by the file; true when it was named before.
    fn see(&mut self, id: AccountId) -> bool {
        let index = usize::try_from(id.0).unwrap_or(0);
        let (word, bit) = (index / 64, 1_u64 << (index % 64));
        if self.seen.len() <= word {
            self.seen.resize(word + 1, 0);
        }
        let before = self.seen[word] & bit != 0;
        self.seen[word] |= bit;
        before
    }

    /// Counts the account of these lines for each supplier whom its lines before did not name.
    fn count_suppliers(&mut self, before: &[Line], lines: &[ReadLine]) {
        for (place, line) in lines.iter().enumerate() {
            let known = lines[..place].iter().map(|l| l.supplier).chain(before.iter().map(|l| l.supplier));
            if known.into_iter().all(|supplier| supplier != line.supplier) {
                *self.accounts_of.entry(line.supplier).or_default() += 1;
            }
        }
    }

    async fn write(&mut self, tx: &mut Tx, groups: Vec<Group>) -> Outcome<Result<(), String>> {
        let mut again = Vec::new();
        let mut first = Vec::with_capacity(groups.len());
        for group in groups {
            if self.see(group.account.id) { again.push(group) } else { first.push(group) }
        }
        self.accounts += i64::try_from(first.len()).unwrap_or(0);
        let stored: HashMap<AccountId, StoredLines> = if self.mode == Mode::Correction {
            let ids: Vec<AccountId> = first.iter().map(|group| group.account.id).collect();
            let rows = statements::list_newest(tx, self.period, &ids).await?;
            rows.into_iter().map(|row| (row.account_id, row)).collect()
        } else {
            HashMap::new()
        };
        let mut new = Vec::with_capacity(first.len());
        for group in &first {
            self.count_suppliers(&[], &group.lines);
            let statement = self.statement(group.account.id, &group.lines);
            match stored.get(&group.account.id) {
                Some(old) if old.lines == statement.lines && old.details == statement.details => {}
                Some(old) => {
                    self.changed += 1;
                    new.push(NewStatement { revision: old.revision + 1, ..statement });
                }
                None => new.push(statement),
            }
        }
        statements::insert_all(tx, self.period, self.import_id, &new).await?;
        for group in again {
            if let Err(problem) = self.add_lines(tx, group).await? {
                return Ok(Err(problem));
            }
        }
        Ok(Ok(()))
    }

    /// Lines of an account whose other lines stand elsewhere in the file, in an earlier batch.
    async fn add_lines(&mut self, tx: &mut Tx, group: Group) -> Outcome<Result<(), String>> {
        let account = &group.account;
        let line = group.lines.first().map_or(0, |line| line.line);
        if self.mode == Mode::Correction {
            return Ok(Err(format!(
                "Строка {line}: строки лицевого счёта {} стоят в файле порознь. В исправленном реестре они должны идти подряд.",
                account.number
            )));
        }
        let stored = statements::list_newest(tx, self.period, &[account.id]).await?;
        let Some(stored) = stored.into_iter().next().filter(|stored| stored.import_id == self.import_id) else {
            return Err(Failure::Broken(format!("statement of account {} is gone within its import", account.id)));
        };
        let Statement { mut lines, mut details, .. } = statements::decode(stored)?;
        self.count_suppliers(&lines, &group.lines);
        for read in &group.lines {
            let service = self.services[read.service];
            if lines.iter().any(|l| l.supplier == read.supplier && l.service == service) {
                let name = self.service_name(read.service);
                return Ok(Err(format!(
                    "Строка {}: лицевой счёт {} и услуга «{name}» того же поставщика уже есть выше в файле. Оставьте одну.",
                    read.line, account.number
                )));
            }
            if let Some(given) = &read.details {
                details.insert(lines.len(), given.as_ref().clone());
            }
            lines.push(self.line(read));
        }
        let statement = encode(account.id, &lines, &details);
        statements::replace_lines(tx, self.period, self.import_id, &statement).await?;
        Ok(Ok(()))
    }

    fn line(&self, read: &ReadLine) -> Line {
        Line {
            supplier: read.supplier,
            service: self.services[read.service],
            volume: read.volume,
            tariff: read.tariff,
            sums: read.sums,
        }
    }

    fn statement(&self, account: AccountId, lines: &[ReadLine]) -> NewStatement {
        let given = lines.iter().enumerate().filter_map(|(place, read)| Some((place, read.details.as_deref()?.clone())));
        let details = given.collect();
        let lines: Vec<Line> = lines.iter().map(|read| self.line(read)).collect();
        encode(account, &lines, &details)
    }
}

fn encode(account: AccountId, lines: &[Line], details: &Details) -> NewStatement {
    let mut text = String::with_capacity(lines.len() * 64);
    Statement::encode_lines(lines, &mut text);
    NewStatement {
        account,
        revision: 1,
        total: lines.iter().map(|line| line.sums.total).sum(),
        lines: text,
        details: encode_details(details),
    }
}
