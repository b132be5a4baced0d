//! The print run as PDF files of so many sheets, in delivery order, with a separator sheet before each street.
//! Not here: the CSV and the manifest.

use super::{BundleFile, PrintRefusal, Run};
use crate::drafting::{Drafting, Rows, TYPESETTER};
use crate::secret::hex;
use crate::{Cabinet, Failure};
use documents::content::{Face, Receipt};
use documents::pdf::{BundleItem, month_in_words};
use domain::{Date, Money, Period};
use sha2::{Digest, Sha256};
use std::io;
use std::path::{Path, PathBuf};
use storage::publications;
use storage::receipts::PrintPosition;
use tokio::task::JoinSet;

/// Files laid out at the same time; also what bounds the memory.
const AT_ONCE: usize = 2;
const PREFIX: &str = "print-run-";

/// Removes the PDF files of an earlier run.
pub(super) fn remove_old(folder: &Path) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let number = name.strip_prefix(PREFIX).and_then(|rest| rest.strip_suffix(".pdf"));
        if number.is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())) {
            std::fs::remove_file(&path)?;
        }
    }
    Ok(())
}

/// A sheet or more of a file to be.
enum Item {
    Receipt(Box<Receipt>),
    Separator { street: String, notes: Vec<String> },
}

/// A file to be.
#[derive(Default)]
struct Draft {
    items: Vec<Item>,
    sheets: u32,
    documents: i64,
    separators: u64,
    total: Money,
}

impl Draft {
    /// Lays the file out and writes it under its name at once or not at all.
    fn write(self, folder: &Path, name: String, title: &str, day: Date) -> io::Result<BundleFile> {
        let bundle = TYPESETTER.bundle(
            title,
            day,
            self.items.iter().map(|item| match item {
                Item::Receipt(receipt) => BundleItem::Receipt(receipt),
                Item::Separator { street, notes } => BundleItem::Separator { street, notes },
            }),
        );
        let partial = folder.join(format!(".{name}.part"));
        std::fs::write(&partial, &bundle.pdf)?;
        std::fs::rename(&partial, folder.join(&name))?;
        Ok(BundleFile {
            name,
            documents: self.documents,
            sheets: u64::from(bundle.sheets),
            separators: self.separators,
            total: self.total,
            sha256: hex(&Sha256::digest(&bundle.pdf)),
        })
    }
}

/// Files being laid out, and those that are done.
struct Writers {
    period: Period,
    run: Run,
    /// When the period was published: a run made again is the same, byte for byte.
    day: Date,
    folder: PathBuf,
    running: JoinSet<io::Result<BundleFile>>,
    done: Vec<BundleFile>,
    started: usize,
}

impl Writers {
    async fn start(&mut self, draft: Draft) -> Result<(), PrintRefusal> {
        if draft.items.is_empty() {
            return Ok(());
        }
        while self.running.len() >= AT_ONCE {
            self.join().await?;
        }
        self.started += 1;
        let (folder, name) = (self.folder.clone(), format!("{PREFIX}{:03}.pdf", self.started));
        let run = match self.run {
            Run::Main => "Тираж".to_owned(),
            Run::Supplement(number) => format!("Дополнительный тираж {number}"),
        };
        let (title, day) = (format!("{run} за {}, файл {}", month_in_words(self.period), self.started), self.day);
        self.running.spawn_blocking(move || draft.write(&folder, name, &title, day));
        Ok(())
    }

    async fn join(&mut self) -> Result<bool, PrintRefusal> {
        let Some(joined) = self.running.join_next().await else { return Ok(false) };
        let written = joined.map_err(|_| Failure::Broken("a file of the print run could not be laid out".to_owned()))?;
        self.done.push(written.map_err(PrintRefusal::Folder)?);
        Ok(true)
    }

    async fn finish(mut self) -> Result<Vec<BundleFile>, PrintRefusal> {
        while self.join().await? {}
        self.done.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(self.done)
    }
}

impl Cabinet {
    /// Writes the files; a receipt is never torn between two of them, and one longer than a file has it alone.
    pub(super) async fn write_bundles(
        &self,
        period: Period,
        run: Run,
        folder: &Path,
        sheets: u32,
    ) -> Result<Vec<BundleFile>, PrintRefusal> {
        let mut tx = self.db.read().await?;
        let publication = publications::find(&mut tx, period).await?.and_then(|publication| publication.finished_at);
        let mut writers = Writers {
            period,
            run,
            day: self.day_of(publication.unwrap_or_else(|| self.now())),
            folder: folder.to_owned(),
            running: JoinSet::new(),
            done: Vec::new(),
            started: 0,
        };
        let (mut drafting, mut draft) = (Drafting::default(), Draft::default());
        let mut street = None;
        let mut position = PrintPosition::default();
        loop {
            let page = run.page(&mut tx, period, &position).await?;
            let Some(last) = page.last() else { break };
            position = PrintPosition { delivery_key: last.delivery_key.clone(), account: last.account.id.0 };
            drafting.load(self, &mut tx, page.iter().map(|row| &row.receipt)).await?;
            for row in &page {
                let rows = Rows { receipt: &row.receipt, account: &row.account, statement: &row.statement, pay_path: None };
                let mut content = self.draft(&drafting, Face::Paper, &rows)?;
                if run != Run::Main {
                    // The rest has come on paper already, and nothing comes by e-mail.
                    content.elsewhere.clear();
                }
                if content.parts.is_empty() {
                    continue;
                }
                let here = (row.account.city.clone(), row.account.street.clone());
                let new_street = street.as_ref() != Some(&here);
                let needed = TYPESETTER.pages(&content) + u32::from(new_street);
                if draft.sheets > 0 && draft.sheets + needed > sheets {
                    writers.start(std::mem::take(&mut draft)).await?;
                }
                if new_street {
                    let (city, name) = here.clone();
                    let title = if name.is_empty() { city.clone() } else { name };
                    draft.items.push(Item::Separator { street: title, notes: vec![city, month_in_words(period)] });
                    draft.separators += 1;
                    street = Some(here);
                }
                draft.sheets += needed;
                draft.documents += 1;
                draft.total += content.total();
                draft.items.push(Item::Receipt(Box::new(content)));
            }
        }
        writers.start(draft).await?;
        writers.finish().await
    }
}
