//! Registers: the whole file or nothing, the same file once, every problem named.
//! Not here: single fields of a line (see `registers`), corrections of published months (see `correcting`).

use cabinet::import::{ImportRefusal, Taken};
use domain::Money;
use testbed::street::{HEAT, WASTE, WATER, charge, file, inn, line, lines, month, number, total};
use testbed::{World, on_both_engines};

/// Everything that a register can change.
async fn state(world: &World) -> String {
    let mut state = world.texts("select lines from statement order by period, account_id, revision").await;
    for table in ["service", "utility_account", "register_import", "register_total", "statement"] {
        state.push(format!("{table} {}", world.rows(table).await));
    }
    state.join("\n")
}

/// A file is refused for its lines, with one sentence, and changes nothing.
#[track_caller]
fn one_sentence(refused: Result<cabinet::import::ImportReport, ImportRefusal>) -> String {
    match refused {
        Err(ImportRefusal::Rows { shown, total: 1, .. }) if shown.len() == 1 => shown[0].clone(),
        other => panic!("one wrong line was expected: {other:?}"),
    }
}

on_both_engines!(a_register_is_taken_to_the_kopeck, |world| async move {
    world.suppliers("2026-09").await;
    let report = world.take(&lines(4, "2026-09")).await;
    assert_eq!(report.taken, Taken::New);
    assert_eq!((report.lines, report.accounts, report.new_accounts), (12, 4, 4));
    assert_eq!(report.total, (1..=4).map(|n| total(n, "2026-09")).sum::<Money>());
    for place in [HEAT, WATER, WASTE] {
        let expected: Money = (1..=4).map(|n| charge(n, "2026-09", place)).sum();
        assert_eq!(report.by_supplier[&inn(place)], expected);
    }
    let next = world.take(&lines(5, "2026-10")).await;
    assert_eq!((next.accounts, next.new_accounts), (5, 1));
});

on_both_engines!(one_wrong_line_and_nothing_of_the_file_is_taken, |world| async move {
    world.suppliers("2026-09").await;
    let before = state(&world).await;
    let mut wrong = lines(250, "2026-09");
    let last = wrong.len() - 1;
    wrong[last] = wrong[last].replace(";0;0;0;0;", ";0;0;0;1;");
    let said = one_sentence(world.import(file(&wrong), false).await);
    assert!(said.contains("751"), "the line is named: {said}");
    assert_eq!(state(&world).await, before);
});

on_both_engines!(a_hundred_problems_are_shown_and_all_are_counted, |world| async move {
    world.suppliers("2026-09").await;
    let wrong: Vec<String> = lines(70, "2026-09").iter().map(|line| line.replace(";50;2;", ";много;2;")).collect();
    match world.import(file(&wrong), false).await {
        Err(ImportRefusal::Rows { shown, total: 210, lines: 210 }) => assert_eq!(shown.len(), 100),
        other => panic!("{other:?}"),
    }
});

on_both_engines!(the_same_file_again_changes_nothing_and_says_so, |world| async move {
    world.suppliers("2026-09").await;
    world.take(&lines(4, "2026-09")).await;
    let before = state(&world).await;
    let report = world.take(&lines(4, "2026-09")).await;
    assert_eq!((report.taken, report.accounts, report.new_accounts), (Taken::Unchanged, 4, 0));
    assert_eq!(state(&world).await, before);
    world.publish("2026-09").await;
    assert_eq!(world.take(&lines(4, "2026-09")).await.taken, Taken::Unchanged);
    assert_eq!(state(&world).await, before);
});

on_both_engines!(a_dry_run_reports_the_same_and_takes_nothing, |world| async move {
    world.suppliers("2026-09").await;
    let before = state(&world).await;
    let dry = world.import(file(&lines(4, "2026-09")), true).await.unwrap();
    assert_eq!(dry.taken, Taken::DryRun);
    assert_eq!(state(&world).await, before);
    let taken = world.take(&lines(4, "2026-09")).await;
    assert_eq!(cabinet::import::ImportReport { taken: Taken::DryRun, ..taken }, dry);
    let after = state(&world).await;
    let dry = world.import(file(&lines(3, "2026-09")), true).await.unwrap();
    assert_eq!(dry.taken, Taken::DryRun);
    assert_eq!(state(&world).await, after, "neither in place of an earlier file");
});

on_both_engines!(a_dry_run_refuses_what_would_be_refused, |world| async move {
    world.street(2).await;
    let refused = world.import(file(&lines(1, "2026-09")), true).await;
    assert!(matches!(refused, Err(ImportRefusal::Missing { count: 1 })), "{refused:?}");
});

on_both_engines!(an_unknown_supplier_is_named_once_with_its_first_line, |world| async move {
    world.suppliers("2026-09").await;
    let unknown = "7707083893";
    let wrong: Vec<String> = lines(3, "2026-09").iter().map(|line| line.replace(&inn(WATER), unknown)).collect();
    match world.import(file(&wrong), false).await {
        Err(ImportRefusal::Rows { shown, total: 3, .. }) => {
            assert_eq!(shown.len(), 1);
            assert!(shown[0].contains("Строка 3,") && shown[0].contains(unknown), "{shown:?}");
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(world.rows("statement").await, 0);
});

on_both_engines!(a_month_that_has_not_come_is_refused, |world| async move {
    world.suppliers("2026-09").await;
    world.take(&lines(1, "2026-11")).await;
    let refused = world.import(file(&lines(1, "2026-12")), false).await;
    match refused {
        Err(ImportRefusal::Future { period, current }) => {
            assert_eq!((period, current), (month("2026-12"), month("2026-11")));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(world.rows("statement").await, 1);
});

on_both_engines!(the_month_is_that_of_the_agents_town, |world| async move {
    world.suppliers("2026-09").await;
    // 30 November, 23:59 in Abakan; a minute later it is December there and still November in Greenwich.
    let evening: i64 = 8 * cabinet::DAY + 12 * cabinet::HOUR - cabinet::MINUTE;
    world.clock.advance(evening);
    let december = || file(&lines(1, "2026-12"));
    assert!(matches!(world.import(december(), false).await, Err(ImportRefusal::Future { .. })));
    world.clock.advance(cabinet::MINUTE);
    assert_eq!(world.import(december(), false).await.unwrap().taken, Taken::New);
});

on_both_engines!(one_file_is_one_month, |world| async move {
    world.suppliers("2026-09").await;
    let mut mixed = lines(2, "2026-09");
    mixed[4] = line(2, "2026-10", WATER, Money(100));
    let said = one_sentence(world.import(file(&mixed), false).await);
    assert!(said.contains("Строка 6,") && said.contains("2026-10") && said.contains("2026-09"), "{said}");
    assert_eq!(world.rows("statement").await, 0);
});

on_both_engines!(a_line_that_stands_twice_is_named_with_its_twin, |world| async move {
    world.suppliers("2026-09").await;
    let mut twice = lines(2, "2026-09");
    twice.insert(1, line(1, "2026-09", HEAT, Money(1)));
    let said = one_sentence(world.import(file(&twice), false).await);
    assert!(said.contains("Строка 3:") && said.contains("в строке 2"), "{said}");
    let mut apart = lines(2, "2026-09");
    apart.push(line(1, "2026-09", HEAT, Money(1)));
    let said = one_sentence(world.import(file(&apart), false).await);
    assert!(said.contains("Строка 8:") && said.contains(&number(1)), "{said}");
    let mut far_apart = lines(600, "2026-09");
    far_apart.push(line(1, "2026-09", HEAT, Money(1)));
    let said = one_sentence(world.import(file(&far_apart), false).await);
    assert!(said.contains("Строка 1802:") && said.contains(&number(1)), "{said}");
    assert_eq!(world.rows("statement").await, 0);
});

on_both_engines!(lines_of_one_account_that_stand_apart_are_one_receipt, |world| async move {
    world.suppliers("2026-09").await;
    let mut apart = lines(3, "2026-09");
    let moved = apart.remove(1);
    apart.push(moved);
    let report = world.take(&apart).await;
    assert_eq!((report.lines, report.accounts), (9, 3));
    assert_eq!(world.rows("statement").await, 3);
    let sums = world.texts("select cast(total as text) from statement where account_id = 1").await;
    assert_eq!(sums, [total(1, "2026-09").0.to_string()]);
    assert_eq!(world.publish("2026-09").await.accounts, 3);
});

on_both_engines!(lines_far_apart_are_one_receipt_as_well, |world| async move {
    world.suppliers("2026-09").await;
    let mut apart = lines(600, "2026-09");
    let moved = apart.remove(1);
    apart.push(moved);
    let report = world.take(&apart).await;
    assert_eq!((report.lines, report.accounts), (1800, 600));
    let sums = world.texts("select cast(total as text) from statement where account_id = 1").await;
    assert_eq!(sums, [total(1, "2026-09").0.to_string()]);
    let published = world.publish("2026-09").await;
    assert_eq!(published.register, report.by_supplier);
});

on_both_engines!(each_account_of_a_supplier_is_counted_once_however_its_lines_stand, |world| async move {
    world.suppliers("2026-09").await;
    let together = lines(2, "2026-09");
    let second = line(1, "2026-09", HEAT, Money(700)).replace("Отопление", "Горячая вода");
    let mut apart = together.clone();
    apart.push(second);
    world.take(&apart).await;
    let counted = "select cast(accounts as text) from register_total order by supplier_id";
    assert_eq!(world.texts(counted).await, ["2", "2", "2"]);
});

on_both_engines!(one_account_has_one_address, |world| async move {
    world.suppliers("2026-09").await;
    let mut two = lines(2, "2026-09");
    two[1] = two[1].replace("ул. Щетинкина", "ул. Пушкина");
    let said = one_sentence(world.import(file(&two), false).await);
    assert!(said.contains("Строка 3:") && said.contains(&number(1)), "{said}");
});

on_both_engines!(before_publishing_a_later_file_takes_the_place_of_an_earlier_one, |world| async move {
    world.suppliers("2026-09").await;
    world.take(&lines(4, "2026-09")).await;
    let mut second = lines(3, "2026-09");
    second[0] = line(1, "2026-09", HEAT, Money(500));
    let report = world.take(&second).await;
    assert_eq!((report.taken, report.accounts), (Taken::InPlaceOfEarlier, 3));
    assert_eq!(world.rows("statement").await, 3);
    let published = world.publish("2026-09").await;
    assert_eq!(published.accounts, 3);
    assert_eq!(published.register, report.by_supplier);
    assert_eq!(world.rows("statement where revision > 1").await, 0);
});

on_both_engines!(windows_1251_carriage_returns_and_decimal_commas_are_the_same_register, |world| async move {
    world.suppliers("2026-09").await;
    let plain = String::from_utf8(file(&lines(2, "2026-09"))).unwrap().replace("м³", "куб. м");
    world.import(plain.clone().into_bytes(), false).await.unwrap();
    let utf8 = state(&world).await;
    let addresses = "select street || holder from utility_account order by id";
    let words = world.texts(addresses).await;
    let mut bytes: Vec<u8> = plain.replace('\n', "\r\n").chars().map(windows_1251).collect();
    for at in 1..bytes.len() - 1 {
        if bytes[at] == b'.' && bytes[at - 1].is_ascii_digit() && bytes[at + 1].is_ascii_digit() {
            bytes[at] = b',';
        }
    }
    let report = world.import(bytes, false).await.unwrap();
    assert_eq!(report.taken, Taken::InPlaceOfEarlier, "other bytes are another file");
    assert_eq!(state(&world).await.replace("register_import 2", "register_import 1"), utf8, "with the same content");
    assert_eq!(world.texts(addresses).await, words);
});

/// A letter of the registers of these tests in windows-1251.
fn windows_1251(c: char) -> u8 {
    match u32::from(c) {
        code @ 0..0x80 => u8::try_from(code).unwrap(),
        code @ 0x410..=0x44F => u8::try_from(code - 0x410 + 0xC0).unwrap(),
        _ => panic!("no street of ours has {c}"),
    }
}

on_both_engines!(a_file_that_is_no_register_says_what_is_missing, |world| async move {
    world.suppliers("2026-09").await;
    for (bytes, named) in [(&b""[..], ""), (b"period;account\n2026-09;1\n", "els"), (b"\xff\xfe\x00\x01", "")] {
        match world.import(bytes.to_vec(), false).await {
            Err(ImportRefusal::File(error)) => assert!(error.to_string().contains(named), "{error}"),
            other => panic!("{other:?}"),
        }
    }
    let header_alone = world.import(file(&[]), false).await;
    assert!(header_alone.is_err(), "{header_alone:?}");
    assert_eq!(world.rows("register_import").await, 0);
});

on_both_engines!(unknown_columns_are_left_out_with_a_warning, |world| async move {
    world.suppliers("2026-09").await;
    let plain = String::from_utf8(file(&lines(1, "2026-09"))).unwrap();
    let mut more = String::new();
    for (place, line) in plain.lines().enumerate() {
        more.push_str(line);
        more.push_str(if place == 0 { ";comment\n" } else { ";что-то\n" });
    }
    let report = world.import(more.into_bytes(), false).await.unwrap();
    assert_eq!(report.accounts, 1);
    assert!(report.warnings.iter().any(|warning| warning.contains("comment")), "{:?}", report.warnings);
});

on_both_engines!(a_description_that_changed_is_corrected, |world| async move {
    world.suppliers("2026-09").await;
    world.take(&lines(2, "2026-09")).await;
    let moved: Vec<String> = lines(2, "2026-10").iter().map(|line| line.replace("Жилец", "Новый жилец")).collect();
    assert_eq!(world.take(&moved).await.new_accounts, 0);
    assert_eq!(world.texts("select distinct holder from utility_account").await, ["Новый жилец"]);
    assert_eq!(world.publish("2026-09").await.accounts, 2);
});
