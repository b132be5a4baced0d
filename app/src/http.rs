//! The status and the redirect of the answer that is being rendered.
//! Not here: routes and headers of every answer (see `server`).

use http::StatusCode;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use std::fmt;

/// Name of the cookie of a session.
pub const SESSION: &str = "kvitok_session";
/// Name of the cookie that a browser's drafts belong to.
pub const BROWSER: &str = "kvitok_browser";

/// Name of the cookie that remembers how pages look on a device. It outlives every session: signing out never takes it.
pub const LOOK: &str = "kvitok_look";
/// How long a device remembers it, in seconds: the longest that browsers keep a cookie.
pub const LOOK_AGE: i64 = 400 * 24 * 3600;

/// The cookie that remembers a look.
pub fn look_cookie(https: bool, look: domain::Look) -> String {
    cookie(https, LOOK, &look.to_string(), LOOK_AGE)
}

/// Name of the cookie of the chosen language.
pub const LANGUAGE: &str = "kvitok_language";
/// How long a browser keeps its language, in seconds.
pub const LANGUAGE_AGE: i64 = 365 * 24 * 3600;

/// A cookie for `Set-Cookie`. Over https it is bound to this very host (`__Host-`, RFC 6265bis 4.1.3.2); plain http is
/// only for a machine's own address. An age of zero takes the cookie away.
pub fn cookie(https: bool, name: &str, value: &str, max_age_seconds: i64) -> String {
    let secure = if https { "; Secure" } else { "" };
    format!("{}={value}; Path=/; Max-Age={max_age_seconds}; HttpOnly; SameSite=Lax{secure}", cookie_name(https, name))
}

/// The full name of a cookie.
pub fn cookie_name(https: bool, name: &str) -> String {
    if https { format!("__Host-{name}") } else { name.to_owned() }
}

/// A path on this very site, safe to redirect to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalPath(String);

impl LocalPath {
    /// Takes `/addresses?form=1`; refuses other sites (`//host`, `/\host`), schemes, and what no header may hold.
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = text.bytes();
        let local = bytes.next() == Some(b'/') && !matches!(bytes.next(), Some(b'/' | b'\\'));
        let printable = text.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
        (local && printable).then(|| Self(text.to_owned()))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LocalPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Sends the person to another page: by status without JavaScript, by header when hydrated.
#[expect(clippy::disallowed_methods, reason = "this is the one place that checks the path first")]
pub fn redirect_to(path: &LocalPath) {
    leptos_axum::redirect(path.as_str());
}

/// Sets the status of a page. Never from a form's server function: it would replace the redirect.
pub fn set_status(status: StatusCode) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(status);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site_are_taken() {
        for good in ["/", "/addresses", "/addresses/12?form=ab", "/sign-in?next=%2Freceipts"] {
            assert!(LocalPath::parse(good).is_some(), "{good}");
        }
        for bad in ["", "addresses", "//evil.example", "/\\evil.example", "https://evil.example", "/a\r\nX: y", "/a b", "/я"]
        {
            assert!(LocalPath::parse(bad).is_none(), "{bad}");
        }
    }
}
