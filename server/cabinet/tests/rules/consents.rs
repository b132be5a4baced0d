//! Rule 7: a consent is evidence, in a chain that shows any change.
//! Not here: what follows from a consent (see `choosing`).

use cabinet::consents::ChainState;
use serde_json::Value;
use sha2::{Digest, Sha256};
use testbed::street::{HEAT, WATER, inn, number};
use testbed::{Person, World, on_both_engines};

/// A chain of three: personal data, electronic delivery, return to paper.
async fn chain(world: &World) -> Person {
    world.street(2).await;
    let (anna, account) = world.electronic("anna", 1).await;
    let of = world.of(&anna, account).await;
    world.cabinet.return_to_paper(&anna.visitor, &of).await.unwrap();
    assert!(matches!(world.cabinet.verify_consents().await.unwrap(), ChainState::Whole { links: 3, .. }));
    anna
}

async fn bodies(world: &World) -> Vec<Value> {
    let bodies = world.texts("select body from consent order by seq").await;
    bodies.iter().map(|body| serde_json::from_str(body).unwrap()).collect()
}

on_both_engines!(an_empty_chain_is_whole, |world| async move {
    assert!(matches!(world.cabinet.verify_consents().await.unwrap(), ChainState::Whole { links: 0, .. }));
});

on_both_engines!(a_consent_to_electronic_delivery_holds_all_of_its_evidence, |world| async move {
    let anna = chain(&world).await;
    let body = &bodies(&world).await[1];
    assert_eq!(body["kind"], "electronic_delivery");
    assert_eq!(body["account_number"], number(1).as_str());
    assert_eq!(body["suppliers"], serde_json::json!([inn(HEAT), inn(WATER)]));
    assert_eq!(body["from_period"], "2026-10");
    assert_eq!(body["ownership_proof"], "total:2026-09");
    assert_eq!(body["channel"], "web");
    assert_eq!(body["operator"], Value::Null);
    assert_eq!(body["made_at"], world.cabinet.now());
    assert_eq!(body["email"], anna.email.as_str());
    assert_eq!(body["phone"], anna.phone.as_str());
    assert!(body["phone_confirmed_at"].is_i64() && body["email_confirmed_at"].is_i64());
    assert_eq!(body["ip"], anna.visitor.ip.unwrap().to_string());
    assert_eq!(body["user_agent"], anna.visitor.user_agent.as_str());
    let code = &body["code"];
    assert_eq!(code["phone"], anna.phone.as_str());
    assert_eq!(code["wrong_tries"], 0);
    assert_eq!(code["hash"].as_str().unwrap().len(), 64);
    assert!(code["confirmation"].is_string() && code["sent_at"].is_i64());
    let document = &body["document"];
    let text = document["text"].as_str().unwrap();
    assert!(text.contains("в электронном виде") && text.contains("63-ФЗ"));
    assert_eq!(document["version"], "2026-11-01");
    assert_eq!(document["sha256"], cabinet::secret::hex(&Sha256::digest(text.as_bytes())));
});

on_both_engines!(wrong_tries_before_the_right_code_are_part_of_the_evidence, |world| async move {
    world.street(1).await;
    let anna = world.resident("anna").await;
    let account = world.bind(&anna, 1).await;
    world.ask_for_code(&anna, account, true).await;
    let code = world.read_code(&anna).await;
    let wrong = if code == "000000" { "000001" } else { "000000" };
    world.enter_code(&anna, account, wrong).await.unwrap_err();
    world.enter_code(&anna, account, &code).await.unwrap();
    let body = &bodies(&world).await[1];
    assert_eq!(body["code"]["wrong_tries"], 1);
    assert_eq!(body["sms_information"], true);
});

on_both_engines!(consent_to_personal_data_is_a_document_of_its_own, |world| async move {
    let anna = chain(&world).await;
    let body = &bodies(&world).await[0];
    assert_eq!(body["kind"], "personal_data");
    assert_eq!((&body["account_id"], &body["code"]), (&Value::Null, &Value::Null));
    assert_eq!(body["email"], anna.email.as_str());
    let texts: Vec<Value> = bodies(&world).await.iter().map(|body| body["document"]["title"].clone()).collect();
    assert!(texts[0] != texts[1] && texts[1] != texts[2], "{texts:?}");
});

on_both_engines!(a_return_to_paper_is_a_link_of_the_chain_as_well, |world| async move {
    chain(&world).await;
    let body = &bodies(&world).await[2];
    assert_eq!(body["kind"], "paper_return");
    assert_eq!(body["suppliers"], serde_json::json!([inn(HEAT), inn(WATER)]));
    assert_eq!(body["code"], Value::Null, "coming back takes one press");
});

on_both_engines!(any_change_of_a_link_is_noticed, |world| async move {
    chain(&world).await;
    let other = if world.url.starts_with("sqlite") { "x'00'" } else { r"'\x00'::bytea" };
    let id = if world.url.starts_with("sqlite") { "zeroblob(16)" } else { "'00000000-0000-0000-0000-000000000000'::uuid" };
    world.sql("create table kept as select * from consent").await;
    for (change, seq) in [
        ("body = replace(body, 'example.ru', 'example.su')".to_owned(), 2),
        ("body = replace(body, '63-ФЗ', '64-ФЗ')".to_owned(), 2),
        ("kind = 'personal_data'".to_owned(), 2),
        ("account_id = 2".to_owned(), 2),
        ("account_id = null".to_owned(), 2),
        ("made_at = made_at - 1".to_owned(), 2),
        (format!("resident_id = {id}"), 2),
        (format!("id = {id}"), 2),
        (format!("hash = {other}"), 2),
        (format!("previous = {other}"), 1),
        (format!("previous = {other}"), 3),
        ("body = replace(body, 'web', 'office')".to_owned(), 3),
    ] {
        world.sql(&format!("update consent set {change} where seq = {seq}")).await;
        match world.cabinet.verify_consents().await.unwrap() {
            ChainState::Broken { seq: named, .. } => assert_eq!(named, seq, "{change}"),
            whole @ ChainState::Whole { .. } => panic!("{change} of link {seq}: {whole:?}"),
        }
        let columns = "id = k.id, kind = k.kind, resident_id = k.resident_id, account_id = k.account_id,
            made_at = k.made_at, body = k.body, previous = k.previous, hash = k.hash";
        world.sql(&format!("update consent set {columns} from kept k where k.seq = consent.seq")).await;
        assert!(matches!(world.cabinet.verify_consents().await.unwrap(), ChainState::Whole { links: 3, .. }), "{change}");
    }
});

on_both_engines!(a_link_that_is_gone_is_noticed_wherever_it_was, |world| async move {
    chain(&world).await;
    world.sql("delete from delivery_choice").await;
    for (seq, named) in [(3, 3), (2, 3), (1, 2)] {
        world.sql(&format!("create table kept_{seq} as select * from consent where seq = {seq}")).await;
        world.sql(&format!("delete from consent where seq = {seq}")).await;
        let state = world.cabinet.verify_consents().await.unwrap();
        assert!(matches!(state, ChainState::Broken { seq, .. } if seq == named), "{seq}: {state:?}");
        world.sql(&format!("insert into consent select * from kept_{seq}")).await;
    }
    world.sql("delete from consent").await;
    assert!(matches!(world.cabinet.verify_consents().await.unwrap(), ChainState::Broken { seq: 1, .. }));
});

on_both_engines!(a_head_that_is_gone_or_turned_back_is_noticed, |world| async move {
    chain(&world).await;
    world.sql("update consent_head set seq = 2, hash = (select hash from consent where seq = 2)").await;
    assert!(matches!(world.cabinet.verify_consents().await.unwrap(), ChainState::Broken { .. }));
    world.sql("delete from consent_head").await;
    assert!(matches!(world.cabinet.verify_consents().await.unwrap(), ChainState::Broken { .. }));
});

on_both_engines!(cutting_the_end_and_the_head_together_shows_in_the_noted_hash, |world| async move {
    chain(&world).await;
    let ChainState::Whole { head: noted, .. } = world.cabinet.verify_consents().await.unwrap() else { panic!("whole") };
    world.sql("delete from delivery_choice where consent_seq = 3").await;
    world.sql("delete from consent where seq = 3").await;
    world.sql("update consent_head set seq = 2, hash = (select hash from consent where seq = 2)").await;
    let ChainState::Whole { links: 2, head } = world.cabinet.verify_consents().await.unwrap() else { panic!("whole") };
    assert_ne!(head, noted, "this is why the hash of the end is noted outside the database");
});

on_both_engines!(the_chain_stays_one_when_many_sign_at_once, |world| async move {
    let people: Vec<Person> = (0..8).map(|n| testbed::person(&format!("person{n}"))).collect();
    let mut tasks = tokio::task::JoinSet::new();
    let world = std::sync::Arc::new(world);
    for person in people {
        let world = world.clone();
        tasks.spawn(async move { world.try_sign_up(&person, testbed::PASSWORD).await.map(drop) });
    }
    while let Some(signed) = tasks.join_next().await {
        signed.unwrap().unwrap();
    }
    assert!(matches!(world.cabinet.verify_consents().await.unwrap(), ChainState::Whole { links: 8, .. }));
});
