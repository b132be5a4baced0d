//! Rules 1 and 2: a choice for each account and supplier, and the four conditions of an electronic part.
//! Not here: the code that confirms a choice (see `codes`).

use crate::problem;
use domain::view::{AddressStatus, Problem};
use domain::{Mode, Money};
use testbed::street::{HEAT, WASTE, WATER, charge, inn, lines, month, total};
use testbed::{World, on_both_engines, person};

const FEW: u32 = 3;

/// The electronic and the paper sum of a supplier in October 2026, which is taken and published here.
async fn october(world: &World, place: usize) -> (Money, Money) {
    let published = world.month(FEW, "2026-10").await;
    let of = |sums: &cabinet::publish::BySupplier| sums.get(&inn(place)).copied().unwrap_or_default();
    (of(&published.electronic), of(&published.paper))
}

/// What all accounts but the first are charged for by a supplier in October 2026.
fn others(place: usize) -> Money {
    (2..=FEW).map(|n| charge(n, "2026-10", place)).sum()
}

fn everything(place: usize) -> Money {
    charge(1, "2026-10", place) + others(place)
}

on_both_engines!(the_button_covers_every_connected_supplier_of_its_own_account_and_no_other, |world| async move {
    world.street(FEW).await;
    world.electronic("anna", 1).await;
    let published = world.month(FEW, "2026-10").await;
    for place in [HEAT, WATER] {
        assert_eq!(published.electronic[&inn(place)], charge(1, "2026-10", place));
        assert_eq!(published.paper[&inn(place)], others(place));
    }
    assert!(!published.electronic.contains_key(&inn(WASTE)));
    assert_eq!(published.electronic_accounts, 1);
});

on_both_engines!(a_supplier_connected_later_is_offered_and_never_switched_silently, |world| async move {
    world.street(FEW).await;
    let (anna, account) = world.electronic("anna", 1).await;
    let page = world.cabinet.address(&world.of(&anna, account).await).await.unwrap();
    assert!(!page.can_switch && page.can_return);
    assert_eq!(page.card.status, AddressStatus::Mixed);
    let mut suppliers = registers::Town::suppliers(Some(month("2026-09")));
    suppliers[WASTE].electronic_from = Some(month("2026-10"));
    assert_eq!(world.cabinet.take_suppliers(&suppliers).await.unwrap().changed, 1);
    let page = world.cabinet.address(&world.of(&anna, account).await).await.unwrap();
    assert!(page.can_switch, "it is offered");
    assert_eq!(page.suppliers[WASTE].mode, Mode::Paper);
    assert_eq!(october(&world, WASTE).await, (Money(0), everything(WASTE)), "and stays on paper until it is chosen");
    world.switch(&anna, account, false).await;
    let november = world.month(FEW, "2026-11").await;
    assert_eq!(november.electronic[&inn(WASTE)], charge(1, "2026-11", WASTE));
    let page = world.cabinet.address(&world.of(&anna, account).await).await.unwrap();
    assert_eq!(page.card.status, AddressStatus::Electronic);
});

on_both_engines!(with_no_choice_everything_is_on_paper, |world| async move {
    world.street(FEW).await;
    let anna = world.resident("anna").await;
    world.bind(&anna, 1).await;
    assert_eq!(october(&world, HEAT).await, (Money(0), everything(HEAT)));
    assert_eq!(world.rows("message where kind = 'receipt'").await, 0);
});

on_both_engines!(a_supplier_that_is_not_connected_yet_in_the_month_is_on_paper, |world| async move {
    world.street(FEW).await;
    world.electronic("anna", 1).await;
    world.suppliers("2026-11").await;
    assert_eq!(october(&world, HEAT).await, (Money(0), everything(HEAT)));
    let november = world.month(FEW, "2026-11").await;
    assert_eq!(november.electronic[&inn(HEAT)], charge(1, "2026-11", HEAT), "the choice holds once it is");
});

on_both_engines!(until_the_email_is_confirmed_everything_is_on_paper, |world| async move {
    world.street(FEW).await;
    let anna = world.signed_up("anna").await;
    let account = world.bind(&anna, 1).await;
    world.switch(&anna, account, false).await;
    let page = world.cabinet.address(&world.of(&anna, account).await).await.unwrap();
    assert_eq!(page.card.status, AddressStatus::WaitsForEmail);
    assert!(page.suppliers.iter().all(|supplier| supplier.mode == Mode::Paper));
    let done = world.cabinet.done_page(&world.of(&anna, account).await).await.unwrap();
    assert!(!done.email_confirmed);
    assert_eq!(october(&world, HEAT).await, (Money(0), everything(HEAT)));
    world.confirm_email(&anna).await;
    let november = world.month(FEW, "2026-11").await;
    assert_eq!(november.electronic[&inn(HEAT)], charge(1, "2026-11", HEAT));
});

on_both_engines!(a_choice_made_before_a_month_is_published_holds_for_it, |world| async move {
    world.street(FEW).await;
    world.take(&lines(FEW, "2026-10")).await;
    let (anna, account) = world.electronic("anna", 1).await;
    let done = world.cabinet.done_page(&world.of(&anna, account).await).await.unwrap();
    assert_eq!(done.first_period, month("2026-10"));
    assert_eq!(world.publish("2026-10").await.electronic_accounts, 1);
});

on_both_engines!(a_choice_made_after_a_month_is_published_holds_from_the_next_one, |world| async move {
    world.street(FEW).await;
    world.month(FEW, "2026-10").await;
    let (anna, account) = world.electronic("anna", 1).await;
    let page = world.cabinet.address(&world.of(&anna, account).await).await.unwrap();
    assert_eq!(page.next_period, month("2026-11"));
    assert_eq!(page.suppliers[HEAT].since, Some(month("2026-11")));
    assert_eq!(world.publish("2026-10").await.electronic_accounts, 0, "what is out stays as it is");
    assert_eq!(world.month(FEW, "2026-11").await.electronic_accounts, 1);
});

on_both_engines!(paper_comes_back_at_one_press_from_the_next_month_on, |world| async move {
    world.street(FEW).await;
    let (anna, account) = world.electronic("anna", 1).await;
    assert_eq!(world.month(FEW, "2026-10").await.electronic_accounts, 1);
    let of = world.of(&anna, account).await;
    world.cabinet.return_to_paper(&anna.visitor, &of).await.unwrap();
    let consents = world.rows("consent").await;
    world.cabinet.return_to_paper(&anna.visitor, &of).await.unwrap();
    assert_eq!(world.rows("consent").await, consents, "a second press changes nothing");
    let page = world.cabinet.address(&of).await.unwrap();
    assert!(page.can_switch && !page.can_return);
    assert_eq!(page.just_returned_from, Some(month("2026-11")));
    assert_eq!(world.publish("2026-10").await.electronic_accounts, 1, "what is out stays as it is");
    assert_eq!(world.month(FEW, "2026-11").await.electronic_accounts, 0);
});

on_both_engines!(the_last_of_several_choices_before_a_month_holds, |world| async move {
    world.street(FEW).await;
    let (anna, account) = world.electronic("anna", 1).await;
    world.cabinet.return_to_paper(&anna.visitor, &world.of(&anna, account).await).await.unwrap();
    world.switch(&anna, account, false).await;
    assert_eq!(october(&world, HEAT).await, (charge(1, "2026-10", HEAT), others(HEAT)));
});

on_both_engines!(where_nothing_is_connected_there_is_nothing_to_switch, |world| async move {
    world.suppliers("2027-01").await;
    world.month(FEW, "2026-09").await;
    let anna = world.resident("anna").await;
    let account = world.bind(&anna, 1).await;
    let of = world.of(&anna, account).await;
    assert!(!world.cabinet.address(&of).await.unwrap().can_switch);
    let started = world.cabinet.start_switch(&anna.visitor, &of, false).await;
    assert_eq!(problem(started), Problem::NothingToSwitch);
    let ivan = person("ivan");
    world.cabinet.wizard_contacts(&ivan.visitor, &ivan.email, &ivan.phone, true).await.unwrap();
    let number = testbed::street::number(1);
    let told = world.cabinet.wizard_account(&ivan.visitor, &number, &total(1, "2026-09").plain()).await;
    assert_eq!(problem(told), Problem::NothingToSwitch);
});

on_both_engines!(the_page_of_the_choice_names_what_will_come_how_and_from_when, |world| async move {
    world.street(FEW).await;
    let anna = world.resident("anna").await;
    let account = world.bind(&anna, 1).await;
    let page = world.cabinet.switch_page(&world.of(&anna, account).await, domain::view::FormState::default()).await.unwrap();
    assert_eq!(page.electronic, ["СГК", "МУП «Водоканал»"]);
    assert_eq!(page.paper, ["Чистая Хакасия"]);
    assert_eq!(page.first_period, month("2026-10"));
    assert_eq!(page.email, anna.email);
});
