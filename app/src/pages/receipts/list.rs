//! `/receipts`: the receipts of each address, newest first.
//! Not here: one receipt (see `one`).

use crate::components::{Data, Page, loaded, query};
use crate::locales::t;
use crate::server_fns::receipts::load_receipts;
use domain::id::ReceiptId;
use domain::view::{ReceiptGroup, ReceiptRow};
use leptos::prelude::*;

/// The receipts of the person who is signed in; `?all={account}` shows an account's older ones as well.
#[component]
pub fn Receipts() -> impl IntoView {
    let all = query("all");
    let data = Data::new(move || all.get(), load_receipts);
    loaded(data, page)
}

fn page(groups: Vec<ReceiptGroup>) -> AnyView {
    let body = if groups.is_empty() {
        view! {
            <p>{t!(receipts::NO_ADDRESS)}</p>
            <p><a class="button button--primary" href="/addresses/add">{t!(addresses::ADD)}</a></p>
        }
        .into_any()
    } else {
        groups.into_iter().map(group).collect::<Vec<_>>().into_any()
    };
    view! { <Page title=t!(receipts::TITLE)>{body}</Page> }.into_any()
}

fn group(group: ReceiptGroup) -> AnyView {
    let older = group.more.then(|| {
        view! {
            <p>
                <a href=format!("/receipts?all={}", group.id)>
                    {t!(receipts::OLDER)}
                    <span class="hidden">{t!(receipts::whose(&group.address))}</span>
                </a>
            </p>
        }
    });
    let year = (!group.rows.is_empty()).then(|| {
        view! {
            <p>
                <a href=format!("/receipts/year/{}", group.id)>
                    {t!(understanding::WHOLE_YEAR)}
                    <span class="hidden">{t!(receipts::whose(&group.address))}</span>
                </a>
            </p>
        }
    });
    let rows = if group.rows.is_empty() {
        view! { <p>{t!(receipts::EMPTY)}</p> }.into_any()
    } else {
        table(&group.address, &group.rows)
    };
    let heading = match &group.whose {
        Some(name) => t!(relatives::group(name, &group.address)),
        None => group.address,
    };
    view! {
        <section class="receipt-group">
            <h2>{heading}</h2>
            <p>{t!(receipts::ACCOUNT)} " " <span class="digits nowrap">{group.number}</span></p>
            {rows}
            {older}
            {year}
        </section>
    }
    .into_any()
}

/// On a phone each row becomes a card; the roles keep it a table for screen readers even then.
fn table(address: &str, rows: &[ReceiptRow]) -> AnyView {
    let rows: Vec<_> = rows.iter().map(|row| table_row(row, address)).collect();
    view! {
        <table class="figures receipt-table" role="table">
            <caption class="hidden">{t!(receipts::caption(address))}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th scope="col" role="columnheader">{t!(receipts::MONTH)}</th>
                    <th scope="col" role="columnheader" class="sum">{t!(receipts::TOTAL)}</th>
                    <th scope="col" role="columnheader">{t!(receipts::PAY_BY)}</th>
                    <th scope="col" role="columnheader">{t!(receipts::FILE)}</th>
                    <th scope="col" role="columnheader">{t!(receipts::WAY)}</th>
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

fn table_row(row: &ReceiptRow, address: &str) -> AnyView {
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">
                <a href=format!("/receipts/{}", row.id)>
                    {t!(receipts::month(row.period))}
                    <span class="hidden">{t!(receipts::whose(address))}</span>
                </a>
            </th>
            <td role="cell" class="sum" data-label=t!(receipts::TOTAL)>{row.total.roubles()}</td>
            <td role="cell" data-label=t!(receipts::PAY_BY)>{t!(dates::day(row.pay_by))}</td>
            <td role="cell" data-label=t!(receipts::FILE)>
                <a href=pdf_path(row.id) rel="external" download=true>
                    {t!(receipts::PDF)}
                    <span class="hidden">{t!(receipts::whose_file(row.period, address))}</span>
                </a>
            </td>
            <td role="cell" data-label=t!(receipts::WAY)>{t!(receipts::way(row))}</td>
        </tr>
    }
    .into_any()
}

/// The file of a receipt. The router must not take it for a page of its own: such links are `rel="external"`.
pub(super) fn pdf_path(id: ReceiptId) -> String {
    format!("/receipts/{id}.pdf")
}

/// One receipt in a line, on the page of its address.
pub fn receipt_line(row: &ReceiptRow) -> AnyView {
    view! {
        <p>
            <a href=format!("/receipts/{}", row.id)>{t!(receipts::receipt_title(row.period))}</a>
            <br/>
            {t!(receipts::to_pay(row.total, row.pay_by))}
        </p>
    }
    .into_any()
}
