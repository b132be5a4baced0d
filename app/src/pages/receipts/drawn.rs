//! What the page of a receipt says and never changes, drawn by the server: the sheet, why so much, the letters.
//! Not here: the page around it (see `one`), the sheet itself (see `sheet`).

use super::change::{corrected, why};
use super::chart::chart;
use super::list::pdf_path;
use super::sheet::sheet;
use crate::components::Notice;
use crate::locales::t;
use crate::server_fns::receipts::DrawnReceipt;
use domain::view::{LetterState, ReceiptPage};
use domain::{CheckCode, Money};
use leptos::prelude::*;

/// The page without what the browser must do itself: it gets no code for the rest, which was most of the page's part of the WASM.
pub fn drawn(data: ReceiptPage) -> DrawnReceipt {
    // A receipt that is no longer valid explains nothing: the one that replaced it does.
    let valid = data.replaced.is_none();
    let above = view! {
        {replaced(&data)}
        <p class="whose">{data.address.clone()}</p>
        {valid.then(|| due(&data))}
        {actions(&data)}
    };
    let below = view! {
        {data.code.map(check_code)}
        {valid.then(|| understanding(&data))}
        {sheet(&data)}
        {explanations()}
        {letters(&data.letters, data.comes_on_paper)}
    };
    DrawnReceipt {
        title: t!(receipts::receipt_title(data.row.period)),
        above: still(above),
        sentences: valid.then(|| t!(listening::summary(&data))),
        below: still(below),
        whose: data.whose,
    }
}

/// HTML without the marks by which a page that wakes up finds its places.
pub(super) fn still(view: impl RenderHtml) -> String {
    view.to_html().replace("<!>", "").replace("<!--<() />-->", "")
}

fn replaced(data: &ReceiptPage) -> AnyView {
    let Some((by, on)) = data.replaced else { return ().into_any() };
    view! {
        <Notice heading=t!(receipts::replaced(on))>
            <p><a href=format!("/receipts/{by}")>{t!(receipts::REPLACED_BY)}</a></p>
        </Notice>
    }
    .into_any()
}

fn due(data: &ReceiptPage) -> AnyView {
    let paid_of = (data.paid != Money::ZERO && data.left > Money::ZERO)
        .then(|| view! { <p>{t!(receipts::paid_of(data.paid, data.row.total))}</p> });
    view! {
        <p class="lead">{t!(receipts::to_pay_after(data.paid, data.left, data.row.pay_by))}</p>
        {paid_of}
    }
    .into_any()
}

fn actions(data: &ReceiptPage) -> AnyView {
    let pay = data.pay_path.clone().filter(|_| data.replaced.is_none() && data.left > Money::ZERO);
    let pay = pay.map(|path| view! { <a class="button button--primary" href=path>{t!(receipts::PAY)}</a> });
    view! {
        <div class="button-row">
            {pay}
            <a class="button button--quiet" href=pdf_path(data.row.id) rel="external" download=true>{t!(receipts::DOWNLOAD)}</a>
        </div>
    }
    .into_any()
}

fn check_code(code: CheckCode) -> AnyView {
    view! {
        <p class="check-code">
            {t!(receipts::CHECK_CODE)} " " <strong class="digits nowrap">{code.to_string()}</strong>
            " " <a class="no-print" href=format!("/check/{}", code.compact())>{t!(receipts::HOW_TO_CHECK)}</a>
        </p>
    }
    .into_any()
}

/// What was corrected, why the sum changed, and the months.
fn understanding(data: &ReceiptPage) -> AnyView {
    let version = (data.version > 1).then(|| view! { <p>{t!(receipts::version(data.version))}</p> });
    let bars: Vec<_> = data.months.iter().map(|month| (month.period, month.charged)).collect();
    let year = format!("/receipts/year/{}/{}", data.account, data.row.period.year());
    view! {
        {version}
        {data.correction.as_ref().map(corrected)}
        {why(data)}
        {chart(&bars, Some(data.row.period))}
        <p class="no-print"><a href=year>{t!(understanding::WHOLE_YEAR)}</a></p>
    }
    .into_any()
}

fn explanations() -> AnyView {
    let terms: Vec<_> = t!(receipts::EXPLANATIONS)
        .into_iter()
        .map(|(term, meaning)| view! { <div><dt>{term}</dt><dd>{meaning}</dd></div> })
        .collect();
    view! {
        <details class="details">
            <summary>{t!(receipts::EXPLAIN)}</summary>
            <dl class="summary-list">{terms}</dl>
        </details>
    }
    .into_any()
}

fn letters(letters: &[LetterState], comes_on_paper: bool) -> AnyView {
    if letters.is_empty() {
        return ().into_any();
    }
    let letters: Vec<_> = letters
        .iter()
        .map(|letter| {
            let fate = t!(receipts::letter(letter));
            view! { <div><dt>{letter.to.clone()}</dt><dd>{fate}</dd></div> }
        })
        .collect();
    view! {
        <section aria-labelledby="letters">
            <h2 id="letters">{t!(receipts::LETTERS_HEADING)}</h2>
            <dl class="summary-list">{letters}</dl>
            {comes_on_paper.then(|| view! { <p>{t!(receipts::COMES_ON_PAPER)}</p> })}
        </section>
    }
    .into_any()
}
