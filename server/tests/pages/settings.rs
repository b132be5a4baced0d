//! «Настройки» and the ways of signing in as a person without scripts gets them: each page, each bad input and its
//! sentence, a session that ends in the middle of a form. Not here: rules without pages (see `cabinet/tests`).

use crate::access::holder;
use crate::browser::{Browser, Page, on_the_server, router, select, words};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use storage::Engine;
use testbed::World;

const PASSWORD: &str = "дом у реки";

async fn signed_in(world: &World) -> Browser {
    let mut browser = Browser::new(router(world).await);
    browser.sign_up("anna@example.ru", "89130000001").await;
    browser
}

/// The one sentence of a form that was not taken.
#[track_caller]
fn told(page: &Page) -> String {
    let problems = page.problems();
    assert_eq!(problems.len(), 1, "{problems:?} at {}", page.path);
    problems[0].clone()
}

#[test]
fn every_page_of_the_settings_is_there_and_leads_back() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut browser = signed_in(&world).await;
        let hub = browser.get("/settings").await;
        assert_eq!(hub.h1(), "Настройки");
        for (path, heading) in [
            ("/settings/email", "Новая электронная почта"),
            ("/settings/phone", "Новый телефон"),
            ("/settings/password", "Новый пароль"),
            ("/settings/devices", "Устройства"),
            ("/settings/notices", "Уведомления"),
            ("/settings/sign-in", "Способы входа"),
            ("/settings/data", "Мои данные"),
            ("/settings/close", "Закрыть кабинет"),
        ] {
            assert_eq!(select(&hub.html, &format!("main a[href='{path}']")).len(), 1, "the hub leads to {path}");
            let page = browser.get(path).await;
            assert_eq!((page.status, page.h1().as_str()), (StatusCode::OK, heading));
            assert_eq!(select(&page.html, "a.back[href='/settings']").len(), 1, "{path}");
        }
        for path in ["/settings/sign-in/sms", "/settings/sign-in/app"] {
            assert_eq!(select(&browser.get(path).await.html, "a.back[href='/settings/sign-in']").len(), 1, "{path}");
        }
        assert_eq!(browser.get("/settings/phone/code").await.path, "/settings/phone", "no code is under way");
        assert_eq!(browser.get("/settings/sign-in/app/code").await.path, "/settings/sign-in/app", "nothing is begun");
        assert_eq!(browser.get("/settings/sign-in/app/codes").await.path, "/settings/sign-in", "no codes are fresh");
        for path in ["/settings/sign-in/passkeys", "/settings/sign-in/passkeys/new", "/settings/sign-in/passkeys/none"] {
            let page = browser.get(path).await;
            assert_eq!(page.path, "/settings/sign-in", "{path}: to a bare address no key can be bound");
        }
        assert_eq!(browser.get("/sign-in/code/enter").await.path, "/sign-in/code");
        assert_eq!(browser.get("/sign-in/code/whose").await.path, "/sign-in/code");
        for path in ["/settings/email/confirm/none", "/settings/undo/none"] {
            assert_eq!(browser.get(path).await.h1(), "Ссылка больше не работает");
        }
    });
}

#[test]
fn a_wrong_answer_of_each_form_has_its_sentence_and_what_was_typed_stays() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut browser = signed_in(&world).await;
        for (endpoint, fields, sentence) in [
            ("change-email", [("email", ""), ("current", "")], "Введите электронную почту"),
            ("change-email", [("email", "анна"), ("current", "")], "Введите почту целиком, например: anna@mail.ru"),
            (
                "change-email",
                [("email", "Anna@example.ru"), ("current", PASSWORD)],
                "Эта почта уже указана в кабинете. Введите новую",
            ),
            ("change-email", [("email", "b@example.ru"), ("current", "")], "Введите пароль"),
            (
                "change-email",
                [("email", "b@example.ru"), ("current", "чужой")],
                "Пароль не подошёл. Введите тот, с которым входите в кабинет",
            ),
            (
                "change-phone",
                [("phone", "12"), ("current", "")],
                "В номере телефона должно быть 11 цифр, например: 8 912 345-67-89",
            ),
            (
                "change-phone",
                [("phone", "8 3902 22-33-44"), ("current", "")],
                "Введите российский мобильный номер: на него придёт смс с кодом",
            ),
            (
                "change-phone",
                [("phone", "+7 913 000-00-01"), ("current", PASSWORD)],
                "Этот номер уже указан в кабинете. Введите новый",
            ),
            (
                "change-password",
                [("password", "12345678"), ("current", PASSWORD)],
                "Придумайте другой пароль: этот подбирают в первую очередь",
            ),
            ("set-sms-sign-in", [("allow", "yes"), ("current", "")], "Введите пароль"),
            ("begin-app", [("none", ""), ("current", "")], "Введите пароль"),
            ("remove-app", [("none", ""), ("current", "")], "Введите пароль"),
            ("close-cabinet", [("none", ""), ("current", "")], "Введите пароль"),
        ] {
            let page = browser.post(endpoint, &fields).await;
            assert_eq!(told(&page), sentence, "{endpoint}");
            if ["email", "phone"].contains(&fields[0].0) {
                assert_eq!(page.value(fields[0].0), fields[0].1, "{endpoint} keeps what was typed");
            }
            assert!(!page.text.contains("чужой") && !page.text.contains(PASSWORD), "no password is sent back");
        }
        assert_eq!(browser.get("/settings").await.path, "/settings", "nothing has happened");
    });
}

#[test]
fn a_code_for_a_new_phone_is_asked_for_and_wrong_ones_are_told() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut browser = signed_in(&world).await;
        let page = browser.post("change-phone", &[("phone", "89139999999"), ("current", PASSWORD)]).await;
        assert_eq!((page.path.as_str(), page.h1().as_str()), ("/settings/phone/code", "Введите код из смс"));
        let wrong = browser.post("confirm-phone", &[("code", "12")]).await;
        assert_eq!(told(&wrong), "В коде 6 цифр. Введите код целиком");
        let soon = browser.post("resend-phone-code", &[]).await;
        assert_eq!(told(&soon), "Новый код можно запросить через минуту после прошлого");
        world.deliver().await;
        let code = world.sent.last_code("+79139999999").unwrap();
        let hub = browser.post("confirm-phone", &[("code", &code)]).await;
        assert_eq!(hub.path, "/settings?done=phone");
        assert!(hub.main().contains("999-99-99") && hub.main().contains("Телефон изменён"), "{}", hub.main());
    });
}

#[test]
fn devices_are_named_and_ended_from_the_page() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut phone = signed_in(&world).await;
        let mut desk = Browser::new(router(&world).await);
        desk.post("sign-in", &[("login", "anna@example.ru"), ("password", PASSWORD)]).await;
        let page = desk.get("/settings/devices").await;
        assert_eq!(select(&page.html, "main li.card").len(), 2);
        assert_eq!(page.main().matches("это устройство").count(), 1);
        let id = page.value("id");
        assert_eq!(desk.post("end-device", &[("id", &id)]).await.path, "/settings/devices?done=device");
        assert_eq!(phone.get("/settings").await.path, "/sign-in?next=/settings");
        assert_eq!(desk.get("/settings").await.path, "/settings");
    });
}

#[test]
fn notices_are_chosen_by_address_and_kind() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let (mut anna, _) = holder(&world).await;
        let ticked = |page: &Page| select(&page.html, "main input[type=checkbox][checked]").len();
        assert_eq!(ticked(&anna.get("/settings/notices").await), 0);
        let saved = anna.post("set-notices", &[("charges[]", "1"), ("by_others", "yes")]).await;
        assert_eq!(saved.path, "/settings?done=notices");
        assert_eq!(ticked(&anna.get("/settings/notices").await), 2);
        anna.post("set-notices", &[]).await;
        assert_eq!(ticked(&anna.get("/settings/notices").await), 0);
    });
}

#[test]
fn a_session_that_ends_in_the_middle_of_a_form_loses_nothing_that_was_typed() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let (mut anna, _) = holder(&world).await;
        for (endpoint, field, typed) in [
            ("bind-account", "account", "19-02/0007"),
            ("change-email", "email", "новая почта"),
            ("change-phone", "phone", "8 913 77"),
        ] {
            anna.post("sign-out", &[]).await;
            let fields = [(field, typed), ("total", "1,23"), ("current", PASSWORD)];
            let sign_in = anna.post(endpoint, &fields).await;
            assert!(sign_in.path.starts_with("/sign-in?next="), "{endpoint}: {}", sign_in.path);
            let next = sign_in.value("next");
            let page = anna.post("sign-in", &[("login", "anna@example.ru"), ("password", PASSWORD), ("next", &next)]).await;
            assert_eq!(page.value(field), typed, "{endpoint} at {}", page.path);
            assert!(page.problems().is_empty() && !page.text.contains(PASSWORD), "{endpoint}");
        }
        anna.post("sign-out", &[]).await;
        let sign_in = anna.post("start-switch", &[("id", "1"), ("sms_notices", "yes")]).await;
        let next = sign_in.value("next");
        let page = anna.post("sign-in", &[("login", "anna@example.ru"), ("password", PASSWORD), ("next", &next)]).await;
        assert_eq!(select(&page.html, "input#sms_notices[checked]").len(), 1, "{}", page.path);
    });
}

#[test]
fn the_sign_in_by_code_says_the_same_to_everybody_and_names_what_is_wrong() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut browser = Browser::new(router(&world).await);
        let empty = browser.post("ask-sign-in-code", &[("phone", "")]).await;
        assert_eq!(told(&empty), "Введите номер мобильного телефона");
        let page = browser.post("ask-sign-in-code", &[("phone", "8 913 000-00-07"), ("next", "/settings")]).await;
        assert_eq!(page.path, "/sign-in/code/enter?next=/settings");
        assert!(page.main().contains("Если по номеру"), "{}", page.main());
        let wrong = browser.post("enter-by-code", &[("code", "123456"), ("next", "/settings")]).await;
        assert_eq!(told(&wrong), "Код не подошёл. Проверьте цифры в последнем сообщении");
        assert_eq!(wrong.value("next"), "/settings");
        let soon = browser.post("resend-sign-in-code", &[("next", "/settings")]).await;
        assert_eq!(told(&soon), "Новый код можно запросить через минуту после прошлого");
        let whose = browser.post("enter-as", &[]).await;
        assert_eq!(whose.path, "/sign-in/code", "nobody chooses before the code");
    });
}

#[test]
fn whoever_allows_it_signs_in_by_a_code_and_comes_to_the_page_that_was_asked_for() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let (mut anna, _) = holder(&world).await;
        anna.post("start-switch", &[("id", "1")]).await;
        world.deliver().await;
        let code = world.sent.last_code("+79130000001").unwrap();
        anna.post("confirm-switch", &[("id", "1"), ("code", &code)]).await;
        let page = anna.post("set-sms-sign-in", &[("allow", "yes"), ("current", PASSWORD)]).await;
        assert_eq!(page.path, "/settings/sign-in?done=sms");
        assert!(page.main().contains("можно войти без пароля"), "{}", page.main());
        world.clock.advance(cabinet::MINUTE);
        let mut phone = Browser::new(router(&world).await);
        phone.post("ask-sign-in-code", &[("phone", "8 913 000 00 01"), ("next", "/settings")]).await;
        world.deliver().await;
        let code = world.sent.last_code("+79130000001").unwrap();
        let page = phone.post("enter-by-code", &[("code", &code), ("next", "/settings")]).await;
        assert_eq!((page.path.as_str(), page.h1().as_str()), ("/settings", "Настройки"));
    });
}

#[test]
fn the_second_step_without_a_first_says_to_begin_again() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut browser = Browser::new(router(&world).await);
        let page = browser.post("second-step", &[("code", "123456"), ("next", "/settings")]).await;
        assert!(page.path.starts_with("/sign-in/second?next=/settings&form="), "{}", page.path);
        assert_eq!(told(&page), "Прошло больше десяти минут. Начните вход сначала");
    });
}

#[test]
fn an_app_is_set_up_with_a_picture_and_a_key_and_gives_eight_codes() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let mut browser = signed_in(&world).await;
        let page = browser.post("begin-app", &[("current", PASSWORD)]).await;
        assert_eq!(page.path, "/settings/sign-in/app/code");
        assert_eq!(select(&page.html, "main svg.qr").len(), 1);
        let key = words(select(&page.html, "p.secret")[0]);
        assert_eq!(key.replace(' ', "").len(), 32);
        let wrong = browser.post("enable-app", &[("code", "1")]).await;
        assert_eq!(told(&wrong), "Код не подошёл. Откройте приложение и введите новый: он меняется каждые полминуты");
        let empty = browser.post("enable-app", &[("code", "")]).await;
        assert_eq!(told(&empty), "Введите код из приложения");
    });
}

#[test]
fn ones_own_data_is_a_file_and_only_ones_own() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let (mut anna, _) = holder(&world).await;
        let ask = || Request::get("/settings/data/kvitok.json").body(Body::empty()).unwrap();
        let response = anna.send(ask()).await;
        let disposition = response.headers()[header::CONTENT_DISPOSITION].to_str().unwrap().to_owned();
        assert_eq!(disposition, "attachment; filename=\"kvitok.json\"");
        assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store");
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        let data: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(data["person"]["email"], "anna@example.ru");
        assert_eq!(data["accounts"].as_array().unwrap().len(), 1);
        let mut stranger = Browser::new(router(&world).await);
        let response = stranger.send(ask()).await;
        assert_eq!(response.headers()[header::LOCATION], "/sign-in?next=/settings/data");
    });
}

#[test]
fn a_closed_cabinet_is_closed_on_every_device() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let (mut anna, _) = holder(&world).await;
        let page = anna.post("close-cabinet", &[("current", PASSWORD)]).await;
        assert_eq!((page.path.as_str(), page.h1().as_str()), ("/settings/closed", "Кабинет закрыт"));
        assert_eq!(anna.get("/addresses").await.path, "/sign-in?next=/addresses");
        let again = anna.post("sign-in", &[("login", "anna@example.ru"), ("password", PASSWORD)]).await;
        assert_eq!(again.problems().len(), 1);
    });
}
