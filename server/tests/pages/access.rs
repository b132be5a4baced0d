//! Who may open what: a stranger, a resident, another resident. Somebody else's is the same as nothing.
//! Not here: what the pages say.

use crate::browser::{Browser, Page, on_the_server, router};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::Period;
use storage::Engine;
use testbed::World;

const CABINET: [&str; 23] = [
    "/addresses",
    "/addresses/add",
    "/receipts",
    "/receipts/year/1",
    "/payments",
    "/addresses/1/electronic",
    "/settings",
    "/settings/email",
    "/settings/phone",
    "/settings/phone/code",
    "/settings/password",
    "/settings/devices",
    "/settings/notices",
    "/settings/sign-in",
    "/settings/sign-in/sms",
    "/settings/sign-in/app",
    "/settings/sign-in/app/code",
    "/settings/sign-in/app/codes",
    "/settings/sign-in/passkeys",
    "/settings/sign-in/passkeys/new",
    "/settings/sign-in/passkeys/none",
    "/settings/data",
    "/settings/close",
];

/// A town with two published months, and a resident who holds account 1.
pub async fn holder(world: &World) -> (Browser, String) {
    world.suppliers("2026-09").await;
    let mut last = None;
    for month in ["2026-09", "2026-10"] {
        world.register(60, month).await;
        let period: Period = month.parse().unwrap();
        world.cabinet.publish(period).await.unwrap();
        last = Some(period);
    }
    let mut tx = world.cabinet.db.read().await.unwrap();
    let account = storage::accounts::find(&mut tx, 1.into()).await.unwrap().unwrap();
    let (_, total) = storage::statements::list_recent_totals(&mut tx, account.id, last.unwrap()).await.unwrap()[0];
    let receipt = storage::receipts::list_of_account(&mut tx, account.id, 1).await.unwrap()[0].id;
    drop(tx);
    let mut browser = Browser::new(router(world).await);
    browser.sign_up("anna@example.ru", "89130000001").await;
    let page = browser.post("bind-account", &[("account", &account.number), ("total", &total.plain())]).await;
    assert_eq!(page.path, "/addresses/1", "{}", page.main());
    (browser, receipt.to_string())
}

fn same(page: &Page) -> (StatusCode, String) {
    (page.status, page.main())
}

#[test]
fn a_stranger_is_led_to_the_sign_in_and_back() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut browser = Browser::new(router(&world).await);
        for path in CABINET {
            let page = browser.get(path).await;
            assert_eq!(page.path, format!("/sign-in?next={path}"));
        }
        browser.sign_up("anna@example.ru", "89130000001").await;
        browser.post("sign-out", &[]).await;
        let fields = [("login", "anna@example.ru"), ("password", "дом у реки"), ("next", "/settings")];
        let page = browser.post("sign-in", &fields).await;
        assert_eq!(page.path, "/settings");
    });
}

#[test]
fn the_way_back_after_the_sign_in_never_leaves_the_site() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut browser = Browser::new(router(&world).await);
        browser.sign_up("anna@example.ru", "89130000001").await;
        for next in ["//evil.example", "https://evil.example", "/\\evil.example", "/api/sign-out", "/a\r\nSet-Cookie: x=y"] {
            let fields = [("login", "anna@example.ru"), ("password", "дом у реки"), ("next", next)];
            let page = browser.post("sign-in", &fields).await;
            assert_eq!(page.path, "/addresses", "{next}");
        }
    });
}

#[test]
fn another_residents_ids_are_the_same_as_unknown_ones_in_every_address() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let (mut anna, receipt) = holder(&world).await;
        assert_eq!(anna.get(&format!("/receipts/{receipt}")).await.status, StatusCode::OK);
        let mut eve = Browser::new(router(&world).await);
        eve.sign_up("eve@example.ru", "89130000002").await;
        for of in [
            "/addresses/ID",
            "/addresses/ID/electronic",
            "/addresses/ID/code",
            "/addresses/ID/done",
            "/addresses/ID/returned",
            "/addresses/ID/history",
            "/receipts/year/ID",
        ] {
            let foreign = eve.get(&of.replace("ID", "1")).await;
            for unknown in ["99999999", "-1", "abc", "1%00"] {
                assert_eq!(same(&foreign), same(&eve.get(&of.replace("ID", unknown)).await), "{of} {unknown}");
            }
            assert_eq!(foreign.status, StatusCode::NOT_FOUND);
        }
        let foreign = eve.get(&format!("/receipts/{receipt}")).await;
        let unknown = eve.get("/receipts/00000000-0000-7000-8000-000000000000").await;
        assert_eq!(same(&foreign), same(&unknown));
        assert_eq!(foreign.status, StatusCode::NOT_FOUND);
        for endpoint in ["start-switch", "resend-code", "return-to-paper", "revoke-pay-links"] {
            let page = eve.post(endpoint, &[("id", "1")]).await;
            assert_eq!(page.h1(), "Страница не найдена", "{endpoint}");
        }
        let page = eve.post("confirm-switch", &[("id", "1"), ("code", "123456")]).await;
        assert_eq!(page.h1(), "Страница не найдена");
        assert_eq!(anna.get("/addresses/1").await.status, StatusCode::OK);
    });
}

#[test]
fn after_signing_out_everywhere_no_old_cookie_opens_anything() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let (mut phone, _) = holder(&world).await;
        let mut desk = Browser::new(router(&world).await);
        desk.post("sign-in", &[("login", "8 913 000-00-01"), ("password", "дом у реки")]).await;
        assert_eq!(desk.get("/addresses/1").await.status, StatusCode::OK);
        desk.post("sign-out-everywhere", &[]).await;
        assert_eq!(phone.get("/addresses").await.path, "/sign-in?next=/addresses");
        assert_eq!(desk.get("/addresses").await.path, "/sign-in?next=/addresses");
    });
}

#[test]
fn a_form_posted_from_another_site_is_refused() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut browser = Browser::new(router(&world).await);
        browser.sign_up("anna@example.ru", "89130000001").await;
        for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")] {
            let request = Request::post("/api/sign-out-everywhere")
                .header(header::HOST, "127.0.0.1:3000")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header(name, value)
                .body(Body::empty())
                .unwrap();
            assert_eq!(browser.send(request).await.status(), StatusCode::FORBIDDEN, "{name}");
        }
        assert_eq!(browser.get("/addresses").await.path, "/addresses");
    });
}

#[test]
fn nothing_changes_by_opening_an_address() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut browser = Browser::new(router(&world).await);
        browser.sign_up("anna@example.ru", "89130000001").await;
        for endpoint in ["sign-out", "sign-out-everywhere", "return-to-paper?id=1", "sign-up?email=a@b.ru"] {
            let request = Request::get(format!("/api/{endpoint}")).body(Body::empty()).unwrap();
            let status = browser.send(request).await.status();
            assert!(status.is_client_error(), "{endpoint}: {status}");
        }
        assert_eq!(browser.get("/addresses").await.path, "/addresses");
    });
}
