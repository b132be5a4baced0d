//! Rule 13 after a message was sent: reports of mail servers and SMS gateways, and the paper of the month that came back.
//! Not here: reading such reports (see `messaging`), sending (see `delivering`).

use crate::kinds;
use async_trait::async_trait;
use cabinet::delivery::{Gateways, Stopper};
use cabinet::ports::{Fate, Handover, OpenMessage, Report, SmsGateway, TextMessage, Ticket};
use cabinet::print_run::{Manifest, PrintRefusal};
use domain::Money;
use domain::id::{AccountId, MessageId};
use domain::view::{MessageState, ReceiptPage};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use testbed::street::{HEAT, WATER, charge, month};
use testbed::{Person, World, on_both_engines};
use tokio::runtime::Handle;
use uuid::Uuid;

/// October of a street of three, delivered; account 1 is electronic but for its waste.
async fn october(world: &World) -> (Person, AccountId) {
    world.street(3).await;
    let (anna, account) = world.electronic("anna", 1).await;
    world.deliver().await;
    world.month(3, "2026-10").await;
    world.deliver().await;
    (anna, account)
}

/// An SMS with a code waits; everything before it is delivered.
async fn code_queued(world: &World) {
    world.street(1).await;
    let anna = world.resident("anna").await;
    let account = world.bind(&anna, 1).await;
    world.deliver().await;
    world.ask_for_code(&anna, account, false).await;
}

fn letter_to(world: &World, person: &Person) -> MessageId {
    let mails = world.sent.mails.lock().unwrap();
    mails.iter().rev().find(|(_, to, _)| to.as_str() == person.email).unwrap().0
}

fn failed() -> Fate {
    Fate::Failed("5.1.1 no such user".to_owned())
}

async fn newest(world: &World, person: &Person) -> ReceiptPage {
    let receipt = world.cabinet.receipts(&person.visitor, None).await.unwrap()[0].rows[0].id;
    world.cabinet.receipt(&person.visitor, receipt).await.unwrap()
}

async fn letter_state(world: &World, person: &Person) -> MessageState {
    newest(world, person).await.letters[0].state
}

async fn supplement(world: &World, number: Option<i64>) -> Result<Option<Manifest>, PrintRefusal> {
    world.cabinet.print_supplement(month("2026-10"), number, &world.folder("supplement"), None).await
}

fn electronic_part() -> Money {
    charge(1, "2026-10", HEAT) + charge(1, "2026-10", WATER)
}

on_both_engines!(a_letter_that_came_back_is_told_by_sms_and_its_month_is_printed_after_all, |world| async move {
    let (anna, _) = october(&world).await;
    let tag = world.cabinet.secret.return_tag(letter_to(&world, &anna));
    assert!(supplement(&world, None).await.unwrap().is_none(), "nothing has come back yet");
    assert!(!newest(&world, &anna).await.comes_on_paper);
    assert!(world.cabinet.note_bounce(&tag.to_uppercase(), &failed()).await.unwrap());
    assert!(!world.cabinet.note_bounce(&tag, &failed()).await.unwrap(), "a report twice changes nothing");
    world.deliver().await;
    assert_eq!(kinds(&world.sent.sms(&anna.phone)), ["code", "e-mail fails"]);
    assert_eq!(letter_state(&world, &anna).await, MessageState::Returned);
    assert!(newest(&world, &anna).await.comes_on_paper, "her page says so");
    let manifest = supplement(&world, None).await.unwrap().unwrap();
    assert_eq!((manifest.supplement, manifest.documents, manifest.total), (Some(1), 1, electronic_part()));
    let csv = std::fs::read_to_string(world.folder("supplement").join("print-run.csv")).unwrap();
    assert_eq!(csv.lines().count(), 3, "heat and water; the waste has been on paper already");
    assert!(csv.contains(&testbed::street::number(1)));
});

on_both_engines!(a_month_that_came_back_is_printed_once, |world| async move {
    let (anna, _) = october(&world).await;
    world.cabinet.letter_returned(letter_to(&world, &anna), "no such user").await.unwrap();
    let first = supplement(&world, None).await.unwrap().unwrap();
    assert!(supplement(&world, None).await.unwrap().is_none(), "nobody gets it twice");
    assert_eq!(supplement(&world, Some(1)).await.unwrap().unwrap(), first, "the same files once more, by number");
    assert!(matches!(supplement(&world, Some(2)).await, Err(PrintRefusal::NoSupplement { number: 2, .. })));
});

on_both_engines!(a_supplement_that_was_begun_and_not_written_is_taken_up_again, |world| async move {
    let (anna, _) = october(&world).await;
    world.cabinet.letter_returned(letter_to(&world, &anna), "no such user").await.unwrap();
    let folder = world.folder("not-a-folder");
    std::fs::write(&folder, b"a file is in the way").unwrap();
    assert!(world.cabinet.print_supplement(month("2026-10"), None, &folder, None).await.is_err());
    assert_eq!(supplement(&world, None).await.unwrap().unwrap().supplement, Some(1));
    std::fs::remove_file(folder).unwrap();
});

on_both_engines!(a_receipt_that_reached_one_of_two_holders_is_not_printed, |world| async move {
    world.street(3).await;
    let (anna, account) = world.electronic("anna", 1).await;
    let ivan = world.resident("ivan").await;
    assert_eq!(world.bind(&ivan, 1).await, account);
    world.deliver().await;
    world.month(3, "2026-10").await;
    world.deliver().await;
    world.cabinet.letter_returned(letter_to(&world, &anna), "no such user").await.unwrap();
    assert!(supplement(&world, None).await.unwrap().is_none());
    world.cabinet.letter_returned(letter_to(&world, &ivan), "no such user").await.unwrap();
    assert_eq!(supplement(&world, None).await.unwrap().unwrap().documents, 1);
});

on_both_engines!(a_supplement_as_pdf_holds_what_its_manifest_says, |world| async move {
    let (anna, _) = october(&world).await;
    world.cabinet.letter_returned(letter_to(&world, &anna), "no such user").await.unwrap();
    let folder = world.folder("supplement-pdf");
    let made = world.cabinet.print_supplement(month("2026-10"), None, &folder, Some(10)).await.unwrap().unwrap();
    assert_eq!((made.files.len(), made.files[0].documents, made.files[0].total), (1, 1, electronic_part()));
    let said = std::process::Command::new("pdftotext").arg(folder.join(&made.files[0].name)).arg("-").output().unwrap();
    let said = String::from_utf8(said.stdout).unwrap();
    assert!(!said.contains("Чистая Хакасия"), "that part has been printed, and nothing comes by e-mail: {said}");
});

on_both_engines!(a_report_that_lies_changes_nothing, |world| async move {
    let (anna, _) = october(&world).await;
    let id = letter_to(&world, &anna);
    let tag = world.cabinet.secret.return_tag(id);
    let foreign = cabinet::secret::Secret::new([9; 32]).return_tag(id);
    let unknown = world.cabinet.secret.return_tag(MessageId(Uuid::from_u128(9)));
    let turned = format!("{}{}", &tag[..47], if tag.ends_with('0') { '1' } else { '0' });
    let id_alone = format!("{}{}", &tag[..32], "0".repeat(16));
    for lie in [foreign, unknown, turned, id_alone, String::new(), "x".repeat(48), tag[..32].to_owned()] {
        assert!(!world.cabinet.note_bounce(&lie, &failed()).await.unwrap(), "{lie}");
    }
    assert_eq!(letter_state(&world, &anna).await, MessageState::Sent);
    assert_eq!(world.rows("resident where email_failing_at is not null").await, 0);
});

on_both_engines!(a_letter_that_was_blocked_is_printed_and_its_address_stays_good, |world| async move {
    let (anna, _) = october(&world).await;
    let tag = world.cabinet.secret.return_tag(letter_to(&world, &anna));
    assert!(!world.cabinet.note_bounce(&tag, &Fate::Underway).await.unwrap(), "a warning changes nothing");
    assert!(world.cabinet.note_bounce(&tag, &Fate::Blocked("5.7.1 spam".to_owned())).await.unwrap());
    world.deliver().await;
    assert_eq!(kinds(&world.sent.sms(&anna.phone)), ["code"]);
    assert_eq!(world.month(3, "2026-11").await.electronic_accounts, 1, "the next month goes by e-mail again");
    assert_eq!(supplement(&world, None).await.unwrap().unwrap().documents, 1);
});

on_both_engines!(a_letter_that_arrived_says_so_and_may_still_come_back, |world| async move {
    let (anna, _) = october(&world).await;
    let tag = world.cabinet.secret.return_tag(letter_to(&world, &anna));
    assert!(world.cabinet.note_bounce(&tag, &Fate::Delivered).await.unwrap());
    assert_eq!(letter_state(&world, &anna).await, MessageState::Delivered);
    assert!(!world.cabinet.note_bounce(&tag, &Fate::Delivered).await.unwrap());
    assert!(world.cabinet.note_bounce(&tag, &failed()).await.unwrap(), "a server in between took it too soon");
    assert!(!world.cabinet.note_bounce(&tag, &Fate::Delivered).await.unwrap());
    assert_eq!(letter_state(&world, &anna).await, MessageState::Returned);
});

on_both_engines!(a_gateway_that_answers_with_rubbish_holds_up_nobody, |world| async move {
    code_queued(&world).await;
    let rubbish = Ticket { gateway_id: Some("\0\u{7}".to_owned() + &"x".repeat(100_000)), cost: None };
    world.sent.answers.lock().unwrap().push(Handover::Accepted(rubbish));
    world.deliver().await;
    assert_eq!(world.rows("message where length(gateway_id) = 300").await, 1);
});

on_both_engines!(reports_about_sms_come_twice_and_out_of_order_and_count_once, |world| async move {
    let ticket = Ticket { gateway_id: Some("g-1".to_owned()), cost: Some(Money(250)) };
    code_queued(&world).await;
    world.sent.answers.lock().unwrap().push(Handover::Accepted(ticket));
    world.deliver().await;
    let report = |fate| Report { message: None, gateway_id: Some("g-1".to_owned()), fate, cost: Some(Money(300)) };
    let note = async |fate| world.cabinet.note_reports(&[report(fate)]).await.unwrap();
    assert_eq!(note(Fate::Delivered).await, 1);
    assert_eq!(note(Fate::Underway).await, 0, "an earlier word that came later");
    assert_eq!(note(Fate::Delivered).await, 0);
    let stranger = Report { message: Some(MessageId(Uuid::from_u128(3))), gateway_id: None, fate: failed(), cost: None };
    assert_eq!(world.cabinet.note_reports(&[stranger]).await.unwrap(), 0);
    let told = world.texts("select state || ' ' || cost from message where channel = 'sms'").await;
    assert_eq!(told, ["delivered 300"], "and the money is counted once");
});

/// A gateway that tells nothing unless it is asked.
struct Asked;

#[async_trait]
impl SmsGateway for Asked {
    async fn send(&self, _: &TextMessage) -> Handover {
        Handover::Accepted(Ticket { gateway_id: Some("g-7".to_owned()), cost: None })
    }
    async fn was_accepted(&self, _: MessageId, _: i64) -> Option<bool> {
        None
    }
    async fn reports(&self, open: &[OpenMessage]) -> Vec<Report> {
        let delivered = |message: &OpenMessage| Report {
            message: None,
            gateway_id: Some(message.gateway_id.clone()),
            fate: Fate::Delivered,
            cost: Some(Money(320)),
        };
        open.iter().map(delivered).collect()
    }
}

/// A gateway whose open connection has brought a receipt before our own mark of the message is on the disk.
#[derive(Default)]
struct Quick {
    noted: AtomicBool,
}

#[async_trait]
impl SmsGateway for Quick {
    async fn send(&self, _: &TextMessage) -> Handover {
        Handover::Accepted(Ticket { gateway_id: Some("g-9".to_owned()), cost: None })
    }
    async fn was_accepted(&self, _: MessageId, _: i64) -> Option<bool> {
        None
    }
    async fn reports(&self, _: &[OpenMessage]) -> Vec<Report> {
        let report = Report { message: None, gateway_id: Some("g-9".to_owned()), fate: Fate::Delivered, cost: None };
        if self.noted.load(Ordering::SeqCst) { Vec::new() } else { vec![report] }
    }
    async fn noted(&self) {
        self.noted.store(true, Ordering::SeqCst);
    }
}

on_both_engines!(a_report_that_is_quicker_than_our_own_mark_counts_all_the_same, |world| async move {
    let quick = Arc::new(Quick::default());
    let gateways = Gateways { sms: quick.clone(), ..world.gateways.clone() };
    let (stopper, stop) = Stopper::new();
    let cabinet = world.cabinet.clone();
    let worker = tokio::spawn(async move { cabinet.deliver_for_ever(gateways, &Handle::current(), stop).await });
    let told = async {
        while !quick.noted.load(Ordering::SeqCst) {
            tokio::task::yield_now().await;
        }
        code_queued(&world).await;
        while world.rows("message where channel = 'sms' and state = 'delivered'").await == 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), told).await.expect("the report is tried again");
    stopper.ask();
    worker.await.unwrap();
});

on_both_engines!(a_worker_asks_the_gateway_what_became_of_the_sms_it_took, |world| async move {
    code_queued(&world).await;
    let gateways = Gateways { sms: Arc::new(Asked), ..world.gateways.clone() };
    world.cabinet.deliver_until_idle(&gateways).await.unwrap();
    let (stopper, stop) = Stopper::new();
    let cabinet = world.cabinet.clone();
    let worker = tokio::spawn(async move { cabinet.deliver_for_ever(gateways, &Handle::current(), stop).await });
    let told = async {
        while world.rows("message where channel = 'sms' and state = 'delivered' and cost = 320").await == 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), told).await.expect("the worker asks as soon as it starts");
    stopper.ask();
    worker.await.unwrap();
});
