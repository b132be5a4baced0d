//! Reading a register on a thread of its own: parsing and hashing keep one core busy while the database keeps another.
//! Lines of one account that stand together come out as one group. Not here: rows (see `intake`).

use domain::charge::Sums;
use domain::id::SupplierId;
use domain::{ChargeDetails, Decimal, Period};
use registers::{FileError, Mapping, RegisterLine, RegisterReader};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap};
use std::io::Read;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use storage::accounts::AccountRow;
use storage::statements::RegisterTotal;
use tokio::sync::mpsc;

/// Problems that are shown; the others are counted.
const SHOWN: usize = 100;
/// Accounts of a batch; also the batch of the database.
pub(super) const BATCH: usize = 500;

/// A line with its supplier looked up and its service numbered as first met in this file.
#[derive(Clone, Debug)]
pub(super) struct ReadLine {
    pub line: u64,
    pub supplier: SupplierId,
    pub service: usize,
    pub volume: Decimal,
    pub tariff: Decimal,
    pub sums: Sums,
    /// Boxed: most lines have none.
    pub details: Option<Box<ChargeDetails>>,
}

/// The lines of one account that stand together.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub account: AccountRow,
    pub lines: Vec<ReadLine>,
}

/// Some accounts, and the services met since the last batch.
#[derive(Debug)]
pub(super) struct Batch {
    pub period: Period,
    pub groups: Vec<Group>,
    pub new_services: Vec<(String, String)>,
}

/// What is known when the file has been read to its end.
#[derive(Debug, Default)]
pub(super) struct End {
    pub lines: u64,
    pub problems: u64,
    pub shown: Vec<String>,
    /// Lines and sums; accounts are counted where they are told apart (see `intake`).
    pub totals: BTreeMap<SupplierId, RegisterTotal>,
    pub sha256: Vec<u8>,
    pub warnings: Vec<String>,
}

/// A file being read.
pub(super) struct Reading {
    batches: mpsc::Receiver<Batch>,
    thread: JoinHandle<Result<End, FileError>>,
    reported: Vec<String>,
}

impl Reading {
    pub(super) fn start(
        source: impl Read + Send + 'static,
        mapping: Option<Mapping>,
        suppliers: HashMap<String, SupplierId>,
    ) -> Self {
        let (out, batches) = mpsc::channel(2);
        let thread = std::thread::spawn(move || read(source, mapping.as_ref(), suppliers, &out));
        Self { batches, thread, reported: Vec::new() }
    }

    pub(super) async fn next(&mut self) -> Option<Batch> {
        self.batches.recv().await
    }

    /// Adds a problem that only the database could see.
    pub(super) fn report(&mut self, problem: String) {
        self.reported.push(problem);
    }

    pub(super) fn finish(self) -> Result<End, FileError> {
        drop(self.batches);
        let mut end = self.thread.join().expect("reading does not panic")?;
        end.problems += self.reported.len() as u64;
        end.shown.extend(self.reported);
        end.shown.truncate(SHOWN);
        Ok(end)
    }
}

/// Hashes what flows through it.
struct Hashing<R> {
    inner: R,
    hash: Arc<Mutex<Sha256>>,
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.hash.lock().unwrap_or_else(PoisonError::into_inner).update(&buffer[..n]);
        Ok(n)
    }
}

fn read(
    source: impl Read,
    mapping: Option<&Mapping>,
    suppliers: HashMap<String, SupplierId>,
    out: &mpsc::Sender<Batch>,
) -> Result<End, FileError> {
    let hash = Arc::new(Mutex::new(Sha256::new()));
    let source = Hashing { inner: source, hash: hash.clone() };
    let mut reader = match mapping {
        None => RegisterReader::open(source)?,
        Some(mapping) => RegisterReader::open_mapped(source, mapping)?,
    };
    let mut state = State { suppliers, ..State::default() };
    while let Some(line) = reader.next_line() {
        state.end.lines += 1;
        match line {
            Ok(line) => state.line(&line),
            Err(error) => state.problem(error.to_string()),
        }
        if state.groups.len() > BATCH {
            // The last group may go on: it stays for the next batch.
            let last = state.groups.pop();
            state.send(out);
            state.groups.extend(last);
        }
    }
    state.send(out);
    let mut end = state.end;
    end.warnings.extend(reader.warnings().iter().map(ToString::to_string));
    end.sha256 = hash.lock().unwrap_or_else(PoisonError::into_inner).clone().finalize().to_vec();
    Ok(end)
}

#[derive(Default)]
struct State {
    suppliers: HashMap<String, SupplierId>,
    services: HashMap<String, HashMap<String, usize>>,
    service_count: usize,
    new_services: Vec<(String, String)>,
    period: Option<Period>,
    groups: Vec<Group>,
    unknown: Vec<String>,
    end: End,
}

impl State {
    fn problem(&mut self, text: String) {
        self.end.problems += 1;
        if self.end.shown.len() < SHOWN {
            self.end.shown.push(text);
        }
        // Nothing will be taken: what is still read is only checked.
        self.groups.clear();
    }

    fn service(&mut self, line: &RegisterLine<'_>) -> usize {
        if let Some(number) = self.services.get(line.service).and_then(|units| units.get(line.unit)) {
            return *number;
        }
        let number = self.service_count;
        self.service_count += 1;
        self.new_services.push((line.service.to_owned(), line.unit.to_owned()));
        self.services.entry(line.service.to_owned()).or_default().insert(line.unit.to_owned(), number);
        number
    }

    fn line(&mut self, line: &RegisterLine<'_>) {
        let period = *self.period.get_or_insert(line.period);
        if line.period != period {
            return self.problem(format!(
                "Строка {}, столбец period: месяц {}, а в первой строке файла {period}. В одном файле — один месяц.",
                line.line, line.period
            ));
        }
        let Some(&supplier) = self.suppliers.get(line.supplier_inn) else {
            if self.unknown.iter().all(|inn| inn != line.supplier_inn) {
                self.unknown.push(line.supplier_inn.to_owned());
                return self.problem(format!(
                    "Строка {}, столбец supplier_inn: поставщика с ИНН {} нет в справочнике. Загрузите его командой \
                     kvitok import suppliers и повторите.",
                    line.line, line.supplier_inn
                ));
            }
            self.end.problems += 1;
            return;
        };
        let service = self.service(line);
        let total = self.end.totals.entry(supplier).or_insert(RegisterTotal {
            supplier_id: supplier,
            lines: 0,
            accounts: 0,
            total: domain::Money::ZERO,
        });
        total.lines += 1;
        total.total += line.sums.total;
        let read = ReadLine {
            line: line.line,
            supplier,
            service,
            volume: line.volume,
            tariff: line.tariff,
            sums: line.sums,
            details: Some(line.details.to_owned()).filter(|details| !details.is_empty()).map(Box::new),
        };
        match self.groups.last_mut().filter(|group| group.account.number == line.account) {
            Some(group) => {
                let account = &group.account;
                let same = account.street == line.street && account.house == line.house && account.flat == line.flat;
                let first = group.lines.first().map_or(0, |first| first.line);
                if !same {
                    return self.problem(format!(
                        "Строка {}: адрес лицевого счёта {} не тот, что в строке {first}. У одного счёта — один адрес.",
                        line.line, line.account
                    ));
                }
                if let Some(twin) = group.lines.iter().find(|l| l.supplier == supplier && l.service == service) {
                    let text = duplicate(line.line, line.account, line.service, twin.line);
                    return self.problem(text);
                }
                group.lines.push(read);
            }
            None => {
                let account = AccountRow {
                    id: domain::id::AccountId(0),
                    number: line.account.to_owned(),
                    els: line.els.to_owned(),
                    city: line.city.to_owned(),
                    street: line.street.to_owned(),
                    house: line.house.to_owned(),
                    flat: line.flat.to_owned(),
                    holder: line.holder.to_owned(),
                    area: line.area.0,
                    residents: line.residents,
                };
                self.groups.push(Group { account, lines: vec![read] });
            }
        }
    }

    fn send(&mut self, out: &mpsc::Sender<Batch>) {
        let groups = std::mem::take(&mut self.groups);
        if let (Some(period), false, 0) = (self.period, groups.is_empty(), self.end.problems) {
            let new_services = std::mem::take(&mut self.new_services);
            // The other side gives up only with an error of its own, which it reports itself.
            let _ = out.blocking_send(Batch { period, groups, new_services });
        }
    }
}

/// The sentence about a line that stands in the file twice.
pub(super) fn duplicate(line: u64, account: &str, service: &str, first: u64) -> String {
    format!(
        "Строка {line}: лицевой счёт {account} и услуга «{service}» того же поставщика уже есть в строке {first}. Оставьте одну."
    )
}
