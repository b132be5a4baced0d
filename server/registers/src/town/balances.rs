//! Households and how they pay: balances counted month by month from the town's first period, so that what is to pay in
//! one month is what the next one opens with. Not here: consumption and tariffs (see `tariffs`).

use super::dwellings::{Dwelling, Use};
use super::houses::{House, Kind};
use super::noise::{Noise, Topic};
use super::tariffs::{Service, cost};
use domain::charge::Sums;
use domain::{Money, Period};

/// January 2024.
pub(super) fn first_period() -> Period {
    Period::new(2024, 1).expect("a month of the year 2024")
}

#[derive(Clone, Copy)]
enum Habit {
    /// Pays each bill in full.
    Punctual,
    /// Misses a month now and then and pays both bills in the next.
    Late,
    /// Pays whole roubles and leaves the kopecks.
    Rounds,
    /// Pays some months ahead.
    InAdvance,
    /// Pays half of the debt a few times a year.
    Debtor,
}

/// Those who pay for a dwelling.
pub(super) struct Household {
    /// Square metres in ten-thousandths.
    pub(super) area: i64,
    pub(super) residents: i64,
    pub(super) heat_meter: bool,
    pub(super) water_meter: bool,
    habit: Habit,
    benefit_per_cent: i64,
    noise: Noise,
}

impl Household {
    pub(super) fn new(noise: Noise, house: &House, dwelling: &Dwelling) -> Self {
        let tenths = noise.of(Topic::Area);
        let tenths = match (dwelling.used_as, house.kind) {
            (Use::Room, _) => tenths.between(112, 198),
            (Use::Business, _) => tenths.between(410, 3_120),
            (Use::WholeHouse, Kind::Dacha) => tenths.between(180, 620),
            (Use::WholeHouse, _) => tenths.between(380, 1_840),
            (Use::Flat, _) => match tenths.below(10) {
                0..3 => tenths.between(283, 364),
                3..7 => tenths.between(418, 527),
                7..9 => tenths.between(568, 716),
                _ => tenths.between(742, 1_183),
            },
        };
        let residents = match (dwelling.used_as, noise.of(Topic::Residents).below(100)) {
            (Use::Business, _) | (_, 0..6) => 0,
            (_, 6..30) => 1,
            (_, 30..60) => 2,
            (_, 60..80) => 3,
            (_, 80..93) => 4,
            (_, 93..98) => 5,
            _ => 8,
        };
        let habit = match noise.of(Topic::Habit).below(100) {
            0..62 => Habit::Punctual,
            62..76 => Habit::Late,
            76..83 => Habit::Rounds,
            83..92 => Habit::InAdvance,
            _ => Habit::Debtor,
        };
        let benefit = noise.of(Topic::Benefit);
        let benefit_per_cent = match (dwelling.used_as, benefit.below(100)) {
            (Use::Business, _) | (_, 14..) => 0,
            (_, 0..11) => 50,
            _ => 30,
        };
        Self {
            area: tenths * 1000,
            residents,
            heat_meter: house.noise.of(Topic::Meter).chance(450),
            water_meter: noise.of(Topic::Meter).chance(780),
            habit,
            benefit_per_cent,
            noise,
        }
    }

    /// What is paid in a month of which `opening` was to pay at its start and the last bill was `last_charged`.
    fn pays(&self, period: Period, opening: i64, last_charged: i64) -> i64 {
        let month = self.noise.at(Topic::Payment, period.to_i64().unsigned_abs());
        let due = opening.max(0);
        match self.habit {
            Habit::Punctual => due,
            Habit::Late => {
                if month.chance(320) {
                    0
                } else {
                    due
                }
            }
            Habit::Rounds => due / 100 * 100,
            Habit::InAdvance if due == 0 => 0,
            Habit::InAdvance if month.chance(250) => (due + 3 * last_charged) / 10_000 * 10_000 + 10_000,
            Habit::InAdvance => due / 1000 * 1000 + 1000,
            Habit::Debtor => {
                if month.chance(220) {
                    due / 2 / 10_000 * 10_000
                } else {
                    0
                }
            }
        }
    }
}

/// One service billed to a household.
pub(super) struct BillLine {
    service: Service,
    noise: Noise,
}

/// A month of a line, its volume and tariff in ten-thousandths.
pub(super) struct Month {
    pub(super) volume: i64,
    pub(super) tariff: i64,
    pub(super) sums: Sums,
    /// All that was consumed before it since the town's first period.
    pub(super) volume_before: i64,
}

impl BillLine {
    pub(super) fn new(noise: Noise, service: Service) -> Self {
        Self { service, noise }
    }

    pub(super) fn service(&self) -> Service {
        self.service
    }

    pub(super) fn noise(&self) -> Noise {
        self.noise
    }

    /// The month asked for, after all the months before it.
    pub(super) fn month(&self, household: &Household, asked: Period) -> Month {
        let mut period = first_period();
        let mut opening = self.first_opening(household, period);
        let mut last_charged = 0;
        let mut volume_before = 0;
        loop {
            let month = self.after(household, period, opening, last_charged);
            if period >= asked {
                return Month { volume_before, ..month };
            }
            volume_before += month.volume;
            opening = month.sums.total.0;
            last_charged = month.sums.charged.0;
            period = period.next();
        }
    }

    fn first_opening(&self, household: &Household, period: Period) -> i64 {
        let usual = cost(self.service.volume(household, period, self.noise), self.service.tariff(period));
        match household.habit {
            Habit::Punctual | Habit::Late => usual,
            Habit::Rounds => usual + 73,
            Habit::InAdvance => -2 * usual,
            Habit::Debtor => usual * household.noise.of(Topic::Debt).between(2, 14),
        }
    }

    fn after(&self, household: &Household, period: Period, opening: i64, last_charged: i64) -> Month {
        let noise = self.noise.at(Topic::Month, period.to_i64().unsigned_abs());
        let volume = self.service.volume(household, period, noise);
        let tariff = self.service.tariff(period);
        let charged = cost(volume, tariff);
        let benefit = if self.service.has_benefit() { charged * household.benefit_per_cent / 100 } else { 0 };
        let recalculation = if self.service.is_recalculated() { recalculation(charged - benefit, noise) } else { 0 };
        let paid = household.pays(period, opening, last_charged);
        // What was to pay a month ago and still is not paid.
        let overdue = (opening - last_charged - paid).max(0);
        let penalty = overdue * 95 / 10_000;
        let mut sums = Sums {
            opening: Money(opening),
            charged: Money(charged),
            recalculation: Money(recalculation),
            benefit: Money(benefit),
            penalty: Money(penalty),
            paid: Money(paid),
            total: Money::ZERO,
        };
        sums.total = sums.expected_total();
        Month { volume, tariff, sums, volume_before: 0 }
    }
}

/// Some days of absence or outage off, or a few days of wrong readings on.
fn recalculation(charged: i64, month: Noise) -> i64 {
    let noise = month.of(Topic::Recalculation);
    match noise.below(1000) {
        0..18 => -charged * noise.between(1, 14) / 30,
        18..27 => charged * noise.between(1, 9) / 30,
        _ => 0,
    }
}
