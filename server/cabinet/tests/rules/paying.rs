//! Paying by the link of a letter: what a stranger with it sees, one payment for two presses, corrections, dead links.
//! Not here: acquirers (see `payments`).

use crate::problem;
use cabinet::ports::OrderStatus;
use cabinet::{DAY, Failure, HOUR, MINUTE};
use domain::Money;
use domain::view::{PayPage, PaymentState, Problem};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use testbed::street::{HEAT, WASTE, WATER, charge, line, lines, month, number, total};
use testbed::{World, on_both_engines, person, token};

async fn page(world: &World, token: &str) -> PayPage {
    world.cabinet.pay_page(&person("somebody").visitor, token, None).await.unwrap()
}

async fn press(world: &World, token: &str) -> cabinet::Outcome<String> {
    world.cabinet.start_payment(&person("somebody").visitor, token).await
}

/// Opens a payment, lets the bank decide it, and comes back.
async fn pay(world: &World, token: &str, status: OrderStatus) -> PayPage {
    press(world, token).await.unwrap();
    let order = world.bank.decide_last(status);
    let path = world.cabinet.finish_payment(&order).await.unwrap();
    page(world, path.strip_prefix("/pay/").unwrap()).await
}

async fn is_dead(world: &World, token: &str) -> bool {
    let somebody = person("somebody").visitor;
    let pages = world.cabinet.pay_page(&somebody, token, None).await;
    let presses = world.cabinet.start_payment(&somebody, token).await;
    matches!((pages, presses), (Err(Failure::NotFound), Err(Failure::NotFound)))
}

on_both_engines!(the_link_of_a_letter_opens_without_signing_in_and_shows_nothing_personal, |world| async move {
    let mut first = lines(45, "2026-09");
    for line in &mut first {
        *line = line.replace(";Жилец;", ";Рябинина Вера;");
    }
    world.suppliers("2026-09").await;
    world.take(&first).await;
    world.publish("2026-09").await;
    let (anna, _) = world.electronic("anna", 45).await;
    let october: Vec<String> = lines(45, "2026-10").iter().map(|line| line.replace(";Жилец;", ";Рябинина Вера;")).collect();
    world.take(&october).await;
    world.publish("2026-10").await;
    world.deliver().await;
    let page = page(&world, &world.pay_token(&anna)).await;
    assert_eq!((page.period, page.total, page.left), (month("2026-10"), total(45, "2026-10"), total(45, "2026-10")));
    assert_eq!((page.paid, page.pending, page.newer.clone()), (Money(0), Money(0), None));
    let parts: Vec<(Money, bool)> = page.payees.iter().map(|payee| (payee.left, payee.qr.is_some())).collect();
    assert_eq!(parts, [HEAT, WATER, WASTE].map(|place| (charge(45, "2026-10", place), true)));
    assert_eq!(page.address, "Абакан, ул. Щетинкина, д.\u{a0}12, кв.\u{a0}••");
    assert!(page.practice_bank && page.joint.is_none());
    let mut seen = page.clone();
    // What is copied into a bank's form has to name the account; nothing else may.
    for payee in &mut seen.payees {
        payee.purpose.clear();
        payee.qr = None;
    }
    let json = serde_json::to_string(&seen).unwrap();
    for personal in ["Рябинина", "Вера", "кв.\u{a0}45", "anna", number(45).as_str()] {
        assert!(!json.contains(personal), "{personal}: {json}");
    }
});

on_both_engines!(a_link_pays_for_half_a_year_and_no_longer, |world| async move {
    let (anna, _) = world.october(1).await;
    let token = world.pay_token(&anna);
    world.clock.advance(180 * DAY);
    page(&world, &token).await;
    world.clock.advance(1);
    assert!(is_dead(&world, &token).await);
    assert_eq!(world.bank.opened(), 0);
});

on_both_engines!(a_link_that_was_revoked_or_forged_is_as_unknown_as_one_that_never_was, |world| async move {
    let (anna, account) = world.october(2).await;
    let token = world.pay_token(&anna);
    let (id, mac) = token.split_at(32);
    let another = world.current("2026-10", domain::id::AccountId(2)).await.id.0.simple().to_string();
    let order = world.cabinet.secret.link_token("payment", world.current("2026-10", account).await.id.0);
    let turned: String = mac.chars().rev().collect();
    for forged in [
        "",
        "00",
        "нет",
        id,
        &token[..62],
        &format!("{token}00"),
        &format!("{id}{turned}"),
        &format!("{another}{mac}"),
        &order,
    ] {
        assert!(is_dead(&world, forged).await, "{forged}");
    }
    page(&world, &token).await;
    let of = world.of(&anna, account).await;
    world.cabinet.revoke_pay_links(&of).await.unwrap();
    assert!(is_dead(&world, &token).await);
    let id = world.current("2026-10", account).await.id;
    let fresh = world.cabinet.receipt(&anna.visitor, id).await.unwrap().pay_path.unwrap();
    assert_eq!(page(&world, fresh.strip_prefix("/pay/").unwrap()).await.left, total(1, "2026-10"));
});

on_both_engines!(a_second_press_leads_to_the_same_payment, |world| async move {
    let (anna, _) = world.october(1).await;
    let token = world.pay_token(&anna);
    let bank = press(&world, &token).await.unwrap();
    world.clock.advance(MINUTE);
    assert_eq!(press(&world, &token).await.unwrap(), bank);
    assert_eq!(world.bank.opened(), 1);
    assert_eq!(page(&world, &token).await.pending, total(1, "2026-10"));
    let order = world.bank.orders.lock().unwrap()[0].0.clone();
    assert_eq!(order.amount, total(1, "2026-10"));
    assert_eq!(order.return_url, format!("http://127.0.0.1:3000/pay-return/{}", order.id));
    for personal in ["Жилец", "Щетинкина", number(1).as_str()] {
        assert!(!order.description.contains(personal), "{}", order.description);
    }
});

on_both_engines!(two_presses_at_once_open_one_payment, |world| async move {
    let (anna, _) = world.october(1).await;
    let token = world.pay_token(&anna);
    let world = Arc::new(world);
    let presses: Vec<_> = (0..4)
        .map(|_| {
            let (world, token) = (world.clone(), token.clone());
            tokio::spawn(async move { press(&world, &token).await })
        })
        .collect();
    let mut opened = Vec::new();
    for press in presses {
        opened.extend(press.await.unwrap().ok());
    }
    assert!(!opened.is_empty() && opened.iter().all(|page| *page == opened[0]), "{opened:?}");
    assert_eq!(world.bank.opened(), 1);
});

on_both_engines!(what_is_paid_is_not_asked_for_again, |world| async move {
    let (anna, account) = world.october(1).await;
    let token = world.pay_token(&anna);
    let page = pay(&world, &token, OrderStatus::Paid).await;
    assert_eq!((page.left, page.paid, page.pending), (Money(0), total(1, "2026-10"), Money(0)));
    assert!(page.payees.iter().all(|payee| payee.left == Money(0) && payee.qr.is_none()));
    assert_eq!(problem(press(&world, &token).await), Problem::NothingToPay);
    let id = world.current("2026-10", account).await.id;
    let receipt = world.cabinet.receipt(&anna.visitor, id).await.unwrap();
    assert_eq!((receipt.paid, receipt.left), (total(1, "2026-10"), Money(0)));
    let order = world.bank.decide_last(OrderStatus::Refused);
    world.cabinet.finish_payment(&order).await.unwrap();
    assert_eq!(world.cabinet.receipt(&anna.visitor, id).await.unwrap().left, Money(0), "paid is paid");
    assert!(matches!(world.cabinet.finish_payment(&order[2..]).await, Err(Failure::NotFound)));
});

on_both_engines!(what_the_bank_refused_can_be_paid_again, |world| async move {
    let (anna, _) = world.october(1).await;
    let token = world.pay_token(&anna);
    let refused = pay(&world, &token, OrderStatus::Refused).await;
    assert_eq!((refused.left, refused.pending), (total(1, "2026-10"), Money(0)));
    assert_eq!(pay(&world, &token, OrderStatus::Paid).await.left, Money(0));
    assert_eq!(world.bank.opened(), 2);
});

on_both_engines!(a_bank_that_does_not_open_is_said_to_be_closed_and_nothing_waits, |world| async move {
    let (anna, _) = world.october(1).await;
    let token = world.pay_token(&anna);
    world.bank.refuses.store(true, Ordering::SeqCst);
    assert_eq!(problem(press(&world, &token).await), Problem::BankRefused);
    assert_eq!(page(&world, &token).await.pending, Money(0));
    world.bank.refuses.store(false, Ordering::SeqCst);
    assert_eq!(pay(&world, &token, OrderStatus::Paid).await.left, Money(0));
});

/// October corrected: the heat of account 1 comes to this.
async fn correct(world: &World, heat: Money) {
    let mut corrected = lines(1, "2026-10");
    corrected[0] = line(1, "2026-10", HEAT, heat);
    world.take(&corrected).await;
    world.publish("2026-10").await;
    world.deliver().await;
}

on_both_engines!(after_a_correction_upwards_the_rest_is_asked_for, |world| async move {
    let (anna, _) = world.october(1).await;
    let first = world.pay_token(&anna);
    pay(&world, &first, OrderStatus::Paid).await;
    correct(&world, charge(1, "2026-10", HEAT) + Money(700)).await;
    let second = world.pay_token(&anna);
    assert_ne!(first, second);
    for token in [&first, &second] {
        let page = page(&world, token).await;
        assert_eq!((page.left, page.paid), (Money(700), total(1, "2026-10")), "both links lead to what holds now");
        let left: Vec<Money> = page.payees.iter().map(|payee| payee.left).collect();
        assert_eq!(left, [Money(700), Money(0), Money(0)]);
    }
    assert_eq!(pay(&world, &second, OrderStatus::Paid).await.left, Money(0));
    let amounts: Vec<Money> = world.bank.orders.lock().unwrap().iter().map(|(order, _)| order.amount).collect();
    assert_eq!(amounts, [total(1, "2026-10"), Money(700)]);
});

on_both_engines!(after_a_correction_downwards_nothing_is_asked_for, |world| async move {
    let (anna, _) = world.october(1).await;
    let token = world.pay_token(&anna);
    pay(&world, &token, OrderStatus::Paid).await;
    correct(&world, Money(100)).await;
    let page = page(&world, &token).await;
    assert_eq!((page.left, page.paid), (Money(0), total(1, "2026-10")));
    assert_eq!(problem(press(&world, &token).await), Problem::NothingToPay);
});

on_both_engines!(a_payment_opened_before_a_correction_counts_when_it_comes_after_it, |world| async move {
    let (anna, _) = world.october(1).await;
    let token = world.pay_token(&anna);
    press(&world, &token).await.unwrap();
    correct(&world, charge(1, "2026-10", HEAT) + Money(700)).await;
    let order = world.bank.decide_last(OrderStatus::Paid);
    let path = world.cabinet.finish_payment(&order).await.unwrap();
    assert_eq!(page(&world, path.strip_prefix("/pay/").unwrap()).await.left, Money(700));
});

on_both_engines!(the_link_of_an_old_month_names_the_newer_receipt_and_takes_no_payment, |world| async move {
    let (anna, _) = world.october(1).await;
    let october = world.pay_token(&anna);
    world.month(1, "2026-11").await;
    world.deliver().await;
    let old = page(&world, &october).await;
    let (newer, path) = old.newer.clone().unwrap();
    assert_eq!((old.period, newer), (month("2026-10"), month("2026-11")));
    assert!(old.payees.iter().all(|payee| payee.qr.is_none()));
    assert_eq!(token(&path), world.pay_token(&anna));
    assert_eq!(problem(press(&world, &october).await), Problem::NothingToPay);
    assert_eq!(page(&world, &token(&path)).await.left, total(1, "2026-11"));
});

on_both_engines!(an_advance_is_not_paid, |world| async move {
    let (anna, _) = world.october(1).await;
    let advance: Vec<String> = [HEAT, WATER, WASTE].map(|place| line(1, "2026-11", place, Money(-500))).to_vec();
    world.take(&advance).await;
    world.publish("2026-11").await;
    world.deliver().await;
    let token = world.pay_token(&anna);
    let page = page(&world, &token).await;
    assert_eq!((page.total, page.left), (Money(-1500), Money(0)));
    assert!(page.payees.iter().all(|payee| payee.qr.is_none()));
    assert_eq!(problem(press(&world, &token).await), Problem::NothingToPay);
});

on_both_engines!(a_payer_who_never_comes_back_is_asked_about, |world| async move {
    let (anna, _) = world.october(1).await;
    let token = world.pay_token(&anna);
    press(&world, &token).await.unwrap();
    assert_eq!(world.cabinet.settle_pending().await.unwrap(), 0);
    world.bank.decide_last(OrderStatus::Paid);
    assert_eq!(world.cabinet.settle_pending().await.unwrap(), 0, "not while the payer may still be at it");
    world.clock.advance(3 * MINUTE);
    assert_eq!(world.cabinet.settle_pending().await.unwrap(), 1);
    assert_eq!(world.cabinet.settle_pending().await.unwrap(), 0);
    assert_eq!(page(&world, &token).await.left, Money(0));
});

on_both_engines!(an_order_that_the_bank_does_not_know_is_given_up_after_a_day, |world| async move {
    let (anna, _) = world.october(1).await;
    let token = world.pay_token(&anna);
    press(&world, &token).await.unwrap();
    world.bank.decide_last(OrderStatus::Unknown);
    world.clock.advance(HOUR);
    assert_eq!(world.cabinet.settle_pending().await.unwrap(), 0);
    world.clock.advance(DAY);
    assert_eq!(world.cabinet.settle_pending().await.unwrap(), 1);
    assert_eq!(page(&world, &token).await.pending, Money(0));
});

on_both_engines!(payments_are_listed_to_holders_with_parts_that_add_up, |world| async move {
    let (anna, account) = world.october(2).await;
    let ivan = world.resident("ivan").await;
    pay(&world, &world.pay_token(&anna), OrderStatus::Paid).await;
    let rows = world.cabinet.payments(&anna.visitor).await.unwrap();
    assert_eq!(rows.len(), 1);
    let row = &rows[0];
    assert_eq!((row.account, row.period, row.state), (account, month("2026-10"), PaymentState::Paid));
    assert_eq!(row.amount, total(1, "2026-10"));
    assert_eq!(row.parts.iter().map(|(_, sum)| *sum).sum::<Money>(), row.amount);
    assert_eq!(row.parts[0], ("СГК".to_owned(), charge(1, "2026-10", HEAT)));
    assert_eq!(world.cabinet.payments(&ivan.visitor).await.unwrap(), []);
    assert!(matches!(world.cabinet.payments(&person("nobody").visitor).await, Err(Failure::SignIn)));
});

on_both_engines!(an_account_opens_twenty_payments_an_hour, |world| async move {
    let (anna, _) = world.october(1).await;
    let token = world.pay_token(&anna);
    for n in 0..20 {
        assert!(press(&world, &token).await.is_ok(), "{n}");
    }
    assert_eq!(problem(press(&world, &token).await), Problem::TooManyAttempts);
    assert_eq!(world.bank.opened(), 1);
});

on_both_engines!(the_way_back_from_the_bank_does_not_bring_a_revoked_link_to_life, |world| async move {
    let (anna, account) = world.october(1).await;
    let token = world.pay_token(&anna);
    press(&world, &token).await.unwrap();
    let order = world.bank.decide_last(OrderStatus::Paid);
    let of = world.of(&anna, account).await;
    world.cabinet.revoke_pay_links(&of).await.unwrap();
    let path = world.cabinet.finish_payment(&order).await.unwrap();
    assert!(is_dead(&world, path.strip_prefix("/pay/").unwrap()).await, "{path}");
    let paid = world.cabinet.payments(&anna.visitor).await.unwrap();
    assert_eq!(paid[0].state, PaymentState::Paid, "the payment itself counts all the same");
});
