//! Services with their units, tariffs and consumption by month.
//! Not here: who is paid (see `payees`) and what is owed (see `balances`).

use super::balances::Household;
use super::noise::{Noise, Topic};
use domain::Period;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Service {
    Upkeep,
    Heating,
    HotWater,
    ColdWater,
    Sewage,
    Waste,
    Electricity,
    Repair,
}

/// Tariffs and volumes are counted in ten-thousandths, so that their product fits with room to spare.
const SCALE: i64 = 10_000;

impl Service {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Upkeep => "Содержание жилого помещения",
            Self::Heating => "Отопление",
            Self::HotWater => "Горячее водоснабжение",
            Self::ColdWater => "Холодное водоснабжение",
            Self::Sewage => "Водоотведение",
            Self::Waste => "Обращение с твёрдыми коммунальными отходами",
            Self::Electricity => "Электроснабжение",
            Self::Repair => "Взнос на капитальный ремонт",
        }
    }

    pub(super) fn unit(self) -> &'static str {
        match self {
            Self::Upkeep | Self::Repair => "м²",
            Self::Heating => "Гкал",
            Self::HotWater | Self::ColdWater | Self::Sewage => "м³",
            Self::Waste => "чел.",
            Self::Electricity => "кВт·ч",
        }
    }

    /// Roubles per unit in ten-thousandths: the tariff of 2024, raised each July.
    pub(super) fn tariff(self, period: Period) -> i64 {
        let kopecks_of_2024 = match self {
            Self::Upkeep => 2_218,
            Self::Heating => 198_460,
            Self::HotWater => 14_972,
            Self::ColdWater => 2_864,
            Self::Sewage => 2_391,
            Self::Waste => 9_874,
            Self::Electricity => 341,
            Self::Repair => 905,
        };
        let raises = i64::from(period.year()) - 2025 + i64::from(period.month() >= 7);
        let mut kopecks = kopecks_of_2024;
        for _ in 0..raises {
            kopecks += kopecks * 89 / 1000;
        }
        kopecks * (SCALE / 100)
    }

    /// Whether those who have a benefit have it for this service.
    pub(super) fn has_benefit(self) -> bool {
        !matches!(self, Self::Upkeep)
    }

    /// Whether a month's outage or absence is counted back.
    pub(super) fn is_recalculated(self) -> bool {
        !matches!(self, Self::Repair)
    }

    /// Consumption of a month in ten-thousandths of the unit. `month` is the draw of this line and month.
    pub(super) fn volume(self, household: &Household, period: Period, month: Noise) -> i64 {
        let per_cent = month.of(Topic::Meter).between(70, 130);
        let people = household.residents;
        match self {
            Self::Upkeep | Self::Repair => household.area,
            // A twelfth of a year's norm, or what the house's meter shows in the season.
            Self::Heating if !household.heat_meter => household.area * 206 / 10_000,
            Self::Heating => {
                let gigacalories_by_month = [430, 400, 310, 190, 60, 0, 0, 0, 70, 200, 330, 410];
                household.area * gigacalories_by_month[usize::from(period.month() - 1)] / 10_000
            }
            Self::HotWater if household.water_meter => whole(people * 19_000 * per_cent / 100),
            Self::ColdWater if household.water_meter => whole(people * 34_000 * per_cent / 100),
            Self::Sewage if household.water_meter => whole(people * 53_000 * per_cent / 100),
            Self::HotWater => people.max(1) * 31_700,
            Self::ColdWater => people.max(1) * 44_500,
            Self::Sewage => people.max(1) * 76_200,
            Self::Waste => people.max(1) * SCALE,
            Self::Electricity => whole((450_000 + people * 620_000) * per_cent / 100),
        }
    }
}

/// What a month costs, in kopecks.
pub(super) fn cost(volume: i64, tariff: i64) -> i64 {
    let kopeck = SCALE * SCALE / 100;
    (volume * tariff + kopeck / 2) / kopeck
}

/// Meters are read in whole units.
fn whole(volume: i64) -> i64 {
    volume / SCALE * SCALE
}
