//! What a page loads. On the way its type is forgotten: one resource for every page keeps the WASM small (ADR 18).
//! Not here: the page around it (see `loaded`), the loaders (see `server_fns`).

use crate::Refusal;
use leptos::prelude::*;
use leptos::server::codee::string::FromToStringCodec;
use serde::de::DeserializeOwned;
use std::any::Any;
use std::convert::Infallible;
use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::str::FromStr;
use std::sync::Arc;

/// The data of a page, or the refusal to give it; comes with the page, and anew whenever its question changes.
pub struct Data<T> {
    pub(super) resource: PageResource,
    is: PhantomData<fn() -> T>,
}

impl<T> Copy for Data<T> {}
impl<T> Clone for Data<T> {
    fn clone(&self) -> Self {
        *self
    }
}

/// The one resource type of all pages.
pub(super) type PageResource = Resource<Answer, FromToStringCodec>;

/// The answer of a loader: as it was made, or as the page has brought it.
#[derive(Clone)]
pub(super) enum Answer {
    Made(Arc<dyn Any + Send + Sync>, Written),
    Brought(String),
}

/// On the server, the answer as JSON for the page; a browser never writes one.
type Written = Arc<str>;

impl fmt::Display for Answer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Made(_, text) => out.write_str(text),
            Self::Brought(text) => out.write_str(text),
        }
    }
}

impl FromStr for Answer {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self::Brought(text.to_owned()))
    }
}

impl Answer {
    /// The answer in its own type again.
    pub(super) fn read<T: Clone + DeserializeOwned + 'static>(&self) -> Result<T, Refusal> {
        match self {
            Self::Made(made, _) => made.downcast_ref::<Result<T, Refusal>>().cloned(),
            // As bytes, as answers of the server are read: readers of text would be all made twice, for some kB of WASM.
            Self::Brought(text) => serde_json::from_slice(text.as_bytes()).ok(),
        }
        .unwrap_or(Err(Refusal::Transport))
    }
}

/// A question of any type, as far as it matters: whether it is another one.
#[derive(Clone)]
struct Question(Arc<dyn Comparable>);

trait Comparable: Any + Send + Sync {
    fn is_same(&self, other: &dyn Any) -> bool;
    fn as_any(&self) -> &dyn Any;
}

impl<S: PartialEq + Send + Sync + 'static> Comparable for S {
    fn is_same(&self, other: &dyn Any) -> bool {
        other.downcast_ref::<S>().is_some_and(|other| other == self)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl PartialEq for Question {
    fn eq(&self, other: &Self) -> bool {
        self.0.is_same(other.0.as_any())
    }
}

type Asking = Box<dyn Fn() -> Question + Send + Sync>;
type Loading = Pin<Box<dyn Future<Output = Answer> + Send>>;
type Loader = Box<dyn Fn(Question) -> Loading + Send + Sync>;

impl<T> Data<T> {
    /// Asks `load` for what `question` says, and again whenever that changes. The page waits for it.
    pub fn new<S, Coming>(
        question: impl Fn() -> S + Send + Sync + 'static,
        load: impl Fn(S) -> Coming + Send + Sync + 'static,
    ) -> Self
    where
        S: Clone + PartialEq + Send + Sync + 'static,
        Coming: Future<Output = Result<T, Refusal>> + Send + 'static,
        T: Loadable,
    {
        let asking: Asking = Box::new(move || Question(Arc::new(question())));
        let loader: Loader = Box::new(move |question| {
            let coming = question.0.as_any().downcast_ref::<S>().map(|question| load(question.clone()));
            Box::pin(async move {
                let answer = match coming {
                    Some(coming) => coming.await,
                    None => Err(Refusal::Transport), // a question is of the type that was asked
                };
                let written = T::written(&answer);
                Answer::Made(Arc::new(answer), written)
            })
        });
        Self { resource: resource(asking, loader), is: PhantomData }
    }
}

fn resource(asking: Asking, loader: Loader) -> PageResource {
    Resource::new_str_blocking(asking, loader)
}

/// What can be the data of a page. Only the server writes it.
pub trait Loadable: Clone + DeserializeOwned + Send + Sync + 'static {
    /// As JSON for the page.
    fn written(answer: &Result<Self, Refusal>) -> Arc<str>;
}

#[cfg(feature = "ssr")]
impl<T: Clone + DeserializeOwned + serde::Serialize + Send + Sync + 'static> Loadable for T {
    fn written(answer: &Result<Self, Refusal>) -> Arc<str> {
        serde_json::to_string(answer).unwrap_or_default().into()
    }
}

#[cfg(not(feature = "ssr"))]
impl<T: Clone + DeserializeOwned + Send + Sync + 'static> Loadable for T {
    fn written(_: &Result<Self, Refusal>) -> Arc<str> {
        Arc::default()
    }
}
