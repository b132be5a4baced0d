//! «История»: what happened with an address, as data; the words are the interface's.
//! Not here: how it is gathered (see `cabinet::history`).

use super::{AccessEvent, MessageState};
use crate::id::{AccountId, ReceiptId};
use crate::{Date, Money, Period};
use serde::{Deserialize, Serialize};

/// The page «История» of an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryPage {
    /// The account.
    pub account: AccountId,
    /// Its address.
    pub address: String,
    /// Newest first.
    pub days: Vec<HistoryDay>,
    /// Where earlier days begin, if there are any: unix milliseconds for `?before=`.
    pub earlier: Option<i64>,
}

/// What happened on a day where the agent is, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryDay {
    /// The day.
    pub on: Date,
    /// Hour and minute, and what happened.
    pub entries: Vec<(u8, u8, Happening)>,
}

/// Who did something, as another holder may know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Doer {
    /// The reader.
    You,
    /// A close person of the reader, in the reader's name: as the reader calls them.
    Close(String),
    /// Another holder: `iv***@example.ru`.
    Holder(String),
}

/// Something that happened with an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Happening {
    /// Somebody proved knowledge of the account and became a holder.
    Bound(Doer),
    /// Electronic delivery was agreed to, from this month on.
    Electronic(Doer, Period),
    /// Paper was chosen again, from this month on.
    Paper(Doer, Period),
    /// Something about the access of a close person, who is named.
    Access(AccessEvent, String),
    /// A receipt was published.
    Published {
        /// Its version.
        receipt: ReceiptId,
        /// Its month.
        period: Period,
        /// To pay.
        total: Money,
        /// It replaced one that was published before.
        corrected: bool,
    },
    /// A letter with a receipt.
    Letter {
        /// The receipt.
        receipt: ReceiptId,
        /// Its month.
        period: Period,
        /// Masked address.
        to: String,
        /// What has become of it.
        state: MessageState,
    },
    /// A payment reached the bank and was taken.
    Paid {
        /// For which month.
        period: Period,
        /// How much.
        amount: Money,
    },
}
