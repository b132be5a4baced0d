//! Who sends a request: cookies, address, browser, as the use cases take them.
//! Not here: what a session means (see `cabinet::access`).

use crate::config::Config;
use app::http::{BROWSER, LANGUAGE, LOOK, SESSION, cookie, cookie_name};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use cabinet::Cabinet;
use cabinet::access::Visitor;
use cabinet::random::Random;
use cabinet::secret::{hex, unhex};
use domain::{Language, Look};
use std::net::{IpAddr, SocketAddr};

/// What is needed to tell visitors apart.
#[derive(Clone)]
pub struct VisitorSource {
    ip_header: Option<String>,
    https: bool,
    random: Random,
}

/// How long a browser's drafts can be found again, in seconds.
const BROWSER_AGE: i64 = 30 * 24 * 3600;

impl VisitorSource {
    pub fn new(config: &Config, cabinet: &Cabinet) -> Self {
        Self { ip_header: config.client_ip_header.clone(), https: cabinet.settings.https(), random: cabinet.random.clone() }
    }

    fn cookie<'a>(&self, headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
        let name = cookie_name(self.https, name);
        let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        all.flat_map(|value| value.split(';')).find_map(|pair| {
            let (key, value) = pair.trim().split_once('=')?;
            (key == name).then_some(value)
        })
    }

    /// Behind a proxy the last address of its header: the one that the proxy itself has seen.
    fn ip(&self, request: &Request) -> Option<IpAddr> {
        match &self.ip_header {
            Some(name) => request.headers().get(name)?.to_str().ok()?.rsplit(',').next()?.trim().parse().ok(),
            None => request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip()),
        }
    }
}

/// Puts a [`Visitor`] into the request. A browser that posts for the first time gets the cookie its drafts belong to.
pub async fn identify(State(source): State<VisitorSource>, mut request: Request, next: Next) -> Response {
    let headers = request.headers();
    let known = source.cookie(headers, BROWSER).and_then(unhex).and_then(|bytes| <[u8; 16]>::try_from(bytes).ok());
    let fresh = (known.is_none() && request.method() == Method::POST).then(|| source.random.bytes::<16>());
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let visitor = Visitor {
        ip: source.ip(&request),
        user_agent: agent.chars().take(300).collect(),
        browser: known.or(fresh),
        session: source.cookie(headers, SESSION).map(str::to_owned),
        look: source.cookie(headers, LOOK).map(Look::parse),
        language: source.cookie(headers, LANGUAGE).and_then(Language::parse),
    };
    request.extensions_mut().insert(visitor);
    let mut response = next.run(request).await;
    if let Some(token) = fresh
        && let Ok(value) = HeaderValue::from_str(&cookie(source.https, BROWSER, &hex(&token), BROWSER_AGE))
    {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}
