//! What helps to understand a receipt: why the sum changed, the months before, a whole year.
//! Not here: how a comparison is made (see `domain::comparison`), and its words (see `app`).

use crate::access::Views;
use crate::addresses::shown_number;
use crate::receipts::Names;
use crate::{Cabinet, Failure, Outcome};
use domain::comparison::{Comparison, Line};
use domain::view::{MonthSum, YearCell, YearPage, YearService};
use domain::{Decimal, Money, Period};
use std::collections::BTreeMap;
use storage::receipts::ReceiptRow as Stored;
use storage::statements::Statement;
use storage::{Tx, receipts, statements};

/// Months in the chart, this one included: the same month of the year before is the first.
const MONTHS: usize = 13;
/// Years back that are offered.
const YEARS: i64 = 120;

/// What a receipt is compared with.
pub(crate) struct Around {
    pub correction: Option<Comparison>,
    pub last_month: Option<Comparison>,
    pub last_year: Option<Comparison>,
    pub months: Vec<MonthSum>,
}

/// What the consumption of a month cost: without debts, penalties and payments.
fn cost(statement: &Statement) -> Money {
    statement.lines.iter().map(|line| line.sums.charged + line.sums.recalculation - line.sums.benefit).sum()
}

impl Names {
    fn compared<'a>(&'a self, statement: &'a Statement) -> Vec<Line<'a>> {
        let line = |line: &'a statements::Line| {
            let (service, unit) = self.service(line.service);
            Line {
                supplier: self.supplier(line.supplier),
                service,
                unit,
                volume: line.volume,
                tariff: line.tariff,
                sums: line.sums,
            }
        };
        statement.lines.iter().map(line).collect()
    }
}

impl Cabinet {
    /// Compares a receipt with its version before, the month before and the year before. `published` are the account's
    /// current receipts.
    pub(crate) async fn around(
        &self,
        tx: &mut Tx,
        receipt: &Stored,
        statement: &Statement,
        published: &[Stored],
        names: &Names,
    ) -> Outcome<Around> {
        let first = (1..MONTHS).fold(receipt.period, |period, _| period.previous());
        let all = statements::list_of_account(tx, receipt.account, first, receipt.period).await?;
        let of = |period: Period| {
            let revision = published.iter().find(|row| row.period == period)?.revision;
            all.iter().find(|(p, s)| *p == period && s.revision == revision).map(|(_, statement)| statement)
        };
        let now = names.compared(statement);
        let against = |period: Period| of(period).map(|before| Comparison::new(period, &names.compared(before), &now));
        let correction = self.correction(tx, receipt, statement, names).await?;
        let mut months: Vec<MonthSum> = std::iter::successors(Some(first), |period| Some(period.next()))
            .take(MONTHS - 1)
            .filter_map(|period| of(period).map(|statement| MonthSum { period, charged: cost(statement) }))
            .collect();
        months.push(MonthSum { period: receipt.period, charged: cost(statement) });
        Ok(Around { correction, last_month: against(receipt.period.previous()), last_year: against(first), months })
    }

    /// What a correction changed; none for a first version.
    pub(crate) async fn correction(
        &self,
        tx: &mut Tx,
        receipt: &Stored,
        statement: &Statement,
        names: &Names,
    ) -> Outcome<Option<Comparison>> {
        if receipt.version == 1 {
            return Ok(None);
        }
        let versions = receipts::list_versions(tx, receipt.period, receipt.account).await?;
        let Some(before) = versions.iter().find(|version| version.version == receipt.version - 1) else { return Ok(None) };
        let before = statements::find(tx, receipt.period, receipt.account, before.revision).await?;
        Ok(before.map(|b| Comparison::new(receipt.period, &names.compared(&b), &names.compared(statement))))
    }

    /// A year of an address, the newest one unless another is asked for.
    pub async fn year(&self, of: &dyn Views, year: Option<u16>) -> Outcome<YearPage> {
        let mut tx = self.db.read().await?;
        let of = of.viewer();
        let account = of.account();
        let published = receipts::list_of_account(&mut tx, account.id, YEARS).await?;
        let mut years: Vec<u16> = published.iter().map(|row| row.period.year()).collect();
        years.dedup();
        let newest = *years.first().ok_or(Failure::NotFound)?;
        let year = year.unwrap_or(newest);
        if !years.contains(&year) {
            return Err(Failure::NotFound);
        }
        let names = Names::load(&mut tx).await?;
        let month = |n: u8| Period::new(year, n).map_err(|error| Failure::Broken(error.to_string()));
        let all = statements::list_of_account(&mut tx, account.id, month(1)?, month(12)?).await?;
        let mut months = vec![None; 12];
        let mut services: Vec<YearService> = Vec::new();
        let mut place: BTreeMap<(i64, i64), usize> = BTreeMap::new();
        for (period, statement) in &all {
            let current = published.iter().any(|row| row.period == *period && row.revision == statement.revision);
            if !current {
                continue;
            }
            let at = usize::from(period.month()) - 1;
            months[at] = Some(cost(statement));
            for line in &statement.lines {
                let n = *place.entry((line.supplier.0, line.service)).or_insert_with(|| {
                    let (service, unit) = names.service(line.service);
                    services.push(YearService {
                        service: service.to_owned(),
                        unit: unit.to_owned(),
                        supplier: names.supplier(line.supplier).to_owned(),
                        months: vec![None; 12],
                        volume: Decimal(0),
                        cost: Money::ZERO,
                    });
                    services.len() - 1
                });
                let cost = line.sums.charged + line.sums.recalculation - line.sums.benefit;
                services[n].months[at] = Some(YearCell { volume: line.volume, cost });
                services[n].volume.0 += line.volume.0;
                services[n].cost += cost;
            }
        }
        Ok(YearPage {
            account: account.id,
            number: shown_number(&account.number),
            address: account.address().one_line(),
            year,
            years,
            cost: months.iter().flatten().copied().sum(),
            months,
            services,
            whose: of.whose(),
        })
    }
}
