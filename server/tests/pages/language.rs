//! English as the second language: chosen by a link, remembered, on every page.
//! Not here: single words (see `app/src/locales`), letters and SMS (see `messaging`).

use crate::browser::{Browser, Page, on_the_server, router, select};
use crate::shape::PUBLIC;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use scraper::node::Node;
use storage::Engine;
use testbed::World;

/// Words with Russian letters that stand under no `lang="ru"`.
fn russian_words(page: &Page) -> Vec<String> {
    let cyrillic = |word: &str| word.chars().any(|c| ('\u{400}'..='\u{4ff}').contains(&c));
    let mut found = Vec::new();
    for node in page.html.tree.root().descendants() {
        let Node::Text(text) = node.value() else { continue };
        let under = |name: &str| {
            node.ancestors().any(|up| up.value().as_element().is_some_and(|element| element.attr("lang") == Some(name)))
        };
        let inside =
            |name: &str| node.ancestors().any(|up| up.value().as_element().is_some_and(|element| element.name() == name));
        // The title of a legal text is its own; a `title` cannot say its language.
        let legal_title = inside("title") && page.path.starts_with("/documents/");
        if !inside("script") && !legal_title && !under("ru") {
            found.extend(text.split_whitespace().filter(|word| cyrillic(word)).map(str::to_owned));
        }
    }
    found
}

/// What the operator has set is shown as it is.
fn agents_words(world: &World) -> String {
    let agent = &world.cabinet.settings.agent;
    [&agent.name, &agent.phone, &agent.hours, &agent.email, &agent.office].map(String::as_str).join(" ")
}

#[test]
fn every_public_page_is_there_in_english_without_a_russian_word_of_ours() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut browser = Browser::new(router(&world).await);
        browser.speak("en").await;
        let agent = agents_words(&world);
        for path in PUBLIC.into_iter().chain(["/check", "/nothing", "/problem", "/pay/nothing", "/sign-in/forgotten/sent"]) {
            let page = browser.get(path).await;
            assert_eq!(select(&page.html, "html[lang=en]").len(), 1, "{path}");
            let mut russian = russian_words(&page);
            russian.retain(|word| !agent.contains(word.trim_matches(|c: char| !c.is_alphanumeric())));
            assert_eq!(russian, Vec::<String>::new(), "{path}");
        }
    });
}

#[test]
fn a_legal_text_stays_russian_and_the_english_page_says_why() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut browser = Browser::new(router(&world).await);
        let why = "The Russian text is the one that is signed";
        assert!(!browser.get("/documents/personal-data").await.main().contains(why));
        browser.speak("en").await;
        let page = browser.get("/documents/personal-data").await;
        assert!(page.main().contains(why), "{}", page.main());
        assert!(!select(&page.html, "main div[lang=ru] p").is_empty());
    });
}

#[test]
fn the_pages_behind_the_sign_in_are_english_too() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut browser = Browser::new(router(&world).await);
        browser.speak("en").await;
        let page = browser.sign_up("anna@example.ru", "89130000001").await;
        assert_eq!(page.h1(), "Addresses");
        for (path, h1) in [
            ("/addresses/add", "Add an address"),
            ("/receipts", "Receipts"),
            ("/payments", "Payments"),
            ("/settings", "Settings"),
        ] {
            let page = browser.get(path).await;
            assert_eq!((page.status, page.h1().as_str()), (StatusCode::OK, h1), "{path}");
        }
    });
}

#[test]
fn what_was_wrong_with_a_form_is_said_in_english() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut browser = Browser::new(router(&world).await);
        browser.speak("en").await;
        let page = browser.post("sign-in", &[("login", ""), ("password", "")]).await;
        assert_eq!(page.problems(), ["Enter your e-mail address or phone", "Enter your password"]);
        assert!(page.title().starts_with("Error: Sign in"), "{}", page.title());
    });
}

#[test]
fn the_link_leads_back_to_the_same_page_in_the_other_language() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut browser = Browser::new(router(&world).await);
        let page = browser.get("/how-to").await;
        let link = select(&page.html, "header a.tool[hreflang]")[0];
        assert_eq!(crate::browser::words(link), "English");
        let page = browser.get(link.value().attr("href").unwrap()).await;
        assert_eq!((page.path.as_str(), page.h1().as_str()), ("/how-to", "How to set up electronic receipts"));
        let link = select(&page.html, "header a.tool[hreflang]")[0];
        assert_eq!(crate::browser::words(link), "Русский");
        let page = browser.get(link.value().attr("href").unwrap()).await;
        assert_eq!(page.h1(), "Как подключить электронную квитанцию");
    });
}

#[test]
fn what_was_typed_and_what_was_wrong_with_it_stays_in_the_other_language() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut browser = Browser::new(router(&world).await);
        let page = browser.post("sign-in", &[("login", "anna@example.ru"), ("password", "")]).await;
        assert_eq!(page.problems(), ["Введите пароль"]);
        let link = select(&page.html, "header a.tool[hreflang]")[0];
        let page = browser.get(link.value().attr("href").unwrap()).await;
        assert_eq!(page.problems(), ["Enter your password"]);
        assert_eq!(select(&page.html, "input[name=login][value='anna@example.ru']").len(), 1);
    });
}

#[test]
fn an_unknown_language_changes_nothing_and_a_foreign_place_is_the_first_page() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut browser = Browser::new(router(&world).await);
        for (path, to, cookie) in [
            ("/language/en?back=/check", "/check", true),
            ("/language/en", "/", true),
            ("/language/en?back=", "/", true),
            ("/language/en?back=https://evil.example/", "/", true),
            ("/language/en?back=//evil.example", "/", true),
            ("/language/en?back=/%5Cevil.example", "/", true),
            ("/language/en?back=/api/sign-out", "/", true),
            ("/language/en?back=/language/ru", "/", true),
            ("/language/de?back=/check", "/check", false),
            ("/language/EN", "/", false),
        ] {
            let response = browser.send(Request::get(path).body(Body::empty()).unwrap()).await;
            assert_eq!(response.status(), StatusCode::SEE_OTHER, "{path}");
            assert_eq!(response.headers()[header::LOCATION], to, "{path}");
            assert_eq!(response.headers().contains_key(header::SET_COOKIE), cookie, "{path}");
        }
    });
}

#[test]
fn a_cookie_that_is_no_language_is_russian() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut browser = Browser::new(router(&world).await);
        for value in ["", "de", "<b>", "EN"] {
            browser.keep("kvitok_language", value);
            assert_eq!(select(&browser.get("/").await.html, "html[lang=ru]").len(), 1, "{value}");
        }
    });
}

#[test]
fn the_choice_survives_a_sign_out_and_comes_along_to_a_new_device() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let router = router(&world).await;
        let mut browser = Browser::new(router.clone());
        browser.sign_up("anna@example.ru", "89130000001").await;
        browser.speak("en").await;
        assert_eq!(browser.post("sign-out", &[]).await.h1(), "The receipt for your home, in your mailbox");

        let mut other = Browser::new(router.clone());
        assert_eq!(other.get("/sign-in").await.h1(), "Вход в кабинет");
        let fields = [("login", "anna@example.ru"), ("password", "дом у реки")];
        assert_eq!(other.post("sign-in", &fields).await.h1(), "Addresses");

        let mut third = Browser::new(router);
        third.speak("ru").await;
        assert_eq!(third.post("sign-in", &fields).await.h1(), "Адреса", "a device with its own language keeps it");
    });
}
