//! Taking a register: the whole file or nothing, the same file twice changes nothing, a corrected file changes what
//! differs. Not here: the file's format (see `registers`), publishing what was taken (see `publish`).

mod intake;
mod reading;
mod workbook;

use crate::{Cabinet, Failure};
use domain::{Money, Period};
use intake::{Intake, Mode};
use reading::Reading;
use registers::{FileError, Mapping};
use std::collections::BTreeMap;
use std::io::Read;
use storage::statements::{self, ImportRow, RegisterTotal};
use storage::{StorageError, publications, suppliers};

/// How to take a file.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// Check and report, take nothing.
    pub dry_run: bool,
    /// How the file's columns are named, where it is another billing system's.
    pub mapping: Option<Mapping>,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It was taken.
    New,
    /// It takes the place of an earlier file of the period, which is not published yet.
    InPlaceOfEarlier,
    /// It corrects a published period.
    Correction {
        /// Accounts that differ.
        changed: i64,
    },
    /// The very same file was taken before.
    Unchanged,
    /// It would be taken.
    DryRun,
}

/// What was in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportReport {
    /// The month.
    pub period: Period,
    /// Lines of charges.
    pub lines: i64,
    /// Accounts.
    pub accounts: i64,
    /// Accounts that were not known.
    pub new_accounts: i64,
    /// Sum of all totals.
    pub total: Money,
    /// The same by supplier's INN.
    pub by_supplier: BTreeMap<String, Money>,
    /// What became of it.
    pub taken: Taken,
    /// Sentences for the clerk.
    pub warnings: Vec<String>,
}

/// Why a file was not taken.
#[derive(Debug, thiserror::Error)]
pub enum ImportRefusal {
    /// The file as a whole cannot be read.
    #[error("{0}")]
    File(FileError),
    /// Lines are wrong: the first hundred, in words, and how many in all.
    #[error("{total} lines of the register are wrong")]
    Rows {
        /// Sentences with line and column.
        shown: Vec<String>,
        /// Count of all.
        total: u64,
        /// Lines read.
        lines: u64,
    },
    /// The month has not come yet.
    #[error("the period {period} is in the future")]
    Future {
        /// The file's month.
        period: Period,
        /// The current one.
        current: Period,
    },
    /// A correction leaves accounts out.
    #[error("{count} accounts of the published period are not in the file")]
    Missing {
        /// How many.
        count: i64,
    },
    /// Our fault.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<StorageError> for ImportRefusal {
    fn from(error: StorageError) -> Self {
        Self::Failed(error.into())
    }
}

impl Cabinet {
    /// Reads a register as a stream on a thread of its own and takes it in one transaction.
    pub async fn import_register(
        &self,
        source: impl Read + Send + 'static,
        options: ImportOptions,
    ) -> Result<ImportReport, ImportRefusal> {
        let now = self.now();
        let today = self.day_of(now);
        let current = Period::new(today.year, today.month).map_err(|error| Failure::Broken(error.to_string()))?;
        let mut tx = self.db.write().await?;
        statements::lock_imports(&mut tx, now).await?;
        let known = suppliers::list(&mut tx).await?;
        let inns: Vec<(String, _)> = known.iter().map(|row| (row.supplier.inn.to_string(), row.id)).collect();
        let mut reading = Reading::start(source, options.mapping.clone(), inns.iter().cloned().collect());

        let mut intake: Option<Intake> = None;
        while let Some(batch) = reading.next().await {
            let intake = match &mut intake {
                Some(intake) => intake,
                None => {
                    let period = batch.period;
                    if period > current {
                        return Err(ImportRefusal::Future { period, current });
                    }
                    let published = publications::find(&mut tx, period).await?.is_some();
                    let earlier = statements::last_import(&mut tx, period).await?;
                    let mode = match (published, earlier.is_some()) {
                        (true, _) => Mode::Correction,
                        (false, true) => Mode::InPlaceOfEarlier,
                        (false, false) => Mode::New,
                    };
                    intake.insert(Intake::begin(&mut tx, period, mode, now).await?)
                }
            };
            if let Err(problem) = intake.take(&mut tx, batch).await? {
                reading.report(problem);
            }
        }
        let end = reading.finish().map_err(ImportRefusal::File)?;
        let Some(intake) = intake.filter(|_| end.problems == 0) else {
            return Err(ImportRefusal::Rows { shown: end.shown, total: end.problems, lines: end.lines });
        };

        let period = intake.period();
        let by_id = end.totals;
        let name = |id| inns.iter().find(|(_, known)| *known == id).map(|(inn, _)| inn.clone()).unwrap_or_default();
        let earlier = statements::last_import(&mut tx, period).await?;
        let missing = if intake.mode() == Mode::Correction { intake.missing(&mut tx).await? } else { 0 };
        let unchanged = earlier.as_ref().is_some_and(|import| import.sha256 == end.sha256);
        let mut warnings = end.warnings;
        if let Some(import) = earlier.filter(|import| import.accounts > intake.accounts()) {
            warnings.push(format!(
                "в прежнем реестре этого месяца было лицевых счетов {}, в этом — {}. Проверьте, что файл полный.",
                import.accounts,
                intake.accounts()
            ));
        }
        let mut report = ImportReport {
            period,
            lines: i64::try_from(end.lines).unwrap_or(i64::MAX),
            accounts: intake.accounts(),
            new_accounts: intake.new_accounts(),
            total: by_id.values().map(|total| total.total).sum(),
            by_supplier: by_id.iter().map(|(id, total)| (name(*id), total.total)).collect(),
            taken: Taken::Unchanged,
            warnings,
        };
        if unchanged {
            return Ok(report);
        }
        if missing > 0 {
            return Err(ImportRefusal::Missing { count: missing });
        }
        report.taken = match intake.mode() {
            _ if options.dry_run => Taken::DryRun,
            Mode::New => Taken::New,
            Mode::InPlaceOfEarlier => Taken::InPlaceOfEarlier,
            Mode::Correction => Taken::Correction { changed: intake.changed() },
        };
        if options.dry_run {
            return Ok(report);
        }
        let counted = |total: RegisterTotal| RegisterTotal { accounts: intake.accounts_of(total.supplier_id), ..total };
        let totals: Vec<RegisterTotal> = by_id.into_values().map(counted).collect();
        statements::replace_totals(&mut tx, period, &totals).await?;
        let import = ImportRow {
            id: intake.import_id(),
            sha256: end.sha256,
            lines: report.lines,
            accounts: report.accounts,
            total: report.total,
        };
        statements::insert_import(&mut tx, period, &import, now).await?;
        tx.commit().await?;
        Ok(report)
    }
}
