//! Rule 8: an account is bound by its number and a total that only the household knows.
//! Not here: the proofs that come later (the code on the receipt, its QR).

use crate::problem;
use cabinet::{DAY, HOUR};
use domain::id::AccountId;
use domain::view::Problem;
use domain::{Money, Period};
use testbed::street::{month, number, total};
use testbed::{Person, World, on_both_engines, person};

/// A resident before a street of so many, September published.
async fn anna(world: &World, accounts: u32) -> Person {
    world.street(accounts).await;
    world.signed_up("anna").await
}

async fn bind(world: &World, person: &Person, number: &str, total: &str) -> cabinet::Outcome<AccountId> {
    world.cabinet.bind_account(&person.visitor, number, total).await
}

fn of_september(n: u32) -> String {
    total(n, "2026-09").plain()
}

on_both_engines!(the_number_and_the_total_together_bind_the_account, |world| async move {
    let anna = anna(&world, 2).await;
    assert_eq!(bind(&world, &anna, &number(2), &of_september(2)).await.unwrap(), AccountId(2));
    assert_eq!(bind(&world, &anna, &number(2), &of_september(2)).await.unwrap(), AccountId(2), "again changes nothing");
    let (viewer, cards) = world.cabinet.addresses(&anna.visitor).await.unwrap();
    assert_eq!(viewer.email, anna.email);
    assert_eq!(cards.len(), 1);
    assert_eq!(world.texts("select proof from holder").await, ["total:2026-09"]);
});

on_both_engines!(the_answer_never_says_which_half_was_wrong, |world| async move {
    let anna = anna(&world, 2).await;
    let wrong_total = bind(&world, &anna, &number(1), &of_september(2)).await;
    let wrong_number = bind(&world, &anna, &number(77), &of_september(1)).await;
    let both = bind(&world, &anna, &number(77), "1,00").await;
    assert_eq!(format!("{wrong_total:?}"), format!("{wrong_number:?}"));
    assert_eq!(format!("{wrong_total:?}"), format!("{both:?}"));
    assert_eq!(problem(wrong_total), Problem::BindingWrong);
});

on_both_engines!(spaces_and_hyphens_are_accepted_in_both_halves, |world| async move {
    let anna = anna(&world, 1).await;
    let digits = number(1);
    let spaced = format!(" {} {}-{} ", &digits[..4], &digits[4..7], &digits[7..]);
    let sum = of_september(1);
    let (roubles, kopecks) = sum.split_once(['.', ',']).unwrap();
    let (thousands, rest) = roubles.split_at(roubles.len() - 3);
    for total in
        [format!("{thousands} {rest},{kopecks}"), format!(" {roubles}.{kopecks} "), format!("{roubles},{kopecks} ₽")]
    {
        assert_eq!(bind(&world, &anna, &spaced, &total).await.unwrap(), AccountId(1), "{total}");
    }
});

on_both_engines!(totals_of_the_last_three_published_months_are_accepted_and_no_older_one, |world| async move {
    world.suppliers("2026-09").await;
    for period in ["2026-07", "2026-08", "2026-09", "2026-10"] {
        world.month(4, period).await;
    }
    world.take(&testbed::street::lines(4, "2026-11")).await;
    let anna = world.signed_up("anna").await;
    for (n, period) in [(1, "2026-10"), (2, "2026-09"), (3, "2026-08")] {
        bind(&world, &anna, &number(n), &total(n, period).plain()).await.unwrap();
    }
    let proofs = world.texts("select proof from holder order by account_id").await;
    assert_eq!(proofs, ["total:2026-10", "total:2026-09", "total:2026-08"]);
    let page = world.cabinet.binding_page(&anna.visitor, None).await.unwrap();
    let shown: Vec<Period> = ["2026-10", "2026-09", "2026-08"].map(month).to_vec();
    assert_eq!(page.months, shown);
    for period in ["2026-07", "2026-11"] {
        let told = bind(&world, &anna, &number(4), &total(4, period).plain()).await;
        assert_eq!(problem(told), Problem::BindingWrong, "{period}");
    }
});

on_both_engines!(each_empty_or_unreadable_half_has_its_own_problem_and_is_no_attempt, |world| async move {
    let anna = anna(&world, 1).await;
    for _ in 0..12 {
        assert_eq!(problem(bind(&world, &anna, &number(1), "").await), Problem::TotalEmpty);
        assert_eq!(problem(bind(&world, &anna, &number(1), "много").await), Problem::TotalNotASum);
        assert_eq!(problem(bind(&world, &anna, " ", "1").await), Problem::AccountEmpty);
        assert_eq!(problem(bind(&world, &anna, " - ", "1").await), Problem::AccountNotANumber);
    }
    bind(&world, &anna, &number(1), &of_september(1)).await.unwrap();
});

on_both_engines!(one_person_has_ten_attempts_an_hour, |world| async move {
    let anna = anna(&world, 12).await;
    for n in 1..=10 {
        assert_eq!(problem(bind(&world, &anna, &number(n), "1").await), Problem::BindingWrong);
    }
    let right = (number(11), of_september(11));
    assert_eq!(
        problem(bind(&world, &anna, &right.0, &right.1).await),
        Problem::TooManyAttempts,
        "even with the right total"
    );
    let ivan = world.signed_up("ivan").await;
    bind(&world, &ivan, &right.0, &right.1).await.unwrap();
    world.clock.advance(HOUR);
    bind(&world, &anna, &right.0, &right.1).await.unwrap();
});

on_both_engines!(one_account_has_ten_attempts_a_day_whoever_tries, |world| async move {
    world.street(1).await;
    for n in 0..5 {
        let person = world.signed_up(&format!("person{n}")).await;
        for _ in 0..2 {
            assert_eq!(problem(bind(&world, &person, &number(1), "1").await), Problem::BindingWrong);
        }
    }
    let spaced = format!("{} {}", &number(1)[..5], &number(1)[5..]);
    let anna = world.signed_up("anna").await;
    for spelling in [number(1), spaced] {
        assert_eq!(problem(bind(&world, &anna, &spelling, &of_september(1)).await), Problem::TooManyAttempts);
    }
    world.clock.advance(HOUR);
    assert_eq!(problem(bind(&world, &anna, &number(1), &of_september(1)).await), Problem::TooManyAttempts);
    world.clock.advance(DAY);
    bind(&world, &anna, &number(1), &of_september(1)).await.unwrap();
});

on_both_engines!(an_unknown_account_is_limited_just_as_a_known_one, |world| async move {
    world.street(1).await;
    for tried in [number(1), number(77)] {
        let mut told = Vec::new();
        for n in 0..12 {
            let Person { visitor, email, phone } = person(&format!("{n}-{tried}"));
            world.cabinet.wizard_contacts(&visitor, &email, &phone, true).await.unwrap();
            told.push(problem(world.cabinet.wizard_account(&visitor, &tried, "1").await));
        }
        assert_eq!(told.iter().filter(|problem| **problem == Problem::BindingWrong).count(), 10, "{tried}");
        assert_eq!(told[11], Problem::TooManyAttempts);
    }
});

on_both_engines!(one_address_of_the_net_has_sixty_attempts_an_hour, |world| async move {
    world.street(1).await;
    let mut told = Vec::new();
    for n in 0..61_u8 {
        let mut browser = person("ivan").visitor;
        browser.browser = Some([n; 16]);
        world.cabinet.wizard_contacts(&browser, "ivan@example.ru", "+79130000000", true).await.unwrap();
        told.push(problem(world.cabinet.wizard_account(&browser, &number(100 + u32::from(n)), "1").await));
    }
    assert!(told[..60].iter().all(|problem| *problem == Problem::BindingWrong));
    assert_eq!(told[60], Problem::TooManyAttempts);
});

on_both_engines!(two_accounts_that_cannot_be_told_apart_are_not_guessed_at, |world| async move {
    world.suppliers("2026-09").await;
    let twin =
        |number: &str| testbed::street::line(1, "2026-09", 0, Money(123_456)).replace(&testbed::street::number(1), number);
    world.take(&[twin("12-34"), twin("1-234")]).await;
    world.publish("2026-09").await;
    let anna = world.signed_up("anna").await;
    assert_eq!(problem(bind(&world, &anna, "1234", "1234,56").await), Problem::BindingWrong);
});

on_both_engines!(nobody_binds_without_signing_in, |world| async move {
    world.street(1).await;
    let told = bind(&world, &person("ivan"), &number(1), &of_september(1)).await;
    assert!(matches!(told, Err(cabinet::Failure::SignIn)));
});
