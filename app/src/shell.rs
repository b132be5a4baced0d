//! The HTML around every page, with the Content-Security-Policy that fits it.
//! Not here: the other headers, which are the same for every answer (see `server`).

use crate::App;
use crate::locales::{language, t};
use crate::look::marks;
use crate::parts::PartFiles;
use crate::server_fns::frame::Frame;
use cabinet::access::Visitor;
use domain::view::AgentContacts;
use domain::{Look, Scheme};
use http::HeaderValue;
use http::header::CONTENT_SECURITY_POLICY;
use http::request::Parts;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_meta::{HashedStylesheet, MetaTags, provide_meta_context};

/// The document of every page: head, hydration scripts and the application.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let scripts = scripts(&path(), &options);
    document(options, scripts, view! { <App/> }.into_any())
}

/// The document of the demo's page of components, which never wakes up.
pub fn gallery(options: LeptosOptions, agent: AgentContacts) -> impl IntoView {
    provide_meta_context();
    let frame = Frame { viewer: None, agent, demo: true, look: look(), language: language() };
    let skip = view! { <a class="skip-link" href="#main">{t!(common::SKIP)}</a> };
    document(options, ().into_any(), (skip, crate::pages::dev::gallery(&frame)).into_any())
}

/// The document of the page for no network, the same for everybody: it is kept on devices.
pub fn offline(options: LeptosOptions, phone: &str) -> AnyView {
    provide_meta_context();
    document(options, ().into_any(), crate::pages::offline::offline(phone))
}

fn document(options: LeptosOptions, scripts: AnyView, body: AnyView) -> AnyView {
    set_content_security_policy();
    let look = look();
    let (text, scheme, spacing) = marks(look);
    view! {
        <!DOCTYPE html>
        <html lang=language().as_str() data-text=text data-scheme=scheme data-spacing=spacing>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="description" content=t!(descriptions::of(&path()))/>
                <meta name="color-scheme" content=colours(look)/>
                <meta name="format-detection" content="telephone=no"/>
                <HashedStylesheet options id="leptos"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="apple-touch-icon" href="/icon-192.png"/>
                <link rel="manifest" href="/manifest.webmanifest"/>
                {theme(look)}
                {scripts}
                <MetaTags/>
            </head>
            <body>
                {body}
            </body>
        </html>
    }
    .into_any()
}

/// The path of the page that is asked for.
fn path() -> String {
    use_context::<Parts>().map(|parts| parts.uri.path().to_owned()).unwrap_or_default()
}

/// The look of this device: on the first byte, so that nothing flashes.
fn look() -> Look {
    let parts = use_context::<Parts>();
    parts.and_then(|parts| parts.extensions.get::<Visitor>()?.look).unwrap_or_default()
}

/// What the browser may paint before it has the style sheet.
fn colours(look: Look) -> &'static str {
    match look.scheme {
        Scheme::Auto => "light dark",
        Scheme::Light | Scheme::BlackOnWhite => "light",
        Scheme::Dark | Scheme::WhiteOnBlack => "dark",
    }
}

/// The colour of the strip above the installed app: that of the page (`style/tokens.css`).
fn theme(look: Look) -> AnyView {
    let colour = |media: Option<&'static str>, content: &'static str| {
        leptos::html::meta().name("theme-color").content(content).attr("media", media)
    };
    match look.scheme {
        Scheme::Auto => (
            colour(Some("(prefers-color-scheme: light)"), "#ffffff"),
            colour(Some("(prefers-color-scheme: dark)"), "#111817"),
        )
            .into_any(),
        Scheme::Light | Scheme::BlackOnWhite => colour(None, "#ffffff").into_any(),
        Scheme::Dark => colour(None, "#111817").into_any(),
        Scheme::WhiteOnBlack => colour(None, "#000000").into_any(),
    }
}

/// What wakes the page up. The WASM, main part and the page's own together, is asked for when the page has been painted:
/// on a slow link nothing comes before what is read, and until then everything works as without scripts.
fn scripts(path: &str, options: &LeptosOptions) -> AnyView {
    let file = |end: &str| format!("/{}/{}.{end}", options.site_pkg_dir, options.output_name);
    let parts = use_context::<PartFiles>().map(|files| files.of(path)).unwrap_or_default();
    let wasm: Vec<_> = std::iter::once(file("wasm")).chain(parts.iter().map(|part| file(&format!("{part}.wasm")))).collect();
    let js = file("js");
    let start = format!("const js={js:?},wasm={wasm:?};{}", include_str!("wake.js"));
    view! {
        <link rel="modulepreload" href=js/>
        <script type="module" nonce=use_nonce()>{start}</script>
    }
    .into_any()
}

/// Only our own scripts, styles and forms; the nonce covers the inline script that starts the hydration.
fn set_content_security_policy() {
    let (Some(nonce), Some(response)) = (use_nonce(), use_context::<ResponseOptions>()) else { return };
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self' 'nonce-{nonce}'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; \
         base-uri 'none'; object-src 'none'; manifest-src 'self'; worker-src 'self'"
    );
    if let Ok(value) = HeaderValue::from_str(&policy) {
        response.insert_header(CONTENT_SECURITY_POLICY, value);
    }
}
