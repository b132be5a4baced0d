//! A browser without scripts: keeps cookies, follows redirects, fills in forms, and checks every page it is shown.
//! Not here: tests.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, Response, StatusCode, header};
use cabinet::Cabinet;
use http_body_util::BodyExt;
use kvitok::config::Config;
use scraper::{ElementRef, Html, Selector};
use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;
use testbed::World;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::RwLock;
use tower::ServiceExt;

/// A page that was shown.
pub struct Page {
    pub path: String,
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
    pub html: Html,
}

/// A person's browser.
pub struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
}

/// While a router is made, Leptos runs through all pages to find their addresses and suppresses every loader of the
/// whole process meanwhile: a page rendered at that moment would wait for ever. A server makes its router once, before it
/// answers; tests make many, so requests wait for that.
static MAKING: RwLock<()> = RwLock::const_new(());

/// One runtime for all tests, as a server has one.
static RUNTIME: LazyLock<Runtime> =
    LazyLock::new(|| Builder::new_multi_thread().worker_threads(4).enable_all().build().unwrap());

/// Runs a test.
pub fn on_the_server(test: impl Future<Output = ()>) {
    RUNTIME.block_on(test);
}

/// The server over a test's cabinet.
pub async fn router(world: &World) -> Router {
    router_of(&Config::load(None, std::iter::empty()).unwrap(), &world.cabinet).await
}

/// The server over any cabinet.
pub async fn router_of(config: &Config, cabinet: &Cabinet) -> Router {
    let _alone = MAKING.write().await;
    kvitok::http::router(config, cabinet, None)
}

pub fn select<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

/// Words of an element, spaces folded.
pub fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split([' ', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

impl Page {
    pub fn title(&self) -> String {
        select(&self.html, "title").first().map(|title| words(*title)).unwrap_or_default()
    }

    pub fn h1(&self) -> String {
        select(&self.html, "h1").first().map(|h1| words(*h1)).unwrap_or_default()
    }

    /// What `main` says.
    pub fn main(&self) -> String {
        select(&self.html, "main").first().map(|main| words(*main)).unwrap_or_default()
    }

    /// What a field holds.
    pub fn value(&self, name: &str) -> String {
        let field = select(&self.html, &format!("main [name={name}]"));
        field.first().and_then(|input| input.value().attr("value")).unwrap_or_default().to_owned()
    }

    /// The sentences of the error summary.
    pub fn problems(&self) -> Vec<String> {
        select(&self.html, ".error-summary li").into_iter().map(words).collect()
    }
}

/// What an answer says that is no page.
pub async fn page_text(response: Response<Body>) -> String {
    let body = response.into_body().collect().await.unwrap().to_bytes();
    String::from_utf8(body.to_vec()).unwrap()
}

impl Browser {
    pub fn new(router: Router) -> Self {
        Self { router, cookies: BTreeMap::new() }
    }

    /// One request, no redirect followed.
    pub async fn send(&mut self, mut request: Request<Body>) -> Response<Body> {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            request.headers_mut().insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        }
        let answered = MAKING.read().await;
        let response = self.router.clone().oneshot(request).await.unwrap();
        drop(answered);
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let (pair, rest) = cookie.to_str().unwrap().split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            assert!(rest.contains("HttpOnly") && rest.contains("SameSite=Lax"), "{name}");
            if rest.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        response
    }

    /// Opens a page and follows redirects; every page that is shown must have the shape of a page.
    pub async fn get(&mut self, path: &str) -> Page {
        let mut path = path.to_owned();
        for _ in 0..5 {
            let request = Request::get(&path).header(header::ACCEPT, "text/html").body(Body::empty()).unwrap();
            let response = self.send(request).await;
            if let Some(to) = location(&response) {
                path = to;
                continue;
            }
            return page(path, response).await;
        }
        panic!("{path}: too many redirects");
    }

    /// Puts a cookie into the browser by hand.
    pub fn keep(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// Follows the link of the header to a language.
    pub async fn speak(&mut self, language: &str) -> Page {
        self.get(&format!("/language/{language}?back=/")).await
    }

    /// Sends a form and shows where it leads.
    pub async fn post(&mut self, endpoint: &str, fields: &[(&str, &str)]) -> Page {
        let response = self.post_raw(endpoint, fields).await;
        let to = location(&response).unwrap_or_else(|| panic!("{endpoint} does not redirect: {}", response.status()));
        self.get(&to).await
    }

    /// Sends a form as a browser without scripts does, but for the Referer, which nothing may depend on.
    pub async fn post_raw(&mut self, endpoint: &str, fields: &[(&str, &str)]) -> Response<Body> {
        let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        let request = Request::post(format!("/api/{endpoint}"))
            .header(header::ACCEPT, "text/html,application/xhtml+xml")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(pairs.join("&")))
            .unwrap();
        self.send(request).await
    }

    /// Registers and signs in.
    pub async fn sign_up(&mut self, email: &str, phone: &str) -> Page {
        let fields = [("email", email), ("phone", phone), ("password", "дом у реки"), ("personal_data", "on")];
        self.post("sign-up", &fields).await
    }
}

fn location(response: &Response<Body>) -> Option<String> {
    let to = response.headers().get(header::LOCATION)?.to_str().ok()?;
    response.status().is_redirection().then(|| to.to_owned())
}

async fn page(path: String, response: Response<Body>) -> Page {
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let html = Html::parse_document(&text);
    let page = Page { path, status: parts.status, headers: parts.headers, text, html };
    check_shape(&page);
    page
}

/// What holds for every page of every person (rows G of the checklist).
fn check_shape(page: &Page) {
    let at = &page.path;
    let all = |selector: &str| select(&page.html, selector);
    assert_eq!(page.headers[header::CACHE_CONTROL], "no-store", "{at}");
    let policy = page.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(!policy.contains("unsafe-inline") && policy.contains("frame-ancestors 'none'"), "{at}: {policy}");
    let language = if all("html[lang=en]").is_empty() { "ru" } else { "en" };
    assert_eq!(all(&format!("html[lang={language}]")).len(), 1, "{at}: the language");
    let other = if language == "ru" { "en" } else { "ru" };
    let link = format!("header a[lang={other}][hreflang={other}][href^='/language/{other}?back=%2F'][rel~=external]");
    assert_eq!(all(&link).len(), 1, "{at}: the way to the other language");
    assert_eq!(all("h1").len(), 1, "{at}: one h1");
    let (title, h1) = (page.title(), page.h1());
    let start = ["Ошибка: ", "Error: "].iter().find_map(|error| title.strip_prefix(error)).unwrap_or(&title);
    assert!(start.starts_with(&h1), "{at}: title «{title}» begins with «{h1}»");
    assert_eq!(all("main").len(), 1, "{at}: one main");
    assert_eq!(all("body > a.skip-link[href='#main']").len(), 1, "{at}: the way past the header");
    let mut ids = HashSet::new();
    for element in all("[id]") {
        let id = element.value().attr("id").unwrap_or_default();
        assert!(ids.insert(id.to_owned()), "{at}: id «{id}» twice");
    }
    for form in all("form") {
        let attribute = |name| form.value().attr(name);
        assert!(attribute("action").is_some() && attribute("method").is_some(), "{at}: a form without its address");
        assert!(attribute("novalidate").is_some(), "{at}: a form that the browser would judge");
    }
    for banned in ["[placeholder]", "button[disabled]", "input[required]", "input[maxlength]", "input[pattern]", "[style]"] {
        assert!(all(banned).is_empty(), "{at}: {banned}");
    }
    for input in all("input:not([type=hidden])") {
        let id = input.value().attr("id").unwrap_or_default();
        assert_eq!(all(&format!("label[for='{id}']")).len(), 1, "{at}: the label of {id}");
    }
    for script in all("script") {
        assert!(script.value().attr("nonce").is_some_and(|nonce| policy.contains(nonce)), "{at}: a script without nonce");
    }
    assert!(all("main .button--primary, main button:not(.button--quiet)").len() <= 1, "{at}: one main button");
    assert!(page.text.contains("tel:8800"), "{at}: the phone for help");
    assert!(!page.main().contains('"'), "{at}: straight quotes in {}", page.main());
}

pub fn encode(text: &str) -> String {
    text.bytes().map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}
