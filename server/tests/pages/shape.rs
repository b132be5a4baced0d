//! Every page that anybody can open has the shape of a page; the browser of these tests checks it on each one.
//! Not here: what only its holder can open (see `access`).

use crate::browser::{Browser, on_the_server, router, select};
use axum::http::{StatusCode, header};
use storage::Engine;
use testbed::World;

pub const PUBLIC: [&str; 14] = [
    "/",
    "/how-to",
    "/questions",
    "/channels",
    "/contacts",
    "/privacy",
    "/accessibility",
    "/accessibility/look",
    "/documents/personal-data",
    "/documents/electronic-delivery",
    "/sign-up",
    "/sign-in",
    "/sign-in/forgotten",
    "/connect",
];

#[test]
fn every_public_page_is_there_and_has_the_shape_of_a_page() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut browser = Browser::new(router(&world).await);
        for path in PUBLIC {
            let page = browser.get(path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert!(page.main().len() > 200, "{path} says something");
        }
    });
}

#[test]
fn an_unknown_address_says_so_in_words_and_helps_on() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut browser = Browser::new(router(&world).await);
        for path in ["/nothing", "/documents/nothing", "/dev/outbox", "/receipts/../etc/passwd", "/pkg/nothing.js"] {
            let page = browser.get(path).await;
            assert_eq!((page.status, page.h1().as_str()), (StatusCode::NOT_FOUND, "Страница не найдена"), "{path}");
            assert!(!page.text.contains("404"), "{path}: no numbers of ours");
        }
    });
}

#[test]
fn the_first_tab_is_addresses() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut browser = Browser::new(router(&world).await);
        let page = browser.sign_up("anna@example.ru", "89130000001").await;
        let tabs = select(&page.html, "nav.tabs a");
        assert_eq!(crate::browser::words(tabs[0]), "Адреса");
        assert_eq!(page.h1(), "Адреса");
    });
}

#[test]
fn every_answer_carries_the_headers_that_protect_it() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut browser = Browser::new(router(&world).await);
        let page = browser.get("/").await;
        assert_eq!(page.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert_eq!(page.headers[header::REFERRER_POLICY], "same-origin");
    });
}
