//! One line of charges: its sums, and folded below them how each came about.
//! Not here: the words (see the locales), the sheet around the lines (see `sheet`).

use super::sheet::{sum, total};
use crate::locales::t;
use domain::Money;
use domain::charge::Sums;
use domain::view::ChargeLine;
use leptos::prelude::*;

/// A line of a supplier's part.
pub fn line(line: &ChargeLine) -> AnyView {
    let formula = t!(charges::formula(line));
    view! {
        <h3>{line.service.clone()}</h3>
        {formula.map(|formula| view! { <p class="digits">{formula}</p> })}
        <dl>{sums(&line.sums)}</dl>
        {explanation(line)}
    }
    .into_any()
}

/// What was charged and what is to be paid always; the other sums only where there are any.
fn sums(sums: &Sums) -> AnyView {
    let there = |words: &'static str, money: Money| (money != Money::ZERO).then(|| sum(words, money));
    view! {
        {there(t!(receipts::opening(sums.opening)), sums.opening)}
        {sum(t!(receipts::CHARGED), sums.charged)}
        {there(t!(receipts::RECALCULATION), sums.recalculation)}
        {there(t!(receipts::BENEFIT), -sums.benefit)}
        {there(t!(receipts::PENALTY), sums.penalty)}
        {there(t!(receipts::PAID), -sums.paid)}
        {total(t!(receipts::LINE_TOTAL), sums.total)}
    }
    .into_any()
}

/// Sentences in the order of the question: what is it, how much of it, why so much, what else.
fn explanation(line: &ChargeLine) -> AnyView {
    let details = &line.details;
    let sentences = [
        t!(services::meaning(&line.service)).map(str::to_owned),
        Some(t!(charges::charged(line))),
        t!(charges::volume_found(details, &line.unit)),
        t!(charges::house(details, &line.unit)),
        t!(charges::recalculation(&line.sums, details)),
        t!(charges::balance(&line.sums)),
        t!(charges::instalment(details)),
    ];
    let sentences: Vec<_> = sentences.into_iter().flatten().map(|text| view! { <p>{text}</p> }).collect();
    view! {
        <details class="line-details">
            <summary>{t!(charges::HOW)}<span class="hidden">{t!(charges::how_hidden(&line.service))}</span></summary>
            {sentences}
        </details>
    }
    .into_any()
}
