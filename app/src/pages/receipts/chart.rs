//! Sums by month as bars, drawn on the server, and the same sums as a table, under their heading.
//! Not here: the words (see the locales).

use crate::locales::t;
use domain::{Money, Period};
use leptos::prelude::*;

/// Units of the drawing: as wide as the text of the narrowest phone, so that letters are never small there.
const WIDTH: i64 = 328;
const ROW: i64 = 27;
/// Where bars begin, after the month.
const LEFT: i64 = 90;
/// The longest bar; the sum stands after it.
const LONGEST: i64 = 140;

/// One bar a month, the month of `here` marked with words as well; nothing for a single month, which shows no change.
pub fn chart(bars: &[(Period, Money)], here: Option<Period>) -> AnyView {
    if bars.len() < 2 {
        return ().into_any();
    }
    let most = bars.iter().map(|(_, sum)| sum.0).max().unwrap_or_default().max(1);
    let mut y = 0;
    let mut drawn = Vec::new();
    for (period, sum) in bars {
        let marked = here == Some(*period);
        drawn.push(bar(*period, *sum, length(*sum, most), y, marked));
        y += if marked { 2 * ROW } else { ROW };
    }
    let rows: Vec<_> = bars.iter().map(|(period, sum)| row(*period, *sum, here == Some(*period))).collect();
    view! {
        <h2>{t!(understanding::CHART)}</h2>
        <figure class="chart">
            <svg class="chart__bars" viewBox=format!("0 0 {WIDTH} {y}") role="img" aria-labelledby="chart-title chart-desc">
                <title id="chart-title">{t!(understanding::CHART)}</title>
                <desc id="chart-desc">{t!(understanding::chart_desc(bars, here))}</desc>
                {drawn}
            </svg>
            <figcaption class="small">{t!(understanding::CHART_HINT)}</figcaption>
            <details class="details">
                <summary>{t!(understanding::CHART_TABLE)}</summary>
                <table class="figures">
                    <caption class="hidden">{t!(understanding::CHART)}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{t!(understanding::MONTH)}</th>
                            <th scope="col" class="sum">{t!(understanding::CHARGED)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </details>
        </figure>
    }
    .into_any()
}

/// The length of a bar; a month that gave money back has none.
fn length(sum: Money, most: i64) -> i64 {
    if sum.0 <= 0 { 0 } else { (sum.0.saturating_mul(LONGEST) / most).max(1) }
}

fn bar(period: Period, sum: Money, length: i64, y: i64, marked: bool) -> AnyView {
    let class = if marked { "chart__bar chart__bar--here" } else { "chart__bar" };
    let text = if marked { "chart__here" } else { "chart__text" };
    let base = y + 19;
    let words = marked.then(|| {
        view! { <text class="chart__here" x=LEFT y=base + ROW - 5>{t!(understanding::THIS_RECEIPT)}</text> }
    });
    view! {
        <g>
            <text class=text x="0" y=base>{t!(understanding::bar(period))}</text>
            <rect class=class x=LEFT y=y + 4 width=length height=ROW - 8></rect>
            <text class=text x=LEFT + length + 6 y=base>{sum.digits()}</text>
            {words}
        </g>
    }
    .into_any()
}

fn row(period: Period, sum: Money, marked: bool) -> AnyView {
    let words = marked.then(|| format!(" ({})", t!(understanding::THIS_RECEIPT)));
    view! {
        <tr>
            <th scope="row">{t!(receipts::month(period))}{words}</th>
            <td class="sum">{sum.roubles()}</td>
        </tr>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_month_has_the_longest_bar_and_money_given_back_has_none() {
        assert_eq!(length(Money(500), 500), LONGEST);
        assert_eq!(length(Money(250), 500), LONGEST / 2);
        assert_eq!(length(Money(1), i64::MAX), 1);
        assert_eq!(length(Money(-300), 500), 0);
    }
}
