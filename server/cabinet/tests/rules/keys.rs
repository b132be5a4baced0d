//! Signing keys: made when they are first needed, changed, revoked; what they signed holds or does not.
//! Not here: signatures themselves (see `documents`).

use cabinet::Failure;
use documents::seal::read_seal;
use domain::CheckCode;
use domain::id::AccountId;
use domain::view::Verdict;
use testbed::street::{HEAT, lines};
use testbed::{Person, World, on_both_engines, person};

const FIRST: AccountId = AccountId(1);

async fn pdf(world: &World, anna: &Person, period: &str) -> Vec<u8> {
    let id = world.current(period, FIRST).await.id;
    world.cabinet.receipt_pdf(&anna.visitor, id).await.unwrap().1
}

async fn is_ours(world: &World, pdf: Vec<u8>) -> bool {
    matches!(world.cabinet.check_file(&person("somebody").visitor, pdf).await.unwrap(), Verdict::Ours { .. })
}

async fn code(world: &World, period: &str) -> CheckCode {
    world.current(period, FIRST).await.mark.unwrap().code
}

async fn states(world: &World) -> Vec<(i64, &'static str)> {
    world.cabinet.public_keys().await.unwrap().into_iter().map(|key| (key.number, key.state)).collect()
}

on_both_engines!(the_first_key_is_made_by_the_first_publication, |world| async move {
    assert_eq!(states(&world).await, []);
    world.street(2).await;
    assert_eq!(states(&world).await, [(1, "active")]);
    world.month(2, "2026-10").await;
    assert_eq!(states(&world).await, [(1, "active")], "one key, not one for each month");
    assert_eq!(world.cabinet.public_keys().await.unwrap()[0].public_key.len(), 64);
    assert_eq!(world.rows("receipt where key_number = 1").await, 4);
});

on_both_engines!(a_new_key_signs_from_now_on_and_what_the_old_one_signed_holds, |world| async move {
    let (anna, _) = world.october(1).await;
    let october = pdf(&world, &anna, "2026-10").await;
    assert_eq!(world.cabinet.rotate_key().await.unwrap(), 2);
    assert_eq!(states(&world).await, [(1, "retired"), (2, "active")]);
    world.month(1, "2026-11").await;
    let november = pdf(&world, &anna, "2026-11").await;
    let numbers = [&october, &november].map(|pdf| read_seal(pdf).unwrap().key_number);
    assert_eq!(numbers, [1, 2]);
    assert!(is_ours(&world, october).await && is_ours(&world, november).await);
});

on_both_engines!(what_a_revoked_key_signed_is_signed_anew_and_its_old_files_pass_no_more, |world| async move {
    let (anna, _) = world.october(2).await;
    let (file, old_code) = (pdf(&world, &anna, "2026-10").await, code(&world, "2026-10").await);
    assert!(is_ours(&world, file.clone()).await);
    assert_eq!(world.cabinet.revoke_key(1).await.unwrap(), 4, "September and October of two accounts");
    assert_eq!(states(&world).await, [(1, "revoked"), (2, "active")]);
    let new_code = code(&world, "2026-10").await;
    assert_ne!(old_code, new_code);
    let check = |code| world.cabinet.check_receipt_code(&anna.visitor, code);
    assert_eq!(check(old_code).await.unwrap(), Verdict::Unknown);
    assert!(matches!(check(new_code).await.unwrap(), Verdict::Ours { .. }));
    assert!(!is_ours(&world, file).await);
    assert!(is_ours(&world, pdf(&world, &anna, "2026-10").await).await);
    world.month(2, "2026-11").await;
    assert_eq!(read_seal(&pdf(&world, &anna, "2026-11").await).unwrap().key_number, 2);
    assert!(matches!(world.cabinet.revoke_key(9).await, Err(Failure::NotFound)));
});

on_both_engines!(receipts_signed_anew_name_the_requisites_that_they_named_before, |world| async move {
    let (anna, _) = world.october(1).await;
    let before = world.current("2026-10", FIRST).await;
    world.move_account(HEAT, "40702810471000000999").await;
    world.cabinet.revoke_key(1).await.unwrap();
    let after = world.current("2026-10", FIRST).await;
    assert_eq!(before.mark.unwrap().requisites, after.mark.as_ref().unwrap().requisites);
    // The same facts under the same key give the same signature, whatever the requisites are by now.
    let of_today = after.mark.unwrap().signature;
    world.suppliers("2026-09").await;
    world.sql("update receipt set key_number = null, signature = null, check_code = null").await;
    world.cabinet.sign_unsigned().await.unwrap();
    assert_eq!(world.current("2026-10", FIRST).await.mark.unwrap().signature, of_today);
    assert!(is_ours(&world, pdf(&world, &anna, "2026-10").await).await);
});

on_both_engines!(receipts_from_before_there_were_signatures_are_signed_once, |world| async move {
    let (anna, _) = world.october(2).await;
    world.sql("update receipt set requisites_id = null, key_number = null, signature = null, check_code = null").await;
    let unsigned = world.cabinet.receipts(&anna.visitor, None).await.unwrap()[0].rows[0].id;
    assert_eq!(world.cabinet.receipt(&anna.visitor, unsigned).await.unwrap().code, None);
    assert!(read_seal(&pdf(&world, &anna, "2026-10").await).is_none());
    assert_eq!(world.cabinet.sign_unsigned().await.unwrap(), 4);
    assert_eq!(world.cabinet.sign_unsigned().await.unwrap(), 0);
    assert!(world.cabinet.receipt(&anna.visitor, unsigned).await.unwrap().code.is_some());
    assert!(is_ours(&world, pdf(&world, &anna, "2026-10").await).await);
});

on_both_engines!(no_code_is_on_two_receipts, |world| async move {
    world.suppliers("2026-09").await;
    world.take(&lines(300, "2026-09")).await;
    world.publish("2026-09").await;
    assert_eq!(world.rows("(select distinct check_code from receipt) as codes").await, 300);
    assert!(
        !world.dump().await.contains(&cabinet::secret::hex(&world.cabinet.secret.signing_seed(1))),
        "no private key is stored"
    );
});
