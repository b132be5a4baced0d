//! Made-up towns for trials and the demo: registers that look real, of any size, with balances that go on from month to
//! month. Not here: residents of the cabinet (see `cabinet`).
//!
//! Everything follows from the seed and the place of an account in the town, so that nothing is kept between lines,
//! a larger town begins with the smaller one, and the same call writes the same bytes.

mod balances;
mod details;
mod dwellings;
mod houses;
mod names;
mod noise;
mod payees;
mod streets;
mod tariffs;

use crate::Details;
use crate::register::RegisterLine;
use crate::writer::{RegisterWriter, write_suppliers};
use balances::{BillLine, Household};
use domain::{Decimal, Inn, Money, Period, Supplier};
use dwellings::Dwelling;
use houses::House;
use noise::{Noise, Topic};
use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};

/// A town of a given number of accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Town {
    accounts: u32,
    seed: u64,
    details: bool,
}

/// What a written register comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TownTotals {
    /// Accounts.
    pub accounts: u64,
    /// Lines.
    pub lines: u64,
    /// Sum of all totals.
    pub total: Money,
    /// Sum of the totals of each supplier.
    pub by_supplier: BTreeMap<Inn, Money>,
}

/// A register was not written.
#[derive(Debug)]
pub enum TownError {
    /// The town has no bills of that month.
    TooEarly {
        /// The first month it has.
        first: Period,
    },
    /// The target failed.
    Write(io::Error),
}

impl fmt::Display for TownError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooEarly { first } => {
                write!(f, "Учебные реестры начинаются с периода {first}. Укажите этот период или более поздний.")
            }
            Self::Write(error) => write!(f, "Реестр не удалось записать: {error}"),
        }
    }
}

impl std::error::Error for TownError {}

impl From<io::Error> for TownError {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}

impl Town {
    /// A town of so many accounts. Another seed is another town.
    pub fn new(accounts: u32, seed: u64) -> Self {
        Self { accounts, seed, details: false }
    }

    /// Whether its registers have the optional columns: meters, norms, readings of the house, reasons, instalments.
    #[must_use]
    pub fn with_details(mut self, details: bool) -> Self {
        self.details = details;
        self
    }

    /// The first month that has bills; each later one carries its balances on.
    pub fn first_period() -> Period {
        balances::first_period()
    }

    /// The suppliers that are paid in every town.
    ///
    /// The heat and water companies are connected to electronic delivery from `electronic_from`, the others not yet.
    pub fn suppliers(electronic_from: Option<Period>) -> Vec<Supplier> {
        payees::suppliers(electronic_from)
    }

    /// Writes the suppliers file that fits the registers.
    pub fn write_suppliers(&self, out: impl Write, electronic_from: Option<Period>) -> io::Result<()> {
        write_suppliers(&Self::suppliers(electronic_from), out)
    }

    /// Writes the register of a month.
    pub fn write_register(&self, period: Period, out: impl Write) -> Result<TownTotals, TownError> {
        if period < Self::first_period() {
            return Err(TownError::TooEarly { first: Self::first_period() });
        }
        let mut sheet = Sheet {
            period,
            details: self.details,
            out: if self.details { RegisterWriter::new(out).with_details() } else { RegisterWriter::new(out) },
            suppliers: payees::suppliers(None),
            by_supplier: vec![Money::ZERO; payees::COUNT],
            lines: 0,
        };
        let town = Noise::new(self.seed);
        let mut dwellings = Vec::new();
        let mut left = self.accounts;
        let mut index = 0;
        for house in houses::all(town) {
            if left == 0 {
                break;
            }
            dwellings::of_house(&house, &mut dwellings);
            for dwelling in dwellings.iter().take(usize::try_from(left).unwrap_or(usize::MAX)) {
                sheet.account(&house, dwelling, town.at(Topic::Account, index), index)?;
                index += 1;
                left -= 1;
            }
        }
        sheet.out.finish()?;
        let by_supplier = sheet.suppliers.iter().map(|supplier| supplier.inn.clone()).zip(sheet.by_supplier);
        let by_supplier: BTreeMap<Inn, Money> = by_supplier.filter(|(_, sum)| *sum != Money::ZERO).collect();
        let total = by_supplier.values().copied().sum();
        Ok(TownTotals { accounts: index, lines: sheet.lines, total, by_supplier })
    }
}

/// The register that is being written.
struct Sheet<W> {
    period: Period,
    details: bool,
    out: RegisterWriter<W>,
    suppliers: Vec<Supplier>,
    by_supplier: Vec<Money>,
    lines: u64,
}

impl<W: Write> Sheet<W> {
    fn account(&mut self, house: &House, dwelling: &Dwelling, noise: Noise, index: u64) -> io::Result<()> {
        let account = names::account_number(noise, house, index);
        let els = names::els(noise, index);
        let holder = names::holder(noise, dwelling);
        let household = Household::new(noise, house, dwelling);
        for (place, service) in house.services().iter().enumerate() {
            let bill = BillLine::new(noise.at(Topic::Line, place as u64), *service);
            let month = bill.month(&household, self.period);
            let payee = payees::of(*service, house);
            let details = if self.details { details::of(&bill, &month, &household, house, self.period) } else { None };
            self.out.write(&RegisterLine {
                line: 0,
                period: self.period,
                account: &account,
                els: &els,
                city: house.city,
                street: house.street.name,
                house: &house.number,
                flat: &dwelling.flat,
                holder: &holder,
                area: Decimal(household.area * 100),
                residents: household.residents,
                supplier_inn: self.suppliers[payee].inn.as_str(),
                service: service.name(),
                unit: service.unit(),
                volume: Decimal(month.volume * 100),
                tariff: Decimal(month.tariff * 100),
                sums: month.sums,
                details: details.as_ref().map(Details::from).unwrap_or_default(),
            })?;
            self.by_supplier[payee] += month.sums.total;
            self.lines += 1;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::account::lookup_key;
    use std::collections::HashSet;

    #[test]
    fn in_a_town_that_spills_into_the_next_one_no_two_accounts_share_a_number_or_an_address() {
        let town = Noise::new(5);
        let (mut numbers, mut addresses, mut cities) = (HashSet::new(), HashSet::new(), HashSet::new());
        let mut dwellings = Vec::new();
        let mut index = 0;
        for house in houses::all(town) {
            if cities.len() == 3 {
                break;
            }
            cities.insert(house.city);
            dwellings::of_house(&house, &mut dwellings);
            for dwelling in &dwellings {
                let number = names::account_number(town.at(Topic::Account, index), &house, index);
                assert!(numbers.insert(lookup_key(&number)), "{number}");
                let address = format!("{}|{}|{}|{}", house.city, house.street.name, house.number, dwelling.flat);
                assert!(addresses.insert(address.clone()), "{address}");
                index += 1;
            }
        }
        assert!(index > 250_000, "{index}");
    }
}
