//! Registers of debts for banks: named by the rule, over what is left to pay, personal only where that is asked for.
//! Not here: the format of a line (see `registers`).

use crate::forging::supplier;
use cabinet::debts::DebtFile;
use cabinet::ports::OrderStatus;
use cabinet::print_run::PrintRefusal;
use domain::Money;
use std::path::Path;
use testbed::street::{HEAT, WASTE, WATER, charge, inn, lines, month, number};
use testbed::{World, on_both_engines, person};

async fn export(world: &World, folder: &Path, personal: bool) -> Vec<DebtFile> {
    world.cabinet.export_debts(month("2026-10"), folder, 7, personal).await.unwrap()
}

/// The name of a payee's file.
fn name(place: usize) -> String {
    format!("{}_{}_007_1026.txt", inn(place), supplier(place).account)
}

/// The lines of a file as bytes: windows-1251 has one for each letter.
fn bytes(folder: &Path, place: usize) -> Vec<u8> {
    std::fs::read(folder.join(name(place))).unwrap()
}

fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// «Жилец» in windows-1251.
const HOLDER: [u8; 5] = [0xC6, 0xE8, 0xEB, 0xE5, 0xF6];

on_both_engines!(each_payee_has_a_file_over_what_is_left_to_pay_to_it, |world| async move {
    let (anna, _) = world.october(3).await;
    let folder = world.folder("debts");
    let all = export(&world, &folder, false).await;
    for place in [HEAT, WATER, WASTE] {
        let file = all.iter().find(|file| file.name == name(place)).unwrap();
        assert_eq!((file.lines, file.total), (3, (1..=3).map(|n| charge(n, "2026-10", place)).sum()));
    }
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 3, "and nothing half-done beside them");
    let heat = bytes(&folder, HEAT);
    let owed = format!(";{}\r\n", charge(2, "2026-10", HEAT).plain());
    assert!(has(&heat, number(2).as_bytes()) && has(&heat, owed.as_bytes()), "{}", String::from_utf8_lossy(&heat));
    assert!(!has(&heat, &HOLDER), "personal data only where it is asked for");

    let token = world.pay_token(&anna);
    world.cabinet.start_payment(&person("somebody").visitor, &token).await.unwrap();
    let order = world.bank.decide_last(OrderStatus::Paid);
    world.cabinet.finish_payment(&order).await.unwrap();
    let left = export(&world, &folder, true).await;
    for place in [HEAT, WATER, WASTE] {
        let file = left.iter().find(|file| file.name == name(place)).unwrap();
        assert_eq!((file.lines, file.total), (2, (2..=3).map(|n| charge(n, "2026-10", place)).sum()));
    }
    let heat = bytes(&folder, HEAT);
    assert!(!has(&heat, number(1).as_bytes()) && has(&heat, &HOLDER));
    std::fs::remove_dir_all(&folder).unwrap();
});

on_both_engines!(nobody_owes_an_advance, |world| async move {
    world.street(1).await;
    let mut october = lines(1, "2026-10");
    october[0] = testbed::street::line(1, "2026-10", HEAT, Money(-100));
    world.take(&october).await;
    world.publish("2026-10").await;
    let folder = world.folder("advance");
    let files = export(&world, &folder, false).await;
    std::fs::remove_dir_all(&folder).unwrap();
    let mut names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    let mut owed = [name(WATER), name(WASTE)];
    names.sort_unstable();
    owed.sort_unstable();
    assert_eq!(names, owed);
});

on_both_engines!(there_are_no_debts_of_a_month_that_is_not_published, |world| async move {
    world.street(1).await;
    world.take(&lines(1, "2026-10")).await;
    let folder = world.folder("early-debts");
    let refused = world.cabinet.export_debts(month("2026-10"), &folder, 1, false).await;
    assert!(matches!(refused, Err(PrintRefusal::Tally(_) | PrintRefusal::NotPublished(_))), "{refused:?}");
    assert!(!folder.exists());
});

on_both_engines!(files_of_debts_that_are_paid_by_now_do_not_stay_behind, |world| async move {
    let (anna, _) = world.october(1).await;
    let folder = world.folder("paid-debts");
    assert_eq!(export(&world, &folder, false).await.len(), 3);
    std::fs::write(folder.join("notes.txt"), "the clerk's own").unwrap();
    world.cabinet.start_payment(&person("somebody").visitor, &world.pay_token(&anna)).await.unwrap();
    let order = world.bank.decide_last(OrderStatus::Paid);
    world.cabinet.finish_payment(&order).await.unwrap();
    assert_eq!(export(&world, &folder, false).await, []);
    let left: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(left, ["notes.txt"]);
});
