//! «Почему изменилась сумма» and «Что исправлено»: a sentence, then the services that changed, the largest first.
//! Not here: the comparison itself (see `domain`) and its words (see the locales).

use crate::locales::{Between, t};
use domain::comparison::{Comparison, ServiceChange};
use domain::view::ReceiptPage;
use leptos::prelude::*;

/// Rows shown before the rest is folded away.
const SHOWN: usize = 3;

/// Against the month before and against the year before, where there are such receipts.
pub fn why(data: &ReceiptPage) -> AnyView {
    let now = data.row.period;
    let one = |heading: &'static str, found: &Comparison| {
        let columns = Columns {
            caption: t!(understanding::by_service(found.with, now)),
            before: t!(receipts::month(found.with)),
            now: t!(receipts::month(now)),
            between: Between::Months,
        };
        view! {
            <h3>{heading}</h3>
            <p>{t!(understanding::summary(found, now))}</p>
            {services(&found.services, &columns)}
        }
        .into_any()
    };
    let found: Vec<_> = [(t!(understanding::MONTH_AGO), &data.last_month), (t!(understanding::YEAR_AGO), &data.last_year)]
        .into_iter()
        .filter_map(|(heading, found)| found.as_ref().map(|found| one(heading, found)))
        .collect();
    if found.is_empty() {
        return ().into_any();
    }
    view! {
        <section aria-labelledby="why">
            <h2 id="why">{t!(understanding::WHY)}</h2>
            {found}
        </section>
    }
    .into_any()
}

/// What a corrected receipt corrects.
pub fn corrected(found: &Comparison) -> AnyView {
    let columns = Columns {
        caption: t!(understanding::CORRECTED_BY_SERVICE).to_owned(),
        before: t!(understanding::BEFORE).to_owned(),
        now: t!(understanding::NOW).to_owned(),
        between: Between::Versions,
    };
    view! {
        <section aria-labelledby="corrected">
            <h2 id="corrected">{t!(understanding::CORRECTED)}</h2>
            <p>{t!(understanding::correction(found))}</p>
            {services(&found.services, &columns)}
        </section>
    }
    .into_any()
}

struct Columns {
    caption: String,
    before: String,
    now: String,
    between: Between,
}

/// Three services at once, the others and those that stayed as they were folded away.
fn services(all: &[ServiceChange], columns: &Columns) -> AnyView {
    let (changed, same): (Vec<_>, Vec<_>) =
        all.iter().partition(|service| t!(understanding::changed(service, columns.between)));
    if changed.is_empty() {
        return ().into_any();
    }
    let (first, rest) = changed.split_at(changed.len().min(SHOWN));
    let same: Vec<&str> = same.iter().map(|service| service.service.as_str()).collect();
    let same = (!same.is_empty()).then(|| view! { <p class="small">{t!(understanding::unchanged(&same))}</p> });
    let rest = (!rest.is_empty()).then(|| {
        view! {
            <details class="details details--wide">
                <summary>{t!(understanding::more_services(rest.len()))}</summary>
                {table(rest, columns)}
            </details>
        }
    });
    view! {
        {table(first, columns)}
        {rest}
        {same}
    }
    .into_any()
}

/// On a narrow screen each row becomes a card, like the list of receipts; the roles keep it a table even then.
fn table(services: &[&ServiceChange], columns: &Columns) -> AnyView {
    let rows: Vec<_> = services.iter().map(|service| row(service, columns)).collect();
    view! {
        <table class="figures change-table" role="table">
            <caption class="hidden">{columns.caption.clone()}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th scope="col" role="columnheader">{t!(understanding::SERVICE)}</th>
                    <th scope="col" role="columnheader" class="sum">{columns.before.clone()}</th>
                    <th scope="col" role="columnheader" class="sum">{columns.now.clone()}</th>
                    <th scope="col" role="columnheader" class="sum">{t!(understanding::DIFFERENCE)}</th>
                    <th scope="col" role="columnheader">{t!(understanding::CAUSES)}</th>
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(service: &ServiceChange, columns: &Columns) -> AnyView {
    let reasons: Vec<_> = t!(understanding::reasons(service, columns.between))
        .into_iter()
        .map(|reason| {
            view! { <li>{reason.words} " " <span class="nowrap">"(" {t!(figures::signed(reason.amount))} ")"</span></li> }
        })
        .collect();
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">
                {service.service.clone()}
                <span class="change-table__supplier small">{service.supplier.clone()}</span>
            </th>
            <td role="cell" class="sum" data-label=columns.before.clone()>{service.before.roubles()}</td>
            <td role="cell" class="sum" data-label=columns.now.clone()>{service.now.roubles()}</td>
            <td role="cell" class="sum" data-label=t!(understanding::DIFFERENCE)>
                {t!(figures::signed(t!(understanding::difference_of(service))))}
            </td>
            <td role="cell" class="change-table__why" data-label=t!(understanding::CAUSES)>
                <ul class="plain">{reasons}</ul>
            </td>
        </tr>
    }
    .into_any()
}
