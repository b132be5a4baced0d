//! Rule 15: a reminder before the "pay by" day to those who asked for it; and one letter instead of many new receipts.
//! Not here: the words of these letters (see `messaging`).

use cabinet::letter::Letter;
use cabinet::ports::OrderStatus;
use cabinet::{DAY, HOUR};
use domain::view::MessageState;
use testbed::street::{month, total};
use testbed::{Person, World, on_both_engines};

/// Anna with as many electronic accounts as that, and a month published; it is 22 November, noon.
async fn with_accounts(world: &World, accounts: u32) -> Person {
    world.street(5).await;
    let (anna, _) = world.electronic("anna", 1).await;
    for n in 2..=accounts {
        let account = world.bind(&anna, n).await;
        world.switch(&anna, account, false).await;
    }
    world.deliver().await;
    world.month(5, "2026-10").await;
    world.deliver().await;
    world.month(5, "2026-11").await;
    world.deliver().await;
    anna
}

async fn wants_reminders(world: &World, person: &Person, wanted: bool) {
    world.cabinet.set_notices(&person.visitor, &[], false, wanted).await.unwrap();
}

fn reminders(world: &World, person: &Person) -> Vec<Letter> {
    world.sent.letters(&person.email).into_iter().filter(|letter| matches!(letter, Letter::Reminder { .. })).collect()
}

/// To noon of the 12th of December, three days before the 15th.
fn to_the_twelfth(world: &World) {
    world.clock.advance(20 * DAY);
}

on_both_engines!(who_asked_is_reminded_once_of_everything_that_is_unpaid, |world| async move {
    let anna = with_accounts(&world, 2).await;
    assert!(!world.cabinet.notices(&anna.visitor).await.unwrap().remind, "nobody is reminded unasked");
    wants_reminders(&world, &anna, true).await;
    assert_eq!(world.cabinet.queue_reminders().await.unwrap(), 0, "three weeks before it is too early");
    to_the_twelfth(&world);
    assert_eq!(world.cabinet.queue_reminders().await.unwrap(), 1);
    assert_eq!(world.cabinet.queue_reminders().await.unwrap(), 0, "one letter a month");
    world.deliver().await;
    let [Letter::Reminder { period, unpaid, .. }] = &reminders(&world, &anna)[..] else { panic!("one letter") };
    assert_eq!(*period, month("2026-11"));
    let left: Vec<_> = unpaid.iter().map(|due| due.left).collect();
    assert_eq!(left, [total(1, "2026-11"), total(2, "2026-11")]);
});

on_both_engines!(who_did_not_ask_or_has_paid_or_is_past_the_day_is_not_reminded, |world| async move {
    let anna = with_accounts(&world, 1).await;
    to_the_twelfth(&world);
    assert_eq!(world.cabinet.queue_reminders().await.unwrap(), 0, "nobody asked");
    wants_reminders(&world, &anna, true).await;
    world.clock.advance(4 * DAY);
    assert_eq!(world.cabinet.queue_reminders().await.unwrap(), 0, "the 16th is too late");
    world.clock.advance(-4 * DAY - 6 * HOUR);
    assert_eq!(world.cabinet.queue_reminders().await.unwrap(), 0, "six in the morning is no time for it");
    world.clock.advance(6 * HOUR);
    assert_eq!(world.cabinet.queue_reminders().await.unwrap(), 1);
    let token = world.pay_token(&anna);
    world.cabinet.start_payment(&anna.visitor, &token).await.unwrap();
    let order = world.bank.decide_last(OrderStatus::Paid);
    world.cabinet.finish_payment(&order).await.unwrap();
    world.deliver().await;
    assert!(reminders(&world, &anna).is_empty(), "paid between the queue and the letter");
});

on_both_engines!(the_button_of_the_mail_program_ends_reminders_and_a_forged_one_ends_nothing, |world| async move {
    let anna = with_accounts(&world, 1).await;
    wants_reminders(&world, &anna, true).await;
    to_the_twelfth(&world);
    world.cabinet.queue_reminders().await.unwrap();
    let id = world.id(&anna).await;
    let forged = cabinet::secret::Secret::new([9; 32]).link_token("unsubscribe", id.0);
    assert!(!world.cabinet.unsubscribe(&forged).await.unwrap());
    assert!(world.cabinet.notices(&anna.visitor).await.unwrap().remind);
    let token = world.cabinet.secret.link_token("unsubscribe", id.0);
    assert!(world.cabinet.unsubscribe(&token).await.unwrap());
    world.deliver().await;
    assert!(reminders(&world, &anna).is_empty(), "also not the one that was queued already");
});

on_both_engines!(many_receipts_of_one_person_are_one_letter_and_two_are_two, |world| async move {
    let anna = with_accounts(&world, 2).await;
    let counts = |letters: Vec<Letter>| {
        let one = letters.iter().filter(|letter| matches!(letter, Letter::Receipt(_))).count();
        let many: Vec<usize> = letters
            .iter()
            .filter_map(|letter| if let Letter::Receipts(receipts) = letter { Some(receipts.len()) } else { None })
            .collect();
        (one, many)
    };
    assert_eq!(counts(world.sent.letters(&anna.email)), (4, vec![]), "two months of two");
    let account = world.bind(&anna, 3).await;
    world.switch(&anna, account, false).await;
    world.clock.advance(20 * DAY);
    world.month(5, "2026-12").await;
    world.deliver().await;
    assert_eq!(counts(world.sent.letters(&anna.email)), (4, vec![3]));
    for group in world.cabinet.receipts(&anna.visitor, None).await.unwrap() {
        let page = world.cabinet.receipt(&anna.visitor, group.rows[0].id).await.unwrap();
        assert_eq!(page.letters[0].state, MessageState::Sent, "each receipt shows its letter");
    }
    let mails = world.sent.mails.lock().unwrap().clone();
    let joined = mails.iter().find(|(_, to, letter)| to.as_str() == anna.email && matches!(letter, Letter::Receipts(_)));
    world.cabinet.letter_returned(joined.unwrap().0, "no such user").await.unwrap();
    let folder = world.folder("joined");
    let made = world.cabinet.print_supplement(month("2026-12"), None, &folder, None).await.unwrap().unwrap();
    assert_eq!(made.documents, 3, "the letter that came back held three");
});
