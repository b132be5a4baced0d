//! Rule 13: every message once, whatever dies; failing e-mail brings the paper back; nobody is woken up.
//! Not here: claims and leases by themselves (see `storage/tests`).

use crate::{kinds, problem};
use async_trait::async_trait;
use cabinet::delivery::{Delivered, Gateways, Stopper};
use cabinet::letter::{Letter, Sms};
use cabinet::ports::{Handover, Mail, Mailer, SmsGateway, TextMessage};
use cabinet::{DAY, HOUR, MINUTE};
use domain::Language;
use domain::id::{AccountId, MessageId};
use domain::view::{AddressStatus, MessageState, Problem};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use storage::messages::{self, Lane, MessageRow};
use testbed::{Person, Remembered, World, on_both_engines};
use tokio::runtime::Handle;
use uuid::Uuid;

/// October of a street of two, published and not delivered; account 1 is electronic, with SMS.
async fn october(world: &World) -> (Person, AccountId) {
    world.street(2).await;
    let anna = world.resident("anna").await;
    let account = world.bind(&anna, 1).await;
    world.switch(&anna, account, true).await;
    world.deliver().await;
    world.month(2, "2026-10").await;
    (anna, account)
}

fn receipt_letters(world: &World, person: &Person) -> usize {
    world.sent.letters(&person.email).iter().filter(|letter| matches!(letter, Letter::Receipt(_))).count()
}

fn receipt_sms(world: &World, person: &Person) -> usize {
    kinds(&world.sent.sms(&person.phone)).iter().filter(|kind| **kind == "receipt").count()
}

/// What another worker takes and, dying, never marks.
async fn claimed_by_a_dying_worker(world: &World) -> Vec<MessageRow> {
    let now = world.cabinet.now();
    let mut tx = world.cabinet.db.write().await.unwrap();
    let dying = Uuid::from_u128(666);
    let mut rows = Vec::new();
    for channel in ["email", "sms"] {
        let lane = Lane { channel, from: 0, to: i64::MAX };
        rows.extend(messages::claim(&mut tx, dying, lane, now, now + MINUTE / 2, 100).await.unwrap());
    }
    for row in &rows {
        assert_eq!(messages::intend(&mut tx, &[row.id], dying, now + MINUTE / 2, now).await.unwrap(), [row.id]);
    }
    tx.commit().await.unwrap();
    rows
}

/// Hands everything to the gateways without marking it.
async fn hand_over(world: &World, rows: &[MessageRow]) {
    for row in rows {
        if row.channel == "email" {
            let letter = Letter::NewPassword { link: String::new() };
            let to = domain::Email::parse(&row.recipient).unwrap();
            world
                .gateways
                .mailer
                .send(&Mail {
                    id: row.id,
                    queued_at: row.queued_at,
                    to,
                    language: Language::Ru,
                    letter,
                    return_tag: String::new(),
                    unsubscribe: None,
                })
                .await;
        } else {
            let to = domain::MobilePhone::parse(&row.recipient).unwrap();
            let sms = Sms::EmailFails { email: String::new() };
            world
                .gateways
                .sms
                .send(&TextMessage { id: row.id, queued_at: row.queued_at, to, language: Language::Ru, sms })
                .await;
        }
    }
}

const SENT: messages::Outcome = messages::Outcome::Sent { gateway_id: None, cost: None };

async fn states(world: &World) -> Vec<String> {
    world.texts("select channel || ' ' || state from message where kind = 'receipt' order by channel").await
}

on_both_engines!(a_receipt_goes_out_once_however_often_the_queue_is_drained, |world| async move {
    let (anna, _) = october(&world).await;
    let done = world.cabinet.deliver_until_idle(&world.gateways).await.unwrap();
    assert_eq!(done, Delivered { sent: 2, ..Delivered::default() });
    for _ in 0..3 {
        assert_eq!(world.cabinet.deliver_until_idle(&world.gateways).await.unwrap(), Delivered::default());
    }
    assert_eq!((receipt_letters(&world, &anna), receipt_sms(&world, &anna)), (1, 1));
});

on_both_engines!(what_a_dead_worker_handed_over_is_marked_and_not_sent_again, |world| async move {
    october(&world).await;
    let rows = claimed_by_a_dying_worker(&world).await;
    hand_over(&world, &rows).await;
    assert_eq!(states(&world).await, ["email sending", "sms sending"]);
    let handed = (world.sent.mails.lock().unwrap().len(), world.sent.texts.lock().unwrap().len());
    world.clock.advance(MINUTE);
    world.deliver().await;
    assert_eq!(states(&world).await, ["email sent", "sms sent"]);
    assert_eq!((world.sent.mails.lock().unwrap().len(), world.sent.texts.lock().unwrap().len()), handed);
});

on_both_engines!(what_a_dead_worker_did_not_hand_over_is_sent_once, |world| async move {
    let (anna, _) = october(&world).await;
    let rows = claimed_by_a_dying_worker(&world).await;
    world.clock.advance(MINUTE);
    world.deliver().await;
    assert_eq!(states(&world).await, ["email sent", "sms sent"]);
    assert_eq!((receipt_letters(&world, &anna), receipt_sms(&world, &anna)), (1, 1));
    let ids: Vec<MessageId> = world.sent.mails.lock().unwrap().iter().map(|(id, _, _)| *id).collect();
    assert!(rows.iter().any(|row| ids.last() == Some(&row.id)), "under the id it was claimed with");
    let mut tx = world.cabinet.db.write().await.unwrap();
    let late = messages::mark(&mut tx, rows[0].id, Uuid::from_u128(666), &SENT, 0).await.unwrap();
    assert!(!late, "the dead one changes nothing when it wakes");
});

/// Gateways that cannot be asked what they took.
struct Forgetful(Arc<Remembered>);

#[async_trait]
impl Mailer for Forgetful {
    async fn send(&self, mail: &Mail) -> Handover {
        Mailer::send(&*self.0, mail).await
    }
    async fn was_accepted(&self, _: MessageId, _: i64) -> Option<bool> {
        None
    }
}

#[async_trait]
impl SmsGateway for Forgetful {
    async fn send(&self, text: &TextMessage) -> Handover {
        SmsGateway::send(&*self.0, text).await
    }
    async fn was_accepted(&self, _: MessageId, _: i64) -> Option<bool> {
        None
    }
}

on_both_engines!(
    where_the_gateway_cannot_be_asked_a_letter_goes_again_under_its_id_and_an_sms_does_not,
    |world| async move {
        let (anna, _) = october(&world).await;
        let rows = claimed_by_a_dying_worker(&world).await;
        world.clock.advance(MINUTE);
        let forgetful = Arc::new(Forgetful(world.sent.clone()));
        let gateways = Gateways { mailer: forgetful.clone(), sms: forgetful, push: world.sent.clone() };
        world.cabinet.deliver_until_idle(&gateways).await.unwrap();
        assert_eq!(states(&world).await, ["email sent", "sms failed"]);
        assert_eq!((receipt_letters(&world, &anna), receipt_sms(&world, &anna)), (1, 0));
        let last = world.sent.mails.lock().unwrap().last().unwrap().0;
        assert!(rows.iter().any(|row| row.id == last));
    }
);

fn answer(world: &World, answers: &[Handover]) {
    world.sent.answers.lock().unwrap().extend_from_slice(answers);
}

on_both_engines!(a_deferred_message_waits_and_is_tried_again_later, |world| async move {
    let (anna, account) = october(&world).await;
    answer(&world, &[Handover::Deferred("451".to_owned()), Handover::Deferred("451".to_owned())]);
    let done = world.cabinet.deliver_until_idle(&world.gateways).await.unwrap();
    assert_eq!(done, Delivered { waiting: 2, ..Delivered::default() });
    let receipt = world.cabinet.receipts(&anna.visitor, None).await.unwrap()[0].rows[0].id;
    let page = world.cabinet.receipt(&anna.visitor, receipt).await.unwrap();
    assert_eq!(page.letters[0].state, MessageState::Deferred, "the resident sees it");
    world.deliver().await;
    assert_eq!(receipt_letters(&world, &anna), 0, "not at once");
    world.clock.advance(2 * MINUTE);
    world.deliver().await;
    assert_eq!((receipt_letters(&world, &anna), receipt_sms(&world, &anna)), (1, 1));
    let page = world.cabinet.receipt(&anna.visitor, receipt).await.unwrap();
    assert_eq!((page.account, page.letters[0].state), (account, MessageState::Sent));
});

on_both_engines!(a_message_deferred_for_three_days_is_given_up, |world| async move {
    let (anna, _) = october(&world).await;
    for _ in 0..30 {
        answer(&world, &[Handover::Deferred("451".to_owned()), Handover::Deferred("451".to_owned())]);
        world.deliver().await;
        world.sent.answers.lock().unwrap().clear();
        world.clock.advance(5 * HOUR);
    }
    assert_eq!(states(&world).await, ["email failed", "sms failed"]);
    world.deliver().await;
    assert_eq!((receipt_letters(&world, &anna), receipt_sms(&world, &anna)), (0, 0));
});

async fn status(world: &World, person: &Person, account: AccountId) -> AddressStatus {
    world.cabinet.address(&world.of(person, account).await).await.unwrap().card.status
}

on_both_engines!(a_refused_letter_fails_the_address_tells_by_sms_and_brings_the_paper_back, |world| async move {
    world.street(2).await;
    let (anna, account) = world.electronic("anna", 1).await;
    world.deliver().await;
    world.month(2, "2026-10").await;
    answer(&world, &[Handover::Refused("550".to_owned())]);
    let done = world.cabinet.deliver_until_idle(&world.gateways).await.unwrap();
    assert_eq!(done.failed, 1);
    assert_eq!(states(&world).await, ["email failed"]);
    assert_eq!(kinds(&world.sent.sms(&anna.phone)), ["code", "e-mail fails"]);
    assert_eq!(status(&world, &anna, account).await, AddressStatus::EmailFails);
    assert_eq!(world.month(2, "2026-11").await.electronic_accounts, 0);
});

on_both_engines!(a_refused_sms_is_failed_and_says_nothing_of_the_email, |world| async move {
    world.street(1).await;
    let anna = world.resident("anna").await;
    let account = world.bind(&anna, 1).await;
    world.ask_for_code(&anna, account, false).await;
    answer(&world, &[Handover::Refused("no such number".to_owned())]);
    world.deliver().await;
    assert_eq!(world.rows("message where channel = 'sms' and state = 'failed'").await, 1);
    assert_eq!(world.rows("resident where email_failing_at is not null").await, 0);
});

on_both_engines!(a_refused_letter_to_an_unconfirmed_address_sends_no_sms_to_an_unconfirmed_phone, |world| async move {
    let anna = world.signed_up("anna").await;
    answer(&world, &[Handover::Refused("550".to_owned())]);
    world.deliver().await;
    assert!(world.sent.sms(&anna.phone).is_empty());
    assert!(world.cabinet.viewer(&anna.visitor).await.unwrap().unwrap().email_failing);
});

/// The id of the last letter to a person.
fn last_id(world: &World, person: &Person) -> MessageId {
    let mails = world.sent.mails.lock().unwrap();
    mails.iter().rev().find(|(_, to, _)| to.as_str() == person.email).unwrap().0
}

on_both_engines!(a_returned_letter_fails_the_address_tells_by_sms_and_brings_the_paper_back, |world| async move {
    world.street(2).await;
    let (anna, account) = world.electronic("anna", 1).await;
    world.deliver().await;
    world.month(2, "2026-10").await;
    world.deliver().await;
    let letter = last_id(&world, &anna);
    assert!(world.cabinet.letter_returned(letter, "mailbox full").await.unwrap());
    assert!(!world.cabinet.letter_returned(letter, "mailbox full").await.unwrap(), "a second report changes nothing");
    assert!(!world.cabinet.letter_returned(MessageId(Uuid::from_u128(9)), "?").await.unwrap());
    world.deliver().await;
    assert_eq!(kinds(&world.sent.sms(&anna.phone)), ["code", "e-mail fails"]);
    let receipt = world.cabinet.receipts(&anna.visitor, None).await.unwrap()[0].rows[0].id;
    let page = world.cabinet.receipt(&anna.visitor, receipt).await.unwrap();
    assert_eq!(page.letters[0].state, MessageState::Returned);
    assert_eq!(status(&world, &anna, account).await, AddressStatus::EmailFails);
    let november = world.month(2, "2026-11").await;
    assert_eq!(november.electronic_accounts, 0);
    world.cabinet.resend_confirmation(&anna.visitor).await.unwrap();
    world.confirm_email(&anna).await;
    assert_eq!(status(&world, &anna, account).await, AddressStatus::Mixed, "until an e-mail works again");
});

on_both_engines!(several_letters_that_come_back_are_one_sms, |world| async move {
    world.street(2).await;
    let (anna, _) = world.electronic("anna", 1).await;
    let second = world.bind(&anna, 2).await;
    world.switch(&anna, second, false).await;
    world.month(2, "2026-10").await;
    world.deliver().await;
    let ids: Vec<MessageId> = world.sent.mails.lock().unwrap().iter().map(|(id, _, _)| *id).collect();
    for id in ids {
        assert!(world.cabinet.letter_returned(id, "no such user").await.unwrap());
    }
    world.deliver().await;
    let told = kinds(&world.sent.sms(&anna.phone));
    assert_eq!(told.iter().filter(|kind| **kind == "e-mail fails").count(), 1, "{told:?}");
});

on_both_engines!(an_sms_of_the_evening_waits_for_the_morning, |world| async move {
    let (anna, _) = october(&world).await;
    world.clock.advance(9 * HOUR);
    let done = world.cabinet.deliver_until_idle(&world.gateways).await.unwrap();
    assert_eq!(done, Delivered { sent: 1, waiting: 1, ..Delivered::default() });
    assert_eq!((receipt_letters(&world, &anna), receipt_sms(&world, &anna)), (1, 0), "letters wake nobody");
    world.clock.advance(9 * HOUR);
    world.deliver().await;
    assert_eq!(receipt_sms(&world, &anna), 0, "a minute after six is night");
    world.clock.advance(2 * HOUR);
    world.deliver().await;
    assert_eq!(receipt_sms(&world, &anna), 1);
});

on_both_engines!(sms_about_receipts_go_only_to_those_who_asked, |world| async move {
    world.street(2).await;
    let (anna, _) = world.electronic("anna", 1).await;
    world.month(2, "2026-10").await;
    world.deliver().await;
    assert_eq!(kinds(&world.sent.sms(&anna.phone)), ["code"]);
    assert_eq!(receipt_letters(&world, &anna), 1);
});

on_both_engines!(the_letter_of_a_receipt_names_both_parts_and_the_whole, |world| async move {
    use testbed::street::{HEAT, WASTE, WATER, charge, total};
    let (anna, _) = october(&world).await;
    world.deliver().await;
    let Some(Letter::Receipt(letter)) = world.sent.last_letter(&anna.email) else { panic!("a receipt") };
    assert_eq!(letter.total, total(1, "2026-10"));
    assert_eq!(letter.electronic_total, charge(1, "2026-10", HEAT) + charge(1, "2026-10", WATER));
    assert_eq!(letter.paper, [("Чистая Хакасия".to_owned(), charge(1, "2026-10", WASTE))]);
    assert!(!letter.corrected && letter.link.starts_with("http://127.0.0.1:3000/receipts/"));
});

/// A month of 250 letters that wait, and somebody who has just asked for a code.
async fn run_with_a_code(world: &World) -> Person {
    world.street(250).await;
    world.cabinet.generate_residents(250, 1).await.unwrap();
    world.month(250, "2026-10").await;
    let ivan = testbed::person("ivan");
    world.cabinet.wizard_contacts(&ivan.visitor, &ivan.email, &ivan.phone, true).await.unwrap();
    let (number, total) = (testbed::street::number(1), testbed::street::total(1, "2026-10").plain());
    world.sql("delete from delivery_choice where account_id = 1").await;
    world.cabinet.wizard_account(&ivan.visitor, &number, &total).await.unwrap();
    world.cabinet.wizard_delivery(&ivan.visitor, false).await.unwrap();
    ivan
}

/// The code has gone, and none of the letters.
async fn only_the_code_goes(world: &World, person: &Person) {
    let code = async {
        while world.sent.last_code(&person.phone).is_none() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), code).await.expect("the code does not wait for the mail server");
    assert_eq!(world.rows("message where kind = 'receipt' and state = 'sent'").await, 0, "the run has not gone on");
}

on_both_engines!(a_code_never_waits_behind_a_mass_run, |world| async move {
    let ivan = run_with_a_code(&world).await;
    let (stopper, stop) = Stopper::new();
    let gateways = Gateways { mailer: Arc::new(Silent), ..world.gateways.clone() };
    let cabinet = world.cabinet.clone();
    let worker = tokio::spawn(async move { cabinet.deliver_for_ever(gateways, &Handle::current(), stop).await });
    only_the_code_goes(&world, &ivan).await;
    stopper.ask();
    worker.abort();
});

on_both_engines!(a_code_that_is_asked_for_while_everything_is_delivered_goes_at_once, |world| async move {
    let ivan = run_with_a_code(&world).await;
    world.sql("update message set not_before = 9999999999999 where kind = 'code'").await;
    let gateways = Gateways { mailer: Arc::new(Silent), ..world.gateways.clone() };
    let cabinet = world.cabinet.clone();
    let delivery = tokio::spawn(async move { cabinet.deliver_until_idle(&gateways).await });
    while world.rows("message where kind = 'receipt' and state = 'sending'").await == 0 {
        tokio::task::yield_now().await;
    }
    world.sql("update message set not_before = 0 where kind = 'code'").await;
    only_the_code_goes(&world, &ivan).await;
    delivery.abort();
});

on_both_engines!(a_run_never_has_more_under_way_than_its_gateway_takes_at_once, |world| async move {
    world.street(60).await;
    world.cabinet.generate_residents(60, 1).await.unwrap();
    world.month(60, "2026-10").await;
    let mailer = Arc::new(Three::default());
    let gateways = Gateways { mailer: mailer.clone(), ..world.gateways.clone() };
    let delivery = tokio::time::timeout(Duration::from_secs(30), world.cabinet.deliver_until_idle(&gateways));
    let never_more_in_doubt = async {
        loop {
            // What a crash at this moment would leave.
            let in_doubt = world.rows("message where channel = 'email' and state = 'sending'").await;
            assert!(in_doubt <= 3, "{in_doubt} letters are in doubt");
            tokio::task::yield_now().await;
        }
    };
    let done = tokio::select! {
        done = delivery => done.expect("three come at once").unwrap(),
        () = never_more_in_doubt => panic!("it looks for as long as there is something to deliver"),
    };
    let letters = world.rows("message where channel = 'email' and state = 'sent'").await;
    assert_eq!((done.waiting, done.in_doubt, mailer.taken.load(Ordering::SeqCst)), (0, 0, letters));
    assert_eq!(mailer.most.load(Ordering::SeqCst), 3, "all that it takes, by two turns beside each other");
});

/// A mail server that takes three letters at once, and how many it had at most.
#[derive(Default)]
struct Three {
    under_way: AtomicI64,
    most: AtomicI64,
    taken: AtomicI64,
}

#[async_trait]
impl Mailer for Three {
    fn at_once(&self) -> usize {
        3
    }
    async fn send(&self, _: &Mail) -> Handover {
        let under_way = self.under_way.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(under_way, Ordering::SeqCst);
        // The first ones wait for each other; whoever comes beyond the third has time to be seen.
        while self.most.load(Ordering::SeqCst) < 3 {
            tokio::task::yield_now().await;
        }
        for _ in 0..100 {
            tokio::task::yield_now().await;
        }
        self.under_way.fetch_sub(1, Ordering::SeqCst);
        self.taken.fetch_add(1, Ordering::SeqCst);
        Handover::accepted()
    }
    async fn was_accepted(&self, _: MessageId, _: i64) -> Option<bool> {
        None
    }
}

/// A mail server that never answers.
struct Silent;

#[async_trait]
impl Mailer for Silent {
    async fn send(&self, _: &Mail) -> Handover {
        std::future::pending().await
    }
    async fn was_accepted(&self, _: MessageId, _: i64) -> Option<bool> {
        None
    }
}

on_both_engines!(a_worker_that_is_asked_to_stop_gives_back_what_it_has_not_begun, |world| async move {
    october(&world).await;
    let (stopper, stop) = Stopper::new();
    stopper.ask();
    world.cabinet.deliver_for_ever(world.gateways.clone(), &Handle::current(), stop).await;
    assert_eq!(states(&world).await, ["email queued", "sms queued"]);
});

on_both_engines!(a_gateway_that_takes_nothing_stops_the_lane_and_loses_nothing, |world| async move {
    let (anna, _) = october(&world).await;
    for _ in 0..30 {
        let stopped = || Handover::Stopped("connection refused".to_owned());
        answer(&world, &[stopped(), stopped()]);
        let done = world.cabinet.deliver_until_idle(&world.gateways).await.unwrap();
        assert_eq!((done.sent, done.failed, done.waiting), (0, 0, 2));
        world.sent.answers.lock().unwrap().clear();
        world.clock.advance(5 * HOUR);
    }
    world.deliver().await;
    assert_eq!((receipt_letters(&world, &anna), receipt_sms(&world, &anna)), (1, 1), "also after three days");
});

on_both_engines!(a_letter_that_is_not_liked_says_nothing_about_its_address, |world| async move {
    world.street(2).await;
    let (anna, account) = world.electronic("anna", 1).await;
    world.deliver().await;
    world.month(2, "2026-10").await;
    answer(&world, &[Handover::Rejected("554 5.7.1 looks like spam".to_owned())]);
    world.deliver().await;
    assert_eq!(states(&world).await, ["email failed"]);
    assert_eq!(kinds(&world.sent.sms(&anna.phone)), ["code"]);
    assert_ne!(status(&world, &anna, account).await, AddressStatus::EmailFails);
});

on_both_engines!(a_clock_that_is_set_back_by_a_day_doubles_nothing_and_holds_up_nothing, |world| async move {
    let (anna, _) = october(&world).await;
    claimed_by_a_dying_worker(&world).await;
    world.clock.advance(-DAY);
    world.deliver().await;
    // The letter and the SMS were claimed, not handed over; both leases end "tomorrow".
    world.clock.advance(MINUTE);
    world.deliver().await;
    assert_eq!(world.rows("message where state = 'sending'").await, 0);
    world.clock.advance(DAY + HOUR);
    world.deliver().await;
    assert_eq!((receipt_letters(&world, &anna), receipt_sms(&world, &anna)), (1, 1));
});

on_both_engines!(a_code_that_has_run_out_is_not_sent_any_more, |world| async move {
    world.street(1).await;
    let anna = world.resident("anna").await;
    let account = world.bind(&anna, 1).await;
    world.deliver().await;
    world.ask_for_code(&anna, account, false).await;
    world.clock.advance(11 * MINUTE);
    world.deliver().await;
    assert!(world.sent.sms(&anna.phone).is_empty());
});

on_both_engines!(links_in_letters_live_only_in_letters, |world| async move {
    let anna = world.signed_up("anna").await;
    world.deliver().await;
    let Some(Letter::ConfirmEmail { link }) = world.sent.last_letter(&anna.email) else { panic!("a link") };
    let token = testbed::token(&link);
    assert_eq!(token.len(), 64);
    let dump = world.dump().await;
    assert!(!dump.contains(&token) && !dump.contains(&token[32..]) && !dump.contains(&token[32..].to_uppercase()));
    world.clock.advance(4 * DAY);
    assert_eq!(problem(world.cabinet.confirm_email(&token).await), Problem::LinkDead);
});

on_both_engines!(a_key_of_another_installation_holds_up_no_letter_that_it_has_not_signed, |world| async move {
    let (anna, _) = october(&world).await;
    let mut tx = world.cabinet.db.write().await.unwrap();
    storage::documents::insert_key(&mut tx, 99, &[7; 32], 1).await.unwrap();
    tx.commit().await.unwrap();
    world.deliver().await;
    assert_eq!(receipt_letters(&world, &anna), 1);
});
