//! Why a sum changed and what was corrected, in words; words of the chart and of the year.
//! Not here: how one line came about (see `charges`), which causes are told (see `ru::understanding`).

use super::figures::{number, plural, signed, size, tariff, volume};
use super::{dates, figures};
pub use crate::locales::ru::understanding::{changed, difference_of};
use crate::locales::ru::understanding::{main_change, told};
use crate::locales::{Between, Reason};
use domain::comparison::{Cause, Comparison, ServiceChange};
use domain::{Money, Period};
use std::cmp::Ordering;

pub const WHY: &str = "Why the sum has changed";
pub const MONTH_AGO: &str = "Compared with last month";
pub const YEAR_AGO: &str = "Compared with last year";
pub const CORRECTED: &str = "What was corrected";
pub const SERVICE: &str = "Service";
pub const DIFFERENCE: &str = "Difference";
pub const CAUSES: &str = "Why";
pub const BEFORE: &str = "Before";
pub const NOW: &str = "Now";

/// `August`, with the year unless it is the month just before.
fn then(with: Period, now: Period) -> String {
    if with.next() == now { dates::in_month(with).to_owned() } else { dates::month(with) }
}

pub fn summary(found: &Comparison, now: Period) -> String {
    let then = then(found.with, now);
    let difference = found.difference();
    let lead = main_change(found);
    let how_much = match difference.cmp(&Money::ZERO) {
        Ordering::Greater => format!("{} more than in {then}.", difference.roubles()),
        Ordering::Less => format!("{} less than in {then}.", size(difference).roubles()),
        Ordering::Equal if lead.is_none() => return format!("The same as in {then}: nothing has changed."),
        Ordering::Equal => format!("The same as in {then}, but services differ."),
    };
    let Some(lead) = lead else { return how_much };
    let only = found.services.iter().filter(|service| changed(service, Between::Months)).count() == 1;
    let opens = if only { "One line has changed" } else { "The largest change" };
    let its = difference_of(lead);
    let reasons = reasons(lead, Between::Months);
    let main = reasons.iter().find(|reason| (reason.amount > Money::ZERO) == (its > Money::ZERO));
    let because = main.map_or_else(String::new, |main| {
        let opens = if reasons.len() == 1 { "because" } else { "mostly because" };
        format!(", {opens} {}", main.words)
    });
    format!("{how_much} {opens}: {}, {}{because}.", lead.service, signed(its))
}

pub fn correction(found: &Comparison) -> String {
    let difference = found.difference();
    let was = format!("it was {}, now it is {}", found.before.roubles(), found.now.roubles());
    match difference.cmp(&Money::ZERO) {
        Ordering::Greater => format!("The total to pay is {} larger: {was}.", difference.roubles()),
        Ordering::Less => format!("The total to pay is {} smaller: {was}.", size(difference).roubles()),
        Ordering::Equal if found.services.iter().any(|service| changed(service, Between::Versions)) => {
            format!("The total to pay is the same: {}. Single lines were corrected.", found.now.roubles())
        }
        Ordering::Equal => format!("The total to pay is the same: {}.", found.now.roubles()),
    }
}

pub fn reasons(change: &ServiceChange, between: Between) -> Vec<Reason> {
    let carried = [
        "after your payments there is more debt or less of an advance",
        "after your payments there is less debt or more of an advance",
    ];
    told(change, between, carried, |cause| match between {
        Between::Months => of_months(cause, &change.unit),
        Between::Versions => of_versions(cause, &change.unit),
    })
}

/// A cause between two months, to stand after “because”.
fn of_months(cause: &Cause, unit: &str) -> String {
    let grew = cause.amount() > Money::ZERO;
    let words = match *cause {
        Cause::New { .. } => "this line was not there before",
        Cause::Gone { .. } => "this line is not there any more",
        Cause::Volume { from, to, .. } if from == to => "it was rounded in another way",
        Cause::Volume { from, to, .. } => {
            let what = match (figures::english_unit(unit), to > from) {
                ("m²", true) => "the counted area is larger",
                ("m²", false) => "the counted area is smaller",
                ("people", true) => "more people are counted",
                ("people", false) => "fewer people are counted",
                (_, true) => "you used more",
                (_, false) => "you used less",
            };
            return format!("{what}: {} instead of {}", volume(to, unit), number(from));
        }
        Cause::Tariff { from, to, .. } => {
            let what = if to > from { "the tariff rose" } else { "the tariff fell" };
            return format!("{what}: {} instead of {}", tariff(to), tariff(from));
        }
        Cause::Charged { .. } if grew => "more was charged, and volume or tariff alone do not explain it",
        Cause::Charged { .. } => "less was charged, and volume or tariff alone do not explain it",
        Cause::Opening { .. } if grew => "there is more debt or less of an advance from past months",
        Cause::Opening { .. } => "there is less debt or more of an advance from past months",
        Cause::Recalculation { .. } if grew => "the recalculation added more or took off less",
        Cause::Recalculation { .. } => "the recalculation took off more or added less",
        Cause::Benefit { .. } if grew => "the benefit is smaller",
        Cause::Benefit { .. } => "the benefit is larger",
        Cause::Penalty { .. } if grew => "the penalty is larger",
        Cause::Penalty { .. } => "the penalty is smaller",
        Cause::Paid { .. } if grew => "less of your payments was counted",
        Cause::Paid { .. } => "more of your payments was counted",
    };
    words.to_owned()
}

/// What a correction of a line was.
fn of_versions(cause: &Cause, unit: &str) -> String {
    let words = match *cause {
        Cause::New { .. } => "the line was added",
        Cause::Gone { .. } => "the line was taken out",
        Cause::Volume { from, to, .. } if from == to => "it was rounded in another way",
        Cause::Volume { from, to, .. } => {
            return format!("the volume was corrected: {} instead of {}", volume(to, unit), number(from));
        }
        Cause::Tariff { from, to, .. } => {
            return format!("the tariff was corrected: {} instead of {}", tariff(to), tariff(from));
        }
        Cause::Charged { .. } => "the sum charged was corrected",
        Cause::Opening { .. } => "the debt or advance at the beginning of the month was corrected",
        Cause::Recalculation { .. } => "the recalculation was corrected",
        Cause::Benefit { .. } => "the benefit was corrected",
        Cause::Penalty { .. } => "the penalty was corrected",
        Cause::Paid { .. } => "what you had paid was corrected",
    };
    words.to_owned()
}

pub fn by_service(with: Period, now: Period) -> String {
    format!("To pay by service: {} and {}", dates::month(with), dates::month(now))
}

pub const CORRECTED_BY_SERVICE: &str = "Corrections by service";

pub fn more_services(count: usize) -> String {
    format!("{count}\u{a0}more {}", plural(count, ["service", "services", "services"]))
}

pub fn unchanged(services: &[&str]) -> String {
    format!("Unchanged: {}.", services.join(", "))
}

pub const CHART: &str = "Charged by month";
pub const CHART_HINT: &str = "With recalculations and benefits; without debts, penalties and payments.";
pub const THIS_RECEIPT: &str = "this receipt";
pub const CHART_TABLE: &str = "Show as a table";
pub const MONTH: &str = "Month";
pub const CHARGED: &str = "Charged";

pub fn chart_desc(bars: &[(Period, Money)], here: Option<Period>) -> String {
    let said = |(period, sum): &(Period, Money)| format!("{}, {}", dates::month(*period), sum.roubles());
    let most = bars.iter().max_by_key(|(_, sum)| *sum).map(|bar| format!("Most: {}.", said(bar)));
    let least = bars.iter().min_by_key(|(_, sum)| *sum).map(|bar| format!("Least: {}.", said(bar)));
    let this = bars.iter().find(|(period, _)| Some(*period) == here).map(|bar| format!("This receipt: {}.", said(bar)));
    [most, least, this].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

pub fn bar(period: Period) -> String {
    format!("{}\u{a0}{}", dates::short_month(period.month()), period.year())
}

pub const WHOLE_YEAR: &str = "The whole year";
pub const YEARS: &str = "Years";
pub const YEAR_EMPTY: &str = "There are no receipts for this year.";
pub const YEAR_TOTAL: &str = "The year";
pub const YEAR_VOLUMES: &str = "Show how much was used";
pub const NONE: &str = "—";

pub fn year_title(year: u16) -> String {
    format!("The whole of\u{a0}{year}")
}

pub fn year_lead(year: u16, cost: Money) -> String {
    format!("Charged in\u{a0}{year}: {}", cost.roubles())
}

pub fn year_costs(year: u16) -> String {
    format!("Cost of services by month of\u{a0}{year}, in roubles")
}

pub fn year_volumes(year: u16) -> String {
    format!("Volumes of services by month of\u{a0}{year}")
}

#[cfg(test)]
#[path = "understanding_tests.rs"]
mod tests;
