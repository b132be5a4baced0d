//! Rule 9: the code from the SMS.
//! Not here: many guesses at the same time (see `together`), how a code is derived (see `cabinet::secret`).

use crate::{kinds, problem};
use cabinet::{DAY, HOUR, MINUTE};
use domain::id::AccountId;
use domain::view::Problem;
use testbed::{Person, World, on_both_engines};

const SECOND: i64 = 1000;

/// A resident with account 1 of a street of three and a code on the way.
async fn waiting(world: &World) -> (Person, AccountId) {
    world.street(3).await;
    let anna = world.resident("anna").await;
    let account = world.bind(&anna, 1).await;
    world.ask_for_code(&anna, account, false).await;
    (anna, account)
}

/// Another code than this one.
fn wrong(code: &str) -> String {
    let digit = if code.starts_with('0') { "1" } else { "0" };
    format!("{digit}{}", &code[1..])
}

async fn is_electronic(world: &World, person: &Person, account: AccountId) -> bool {
    world.cabinet.address(&world.of(person, account).await).await.unwrap().can_return
}

on_both_engines!(a_code_is_six_digits_and_taken_with_spaces_and_hyphens, |world| async move {
    let (anna, account) = waiting(&world).await;
    let code = world.read_code(&anna).await;
    assert!(code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()));
    let typed = format!(" {} {}-{} ", &code[..2], &code[2..4], &code[4..]);
    world.enter_code(&anna, account, &typed).await.unwrap();
    assert!(is_electronic(&world, &anna, account).await);
});

on_both_engines!(a_code_lives_for_ten_minutes_and_not_a_second_longer, |world| async move {
    let (anna, account) = waiting(&world).await;
    let code = world.read_code(&anna).await;
    world.clock.advance(10 * MINUTE + SECOND);
    assert_eq!(problem(world.enter_code(&anna, account, &code).await), Problem::CodeExpired);
    assert_eq!(problem(world.enter_code(&anna, account, &wrong(&code)).await), Problem::CodeWrong);
    assert!(!is_electronic(&world, &anna, account).await);
    world.clock.advance(-2 * SECOND);
    world.enter_code(&anna, account, &code).await.unwrap();
});

on_both_engines!(five_wrong_tries_kill_the_code, |world| async move {
    let (anna, account) = waiting(&world).await;
    let code = world.read_code(&anna).await;
    for _ in 0..4 {
        assert_eq!(problem(world.enter_code(&anna, account, &wrong(&code)).await), Problem::CodeWrong);
    }
    assert_eq!(problem(world.enter_code(&anna, account, &wrong(&code)).await), Problem::CodeTooManyTries);
    assert_eq!(problem(world.enter_code(&anna, account, &code).await), Problem::CodeTooManyTries, "even the right one");
    assert!(!is_electronic(&world, &anna, account).await);
});

on_both_engines!(the_right_code_after_four_wrong_ones_is_taken, |world| async move {
    let (anna, account) = waiting(&world).await;
    let code = world.read_code(&anna).await;
    for _ in 0..4 {
        world.enter_code(&anna, account, &wrong(&code)).await.unwrap_err();
    }
    world.enter_code(&anna, account, &code).await.unwrap();
});

on_both_engines!(a_code_of_the_wrong_shape_is_no_try, |world| async move {
    let (anna, account) = waiting(&world).await;
    let code = world.read_code(&anna).await;
    for _ in 0..3 {
        assert_eq!(problem(world.enter_code(&anna, account, "").await), Problem::CodeEmpty);
        assert_eq!(problem(world.enter_code(&anna, account, "12345").await), Problem::CodeTooShort);
        assert_eq!(problem(world.enter_code(&anna, account, "1234567").await), Problem::CodeTooLong);
        assert_eq!(problem(world.enter_code(&anna, account, "шесть").await), Problem::CodeNotDigits);
    }
    world.enter_code(&anna, account, &code).await.unwrap();
});

on_both_engines!(a_code_works_once, |world| async move {
    let (anna, account) = waiting(&world).await;
    let code = world.read_code(&anna).await;
    world.enter_code(&anna, account, &code).await.unwrap();
    world.enter_code(&anna, account, &code).await.unwrap();
    assert_eq!(world.rows("consent where kind = 'electronic_delivery'").await, 1, "a second press leads to the same page");
    world.cabinet.return_to_paper(&anna.visitor, &world.of(&anna, account).await).await.unwrap();
    assert_eq!(problem(world.enter_code(&anna, account, &code).await), Problem::CodeWrong);
    assert!(!is_electronic(&world, &anna, account).await);
});

on_both_engines!(a_code_of_one_account_confirms_no_other, |world| async move {
    let (anna, first) = waiting(&world).await;
    let code = world.read_code(&anna).await;
    let second = world.bind(&anna, 2).await;
    assert_eq!(problem(world.enter_code(&anna, second, &code).await), Problem::CodeWrong);
    world.enter_code(&anna, first, &code).await.unwrap();
});

on_both_engines!(an_older_live_code_stays_valid_beside_a_newer_one, |world| async move {
    let (anna, account) = waiting(&world).await;
    let older = world.read_code(&anna).await;
    world.ask_for_code(&anna, account, false).await;
    let newer = world.read_code(&anna).await;
    assert_ne!(older, newer);
    world.enter_code(&anna, account, &older).await.unwrap();
    world.cabinet.return_to_paper(&anna.visitor, &world.of(&anna, account).await).await.unwrap();
    assert_eq!(problem(world.enter_code(&anna, account, &newer).await), Problem::CodeWrong, "both are used up");
});

on_both_engines!(tries_are_counted_over_all_live_codes_together, |world| async move {
    let (anna, account) = waiting(&world).await;
    let older = world.read_code(&anna).await;
    for _ in 0..3 {
        world.enter_code(&anna, account, &wrong(&older)).await.unwrap_err();
    }
    world.ask_for_code(&anna, account, false).await;
    let newer = world.read_code(&anna).await;
    assert_eq!(problem(world.enter_code(&anna, account, &wrong(&older)).await), Problem::CodeWrong);
    assert_eq!(problem(world.enter_code(&anna, account, &wrong(&older)).await), Problem::CodeTooManyTries);
    for code in [&older, &newer] {
        assert_eq!(problem(world.enter_code(&anna, account, code).await), Problem::CodeTooManyTries);
    }
});

on_both_engines!(one_person_types_thirty_codes_a_day_and_no_more, |world| async move {
    let (anna, account) = waiting(&world).await;
    for _ in 0..6 {
        let code = world.read_code(&anna).await;
        for _ in 0..5 {
            world.enter_code(&anna, account, &wrong(&code)).await.unwrap_err();
        }
        world.clock.advance(HOUR);
        world.ask_for_code(&anna, account, false).await;
    }
    let code = world.read_code(&anna).await;
    assert_eq!(problem(world.enter_code(&anna, account, &code).await), Problem::CodeTooManyTries);
});

/// Asks for a code at this very moment.
async fn ask(world: &World, person: &Person, account: AccountId) -> cabinet::Outcome<()> {
    let of = world.of(person, account).await;
    world.cabinet.start_switch(&person.visitor, &of, false).await
}

async fn codes_sent(world: &World, person: &Person) -> usize {
    world.deliver().await;
    kinds(&world.sent.sms(&person.phone)).iter().filter(|kind| **kind == "code").count()
}

on_both_engines!(one_phone_gets_one_code_a_minute, |world| async move {
    let (anna, account) = waiting(&world).await;
    let other = world.bind(&anna, 2).await;
    assert_eq!(problem(ask(&world, &anna, account).await), Problem::CodeTooSoon);
    assert_eq!(problem(ask(&world, &anna, other).await), Problem::CodeTooSoon, "whatever it is for");
    let of = world.of(&anna, account).await;
    assert_eq!(problem(world.cabinet.resend_code(&anna.visitor, &of).await), Problem::CodeTooSoon);
    assert_eq!(codes_sent(&world, &anna).await, 1);
    world.clock.advance(59 * SECOND);
    assert_eq!(problem(ask(&world, &anna, account).await), Problem::CodeTooSoon);
    world.clock.advance(SECOND);
    ask(&world, &anna, account).await.unwrap();
    assert_eq!(codes_sent(&world, &anna).await, 2);
});

on_both_engines!(one_phone_gets_five_codes_an_hour, |world| async move {
    let (anna, account) = waiting(&world).await;
    for _ in 0..4 {
        world.ask_for_code(&anna, account, false).await;
    }
    world.clock.advance(MINUTE);
    assert_eq!(problem(ask(&world, &anna, account).await), Problem::CodeTooMany);
    assert_eq!(codes_sent(&world, &anna).await, 5);
    world.clock.advance(HOUR);
    ask(&world, &anna, account).await.unwrap();
});

on_both_engines!(one_phone_gets_ten_codes_a_day, |world| async move {
    let (anna, account) = waiting(&world).await;
    for _ in 0..9 {
        world.deliver().await;
        world.clock.advance(HOUR / 2);
        ask(&world, &anna, account).await.unwrap();
    }
    world.deliver().await;
    world.clock.advance(HOUR);
    assert_eq!(problem(ask(&world, &anna, account).await), Problem::CodeTooMany);
    assert_eq!(codes_sent(&world, &anna).await, 10);
    world.clock.advance(DAY);
    ask(&world, &anna, account).await.unwrap();
});

on_both_engines!(the_limits_hold_over_any_minute_and_hour_not_over_those_of_the_clock, |world| async move {
    let (anna, account) = waiting(&world).await;
    let other = world.bind(&anna, 2).await;
    world.clock.advance(HOUR - 2 * MINUTE - SECOND);
    ask(&world, &anna, account).await.unwrap();
    world.clock.advance(2 * SECOND);
    assert_eq!(problem(ask(&world, &anna, other).await), Problem::CodeTooSoon, "two seconds later is another hour");
    for _ in 0..4 {
        world.clock.advance(MINUTE);
        ask(&world, &anna, account).await.unwrap();
    }
    world.clock.advance(MINUTE);
    assert_eq!(problem(ask(&world, &anna, other).await), Problem::CodeTooMany);
    world.clock.advance(54 * MINUTE);
    assert_eq!(problem(ask(&world, &anna, other).await), Problem::CodeTooMany);
    world.clock.advance(MINUTE);
    ask(&world, &anna, other).await.unwrap();
});

on_both_engines!(a_refused_request_for_a_code_is_not_counted, |world| async move {
    let (anna, account) = waiting(&world).await;
    for _ in 0..20 {
        assert_eq!(problem(ask(&world, &anna, account).await), Problem::CodeTooSoon);
    }
    for _ in 0..4 {
        world.ask_for_code(&anna, account, false).await;
    }
});

on_both_engines!(another_code_keeps_the_choice_about_sms, |world| async move {
    world.street(1).await;
    let anna = world.resident("anna").await;
    let account = world.bind(&anna, 1).await;
    world.ask_for_code(&anna, account, true).await;
    world.clock.advance(MINUTE);
    let of = world.of(&anna, account).await;
    world.cabinet.resend_code(&anna.visitor, &of).await.unwrap();
    let code = world.read_code(&anna).await;
    world.enter_code(&anna, account, &code).await.unwrap();
    assert!(world.cabinet.address(&world.of(&anna, account).await).await.unwrap().sms_notices);
});

on_both_engines!(another_code_is_not_sent_for_a_switch_that_nobody_began, |world| async move {
    world.street(1).await;
    let anna = world.resident("anna").await;
    let account = world.bind(&anna, 1).await;
    let of = world.of(&anna, account).await;
    assert!(matches!(world.cabinet.resend_code(&anna.visitor, &of).await, Err(cabinet::Failure::NotFound)));
    assert_eq!(codes_sent(&world, &anna).await, 0);
});

on_both_engines!(the_code_is_nowhere_in_the_database_and_in_no_debug_output, |world| async move {
    let (anna, account) = waiting(&world).await;
    let queued = world.dump().await;
    let code = world.read_code(&anna).await;
    let sent = world.dump().await;
    assert!(queued.contains(&anna.phone) && sent.contains(&anna.phone), "the dump holds what is stored");
    assert!(!queued.contains(&code) && !sent.contains(&code));
    let told = format!("{:?}", world.enter_code(&anna, account, &wrong(&code)).await);
    assert!(!told.contains(&wrong(&code)) && !told.contains(&code), "{told}");
    world.enter_code(&anna, account, &code).await.unwrap();
    assert!(!world.dump().await.contains(&code));
    let shown = format!("{:?}", world.sent.sms(&anna.phone));
    assert!(!shown.contains(&code), "{shown}");
});

on_both_engines!(a_code_goes_out_at_night_as_well, |world| async move {
    let (anna, account) = waiting(&world).await;
    world.deliver().await;
    world.clock.advance(11 * HOUR);
    world.ask_for_code(&anna, account, false).await;
    assert_eq!(codes_sent(&world, &anna).await, 2);
});
