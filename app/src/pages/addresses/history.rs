//! `/addresses/{id}/history`: «История», what happened with an address, by day.
//! Not here: the state of things now (see `one`).

use crate::components::{Back, Data, Page, loaded, param, query};
use crate::locales::t;
use crate::server_fns::addresses::load_history;
use domain::view::{Happening, HistoryDay, HistoryPage};
use leptos::prelude::*;

/// The history of an address; `?before=` shows what happened earlier.
#[component]
pub fn History() -> impl IntoView {
    let (id, before) = (param("id"), query("before"));
    let data = Data::new(move || (id.get(), before.get()), |(id, before)| load_history(id, before));
    loaded(data, page)
}

fn page(data: HistoryPage) -> AnyView {
    let address = format!("/addresses/{}", data.account);
    let earlier = data.earlier.map(|before| {
        view! { <p><a href=format!("{address}/history?before={before}")>{t!(history::EARLIER)}</a></p> }
    });
    let body = if data.days.is_empty() {
        view! { <p>{t!(history::EMPTY)}</p> }.into_any()
    } else {
        data.days.into_iter().map(day).collect::<Vec<_>>().into_any()
    };
    view! {
        <Page title=t!(history::TITLE) caption=data.address back=Back(address)>
            <p>{t!(history::LEAD)}</p>
            {body}
            {earlier}
        </Page>
    }
    .into_any()
}

fn day(day: HistoryDay) -> AnyView {
    let entries: Vec<_> = day
        .entries
        .into_iter()
        .map(|(hour, minute, what)| {
            view! {
                <li>
                    <span class="history__clock">{t!(history::clock(hour, minute))}</span>
                    " "
                    <span>{happening(what)}</span>
                </li>
            }
        })
        .collect();
    view! {
        <section class="history">
            <h2>{t!(dates::day(day.on))}</h2>
            <ul>{entries}</ul>
        </section>
    }
    .into_any()
}

fn happening(what: Happening) -> AnyView {
    match what {
        Happening::Bound(doer) => t!(history::bound(&doer)).into_any(),
        Happening::Electronic(doer, from) => t!(history::electronic(&doer, from)).into_any(),
        Happening::Paper(doer, from) => t!(history::paper(&doer, from)).into_any(),
        Happening::Access(event, name) => t!(history::access(event, &name)).into_any(),
        Happening::Paid { period, amount } => t!(history::paid(period, amount)).into_any(),
        Happening::Letter { period, to, state, .. } => t!(history::letter(period, &to, state)).into_any(),
        Happening::Published { receipt, period, total, corrected } => {
            let words = t!(history::published(period, total, corrected));
            view! {
                {words}
                " "
                <a href=format!("/receipts/{receipt}")>
                    {t!(history::OPEN_RECEIPT)}
                    <span class="hidden">{t!(receipts::whose(&t!(dates::month(period))))}</span>
                </a>
            }
            .into_any()
        }
    }
}
