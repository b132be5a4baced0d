//! What explains a sum: comparisons with the month and the year before, the months, and a whole year.
//! Not here: causes by themselves (see `domain`), their words (see `app`).

use cabinet::Failure;
use domain::comparison::Comparison;
use domain::id::AccountId;
use domain::{Money, Period};
use testbed::street::{HEAT, WATER, charge, line, lines, month, total};
use testbed::{Person, World, on_both_engines};

const FIRST: AccountId = AccountId(1);

fn adds_up(comparison: &Comparison) {
    for service in &comparison.services {
        let causes: Money = service.causes.iter().map(domain::comparison::Cause::amount).sum();
        assert_eq!(causes, service.now - service.before, "{service:?}");
    }
    let of_services: Money = comparison.services.iter().map(|service| service.now - service.before).sum();
    assert_eq!(of_services, comparison.difference());
}

/// Fourteen months of one account, from September 2025 to October 2026.
async fn fourteen_months(world: &World) -> Person {
    world.suppliers("2025-09").await;
    let months = std::iter::successors(Some(month("2025-09")), |period: &Period| Some(period.next())).take(14);
    for period in months {
        world.month(1, &period.to_string()).await;
    }
    let anna = world.resident("anna").await;
    let total = total(1, "2026-10").plain();
    world.cabinet.bind_account(&anna.visitor, &testbed::street::number(1), &total).await.unwrap();
    anna
}

on_both_engines!(a_receipt_is_compared_with_last_month_and_the_same_month_of_last_year, |world| async move {
    let anna = fourteen_months(&world).await;
    let id = world.current("2026-10", FIRST).await.id;
    let page = world.cabinet.receipt(&anna.visitor, id).await.unwrap();
    let (last_month, last_year) = (page.last_month.unwrap(), page.last_year.unwrap());
    adds_up(&last_month);
    adds_up(&last_year);
    assert_eq!((last_month.with, last_year.with), (month("2026-09"), month("2025-10")));
    assert_eq!((last_month.before, last_month.now), (total(1, "2026-09"), total(1, "2026-10")));
    assert_eq!((last_year.before, last_year.difference()), (total(1, "2025-10"), Money(0)));
    assert_eq!(last_month.services[0].service, "Отопление", "what changed most comes first");
    let months: Vec<Period> = page.months.iter().map(|sum| sum.period).collect();
    assert_eq!((months.len(), months[0], months[12]), (13, month("2025-10"), month("2026-10")));
    assert_eq!(page.months[12].charged, total(1, "2026-10"));
    assert_eq!(page.correction, None);
});

on_both_engines!(a_first_receipt_is_compared_with_nothing, |world| async move {
    world.street(1).await;
    let anna = world.resident("anna").await;
    world.bind(&anna, 1).await;
    let id = world.current("2026-09", FIRST).await.id;
    let page = world.cabinet.receipt(&anna.visitor, id).await.unwrap();
    assert_eq!((page.last_month, page.last_year, page.correction), (None, None, None));
    assert_eq!(page.months.len(), 1);
});

on_both_engines!(a_comparison_is_with_the_version_that_holds_and_names_what_is_new_and_gone, |world| async move {
    let (anna, _) = world.october(1).await;
    let mut corrected = lines(1, "2026-10");
    corrected[0] = line(1, "2026-10", HEAT, charge(1, "2026-10", HEAT) + Money(700));
    world.take(&corrected).await;
    world.publish("2026-10").await;
    let without_water: Vec<String> = lines(1, "2026-11").into_iter().filter(|l| !l.contains("Холодная вода")).collect();
    world.take(&without_water).await;
    world.publish("2026-11").await;
    let id = world.current("2026-11", FIRST).await.id;
    let page = world.cabinet.receipt(&anna.visitor, id).await.unwrap();
    let compared = page.last_month.unwrap();
    adds_up(&compared);
    assert_eq!(compared.before, total(1, "2026-10") + Money(700));
    let water = compared.services.iter().find(|service| service.service == "Холодная вода").unwrap();
    assert_eq!((water.before, water.now), (charge(1, "2026-10", WATER), Money(0)));
    assert_eq!(page.months.iter().map(|sum| sum.charged).collect::<Vec<_>>()[1], total(1, "2026-10") + Money(700));
});

on_both_engines!(a_year_is_the_sum_of_its_months_and_services, |world| async move {
    let anna = fourteen_months(&world).await;
    let of = world.of(&anna, FIRST).await;
    let newest = world.cabinet.year(&of, None).await.unwrap();
    assert_eq!((newest.year, newest.years.clone()), (2026, vec![2026, 2025]));
    for year in [2026, 2025] {
        let page = world.cabinet.year(&of, Some(year)).await.unwrap();
        let months: Money = page.months.iter().flatten().copied().sum();
        let services: Money = page.services.iter().map(|service| service.cost).sum();
        assert_eq!((months, services), (page.cost, page.cost), "{year}");
        for service in &page.services {
            assert_eq!(service.months.len(), 12);
            assert_eq!(service.months.iter().flatten().map(|cell| cell.cost).sum::<Money>(), service.cost);
            assert_eq!(service.months.iter().flatten().map(|cell| cell.volume.0).sum::<i64>(), service.volume.0);
        }
    }
    assert_eq!(newest.months.iter().flatten().count(), 10);
    assert_eq!((newest.months[9], newest.months[10]), (Some(total(1, "2026-10")), None));
    assert_eq!(newest.services.iter().map(|service| service.service.as_str()).collect::<Vec<_>>()[0], "Отопление");
    assert!(matches!(world.cabinet.year(&of, Some(2020)).await, Err(Failure::NotFound)));
});

on_both_engines!(a_year_counts_the_version_that_holds_and_only_what_is_published, |world| async move {
    let (anna, _) = world.october(1).await;
    let of = world.of(&anna, FIRST).await;
    let mut corrected = lines(1, "2026-10");
    corrected[0] = line(1, "2026-10", HEAT, Money(100));
    world.take(&corrected).await;
    world.take(&lines(1, "2026-11")).await;
    let before = world.cabinet.year(&of, None).await.unwrap();
    assert_eq!((before.months[9], before.months[10]), (Some(total(1, "2026-10")), None));
    world.publish("2026-10").await;
    let after = world.cabinet.year(&of, None).await.unwrap();
    assert_eq!(after.months[9], Some(total(1, "2026-10") - charge(1, "2026-10", HEAT) + Money(100)));
});

on_both_engines!(the_years_of_another_are_not_found, |world| async move {
    world.october(2).await;
    let ivan = world.resident("ivan").await;
    let stranger = world.cabinet.resident_of(&ivan.visitor, FIRST).await;
    assert!(matches!(stranger, Err(Failure::NotFound)));
    world.bind(&ivan, 2).await;
    let of = world.of(&ivan, AccountId(2)).await;
    assert_eq!(world.cabinet.year(&of, None).await.unwrap().account, AccountId(2));
});
