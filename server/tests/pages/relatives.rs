//! «Близкие» as pages: giving access, the invitation for each who opens it, and what a close person may open.
//! Not here: the rules behind them (see `cabinet/tests/rules/relatives.rs`).

use crate::access::holder;
use crate::browser::{Browser, Page, on_the_server, router};
use axum::http::StatusCode;
use cabinet::letter::Letter;
use storage::Engine;
use testbed::{World, token};

const OLGA: &str = "olga@example.ru";

/// Goes through the steps of giving access; answers the path of the invitation.
async fn invite(world: &World, holder: &mut Browser, role: &str) -> String {
    let page = holder.post("give-person", &[("name", "Ольга Петрова"), ("contact", OLGA)]).await;
    assert_eq!(page.path, "/relatives/give/address", "{}", page.main());
    let page = holder.post("give-address", &[("account", "1"), ("holder_name", "Мария Ивановна")]).await;
    assert_eq!(page.path, "/relatives/give/role", "{}", page.main());
    let page = holder.post("give-role", &[("role", role), ("letters", "yes")]).await;
    assert_eq!(page.path, "/relatives/give/check", "{}", page.main());
    assert!(page.main().contains("Ольга Петрова") && page.main().contains("Мария Ивановна"), "{}", page.main());
    let page = holder.post("give-send", &[]).await;
    assert_eq!((page.path.as_str(), page.h1().as_str()), ("/relatives/give/done", "Готово"));
    world.deliver().await;
    match world.sent.last_letter(OLGA) {
        Some(Letter::Invitation(invitation)) => format!("/invitation/{}", token(&invitation.link)),
        other => panic!("{other:?}"),
    }
}

/// A holder, a close person who has accepted, and the holder's receipt.
async fn family(world: &World, role: &str) -> (Browser, Browser, String) {
    let (mut holder, receipt) = holder(world).await;
    let path = invite(world, &mut holder, role).await;
    let mut close = Browser::new(router(world).await);
    let page = close.get(&path).await;
    assert!(page.main().contains("Войти") && page.main().contains("Мария Ивановна"), "{}", page.main());
    let fields = [
        ("email", OLGA),
        ("phone", "89130000002"),
        ("password", "дом у реки"),
        ("personal_data", "on"),
        ("next", path.as_str()),
    ];
    let page = close.post("sign-up", &fields).await;
    assert_eq!((page.path.as_str(), page.h1().as_str()), (path.as_str(), "Вам дают доступ к квитанциям"));
    let page = close.post("accept-invitation", &[("token", &token(&path))]).await;
    assert_eq!(page.path, "/relatives?accepted=1", "{}", page.main());
    (holder, close, receipt)
}

/// The id of the only grant on a page.
fn grant(page: &Page) -> String {
    let (_, rest) = page.text.split_once("/relatives/").expect("a link to a grant");
    let after = page.text.match_indices("/relatives/").map(|(at, _)| &page.text[at + 11..]);
    let id = after.filter_map(|rest| rest.split_once("/close")).map(|(id, _)| id).find(|id| id.len() == 36);
    id.unwrap_or(rest).to_owned()
}

#[test]
fn a_daughter_sees_her_mothers_receipts_until_access_is_closed() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let (mut mother, mut daughter, receipt) = family(&world, "view").await;
        let list = daughter.get("/receipts").await;
        assert!(list.main().contains("Мария Ивановна — "), "{}", list.main());
        let page = daughter.get(&format!("/receipts/{receipt}")).await;
        assert!(page.main().contains("Вы смотрите квитанции: Мария Ивановна"), "{}", page.main());
        assert!(!page.text.contains("anna@example.ru") && !page.text.contains("000-00-01"), "no contacts of the holder");
        let page = daughter.get("/receipts/year/1").await;
        assert!(page.main().contains("Вы смотрите квитанции: Мария Ивановна"));
        let people = daughter.get("/relatives").await;
        assert!(people.main().contains("Кого я вижу") && people.main().contains("Мария Ивановна"));

        let seen = mother.get("/relatives").await;
        assert!(seen.main().contains("Ольга Петрова") && seen.main().contains("Закрыть доступ"), "{}", seen.main());
        let id = grant(&seen);
        let asks = mother.get(&format!("/relatives/{id}/close")).await;
        assert_eq!(asks.h1(), "Закрыть доступ: Ольга Петрова?");
        let page = mother.post("close-access", &[("grant", &id)]).await;
        assert!(page.main().contains("Доступа больше нет"), "{}", page.main());
        let page = mother.post("close-access", &[("grant", &id)]).await;
        assert_eq!(page.status, StatusCode::OK, "again, it changes nothing");
        assert_eq!(daughter.get(&format!("/receipts/{receipt}")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(daughter.get("/receipts/year/1").await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn what_is_the_holders_alone_is_not_found_by_a_close_person_who_may_view() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let (mut mother, mut daughter, _) = family(&world, "view").await;
        let id = grant(&mother.get("/relatives").await);
        for path in ["", "/electronic", "/code", "/code/not-received", "/done", "/returned"] {
            let page = daughter.get(&format!("/addresses/1{path}")).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        }
        for endpoint in ["start-switch", "resend-code", "return-to-paper", "revoke-pay-links"] {
            let page = daughter.post(endpoint, &[("id", "1")]).await;
            assert_eq!(page.h1(), "Страница не найдена", "{endpoint}");
        }
        let page = daughter.post("confirm-switch", &[("id", "1"), ("code", "123456")]).await;
        assert_eq!(page.h1(), "Страница не найдена");
        // The page of access shows the daughter her own side only.
        let page = daughter.get(&format!("/relatives/{id}/close")).await;
        assert_eq!(page.h1(), "Отказаться от доступа: Мария Ивановна?");
        assert_eq!(daughter.get("/relatives/give").await.status, StatusCode::NOT_FOUND, "nothing of her own to give");
    });
}

#[test]
fn who_may_manage_delivery_gets_its_pages_and_nothing_else_of_the_holder() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let (_, mut daughter, _) = family(&world, "manage").await;
        let page = daughter.get("/addresses/1").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.main().contains("Вы смотрите квитанции: Мария Ивановна"), "{}", page.main());
        assert!(!page.text.contains("revoke-pay-links") && !page.text.contains("anna@example.ru"));
        let page = daughter.get("/addresses/1/electronic").await;
        assert!(page.main().contains(OLGA), "letters go to her: {}", page.main());
        assert!(!page.text.contains("000-00-01") && page.text.contains('*'), "{}", page.main());
        assert!(!page.text.contains("sms_notices"));
        let page = daughter.post("start-switch", &[("id", "1")]).await;
        assert_eq!(page.path, "/addresses/1/code");
        assert!(page.main().contains("Попросите назвать код"), "{}", page.main());
        let page = daughter.post("revoke-pay-links", &[("id", "1")]).await;
        assert!(!page.path.contains("links=off"), "{}", page.path);
        assert_eq!(daughter.get("/addresses").await.status, StatusCode::OK);
        assert!(!daughter.get("/addresses").await.text.contains("/addresses/1\""), "it is not her address");
    });
}

#[test]
fn an_invitation_has_a_page_of_its_own_for_everybody_who_opens_it() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let (mut mother, _) = holder(&world).await;
        let path = invite(&world, &mut mother, "view").await;
        let mut eve = Browser::new(router(&world).await);
        eve.sign_up("eve@example.ru", "89130000009").await;
        let page = eve.get(&path).await;
        assert_eq!(page.h1(), "Приглашение для другого человека");
        assert!(page.main().contains("eve@example.ru") && page.main().contains("ol***@example.ru"), "{}", page.main());
        assert!(!page.text.contains(OLGA) && !page.main().contains("Мария"), "{}", page.main());
        let page = eve.post("accept-invitation", &[("token", &token(&path))]).await;
        assert_eq!(page.h1(), "Приглашение для другого человека");
        let pending = mother.get("/relatives").await;
        assert!(pending.main().contains("Отменить приглашение"), "{}", pending.main());
        let id = grant(&pending);
        let foreign = eve.get(&format!("/relatives/{id}/close")).await;
        let unknown = eve.get("/relatives/00000000-0000-7000-8000-000000000000/close").await;
        assert_eq!((foreign.status, foreign.main()), (unknown.status, unknown.main()));
        assert_eq!(foreign.status, StatusCode::NOT_FOUND);
        mother.post("close-access", &[("grant", &id)]).await;
        assert_eq!(eve.get(&path).await.h1(), "Приглашение отменено");
        assert_eq!(eve.get("/invitation/00ff").await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn wrong_answers_come_back_with_what_was_typed() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let (mut mother, _) = holder(&world).await;
        let page = mother.post("give-person", &[("name", &"я".repeat(300)), ("contact", "почта")]).await;
        assert_eq!(page.problems().len(), 2, "{:?}", page.problems());
        assert_eq!(page.value("contact"), "почта");
        let page = mother.post("give-person", &[("name", "\u{202e}Ан\u{200b}на"), ("contact", "anna@example.ru")]).await;
        assert_eq!(page.problems(), ["Это ваши почта или телефон. Введите те, что у другого человека"]);
        assert_eq!(mother.get("/relatives/give/check").await.path, "/relatives/give", "nobody gets ahead");
        let page = mother.post("ask-account", &[("account", ""), ("total", "")]).await;
        assert_eq!((page.path.starts_with("/relatives/ask?form="), page.problems().len()), (true, 2));
    });
}
