//! Rule 6: a corrected register makes new versions of the receipts that differ; nothing is overwritten.
//! Not here: importing what is not published yet (see `importing`).

use cabinet::import::{ImportRefusal, Taken};
use cabinet::letter::{Letter, ReceiptLetter};
use domain::Money;
use domain::id::AccountId;
use testbed::street::{HEAT, WATER, charge, file, line, lines, month, total};
use testbed::{Person, World, on_both_engines};

/// October of a street of three, published; account 1 is electronic.
async fn october(world: &World) -> Person {
    world.street(3).await;
    let (anna, _) = world.electronic("anna", 1).await;
    world.month(3, "2026-10").await;
    world.deliver().await;
    anna
}

/// The October lines with the heat of one account dearer by a rouble.
fn dearer(n: u32) -> Vec<String> {
    let mut lines = lines(3, "2026-10");
    lines[(n as usize - 1) * 3] = line(n, "2026-10", HEAT, charge(n, "2026-10", HEAT) + Money(100));
    lines
}

fn receipt_letters(world: &World, person: &Person) -> Vec<ReceiptLetter> {
    let letters = world.sent.letters(&person.email).into_iter();
    letters
        .filter_map(|letter| match letter {
            Letter::Receipt(letter) => Some(*letter),
            _ => None,
        })
        .collect()
}

on_both_engines!(a_correction_makes_new_versions_of_just_the_receipts_that_differ, |world| async move {
    let anna = october(&world).await;
    let before = world.cabinet.receipts(&anna.visitor, None).await.unwrap()[0].rows[0].id;
    let report = world.take(&dearer(1)).await;
    assert_eq!(report.taken, Taken::Correction { changed: 1 });
    let published = world.publish("2026-10").await;
    assert!(published.changed);
    assert_eq!(published.electronic_accounts, 1, "it goes the way the first version went");
    assert_eq!(world.rows("receipt where period = 24321").await, 4);
    assert_eq!(world.rows("receipt where period = 24321 and replaced_at is null").await, 3);
    assert_eq!(world.rows("receipt where version = 2 and account_id = 1").await, 1);
    world.deliver().await;
    let letters = receipt_letters(&world, &anna);
    assert_eq!(letters.iter().map(|letter| letter.corrected).collect::<Vec<_>>(), [false, true]);
    assert_eq!(letters[1].total, total(1, "2026-10") + Money(100));
    let current = world.cabinet.receipts(&anna.visitor, None).await.unwrap()[0].rows[0].id;
    let old = world.cabinet.receipt(&anna.visitor, before).await.unwrap();
    assert_eq!(old.row.total, total(1, "2026-10"), "the link of the first letter shows what it showed");
    assert_eq!(old.replaced.map(|(by, _)| by), Some(current), "and names the version that holds now");
    assert_eq!((old.version, old.pay_path), (1, None));
    let new = world.cabinet.receipt(&anna.visitor, current).await.unwrap();
    assert_eq!((new.version, new.replaced, new.row.total), (2, None, total(1, "2026-10") + Money(100)));
    let kept = world.texts("select cast(total as text) from receipt where replaced_at is not null").await;
    assert_eq!(kept, [total(1, "2026-10").0.to_string()], "and the first version is kept as it was");
});

on_both_engines!(the_same_corrected_file_again_changes_nothing, |world| async move {
    let anna = october(&world).await;
    world.take(&dearer(1)).await;
    world.publish("2026-10").await;
    assert_eq!(world.take(&dearer(1)).await.taken, Taken::Unchanged);
    assert!(!world.publish("2026-10").await.changed);
    world.deliver().await;
    assert_eq!(receipt_letters(&world, &anna).len(), 2);
    assert_eq!(world.rows("receipt where period = 24321").await, 4);
});

on_both_engines!(a_correction_of_paper_receipts_sends_no_letter, |world| async move {
    let anna = october(&world).await;
    world.take(&dearer(3)).await;
    assert!(world.publish("2026-10").await.changed);
    world.deliver().await;
    assert_eq!(receipt_letters(&world, &anna).len(), 1);
    assert_eq!(world.rows("receipt where account_id = 3 and version = 2").await, 1);
});

on_both_engines!(a_correction_back_to_the_first_file_is_one_more_version, |world| async move {
    october(&world).await;
    world.take(&dearer(1)).await;
    world.publish("2026-10").await;
    assert_eq!(world.take(&lines(3, "2026-10")).await.taken, Taken::Correction { changed: 1 });
    world.publish("2026-10").await;
    let current =
        "select cast(version as text) from receipt where period = 24321 and account_id = 1 and replaced_at is null";
    assert_eq!(world.texts(current).await, ["3"]);
});

on_both_engines!(a_corrected_register_shows_nothing_until_it_is_published, |world| async move {
    let anna = october(&world).await;
    world.take(&dearer(1)).await;
    let rows = world.cabinet.receipts(&anna.visitor, None).await.unwrap()[0].rows.clone();
    assert_eq!(rows[0].total, total(1, "2026-10"));
    let page = world.cabinet.receipt(&anna.visitor, rows[0].id).await.unwrap();
    assert_eq!(page.parts.iter().map(|part| part.total).sum::<Money>(), total(1, "2026-10"));
});

on_both_engines!(a_correction_that_leaves_accounts_out_is_refused, |world| async move {
    october(&world).await;
    let refused = world.import(file(&dearer(1)[..6]), false).await;
    assert!(matches!(refused, Err(ImportRefusal::Missing { count: 1 })), "{refused:?}");
    assert_eq!(world.rows("statement where revision > 1").await, 0);
    assert!(!world.publish("2026-10").await.changed);
});

on_both_engines!(a_correction_may_add_an_account, |world| async move {
    october(&world).await;
    let report = world.take(&lines(4, "2026-10")).await;
    assert_eq!((report.taken, report.new_accounts), (Taken::Correction { changed: 0 }, 1));
    let published = world.publish("2026-10").await;
    assert_eq!(published.accounts, 4);
    assert_eq!(world.rows("receipt where period = 24321 and version > 1").await, 0);
});

on_both_engines!(a_return_to_paper_in_between_does_not_move_a_receipt_that_is_out, |world| async move {
    let anna = october(&world).await;
    let of = world.of(&anna, AccountId(1)).await;
    world.cabinet.return_to_paper(&anna.visitor, &of).await.unwrap();
    world.take(&dearer(1)).await;
    let published = world.publish("2026-10").await;
    assert_eq!(published.electronic_accounts, 1);
    assert_eq!(world.cabinet.address(&of).await.unwrap().next_period, month("2026-11"));
});

on_both_engines!(the_letter_about_a_correction_says_what_changed_and_so_does_the_page, |world| async move {
    let anna = october(&world).await;
    let mut corrected = dearer(1);
    corrected[1] = line(1, "2026-10", WATER, charge(1, "2026-10", WATER) - Money(40));
    world.take(&corrected).await;
    world.publish("2026-10").await;
    world.deliver().await;
    let letters = receipt_letters(&world, &anna);
    assert_eq!(letters[0].correction, None);
    let told = letters[1].correction.clone().unwrap();
    assert_eq!((told.with, told.before, told.now), (month("2026-10"), total(1, "2026-10"), letters[1].total));
    let changed: Vec<(&str, Money)> =
        told.services.iter().map(|s| (s.service.as_str(), s.now - s.before)).filter(|(_, by)| *by != Money(0)).collect();
    assert_eq!(changed, [("Отопление", Money(100)), ("Холодная вода", Money(-40))]);
    assert_eq!(told.difference(), Money(60));
    let id = world.current("2026-10", AccountId(1)).await.id;
    assert_eq!(world.cabinet.receipt(&anna.visitor, id).await.unwrap().correction, Some(told));
    assert_ne!(letters[0].code, letters[1].code);
    assert_ne!(letters[0].link, letters[1].link);
});

on_both_engines!(a_third_version_is_compared_with_the_second, |world| async move {
    let anna = october(&world).await;
    world.take(&dearer(1)).await;
    world.publish("2026-10").await;
    world.take(&lines(3, "2026-10")).await;
    world.publish("2026-10").await;
    let id = world.current("2026-10", AccountId(1)).await.id;
    let page = world.cabinet.receipt(&anna.visitor, id).await.unwrap();
    assert_eq!((page.version, page.correction.unwrap().difference()), (3, Money(-100)));
});

on_both_engines!(receipts_that_do_not_differ_keep_their_codes, |world| async move {
    october(&world).await;
    let codes = "select cast(check_code as text) from receipt where period = 24321 and account_id > 1 order by account_id";
    let before = world.texts(codes).await;
    world.take(&dearer(1)).await;
    world.publish("2026-10").await;
    assert_eq!(world.texts(codes).await, before);
});
