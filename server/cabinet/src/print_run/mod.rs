//! The print run, тираж: what stays on paper, in delivery order, for the printing house, with a manifest that adds up.
//! Not here: the PDF files (see `bundles`), and what goes into a supplement (see `supplement`).

mod bundles;
mod supplement;

use crate::publish::{BySupplier, PublishRefusal};
use crate::secret::hex;
use crate::{Cabinet, Failure};
use domain::{Decimal, Money, Period};
use registers::{Details, RegisterLine, RegisterWriter};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use storage::receipts::{DocumentRow, PrintPosition};
use storage::{StorageError, Tx, publications, receipts, suppliers};

/// What a run holds; also the shape of `manifest.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Manifest {
    /// The month.
    pub period: Period,
    /// The number of the supplement; none for the main run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supplement: Option<i64>,
    /// Receipts to print.
    pub documents: i64,
    /// Lines of `print-run.csv` below its header.
    pub lines: i64,
    /// Kopecks.
    pub total: Money,
    /// Kopecks by supplier's INN.
    pub by_supplier: BySupplier,
    /// Of `print-run.csv`, hexadecimal.
    pub sha256: String,
    /// The PDF files, in delivery order; together they hold `documents` receipts and add up to `total`.
    pub files: Vec<BundleFile>,
}

/// One PDF file of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BundleFile {
    /// `print-run-001.pdf`.
    pub name: String,
    /// Receipts in it.
    pub documents: i64,
    /// Sheets, separators between streets included.
    pub sheets: u64,
    /// Sheets that separate streets.
    pub separators: u64,
    /// Kopecks.
    pub total: Money,
    /// Hexadecimal.
    pub sha256: String,
}

/// Why a run was not made.
#[derive(Debug, thiserror::Error)]
pub enum PrintRefusal {
    /// The period is not published (yet).
    #[error("{0} is not published; publish it first")]
    NotPublished(Period),
    /// The folder cannot be written.
    #[error("cannot write the print run: {0}")]
    Folder(std::io::Error),
    /// The PDF files do not hold what the CSV holds.
    #[error("the PDF files hold {bundled} documents over {bundled_total} kopecks, print-run.csv {documents} over {total}")]
    Bundles {
        /// In the PDF files.
        bundled: i64,
        /// In the PDF files.
        bundled_total: i64,
        /// In the CSV.
        documents: i64,
        /// In the CSV.
        total: i64,
    },
    /// What is published does not add up.
    #[error(transparent)]
    Tally(#[from] PublishRefusal),
    /// What was written is not what was published.
    #[error("the print run holds {written} kopecks of supplier {inn}, but {published} are published on paper")]
    Mismatch {
        /// Supplier.
        inn: String,
        /// In the file.
        written: i64,
        /// Published.
        published: i64,
    },
    /// A supplement is not what went by e-mail.
    #[error("the supplement holds {written} kopecks, but its letters held {due}")]
    Supplement {
        /// In the file.
        written: i64,
        /// In the letters.
        due: i64,
    },
    /// There is no supplement of this number.
    #[error("{period} has no supplement {number}")]
    NoSupplement {
        /// The month.
        period: Period,
        /// The number.
        number: i64,
    },
    /// Our fault.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<StorageError> for PrintRefusal {
    fn from(error: StorageError) -> Self {
        Self::Failed(error.into())
    }
}

/// Hashes and counts what is written.
struct Hashing<W> {
    inner: W,
    hash: Sha256,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let n = self.inner.write(bytes)?;
        self.hash.update(&bytes[..n]);
        Ok(n)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        self.inner.flush()
    }
}

const PAGE: i64 = 1000;

/// Which run of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Run {
    /// Everything that stays on paper.
    Main,
    /// What went by e-mail and came back, by the supplement's number.
    Supplement(i64),
}

impl Run {
    fn number(self) -> Option<i64> {
        match self {
            Self::Main => None,
            Self::Supplement(number) => Some(number),
        }
    }

    /// Receipts in delivery order after a position. In a supplement the ways are turned round: what went by e-mail is to be
    /// printed, and what is on paper has been.
    async fn page(self, tx: &mut Tx, period: Period, after: &PrintPosition) -> Result<Vec<DocumentRow>, StorageError> {
        let mut rows = receipts::list_for_print(tx, period, self.number(), after, PAGE).await?;
        if self != Self::Main {
            for row in &mut rows {
                let suppliers = row.statement.totals().into_iter().map(|(supplier, _)| supplier);
                let printed = suppliers.filter(|supplier| !row.receipt.electronic_suppliers.contains(supplier));
                row.receipt.electronic_suppliers = printed.collect();
            }
        }
        Ok(rows)
    }
}

/// What a run has to come to.
enum Due {
    /// As it was published on paper.
    BySupplier(BySupplier),
    /// As its receipts went by e-mail.
    Total(Money),
}

impl Due {
    fn check(&self, made: &Manifest) -> Result<(), PrintRefusal> {
        match self {
            Self::BySupplier(published) => {
                for inn in made.by_supplier.keys().chain(published.keys()) {
                    let sum = |sums: &BySupplier| sums.get(inn).copied().unwrap_or_default();
                    if sum(&made.by_supplier) != sum(published) {
                        let (written, published) = (sum(&made.by_supplier).0, sum(published).0);
                        return Err(PrintRefusal::Mismatch { inn: inn.clone(), written, published });
                    }
                }
                Ok(())
            }
            Self::Total(due) if *due == made.total => Ok(()),
            Self::Total(due) => Err(PrintRefusal::Supplement { written: made.total.0, due: due.0 }),
        }
    }
}

impl Cabinet {
    /// Writes `print-run.csv`, PDF files of so many sheets (none for the CSV alone), and then `manifest.json` into a
    /// folder: a folder with a manifest is whole.
    pub async fn print_run(&self, period: Period, folder: &Path, sheets: Option<u32>) -> Result<Manifest, PrintRefusal> {
        self.must_be_published(period).await?;
        let published = self.tally(period, None).await?.paper;
        self.write_files(period, Run::Main, &Due::BySupplier(published), folder, sheets).await
    }

    async fn must_be_published(&self, period: Period) -> Result<(), PrintRefusal> {
        let mut tx = self.db.read().await?;
        let publication = publications::find(&mut tx, period).await?;
        if publication.is_none_or(|publication| publication.state != "done") {
            return Err(PrintRefusal::NotPublished(period));
        }
        Ok(())
    }

    async fn write_files(
        &self,
        period: Period,
        run: Run,
        due: &Due,
        folder: &Path,
        sheets: Option<u32>,
    ) -> Result<Manifest, PrintRefusal> {
        std::fs::create_dir_all(folder).map_err(PrintRefusal::Folder)?;
        let (csv, partial) = (folder.join("print-run.csv"), folder.join(".print-run.csv.part"));
        let manifest = folder.join("manifest.json");
        remove(&manifest).map_err(PrintRefusal::Folder)?;
        // Files of an earlier run into the same folder: a shorter one would leave some of them behind.
        bundles::remove_old(folder).map_err(PrintRefusal::Folder)?;
        let file = File::create(&partial).map_err(PrintRefusal::Folder)?;
        let out = Hashing { inner: BufWriter::with_capacity(1 << 18, file), hash: Sha256::new() };
        let mut made = self.write_run(period, run, RegisterWriter::new(out).for_spreadsheet()).await?;
        due.check(&made)?;
        std::fs::rename(&partial, &csv).map_err(PrintRefusal::Folder)?;
        if let Some(sheets) = sheets {
            made.files = self.write_bundles(period, run, folder, sheets).await?;
            let bundled: i64 = made.files.iter().map(|file| file.documents).sum();
            let sum: Money = made.files.iter().map(|file| file.total).sum();
            if (bundled, sum) != (made.documents, made.total) {
                let (documents, total) = (made.documents, made.total.0);
                return Err(PrintRefusal::Bundles { bundled, bundled_total: sum.0, documents, total });
            }
        }
        let text = serde_json::to_string_pretty(&made).unwrap_or_default();
        let partial = folder.join(".manifest.json.part");
        std::fs::write(&partial, text + "\n").map_err(PrintRefusal::Folder)?;
        std::fs::rename(&partial, &manifest).map_err(PrintRefusal::Folder)?;
        Ok(made)
    }

    async fn write_run(
        &self,
        period: Period,
        run: Run,
        mut out: RegisterWriter<Hashing<BufWriter<File>>>,
    ) -> Result<Manifest, PrintRefusal> {
        let mut tx = self.db.read().await?;
        let inns: HashMap<_, _> =
            suppliers::list(&mut tx).await?.into_iter().map(|row| (row.id, row.supplier.inn.to_string())).collect();
        let services: HashMap<_, _> =
            suppliers::list_services(&mut tx).await?.into_iter().map(|row| (row.id, (row.name, row.unit))).collect();
        let (mut documents, mut lines, mut sums) = (0, 0, BTreeMap::<String, Money>::new());
        let mut position = PrintPosition::default();
        loop {
            let page = run.page(&mut tx, period, &position).await?;
            let Some(last) = page.last() else { break };
            position = PrintPosition { delivery_key: last.delivery_key.clone(), account: last.account.id.0 };
            for row in &page {
                let on_paper: Vec<_> = row
                    .statement
                    .lines
                    .iter()
                    .filter(|line| !row.receipt.electronic_suppliers.contains(&line.supplier))
                    .collect();
                documents += i64::from(!on_paper.is_empty());
                for line in on_paper {
                    let inn = inns.get(&line.supplier).map(String::as_str).unwrap_or_default();
                    let (service, unit) =
                        services.get(&line.service).map(|(s, u)| (s.as_str(), u.as_str())).unwrap_or_default();
                    let account = &row.account;
                    out.write(&RegisterLine {
                        line: 0,
                        period,
                        account: &account.number,
                        els: &account.els,
                        city: &account.city,
                        street: &account.street,
                        house: &account.house,
                        flat: &account.flat,
                        holder: &account.holder,
                        area: Decimal(account.area),
                        residents: account.residents,
                        supplier_inn: inn,
                        service,
                        unit,
                        volume: line.volume,
                        tariff: line.tariff,
                        sums: line.sums,
                        details: Details::default(),
                    })
                    .map_err(PrintRefusal::Folder)?;
                    lines += 1;
                    *sums.entry(inn.to_owned()).or_default() += line.sums.total;
                }
            }
        }
        let out = out.finish().map_err(PrintRefusal::Folder)?;
        let file = out.inner.into_inner().map_err(|error| PrintRefusal::Folder(error.into_error()))?;
        file.sync_all().map_err(PrintRefusal::Folder)?;
        sums.retain(|_, sum| *sum != Money::ZERO);
        Ok(Manifest {
            period,
            supplement: run.number(),
            documents,
            lines,
            total: sums.values().copied().sum(),
            by_supplier: sums,
            sha256: hex(&out.hash.finalize()),
            files: Vec::new(),
        })
    }
}

/// Removes a file that may not be there.
fn remove(path: &Path) -> std::io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
