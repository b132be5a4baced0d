//! A receipt as a PDF file: the same bytes whenever it is made, for its holders only, sealed once it is published.
//! Not here: layout (see `documents`), the check of a file (see `files`).

use cabinet::Failure;
use documents::seal::read_seal;
use domain::Money;
use domain::id::AccountId;
use testbed::street::{HEAT, line, lines, month, number};
use testbed::{Person, World, on_both_engines};

const FIRST: AccountId = AccountId(1);

async fn pdf(world: &World, person: &Person, period: &str) -> Vec<u8> {
    let id = world.current(period, FIRST).await.id;
    world.cabinet.receipt_pdf(&person.visitor, id).await.unwrap().1
}

on_both_engines!(the_file_of_a_receipt_is_the_same_whatever_changes_after_it, |world| async move {
    let (anna, account) = world.october(2).await;
    let first = pdf(&world, &anna, "2026-10").await;
    assert!(first.starts_with(b"%PDF-") && read_seal(&first).is_some());
    assert!(first.len() < 60_000, "{}", first.len());
    assert_eq!(pdf(&world, &anna, "2026-10").await, first, "made again");

    world.clock.advance(cabinet::DAY);
    let moved =
        |line: String| line.replace(";Жилец;50;2;", ";Другая Анна;61;3;").replace(";ул. Щетинкина;", ";ул. Пушкина;");
    let november: Vec<String> = lines(2, "2026-11").into_iter().map(moved).collect();
    world.take(&november).await;
    assert_eq!(pdf(&world, &anna, "2026-10").await, first, "after the holder and the address changed");

    world.move_account(HEAT, "40702810471000000999").await;
    assert_eq!(pdf(&world, &anna, "2026-10").await, first, "after a payee moved to another bank account");

    world.cabinet.rotate_key().await.unwrap();
    world.publish("2026-11").await;
    assert_eq!(pdf(&world, &anna, "2026-10").await, first, "after the key was changed and the next month published");

    let by_the_clerk = world.cabinet.receipt_file(&number(1), month("2026-10")).await.unwrap();
    assert_eq!(by_the_clerk, first, "and the clerk sees what the resident sees");
    let next = pdf(&world, &anna, "2026-11").await;
    assert_ne!(read_seal(&next).unwrap().key_number, read_seal(&first).unwrap().key_number);
    assert_eq!(account, FIRST);
});

on_both_engines!(a_corrected_receipt_is_another_file_and_the_old_one_stays_what_it_was, |world| async move {
    let (anna, account) = world.october(1).await;
    let old = world.current("2026-10", account).await.id;
    let (name, before) = world.cabinet.receipt_pdf(&anna.visitor, old).await.unwrap();
    let mut corrected = lines(1, "2026-10");
    corrected[0] = line(1, "2026-10", HEAT, Money(300_000));
    world.clock.advance(cabinet::HOUR);
    world.take(&corrected).await;
    world.publish("2026-10").await;
    let new = world.current("2026-10", account).await.id;
    let (new_name, after) = world.cabinet.receipt_pdf(&anna.visitor, new).await.unwrap();
    assert_eq!((name.as_str(), new_name.as_str()), ("kvitanciya-2026-10.pdf", "kvitanciya-2026-10-v2.pdf"));
    assert_ne!(before, after);
    assert_eq!(world.cabinet.receipt_pdf(&anna.visitor, old).await.unwrap().1, before);
});

on_both_engines!(the_file_of_somebody_elses_receipt_is_not_found, |world| async move {
    let (_, account) = world.october(2).await;
    let id = world.current("2026-10", account).await.id;
    let ivan = world.resident("ivan").await;
    assert!(matches!(world.cabinet.receipt_pdf(&ivan.visitor, id).await, Err(Failure::NotFound)));
    let nobody = testbed::person("nobody");
    assert!(matches!(world.cabinet.receipt_pdf(&nobody.visitor, id).await, Err(Failure::SignIn)));
});

on_both_engines!(a_preview_of_what_is_not_published_has_neither_seal_nor_code, |world| async move {
    world.street(1).await;
    world.take(&lines(1, "2026-10")).await;
    let preview = world.cabinet.receipt_file(&number(1), month("2026-10")).await.unwrap();
    assert!(preview.starts_with(b"%PDF-") && read_seal(&preview).is_none());
    let verdict = world.cabinet.check_file(&testbed::person("somebody").visitor, preview).await.unwrap();
    assert!(!matches!(verdict, domain::view::Verdict::Ours { .. }), "{verdict:?}");
    assert_eq!(world.rows("receipt where period = 24321").await, 0, "a preview leaves nothing behind");
    world.publish("2026-10").await;
    let published = world.cabinet.receipt_file(&number(1), month("2026-10")).await.unwrap();
    assert!(read_seal(&published).is_some());
    assert!(matches!(world.cabinet.receipt_file(&number(7), month("2026-10")).await, Err(Failure::NotFound)));
    assert!(matches!(world.cabinet.receipt_file(&number(1), month("2026-11")).await, Err(Failure::NotFound)));
});

on_both_engines!(the_letter_carries_the_very_file_of_the_cabinet_where_that_is_set, |world| async move {
    let mut world = world;
    world.set(|settings| settings.attach_pdf = true);
    let (anna, account) = world.october(1).await;
    let id = world.current("2026-10", account).await.id;
    let attached = world.receipt_letters(&anna).pop().unwrap().pdf;
    assert_eq!(attached, Some(world.cabinet.receipt_pdf(&anna.visitor, id).await.unwrap()));
    world.set(|settings| settings.attach_pdf = false);
    world.month(1, "2026-11").await;
    world.deliver().await;
    assert_eq!(world.receipt_letters(&anna).pop().unwrap().pdf, None);
});
