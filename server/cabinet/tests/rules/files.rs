//! «Проверить квитанцию» by a PDF: a real one, a changed one, one with another payee, and what is no receipt at all.
//! Not here: codes and payment QRs (see `checking`), how a PDF is read (see `documents`).

use crate::forging::{FORGED, forged_suppliers, supplier, unsealed, with_stolen_seal, without_seal};
use crate::problem;
use domain::view::{Problem, Verdict};
use testbed::street::{HEAT, WASTE, WATER, month, number, total};
use testbed::{World, on_both_engines, person};

/// What a stranger is told about a file.
async fn told(world: &World, pdf: Vec<u8>) -> cabinet::Outcome<Verdict> {
    world.cabinet.check_file(&person("somebody").visitor, pdf).await
}

/// The file of account 1 for October.
async fn real(world: &World) -> Vec<u8> {
    let (anna, account) = world.october(1).await;
    let id = world.current("2026-10", account).await.id;
    world.cabinet.receipt_pdf(&anna.visitor, id).await.unwrap().1
}

on_both_engines!(a_file_of_ours_is_ours_and_names_its_sum, |world| async move {
    let verdict = told(&world, real(&world).await).await.unwrap();
    let published = world.cabinet.day_of(world.cabinet.now());
    assert_eq!(verdict, Verdict::Ours { period: month("2026-10"), published, total: Some(total(1, "2026-10")) });
    let json = serde_json::to_string(&verdict).unwrap();
    assert!(!json.contains("Жилец") && !json.contains(&number(1)), "{json}");
});

on_both_engines!(a_file_with_one_byte_changed_is_altered, |world| async move {
    let real = real(&world).await;
    for at in [real.len() / 3, real.len() / 2, real.len() - 400] {
        let mut changed = real.clone();
        changed[at] ^= 1;
        let verdict = told(&world, changed).await.unwrap();
        assert_eq!(verdict, Verdict::Altered, "byte {at}");
    }
});

on_both_engines!(a_receipt_with_another_payee_is_foreign_with_a_stolen_seal_too, |world| async move {
    let real = real(&world).await;
    let forged = unsealed(&forged_suppliers());
    for pdf in [with_stolen_seal(&forged, &real), forged] {
        let verdict = told(&world, pdf).await.unwrap();
        let Verdict::Foreign { found } = &verdict else { panic!("{verdict:?}") };
        assert!(found.iter().any(|detail| detail == FORGED), "{found:?}");
        let json = serde_json::to_string(&verdict).unwrap();
        assert!(!json.contains("Щетинкина") && !json.contains(&number(1)), "{json}");
    }
});

on_both_engines!(a_receipt_saved_anew_by_another_program_is_judged_by_whom_it_pays, |world| async move {
    let real = real(&world).await;
    let verdict = told(&world, without_seal(&real)).await.unwrap();
    assert!(matches!(verdict, Verdict::PayeeOurs { .. }), "{verdict:?}");
    let ours = unsealed(&[supplier(HEAT), supplier(WATER), supplier(WASTE)]);
    let verdict = told(&world, ours).await.unwrap();
    assert!(matches!(verdict, Verdict::PayeeOurs { .. }), "{verdict:?}");
});

on_both_engines!(a_warning_about_one_payee_is_not_drowned_by_the_others, |world| async move {
    real(&world).await;
    let before = unsealed(&[supplier(HEAT), supplier(WATER), supplier(WASTE)]);
    world.move_account(HEAT, FORGED).await;
    assert_eq!(told(&world, before).await.unwrap(), Verdict::PayeeOld { name: supplier(HEAT).short_name });
});

on_both_engines!(what_is_no_readable_pdf_is_said_to_be_none, |world| async move {
    let real = real(&world).await;
    let looks_like_one = b"%PDF-1.7\nand nothing of it".to_vec();
    let cases = [
        (Vec::new(), Problem::FileEmpty),
        (vec![b'%'; 50 << 20], Problem::FileTooBig),
        (b"PK\x03\x04 a workbook".to_vec(), Problem::FileNotPdf),
        (looks_like_one, Problem::FileBroken),
        (encrypted(&world, &real), Problem::FileEncrypted),
    ];
    for (file, said) in cases {
        let length = file.len();
        assert_eq!(problem(told(&world, file).await), said, "{length} bytes");
    }
});

/// The same document behind a password.
fn encrypted(world: &World, pdf: &[u8]) -> Vec<u8> {
    let folder = world.folder("encrypted");
    std::fs::create_dir_all(&folder).unwrap();
    let (plain, locked) = (folder.join("plain.pdf"), folder.join("locked.pdf"));
    std::fs::write(&plain, pdf).unwrap();
    let mut qpdf = std::process::Command::new("qpdf");
    let done = qpdf.args(["--encrypt", "user", "owner", "256", "--"]).args([&plain, &locked]).status().unwrap();
    assert!(done.success());
    let bytes = std::fs::read(&locked).unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    bytes
}

on_both_engines!(one_address_has_twenty_files_checked_an_hour, |world| async move {
    let real = real(&world).await;
    for n in 0..20 {
        assert!(told(&world, real.clone()).await.is_ok(), "{n}");
    }
    assert_eq!(problem(told(&world, real.clone()).await), Problem::TooManyAttempts);
    assert!(world.cabinet.check_file(&person("another").visitor, real).await.is_ok());
});
