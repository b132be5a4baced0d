//! SMS pumping: whoever runs through numbers at our cost gets few SMS, and soon none; people with a phone get theirs.
//! Not here: limits of one phone (see `codes`).

use crate::problem;
use cabinet::MINUTE;
use domain::view::Problem;
use testbed::street::{number, total};
use testbed::{World, on_both_engines, person};

/// Somebody who knows one account tries to have a code sent to this phone from this address.
async fn ask(world: &World, n: u32) -> bool {
    let mut who = person(&format!("pump{n}"));
    let [_, b, c, d] = (0x0a00_0000 + n).to_be_bytes();
    who.visitor.ip = Some(std::net::IpAddr::from([93, b, c, d]));
    let phone = format!("+7913{:07}", n * 7919 % 10_000_000);
    let cabinet = &world.cabinet;
    if cabinet.wizard_contacts(&who.visitor, &who.email, &phone, true).await.is_err() {
        return false;
    }
    if cabinet.wizard_account(&who.visitor, &number(1), &total(1, "2026-09").plain()).await.is_err() {
        return false;
    }
    cabinet.wizard_delivery(&who.visitor, false).await.is_ok()
}

on_both_engines!(a_thousand_numbers_of_one_account_cost_ten_sms, |world| async move {
    world.street(2).await;
    for n in 0..300 {
        ask(&world, n).await;
        world.clock.advance(MINUTE / 10);
    }
    assert!(world.rows("message where channel = 'sms'").await <= 10);
});

on_both_engines!(codes_that_nobody_enters_close_the_way_for_new_phones_and_only_for_them, |world| async move {
    world.street(2).await;
    let anna = world.resident("anna").await;
    let account = world.bind(&anna, 1).await;
    let ivan = world.resident("ivan").await;
    let other = world.bind(&ivan, 2).await;
    world.switch(&ivan, other, false).await;
    world.cabinet.return_to_paper(&ivan.visitor, &world.of(&ivan, other).await).await.unwrap();
    let now = world.cabinet.now();
    for n in 0..60 {
        let sqlite = world.url.starts_with("sqlite");
        let id = if sqlite { format!("x'{n:032x}'") } else { format!("'{n:032x}'::uuid") };
        let (hash, no) = if sqlite { ("x'00'", "0") } else { ("'\\x00'", "false") };
        let at = now - 5 * MINUTE;
        world
            .sql(&format!(
                "insert into confirmation (id, subject, phone, code_hash, sms_notices, created_at, expires_at)
                 values ({id}, 's{n}', '+7913', {hash}, {no}, {at}, {at})"
            ))
            .await;
    }
    let asked = world.cabinet.start_switch(&anna.visitor, &world.of(&anna, account).await, false).await;
    assert_eq!(problem(asked), Problem::CodeTooMany);
    assert!(world.cabinet.holds_codes_back().await.unwrap(), "monitoring is told");
    world.clock.advance(MINUTE);
    let of = world.of(&ivan, other).await;
    world.cabinet.start_switch(&ivan.visitor, &of, false).await.expect("his phone is known");
    world.clock.advance(15 * MINUTE);
    let of = world.of(&anna, account).await;
    world.cabinet.start_switch(&anna.visitor, &of, false).await.expect("the way opens by itself");
    assert!(!world.cabinet.holds_codes_back().await.unwrap());
});
