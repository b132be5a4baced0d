//! The installed app as the server gives it out: the page for no network, notices on devices without scripts.
//! Not here: the worker in a browser (see `end2end/journeys/installed.hydrate.spec.ts`), push itself.

use crate::browser::{Browser, on_the_server, router, select, words};
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt;
use scraper::Html;
use storage::Engine;
use testbed::World;

/// The page as a worker gets it: no page with a header and ways on.
async fn offline(browser: &mut Browser) -> (HeaderMap, Html) {
    let response = browser.send(Request::get("/offline").body(Body::empty()).unwrap()).await;
    assert_eq!(response.status(), StatusCode::OK);
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    (parts.headers, Html::parse_document(std::str::from_utf8(&bytes).unwrap()))
}

#[test]
fn the_page_for_no_network_is_the_same_for_everybody_and_names_the_phone() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let (headers, html) = offline(&mut Browser::new(router(&world).await)).await;
        let main = |html: &Html| words(select(html, "main")[0]);
        assert!(main(&html).starts_with("Нет связи") && main(&html).contains("No connection"), "{}", main(&html));
        assert_eq!(select(&html, "a[href='tel:88005550102']").len(), 2);
        assert_eq!((select(&html, "h1").len(), select(&html, "section[lang=en] h2").len()), (1, 1));
        assert_eq!(select(&html, "script[src], script[type=module]").len(), 0, "nothing that would have to be fetched");
        assert!(headers.contains_key(header::CONTENT_SECURITY_POLICY));
        let mut anna = Browser::new(router(&world).await);
        anna.sign_up("anna@example.ru", "89130000001").await;
        anna.speak("en").await;
        let (_, hers) = offline(&mut anna).await;
        assert_eq!(main(&hers), main(&html));
    });
}

#[test]
fn every_page_names_the_manifest_and_the_colour_of_its_scheme() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut browser = Browser::new(router(&world).await);
        let page = browser.get("/").await;
        assert_eq!(select(&page.html, "link[rel=manifest][href='/manifest.webmanifest']").len(), 1);
        let colours: Vec<_> = select(&page.html, "meta[name=theme-color]")
            .iter()
            .map(|meta| (meta.attr("media").unwrap_or_default().to_owned(), meta.attr("content").unwrap().to_owned()))
            .collect();
        let scheme = |name: &str| format!("(prefers-color-scheme: {name})");
        assert_eq!(colours, [(scheme("light"), "#ffffff".to_owned()), (scheme("dark"), "#111817".to_owned())]);
    });
}

#[test]
fn without_scripts_the_page_of_notices_says_what_is_missing_and_devices_can_be_switched_off() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut browser = Browser::new(router(&world).await);
        browser.sign_up("anna@example.ru", "89130000001").await;
        let page = browser.get("/settings/notices").await;
        let section = select(&page.html, "section[aria-labelledby=push]");
        assert!(words(section[0]).contains("Если в браузере выключен JavaScript"), "{}", words(section[0]));
        assert_eq!(select(&page.html, "form[action='/api/drop-all-push']").len(), 0, "there is none yet");
        let endpoint = "https://fcm.googleapis.com/fcm/send/anna";
        let (key, auth) = ("A".repeat(87), "B".repeat(22));
        browser.post_raw("keep-push", &[("endpoint", endpoint), ("p256dh", &key), ("auth", &auth)]).await;
        let page = browser.get("/settings/notices").await;
        assert!(page.main().contains("Устройств с уведомлениями: 1."), "{}", page.main());
        browser.post("drop-all-push", &[]).await;
        assert!(!browser.get("/settings/notices").await.main().contains("Устройств с уведомлениями"));
    });
}
