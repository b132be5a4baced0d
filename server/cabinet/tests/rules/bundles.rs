//! The print run as PDF files: they hold what the manifest says, only what stays on paper, the same when made again.
//! Not here: the CSV (see `publishing`), layout (see `documents`).

use crate::forging::supplier;
use cabinet::print_run::{Manifest, PrintRefusal};
use domain::Money;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use testbed::street::{HEAT, WASTE, WATER, charge, lines, month};
use testbed::{World, on_both_engines};

/// Twelve households in three streets; the first is electronic but for its waste.
async fn town(world: &World) {
    world.street(12).await;
    world.electronic("anna", 1).await;
    world.take(&in_streets("2026-10")).await;
    world.publish("2026-10").await;
}

fn in_streets(period: &str) -> Vec<String> {
    let streets = ["ул. Щетинкина", "ул. Пушкина", "пр. Ленина"];
    let in_a_street = |(n, line): (usize, String)| line.replace(streets[0], streets[n / 3 % 3]);
    lines(12, period).into_iter().enumerate().map(in_a_street).collect()
}

async fn run(world: &World, folder: &Path, sheets: u32) -> Manifest {
    world.cabinet.print_run(month("2026-10"), folder, Some(sheets)).await.unwrap()
}

/// The files of a folder with their bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries.map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap())).collect()
}

fn said_by(program: &str, file: &Path) -> String {
    let mut command = Command::new(program);
    command.arg(file);
    if program == "pdftotext" {
        command.arg("-");
    }
    String::from_utf8(command.output().unwrap().stdout).unwrap()
}

on_both_engines!(the_files_hold_what_the_manifest_says_and_only_what_stays_on_paper, |world| async move {
    town(&world).await;
    let folder = world.folder("bundles");
    let manifest = run(&world, &folder, 5).await;
    assert_eq!(manifest.files.iter().map(|file| file.documents).sum::<i64>(), manifest.documents);
    assert_eq!(manifest.files.iter().map(|file| file.total).sum::<Money>(), manifest.total);
    assert_eq!(manifest.documents, 12, "the waste of the electronic account stays on paper");
    assert_eq!(manifest.files.iter().map(|file| file.separators).sum::<u64>(), 3, "one before each street");
    let mut said = String::new();
    for file in &manifest.files {
        assert!(file.sheets <= 5, "{file:?}");
        let path = folder.join(&file.name);
        let info = said_by("pdfinfo", &path);
        let pages = info.lines().find_map(|line| line.strip_prefix("Pages:")).unwrap().trim().to_owned();
        assert_eq!(pages, file.sheets.to_string(), "{}", file.name);
        said.push_str(&said_by("pdftotext", &path));
    }
    let written = files(&folder);
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(written.len(), manifest.files.len() + 2, "and nothing half-done beside them: {:?}", written.keys());
    let json: serde_json::Value = serde_json::from_slice(&written["manifest.json"]).unwrap();
    assert_eq!(json, serde_json::to_value(&manifest).unwrap());
    let said: String = said.chars().filter(|c| !c.is_whitespace()).collect();
    let named = |place: usize| said.matches(&supplier(place).account).count();
    assert!(named(WASTE) > 0 && named(HEAT) * 12 == named(WASTE) * 11, "{} and {}", named(HEAT), named(WASTE));
    let electronic = charge(1, "2026-10", HEAT) + charge(1, "2026-10", WATER);
    assert_eq!(manifest.total + electronic, (1..=12).map(|n| testbed::street::total(n, "2026-10")).sum());
    for street in ["Щетинкина", "Пушкина", "Ленина"] {
        assert!(said.contains(street), "{street}");
    }
});

on_both_engines!(a_run_made_again_is_the_same_and_a_shorter_one_leaves_nothing_of_the_longer, |world| async move {
    town(&world).await;
    let folder = world.folder("again");
    run(&world, &folder, 4).await;
    let first = files(&folder);
    world.clock.advance(cabinet::DAY);
    run(&world, &folder, 4).await;
    assert!(files(&folder) == first, "byte for byte");
    let one = run(&world, &folder, 1000).await;
    assert_eq!(one.files.len(), 1);
    assert_eq!(files(&folder).keys().collect::<Vec<_>>(), ["manifest.json", "print-run-001.pdf", "print-run.csv"]);
    let none = world.cabinet.print_run(month("2026-10"), &folder, None).await.unwrap();
    assert!(none.files.is_empty());
    assert_eq!(files(&folder).keys().collect::<Vec<_>>(), ["manifest.json", "print-run.csv"]);
    std::fs::remove_dir_all(&folder).unwrap();
});

on_both_engines!(a_run_with_one_sheet_a_file_still_holds_every_receipt_once, |world| async move {
    town(&world).await;
    let folder = world.folder("tiny");
    let manifest = run(&world, &folder, 1).await;
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(manifest.files.len(), 12);
    assert!(manifest.files.iter().all(|file| file.documents == 1 && file.sheets == 1 + file.separators), "{manifest:?}");
});

on_both_engines!(a_period_that_is_not_published_is_not_printed, |world| async move {
    world.street(1).await;
    world.take(&lines(1, "2026-10")).await;
    let folder = world.folder("early");
    let refused = world.cabinet.print_run(month("2026-10"), &folder, Some(10)).await;
    assert!(matches!(refused, Err(PrintRefusal::NotPublished(_))), "{refused:?}");
    assert!(!folder.exists());
});

on_both_engines!(a_run_made_again_says_what_the_receipts_said_although_a_later_register_changed_names, |world| async move {
    town(&world).await;
    let folder = world.folder("again");
    run(&world, &folder, 5).await;
    let before = files(&folder);
    world.clock.advance(1000);
    let renamed: Vec<String> = in_streets("2026-11").iter().map(|line| line.replace("Жилец", "Новый Жилец")).collect();
    world.take(&renamed).await;
    run(&world, &folder, 5).await;
    let after = files(&folder);
    let names: Vec<&String> = before.keys().filter(|name| before[*name] != after[*name]).collect();
    assert_eq!(names, Vec::<&String>::new());
});
