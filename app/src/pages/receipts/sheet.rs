//! The look of the paper receipt: parts of suppliers, a dotted tear-off line, the totals.
//! Not here: one line of charges (see `line`).

use super::line::line;
use crate::components::phone_link;
use crate::locales::t;
use domain::view::{ReceiptPage, ReceiptPart};
use domain::{Mode, Money};
use leptos::prelude::*;

/// The whole sheet.
pub fn sheet(data: &ReceiptPage) -> AnyView {
    let parts: Vec<_> = data.parts.iter().map(part).collect();
    // A way that no part went is not named, and one whose parts come to nothing is.
    let ways = [(Mode::Electronic, data.row.electronic), (Mode::Paper, data.row.paper)];
    let ways: Vec<_> = ways
        .into_iter()
        .filter(|(mode, _)| data.parts.iter().any(|part| part.mode == *mode))
        .map(|(mode, money)| sum(t!(receipts::came(mode)), money))
        .collect();
    view! {
        <div class="receipt">
            <p class="receipt__head">
                {t!(receipts::ACCOUNT)} " " <span class="digits nowrap">{data.number.clone()}</span>
                <br/>
                {t!(receipts::published(data.published))}
            </p>
            {parts}
            <p class="receipt__tear" aria-hidden="true"></p>
            <section class="receipt__part" aria-labelledby="totals">
                <h2 id="totals">{t!(receipts::TOTALS_HEADING)}</h2>
                <dl>{ways}</dl>
            </section>
            <p class="receipt__total">
                <span>{t!(receipts::GRAND_TOTAL)}</span>
                " "
                <span class="nowrap">{data.row.total.roubles()}</span>
            </p>
        </div>
    }
    .into_any()
}

fn part(part: &ReceiptPart) -> AnyView {
    let lines: Vec<_> = part.lines.iter().map(line).collect();
    let mark = match part.mode {
        Mode::Electronic => "tag tag--electronic",
        Mode::Paper => "tag tag--paper",
    };
    let phone = (!part.phone.is_empty()).then(|| {
        let call = phone_link(&part.phone);
        view! { <p class="small">{t!(receipts::SUPPLIER_PHONE)} " " <a class="nowrap" href=call>{part.phone.clone()}</a></p> }
    });
    view! {
        <section class="receipt__part">
            <h2>{part.supplier.clone()}</h2>
            <p><strong class=mark>{t!(receipts::came(part.mode))}</strong></p>
            {phone}
            {lines}
            <dl>{total(t!(receipts::PART_TOTAL), part.total)}</dl>
        </section>
    }
    .into_any()
}

/// A sum with its words.
pub fn sum(words: &'static str, money: Money) -> AnyView {
    view! { <div><dt>{words}</dt><dd>{money.roubles()}</dd></div> }.into_any()
}

/// A sum that closes others.
pub fn total(words: &'static str, money: Money) -> AnyView {
    view! { <div class="receipt__sum"><dt>{words}</dt><dd>{money.roubles()}</dd></div> }.into_any()
}
