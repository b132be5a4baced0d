//! Rule 14: several people on one account.
//! Not here: people who have no right of their own to it (they come with «Близкие»).

use cabinet::letter::Letter;
use domain::id::{AccountId, MessageId};
use domain::view::AddressStatus;
use testbed::street::month;
use testbed::{Person, World, on_both_engines};

/// Two residents with confirmed e-mails on account 1 of a street of two.
async fn couple(world: &World) -> (Person, Person, AccountId) {
    world.street(2).await;
    let (anna, boris) = (world.resident("anna").await, world.resident("boris").await);
    let account = world.bind(&anna, 1).await;
    assert_eq!(world.bind(&boris, 1).await, account);
    (anna, boris, account)
}

async fn status(world: &World, person: &Person, account: AccountId) -> AddressStatus {
    world.cabinet.address(&world.of(person, account).await).await.unwrap().card.status
}

fn receipts_of(world: &World, person: &Person) -> usize {
    world.sent.letters(&person.email).iter().filter(|letter| matches!(letter, Letter::Receipt(_))).count()
}

/// The last letter to a person came back.
async fn bounce(world: &World, person: &Person) {
    let last = {
        let mails = world.sent.mails.lock().unwrap();
        mails.iter().rev().find(|(_, to, _)| to.as_str() == person.email).unwrap().0
    };
    assert!(world.cabinet.letter_returned(last, "no such user").await.unwrap());
}

on_both_engines!(a_change_by_one_holder_is_told_to_every_other_at_once, |world| async move {
    let (anna, boris, account) = couple(&world).await;
    world.switch(&anna, account, false).await;
    world.deliver().await;
    for (person, by_another) in [(&anna, false), (&boris, true)] {
        match world.sent.last_letter(&person.email) {
            Some(Letter::SwitchedToElectronic { by_another_holder, first_period, electronic, paper, .. }) => {
                assert_eq!(by_another_holder, by_another);
                assert_eq!(first_period, month("2026-10"));
                assert_eq!((electronic.len(), paper.len()), (2, 1));
            }
            other => panic!("{other:?}"),
        }
    }
    world.cabinet.return_to_paper(&boris.visitor, &world.of(&boris, account).await).await.unwrap();
    world.deliver().await;
    for (person, by_another) in [(&anna, true), (&boris, false)] {
        let told = world.sent.last_letter(&person.email);
        assert!(matches!(told, Some(Letter::ReturnedToPaper { by_another_holder, .. }) if by_another_holder == by_another));
    }
});

on_both_engines!(any_holder_may_change_the_choice_of_another, |world| async move {
    let (anna, boris, account) = couple(&world).await;
    world.switch(&anna, account, false).await;
    assert_eq!(status(&world, &boris, account).await, AddressStatus::Mixed);
    world.cabinet.return_to_paper(&boris.visitor, &world.of(&boris, account).await).await.unwrap();
    assert_eq!(status(&world, &anna, account).await, AddressStatus::Paper);
});

on_both_engines!(letters_go_to_every_holder_who_can_be_reached, |world| async move {
    let (anna, boris, account) = couple(&world).await;
    let vera = world.signed_up("vera").await;
    world.bind(&vera, 1).await;
    world.switch(&anna, account, false).await;
    world.month(2, "2026-10").await;
    world.deliver().await;
    let counts = [&anna, &boris, &vera].map(|person| receipts_of(&world, person));
    assert_eq!(counts, [1, 1, 0], "nothing of an account goes to an address that nobody confirmed");
    let told =
        world.sent.letters(&vera.email).into_iter().any(|letter| matches!(letter, Letter::SwitchedToElectronic { .. }));
    assert!(!told);
});

on_both_engines!(an_account_is_reachable_while_one_email_on_it_works, |world| async move {
    let (anna, boris, account) = couple(&world).await;
    world.switch(&anna, account, false).await;
    world.deliver().await;
    bounce(&world, &anna).await;
    assert_eq!(status(&world, &anna, account).await, AddressStatus::Mixed);
    assert_eq!(world.month(2, "2026-10").await.electronic_accounts, 1);
    world.deliver().await;
    assert_eq!([&anna, &boris].map(|person| receipts_of(&world, person)), [0, 1]);
    bounce(&world, &boris).await;
    assert_eq!(status(&world, &boris, account).await, AddressStatus::EmailFails);
    assert_eq!(world.month(2, "2026-11").await.electronic_accounts, 0);
});

on_both_engines!(a_confirmed_email_of_another_holder_is_enough_for_one_who_has_none, |world| async move {
    world.street(2).await;
    let (anna, boris) = (world.signed_up("anna").await, world.resident("boris").await);
    let account = world.bind(&anna, 1).await;
    world.bind(&boris, 1).await;
    world.switch(&anna, account, false).await;
    assert_eq!(world.month(2, "2026-10").await.electronic_accounts, 1);
    world.deliver().await;
    assert_eq!([&anna, &boris].map(|person| receipts_of(&world, person)), [0, 1]);
});

on_both_engines!(each_holder_asks_for_sms_alone, |world| async move {
    let (anna, boris, account) = couple(&world).await;
    world.switch(&anna, account, true).await;
    world.deliver().await;
    world.month(2, "2026-10").await;
    world.deliver().await;
    assert_eq!(crate::kinds(&world.sent.sms(&anna.phone)), ["code", "switched", "receipt"]);
    assert!(world.sent.sms(&boris.phone).is_empty());
});

on_both_engines!(one_person_on_two_accounts_gets_a_letter_for_each, |world| async move {
    world.street(2).await;
    let (anna, _) = world.electronic("anna", 1).await;
    let second = world.bind(&anna, 2).await;
    world.switch(&anna, second, false).await;
    world.month(2, "2026-10").await;
    world.deliver().await;
    assert_eq!(receipts_of(&world, &anna), 2);
    let ids: std::collections::HashSet<MessageId> = world.sent.mails.lock().unwrap().iter().map(|(id, _, _)| *id).collect();
    assert_eq!(ids.len(), world.sent.mails.lock().unwrap().len(), "each under an id of its own");
});
