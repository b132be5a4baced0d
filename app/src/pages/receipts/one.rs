//! `/receipts/{id}`: one receipt with all its charges, drawn like the paper one.
//! Not here: the PDF; payment, which comes with its own pages.

use super::PrintButton;
use crate::components::{Back, Page, loaded, param, phone_link};
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
                <dl>
                    {sum(t!(receipts::came(Mode::Electronic)), data.row.electronic)}
                    {sum(t!(receipts::came(Mode::Paper)), data.row.paper)}
                </dl>
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

fn line(line: &ChargeLine) -> AnyView {
    let formula = (line.tariff.0 != 0)
        .then(|| t!(receipts::formula(&line.volume.with_mark(','), &line.unit, &line.tariff.with_mark(','))));
    view! {
        <h3>{line.service.clone()}</h3>
        {formula.map(|formula| view! { <p class="digits">{formula}</p> })}
        <dl>{sums(&line.sums)}</dl>
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

fn sum(words: &'static str, money: Money) -> AnyView {
    view! { <div><dt>{words}</dt><dd>{money.roubles()}</dd></div> }.into_any()
}

fn total(words: &'static str, money: Money) -> AnyView {
    view! { <div class="receipt__sum"><dt>{words}</dt><dd>{money.roubles()}</dd></div> }.into_any()
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

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::pages::addresses::tests::html;
    use domain::id::{AccountId, ReceiptId};
    use domain::view::{MessageState, ReceiptRow};
    use domain::{Date, Decimal};
    use std::str::FromStr;

    fn receipt() -> ReceiptPage {
        let day = |month, day| Date { year: 2026, month, day };
        let sums = Sums {
            opening: Money(-10_000),
            charged: Money(427_258),
            paid: Money(0),
            total: Money(417_258),
            ..Sums::default()
        };
        let part = |supplier: &str, mode| ReceiptPart {
            supplier: supplier.to_owned(),
            phone: "8 800 100-00-00".to_owned(),
            mode,
            lines: vec![ChargeLine {
                service: "Отопление".to_owned(),
                unit: "Гкал".to_owned(),
                volume: Decimal(2_100_000),
                tariff: Decimal(2_034_560_000),
                sums,
            }],
            total: Money(417_258),
        };
        let row = ReceiptRow {
            id: ReceiptId::from_str("00000000-0000-0000-0000-000000000000").expect("an id"),
            period: "2026-11".parse().expect("a month"),
            total: Money(834_516),
            electronic: Money(417_258),
            paper: Money(417_258),
            pay_by: day(12, 15),
        };
        let letters = vec![LetterState { to: "an***@mail.ru".to_owned(), state: MessageState::Sent, on: day(12, 3) }];
        ReceiptPage {
            row,
            account: AccountId(1),
            number: "1902 0004 17".to_owned(),
            address: "Абакан, ул. Щетинкина, д. 12, кв. 45".to_owned(),
            parts: vec![part("СГК", Mode::Electronic), part("Управдом", Mode::Paper)],
            published: day(12, 1),
            letters,
        }
    }

    #[test]
    fn a_receipt_begins_with_flat_month_sum_and_day_and_marks_which_part_went_where() {
        let page = html(|| page(receipt()));
        let places: Vec<usize> = ["Квитанция за ноябрь 2026", "кв. 45", "К оплате 8 345,16 ₽ до 15 декабря 2026", "СГК"]
            .iter()
            .map(|words| page.find(words).unwrap_or_else(|| panic!("{words}: {page}")))
            .collect();
        assert!(places.is_sorted(), "{places:?}");
        for words in [
            "Пришло по электронной почте",
            "Пришло на бумаге",
            "2,1 Гкал × 2034,56 ₽",
            "Переплата на начало месяца",
            "отправлено 3 декабря 2026",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
        let line = page.split("<h3>").nth(1).and_then(|rest| rest.split("</dl>").next()).unwrap();
        assert!(!line.contains("Пени"), "sums that are not there take no room: {line}");
    }
}
