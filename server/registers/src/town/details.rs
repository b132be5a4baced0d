//! What a bill of a made-up town says beside its sums: meters whose readings go on from month to month, norms, the house's
//! meter, reasons of recalculations, instalment plans. Not here: the sums (see `balances`).

use super::balances::{BillLine, Household, Month, first_period};
use super::houses::{House, Kind};
use super::noise::{Noise, Topic};
use super::tariffs::Service;
use domain::charge::VolumeMethod;
use domain::{ChargeDetails, Decimal, Money, Period};

/// Volumes are in ten-thousandths, [`Decimal`] in millionths.
const TO_MILLIONTHS: i64 = 100;

/// Why less is to pay, and why more.
const LESS: [&str; 4] = [
    "Временное отсутствие жильцов",
    "Перерыв в подаче сверх допустимого",
    "Температура ниже нормативной",
    "Перерасчёт по акту обследования",
];
const MORE: [&str; 3] = ["Уточнение показаний счётчика", "Снятие контрольных показаний", "Изменение числа жителей"];

/// The details of a line, or nothing where a real register has nothing either.
pub(super) fn of(
    bill: &BillLine,
    month: &Month,
    household: &Household,
    house: &House,
    period: Period,
) -> Option<ChargeDetails> {
    let (service, noise) = (bill.service(), bill.noise());
    let mut details = ChargeDetails::default();
    match how(service, household) {
        Some(Found::Meter) => {
            details.method = Some(VolumeMethod::Meter);
            let meter = noise.of(Topic::MeterNumber);
            details.meter = Some(format!("{:08}", meter.between(1_000_000, 99_999_999)));
            let before = meter.of(Topic::MeterNumber).between(3, 900) * 10_000 + month.volume_before;
            details.reading_before = Some(Decimal(before * TO_MILLIONTHS));
            details.reading_now = Some(Decimal((before + month.volume) * TO_MILLIONTHS));
        }
        Some(Found::OtherMeters) => details.method = Some(VolumeMethod::Meter),
        Some(Found::Norm(norm)) => {
            details.method = Some(VolumeMethod::Norm);
            details.norm = Some(Decimal(norm * TO_MILLIONTHS));
        }
        Some(Found::House) => details.method = Some(VolumeMethod::Other),
        None => {}
    }
    if has_house_meter(service, household, house) {
        let (volume, reading) = house_meter(service, house, period);
        details.house_volume = Some(Decimal(volume * TO_MILLIONTHS));
        details.house_reading = Some(Decimal(reading * TO_MILLIONTHS));
    }
    let in_month = noise.at(Topic::Reason, period.to_i64().unsigned_abs());
    // One in ten registers says nothing of why.
    if month.sums.recalculation != Money::ZERO && !in_month.chance(100) {
        let reasons: &[&str] = if month.sums.recalculation < Money::ZERO { &LESS } else { &MORE };
        details.recalculation_reason = Some((*in_month.pick(reasons)).to_owned());
    }
    let plan = noise.of(Topic::Instalment);
    if plan.chance(6) {
        // A plan of each calendar year, paid off in December.
        let part = Money(plan.of(Topic::Instalment).between(300, 2_500) * 100);
        details.instalment = Some(part);
        details.instalment_rest = Some(Money(part.0 * i64::from(12 - period.month())));
    }
    Some(details).filter(|details| !details.is_empty())
}

enum Found {
    /// By the flat's own meter for this service.
    Meter,
    /// By the flat's meters for other services, as waste water is.
    OtherMeters,
    /// By a norm, in ten-thousandths of the unit.
    Norm(i64),
    /// By the house's meter.
    House,
}

fn how(service: Service, household: &Household) -> Option<Found> {
    match service {
        Service::Electricity => Some(Found::Meter),
        Service::HotWater | Service::ColdWater if household.water_meter => Some(Found::Meter),
        Service::Sewage if household.water_meter => Some(Found::OtherMeters),
        Service::HotWater => Some(Found::Norm(31_700)),
        Service::ColdWater => Some(Found::Norm(44_500)),
        Service::Sewage => Some(Found::Norm(76_200)),
        Service::Heating if household.heat_meter => Some(Found::House),
        Service::Heating => Some(Found::Norm(206)),
        Service::Waste | Service::Upkeep | Service::Repair => None,
    }
}

fn has_house_meter(service: Service, household: &Household, house: &House) -> bool {
    let shared = !matches!(house.kind, Kind::Private | Kind::Dacha);
    shared
        && match service {
            Service::Heating => household.heat_meter,
            Service::ColdWater | Service::HotWater | Service::Electricity => true,
            _ => false,
        }
}

/// Consumption of the whole house in a month and the reading at its end: the same for each flat of the house.
fn house_meter(service: Service, house: &House, asked: Period) -> (i64, i64) {
    let noise = house.noise.at(Topic::HouseMeter, service as u64);
    let flats = match house.kind {
        Kind::Tall => 144,
        Kind::Middle => 90,
        Kind::Low => 12,
        Kind::Tower => 62,
        Kind::Private | Kind::Dacha => 1,
    };
    let mut reading = noise.between(2_000, 60_000) * 10_000;
    let mut period = first_period();
    loop {
        let volume = house_volume(service, flats, period, noise.at(Topic::Month, period.to_i64().unsigned_abs()));
        reading += volume;
        if period >= asked {
            return (volume, reading);
        }
        period = period.next();
    }
}

fn house_volume(service: Service, flats: i64, period: Period, month: Noise) -> i64 {
    let of_flat = match service {
        Service::Heating => {
            let tenths_by_month = [22, 20, 16, 10, 3, 0, 0, 0, 4, 10, 17, 21];
            tenths_by_month[usize::from(period.month() - 1)] * 1_000
        }
        Service::HotWater => 48_000,
        Service::ColdWater => 86_000,
        _ => 2_000_000,
    };
    flats * of_flat * month.between(92, 108) / 100
}
