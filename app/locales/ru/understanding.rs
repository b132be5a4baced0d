//! Why a sum changed and what was corrected, in words; words of the chart and of the year.
//! Not here: how one line came about (see `charges`).

use super::figures::{plural, signed, size, tariff, volume};
use super::{dates, figures};
use domain::comparison::{Cause, Comparison, ServiceChange};
use domain::{Money, Period};
use std::cmp::Ordering;

/// Section.
pub const WHY: &str = "Почему изменилась сумма";
/// Compared with the month before.
pub const MONTH_AGO: &str = "По сравнению с прошлым месяцем";
/// Compared with the same month of the year before.
pub const YEAR_AGO: &str = "По сравнению с прошлым годом";
/// Section on what a corrected receipt corrects.
pub const CORRECTED: &str = "Что исправлено";
/// Column.
pub const SERVICE: &str = "Услуга";
/// Column: the difference.
pub const DIFFERENCE: &str = "Разница";
/// Column: the causes.
pub const CAUSES: &str = "Почему";
/// Column of a correction.
pub const BEFORE: &str = "Было";
/// Column of a correction.
pub const NOW: &str = "Стало";
/// What two receipts are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Between {
    /// Two months.
    Months,
    /// Two versions of one month.
    Versions,
}

/// A cause in words and the part of the difference that it makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// `потратили больше: 1,2 Гкал вместо 0,9`.
    pub words: String,
    /// Its part.
    pub amount: Money,
}

/// `августе`, with the year unless it is the month just before.
fn then(with: Period, now: Period) -> String {
    if with.next() == now {
        dates::in_month(with).to_owned()
    } else {
        format!("{}\u{a0}{}", dates::in_month(with), with.year())
    }
}

/// What a service costs more now.
pub fn difference_of(service: &ServiceChange) -> Money {
    -service.before + service.now
}

/// Whether a service has anything to tell.
pub fn changed(service: &ServiceChange, between: Between) -> bool {
    service.before != service.now || !reasons(service, between).is_empty()
}

/// The comparison in one or two sentences: by how much, and what made most of it.
pub fn summary(found: &Comparison, now: Period) -> String {
    let then = then(found.with, now);
    let difference = found.difference();
    let lead = main_change(found);
    let how_much = match difference.cmp(&Money::ZERO) {
        Ordering::Greater => format!("На {} больше, чем в {then}.", difference.roubles()),
        Ordering::Less => format!("На {} меньше, чем в {then}.", size(difference).roubles()),
        Ordering::Equal if lead.is_none() => return format!("Столько же, сколько в {then}: ничего не изменилось."),
        Ordering::Equal => format!("Столько же, сколько в {then}, но по услугам есть разница."),
    };
    let Some(lead) = lead else { return how_much };
    let only = found.services.iter().filter(|service| changed(service, Between::Months)).count() == 1;
    let opens = if only { "Изменилась одна строка" } else { "Больше всего" };
    let its = difference_of(lead);
    let reasons = reasons(lead, Between::Months);
    let main = reasons.iter().find(|reason| (reason.amount > Money::ZERO) == (its > Money::ZERO));
    let because = main.map_or_else(String::new, |main| {
        let opens = if reasons.len() == 1 { "потому что" } else { "в основном потому, что" };
        format!(", {opens} {}", main.words)
    });
    format!("{how_much} {opens} — {}: {}{because}.", lead.service, signed(its))
}

/// The service that made most of the difference: one that went the same way as the whole.
pub(crate) fn main_change(found: &Comparison) -> Option<&ServiceChange> {
    let whole = found.difference();
    let same_way = |service: &&ServiceChange| {
        let its = difference_of(service);
        its != Money::ZERO && (whole == Money::ZERO || (its > Money::ZERO) == (whole > Money::ZERO))
    };
    // They stand in the order of the size of their change.
    found.services.iter().find(same_way)
}

/// A correction in one sentence.
pub fn correction(found: &Comparison) -> String {
    let difference = found.difference();
    let was = format!("было {}, стало {}", found.before.roubles(), found.now.roubles());
    match difference.cmp(&Money::ZERO) {
        Ordering::Greater => format!("К оплате стало на {} больше: {was}.", difference.roubles()),
        Ordering::Less => format!("К оплате стало на {} меньше: {was}.", size(difference).roubles()),
        Ordering::Equal if found.services.iter().any(|service| changed(service, Between::Versions)) => {
            format!("К оплате столько же: {}. Исправлены отдельные строки.", found.now.roubles())
        }
        Ordering::Equal => format!("К оплате столько же: {}.", found.now.roubles()),
    }
}

/// Every cause in words, the largest first.
pub fn reasons(change: &ServiceChange, between: Between) -> Vec<Reason> {
    let carried =
        ["после ваших платежей долга больше или переплаты меньше", "после ваших платежей долга меньше или переплаты больше"];
    told(change, between, carried, |cause| match between {
        Between::Months => of_months(cause, &change.unit),
        Between::Versions => of_versions(cause, &change.unit),
    })
}

/// The causes that are told, in the words of a language. Debt and payments of two months are told as one, with the first
/// of two sentences when it makes the sum larger: whoever pays each receipt in full sees both of them grow, and nothing
/// has changed.
pub(crate) fn told(
    change: &ServiceChange,
    between: Between,
    [more, less]: [&str; 2],
    words: impl Fn(&Cause) -> String,
) -> Vec<Reason> {
    let mut causes = change.causes.clone();
    let carried = |cause: &Cause| matches!(cause, Cause::Opening { .. } | Cause::Paid { .. });
    let mut out = Vec::new();
    if between == Between::Months && causes.iter().filter(|cause| carried(cause)).count() > 1 {
        let amount: Money = causes.iter().filter(|cause| carried(cause)).map(Cause::amount).sum();
        causes.retain(|cause| !carried(cause));
        let words = if amount > Money::ZERO { more } else { less };
        out.push(Reason { words: words.to_owned(), amount });
    }
    out.extend(causes.iter().map(|cause| Reason { words: words(cause), amount: cause.amount() }));
    out.retain(|reason| reason.amount != Money::ZERO);
    out.sort_by_key(|reason| std::cmp::Reverse(size(reason.amount)));
    out
}

/// A cause between two months, to stand after «потому что».
fn of_months(cause: &Cause, unit: &str) -> String {
    let grew = cause.amount() > Money::ZERO;
    let words = match *cause {
        Cause::New { .. } => "раньше этой строки не было",
        Cause::Gone { .. } => "этой строки больше нет",
        Cause::Volume { from, to, .. } if from == to => "иначе округлили",
        Cause::Volume { from, to, .. } => {
            let what = match (unit.trim_end_matches('.'), to > from) {
                ("м²", true) => "площадь в расчёте больше",
                ("м²", false) => "площадь в расчёте меньше",
                ("чел", true) => "людей в расчёте больше",
                ("чел", false) => "людей в расчёте меньше",
                (_, true) => "потратили больше",
                (_, false) => "потратили меньше",
            };
            return format!("{what}: {} вместо {}", volume(to, unit), figures::number(from));
        }
        Cause::Tariff { from, to, .. } => {
            let what = if to > from { "тариф вырос" } else { "тариф снизился" };
            return format!("{what}: {} вместо {}", tariff(to), tariff(from));
        }
        Cause::Charged { .. } if grew => "начислили больше, и одним объёмом или тарифом это не объяснить",
        Cause::Charged { .. } => "начислили меньше, и одним объёмом или тарифом это не объяснить",
        Cause::Opening { .. } if grew => "с прошлых месяцев долга больше или переплаты меньше",
        Cause::Opening { .. } => "с прошлых месяцев долга меньше или переплаты больше",
        Cause::Recalculation { .. } if grew => "перерасчёт прибавил больше или вычел меньше",
        Cause::Recalculation { .. } => "перерасчёт вычел больше или прибавил меньше",
        Cause::Benefit { .. } if grew => "льгота меньше",
        Cause::Benefit { .. } => "льгота больше",
        Cause::Penalty { .. } if grew => "пени больше",
        Cause::Penalty { .. } => "пени меньше",
        Cause::Paid { .. } if grew => "учли меньше ваших платежей",
        Cause::Paid { .. } => "учли больше ваших платежей",
    };
    words.to_owned()
}

/// What a correction of a line was.
fn of_versions(cause: &Cause, unit: &str) -> String {
    let words = match *cause {
        Cause::New { .. } => "строку добавили",
        Cause::Gone { .. } => "строку убрали",
        Cause::Volume { from, to, .. } if from == to => "иначе округлили",
        Cause::Volume { from, to, .. } => {
            return format!("исправили объём: {} вместо {}", volume(to, unit), figures::number(from));
        }
        Cause::Tariff { from, to, .. } => return format!("исправили тариф: {} вместо {}", tariff(to), tariff(from)),
        Cause::Charged { .. } => "исправили начисленную сумму",
        Cause::Opening { .. } => "исправили долг или переплату на начало месяца",
        Cause::Recalculation { .. } => "исправили перерасчёт",
        Cause::Benefit { .. } => "исправили льготу",
        Cause::Penalty { .. } => "исправили пени",
        Cause::Paid { .. } => "исправили, сколько вы оплатили",
    };
    words.to_owned()
}

/// Caption of the table of a comparison.
pub fn by_service(with: Period, now: Period) -> String {
    format!("К оплате по услугам: {} и {}", dates::month(with), dates::month(now))
}

/// Caption of the table of a correction.
pub const CORRECTED_BY_SERVICE: &str = "Исправления по услугам";

/// Opens the rows beyond the first three.
pub fn more_services(count: usize) -> String {
    format!("Ещё {count}\u{a0}{}", plural(count, ["услуга", "услуги", "услуг"]))
}

/// The services that stayed as they were.
pub fn unchanged(services: &[&str]) -> String {
    format!("Без изменений: {}.", services.join(", "))
}

/// Title of the chart.
pub const CHART: &str = "Начислено по месяцам";
/// What the bars count.
pub const CHART_HINT: &str = "С перерасчётами и льготами; без долгов, пени и платежей.";
/// Beside this month's bar.
pub const THIS_RECEIPT: &str = "эта квитанция";
/// Opens the chart's table.
pub const CHART_TABLE: &str = "Показать таблицей";
/// Column of the chart's table.
pub const MONTH: &str = "Месяц";
/// Column of the chart's table, and row of sums.
pub const CHARGED: &str = "Начислено";

/// The chart in words, for whoever does not see it.
pub fn chart_desc(bars: &[(Period, Money)], here: Option<Period>) -> String {
    let said = |(period, sum): &(Period, Money)| format!("{} — {}", dates::month(*period), sum.roubles());
    let most = bars.iter().max_by_key(|(_, sum)| *sum).map(|bar| format!("Больше всего: {}.", said(bar)));
    let least = bars.iter().min_by_key(|(_, sum)| *sum).map(|bar| format!("Меньше всего: {}.", said(bar)));
    let this = bars.iter().find(|(period, _)| Some(*period) == here).map(|bar| format!("Эта квитанция: {}.", said(bar)));
    [most, least, this].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// A short month beside a bar: `сен 2026`.
pub fn bar(period: Period) -> String {
    format!("{}\u{a0}{}", dates::short_month(period.month()), period.year())
}

/// Link to the year.
pub const WHOLE_YEAR: &str = "Весь год";
/// Years to choose from, for ears.
pub const YEARS: &str = "Годы";
/// No receipt in the year.
pub const YEAR_EMPTY: &str = "За этот год квитанций нет.";
/// Column and row of totals.
pub const YEAR_TOTAL: &str = "За год";
/// Opens the table of consumption.
pub const YEAR_VOLUMES: &str = "Показать, сколько потратили";
/// In place of a month without a line.
pub const NONE: &str = "—";

/// Heading of the year.
pub fn year_title(year: u16) -> String {
    format!("Весь {year}\u{a0}год")
}

/// How much the year cost.
pub fn year_lead(year: u16, cost: Money) -> String {
    format!("За {year}\u{a0}год начислено {}", cost.roubles())
}

/// Caption of the table of cost, and the name of its scrolling box.
pub fn year_costs(year: u16) -> String {
    format!("Стоимость услуг по месяцам {year}\u{a0}года, в рублях")
}

/// Caption of the table of consumption, and the name of its scrolling box.
pub fn year_volumes(year: u16) -> String {
    format!("Объёмы услуг по месяцам {year}\u{a0}года")
}

#[cfg(test)]
#[path = "understanding_tests.rs"]
mod tests;
