//! Why a sum changed: two receipts of one account compared by service, in parts that add up to the difference.
//! Not here: where the receipts come from, and the words for it (see `app`).

use crate::charge::Sums;
use crate::{Decimal, Money, Period};
use serde::{Deserialize, Serialize};

/// A line of a receipt as the comparison needs it.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// Who is paid.
    pub supplier: &'a str,
    /// `Отопление`.
    pub service: &'a str,
    /// `Гкал`.
    pub unit: &'a str,
    /// Consumption.
    pub volume: Decimal,
    /// Roubles per unit.
    pub tariff: Decimal,
    /// The sums.
    pub sums: Sums,
}

/// A cause of a change, with the part of the difference that it makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "cause", rename_all = "snake_case")]
pub enum Cause {
    /// The service was not on the receipt before: everything charged for it is new.
    New {
        /// Its part.
        amount: Money,
    },
    /// The service is no longer on the receipt.
    Gone {
        /// Its part, below zero for what was charged.
        amount: Money,
    },
    /// More or less was consumed, at the tariff of before.
    Volume {
        /// Before.
        from: Decimal,
        /// Now.
        to: Decimal,
        /// Its part.
        amount: Money,
    },
    /// The tariff changed, for the consumption of now.
    Tariff {
        /// Before.
        from: Decimal,
        /// Now.
        to: Decimal,
        /// Its part, with what rounding leaves.
        amount: Money,
    },
    /// Charged otherwise than volume × tariff explains.
    Charged {
        /// Its part.
        amount: Money,
    },
    /// Debt or advance carried over.
    Opening {
        /// Its part.
        amount: Money,
    },
    /// Recalculation.
    Recalculation {
        /// Its part.
        amount: Money,
    },
    /// Benefit; a larger benefit is below zero.
    Benefit {
        /// Its part.
        amount: Money,
    },
    /// Penalty.
    Penalty {
        /// Its part.
        amount: Money,
    },
    /// Payments counted on the receipt; more paid is below zero.
    Paid {
        /// Its part.
        amount: Money,
    },
}

/// What changed about one service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceChange {
    /// Who is paid.
    pub supplier: String,
    /// `Отопление`.
    pub service: String,
    /// `Гкал`.
    pub unit: String,
    /// To pay before; nothing where the service was not there.
    pub before: Money,
    /// To pay now.
    pub now: Money,
    /// Why; the amounts add up to `now − before`. Empty if nothing changed.
    pub causes: Vec<Cause>,
}

/// Two receipts compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// The month of the earlier receipt.
    pub with: Period,
    /// Its total.
    pub before: Money,
    /// The total now.
    pub now: Money,
    /// Every service of either, those that changed most first.
    pub services: Vec<ServiceChange>,
}

impl Cause {
    /// The part of the difference that it makes.
    pub fn amount(&self) -> Money {
        match *self {
            Self::New { amount }
            | Self::Gone { amount }
            | Self::Volume { amount, .. }
            | Self::Tariff { amount, .. }
            | Self::Charged { amount }
            | Self::Opening { amount }
            | Self::Recalculation { amount }
            | Self::Benefit { amount }
            | Self::Penalty { amount }
            | Self::Paid { amount } => amount,
        }
    }
}

impl Comparison {
    /// Compares; lines are told apart by supplier and service.
    pub fn new(with: Period, before: &[Line<'_>], now: &[Line<'_>]) -> Self {
        let same = |a: &Line<'_>, b: &Line<'_>| a.supplier == b.supplier && a.service == b.service;
        let mut services: Vec<ServiceChange> =
            now.iter().map(|line| change(before.iter().find(|old| same(old, line)), Some(line))).collect();
        services
            .extend(before.iter().filter(|old| !now.iter().any(|line| same(old, line))).map(|old| change(Some(old), None)));
        services.sort_by_key(|service| std::cmp::Reverse((service.now - service.before).0.abs()));
        let sum = |lines: &[Line<'_>]| lines.iter().map(|line| line.sums.total).sum();
        Self { with, before: sum(before), now: sum(now), services }
    }

    /// `now − before`.
    pub fn difference(&self) -> Money {
        self.now - self.before
    }
}

/// `volume × tariff` in kopecks, rounded half away from zero; both are millionths.
pub fn cost(volume: Decimal, tariff: Decimal) -> i128 {
    let product = i128::from(volume.0) * i128::from(tariff.0);
    let half = if product < 0 { -5_000_000_000 } else { 5_000_000_000 };
    (product + half) / 10_000_000_000
}

fn change(before: Option<&Line<'_>>, now: Option<&Line<'_>>) -> ServiceChange {
    let named = now.or(before).expect("a service of one of the two receipts");
    let (old, new) = (before.map(|l| l.sums).unwrap_or_default(), now.map(|l| l.sums).unwrap_or_default());
    let mut causes = Vec::new();
    let charged = new.charged - old.charged;
    match (before, now) {
        (None, Some(_)) => causes.push(Cause::New { amount: charged }),
        (Some(_), None) => causes.push(Cause::Gone { amount: charged }),
        (Some(b), Some(n)) => {
            let clamp = |kopecks: i128| Money(i64::try_from(kopecks).unwrap_or(0));
            let explained = |l: &Line<'_>| (cost(l.volume, l.tariff) - i128::from(l.sums.charged.0)).abs() <= 1;
            if b.unit == n.unit && explained(b) && explained(n) {
                let volume = clamp(cost(n.volume, b.tariff) - cost(b.volume, b.tariff));
                let volume = if b.tariff == n.tariff { charged } else { volume };
                causes.push(Cause::Volume { from: b.volume, to: n.volume, amount: volume });
                causes.push(Cause::Tariff { from: b.tariff, to: n.tariff, amount: charged - volume });
            } else {
                causes.push(Cause::Charged { amount: charged });
            }
        }
        (None, None) => {}
    }
    causes.push(Cause::Opening { amount: new.opening - old.opening });
    causes.push(Cause::Recalculation { amount: new.recalculation - old.recalculation });
    causes.push(Cause::Benefit { amount: old.benefit - new.benefit });
    causes.push(Cause::Penalty { amount: new.penalty - old.penalty });
    causes.push(Cause::Paid { amount: old.paid - new.paid });
    causes.retain(|cause| cause.amount() != Money::ZERO);
    ServiceChange {
        supplier: named.supplier.to_owned(),
        service: named.service.to_owned(),
        unit: named.unit.to_owned(),
        before: old.total,
        now: new.total,
        causes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(service: &'static str, volume: i64, tariff: i64, opening: i64, paid: i64) -> Line<'static> {
        let charged = Money(i64::try_from(cost(Decimal(volume), Decimal(tariff))).unwrap());
        let mut sums = Sums { opening: Money(opening), charged, paid: Money(paid), ..Sums::default() };
        sums.total = sums.expected_total();
        Line { supplier: "СГК", service, unit: "Гкал", volume: Decimal(volume), tariff: Decimal(tariff), sums }
    }

    fn period() -> Period {
        Period::new(2026, 8).unwrap()
    }

    #[test]
    fn the_causes_of_each_service_add_up_to_its_difference_and_the_services_to_the_whole() {
        let before =
            [line("Отопление", 1_234_567, 2_046_333_333, 10_000, 9_000), line("Домофон", 1_000_000, 55_000_000, 0, 0)];
        let now =
            [line("Отопление", 1_500_001, 2_210_040_000, -4_000, 0), line("Горячая вода", 3_000_000, 210_560_000, 0, 0)];
        let found = Comparison::new(period(), &before, &now);
        for service in &found.services {
            let sum: Money = service.causes.iter().map(Cause::amount).sum();
            assert_eq!(sum, service.now - service.before, "{}", service.service);
        }
        let sum: Money = found.services.iter().map(|s| s.now - s.before).sum();
        assert_eq!(sum, found.difference());
        assert_eq!(found.services.len(), 3);
    }

    #[test]
    fn a_dearer_tariff_and_a_larger_volume_are_told_apart() {
        let before = [line("Отопление", 1_000_000, 2_000_000_000, 0, 0)];
        let now = [line("Отопление", 1_500_000, 2_200_000_000, 0, 0)];
        let causes = &Comparison::new(period(), &before, &now).services[0].causes;
        let of = |n: i64| Decimal(n);
        assert_eq!(
            causes[..],
            [
                Cause::Volume { from: of(1_000_000), to: of(1_500_000), amount: Money(100_000) },
                Cause::Tariff { from: of(2_000_000_000), to: of(2_200_000_000), amount: Money(30_000) },
            ]
        );
    }

    #[test]
    fn a_sum_that_volume_and_tariff_do_not_explain_is_not_explained_by_them() {
        let mut before = line("Содержание", 1_000_000, 20_000_000, 0, 0);
        before.sums.charged = Money(500);
        before.sums.total = Money(500);
        let now = line("Содержание", 2_000_000, 20_000_000, 0, 0);
        let found = Comparison::new(period(), &[before], &[now]);
        assert_eq!(found.services[0].causes, [Cause::Charged { amount: Money(3_500) }]);
    }

    #[test]
    fn equal_receipts_have_nothing_to_explain() {
        let lines = [line("Отопление", 1_000_000, 2_000_000_000, 0, 0)];
        let found = Comparison::new(period(), &lines, &lines);
        assert_eq!((found.difference(), found.services[0].causes.len()), (Money::ZERO, 0));
    }
}
