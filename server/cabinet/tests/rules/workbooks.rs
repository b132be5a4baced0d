//! Registers that come as workbooks, and columns named otherwise: the same statements as from the canonical CSV.
//! Not here: reading of workbooks (see `registers`).

use cabinet::import::{ImportOptions, ImportRefusal, Taken};
use registers::xlsx::sample::write_gis;
use registers::xlsx::write_register_xlsx;
use registers::{Mapping, Town};
use std::io::Cursor;
use testbed::street::{file, lines, month};
use testbed::{World, on_both_engines};

/// A generated register with every column.
fn register(period: &str) -> Vec<u8> {
    let mut out = Vec::new();
    Town::new(30, 1).with_details(true).write_register(month(period), &mut out).unwrap();
    out
}

async fn statements(world: &World) -> Vec<String> {
    let sql = "select a.number || ' ' || a.holder || ' ' || s.lines || ' ' || coalesce(s.details, '')
        from statement s join utility_account a on a.id = s.account_id order by a.number";
    world.texts(sql).await
}

on_both_engines!(a_register_kept_as_a_workbook_is_the_register, |world| async move {
    world.suppliers("2026-09").await;
    let mut book = Cursor::new(Vec::new());
    write_register_xlsx(&register("2026-09")[..], &mut book).unwrap();
    let (csv, _) = world.cabinet.workbook_register(book).await.unwrap();
    let from_book = world.import(csv, false).await.unwrap();
    let as_book = statements(&world).await;
    assert_eq!((from_book.taken, from_book.accounts, as_book.len()), (Taken::New, 30, 30));
    let from_csv = world.import(register("2026-09"), false).await.unwrap();
    assert_eq!((from_csv.lines, from_csv.total), (from_book.lines, from_book.total));
    assert_eq!(from_csv.by_supplier, from_book.by_supplier);
    assert_eq!(statements(&world).await, as_book);
});

fn template(period: &str) -> Cursor<Vec<u8>> {
    let mut book = Cursor::new(Vec::new());
    write_gis(&register(period)[..], &Town::suppliers(None), &mut book).unwrap();
    book
}

on_both_engines!(the_state_template_is_taken_for_accounts_that_are_known, |world| async move {
    world.suppliers("2026-09").await;
    world.import(register("2026-09"), false).await.unwrap();
    let (csv, _) = world.cabinet.workbook_register(template("2026-10")).await.unwrap();
    let taken = world.import(csv, false).await.unwrap();
    assert_eq!((taken.taken, taken.new_accounts, taken.period), (Taken::New, 0, month("2026-10")));
    let plain = world.import(register("2026-10"), true).await.unwrap();
    assert_eq!((taken.accounts, taken.total), (plain.accounts, plain.total));
});

on_both_engines!(an_account_of_the_state_template_that_is_not_known_is_named, |world| async move {
    world.suppliers("2026-09").await;
    match world.cabinet.workbook_register(template("2026-10")).await {
        Err(ImportRefusal::Rows { shown, total, .. }) => {
            let els = first_els();
            assert!(total > 0 && shown.iter().any(|sentence| sentence.contains(&els)), "{els}: {shown:?}");
        }
        other => panic!("{other:?}"),
    }
    assert_eq!((world.rows("utility_account").await, world.rows("statement").await), (0, 0));
});

/// The unified number of the first account of the register.
fn first_els() -> String {
    let text = String::from_utf8(register("2026-10")).unwrap();
    text.lines().nth(1).unwrap().split(';').nth(2).unwrap().to_owned()
}

on_both_engines!(what_is_no_workbook_of_a_register_is_refused, |world| async move {
    let refused = world.cabinet.workbook_register(Cursor::new(b"PK\x03\x04 and nothing".to_vec())).await;
    assert!(matches!(refused, Err(ImportRefusal::File(_))), "{refused:?}");
});

on_both_engines!(a_register_with_columns_of_another_name_is_taken_by_its_mapping, |world| async move {
    world.suppliers("2026-09").await;
    let canonical = file(&lines(3, "2026-09"));
    let renamed = String::from_utf8(canonical).unwrap().replacen(registers::COLUMNS[1], "Номер ЛС", 1);
    assert!(world.import(renamed.clone().into_bytes(), false).await.is_err(), "not without it");
    let mapping = Mapping::parse(&format!("[columns]\n{} = \"Номер ЛС\"\n", registers::COLUMNS[1])).unwrap();
    let options = ImportOptions { mapping: Some(mapping), ..ImportOptions::default() };
    let taken = world.cabinet.import_register(Cursor::new(renamed.into_bytes()), options).await.unwrap();
    assert_eq!((taken.taken, taken.accounts), (Taken::New, 3));
});
