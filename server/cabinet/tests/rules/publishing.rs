//! Rules 3, 4 and 5: double entry, publishing once, receipts that show everything, the day to pay by.
//! Not here: corrected registers (see `correcting`), two publishers at once (see `together`).

use cabinet::publish::PublishRefusal;
use domain::id::{AccountId, ReceiptId};
use domain::{Date, Mode, Money};
use storage::receipts::ReceiptRow;
use storage::{receipts, statements};
use testbed::street::{HEAT, WASTE, WATER, charge, inn, lines, month, total};
use testbed::{World, on_both_engines};
use uuid::Uuid;

on_both_engines!(publishing_twice_changes_nothing_and_answers_the_same, |world| async move {
    world.suppliers("2026-09").await;
    world.register(300, "2026-09").await;
    let first = world.publish("2026-09").await;
    let second = world.publish("2026-09").await;
    assert!(first.changed && !second.changed);
    assert_eq!(cabinet::publish::Publication { changed: true, ..second }, first);
    assert_eq!(first.accounts, 300);
    assert_eq!(world.rows("receipt").await, 300);
});

on_both_engines!(electronic_and_paper_together_are_the_register_for_every_supplier, |world| async move {
    world.suppliers("2026-09").await;
    world.register(200, "2026-09").await;
    world.publish("2026-09").await;
    assert_eq!(world.cabinet.generate_residents(60, 1).await.unwrap(), 60);
    let taken = world.register(200, "2026-10").await;
    let published = world.publish("2026-10").await;
    assert_eq!(published.register, taken.by_supplier);
    for (inn, sum) in &published.register {
        let of = |sums: &cabinet::publish::BySupplier| sums.get(inn).copied().unwrap_or_default();
        assert_eq!(of(&published.electronic) + of(&published.paper), *sum, "{inn}");
    }
    assert_eq!(published.electronic_accounts, 60);
    assert_eq!(published.electronic.len(), 2, "only connected suppliers have electronic parts");
    let sums = world.texts("select cast(sum(electronic + paper) - sum(total) as text) from receipt").await;
    assert_eq!(sums, ["0"]);
});

/// A street of three with one electronic account, October taken and not published.
async fn before_october(world: &World) -> AccountId {
    world.street(3).await;
    let (_, account) = world.electronic("anna", 1).await;
    world.take(&lines(3, "2026-10")).await;
    account
}

/// Nothing of October may have left the house.
async fn nothing_is_released(world: &World) {
    assert_eq!(world.rows("message where kind = 'receipt' and state = 'held'").await, 1);
    world.deliver().await;
    assert_eq!(world.rows("message where kind = 'receipt' and state <> 'held'").await, 0);
    assert_eq!(world.rows("publication where state = 'failed'").await, 1);
}

on_both_engines!(a_register_that_says_another_sum_than_its_lines_is_not_published, |world| async move {
    before_october(&world).await;
    let mut tx = world.cabinet.db.write().await.unwrap();
    let right = statements::list_totals(&mut tx, month("2026-10")).await.unwrap();
    let mut wrong = right.clone();
    wrong[0].total += Money(1);
    statements::replace_totals(&mut tx, month("2026-10"), &wrong).await.unwrap();
    tx.commit().await.unwrap();
    match world.cabinet.publish(month("2026-10")).await {
        Err(PublishRefusal::Mismatch { inn: named, register, electronic, paper }) => {
            assert_eq!(named, inn(HEAT));
            assert_eq!(electronic + paper + 1, register);
        }
        other => panic!("{other:?}"),
    }
    nothing_is_released(&world).await;
    assert!(world.cabinet.publish(month("2026-10")).await.is_err(), "a second try does not talk it away");
    let mut tx = world.cabinet.db.write().await.unwrap();
    statements::replace_totals(&mut tx, month("2026-10"), &right).await.unwrap();
    tx.commit().await.unwrap();
    assert!(world.publish("2026-10").await.changed);
    world.deliver().await;
    assert_eq!(world.rows("message where kind = 'receipt' and state = 'sent'").await, 1, "released once, when it adds up");
});

fn bogus(period: &str, account: AccountId) -> ReceiptRow {
    ReceiptRow {
        id: ReceiptId(Uuid::from_u128(1)),
        period: month(period),
        account,
        version: 7,
        revision: 1,
        published_at: 0,
        total: Money(1),
        electronic: Money(0),
        paper: Money(1),
        electronic_suppliers: Vec::new(),
        replaced_at: None,
        mark: None,
    }
}

async fn insert(world: &World, receipt: ReceiptRow) {
    let mut tx = world.cabinet.db.write().await.unwrap();
    receipts::insert_all(&mut tx, &[receipt]).await.unwrap();
    tx.commit().await.unwrap();
}

on_both_engines!(a_second_receipt_of_one_account_stops_the_publication, |world| async move {
    before_october(&world).await;
    insert(&world, bogus("2026-10", AccountId(2))).await;
    insert(&world, ReceiptRow { version: 9, id: ReceiptId(Uuid::from_u128(2)), ..bogus("2026-10", AccountId(2)) }).await;
    let refused = world.cabinet.publish(month("2026-10")).await;
    assert!(matches!(refused, Err(PublishRefusal::AccountMismatch { account: AccountId(2) })), "{refused:?}");
    nothing_is_released(&world).await;
});

on_both_engines!(a_receipt_of_an_account_without_charges_stops_the_publication, |world| async move {
    before_october(&world).await;
    insert(&world, bogus("2026-10", AccountId(99))).await;
    let refused = world.cabinet.publish(month("2026-10")).await;
    assert!(matches!(refused, Err(PublishRefusal::AccountMismatch { account: AccountId(99) })), "{refused:?}");
    nothing_is_released(&world).await;
});

on_both_engines!(a_receipt_changed_by_a_kopeck_is_noticed_and_never_printed, |world| async move {
    before_october(&world).await;
    world.publish("2026-10").await;
    for change in ["paper = paper + 1, total = total + 1", "electronic = electronic - 1, paper = paper + 1"] {
        world.sql(&format!("update receipt set {change} where period = 24321 and account_id = 2")).await;
        let noticed = world.cabinet.publish(month("2026-10")).await;
        assert!(matches!(noticed, Err(PublishRefusal::AccountMismatch { account: AccountId(2) })), "{change}: {noticed:?}");
        let folder = world.folder("print");
        assert!(world.cabinet.print_run(month("2026-10"), &folder, None).await.is_err(), "{change}");
    }
});

on_both_engines!(a_month_without_a_register_is_not_published, |world| async move {
    world.suppliers("2026-09").await;
    let refused = world.cabinet.publish(month("2026-09")).await;
    assert!(matches!(refused, Err(PublishRefusal::NoRegister(_))));
});

on_both_engines!(a_month_is_not_published_after_a_later_one, |world| async move {
    world.street(2).await;
    world.take(&lines(2, "2026-08")).await;
    let refused = world.cabinet.publish(month("2026-08")).await;
    assert!(matches!(refused, Err(PublishRefusal::LaterIsOut { later, .. }) if later == month("2026-09")));
});

on_both_engines!(letters_are_held_until_the_whole_month_is_published, |world| async move {
    before_october(&world).await;
    world.publish("2026-10").await;
    let states = world.texts("select distinct state from message where kind = 'receipt'").await;
    assert_eq!(states, ["queued"]);
});

on_both_engines!(a_run_whose_process_died_is_taken_over_where_it_stopped, |world| async move {
    let account = before_october(&world).await;
    let now = world.cabinet.now();
    let mut tx = world.cabinet.db.write().await.unwrap();
    let dead = Uuid::from_u128(77);
    storage::publications::insert(&mut tx, month("2026-10"), dead, now, now + 1000).await.unwrap();
    tx.commit().await.unwrap();
    world.clock.advance(1001);
    let published = world.publish("2026-10").await;
    assert!(published.changed);
    assert_eq!((published.accounts, published.electronic_accounts), (3, 1));
    let mut tx = world.cabinet.db.write().await.unwrap();
    let late = storage::publications::advance(&mut tx, month("2026-10"), dead, AccountId(0), account, now).await.unwrap();
    assert!(!late, "the dead one may not go on when it wakes");
});

on_both_engines!(the_receipt_shows_all_charges_and_which_part_went_where, |world| async move {
    world.street(2).await;
    let (anna, account) = world.electronic("anna", 1).await;
    world.month(2, "2026-10").await;
    let groups = world.cabinet.receipts(&anna.visitor, None).await.unwrap();
    assert_eq!(groups.len(), 1);
    let months: Vec<String> = groups[0].rows.iter().map(|row| row.period.to_string()).collect();
    assert_eq!(months, ["2026-10", "2026-09"]);
    let page = world.cabinet.receipt(&anna.visitor, groups[0].rows[0].id).await.unwrap();
    assert_eq!(page.account, account);
    assert_eq!(page.row.total, total(1, "2026-10"));
    assert_eq!(page.row.electronic, charge(1, "2026-10", HEAT) + charge(1, "2026-10", WATER));
    assert_eq!(page.row.paper, charge(1, "2026-10", WASTE));
    let parts: Vec<_> = page.parts.iter().map(|part| (part.mode, part.total)).collect();
    assert_eq!(
        parts,
        [
            (Mode::Electronic, charge(1, "2026-10", HEAT)),
            (Mode::Electronic, charge(1, "2026-10", WATER)),
            (Mode::Paper, charge(1, "2026-10", WASTE)),
        ]
    );
    let september = world.cabinet.receipt(&anna.visitor, groups[0].rows[1].id).await.unwrap();
    assert!(september.parts.iter().all(|part| part.mode == Mode::Paper), "what went on paper keeps saying so");
});

on_both_engines!(somebody_elses_receipt_is_as_unknown_as_one_that_never_was, |world| async move {
    world.street(2).await;
    let (anna, _) = world.electronic("anna", 1).await;
    let ivan = world.resident("ivan").await;
    let receipt = world.cabinet.receipts(&anna.visitor, None).await.unwrap()[0].rows[0].id;
    let theirs = world.cabinet.receipt(&ivan.visitor, receipt).await;
    let nobodys = world.cabinet.receipt(&ivan.visitor, ReceiptId(Uuid::from_u128(5))).await;
    assert_eq!(format!("{theirs:?}"), format!("{nobodys:?}"));
    assert!(matches!(theirs, Err(cabinet::Failure::NotFound)));
    assert!(matches!(world.cabinet.resident_of(&ivan.visitor, AccountId(1)).await, Err(cabinet::Failure::NotFound)));
});

on_both_engines!(the_day_to_pay_by_is_that_of_the_law_of_the_receipts_month, |world| async move {
    world.suppliers("2026-01").await;
    world.month(1, "2026-01").await;
    world.month(1, "2026-02").await;
    let anna = world.resident("anna").await;
    let (number, total) = (testbed::street::number(1), total(1, "2026-02").plain());
    world.cabinet.bind_account(&anna.visitor, &number, &total).await.unwrap();
    let rows = &world.cabinet.receipts(&anna.visitor, None).await.unwrap()[0].rows;
    assert_eq!(rows[1].pay_by, Date { year: 2026, month: 2, day: 10 });
    assert_eq!(rows[0].pay_by, Date { year: 2026, month: 3, day: 15 });
});

on_both_engines!(the_print_run_holds_exactly_what_stays_on_paper, |world| async move {
    world.street(3).await;
    world.electronic("anna", 2).await;
    let published = world.month(3, "2026-10").await;
    let folder = world.folder("print");
    let manifest = world.cabinet.print_run(month("2026-10"), &folder, None).await.unwrap();
    let csv = std::fs::read_to_string(folder.join("print-run.csv")).unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(manifest.by_supplier, published.paper);
    assert_eq!((manifest.documents, manifest.lines), (3, 7));
    assert_eq!(csv.lines().count(), 8);
    let of_anna: Vec<&str> = csv.lines().filter(|line| line.contains(&testbed::street::number(2))).collect();
    assert!(of_anna.len() == 1 && of_anna[0].contains(&inn(WASTE)), "{of_anna:?}");
});
