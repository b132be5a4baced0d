//! The tab «Платежи»: what was paid through the cabinet, newest first.
//! Not here: data access, which goes through `server_fns`; payment itself (see `pay`).

use crate::components::{Data, Page, loaded};
use crate::locales::t;
use crate::server_fns::pay::load_payments;
use domain::view::{PaymentRow, PaymentState};
use leptos::prelude::*;

/// The payments of the person who is signed in.
#[component]
pub fn Payments() -> impl IntoView {
    let data = Data::new(|| (), |()| load_payments());
    loaded(data, page)
}

fn page(payments: Vec<PaymentRow>) -> AnyView {
    let body = if payments.is_empty() {
        view! {
            <p>{t!(pay::EMPTY)}</p>
            <p><a class="button button--primary" href="/receipts">{t!(pay::EMPTY_LINK)}</a></p>
        }
        .into_any()
    } else {
        table(payments)
    };
    view! {
        <Page title=t!(pay::PAYMENTS)>
            <p>{t!(pay::PAYMENTS_LEAD)}</p>
            {body}
        </Page>
    }
    .into_any()
}

/// On a phone each row becomes a card; the roles keep it a table for screen readers even then.
fn table(payments: Vec<PaymentRow>) -> AnyView {
    let rows: Vec<_> = payments.into_iter().map(row).collect();
    view! {
        <table class="figures receipt-table payments-table" role="table">
            <caption class="hidden">{t!(pay::PAYMENTS)}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th scope="col" role="columnheader">{t!(pay::MONTH)}</th>
                    <th scope="col" role="columnheader">{t!(pay::ADDRESS)}</th>
                    <th scope="col" role="columnheader" class="sum">{t!(pay::SUM)}</th>
                    <th scope="col" role="columnheader">{t!(pay::PARTS)}</th>
                    <th scope="col" role="columnheader">{t!(pay::STATE)}</th>
                    <th scope="col" role="columnheader">{t!(pay::DAY)}</th>
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(payment: PaymentRow) -> AnyView {
    let tag = match payment.state {
        PaymentState::Pending => "tag tag--mixed",
        PaymentState::Paid => "tag tag--electronic",
        PaymentState::Failed => "tag tag--wrong",
    };
    // A close person may not have the page of the address; the receipts they have.
    let address = match payment.whose {
        None => view! { <a href=format!("/addresses/{}", payment.account)>{payment.address}</a> }.into_any(),
        Some(name) => view! { <a href="/receipts">{t!(relatives::group(&name, &payment.address))}</a> }.into_any(),
    };
    let failed = payment.state == PaymentState::Failed;
    let failed = failed.then(|| view! { <span class="payment-note">{t!(pay::NOT_TAKEN)}</span> });
    let parts: Vec<_> = payment
        .parts
        .into_iter()
        .map(|(name, sum)| view! { <li>{name} " " <span class="nowrap">{sum.roubles()}</span></li> })
        .collect();
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">{t!(receipts::month(payment.period))}</th>
            <td role="cell" data-label=t!(pay::ADDRESS)>
                {address}
            </td>
            <td role="cell" class="sum" data-label=t!(pay::SUM)>{payment.amount.roubles()}</td>
            <td role="cell" data-label=t!(pay::PARTS)><ul class="payment-parts">{parts}</ul></td>
            <td role="cell" data-label=t!(pay::STATE)>
                <strong class=tag>{t!(pay::state(payment.state))}</strong>
                {failed}
            </td>
            <td role="cell" data-label=t!(pay::DAY)>{t!(dates::day(payment.on))}</td>
        </tr>
    }
    .into_any()
}
