//! Push to devices: who is told what, once a device, and what ends it.
//! Not here: encryption and push services (see `messaging`).

use async_trait::async_trait;
use cabinet::delivery::Gateways;
use cabinet::ports::{Handover, OrderStatus, Push, PushGateway};
use cabinet::push::Notice;
use cabinet::{DAY, Failure, HOUR};
use domain::id::AccountId;
use domain::{Date, Language};
use std::sync::Arc;
use testbed::street::{HEAT, charge, line, lines, month};
use testbed::{Person, World, on_both_engines};

fn endpoint(n: u32) -> String {
    format!("https://fcm.googleapis.com/fcm/send/{n}")
}

async fn keep(world: &World, person: &Person, endpoint: &str) -> cabinet::Outcome<()> {
    world.cabinet.keep_push(&person.visitor, endpoint, &"A".repeat(87), &"B".repeat(22)).await
}

async fn devices(world: &World, person: &Person) -> usize {
    world.cabinet.notices(&person.visitor).await.unwrap().push_devices
}

/// What was shown on a device since the last look.
fn shown(world: &World, n: u32) -> Vec<Notice> {
    let mut pushes = world.sent.pushes.lock().unwrap();
    let (here, rest): (Vec<Push>, Vec<Push>) = pushes.drain(..).partition(|push| push.endpoint == endpoint(n));
    *pushes = rest;
    here.into_iter().map(|push| push.notice).collect()
}

/// Anna of a street of two, electronic, with a device.
async fn anna(world: &World) -> (Person, AccountId) {
    world.street(2).await;
    let (anna, account) = world.electronic("anna", 1).await;
    world.deliver().await;
    keep(world, &anna, &endpoint(1)).await.unwrap();
    (anna, account)
}

fn new(period: &str) -> Notice {
    Notice::Receipt { period: month(period), corrected: false }
}

on_both_engines!(a_new_receipt_and_its_correction_are_shown_once_on_each_device, |world| async move {
    let (anna, _) = anna(&world).await;
    keep(&world, &anna, &endpoint(2)).await.unwrap();
    let boris = world.resident("boris").await;
    keep(&world, &boris, &endpoint(3)).await.unwrap();
    world.month(2, "2026-10").await;
    world.deliver().await;
    world.publish("2026-10").await;
    world.deliver().await;
    assert_eq!((shown(&world, 1), shown(&world, 2)), (vec![new("2026-10")], vec![new("2026-10")]));
    assert_eq!(shown(&world, 3), [], "he has no address here");
    let mut corrected = lines(2, "2026-10");
    let sum = charge(1, "2026-10", HEAT) + domain::Money(100);
    corrected[0] = line(1, "2026-10", HEAT, sum);
    world.take(&corrected).await;
    world.publish("2026-10").await;
    world.deliver().await;
    assert_eq!(shown(&world, 1), [Notice::Receipt { period: month("2026-10"), corrected: true }]);
});

on_both_engines!(the_pay_by_day_is_told_three_days_before_unless_everything_is_paid, |world| async move {
    let (anna, _) = anna(&world).await;
    world.month(2, "2026-11").await;
    world.deliver().await;
    assert_eq!(shown(&world, 1), [new("2026-11")]);
    // From noon of 22 November to ten in the morning of 12 December, less an hour.
    world.clock.advance(20 * DAY - 3 * HOUR);
    world.deliver().await;
    assert_eq!(shown(&world, 1), []);
    world.clock.advance(HOUR);
    world.deliver().await;
    let day = Date { year: 2026, month: 12, day: 15 };
    assert_eq!(shown(&world, 1), [Notice::PayBy { period: month("2026-11"), day }]);

    world.month(2, "2026-12").await;
    world.deliver().await;
    assert_eq!(shown(&world, 1), [new("2026-12")]);
    let token = world.pay_token(&anna);
    world.cabinet.start_payment(&anna.visitor, &token).await.unwrap();
    world.cabinet.finish_payment(&world.bank.decide_last(OrderStatus::Paid)).await.unwrap();
    world.deliver().await;
    assert_eq!(shown(&world, 1), [Notice::Paid { period: month("2026-12") }]);
    world.clock.advance(40 * DAY);
    world.deliver().await;
    assert_eq!(shown(&world, 1), [], "it is paid");
});

on_both_engines!(nobody_is_woken_up_by_a_notice, |world| async move {
    anna(&world).await;
    world.clock.advance(11 * HOUR);
    world.month(2, "2026-10").await;
    world.deliver().await;
    assert_eq!(shown(&world, 1), []);
    world.clock.advance(10 * HOUR);
    world.deliver().await;
    assert_eq!(shown(&world, 1), [new("2026-10")]);
});

/// A push service that gives one answer.
struct Answering(Handover);

#[async_trait]
impl PushGateway for Answering {
    async fn send(&self, _: &Push) -> Handover {
        self.0.clone()
    }
}

on_both_engines!(a_device_that_is_gone_is_forgotten_and_one_that_cannot_be_reached_is_not, |world| async move {
    let (anna, _) = anna(&world).await;
    world.month(2, "2026-10").await;
    let answering = |answer: Handover| Gateways { push: Arc::new(Answering(answer)), ..world.gateways.clone() };
    let busy = answering(Handover::Deferred("the push service answers 500".to_owned()));
    world.cabinet.deliver_until_idle(&busy).await.unwrap();
    assert_eq!(devices(&world, &anna).await, 1);
    world.clock.advance(HOUR);
    world.deliver().await;
    assert_eq!(shown(&world, 1), [new("2026-10")], "it was tried again");
    world.month(2, "2026-11").await;
    let gone = answering(Handover::Refused("the device is gone".to_owned()));
    world.cabinet.deliver_until_idle(&gone).await.unwrap();
    assert_eq!(devices(&world, &anna).await, 0);
    world.clock.advance(30 * DAY);
    world.deliver().await;
    assert_eq!(shown(&world, 1), [], "what was still queued for it is dropped");
});

on_both_engines!(a_device_belongs_to_whoever_asked_last_and_to_the_session_in_which_it_asked, |world| async move {
    let (mut anna, _) = anna(&world).await;
    let boris = world.resident("boris").await;
    assert!(world.cabinet.push_is_on(&anna.visitor, &endpoint(1)).await.unwrap());
    keep(&world, &boris, &endpoint(1)).await.unwrap();
    assert_eq!((devices(&world, &anna).await, devices(&world, &boris).await), (0, 1));
    assert!(!world.cabinet.push_is_on(&anna.visitor, &endpoint(1)).await.unwrap());
    world.cabinet.drop_push(&anna.visitor, &endpoint(1)).await.unwrap();
    assert_eq!(devices(&world, &boris).await, 1, "nobody switches off another's");
    world.cabinet.drop_all_push(&boris.visitor).await.unwrap();
    assert_eq!(devices(&world, &boris).await, 0);

    keep(&world, &anna, &endpoint(1)).await.unwrap();
    let here = anna.visitor.session.clone();
    let login = world.cabinet.sign_in(&anna.visitor, &anna.email, testbed::PASSWORD).await.unwrap();
    anna.visitor.session = Some(login);
    keep(&world, &anna, &endpoint(2)).await.unwrap();
    world.cabinet.end_other_devices(&anna.visitor).await.unwrap();
    assert_eq!(devices(&world, &anna).await, 1, "signed out there, told no more there");
    assert!(here.is_some() && world.cabinet.push_is_on(&anna.visitor, &endpoint(2)).await.unwrap());
    world.cabinet.sign_out(&anna.visitor).await.unwrap();
    world.month(2, "2026-10").await;
    world.deliver().await;
    assert_eq!((shown(&world, 1), shown(&world, 2)), (vec![], vec![]));
});

on_both_engines!(only_push_services_of_browsers_are_taken_and_ten_devices_at_most, |world| async move {
    let (anna, _) = anna(&world).await;
    for bad in ["https://127.0.0.1/x", "http://fcm.googleapis.com/x", "https://fcm.googleapis.com@10.0.0.1/x", ""] {
        assert!(matches!(keep(&world, &anna, bad).await, Err(Failure::NotFound)), "{bad}");
    }
    let bad_keys = world.cabinet.keep_push(&anna.visitor, &endpoint(1), "A", "B").await;
    assert!(matches!(bad_keys, Err(Failure::NotFound)));
    let stranger = testbed::person("stranger");
    assert!(matches!(keep(&world, &stranger, &endpoint(9)).await, Err(Failure::SignIn)));
    for n in 2..=12 {
        world.clock.advance(1);
        keep(&world, &anna, &endpoint(n)).await.unwrap();
    }
    assert_eq!(devices(&world, &anna).await, 10);
    assert!(!world.cabinet.push_is_on(&anna.visitor, &endpoint(2)).await.unwrap(), "the oldest went");
});

on_both_engines!(a_notice_is_in_the_language_of_the_page_it_was_asked_for_on, |world| async move {
    let (mut anna, _) = anna(&world).await;
    anna.visitor.language = Some(Language::En);
    keep(&world, &anna, &endpoint(2)).await.unwrap();
    world.month(2, "2026-10").await;
    world.deliver().await;
    let pushes = world.sent.pushes.lock().unwrap();
    let mut languages: Vec<(String, Language)> = pushes.iter().map(|push| (push.endpoint.clone(), push.language)).collect();
    languages.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(languages, [(endpoint(1), Language::Ru), (endpoint(2), Language::En)]);
});
