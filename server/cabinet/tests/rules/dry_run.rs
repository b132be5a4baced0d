//! What a clerk asks before and after a publication: what it would come to, and what it came to.
//! Not here: publishing (see `publishing`).

use cabinet::publish::{BySupplier, Publication, PublishRefusal};
use domain::Money;
use testbed::street::{HEAT, charge, line, lines, month};
use testbed::{World, on_both_engines};

fn adds_up(publication: &Publication) {
    for (inn, sum) in &publication.register {
        let of = |sums: &BySupplier| sums.get(inn).copied().unwrap_or_default();
        assert_eq!(of(&publication.electronic) + of(&publication.paper), *sum, "{inn}");
    }
}

/// Asks twice and looks whether anything was left behind.
async fn dry_run(world: &World, period: &str) -> Publication {
    let before = world.dump().await;
    let first = world.cabinet.publish_dry_run(month(period)).await.unwrap();
    assert_eq!(world.cabinet.publish_dry_run(month(period)).await.unwrap(), first);
    assert!(world.dump().await == before, "a dry run writes nothing and queues nothing");
    first
}

on_both_engines!(a_dry_run_says_what_the_publication_comes_to_and_writes_nothing, |world| async move {
    world.street(4).await;
    world.electronic("anna", 1).await;
    world.electronic("ivan", 3).await;
    world.take(&lines(4, "2026-10")).await;
    let asked = dry_run(&world, "2026-10").await;
    adds_up(&asked);
    assert!(asked.changed);
    assert_eq!((asked.accounts, asked.electronic_accounts), (4, 2));
    assert_eq!(world.publish("2026-10").await, asked);
    let again = dry_run(&world, "2026-10").await;
    assert_eq!(again, Publication { changed: false, ..asked });
});

on_both_engines!(a_dry_run_of_a_correction_says_what_the_correction_comes_to, |world| async move {
    world.october(3).await;
    let mut corrected = lines(3, "2026-10");
    corrected[0] = line(1, "2026-10", HEAT, charge(1, "2026-10", HEAT) + Money(900));
    world.take(&corrected).await;
    let asked = dry_run(&world, "2026-10").await;
    adds_up(&asked);
    assert!(asked.changed);
    assert_eq!(world.publish("2026-10").await, asked);
});

on_both_engines!(a_dry_run_is_refused_where_the_publication_would_be, |world| async move {
    world.street(1).await;
    let none = world.cabinet.publish_dry_run(month("2026-10")).await;
    assert!(matches!(none, Err(PublishRefusal::NoRegister(_))), "{none:?}");
    world.take(&lines(1, "2026-08")).await;
    let earlier = world.cabinet.publish_dry_run(month("2026-08")).await;
    assert!(matches!(earlier, Err(PublishRefusal::LaterIsOut { .. })), "{earlier:?}");
});

on_both_engines!(the_totals_of_a_period_are_those_of_its_publication, |world| async move {
    world.street(3).await;
    world.electronic("anna", 2).await;
    let published = world.month(3, "2026-10").await;
    let totals = world.cabinet.totals(month("2026-10")).await.unwrap();
    adds_up(&totals);
    assert_eq!(totals, Publication { changed: false, ..published });
    let taken = world.take(&lines(3, "2026-11")).await;
    assert_eq!(taken.accounts, 3);
    let none = world.cabinet.totals(month("2026-11")).await;
    assert!(matches!(none, Err(PublishRefusal::NotPublished(_))), "{none:?}");
});
