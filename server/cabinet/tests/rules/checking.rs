//! «Проверить квитанцию» by a code and by the text of a payment QR: ours, replaced, old, foreign; nothing personal.
//! Not here: PDF files (see `files`), how a QR is read (see `documents`).

use crate::forging::{FORGED, code_bytes, code_text, supplier};
use crate::problem;
use cabinet::checking::Checked;
use domain::view::{Problem, Verdict};
use domain::{CheckCode, Inn, Money, QrField, QrOptions, Supplier};
use testbed::street::{HEAT, WATER, charge, line, lines, month, number, total};
use testbed::{World, on_both_engines, person};

/// The verdict on the text of a payment QR.
async fn judged(world: &World, text: &str) -> Verdict {
    match world.cabinet.check_typed(&person("somebody").visitor, text).await.unwrap() {
        Checked::Verdict(verdict) => verdict,
        Checked::Code(code) => panic!("{code} is no payment QR"),
    }
}

/// The verdict on a code.
async fn of_code(world: &World, code: CheckCode) -> Verdict {
    world.cabinet.check_receipt_code(&person("somebody").visitor, code).await.unwrap()
}

fn payee_account(verdict: &Verdict) -> Option<&str> {
    match verdict {
        Verdict::PayeeOurs { payee } => Some(&payee.account),
        _ => None,
    }
}

on_both_engines!(a_code_is_ours_however_it_is_typed_and_tells_no_sum, |world| async move {
    let (_, account) = world.october(2).await;
    let code = world.current("2026-10", account).await.mark.unwrap().code;
    let text = code.to_string();
    let address = format!("http://127.0.0.1:3000/check/{}", code.compact());
    for typed in [text.clone(), text.to_lowercase(), text.replace('-', " "), code.compact(), format!("  {text}\n"), address]
    {
        let told = world.cabinet.check_typed(&person("somebody").visitor, &typed).await.unwrap();
        assert_eq!(told, Checked::Code(code), "{typed}");
    }
    let ours = Verdict::Ours { period: month("2026-10"), published: world.cabinet.day_of(world.cabinet.now()), total: None };
    assert_eq!(of_code(&world, code).await, ours);
    let page = world.cabinet.check_page(&person("somebody").visitor, Some(&text.to_lowercase()), None).await.unwrap();
    assert_eq!(page.verdict, Some(ours));
});

on_both_engines!(a_code_that_never_was_is_unknown, |world| async move {
    let (_, account) = world.october(1).await;
    let code = world.current("2026-10", account).await.mark.unwrap().code;
    let next = CheckCode::from_i64(code.to_i64() ^ 1).unwrap();
    assert_eq!(of_code(&world, next).await, Verdict::Unknown);
    let page = world.cabinet.check_page(&person("somebody").visitor, Some("не код"), None).await.unwrap();
    assert_eq!(page.verdict, Some(Verdict::Unknown));
    for (typed, said) in [("", Problem::CheckEmpty), ("  ", Problem::CheckEmpty), ("не код", Problem::CheckNotACode)] {
        assert_eq!(problem(world.cabinet.check_typed(&person("somebody").visitor, typed).await), said, "{typed}");
    }
});

on_both_engines!(the_code_of_a_replaced_version_says_so, |world| async move {
    let (_, account) = world.october(1).await;
    let old = world.current("2026-10", account).await.mark.unwrap().code;
    let mut corrected = lines(1, "2026-10");
    corrected[0] = line(1, "2026-10", HEAT, Money(100));
    world.clock.advance(cabinet::DAY);
    world.take(&corrected).await;
    assert!(matches!(of_code(&world, old).await, Verdict::Ours { .. }), "nothing is replaced before it is published");
    world.publish("2026-10").await;
    let today = world.cabinet.day_of(world.cabinet.now());
    assert_eq!(of_code(&world, old).await, Verdict::Replaced { period: month("2026-10"), replaced: today });
    let new = world.current("2026-10", account).await.mark.unwrap().code;
    assert!(old != new && matches!(of_code(&world, new).await, Verdict::Ours { .. }));
});

on_both_engines!(receipts_of_a_publication_that_still_runs_are_unknown, |world| async move {
    let (_, account) = world.october(1).await;
    let code = world.current("2026-10", account).await.mark.unwrap().code;
    world.sql("update publication set state = 'running', finished_at = null where period = 24321").await;
    assert_eq!(of_code(&world, code).await, Verdict::Unknown);
});

on_both_engines!(a_payment_qr_to_a_payee_of_ours_is_ours_however_it_was_read, |world| async move {
    world.street(1).await;
    let heat = supplier(HEAT);
    let text = code_text(&heat, Money(12_345), None);
    let (head, fields) = text.split_once('|').unwrap();
    let mut turned: Vec<&str> = fields.split('|').collect();
    turned.reverse();
    let lower = |field: &&str| field.split_once('=').map(|(key, value)| format!("{}={value}", key.to_lowercase()));
    let in_lower_case: Vec<String> = turned.iter().filter_map(lower).collect();
    let misread = |bytes: &[u8]| bytes.iter().copied().map(char::from).collect::<String>();
    let spellings = [
        text.clone(),
        format!("{head}|{}", turned.join("|")),
        format!("{}|{}", head.to_lowercase(), in_lower_case.join("|")),
        misread(text.as_bytes()),
        misread(&code_bytes(&heat, Money(12_345), None)),
        format!("{text}\r\n"),
    ];
    for spelling in spellings {
        let verdict = judged(&world, &spelling).await;
        let Verdict::PayeeOurs { payee } = &verdict else { panic!("{spelling}: {verdict:?}") };
        assert_eq!((&payee.account, &payee.name), (&heat.account, &heat.name), "{spelling}");
    }
});

on_both_engines!(a_payment_qr_with_anothers_details_is_foreign_whatever_else_is_ours_in_it, |world| async move {
    world.street(1).await;
    let heat = supplier(HEAT);
    let stranger = Inn::parse("7707083893").unwrap();
    let forgeries = [
        Supplier { account: FORGED.to_owned(), ..heat.clone() },
        Supplier { inn: stranger, ..heat.clone() },
        Supplier { bic: "044525225".to_owned(), ..heat.clone() },
        Supplier { corr_account: "30101810400000000225".to_owned(), ..heat.clone() },
        // Another supplier's account, also ours, with this one's name and INN.
        Supplier { account: supplier(WATER).account, ..heat.clone() },
    ];
    for forged in forgeries {
        let verdict = judged(&world, &code_text(&forged, Money(12_345), None)).await;
        let Verdict::Foreign { found } = &verdict else { panic!("{forged:?}: {verdict:?}") };
        assert!(found.contains(&forged.account), "{found:?}");
    }
    let of_ours = code_text(&heat, Money(1), None);
    for doubled in [
        of_ours.replace("|Sum=", &format!("|PersonalAcc={FORGED}|Sum=")),
        of_ours.replace("|Sum=", "|PayeeINN=7707083893|Sum="),
        of_ours.replace(&format!("|PayeeINN={}", heat.inn), &format!("|PayeeINN={}x", heat.inn)),
        of_ours.replace(&heat.corr_account, &format!("{}1", heat.corr_account)),
        of_ours.replacen("|PersonalAcc=", &format!("|PersonalAcc={FORGED}|PersonalAcc="), 1),
    ] {
        let told = world.cabinet.check_typed(&person("somebody").visitor, &doubled).await;
        let ours = matches!(&told, Ok(Checked::Verdict(verdict)) if payee_account(verdict).is_some());
        assert!(!ours, "a bank may read it otherwise than we do: {told:?}");
    }
});

on_both_engines!(bank_details_that_are_no_longer_used_are_old_and_the_new_ones_ours, |world| async move {
    world.street(1).await;
    let (old, moved) = (supplier(HEAT), Supplier { account: FORGED.to_owned(), ..supplier(HEAT) });
    assert!(matches!(judged(&world, &code_text(&moved, Money(1), None)).await, Verdict::Foreign { .. }));
    world.move_account(HEAT, FORGED).await;
    assert_eq!(judged(&world, &code_text(&old, Money(1), None)).await, Verdict::PayeeOld { name: old.short_name.clone() });
    assert_eq!(payee_account(&judged(&world, &code_text(&moved, Money(1), None)).await), Some(FORGED));
});

/// The agent as a payee whose QR names the receipt.
fn agent() -> Supplier {
    let qr = QrOptions { fields: vec![QrField::QuittId], ..QrOptions::default() };
    Supplier { short_name: "ЕРЦ".to_owned(), account: "40702810471000000999".to_owned(), qr, ..supplier(5) }
}

on_both_engines!(a_payment_qr_that_names_its_receipt_is_judged_with_its_sum, |world| async move {
    let mut world = world;
    world.set(|settings| settings.agent_payee = Some(agent()));
    let (_, account) = world.october(1).await;
    let receipt = world.current("2026-10", account).await;
    let code = receipt.mark.as_ref().map(|mark| mark.code);
    let text = |sum: Money| code_text(&agent(), sum, code);
    let verdict = judged(&world, &text(receipt.total)).await;
    assert!(matches!(verdict, Verdict::Ours { total: Some(sum), .. } if sum == total(1, "2026-10")), "{verdict:?}");
    let verdict = judged(&world, &text(receipt.total + Money(1))).await;
    assert_eq!(payee_account(&verdict), Some(agent().account.as_str()), "the payee is ours, the sum is not vouched for");
    let forged = Supplier { account: FORGED.to_owned(), ..agent() };
    let verdict = judged(&world, &code_text(&forged, receipt.total, code)).await;
    assert!(matches!(verdict, Verdict::Foreign { .. }), "a real code does not make a foreign account ours: {verdict:?}");
    let heat = Supplier { qr: agent().qr, ..supplier(HEAT) };
    let of_a_part = judged(&world, &code_text(&heat, charge(1, "2026-10", HEAT), code)).await;
    assert!(matches!(of_a_part, Verdict::Ours { .. }), "a payee's own part of the sum: {of_a_part:?}");
    let changed = judged(&world, &code_text(&heat, charge(1, "2026-10", HEAT) + Money(1), code)).await;
    assert!(matches!(changed, Verdict::PayeeOurs { .. }), "{changed:?}");
    let mut corrected = lines(1, "2026-10");
    corrected[0] = line(1, "2026-10", HEAT, Money(100));
    world.take(&corrected).await;
    world.publish("2026-10").await;
    assert!(matches!(judged(&world, &text(receipt.total)).await, Verdict::Replaced { .. }));
});

on_both_engines!(one_address_checks_sixty_times_an_hour, |world| async move {
    let (_, account) = world.october(1).await;
    let code = world.current("2026-10", account).await.mark.unwrap().code;
    let somebody = person("somebody").visitor;
    for n in 0..60 {
        assert!(world.cabinet.check_receipt_code(&somebody, code).await.is_ok(), "{n}");
    }
    assert_eq!(problem(world.cabinet.check_receipt_code(&somebody, code).await), Problem::TooManyAttempts);
    let text = code_text(&supplier(HEAT), Money(1), None);
    assert_eq!(problem(world.cabinet.check_typed(&somebody, &text).await), Problem::TooManyAttempts);
    assert!(world.cabinet.check_receipt_code(&person("another").visitor, code).await.is_ok(), "others go on");
    world.clock.advance(cabinet::HOUR);
    assert!(world.cabinet.check_receipt_code(&somebody, code).await.is_ok());
});

on_both_engines!(a_verdict_is_kept_for_the_browser_that_asked_and_for_no_other, |world| async move {
    let (anna, ivan) = (person("anna").visitor, person("ivan").visitor);
    let verdict = Verdict::Foreign { found: vec!["я".repeat(100), FORGED.to_owned()] };
    let form = world.cabinet.keep_verdict(&anna, &verdict).await.unwrap();
    let seen = |page: domain::view::CheckPage| page.verdict;
    assert_eq!(seen(world.cabinet.check_page(&anna, None, Some(&form)).await.unwrap()), Some(verdict));
    assert_eq!(seen(world.cabinet.check_page(&ivan, None, Some(&form)).await.unwrap()), None);
    assert_eq!(seen(world.cabinet.check_page(&anna, None, None).await.unwrap()), None);
});

on_both_engines!(no_verdict_says_anything_personal, |world| async move {
    let mut world = world;
    world.set(|settings| settings.agent_payee = Some(agent()));
    let (_, account) = world.october(1).await;
    let receipt = world.current("2026-10", account).await;
    let code = receipt.mark.as_ref().unwrap().code;
    let forged = Supplier { account: FORGED.to_owned(), ..supplier(HEAT) };
    let verdicts = [
        of_code(&world, code).await,
        judged(&world, &code_text(&agent(), receipt.total, Some(code))).await,
        judged(&world, &code_text(&supplier(HEAT), Money(1), None)).await,
        judged(&world, &code_text(&forged, Money(1), None)).await,
    ];
    let json = serde_json::to_string(&verdicts).unwrap();
    let number = number(1);
    for personal in ["Жилец", "Щетинкина", "кв.", "anna", number.as_str()] {
        assert!(!json.contains(personal), "{personal}: {json}");
    }
});
