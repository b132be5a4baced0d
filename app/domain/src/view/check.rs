//! What «Проверить квитанцию» answers: nothing personal, whoever asks.
//! Not here: how it is found out (see `cabinet`).

use super::{FormState, Requisites};
use crate::{Date, Money, Period};
use serde::{Deserialize, Serialize};

/// The answer to "is this receipt yours?".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// Ours and unchanged, and the newest version.
    Ours {
        /// Its month.
        period: Period,
        /// The day of publication.
        published: Date,
        /// The sum, where the asker showed the document itself (file or QR with it); never for a bare code.
        total: Option<Money>,
    },
    /// Ours, but a newer version has replaced it.
    Replaced {
        /// Its month.
        period: Period,
        /// The day of the newer version.
        replaced: Date,
    },
    /// A payment QR or a text without a receipt in it: the payee's details are ours. The sum is not vouched for.
    PayeeOurs {
        /// The payee as we know it.
        payee: Requisites,
    },
    /// A payee of ours with details that are no longer used.
    PayeeOld {
        /// The payee's name.
        name: String,
    },
    /// The payee's details are not ours: do not pay.
    Foreign {
        /// Settlement accounts and other details that are not ours, as the document has them.
        found: Vec<String>,
    },
    /// A document of ours that somebody changed: do not pay by it.
    Altered,
    /// Cannot tell: call us.
    Unknown,
}

/// The page «Проверить квитанцию».
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckPage {
    /// The answer, once something was checked.
    pub verdict: Option<Verdict>,
    /// The form as typed.
    pub form: FormState,
}
