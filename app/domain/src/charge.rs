//! One line of charges, строка начислений: a service of a supplier for one account and period.
//! Not here: files (see `registers`) and rows (see `storage`).

use crate::{Decimal, Inn, Money};
use serde::{Deserialize, Serialize};

/// A service's line in a register and on a receipt (order 43/пр of the Ministry of Construction, section 3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charge {
    /// Who is paid.
    pub supplier: Inn,
    /// `Отопление`.
    pub service: String,
    /// `Гкал`, `м³`, `кВт·ч`, `м²`.
    pub unit: String,
    /// Consumption or norm, in `unit`.
    pub volume: Decimal,
    /// Roubles per unit.
    pub tariff: Decimal,
    /// The sums of the line.
    pub sums: Sums,
}

/// The seven sums of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    /// Debt (+) or advance (−) at the start.
    pub opening: Money,
    /// Charged for the period.
    pub charged: Money,
    /// Recalculation, either sign.
    pub recalculation: Money,
    /// Benefit, taken off.
    pub benefit: Money,
    /// Penalty for late payment.
    pub penalty: Money,
    /// Paid since the last receipt.
    pub paid: Money,
    /// To pay.
    pub total: Money,
}

impl Sums {
    /// What the total must be: `opening + charged + recalculation − benefit + penalty − paid`.
    pub fn expected_total(&self) -> Money {
        self.opening + self.charged + self.recalculation - self.benefit + self.penalty - self.paid
    }

    /// Whether the stated total is right to the kopeck.
    pub fn add_up(&self) -> bool {
        self.expected_total() == self.total
    }
}

/// How a volume was found (ГИС ЖКХ: способ определения объёмов).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VolumeMethod {
    /// By a meter.
    Meter,
    /// By a norm of consumption.
    Norm,
    /// By the average, or otherwise.
    Other,
}

/// What a line may also carry: meters, reference data, the reason of a recalculation, an instalment plan (order 43/пр,
/// sections 2 and 4–6). Registers bring it in columns of their own; most lines have none of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChargeDetails {
    /// How the volume was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<VolumeMethod>,
    /// The meter's number, as its maker wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meter: Option<String>,
    /// Reading at the end of the month before, in the line's unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reading_before: Option<Decimal>,
    /// Reading at the end of this month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reading_now: Option<Decimal>,
    /// Norm of consumption, in the line's unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub norm: Option<Decimal>,
    /// Reading of the house's common meter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub house_reading: Option<Decimal>,
    /// What the whole house consumed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub house_volume: Option<Decimal>,
    /// Why there is a recalculation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recalculation_reason: Option<String>,
    /// The part of an instalment plan that falls on this month, with interest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instalment: Option<Money>,
    /// What is left of the plan after this month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instalment_rest: Option<Money>,
}

impl ChargeDetails {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_off_by_one_kopeck_does_not_add_up() {
        let mut sums = Sums {
            opening: Money(10_000),
            charged: Money(150_033),
            recalculation: Money(-500),
            benefit: Money(2_000),
            penalty: Money(17),
            paid: Money(10_000),
            total: Money(147_550),
        };
        assert!(sums.add_up());
        sums.total = Money(147_551);
        assert!(!sums.add_up());
    }
}
