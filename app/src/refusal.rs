//! Why a server function could not answer: closed, so that no text of an internal error ever reaches a page.
//! Not here: what was wrong with a form (see `domain::view::Problem`), which is an ordinary answer.

use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// The person is not signed in.
    SignIn,
    /// The answer is a redirect to another page.
    Elsewhere,
    /// There is no such thing, or it is somebody else's: the answer is the same.
    NotFound,
    /// Something of ours is broken; the incident's number is in the log.
    Unavailable {
        /// What the person may read out by phone.
        incident: String,
    },
    /// The answer was lost on its way, or was not understood.
    Transport,
}

impl FromServerFnError for Refusal {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(_: ServerFnErrorErr) -> Self {
        Self::Transport
    }
}
