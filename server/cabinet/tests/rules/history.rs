//! «История»: what a holder reads about an address, from first to last.
//! Not here: how each thing comes about, nor the words.

use cabinet::ports::OrderStatus;
use cabinet::{DAY, MINUTE};
use domain::Money;
use domain::view::{Doer, Happening, HistoryPage, MessageState};
use testbed::street::{line, lines, month, total};
use testbed::{Person, World, on_both_engines};

async fn history(world: &World, person: &Person, before: Option<i64>) -> HistoryPage {
    let of = world.of(person, 1.into()).await;
    world.cabinet.history(&of, before).await.unwrap()
}

/// Everything on a page, newest first.
fn told(page: &HistoryPage) -> Vec<Happening> {
    page.days.iter().flat_map(|day| day.entries.iter().map(|(_, _, what)| what.clone())).collect()
}

on_both_engines!(the_history_tells_bindings_choices_receipts_letters_and_payments, |world| async move {
    world.street(1).await;
    let anna = world.resident("anna").await;
    world.clock.advance(MINUTE);
    let account = world.bind(&anna, 1).await;
    world.switch(&anna, account, false).await;
    world.clock.advance(DAY);
    world.month(1, "2026-10").await;
    world.deliver().await;
    world.clock.advance(DAY);
    world.cabinet.start_payment(&anna.visitor, &world.pay_token(&anna)).await.unwrap();
    let order = world.bank.decide_last(OrderStatus::Paid);
    world.clock.advance(MINUTE);
    world.cabinet.finish_payment(&order).await.unwrap();
    let page = history(&world, &anna, None).await;
    let (october, receipt) = (month("2026-10"), world.current("2026-10", account).await);
    let september = world.current("2026-09", account).await;
    let published = |receipt: &storage::receipts::ReceiptRow| Happening::Published {
        receipt: receipt.id,
        period: receipt.period,
        total: receipt.total,
        corrected: false,
    };
    assert_eq!(
        told(&page),
        [
            Happening::Paid { period: october, amount: total(1, "2026-10") },
            Happening::Letter {
                receipt: receipt.id,
                period: october,
                to: "an***@example.ru".to_owned(),
                state: MessageState::Sent
            },
            published(&receipt),
            Happening::Electronic(Doer::You, october),
            Happening::Bound(Doer::You),
            published(&september),
        ]
    );
    let days: Vec<(u8, usize)> = page.days.iter().map(|day| (day.on.day, day.entries.len())).collect();
    assert_eq!(days, [(24, 1), (23, 2), (22, 3)], "by the days of the agent's town");
    assert_eq!((page.days[2].entries[2].0, page.earlier), (12, None));
});

on_both_engines!(another_holder_is_named_by_a_masked_email_only, |world| async move {
    world.street(1).await;
    let (anna, account) = world.electronic("anna", 1).await;
    let boris = world.resident("boris").await;
    world.bind(&boris, 1).await;
    world.clock.advance(MINUTE);
    world.cabinet.return_to_paper(&boris.visitor, &world.of(&boris, account).await).await.unwrap();
    let seen_by_anna = told(&history(&world, &anna, None).await);
    let other = Doer::Holder("bo***@example.ru".to_owned());
    assert_eq!(seen_by_anna[0], Happening::Paper(other.clone(), month("2026-10")));
    assert!(seen_by_anna.contains(&Happening::Bound(other)) && seen_by_anna.contains(&Happening::Bound(Doer::You)));
    assert_eq!(told(&history(&world, &boris, None).await)[0], Happening::Paper(Doer::You, month("2026-10")));
});

on_both_engines!(a_correction_is_told_beside_the_version_it_replaced, |world| async move {
    world.street(1).await;
    let anna = world.resident("anna").await;
    world.bind(&anna, 1).await;
    world.clock.advance(DAY);
    let mut corrected = lines(1, "2026-09");
    corrected[0] = line(1, "2026-09", 0, Money(77_700));
    world.take(&corrected).await;
    world.publish("2026-09").await;
    let versions: Vec<bool> = told(&history(&world, &anna, None).await)
        .iter()
        .filter_map(|what| match what {
            Happening::Published { corrected, .. } => Some(*corrected),
            _ => None,
        })
        .collect();
    assert_eq!(versions, [true, false]);
});

on_both_engines!(a_long_history_comes_in_pages_that_lose_and_double_nothing, |world| async move {
    world.street(1).await;
    let (anna, account) = world.electronic("anna", 1).await;
    for n in 0..70 {
        world.clock.advance(MINUTE);
        let of = world.of(&anna, account).await;
        if n % 2 == 0 {
            world.cabinet.return_to_paper(&anna.visitor, &of).await.unwrap();
        } else {
            // A code a minute and ten a day: days pass.
            world.clock.advance(DAY);
            world.switch(&anna, account, false).await;
        }
    }
    let first = history(&world, &anna, None).await;
    let second = history(&world, &anna, first.earlier).await;
    assert_eq!(second.earlier, None);
    let all: Vec<Happening> = told(&first).into_iter().chain(told(&second)).collect();
    // 71 choices, the binding, the receipt of September.
    assert_eq!((told(&first).len(), all.len()), (60, 73));
    let papers = all.iter().filter(|what| matches!(what, Happening::Paper(..))).count();
    assert_eq!(papers, 35);
});
