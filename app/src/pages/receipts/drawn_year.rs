//! What the page of a year says, drawn by the server: its years, the chart, the tables.
//! Not here: the page around it (see `year`), the sums (see `cabinet`).

use super::chart::chart;
use super::drawn::still;
use crate::locales::t;
use crate::server_fns::receipts::DrawnYear;
use domain::view::{YearPage, YearService};
use domain::{Decimal, Money, Period};
use leptos::prelude::*;

/// The page of a year: hundreds of cells that nothing happens to.
pub fn drawn_year(data: YearPage) -> DrawnYear {
    let body =
        if data.services.is_empty() { view! { <p>{t!(understanding::YEAR_EMPTY)}</p> }.into_any() } else { tables(&data) };
    let html = still(view! {
        {years(&data)}
        <p class="whose">{data.address}</p>
        <p>{t!(receipts::ACCOUNT)} " " <span class="digits nowrap">{data.number}</span></p>
        {body}
    });
    DrawnYear { title: t!(understanding::year_title(data.year)), whose: data.whose, html }
}

fn years(data: &YearPage) -> AnyView {
    if data.years.iter().all(|year| *year == data.year) {
        return ().into_any();
    }
    let links: Vec<_> = data
        .years
        .iter()
        .map(|year| {
            let current = (*year == data.year).then_some("page");
            let path = format!("/receipts/year/{}/{year}", data.account);
            view! { <li><a class="years__link" href=path aria-current=current>{year.to_string()}</a></li> }
        })
        .collect();
    view! {
        <nav class="years" aria-label=t!(understanding::YEARS)>
            <ul>{links}</ul>
        </nav>
    }
    .into_any()
}

fn tables(data: &YearPage) -> AnyView {
    let bars: Vec<(Period, Money)> =
        (1..).zip(&data.months).filter_map(|(month, sum)| Some((Period::new(data.year, month).ok()?, (*sum)?))).collect();
    let costs: Vec<_> = data
        .services
        .iter()
        .map(|service| {
            let months = service.months.iter().map(|cell| cell.map(|cell| cell.cost.digits()));
            row(name(service, None), months, service.cost.digits())
        })
        .collect();
    let volumes: Vec<_> = data
        .services
        .iter()
        .map(|service| {
            let months = service.months.iter().map(|cell| cell.map(|cell| t!(figures::number(cell.volume))));
            row(name(service, Some(&service.unit)), months, total_volume(service))
        })
        .collect();
    let totals = row(
        view! { {t!(understanding::CHARGED)} }.into_any(),
        data.months.iter().map(|sum| sum.map(Money::digits)),
        data.cost.digits(),
    );
    view! {
        <p class="lead">{t!(understanding::year_lead(data.year, data.cost))}</p>
        {chart(&bars, None)}
        <section class="year">
            <h2>{t!(understanding::year_costs(data.year))}</h2>
            {table("costs", t!(understanding::year_costs(data.year)), costs, Some(totals))}
            <details class="details details--wide">
                <summary>{t!(understanding::YEAR_VOLUMES)}</summary>
                {table("volumes", t!(understanding::year_volumes(data.year)), volumes, None)}
            </details>
        </section>
    }
    .into_any()
}

/// The year's consumption; the area and the people of twelve months do not add up to anything.
fn total_volume(service: &YearService) -> String {
    let counted = !matches!(service.unit.trim_end_matches('.'), "м²" | "чел");
    if counted && service.volume != Decimal(0) {
        t!(figures::number(service.volume))
    } else {
        t!(understanding::NONE).to_owned()
    }
}

fn name(service: &YearService, unit: Option<&str>) -> AnyView {
    let unit = unit.filter(|unit| !unit.is_empty());
    let name = unit.map_or_else(|| service.service.clone(), |unit| format!("{}, {unit}", service.service));
    view! {
        {name}
        <span class="year-table__supplier">{service.supplier.clone()}</span>
    }
    .into_any()
}

/// Twelve months do not fit a phone: the table scrolls within its own box, by keyboard as well, and its first column stays.
fn table(id: &'static str, caption: String, rows: Vec<AnyView>, totals: Option<AnyView>) -> AnyView {
    let months: Vec<_> = (1..=12)
        .map(|month| {
            view! { <th scope="col" class="sum"><abbr title=t!(dates::month_name(month))>{t!(dates::short_month(month))}</abbr></th> }
        })
        .collect();
    view! {
        <div class="scroll year-table" tabindex="0" role="region" aria-labelledby=id>
            <table class="figures">
                <caption class="hidden" id=id>{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t!(understanding::SERVICE)}</th>
                        {months}
                        <th scope="col" class="sum">{t!(understanding::YEAR_TOTAL)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                {totals.map(|totals| view! { <tfoot>{totals}</tfoot> })}
            </table>
        </div>
    }
    .into_any()
}

fn row(name: AnyView, months: impl Iterator<Item = Option<String>>, total: String) -> AnyView {
    let cells: Vec<_> = months
        .map(|cell| view! { <td class="sum">{cell.unwrap_or_else(|| t!(understanding::NONE).to_owned())}</td> })
        .collect();
    view! {
        <tr>
            <th scope="row">{name}</th>
            {cells}
            <td class="sum year-table__total">{total}</td>
        </tr>
    }
    .into_any()
}
