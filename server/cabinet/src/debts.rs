//! Registers of debts for banks: what is left to pay to each payee of a published period, one file a payee.
//! Not here: the format of the file (see `registers::debts`).

use crate::print_run::PrintRefusal;
use crate::publish::PublishRefusal;
use crate::{Cabinet, Failure};
use domain::id::SupplierId;
use domain::{Money, Period, Supplier};
use registers::debts::{DebtLine, DebtOptions, DebtWriter, file_name};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use storage::receipts::{self, PrintPosition};
use storage::{publications, suppliers};

/// A written file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DebtFile {
    /// Its name.
    pub name: String,
    /// Lines of debts.
    pub lines: u64,
    /// Their sum.
    pub total: Money,
}

const PAGE: i64 = 1000;

/// A payee's file being written, under a name that nobody takes for a whole one.
struct Open {
    name: String,
    writer: DebtWriter<BufWriter<File>>,
}

impl Cabinet {
    /// Writes the files of a published period into a folder. `number` tells files of one month apart. Names and addresses
    /// of payers are personal data and written only where they are asked for.
    pub async fn export_debts(
        &self,
        period: Period,
        folder: &Path,
        number: u16,
        personal_data: bool,
    ) -> Result<Vec<DebtFile>, PrintRefusal> {
        let mut tx = self.db.read().await?;
        if publications::find(&mut tx, period).await?.is_none_or(|publication| publication.state != "done") {
            return Err(PublishRefusal::NotPublished(period).into());
        }
        std::fs::create_dir_all(folder).map_err(PrintRefusal::Folder)?;
        remove_old(folder, number, period).map_err(PrintRefusal::Folder)?;
        let payees: BTreeMap<SupplierId, Supplier> =
            suppliers::list(&mut tx).await?.into_iter().map(|row| (row.id, row.supplier)).collect();
        let options = DebtOptions { personal: personal_data, ..DebtOptions::default() };
        let mut open: BTreeMap<SupplierId, Open> = BTreeMap::new();
        let mut position = PrintPosition::default();
        loop {
            let page = receipts::list_for_print(&mut tx, period, None, &position, PAGE).await?;
            let Some(last) = page.last() else { break };
            position = PrintPosition { delivery_key: last.delivery_key.clone(), account: last.account.id.0 };
            for row in &page {
                let left = self.left_of(&mut tx, &row.receipt).await?;
                let address = row.account.address().one_line();
                for part in left.parts.iter().filter(|part| part.left > Money::ZERO) {
                    let Some(payee) = payees.get(&part.supplier) else { continue };
                    let file = match open.entry(part.supplier) {
                        std::collections::btree_map::Entry::Occupied(file) => file.into_mut(),
                        std::collections::btree_map::Entry::Vacant(place) => {
                            let name = file_name(&payee.inn, &payee.account, number, period)
                                .map_err(|error| Failure::Broken(format!("supplier {}: {error}", payee.inn)))?;
                            let file = File::create(folder.join(format!(".{name}.part"))).map_err(PrintRefusal::Folder)?;
                            place.insert(Open { name, writer: DebtWriter::new(BufWriter::new(file), options) })
                        }
                    };
                    let line = DebtLine {
                        account: &row.account.number,
                        holder: &row.account.holder,
                        address: &address,
                        period,
                        sum: part.left,
                    };
                    file.writer.write(&line).map_err(PrintRefusal::Folder)?;
                }
            }
        }
        let mut files = Vec::with_capacity(open.len());
        for Open { name, writer } in open.into_values() {
            let (mut out, totals) = writer.finish().map_err(PrintRefusal::Folder)?;
            out.flush().map_err(PrintRefusal::Folder)?;
            std::fs::rename(folder.join(format!(".{name}.part")), folder.join(&name)).map_err(PrintRefusal::Folder)?;
            files.push(DebtFile { name, lines: totals.lines, total: totals.sum });
        }
        Ok(files)
    }
}

/// Removes files of the same number and month: a payee to whom nothing is owed any more has no file that would replace
/// its old one.
fn remove_old(folder: &Path, number: u16, period: Period) -> std::io::Result<()> {
    let end = format!("_{number:03}_{:02}{:02}.txt", period.month(), period.year() % 100);
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let payee = name.strip_suffix(&end).and_then(|start| start.split_once('_'));
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if payee.is_some_and(|(inn, account)| {
            matches!(inn.len(), 10 | 12) && account.len() == 20 && digits(inn) && digits(account)
        }) {
            std::fs::remove_file(&path)?;
        }
    }
    Ok(())
}
