//! The answer to every bad input, as the person reads it: one clear sentence, what was typed is kept, nothing is done.
//! Not here: files of clerks (see `cabinet/tests`).

use crate::browser::{Browser, encode, on_the_server, router, select};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use storage::Engine;
use testbed::World;

#[test]
fn each_wrong_field_of_the_sign_up_has_its_sentence_and_what_was_typed_stays() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut browser = Browser::new(router(&world).await);
        let empty = browser.post("sign-up", &[("email", ""), ("phone", ""), ("password", "")]).await;
        assert_eq!(empty.problems().len(), 4, "{:?}", empty.problems());
        assert!(empty.title().starts_with("Ошибка: "));
        let fields = [("email", "anna"), ("phone", "8 3902 22-33-44"), ("password", "12345678"), ("personal_data", "on")];
        let wrong = browser.post("sign-up", &fields).await;
        assert_eq!(wrong.problems().len(), 3, "{:?}", wrong.problems());
        assert_eq!((wrong.value("email"), wrong.value("phone")), ("anna".to_owned(), "8 3902 22-33-44".to_owned()));
        assert_eq!(wrong.value("password"), "", "a password is never sent back");
        assert!(!wrong.text.contains("12345678"));
        for problem in wrong.problems() {
            let inline = select(&wrong.html, ".field__error, .error-message, [id$=-error]");
            assert!(
                inline.into_iter().any(|error| crate::browser::words(error).contains(&problem)),
                "{problem} is beside its field"
            );
        }
    });
}

#[test]
fn a_wrong_pair_at_sign_in_is_one_sentence_for_known_and_unknown_people() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut anna = Browser::new(router(&world).await);
        anna.sign_up("anna@example.ru", "89130000001").await;
        let mut browser = Browser::new(router(&world).await);
        let known = browser.post("sign-in", &[("login", "anna@example.ru"), ("password", "чужой пароль")]).await;
        let unknown = browser.post("sign-in", &[("login", "nobody@example.ru"), ("password", "чужой пароль")]).await;
        let nonsense = browser.post("sign-in", &[("login", "???"), ("password", "чужой пароль")]).await;
        assert_eq!(known.problems().len(), 1);
        assert_eq!(known.problems(), unknown.problems());
        assert_eq!(known.problems(), nonsense.problems());
    });
}

#[test]
fn the_answer_to_a_forgotten_password_is_the_same_for_known_and_unknown_addresses() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut browser = Browser::new(router(&world).await);
        browser.sign_up("anna@example.ru", "89130000001").await;
        browser.post("sign-out", &[]).await;
        let known = browser.post("forgotten-password", &[("email", "anna@example.ru")]).await;
        let unknown = browser.post("forgotten-password", &[("email", "nobody@example.ru")]).await;
        assert_eq!((known.path.as_str(), known.main()), ("/sign-in/forgotten/sent", unknown.main()));
    });
}

#[test]
fn markup_in_any_field_comes_back_as_text() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut browser = Browser::new(router(&world).await);
        for hostile in [
            "</textarea><script>alert(1)</script>",
            "\"><script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "{{7*7}}",
        ] {
            let sign_up = browser.post("sign-up", &[("email", hostile), ("phone", hostile), ("password", hostile)]).await;
            assert_eq!((sign_up.value("email").as_str(), sign_up.value("phone").as_str()), (hostile, hostile));
            assert!(select(&sign_up.html, "img").is_empty());
            let sign_in = browser.post("sign-in", &[("login", hostile), ("password", hostile)]).await;
            assert_eq!(sign_in.value("login"), hostile);
            let connect = browser.post("connect-contacts", &[("email", hostile), ("phone", hostile)]).await;
            assert_eq!(connect.value("email"), hostile);
            let page = browser.get(&format!("/sign-in?next={0}&form={0}&__err={0}", encode(hostile))).await;
            assert!(!page.text.contains("<script>alert"), "{hostile}");
        }
    });
}

#[test]
fn a_forged_error_in_the_address_shows_no_word_of_it() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut browser = Browser::new(router(&world).await);
        let clean = browser.get("/sign-in").await;
        for error in ["garbage", "%7B%22Unavailable%22%3A%7B%22incident%22%3A%22call%20555%22%7D%7D", "InNlcnZlci1lcnJvciI"]
        {
            let page = browser.get(&format!("/sign-in?__path=%2Fapi%2Fsign-in&__err={error}")).await;
            // At most our own sentence that the answer was lost; never a word of what the address says.
            let own = page.main().replace("Ответ не дошёл до кабинета. Проверьте интернет и нажмите кнопку ещё раз.", "");
            assert_eq!(own, clean.main(), "{error}");
        }
    });
}

#[test]
fn somebody_elses_kept_form_is_not_shown() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut anna = Browser::new(router(&world).await);
        let page = anna.post("sign-up", &[("email", "anna@example"), ("phone", ""), ("password", "")]).await;
        assert_eq!(page.value("email"), "anna@example");
        let mut eve = Browser::new(router(&world).await);
        eve.post("sign-in", &[("login", ""), ("password", "")]).await;
        assert_eq!(eve.get(&page.path).await.value("email"), "");
    });
}

#[test]
fn a_wrong_account_or_total_is_one_sentence_and_stays_typed() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        world.suppliers("2026-10").await;
        world.register(20, "2026-10").await;
        world.cabinet.publish("2026-10".parse().unwrap()).await.unwrap();
        let mut tx = world.cabinet.db.read().await.unwrap();
        let account = storage::accounts::find(&mut tx, 1.into()).await.unwrap().unwrap();
        drop(tx);
        let mut browser = Browser::new(router(&world).await);
        browser.sign_up("anna@example.ru", "89130000001").await;
        let wrong_total = browser.post("bind-account", &[("account", &account.number), ("total", "1,23")]).await;
        let wrong_account = browser.post("bind-account", &[("account", "000"), ("total", "1,23")]).await;
        assert_eq!(wrong_total.problems(), wrong_account.problems());
        assert_eq!((wrong_total.value("account"), wrong_total.value("total")), (account.number, "1,23".to_owned()));
        let not_a_sum = browser.post("bind-account", &[("account", &"7".repeat(31)), ("total", "сто")]).await;
        assert_eq!(not_a_sum.problems().len(), 2);
    });
}

#[test]
fn a_form_that_is_too_large_or_not_a_form_changes_nothing() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut browser = Browser::new(router(&world).await);
        let large = "x".repeat(200_000);
        let response = browser.post_raw("sign-up", &[("email", &large)]).await;
        assert!(response.status().is_client_error() || response.status().is_redirection(), "{}", response.status());
        for (kind, body) in
            [("application/json", "{"), ("application/x-www-form-urlencoded", "%ff=%ff"), ("text/plain", "x")]
        {
            let request = Request::post("/api/sign-in").header(header::CONTENT_TYPE, kind).body(Body::from(body)).unwrap();
            let status = browser.send(request).await.status();
            assert_ne!(status, StatusCode::INTERNAL_SERVER_ERROR, "{kind}");
        }
        assert_eq!(browser.get("/addresses").await.path, "/sign-in?next=/addresses");
    });
}
