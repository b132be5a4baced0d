//! `/receipts/{id}`: one receipt with all its charges, drawn like the paper one.
//! Not here: the PDF; payment, which comes with its own pages.

use super::PrintButton;
use crate::components::{Back, Page, loaded, param};
use crate::locales::t;
use crate::server_fns::receipts::load_receipt;
use domain::charge::Sums;
use domain::view::{ChargeLine, LetterState, ReceiptPage, ReceiptPart};
use domain::{Mode, Money};
use leptos::prelude::*;

/// One receipt.
#[component]
pub fn Receipt() -> impl IntoView {
    let id = param("id");
    let data = Resource::new_blocking(move || id.get(), load_receipt);
    loaded(data, page)
}

fn page(data: ReceiptPage) -> AnyView {
    let sheet = sheet(&data);
    let letters = letters(data.letters);
    view! {
        <Page title=t!(receipts::receipt_title(data.row.period)) back=Back("/receipts".into())>
            <p class="whose">{data.address}</p>
            <p class="lead">{t!(receipts::to_pay(data.row.total, data.row.pay_by))}</p>
            {sheet}
            {explanations()}
            {letters}
            <PrintButton/>
        </Page>
    }
    .into_any()
}

/// The look of the paper receipt: parts of suppliers, then a dotted tear-off line, then the totals.
fn sheet(data: &ReceiptPage) -> AnyView {
    let parts: Vec<_> = data.parts.iter().map(part).collect();
    view! {
        <div class="sheet">
            <p class="sheet__head">
                {t!(receipts::ACCOUNT)} " " <span class="digits nowrap">{data.number.clone()}</span>
                <br/>
                {t!(receipts::published(data.published))}
            </p>
            {parts}
            <section class="sheet__totals" aria-labelledby="totals">
                <h2 id="totals">{t!(receipts::TOTALS_HEADING)}</h2>
                <dl class="sums">
                    {sum(t!(receipts::came(Mode::Electronic)), data.row.electronic)}
                    {sum(t!(receipts::came(Mode::Paper)), data.row.paper)}
                    {total(t!(receipts::GRAND_TOTAL), data.row.total)}
                </dl>
            </section>
        </div>
    }
    .into_any()
}

fn part(part: &ReceiptPart) -> AnyView {
    let lines: Vec<_> = part.lines.iter().map(line).collect();
    let mark = match part.mode {
        Mode::Electronic => "mark mark--electronic",
        Mode::Paper => "mark",
    };
    let phone = (!part.phone.is_empty()).then(|| {
        let call = crate::components::phone_link(&part.phone);
        view! { <p class="small">{t!(receipts::SUPPLIER_PHONE)} " " <a class="nowrap" href=call>{part.phone.clone()}</a></p> }
    });
    view! {
        <section class="sheet__part">
            <h2>{part.supplier.clone()}</h2>
            <p><strong class=mark>{t!(receipts::came(part.mode))}</strong></p>
            {phone}
            {lines}
            <dl class="sums">{total(t!(receipts::PART_TOTAL), part.total)}</dl>
        </section>
    }
    .into_any()
}

fn line(line: &ChargeLine) -> AnyView {
    let formula = (line.tariff.0 != 0)
        .then(|| t!(receipts::formula(&line.volume.with_mark(','), &line.unit, &line.tariff.with_mark(','))));
    view! {
        <h3>{line.service.clone()}</h3>
        {formula.map(|formula| view! { <p class="digits">{formula}</p> })}
        <dl class="sums">{sums(&line.sums)}</dl>
    }
    .into_any()
}

/// What was charged and what is to be paid always; the other sums only where there are any.
fn sums(sums: &Sums) -> AnyView {
    let there = |words: &'static str, money: Money| (money != Money::ZERO).then(|| sum(words, money));
    view! {
        {there(t!(receipts::opening(sums.opening)), Money(sums.opening.0.abs()))}
        {sum(t!(receipts::CHARGED), sums.charged)}
        {there(t!(receipts::RECALCULATION), sums.recalculation)}
        {there(t!(receipts::BENEFIT), -sums.benefit)}
        {there(t!(receipts::PENALTY), sums.penalty)}
        {there(t!(receipts::PAID), -sums.paid)}
        {total(t!(receipts::LINE_TOTAL), sums.total)}
    }
    .into_any()
}

fn sum(words: &'static str, money: Money) -> AnyView {
    view! { <div><dt>{words}</dt><dd>{money.roubles()}</dd></div> }.into_any()
}

fn total(words: &'static str, money: Money) -> AnyView {
    view! { <div class="sums__total"><dt>{words}</dt><dd>{money.roubles()}</dd></div> }.into_any()
}

fn explanations() -> AnyView {
    let terms: Vec<_> = t!(receipts::EXPLANATIONS)
        .into_iter()
        .map(|(term, meaning)| view! { <div><dt>{term}</dt><dd>{meaning}</dd></div> })
        .collect();
    view! {
        <details class="explain">
            <summary>{t!(receipts::EXPLAIN)}</summary>
            <dl class="summary-list">{terms}</dl>
        </details>
    }
    .into_any()
}

fn letters(letters: Vec<LetterState>) -> AnyView {
    if letters.is_empty() {
        return ().into_any();
    }
    let letters: Vec<_> = letters
        .into_iter()
        .map(|letter| view! { <div><dt>{letter.to}</dt><dd>{t!(receipts::letter(letter.state, letter.on))}</dd></div> })
        .collect();
    view! {
        <section aria-labelledby="letters">
            <h2 id="letters">{t!(receipts::LETTERS_HEADING)}</h2>
            <dl class="summary-list">{letters}</dl>
        </section>
    }
    .into_any()
}
