//! How pages look: chosen by a plain form, remembered by the device and for the person, there from the first byte; and the
//! demo's page of components. Not here: what a look does (see `end2end`).

use crate::browser::{Browser, Page, on_the_server, router, select};
use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use kvitok::config::Config;
use std::sync::Arc;
use storage::Engine;
use testbed::World;

/// Sends the form of the header, or that of the page of looks.
async fn choose(browser: &mut Browser, form: &str) -> Response<Body> {
    let request = Request::post("/look")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(form.to_owned()))
        .unwrap();
    browser.send(request).await
}

fn location(response: &Response<Body>) -> &str {
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    response.headers()[header::LOCATION].to_str().unwrap()
}

/// Size, colours and spacing as `<html>` has them.
fn marks(page: &Page) -> [Option<&str>; 3] {
    let html = page.html.root_element().value();
    ["data-text", "data-scheme", "data-spacing"].map(|name| html.attr(name))
}

/// The words of the header's button and what it chooses.
fn button(page: &Page) -> (String, String) {
    let found = select(&page.html, ".site-header__tools button");
    (crate::browser::words(found[0]), found[0].value().attr("value").unwrap().to_owned())
}

#[test]
fn the_look_of_the_cookie_is_on_the_first_byte_of_every_page_and_ordinary_without_it() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut browser = Browser::new(router(&world).await);
        let page = browser.get("/").await;
        assert_eq!(marks(&page), [None, None, None]);
        assert_eq!(button(&page), ("Крупный текст".to_owned(), "big".to_owned()));
        let answer = choose(&mut browser, "text=big&scheme=white-on-black&spacing=wide&back=%2Fcontacts").await;
        assert_eq!(location(&answer), "/contacts");
        let cookie = answer.headers()[header::SET_COOKIE].to_str().unwrap();
        assert!(
            cookie.starts_with("kvitok_look=big.white-on-black.wide; ") && cookie.contains("Max-Age=34560000"),
            "{cookie}"
        );
        for path in ["/", "/contacts", "/sign-in", "/accessibility/look", "/nothing"] {
            let page = browser.get(path).await;
            assert_eq!(marks(&page), [Some("big"), Some("white-on-black"), Some("wide")], "{path}");
            assert_eq!(button(&page), ("Обычный текст".to_owned(), "normal".to_owned()), "{path}");
            assert!(page.text.contains("name=\"color-scheme\" content=\"dark\""), "{path}: nothing flashes");
        }
    });
}

#[test]
fn the_headers_button_changes_the_text_alone_and_comes_back_to_the_same_page() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut browser = Browser::new(router(&world).await);
        choose(&mut browser, "scheme=dark&spacing=wide").await;
        let page = browser.get("/accessibility/look?saved=1").await;
        let back = select(&page.html, ".site-header__tools [name=back]")[0].value().attr("value").unwrap();
        assert_eq!(back, "/accessibility/look?saved=1");
        assert!(page.main().contains("Готово"), "{}", page.main());
        choose(&mut browser, "text=big").await;
        assert_eq!(marks(&browser.get("/").await), [Some("big"), Some("dark"), Some("wide")]);
        choose(&mut browser, "text=normal").await;
        assert_eq!(marks(&browser.get("/").await), [None, Some("dark"), Some("wide")]);
    });
}

#[test]
fn the_page_of_looks_shows_what_holds_now() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut browser = Browser::new(router(&world).await);
        choose(&mut browser, "text=big&scheme=black-on-white").await;
        let page = browser.get("/accessibility/look").await;
        let chosen: Vec<_> =
            select(&page.html, "input[checked]").iter().map(|input| input.value().attr("value").unwrap()).collect();
        assert_eq!(chosen, ["big", "black-on-white", "normal"]);
        for (path, from) in [("/accessibility", "main"), ("/", "header")] {
            let page = browser.get(path).await;
            assert_eq!(select(&page.html, &format!("{from} a[href='/accessibility/look']")).len(), 1, "{path}");
        }
    });
}

#[test]
fn a_cookie_of_garbage_is_the_ordinary_look() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        for garbage in ["", "huge", "big\"><script>", "....", "%00", "null.pink.3"] {
            let mut browser = Browser::new(router(&world).await);
            let cookie = format!("kvitok_look={garbage}");
            let request = Request::get("/").header(header::COOKIE, cookie).body(Body::empty()).unwrap();
            let answer = browser.send(request).await;
            assert_eq!(answer.status(), StatusCode::OK, "{garbage}");
            let body = axum::body::to_bytes(answer.into_body(), 1 << 20).await.unwrap();
            let text = String::from_utf8(body.to_vec()).unwrap();
            let html = text.split_once("<html").and_then(|(_, rest)| rest.split_once('>')).unwrap().0;
            assert!(!html.contains("data-"), "{garbage}: {html}");
        }
    });
}

#[test]
fn the_way_back_is_a_page_of_ours_whatever_was_sent() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut browser = Browser::new(router(&world).await);
        let evil =
            ["//evil.example", "https://evil.example", "/\\evil.example", "/api/sign-out", "/look", "/a%0d%0aX:%20y", ""];
        for back in evil {
            assert_eq!(location(&choose(&mut browser, &format!("text=big&back={back}")).await), "/", "{back}");
        }
        assert_eq!(location(&choose(&mut browser, "text=huge").await), "/", "an unknown size is the ordinary one");
        assert_eq!(marks(&browser.get("/").await), [None, None, None]);
        assert_eq!(location(&choose(&mut browser, "%%%").await), "/", "half a form is answered as well");
        assert_eq!(browser.get("/look").await.path, "/accessibility/look");
    });
}

#[test]
fn another_device_takes_the_persons_look_at_sign_in_and_a_device_with_its_own_keeps_that() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let router = router(&world).await;
        let mut phone = Browser::new(router.clone());
        phone.sign_up("anna@example.ru", "89130000001").await;
        choose(&mut phone, "text=big&scheme=dark").await;
        phone.post("sign-out", &[]).await;
        assert_eq!(marks(&phone.get("/").await), [Some("big"), Some("dark"), None], "signing out leaves it on the device");

        let enter = [("login", "anna@example.ru"), ("password", "дом у реки"), ("next", "/settings")];
        let mut desk = Browser::new(router.clone());
        assert_eq!(marks(&desk.get("/").await), [None, None, None]);
        let page = desk.post("sign-in", &enter).await;
        assert_eq!((page.path.as_str(), marks(&page)), ("/settings", [Some("big"), Some("dark"), None]));

        let mut tablet = Browser::new(router);
        choose(&mut tablet, "spacing=wide").await;
        assert_eq!(marks(&tablet.post("sign-in", &enter).await), [None, None, Some("wide")]);
    });
}

#[test]
fn signing_out_never_asks_the_browser_to_forget_cookies() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut browser = Browser::new(router(&world).await);
        browser.sign_up("anna@example.ru", "89130000001").await;
        let answer = browser.post_raw("sign-out", &[]).await;
        let clear = answer.headers()["clear-site-data"].to_str().unwrap();
        assert!(!clear.contains("cookies") && !clear.contains('*'), "{clear}");
    });
}

#[test]
fn a_look_from_another_site_is_refused() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut browser = Browser::new(router(&world).await);
        let request = Request::post("/look").header("sec-fetch-site", "cross-site").body(Body::from("text=big")).unwrap();
        assert_eq!(browser.send(request).await.status(), StatusCode::FORBIDDEN);
    });
}

#[test]
fn the_page_of_components_is_there_in_the_demo_and_nowhere_else() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut browser = Browser::new(router(&world).await);
        let page = browser.get("/dev/components").await;
        assert_eq!((page.status, page.h1().as_str()), (StatusCode::NOT_FOUND, "Страница не найдена"));

        let mut demo = world.cabinet.clone();
        let settings = cabinet::Settings { demo: true, ..(*demo.settings).clone() };
        demo.settings = Arc::new(settings);
        let config = Config::load(None, std::iter::empty()).unwrap();
        let mut browser = Browser::new(crate::browser::router_of(&config, &demo).await);
        let request = Request::get("/dev/components").body(Body::empty()).unwrap();
        let answer = browser.send(request).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let body = axum::body::to_bytes(answer.into_body(), 1 << 22).await.unwrap();
        let text = String::from_utf8(body.to_vec()).unwrap();
        for part in [
            "error-summary",
            "field--wrong",
            "aria-busy",
            "notice--good",
            "tag--paper",
            "receipt__tear",
            "chart__bar",
            "radio",
        ] {
            assert!(text.contains(part), "{part}");
        }
        assert!(!text.contains("type=\"module\""), "it never wakes up");
    });
}
