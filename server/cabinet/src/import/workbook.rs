//! A workbook as a register: the ГИС ЖКХ template needs what the cabinet knows of accounts and payees.
//! Not here: reading workbooks (see `registers::xlsx`), taking the register (see the rest of `import`).

use super::ImportRefusal;
use crate::Cabinet;
use domain::Inn;
use registers::FileProblems;
use registers::xlsx::{AccountFacts, Kind, detect, read_gis, read_register};
use std::collections::HashMap;
use std::io::{Read, Seek};
use storage::{accounts, suppliers};

/// Accounts read at once.
const PAGE: i64 = 5000;

impl Cabinet {
    /// The register that a workbook holds, as CSV, and warnings for the clerk: from there every format goes the same way.
    pub async fn workbook_register(&self, mut file: impl Read + Seek) -> Result<(Vec<u8>, Vec<String>), ImportRefusal> {
        match detect(&mut file).map_err(ImportRefusal::File)? {
            Kind::Register => Ok((read_register(file).map_err(refusal)?, Vec::new())),
            Kind::Gis => {
                let read = read_gis(file).map_err(refusal)?;
                let warnings = read.warnings.iter().map(ToString::to_string).collect();
                let mut tx = self.db.read().await?;
                let mut facts: HashMap<String, AccountFacts> = HashMap::new();
                let mut after = domain::id::AccountId(0);
                loop {
                    let page = accounts::list_after(&mut tx, after, PAGE).await?;
                    let Some(last) = page.last() else { break };
                    after = last.id;
                    let with_els = page.into_iter().filter(|account| !account.els.is_empty());
                    facts.extend(with_els.map(|account| {
                        let facts = AccountFacts {
                            number: account.number,
                            els: account.els.clone(),
                            city: account.city,
                            street: account.street,
                            house: account.house,
                            flat: account.flat,
                            holder: account.holder,
                        };
                        (account.els, facts)
                    }));
                }
                let payees: HashMap<(String, String), Inn> = suppliers::list(&mut tx)
                    .await?
                    .into_iter()
                    .map(|row| ((row.supplier.bic, row.supplier.account), row.supplier.inn))
                    .collect();
                let payee = |bic: &str, account: &str| payees.get(&(bic.to_owned(), account.to_owned())).cloned();
                let register = read.into_register(|els| facts.get(els).cloned(), payee).map_err(refusal)?;
                Ok((register, warnings))
            }
        }
    }
}

fn refusal(problems: FileProblems) -> ImportRefusal {
    match problems {
        FileProblems::File(error) => ImportRefusal::File(error),
        FileProblems::Rows(problems) => ImportRefusal::Rows {
            shown: problems.first.iter().map(ToString::to_string).collect(),
            total: problems.total,
            lines: 0,
        },
    }
}
