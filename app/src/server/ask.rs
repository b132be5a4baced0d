//! One request as the server functions see it: the cabinet, the visitor, and the ways a request can end.
//! Not here: use cases (see `cabinet`), the checks of a local path (see `http`).

use crate::Refusal;
use crate::components::escaped;
use crate::http::{LANGUAGE, LANGUAGE_AGE, LOOK, LOOK_AGE, LocalPath, SESSION, redirect_to, set_status};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use cabinet::access::Visitor;
use cabinet::{Cabinet, Failure, Outcome};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

/// A request.
pub struct Ask {
    /// The use cases.
    pub cabinet: Cabinet,
    /// Who asks.
    pub visitor: Visitor,
    /// The page asked for, with its query; `/api/…` for a server function called by the browser.
    target: String,
}

impl Ask {
    /// The request at hand. The router provides both halves; without them nothing can be answered.
    pub fn take() -> Result<Self, Refusal> {
        let (Some(cabinet), Some(parts)) = (use_context::<Cabinet>(), use_context::<Parts>()) else {
            return Err(Refusal::Transport);
        };
        let visitor = parts.extensions.get::<Visitor>().cloned().unwrap_or_default();
        let target = parts.uri.path_and_query().map(ToString::to_string).unwrap_or_default();
        Ok(Self { cabinet, visitor, target })
    }

    /// Answers a page's loader.
    pub fn answer<T>(&self, outcome: Outcome<T>) -> Result<T, Refusal> {
        let page = !self.target.starts_with("/api/");
        outcome.map_err(|failure| match failure {
            Failure::SignIn | Failure::SecondFactor => {
                if page {
                    self.turn_away(&format!("/sign-in?next={}", escaped(&self.target)));
                }
                Refusal::SignIn
            }
            // A loader has no form to show problems on: what cannot be shown is not there.
            Failure::NotFound | Failure::Problems(_) => {
                if page {
                    set_status(StatusCode::NOT_FOUND);
                }
                Refusal::NotFound
            }
            Failure::Storage(_) | Failure::Broken(_) => {
                if page {
                    set_status(StatusCode::SERVICE_UNAVAILABLE);
                }
                Refusal::Unavailable { incident: self.incident(&failure) }
            }
        })
    }

    /// As [`Ask::answer`]; where there is no such thing yet, sends the person to the page on which it begins.
    pub fn answer_or_go<T>(&self, outcome: Outcome<T>, path: &str) -> Result<T, Refusal> {
        if matches!(outcome, Err(Failure::NotFound)) {
            self.turn_away(path);
            return Err(Refusal::Elsewhere);
        }
        self.answer(outcome)
    }

    /// Sends the person to another page instead of this one: a page by its status, whatever the client says it accepts;
    /// a loader called by the browser by the header that its router follows.
    pub fn turn_away(&self, path: &str) {
        go(path);
        if !self.target.starts_with("/api/") {
            set_status(StatusCode::FOUND);
        }
    }

    /// Ends a form's post: on success to `next`; with problems back to the form's own page, where they and what was
    /// typed are shown. Always a redirect, so that it is the same with and without scripts.
    pub async fn finish(&self, outcome: Outcome<()>, next: &str, form: Form<'_>) -> Result<(), Refusal> {
        match outcome {
            Ok(()) => go(next),
            Err(Failure::Problems(problems)) => {
                match self.cabinet.keep_form(&self.visitor, form.name, form.values, &problems).await {
                    Ok(id) => go(&with_form(form.page, &id)),
                    Err(failure) => self.broken(&failure),
                }
            }
            // The session has ended in the middle of a form: after signing in it is there again as it was typed.
            Err(Failure::SignIn) => match self.cabinet.keep_form(&self.visitor, form.name, form.values, &[]).await {
                Ok(id) => go(&with_next("/sign-in", &with_form(form.page, &id))),
                Err(failure) => self.broken(&failure),
            },
            Err(Failure::SecondFactor) => go(&with_next("/sign-in/second", next)),
            // Its own page says «не найдено», the same for everybody.
            Err(Failure::NotFound) => go(form.page),
            Err(failure) => self.broken(&failure),
        }
        Ok(())
    }

    fn broken(&self, failure: &Failure) {
        go(&format!("/problem?incident={}", self.incident(failure)));
    }

    /// Logs what is broken, once, under a number that the person can read out.
    fn incident(&self, failure: &Failure) -> String {
        let incident = cabinet::secret::hex(&self.cabinet.random.bytes::<4>());
        tracing::error!(incident, %failure, "a request could not be answered");
        incident
    }

    /// Sets the session cookie after a sign-in; on a device that has no look or no language of its own, those of the
    /// person as well.
    pub async fn enter(&self, token: Outcome<String>) -> Outcome<()> {
        let token = token?;
        let look = self.cabinet.look_for_device(&self.visitor, &token).await?;
        let language = self.cabinet.settle_language(&self.visitor, &token).await?;
        self.set_cookie(SESSION, &token, cabinet::access::SESSION_DAYS * 24 * 3600);
        if let Some(look) = look {
            self.set_cookie(LOOK, &look.to_string(), LOOK_AGE);
        }
        if let Some(language) = language {
            self.set_cookie(LANGUAGE, language.as_str(), LANGUAGE_AGE);
        }
        Ok(())
    }

    /// Takes the session cookie away, and what the browser has kept of the cabinet's pages.
    pub fn end_session(&self) {
        self.set_cookie(SESSION, "", 0);
        if let Some(response) = use_context::<ResponseOptions>() {
            response.insert_header(
                header::HeaderName::from_static("clear-site-data"),
                HeaderValue::from_static("\"cache\", \"storage\""),
            );
        }
    }

    fn set_cookie(&self, name: &str, value: &str, age: i64) {
        let cookie = crate::http::cookie(self.cabinet.settings.https(), name, value, age);
        if let (Some(response), Ok(value)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(&cookie)) {
            response.append_header(header::SET_COOKIE, value);
        }
    }
}

/// A form for [`Ask::finish`]: its page, its name, and what was typed (never passwords and codes).
#[derive(Clone, Copy)]
pub struct Form<'a> {
    /// Path of the page that shows it.
    pub page: &'a str,
    /// Name under which it is kept.
    pub name: &'a str,
    /// Fields.
    pub values: &'a [(&'a str, &'a str)],
}

/// Redirects to a page of ours; to the first page when the path is not one.
pub fn go(path: &str) {
    if let Some(path) = LocalPath::parse(path).or_else(|| LocalPath::parse("/")) {
        redirect_to(&path);
    }
}

/// The page of a form as it was typed.
fn with_form(page: &str, id: &str) -> String {
    let mark = if page.contains('?') { '&' } else { '?' };
    format!("{page}{mark}form={id}")
}

/// A page on the way to another.
pub fn with_next(page: &str, next: &str) -> String {
    format!("{page}?next={}", escaped(next))
}

/// Where a sign-in leads. Only pages of the cabinet are worth returning to, and never a server function.
pub fn next_of(next: Option<&str>) -> String {
    let next = next.and_then(LocalPath::parse).filter(|path| !path.as_str().starts_with("/api/"));
    next.map_or_else(|| "/addresses".to_owned(), |path| path.to_string())
}

/// Whether a checkbox was ticked.
pub fn ticked(value: Option<&String>) -> bool {
    value.is_some_and(|value| !value.is_empty())
}
