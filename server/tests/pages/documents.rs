//! Files and pages about receipts outside the sign-in: PDFs, pay links, «Проверить квитанцию», the published keys.
//! Not here: what verdicts and payments rest on (see `cabinet/tests/rules`), the browser (see `end2end`).

use crate::access::holder;
use crate::browser::{Browser, Page, on_the_server, router};
use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use http_body_util::BodyExt;
use storage::Engine;
use testbed::World;

async fn file(browser: &mut Browser, path: &str) -> (Response<Body>, Vec<u8>) {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let (head, body) = browser.send(request).await.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes().to_vec();
    (Response::from_parts(head, Body::empty()), bytes)
}

/// Sends a file as the form of the page does, and shows the page it leads to.
async fn upload(browser: &mut Browser, bytes: &[u8]) -> Page {
    let mut body = b"--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n".to_vec();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--edge--\r\n");
    let request = Request::post("/check/file")
        .header(header::ACCEPT, "text/html")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body))
        .unwrap();
    let answer = browser.send(request).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    let to = answer.headers()[header::LOCATION].to_str().unwrap().to_owned();
    browser.get(&to).await
}

#[test]
fn the_pdf_of_a_receipt_is_for_its_holders_alone() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let (mut anna, receipt) = holder(&world).await;
        let path = format!("/receipts/{receipt}.pdf");
        let (head, pdf) = file(&mut anna, &path).await;
        assert_eq!(head.headers()[header::CONTENT_TYPE], "application/pdf");
        assert_eq!(head.headers()[header::CACHE_CONTROL], "no-store");
        assert_eq!(head.headers()[header::CONTENT_DISPOSITION], "inline; filename=\"kvitanciya-2026-10.pdf\"");
        assert!(pdf.starts_with(b"%PDF-1.7"));
        assert_eq!(file(&mut anna, &path).await.1, pdf, "the same bytes each time");

        let mut eve = Browser::new(router(&world).await);
        let (head, _) = file(&mut eve, &path).await;
        assert_eq!(head.headers()[header::LOCATION], format!("/sign-in?next=/receipts/{receipt}"));
        eve.sign_up("eve@example.ru", "89130000002").await;
        let foreign = file(&mut eve, &path).await;
        assert_eq!(foreign.0.status(), StatusCode::NOT_FOUND);
        for unknown in ["/receipts/00000000-0000-7000-8000-000000000000.pdf", "/receipts/abc.pdf"] {
            let answer = file(&mut eve, unknown).await;
            assert_eq!((answer.0.status(), answer.1), (StatusCode::NOT_FOUND, foreign.1.clone()), "{unknown}");
        }
    });
}

#[test]
fn a_receipt_of_ours_is_told_from_files_that_are_not() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let (mut anna, receipt) = holder(&world).await;
        let (_, pdf) = file(&mut anna, &format!("/receipts/{receipt}.pdf")).await;
        let mut stranger = Browser::new(router(&world).await);
        stranger.get("/check").await;
        assert!(upload(&mut stranger, &pdf).await.main().contains("Это наша квитанция за октябрь"));
        let mut changed = pdf.clone();
        let middle = changed.len() / 2;
        changed[middle] ^= 1;
        let page = upload(&mut stranger, &changed).await;
        assert!(page.main().contains("изменён") && !page.main().contains("наша квитанция"), "{}", page.main());
        for (bytes, answer) in [
            (&b""[..], "Выберите файл квитанции"),
            (&b"GIF89a"[..], "Это не PDF"),
            (&b"%PDF-1.7\nnothing of a PDF"[..], "Файл не читается"),
            (&vec![b'x'; (10 << 20) + 1][..], "Файл больше 10 МБ"),
        ] {
            let problems = upload(&mut stranger, bytes).await.problems().join(" ");
            assert!(problems.to_lowercase().contains(&answer.to_lowercase()), "{answer}: {problems}");
        }
    });
}

#[test]
fn a_code_is_checked_by_its_address_and_says_nothing_personal() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let (_, receipt) = holder(&world).await;
        let mut tx = world.cabinet.db.read().await.unwrap();
        let row = storage::receipts::find(&mut tx, receipt.parse().unwrap()).await.unwrap().unwrap();
        let account = storage::accounts::find(&mut tx, row.account).await.unwrap().unwrap();
        drop(tx);
        let code = row.mark.unwrap().code;
        let mut stranger = Browser::new(router(&world).await);
        let typed = code.to_string().to_lowercase().replace('-', " ");
        let page = stranger.post("check", &[("text", &typed)]).await;
        assert_eq!(page.path, format!("/check/{}", code.compact()));
        let text = page.main();
        assert!(text.contains("октябрь"), "{text}");
        for personal in [&account.number, &account.holder, &account.street] {
            assert!(!text.contains(personal.as_str()), "{text}");
        }
        let unknown = stranger.get("/check/000000000000").await.main();
        assert!(unknown.contains("позвоните"), "{unknown}");
        let nonsense = stranger.post("check", &[("text", "<b>квитанция</b>")]).await;
        assert_eq!(nonsense.value("text"), "<b>квитанция</b>");
        assert!(nonsense.problems().join(" ").contains("Это не код квитанции"));
        let (_, keys) = file(&mut stranger, "/check/keys.json").await;
        let keys = String::from_utf8(keys).unwrap();
        assert!(keys.contains("\"state\": \"active\"") && keys.contains("public_key"), "{keys}");
    });
}

#[test]
fn a_pay_link_opens_for_anybody_until_its_holder_switches_it_off() {
    on_the_server(async {
        let world = World::on(Engine::Sqlite).await;
        let (mut anna, receipt) = holder(&world).await;
        let page = anna.get(&format!("/receipts/{receipt}")).await;
        let start = page.text.find("/pay/").unwrap();
        let link: String = page.text[start..].chars().take_while(|c| *c != '"').collect();
        let mut stranger = Browser::new(router(&world).await);
        let open = stranger.get(&link).await;
        assert_eq!(open.status, StatusCode::OK);
        assert!(open.main().contains("Осталось оплатить"), "{}", open.main());

        let mut eve = Browser::new(router(&world).await);
        eve.sign_up("eve@example.ru", "89130000002").await;
        eve.post("revoke-pay-links", &[("id", "1")]).await;
        assert_eq!(stranger.get(&link).await.status, StatusCode::OK, "nobody else switches it off");
        let page = anna.post("revoke-pay-links", &[("id", "1")]).await;
        assert!(page.main().contains("прежние ссылки на оплату больше не открываются"));
        let dead = stranger.get(&link).await;
        let unknown = stranger.get(&format!("/pay/{}", "0".repeat(64))).await;
        assert_eq!((dead.status, dead.main()), (StatusCode::NOT_FOUND, unknown.main()));
    });
}

#[test]
fn without_online_payment_the_pay_page_has_codes_and_no_button() {
    on_the_server(async {
        let mut world = World::on(Engine::Sqlite).await;
        world.cabinet.acquirer = std::sync::Arc::new(payments::Closed);
        let (mut anna, receipt) = holder(&world).await;
        let page = anna.get(&format!("/receipts/{receipt}")).await;
        let start = page.text.find("/pay/").unwrap();
        let link: String = page.text[start..].chars().take_while(|c| *c != '"').collect();
        let open = anna.get(&link).await;
        assert!(open.text.contains("<path") && !open.main().contains("Оплатить онлайн"), "{}", open.main());
        let pressed = anna.post("pay", &[("token", link.strip_prefix("/pay/").unwrap())]).await;
        assert!(!pressed.problems().is_empty(), "an old form gets a sentence: {}", pressed.main());
    });
}
